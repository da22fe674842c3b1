//! Two trees to changes: facts of matched nodes that differ, and nodes that have no other.

use super::attach::attach;
use super::matching::pairs;
use super::node::{Class, Fact, Kind, Node, View};
use super::{Change, Detail, Event};
use std::collections::BTreeMap;

/// What changed from one tree to the other.
pub(super) fn of(old: &Node, new: &Node) -> Vec<Change> {
    let mut compare = Compare::default();
    compare.learn(old, new);
    compare.nodes(old, new)
}

#[derive(Default)]
struct Compare {
    /// What types are called now, by what they were called.
    types: BTreeMap<String, String>,
    /// What modules are called now, by what they were called.
    modules: BTreeMap<String, String>,
}

/// Facts whose difference is another name in Rust.
const NAMES: &[&str] = &["name", "method", "resource", "accessor"];

impl Compare {
    /// Learns what has another name, so that what mentions it is not a change of its own.
    fn learn(&mut self, old: &Node, new: &Node) {
        for (old, new) in pairs(&old.children, &new.children) {
            let (Some(old), Some(new)) = (old, new) else {
                continue;
            };
            let names = |name: &str| Some((old.fact(name)?, new.fact(name)?));
            let (into, name) = match old.kind {
                Kind::Type => (&mut self.types, "name"),
                Kind::Resource => (&mut self.modules, "accessor"),
                _ => continue,
            };
            if let Some((old, new)) = names(name).filter(|(old, new)| old.text != new.text) {
                into.insert(old.text.clone(), new.text.clone());
            }
            if old.kind == Kind::Resource
                && let Some((old, new)) = names("handle")
            {
                self.types.insert(old.text.clone(), new.text.clone());
            }
        }
    }

    fn nodes(&self, old: &Node, new: &Node) -> Vec<Change> {
        let mut inside = Vec::new();
        for pair in pairs(&old.children, &new.children) {
            match pair {
                (Some(old), Some(new)) => inside.extend(self.nodes(old, new)),
                (Some(gone), None) => inside.push(alone(gone, Event::Removed)),
                (None, Some(more)) => inside.push(added_to(old, alone(more, Event::Added))),
                (None, None) => {}
            }
        }
        let mut details = self.details(old, new);
        attach(&mut details, old.kind, &mut inside);
        inside.splice(0..0, changed(old, new, details));
        inside
    }

    fn details(&self, old: &Node, new: &Node) -> Vec<Detail> {
        let mut details = Vec::new();
        for was in &old.facts {
            let is = new.fact(was.name);
            match is {
                Some(is) => details.extend(self.detail(was, is)),
                None => details.push(one_sided(was, Some(was.text.clone()), None)),
            }
        }
        let appeared = new.facts.iter().filter(|is| old.fact(is.name).is_none());
        details.extend(appeared.map(|is| one_sided(is, None, Some(is.text.clone()))));
        details
    }

    fn detail(&self, old: &Fact, new: &Fact) -> Option<Detail> {
        let class = if old.arguments.is_empty() && new.arguments.is_empty() {
            let renamed = self.now(old, &old.text);
            (renamed != new.text).then_some(old.rule.changes)?
        } else {
            self.class_of_call(old, new)?
        };
        Some(Detail {
            name: old.name,
            view: old.view,
            class,
            old: Some(old.text.clone()),
            new: Some(new.text.clone()),
        })
    }

    /// A call breaks where another number or other kinds of arguments are taken. Where the same are taken in another
    /// order it breaks, too, though no compiler may tell; names of arguments alone are for readers.
    fn class_of_call(&self, old: &Fact, new: &Fact) -> Option<Class> {
        let takes = |fact: &Fact, now: &dyn Fn(&str) -> String| -> Vec<String> {
            fact.arguments.iter().map(|(_, take)| now(take)).collect()
        };
        let wires = |fact: &Fact| -> Vec<String> {
            fact.arguments
                .iter()
                .map(|(wire, _)| wire.clone())
                .collect()
        };
        if takes(old, &|text| self.now(old, text)) != takes(new, &|text| text.to_owned()) {
            return Some(Class::Major);
        }
        let (was, is) = (wires(old), wires(new));
        if was != is {
            let sorted = |mut wires: Vec<String>| {
                wires.sort();
                wires
            };
            return Some(match sorted(was) == sorted(is) {
                true => Class::Major,
                false => Class::Patch,
            });
        }
        (self.now(old, &old.text) != new.text).then_some(Class::Patch)
    }

    /// What a text of Rust says once all that has another name is called so.
    fn now(&self, fact: &Fact, text: &str) -> String {
        match (fact.view, fact.name) {
            (View::Rust, "resource" | "module") => renamed(text, &self.modules),
            (View::Rust, "name" | "method" | "marker") => text.to_owned(),
            (View::Rust, _) => renamed(text, &self.types),
            _ => text.to_owned(),
        }
    }
}

/// A change of a node of both trees, if there is one.
pub(super) fn changed(old: &Node, new: &Node, details: Vec<Detail>) -> Option<Change> {
    let class = details.iter().map(|detail| detail.class).max()?;
    let is_name = |it: &Detail| it.view == View::Rust && NAMES.contains(&it.name);
    let event = match details.iter().any(is_name) {
        true => Event::Renamed,
        false => Event::Changed,
    };
    Some(Change {
        class,
        event,
        kind: old.kind,
        subject: old.subject.clone(),
        rust: (old.rust.clone(), new.rust.clone()),
        details,
        old_place: old.place.clone(),
        new_place: new.place.clone(),
    })
}

/// What is new in something that was there has a place in the old document, too: where it would be.
pub(super) fn added_to(old: &Node, mut change: Change) -> Change {
    change.old_place = old.place.clone();
    change
}

/// A node that has no other.
pub(super) fn alone(node: &Node, event: Event) -> Change {
    let (class, rust, places) = match event {
        Event::Removed => (
            node.removed,
            (node.rust.clone(), None),
            (node.place.clone(), None),
        ),
        _ => (
            node.added,
            (None, node.rust.clone()),
            (None, node.place.clone()),
        ),
    };
    Change {
        class,
        event,
        kind: node.kind,
        subject: node.subject.clone(),
        rust,
        details: Vec::new(),
        old_place: places.0,
        new_place: places.1,
    }
}

fn one_sided(fact: &Fact, old: Option<String>, new: Option<String>) -> Detail {
    Detail {
        name: fact.name,
        view: fact.view,
        class: fact.rule.class(old.is_some(), new.is_some()),
        old,
        new,
    }
}

/// A text in which whole words are replaced.
fn renamed(text: &str, names: &BTreeMap<String, String>) -> String {
    if names.is_empty() {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut word = String::new();
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let end = |word: &mut String, out: &mut String| {
        out.push_str(names.get(word.as_str()).unwrap_or(word));
        word.clear();
    };
    for letter in text.chars() {
        if is_part(letter) {
            word.push(letter);
        } else {
            end(&mut word, &mut out);
            out.push(letter);
        }
    }
    end(&mut word, &mut out);
    out
}
