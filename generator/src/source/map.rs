//! The members of an object, in order of the document.

use super::Node;
use std::sync::Arc;

/// The members of an object, in order of the document.
///
/// Most of a document is objects of a few members: these are a list and nothing else. Only a long one knows the order
/// of its names, by which they are found.
#[derive(Clone, Debug, Default)]
pub struct Map {
    members: Vec<(Arc<str>, Node)>,
    order: Option<Box<Order>>,
}

/// Where members are, by their names.
#[derive(Clone, Debug)]
struct Order(Vec<u32>);

/// How many members it takes for searching by order to be quicker than comparing.
const FEW: usize = 12;

impl Map {
    /// No members.
    pub fn new() -> Self {
        Self::default()
    }

    /// These members. Of those with one name the last one counts, in the place of the first; `repeated` hears of each
    /// but the first.
    pub(super) fn of(members: Vec<(Arc<str>, Node)>, mut repeated: impl FnMut(&str)) -> Self {
        let mut map = Self {
            members,
            order: None,
        };
        if map.has_repeated() {
            for (name, node) in std::mem::take(&mut map.members) {
                let known = map.index_of(&name).is_some();
                if known {
                    repeated(&name);
                }
                map.insert(name, node);
            }
        } else if map.members.len() > FEW {
            map.sort();
        }
        map
    }

    fn has_repeated(&self) -> bool {
        if self.members.len() > FEW {
            let mut names: Vec<&str> = self.keys().collect();
            names.sort_unstable();
            return names.windows(2).any(|pair| pair.first() == pair.last());
        }
        let mut rest = self.members.as_slice();
        while let [(name, _), others @ ..] = rest {
            if others.iter().any(|(other, _)| other == name) {
                return true;
            }
            rest = others;
        }
        false
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The names, in order of the document.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(name, _)| name)
    }

    /// The members, in order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Node)> + Clone {
        self.members.iter().map(|(name, node)| (&**name, node))
    }

    /// What the members are, in order of the document.
    pub fn values(&self) -> impl Iterator<Item = &Node> {
        self.members.iter().map(|(_, node)| node)
    }

    /// The members, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.members.iter_mut().map(|(_, node)| node)
    }

    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        let (_, node) = self.members.get(self.index_of(name)?)?;
        Some(node)
    }

    /// The member of that name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        let index = self.index_of(name)?;
        let (_, node) = self.members.get_mut(index)?;
        Some(node)
    }

    /// Whether there is a member of that name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.index_of(name).is_some()
    }

    /// Adds a member at the end; one that is there already keeps its place, and what it was is given back.
    pub fn insert(&mut self, name: impl Into<Arc<str>>, node: Node) -> Option<Node> {
        let name = name.into();
        if let Some(known) = self.get_mut(&name) {
            return Some(std::mem::replace(known, node));
        }
        self.members.push((name, node));
        if self.order.is_some() {
            self.note_last();
        } else if self.members.len() > FEW {
            self.sort();
        }
        None
    }

    /// Takes a member out; those behind it move up.
    pub fn shift_remove(&mut self, name: &str) -> Option<Node> {
        let index = self.index_of(name)?;
        let (_, node) = self.members.remove(index);
        self.order = None;
        if self.members.len() > FEW {
            self.sort();
        }
        Some(node)
    }

    /// Where the member of that name is.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        match &self.order {
            None => self.members.iter().position(|(known, _)| **known == *name),
            Some(_) => Some(self.found(name).ok()? as usize),
        }
    }

    /// The index of the member of that name, or where in the order it would be.
    fn found(&self, name: &str) -> Result<u32, usize> {
        let order = self.order.as_ref().map_or(&[][..], |order| &order.0);
        let at = order.binary_search_by(|index| self.name(*index).cmp(name))?;
        order.get(at).copied().ok_or(at)
    }

    fn name(&self, index: u32) -> &str {
        let member = self.members.get(index as usize);
        member.map_or("", |(name, _)| name)
    }

    fn sort(&mut self) {
        let mut order: Vec<u32> = (0..self.members.len() as u32).collect();
        order.sort_by(|one, other| self.name(*one).cmp(self.name(*other)));
        self.order = Some(Box::new(Order(order)));
    }

    /// Puts the last member, whose name is new, into the order.
    fn note_last(&mut self) {
        let last = self.members.len() as u32 - 1;
        if let Err(at) = self.found(self.name(last))
            && let Some(order) = &mut self.order
        {
            order.0.insert(at, last);
        }
    }
}

/// Objects are the same whatever the order of their members.
impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        let same = |(name, node): (&str, &Node)| other.get(name) == Some(node);
        self.len() == other.len() && self.iter().all(same)
    }
}

impl<N: Into<Arc<str>>> FromIterator<(N, Node)> for Map {
    fn from_iter<I: IntoIterator<Item = (N, Node)>>(members: I) -> Self {
        let mut map = Self::new();
        for (name, node) in members {
            map.insert(name, node);
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (Arc<str>, Node);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'m> IntoIterator for &'m Map {
    type Item = (&'m str, &'m Node);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'m, (Arc<str>, Node)>,
        fn(&'m (Arc<str>, Node)) -> (&'m str, &'m Node),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter().map(|(name, node)| (name, node))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_members_are_found_and_keep_their_order() {
        let mut map = Map::new();
        let names: Vec<String> = (0..40).map(|index| format!("{}", index * 7 % 40)).collect();
        for (index, name) in names.iter().enumerate() {
            assert_eq!(map.insert(name.as_str(), Node::Null), None);
            for (at, name) in names.iter().enumerate() {
                assert_eq!(map.index_of(name), (at <= index).then_some(at));
            }
        }
        assert_eq!(map.insert("7", Node::Boolean(true)), Some(Node::Null));
        assert!(map.keys().eq(names.iter().map(String::as_str)));
        assert_eq!(map.shift_remove("7"), Some(Node::Boolean(true)));
        assert_eq!(map.shift_remove("7"), None);
        let backwards: Map = map.clone().into_iter().rev().collect();
        assert_eq!(map, backwards);
        assert_eq!(map.index_of("14"), Some(1));
    }
}
