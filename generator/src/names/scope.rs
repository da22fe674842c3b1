//! Scopes: a set of names in use. Everything that wants a name in a scope is claimed at once, so that who gets it
//! depends on what the things are and not on who came first.

use super::Words;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A thing that wants a name.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// Its path in the document: unique in the scope, the same from run to run.
    pub(super) path: String,
    /// What it would like to be called, best first; never empty.
    pub(super) wishes: Vec<Words>,
    /// How much it deserves its first wish: of several that share it, the lowest rank gets it.
    pub(super) rank: u8,
}

/// How words are written in a scope.
pub(super) type Case = fn(&Words) -> String;

/// Names in use.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<Cow<'static, str>>,
}

/// What a scope gave: the name of each path, and the paths that did not get their first wish, and those that got
/// none and are numbered.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) names: BTreeMap<String, String>,
    pub(super) contested: BTreeSet<String>,
    pub(super) numbered: BTreeSet<String>,
}

impl Claim {
    /// Whether a name is none of the wishes, but the last of them with a number.
    fn is_numbered(&self, name: &str, case: Case) -> bool {
        let wished = self.wishes.iter().any(|wish| case(wish) == name);
        let stem = self.wishes.last().map(case).unwrap_or_default();
        let number = name.strip_prefix(stem.as_str());
        !wished && number.is_some_and(|rest| rest.parse::<u32>().is_ok())
    }
}

/// Whether a name out of a lock, which people may edit, can be a name in that case at all.
fn fits(name: &str, case: Case) -> bool {
    let upper = |text: &str| text.starts_with(|first: char| first.is_ascii_uppercase());
    let lower = |text: &str| text.starts_with(|first: char| first.is_ascii_lowercase());
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let sample = case(&Words::of("a"));
    name.len() <= Words::LONGEST + 20
        && name.chars().all(plain)
        && ((upper(name) && upper(&sample)) || (lower(name) && lower(&sample)))
}

impl Scope {
    /// A scope in which `reserved` is taken.
    pub(super) fn reserving(reserved: &[&'static str]) -> Self {
        Self {
            taken: reserved.iter().copied().map(Cow::Borrowed).collect(),
        }
    }

    /// The same scope, in which `name` is taken too.
    pub(super) fn and(mut self, name: &str) -> Self {
        self.taken.insert(name.to_owned().into());
        self
    }

    /// Names every claim: locked names first, then wish by wish. Of claims that want the same, the one of lowest rank
    /// gets it, then the one whose path sorts first; who gets none of its wishes is numbered.
    pub(super) fn settle(
        &mut self,
        claims: &[Claim],
        case: Case,
        locked: impl Fn(&str) -> Option<String>,
    ) -> Given {
        let mut given = Given::default();
        let mut waiting: Vec<&Claim> = Vec::new();
        for claim in claims {
            let kept = locked(&claim.path).filter(|name| fits(name, case));
            match kept.filter(|name| self.taken.insert(name.clone().into())) {
                Some(name) => {
                    // What is said of a name is said in every run, and not only in the one that gave it.
                    if claim.is_numbered(&name, case) {
                        given.numbered.insert(claim.path.clone());
                    }
                    given.contested.insert(claim.path.clone());
                    given.names.insert(claim.path.clone(), name);
                }
                None => waiting.push(claim),
            }
        }
        waiting.sort_by(|left, right| (left.rank, &left.path).cmp(&(right.rank, &right.path)));
        let longest = waiting
            .iter()
            .map(|claim| claim.wishes.len())
            .max()
            .unwrap_or(0);
        for round in 0..longest {
            waiting.retain(|claim| {
                let Some(wish) = claim.wishes.get(round).map(case) else {
                    return true;
                };
                if wish.is_empty() || !self.taken.insert(wish.clone().into()) {
                    return true;
                }
                if round > 0 {
                    given.contested.insert(claim.path.clone());
                }
                given.names.insert(claim.path.clone(), wish);
                false
            });
        }
        for claim in waiting {
            let stem = claim.wishes.last().map(case).unwrap_or_default();
            let name = self.numbered(&stem);
            given.contested.insert(claim.path.clone());
            given.numbered.insert(claim.path.clone());
            given.names.insert(claim.path.clone(), name);
        }
        given
    }

    fn numbered(&mut self, stem: &str) -> String {
        let mut number = 2_u32;
        loop {
            let name = format!("{stem}{number}");
            if self.taken.insert(name.clone().into()) {
                return name;
            }
            number += 1;
        }
    }
}
