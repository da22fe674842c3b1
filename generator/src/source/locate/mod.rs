//! Lines and columns: a second pass over one file, made only when somebody asks.
//!
//! A file becomes a tree of spots, which is walked along a pointer. It is a tree of its own because the nodes that the
//! generator works on have no positions: nearly no run needs any.

mod json;
mod yaml;

use super::parse::Syntax;
use crate::diag::{Pointer, Position};

/// The spots of one file; the first is the root.
#[derive(Debug, Default)]
pub(super) struct Spots(Vec<Spot>);

#[derive(Debug)]
struct Spot {
    position: Position,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// A scalar, with its text where that stands plain in the file.
    Scalar(Option<String>),
    List(Vec<usize>),
    Map(Vec<Member>),
    /// What stands at another spot.
    Alias(usize),
}

#[derive(Debug)]
struct Member {
    key: String,
    position: Position,
    value: usize,
}

/// How many aliases and merges may lie between a member and its value.
const HOPS: usize = 64;

impl Spots {
    /// The spots of a text, as far as it can be read.
    pub(super) fn of(text: &str, syntax: Syntax) -> Self {
        match syntax {
            Syntax::Json => json::spots(text),
            Syntax::Yaml => yaml::spots(text),
            Syntax::Text => Self::default(),
        }
    }

    /// Where the pointer leads, or else the nearest spot around it.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<Position> {
        let mut position = self.0.first()?.position;
        let mut spot = 0;
        for token in pointer.tokens() {
            match self.step(spot, &token) {
                Some((at, next)) => (position, spot) = (at, next),
                None => break,
            }
        }
        Some(position)
    }

    /// The text of the scalar there, as it is written, if it is neither quoted nor folded.
    pub(super) fn plain(&self, pointer: &Pointer) -> Option<&str> {
        let spot = pointer
            .tokens()
            .try_fold(0, |spot, token| Some(self.step(spot, &token)?.1))?;
        match self.content(spot)? {
            Content::Scalar(text) => text.as_deref(),
            _ => None,
        }
    }

    fn step(&self, spot: usize, token: &str) -> Option<(Position, usize)> {
        match self.content(spot)? {
            Content::List(elements) => {
                let next = *elements.get(token.parse::<usize>().ok()?)?;
                Some((self.0.get(next)?.position, next))
            }
            Content::Map(_) => self.member(spot, token, HOPS),
            _ => None,
        }
    }

    /// A member of its own, the last of that name, or one that is merged in.
    fn member(&self, spot: usize, key: &str, hops: usize) -> Option<(Position, usize)> {
        let hops = hops.checked_sub(1)?;
        match self.content(spot)? {
            Content::Map(members) => {
                let own = members.iter().rev().find(|member| member.key == key);
                let own = own.map(|member| (member.position, member.value));
                own.or_else(|| {
                    let mut merged = members.iter().filter(|member| member.key == "<<");
                    merged.find_map(|member| self.member(member.value, key, hops))
                })
            }
            Content::List(elements) => elements
                .iter()
                .find_map(|each| self.member(*each, key, hops)),
            _ => None,
        }
    }

    /// What is at a spot, aliases followed.
    fn content(&self, mut spot: usize) -> Option<&Content> {
        for _ in 0..HOPS {
            match &self.0.get(spot)?.content {
                Content::Alias(target) => spot = *target,
                content => return Some(content),
            }
        }
        None
    }
}

/// Builds a tree of spots from events.
#[derive(Default)]
struct Builder {
    spots: Vec<Spot>,
    open: Vec<Open>,
}

struct Open {
    spot: usize,
    key: Option<(String, Position)>,
}

impl Builder {
    /// Adds a value. In a map, the first scalar of each two is a key, which is not a spot.
    fn add(&mut self, position: Position, content: Content) -> usize {
        let spot = self.spots.len();
        if let Some(open) = self.open.last_mut() {
            match self.spots.get_mut(open.spot).map(|spot| &mut spot.content) {
                Some(Content::List(elements)) => elements.push(spot),
                Some(Content::Map(members)) => {
                    let (key, position) = open.key.take().unwrap_or((String::new(), position));
                    members.push(Member {
                        key,
                        position,
                        value: spot,
                    });
                }
                _ => {}
            }
        }
        self.spots.push(Spot { position, content });
        spot
    }

    /// Whether what comes next is a key.
    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|open| {
            open.key.is_none()
                && matches!(
                    self.spots.get(open.spot).map(|spot| &spot.content),
                    Some(Content::Map(_))
                )
        })
    }

    fn key(&mut self, key: String, position: Position) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some((key, position));
        }
    }

    fn open(&mut self, position: Position, content: Content) -> usize {
        let spot = self.add(position, content);
        self.open.push(Open { spot, key: None });
        spot
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn finish(self) -> Spots {
        Spots(self.spots)
    }
}
