//! Calls that follow an answer: what they take from it, and what a caller still has to say.

use super::{
    Access, Api, Docs, OperationId, ResourceId, Rest, Shape, Type, TypeGraph, TypeId, TypeRef,
};
use crate::diag::{Place, Pointer};

/// A call that follows an answer. What several answers of a group say alike is one.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its name in the document.
    pub name: String,
    /// A name that the document asks for in code.
    pub rename: Option<String>,
    /// What it is for.
    pub docs: Docs,
    /// The group of the operations whose answers it follows.
    pub resource: ResourceId,
    /// These operations, by path and method.
    pub from: Vec<OperationId>,
    /// How many answers have it.
    pub answers: usize,
    /// The answer, where something is read of it.
    pub answer: Option<TypeRef>,
    /// The operation that it calls.
    pub target: OperationId,
    /// What the parameters of that operation are given, in their order; one that is given nothing is left to the
    /// caller.
    pub params: Vec<Option<Filling>>,
    /// What its body is, if the link says so.
    pub body: Option<Filling>,
    /// Where it is, the first where it is written more than once.
    pub place: Place,
}

/// What a parameter or a body is given.
#[derive(Clone, Debug, PartialEq)]
pub enum Filling {
    /// A value of the document.
    Constant(serde_json::Value),
    /// A place in the answer, and what becomes of what is there.
    Read(Vec<Hop>, Fit),
    /// What nothing but the caller knows: an expression of the document on the request, its address, or the answer's
    /// status and headers.
    Asked(String),
    /// As [`Filling::Asked`], of what the request may have been sent without.
    AskedIfSent(String),
    /// A text in which expressions stand.
    Text(Vec<TextPiece>),
    /// A value of the document in which [`mark`]s stand for fillings, each with the type that is taken there.
    Literal(serde_json::Value, Vec<(Filling, TypeRef)>),
}

/// The text that stands for the filling at that index. No document has a text of it, since none holds a NUL.
pub fn mark(index: usize) -> String {
    format!("\u{0}{index}")
}

/// The index of the filling that a value stands for.
pub fn marked(value: &serde_json::Value) -> Option<usize> {
    value.as_str()?.strip_prefix('\u{0}')?.parse().ok()
}

/// A piece of a text in which expressions stand.
#[derive(Clone, Debug, PartialEq)]
pub enum TextPiece {
    /// A text as it is.
    Plain(String),
    /// A single value in the answer.
    Read(Vec<Hop>),
    /// What nothing but the caller knows: an expression of the document, and what to call that.
    Asked(String, String),
}

/// How a value of an answer becomes one of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// As it is.
    Same,
    /// As the text that it is on the wire.
    Text,
    /// As a number of another width.
    Number,
    /// As an instant of another precision.
    Instant,
    /// As untyped JSON.
    Json,
    /// As what untyped JSON holds, if it does.
    Decoded,
    /// As a list of it alone.
    One,
    /// As a list of it alone, as the text that it is on the wire.
    OneText,
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hop {
    /// A member of a struct, by its place among the members.
    Member(TypeId, usize),
    /// A member that a struct does not name.
    Rest(TypeId, String),
    /// An entry of a map.
    Entry(String),
    /// An element of a list.
    Element(usize),
    /// A position of a tuple.
    Position(usize),
    /// A member of untyped JSON.
    Open(String),
}

/// Why a step leads nowhere: which it is, and the names of those that lead on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The step.
    pub at: usize,
    /// Members that are there.
    pub known: Vec<String>,
}

impl Link {
    /// All that it gives, what stands inside of values included.
    pub fn fillings(&self) -> impl Iterator<Item = &Filling> {
        let own = self.params.iter().flatten().chain(&self.body);
        own.flat_map(|filling| {
            let inside = match filling {
                Filling::Literal(_, inside) => inside.as_slice(),
                _ => &[],
            };
            std::iter::once(filling).chain(inside.iter().map(|(filling, _)| filling))
        })
    }
}

impl TypeGraph {
    /// What the steps of a JSON pointer lead to in what is received.
    ///
    /// # Errors
    ///
    /// When one of them leads nowhere: what the schema does not describe, or has in some alternatives alone.
    pub fn walk(&self, from: &TypeRef, steps: &[String]) -> Result<(Vec<Hop>, TypeRef), Stray> {
        self.steps(from, steps, Access::Write)
    }

    /// The same in what is sent.
    ///
    /// # Errors
    ///
    /// As of [`TypeGraph::walk`].
    pub fn walk_sent(
        &self,
        from: &TypeRef,
        steps: &[String],
    ) -> Result<(Vec<Hop>, TypeRef), Stray> {
        self.steps(from, steps, Access::Read)
    }

    /// Steps as the JSON pointer that they are of.
    pub fn pointer(&self, hops: &[Hop]) -> String {
        let mut pointer = Pointer::root();
        for hop in hops {
            pointer = match hop {
                Hop::Member(id, index) => {
                    let field = match self.get(*id).map(|def| &def.shape) {
                        Some(Shape::Struct(object)) => object.fields.get(*index),
                        _ => None,
                    };
                    pointer.child(field.map_or("", |field| field.name.as_str()))
                }
                Hop::Rest(_, name) | Hop::Entry(name) | Hop::Open(name) => pointer.child(name),
                Hop::Element(index) | Hop::Position(index) => pointer.index(*index),
            };
        }
        pointer.to_string()
    }

    fn steps(
        &self,
        from: &TypeRef,
        steps: &[String],
        hidden: Access,
    ) -> Result<(Vec<Hop>, TypeRef), Stray> {
        let mut hops = Vec::with_capacity(steps.len());
        let mut used = self.behind(from).clone();
        for (at, step) in steps.iter().enumerate() {
            let (hop, next) = self
                .step(&used, step, hidden)
                .map_err(|known| Stray { at, known })?;
            used = self.behind(&next).clone();
            hops.push(hop);
        }
        Ok((hops, used))
    }

    fn step(
        &self,
        used: &TypeRef,
        step: &str,
        hidden: Access,
    ) -> Result<(Hop, TypeRef), Vec<String>> {
        let index = step.parse::<usize>().ok();
        match (&used.ty, index) {
            (Type::List(item), Some(index)) => Ok((Hop::Element(index), (**item).clone())),
            (Type::Map(value), _) => Ok((Hop::Entry(step.to_owned()), (**value).clone())),
            (Type::Tuple(items), Some(index)) => match items.get(index) {
                Some(item) => Ok((Hop::Position(index), item.clone())),
                None => Err(Vec::new()),
            },
            (Type::Any(_), _) => Ok((Hop::Open(step.to_owned()), used.clone())),
            (Type::Named(id), _) => self.member(*id, step, hidden),
            _ => Err(Vec::new()),
        }
    }

    fn member(
        &self,
        id: TypeId,
        name: &str,
        hidden: Access,
    ) -> Result<(Hop, TypeRef), Vec<String>> {
        let Some(Shape::Struct(object)) = self.get(id).map(|def| &def.shape) else {
            return Err(Vec::new());
        };
        let read = || {
            let fields = object.fields.iter().enumerate();
            fields.filter(|(_, field)| field.access != hidden)
        };
        if let Some((index, field)) = read().find(|(_, field)| field.name == name) {
            return Ok((Hop::Member(id, index), field.ty.clone()));
        }
        match &object.rest {
            Rest::Kept(rest) => Ok((Hop::Rest(id, name.to_owned()), rest.clone())),
            Rest::Ignored => Err(read().map(|(_, field)| field.name.clone()).collect()),
        }
    }
}

impl Api {
    /// A link in a line, without what it is for.
    pub(super) fn link_text(&self, link: &Link) -> String {
        let id = |id| self.operation(id).map_or("", |it| it.id.as_str());
        let from: Vec<&str> = link.from.iter().map(|from| id(*from)).collect();
        let (from, target) = (from.join(", "), id(link.target));
        let answer = link.answer.as_ref().map(|it| self.use_text(it));
        let answer = answer.map(|it| format!(" reads {it}")).unwrap_or_default();
        let given = self.given_text(link);
        format!(
            "link {} to {target} from {from}{answer} gives {given}",
            link.name
        )
    }

    /// What a link gives the operation that it calls.
    pub fn given_text(&self, link: &Link) -> String {
        let params = self.operation(link.target).map_or(&[][..], |it| &it.params);
        let given = params.iter().zip(&link.params);
        let given =
            given.filter_map(|(param, filling)| Some((param.name.as_str(), filling.as_ref()?)));
        let given = given.chain(link.body.iter().map(|filling| ("body", filling)));
        let given = given.map(|(name, filling)| format!("{name}: {}", self.filling_text(filling)));
        given.collect::<Vec<_>>().join(", ")
    }

    fn filling_text(&self, filling: &Filling) -> String {
        let read = |hops: &[Hop]| format!("$response.body#{}", self.types.pointer(hops));
        match filling {
            Filling::Constant(value) => value.to_string(),
            Filling::Read(hops, _) => read(hops),
            Filling::Asked(expression) | Filling::AskedIfSent(expression) => expression.clone(),
            Filling::Text(pieces) => {
                let pieces = pieces.iter().map(|piece| match piece {
                    TextPiece::Plain(text) => text.clone(),
                    TextPiece::Read(hops) => format!("{{{}}}", read(hops)),
                    TextPiece::Asked(expression, _) => format!("{{{expression}}}"),
                });
                pieces.collect()
            }
            Filling::Literal(value, inside) => {
                let mut text = value.to_string();
                for (index, (filling, _)) in inside.iter().enumerate() {
                    let mark = serde_json::Value::String(mark(index)).to_string();
                    text = text.replace(&mark, &self.filling_text(filling));
                }
                text
            }
        }
    }
}
