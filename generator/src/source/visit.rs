//! From a parser's events to [`Node`]s: within limits, keys as texts, merge keys resolved, repeated keys noticed.

use super::keys::{Key, Keys};
use super::parse::{Syntax, wide_integers};
use super::{Map, Node};
use crate::diag::Pointer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

/// What a tree may cost, and what was noticed while it grew.
#[derive(Debug)]
pub(super) struct Growth<'t> {
    /// How many nodes there may still be.
    pub(super) nodes: Cell<usize>,
    /// How many bytes of text there may still be.
    pub(super) bytes: Cell<usize>,
    /// How deep it may nest.
    pub(super) depth: usize,
    /// How the file is written: `<<` merges in YAML alone.
    pub(super) syntax: Syntax,
    /// The file.
    pub(super) text: &'t str,
    /// The integers that are still to come and that JSON's parser hands over as floating point numbers. Found when
    /// the first may be one: few files have any.
    pub(super) wide: OnceCell<RefCell<VecDeque<String>>>,
    /// The keys that were repeated.
    pub(super) repeated: RefCell<Vec<Pointer>>,
    /// Whether one of the limits was reached.
    pub(super) exceeded: Cell<bool>,
    /// The keys of its objects.
    pub(super) keys: Keys,
    /// What is read of the lists and objects that are not at their end, so that each gets as much room as it takes.
    pub(super) unfinished: Unfinished,
}

/// Elements and members, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    elements: RefCell<Vec<Node>>,
    members: RefCell<Vec<(Arc<str>, Node)>>,
}

impl Growth<'_> {
    /// Reads one tree.
    pub(super) fn read<'de, D: Deserializer<'de>>(&self, from: D) -> Result<Node, D::Error> {
        Seed {
            growth: self,
            at: At::Root,
            depth: 0,
        }
        .deserialize(from)
    }

    fn exceed<E: de::Error>(&self, what: &str) -> E {
        self.exceeded.set(true);
        E::custom(what)
    }

    fn count<E: de::Error>(&self, text: usize) -> Result<(), E> {
        match (
            self.nodes.get().checked_sub(1),
            self.bytes.get().checked_sub(text),
        ) {
            (Some(nodes), Some(bytes)) => {
                self.nodes.set(nodes);
                self.bytes.set(bytes);
                Ok(())
            }
            _ => Err(self.exceed("more nodes than are allowed, aliases expanded")),
        }
    }

    /// The integer that `value` was written as, if it was one.
    fn wide_integer(&self, value: f64) -> Option<Node> {
        let beyond_64_bits = value <= i64::MIN as f64 || value >= u64::MAX as f64;
        if self.syntax != Syntax::Json || !beyond_64_bits {
            return None;
        }
        let wide = self.wide.get_or_init(|| wide_integers(self.text).into());
        let mut wide = wide.borrow_mut();
        let front = wide.front()?;
        if front.parse() != Ok(value) {
            return None;
        }
        let text = wide.pop_front()?;
        let signed = text.parse().map(Node::Integer);
        signed.or_else(|_| text.parse().map(Node::Unsigned)).ok()
    }
}

/// The way from the root, as a list that grows on the stack: a pointer is made of it only when it is needed.
#[derive(Clone, Copy)]
enum At<'a> {
    Root,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::Key(parent, key) => parent.pointer().child(key),
            Self::Index(parent, index) => parent.pointer().index(*index),
        }
    }
}

struct Seed<'a> {
    growth: &'a Growth<'a>,
    at: At<'a>,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node, D::Error> {
        from.deserialize_any(self)
    }
}

impl Seed<'_> {
    fn leaf<E: de::Error>(&self, node: Node) -> Result<Node, E> {
        self.growth.count(0)?;
        Ok(node)
    }

    fn deeper<E: de::Error>(&self) -> Result<usize, E> {
        self.growth.count(0)?;
        if self.depth < self.growth.depth {
            Ok(self.depth + 1)
        } else {
            Err(self.growth.exceed("it nests too deeply"))
        }
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.leaf(Node::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        self.leaf(Node::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        self.leaf(Node::Boolean(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        self.leaf(Node::Integer(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        self.leaf(Node::Integer(value.into()))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node, E> {
        self.leaf(Node::Integer(value))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node, E> {
        self.leaf(i128::try_from(value).map_or(Node::Unsigned(value), Node::Integer))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        let wide = self.growth.wide_integer(value);
        self.leaf(wide.unwrap_or(Node::Number(value)))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node, E> {
        self.growth.count(value.len())?;
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Node, E> {
        self.growth.count(value.len())?;
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let depth = self.deeper()?;
        let unfinished = &self.growth.unfinished.elements;
        let start = unfinished.borrow().len();
        let mut index = 0;
        while let Some(node) = elements.next_element_seed(Seed {
            growth: self.growth,
            at: At::Index(&self.at, index),
            depth,
        })? {
            unfinished.borrow_mut().push(node);
            index += 1;
        }
        let list = unfinished.borrow_mut().split_off(start);
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let depth = self.deeper()?;
        let unfinished = &self.growth.unfinished.members;
        let start = unfinished.borrow().len();
        let mut merged = Vec::new();
        while let Some(key) = members.next_key_seed(Key(&self.growth.keys))? {
            self.growth.count(key.len())?;
            let node = members.next_value_seed(Seed {
                growth: self.growth,
                at: At::Key(&self.at, &key),
                depth,
            })?;
            if self.growth.syntax == Syntax::Yaml && &*key == "<<" && is_merge(&node) {
                merged.push(node);
                continue;
            }
            unfinished.borrow_mut().push((key, node));
        }
        let members = unfinished.borrow_mut().split_off(start);
        let mut map = Map::of(members, |key| {
            let pointer = self.at.pointer().child(key);
            self.growth.repeated.borrow_mut().push(pointer);
        });
        for node in merged {
            merge(&mut map, node);
        }
        Ok(Node::Map(map))
    }

    /// A value with a tag of its own: the tag says nothing here.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (_, value) = tagged.variant_seed(Key(&self.growth.keys))?;
        value.newtype_variant_seed(Seed {
            depth: self.deeper()?,
            ..self
        })
    }
}

fn is_merge(node: &Node) -> bool {
    match node {
        Node::Map(_) => true,
        Node::List(list) => list.iter().all(|each| matches!(each, Node::Map(_))),
        _ => false,
    }
}

/// Adds what is not there yet: a map's own members win, then the earlier of several merged ones.
fn merge(map: &mut Map, from: Node) {
    match from {
        Node::Map(members) => {
            for (key, node) in members {
                if !map.contains_key(&key) {
                    map.insert(key, node);
                }
            }
        }
        Node::List(list) => list.into_iter().for_each(|each| merge(map, each)),
        _ => {}
    }
}
