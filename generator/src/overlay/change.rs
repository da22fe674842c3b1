//! The changes themselves, on nodes.

use super::action::Version;
use crate::diag::Place;
use crate::source::{Node, SourceSet};
use std::borrow::Cow;

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// The root cannot be removed.
    Root,
    /// The target is of another kind than the update.
    Kind,
}

/// Takes out nodes. Of one list, the later come first, so that the earlier keep their places.
pub(super) fn remove(sources: &mut SourceSet, places: &[Place]) -> Result<(), Misfit> {
    let mut steps: Vec<(Place, String)> = Vec::new();
    for place in places {
        let parent = place.pointer.parent().ok_or(Misfit::Root)?;
        let token = place.pointer.tokens().last().map(Cow::into_owned);
        let parent = Place {
            file: place.file,
            pointer: parent,
        };
        steps.push((parent, token.unwrap_or_default()));
    }
    // The deepest first as well: what lies in something that goes is gone with it.
    steps.sort_by_key(|(parent, token)| {
        let depth = parent.pointer.tokens().count();
        std::cmp::Reverse((depth, token.parse::<usize>().unwrap_or(0)))
    });
    for (parent, token) in steps {
        match sources.node_mut(&parent) {
            Some(Node::Map(map)) => {
                map.shift_remove(&token);
            }
            Some(Node::List(list)) => {
                if let Ok(index) = token.parse::<usize>()
                    && index < list.len()
                {
                    list.remove(index);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Brings an update into a node. Whether anything changed.
pub(super) fn update(target: &mut Node, with: &Node, version: Version) -> Result<bool, Misfit> {
    match (target, with) {
        (Node::Map(map), Node::Map(_)) => {
            let mut node = Node::Map(std::mem::take(map));
            let changed = merge(&mut node, with);
            if let Node::Map(merged) = node {
                *map = merged;
            }
            Ok(changed)
        }
        (Node::Map(_), _) => Err(Misfit::Kind),
        // 1.0 appends an entry; 1.1 says that a list is appended entry by entry.
        (Node::List(list), Node::List(entries)) if version >= Version::V11 => {
            list.extend(entries.iter().cloned());
            Ok(!entries.is_empty())
        }
        (Node::List(list), entry) => {
            list.push(entry.clone());
            Ok(true)
        }
        (_, Node::Map(_) | Node::List(_)) => Err(Misfit::Kind),
        (scalar, with) => {
            if version < Version::V11 {
                return Err(Misfit::Kind);
            }
            let changed = scalar != with;
            *scalar = with.clone();
            Ok(changed)
        }
    }
}

/// Objects are merged, lists joined, everything else replaced.
fn merge(target: &mut Node, with: &Node) -> bool {
    match (target, with) {
        (Node::Map(map), Node::Map(with)) => {
            let mut changed = false;
            for (name, node) in with {
                match map.get_mut(name) {
                    Some(inner) => changed |= merge(inner, node),
                    None => {
                        map.insert(name.clone(), node.clone());
                        changed = true;
                    }
                }
            }
            changed
        }
        (Node::List(list), Node::List(with)) => {
            list.extend(with.iter().cloned());
            !with.is_empty()
        }
        (target, with) => {
            let changed = target != with;
            *target = with.clone();
            changed
        }
    }
}
