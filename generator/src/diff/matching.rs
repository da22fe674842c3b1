//! Which node of one tree is which of the other: by what they are known by, the surest first, then by likeness.

use super::node::{Kind, Node};
use std::collections::{BTreeMap, BTreeSet};

/// The nodes of both lists, those that are one in a pair, in the order of the old list and then of the new.
pub(super) fn pairs<'n>(
    old: &'n [Node],
    new: &'n [Node],
) -> Vec<(Option<&'n Node>, Option<&'n Node>)> {
    let mut found = Pairs {
        old,
        new,
        new_of: vec![None; old.len()],
        taken: vec![false; new.len()],
    };
    let levels = old.iter().chain(new).map(|node| node.keys.len()).max();
    for level in 0..levels.unwrap_or(0) {
        found.by_key(level);
    }
    found.by_likeness();
    let mut pairs: Vec<_> = old
        .iter()
        .zip(&found.new_of)
        .map(|(node, other)| (Some(node), other.and_then(|index| new.get(index))))
        .collect();
    let rest = new.iter().zip(&found.taken).filter(|(_, taken)| !**taken);
    pairs.extend(rest.map(|(node, _)| (None, Some(node))));
    pairs
}

struct Pairs<'n> {
    old: &'n [Node],
    new: &'n [Node],
    new_of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl<'n> Pairs<'n> {
    fn join(&mut self, old: usize, new: usize) {
        if let (Some(slot), Some(taken)) = (self.new_of.get_mut(old), self.taken.get_mut(new)) {
            (*slot, *taken) = (Some(new), true);
        }
    }

    fn old_left(&self) -> Vec<(usize, &'n Node)> {
        let left = self.old.iter().enumerate().zip(&self.new_of);
        let left = left.filter(|(_, other)| other.is_none());
        left.map(|(each, _)| each).collect()
    }

    fn new_left(&self) -> Vec<(usize, &'n Node)> {
        let left = self.new.iter().enumerate().zip(&self.taken);
        let left = left.filter(|(_, taken)| !**taken);
        left.map(|(each, _)| each).collect()
    }

    /// Joins what is known by the same key, where no other is.
    fn by_key(&mut self, level: usize) {
        type Known<'k> = BTreeMap<(Kind, &'k str), Vec<usize>>;
        let known = |left: &[(usize, &'n Node)]| {
            let mut known = Known::new();
            for (index, node) in left {
                if let Some(key) = node.keys.get(level) {
                    let same = known.entry((node.kind, key)).or_default();
                    same.push(*index);
                }
            }
            known
        };
        let (old, new) = (known(&self.old_left()), known(&self.new_left()));
        for (key, old) in &old {
            if let ([old], Some([new])) = (old.as_slice(), new.get(key).map(Vec::as_slice)) {
                self.join(*old, *new);
            }
        }
    }

    /// Joins what is gone with what is new where the two are alike, and neither is like another.
    fn by_likeness(&mut self) {
        let (old, new) = (self.old_left(), self.new_left());
        let mut alike: Vec<(usize, usize)> = Vec::new();
        for (old_index, old) in &old {
            for (new_index, new) in &new {
                if old.kind == new.kind && are_alike(old, new, old_index == new_index) {
                    alike.push((*old_index, *new_index));
                }
            }
        }
        for (old, new) in &alike {
            let of_old = alike.iter().filter(|(other, _)| other == old).count();
            let of_new = alike.iter().filter(|(_, other)| other == new).count();
            if of_old == 1 && of_new == 1 {
                self.join(*old, *new);
            }
        }
    }
}

/// Whether something may have got another name: it is made alike, and stands at the same place or says the same.
fn are_alike(old: &Node, new: &Node, same_place: bool) -> bool {
    let same = |name: &str| {
        let text = |node: &Node| node.fact(name).map(|fact| fact.text.clone());
        text(old) == text(new)
    };
    let says_nothing = old.fact("docs").is_none() && new.fact("docs").is_none();
    let says_the_same = old.fact("docs").is_some() && same("docs");
    match old.kind {
        Kind::Member | Kind::Parameter => {
            ["field", "type", "presence", "in"].into_iter().all(same)
                && (says_the_same || is_longer_name(old, new) || (same_place && says_nothing))
        }
        Kind::Type => same("kind") && likeness(old, new) >= ENOUGH,
        _ => false,
    }
}

/// Whether the name of one is that of the other with words more.
fn is_longer_name(old: &Node, new: &Node) -> bool {
    let words = |node: &Node| -> BTreeSet<String> {
        let name = node.keys.first().map_or("", String::as_str);
        let words = name.split(|letter: char| !letter.is_alphanumeric());
        words
            .map(str::to_lowercase)
            .filter(|it| !it.is_empty())
            .collect()
    };
    let (old, new) = (words(old), words(new));
    old.is_subset(&new) || new.is_subset(&old)
}

/// From which share of common children on two types are alike.
const ENOUGH: f32 = 0.6;

fn likeness(old: &Node, new: &Node) -> f32 {
    let keys = |node: &Node| -> BTreeSet<String> {
        let children = node.children.iter();
        let children = children.filter(|it| it.kind != Kind::Constructor);
        children.filter_map(|it| it.keys.first().cloned()).collect()
    };
    let (old, new) = (keys(old), keys(new));
    let all = old.union(&new).count();
    match all {
        0 => 0.0,
        _ => old.intersection(&new).count() as f32 / all as f32,
    }
}
