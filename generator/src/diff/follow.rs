//! What differs on the wire, whatever things are called: two documents that different people wrote of one API.
//!
//! Operations are matched by method and path. Types are held against each other where the same place of the same
//! operation has them, so that one of ours may stand against several of theirs.

use super::changes::{added_to, alone, changed};
use super::describe::{Desk, member_facts, value_place};
use super::matching::pairs;
use super::node::{Class, Kind, Node};
use super::{Change, Detail, Event, Side, words};
use crate::ir::{Api, Content, Operation, Response, Shape, Struct, Type, TypeId, TypeRef, Variant};
use std::collections::BTreeSet;

/// What differs in the operations of `ours`.
pub(super) fn changes(ours: Side<'_>, theirs: Side<'_>) -> Vec<Change> {
    let mut follow = Follow {
        ours: Desk::new(ours),
        theirs: Desk::new(theirs),
        seen: BTreeSet::new(),
        told: BTreeSet::new(),
        waiting: Vec::new(),
        found: Vec::new(),
    };
    follow.operations();
    while let Some((left, right)) = follow.waiting.pop() {
        follow.types(left, right);
    }
    follow.found
}

struct Follow<'a> {
    ours: Desk<'a>,
    theirs: Desk<'a>,
    /// The pairs of types that were looked at, or will be.
    seen: BTreeSet<(TypeId, TypeId)>,
    /// What was told: one of our types may stand against several of theirs that differ alike.
    told: BTreeSet<String>,
    waiting: Vec<(TypeId, TypeId)>,
    found: Vec<Change>,
}

impl<'a> Follow<'a> {
    fn operations(&mut self) {
        let describe = |desk: &Desk<'_>| -> Vec<Node> {
            let operations = desk.side.api.operations();
            operations
                .map(|(id, operation)| without_answers(desk.operation(id, operation)))
                .collect()
        };
        let (left, right) = (describe(&self.ours), describe(&self.theirs));
        for (left, right) in pairs(&left, &right) {
            match (left, right) {
                (Some(left), Some(right)) => self.operation(left, right),
                (Some(left), None) => self.tell(alone(left, Event::Removed)),
                // What else they have is no matter of ours.
                (None, _) => {}
            }
        }
    }

    fn operation(&mut self, left: &Node, right: &Node) {
        self.nodes(left, right);
        let find = |api: &'a Api, node: &Node| -> Option<&'a Operation> {
            let mut all = api.operations.iter();
            all.find(|operation| super::describe::route(operation) == node.subject)
        };
        let ours = find(self.ours.side.api, left);
        let theirs = find(self.theirs.side.api, right);
        if let (Some(ours), Some(theirs)) = (ours, theirs) {
            self.requests(ours, theirs);
            self.answers(ours, theirs);
        }
    }

    fn requests(&mut self, ours: &Operation, theirs: &Operation) {
        for param in &ours.params {
            let same = theirs
                .params
                .iter()
                .find(|other| other.name == param.name && other.location == param.location);
            if let Some(same) = same {
                self.uses(&param.ty, &same.ty);
            }
        }
        let contents = |it: &'_ Operation| -> Vec<Content> {
            it.body
                .iter()
                .flat_map(|body| body.contents.clone())
                .collect()
        };
        let theirs = contents(theirs);
        for content in contents(ours) {
            let mut same = theirs.iter().filter(|other| other.codec == content.codec);
            let exact = theirs.iter().find(|other| other.media == content.media);
            if let Some(same) = exact.or_else(|| same.next()) {
                self.uses(&content.ty, &same.ty);
            }
        }
    }

    fn answers(&mut self, ours: &Operation, theirs: &Operation) {
        let (left_desk, right_desk) = (self.ours.side.api, self.theirs.side.api);
        let describe = |api: &Api, of: &Operation| -> Vec<Node> {
            let responses = of.responses.iter();
            responses
                .map(|it| answer(api, left_desk, ours, of, it))
                .collect()
        };
        let left = describe(left_desk, ours);
        let right = describe(right_desk, theirs);
        for pair in pairs(&left, &right) {
            match pair {
                (Some(left), Some(right)) => self.nodes(left, right),
                (Some(left), None) => self.tell(followed(left, Event::Removed)),
                (None, Some(right)) => self.tell(followed(right, Event::Added)),
                (None, None) => {}
            }
        }
        for response in &ours.responses {
            let same = theirs
                .responses
                .iter()
                .find(|it| it.status == response.status);
            let bodies = same.and_then(|same| Some((response.read()?, same.read()?)));
            if let Some((content, other)) = bodies {
                let inner = unwrapped(left_desk, right_desk, ours, other);
                self.uses(&content.ty, &inner);
            }
        }
    }

    /// Remembers to look at what two uses hold at the same place.
    fn uses(&mut self, left: &TypeRef, right: &TypeRef) {
        let left = resolved(self.ours.side.api, left);
        let right = resolved(self.theirs.side.api, right);
        match (&left.ty, &right.ty) {
            (Type::Named(left), Type::Named(right)) if self.seen.insert((*left, *right)) => {
                self.waiting.push((*left, *right));
            }
            (Type::List(left), Type::List(right))
            | (Type::Map(left), Type::Map(right))
            | (Type::Json(left), Type::Json(right)) => {
                self.uses(left, right);
            }
            (Type::Tuple(left), Type::Tuple(right)) => {
                let both = left.iter().zip(right);
                both.for_each(|(left, right)| self.uses(left, right));
            }
            _ => {}
        }
    }

    fn types(&mut self, left: TypeId, right: TypeId) {
        let (ours, theirs) = (self.ours.side.api, self.theirs.side.api);
        let (Some(was), Some(is)) = (ours.types.get(left), theirs.types.get(right)) else {
            return;
        };
        let mut from = self.ours.head(left);
        let mut to = self.theirs.head(right);
        match (&was.shape, &is.shape) {
            (Shape::Struct(left_object), Shape::Struct(right_object)) => {
                // What asks to be given is a part of `new`, and ends a `Default`.
                let name = self.ours.side.names.ty(left);
                let plan = name.and_then(|names| {
                    let items = &self.ours.items;
                    items
                        .structure(names.input.as_str())
                        .or_else(|| items.structure(names.ty.as_str()))
                });
                let fixed = plan.is_some_and(|plan| plan.constructor.is_some() || plan.has_default);
                from.children = members(ours, &from, left_object, fixed);
                to.children = members(theirs, &from, right_object, fixed);
                self.nodes(&from, &to);
                for field in &left_object.fields {
                    let same = right_object.fields.iter().find(|it| it.name == field.name);
                    if let Some(same) = same {
                        self.uses(&field.ty, &same.ty);
                    }
                }
            }
            (Shape::Enum(left_values), Shape::Enum(right_values)) => {
                let node = |of: &Node, def, value: &crate::ir::EnumValue| {
                    let text = words::literal(&value.literal);
                    let subject = format!("{} {text:?}", of.subject);
                    let mut node = Node::new(Kind::Value, subject).keys([text.clone()]);
                    node.place = value_place(Some(def), &text);
                    node
                };
                let subject = from.clone();
                from.children = left_values
                    .values
                    .iter()
                    .map(|it| node(&subject, was, it))
                    .collect();
                to.children = right_values
                    .values
                    .iter()
                    .map(|it| node(&subject, is, it))
                    .collect();
                self.nodes(&from, &to);
            }
            (Shape::Union(left_union), Shape::Union(right_union)) => {
                let subject = from.clone();
                from.children = alternatives(ours, &subject, &left_union.variants);
                to.children = alternatives(theirs, &subject, &right_union.variants);
                self.nodes(&from, &to);
                for (index, node) in from.children.iter().enumerate() {
                    let mut others = to.children.iter();
                    let same = others.position(|other| other.keys == node.keys);
                    let variant = left_union.variants.get(index);
                    let other = same.and_then(|same| right_union.variants.get(same));
                    if let (Some(variant), Some(other)) = (variant, other) {
                        self.uses(&variant.ty, &other.ty);
                    }
                }
            }
            _ => {}
        }
    }

    /// What differs in two nodes and in what is below them: only what means something to who follows.
    fn nodes(&mut self, left: &Node, right: &Node) {
        let mut details: Vec<Detail> = Vec::new();
        for fact in &left.facts {
            let Some(class) = fact.followed else { continue };
            let is = right.fact(fact.name).map(|fact| fact.text.clone());
            if is.as_ref() != Some(&fact.text) {
                details.push(Detail {
                    name: fact.name,
                    view: fact.view,
                    class,
                    old: Some(fact.text.clone()),
                    new: is,
                });
            }
        }
        for fact in right.facts.iter().filter(|it| left.fact(it.name).is_none()) {
            if let Some(class) = fact.followed {
                details.push(Detail {
                    name: fact.name,
                    view: fact.view,
                    class,
                    old: None,
                    new: Some(fact.text.clone()),
                });
            }
        }
        if let Some(change) = changed(left, right, details) {
            self.tell(change);
        }
        for pair in pairs(&left.children, &right.children) {
            match pair {
                (Some(left), Some(right)) => {
                    if let Some(renamed) = renamed(left, right) {
                        self.tell(renamed);
                    }
                    self.nodes(left, right);
                }
                (Some(gone), None) => self.tell(followed(gone, Event::Removed)),
                (None, Some(more)) => {
                    self.tell(added_to(left, followed(more, Event::Added)));
                }
                (None, None) => {}
            }
        }
    }

    fn tell(&mut self, change: Change) {
        let key = format!("{:?} {} {:?}", change.event, change.subject, change.details);
        if self.told.insert(key) {
            self.found.push(change);
        }
    }
}

/// What is known by another name on the wire, though it is alike.
fn renamed(left: &Node, right: &Node) -> Option<Change> {
    let name = |node: &Node| node.keys.first().cloned();
    let (old, new) = (name(left), name(right));
    let is_named = matches!(left.kind, Kind::Member | Kind::Parameter);
    // Parameters of the path are called as each document likes.
    let is_path = left.fact("in").is_some_and(|fact| fact.text == "path");
    (is_named && !is_path && old != new)
        .then(|| {
            let detail = Detail {
                name: "name on the wire",
                view: super::View::Wire,
                class: Class::Major,
                old,
                new,
            };
            changed(left, right, vec![detail])
        })
        .flatten()
}

/// The class of what has no other is that of who follows.
fn followed(node: &Node, event: Event) -> Change {
    let mut change = alone(node, event);
    if let Some(class) = node.followed {
        change.class = class;
    }
    change
}

/// Answers are described by themselves, for the sake of envelopes.
fn without_answers(mut node: Node) -> Node {
    let is_other = |it: &Node| !matches!(it.kind, Kind::Response | Kind::Header);
    node.children.retain(is_other);
    node
}

/// An answer, without the envelope that ours has around it.
fn answer(api: &Api, ours: &Api, our: &Operation, of: &Operation, response: &Response) -> Node {
    let status = response.status;
    let route = super::describe::route(our);
    let body = response.read().map(|content| {
        let inner = unwrapped(ours, api, our, content);
        format!("{}: {}", content.media, words::ty(api, &inner))
    });
    let others = of.responses.iter();
    let mut others = others.filter(|it| it.status.is_success());
    let held = |it: &Response| it.read().map(|content| words::content(api, content));
    let differs = response.status.is_success() && !others.all(|it| held(it) == held(response));
    let (alone, class) = match (differs, response.status.is_success()) {
        (true, _) => (Class::Major, Class::Major),
        (false, true) => (Class::Patch, Class::Major),
        (false, false) => (Class::Patch, Class::Minor),
    };
    let mut node = Node::new(Kind::Response, format!("{route} {status}"))
        .keys([status.to_string()])
        .at(&response.place);
    node.followed = Some(alone);
    let body = body.unwrap_or_else(|| "nothing".to_owned());
    node.wire_followed("body", body, class);
    node
}

/// What a body of theirs holds below the envelope that ours has around the same.
fn unwrapped(ours: &Api, theirs: &Api, our: &Operation, content: &Content) -> TypeRef {
    let whole = content.ty.clone();
    let mut contents = our.responses.iter().filter_map(Response::read);
    let is_enveloped = contents.any(|it| it.enveloped);
    let Some(envelope) = ours
        .envelope
        .as_ref()
        .filter(|_| is_enveloped && !content.enveloped)
    else {
        return whole;
    };
    let Type::Named(id) = resolved(theirs, &whole).ty else {
        return whole;
    };
    match theirs.types.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(object)) => {
            let mut fields = object.fields.iter();
            let result = fields.find(|field| field.name == envelope.result);
            result.map_or(whole, |field| field.ty.clone())
        }
        _ => whole,
    }
}

/// A use without aliases.
fn resolved(api: &Api, used: &TypeRef) -> TypeRef {
    let mut used = used.clone();
    // Aliases form no cycle (an invariant); the bound keeps a broken graph from hanging.
    for _ in 0..=api.types.len() {
        let Type::Named(id) = &used.ty else { break };
        match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Alias(target)) => used = target.clone().or_null(used.nullable),
            _ => break,
        }
    }
    used
}

fn members(api: &Api, of: &Node, object: &Struct, fixed: bool) -> Vec<Node> {
    let fields = object.fields.iter().map(|field| {
        let added = match field.required && fixed && field.constant.is_none() {
            true => Class::Major,
            false => Class::Minor,
        };
        let mut node = Node::new(Kind::Member, format!("{}.{}", of.subject, field.name))
            .keys([field.name.clone()])
            .at(&field.place)
            .weigh(added, Class::Major);
        let rust = of.rust.as_ref();
        node.rust = rust.map(|path| format!("{path}.{}", field.name));
        member_facts(api, &mut node, field);
        node
    });
    fields.collect()
}

fn alternatives(api: &Api, of: &Node, variants: &[Variant]) -> Vec<Node> {
    let variants = variants.iter().enumerate();
    let variants = variants.map(|(index, variant)| {
        let key = match variant.tags.is_empty() {
            true => format!("{index} {}", words::ty(api, &variant.ty)),
            false => variant.tags.join(", "),
        };
        Node::new(Kind::Alternative, format!("{} {key}", of.subject))
            .keys([key])
            .at(&variant.place)
    });
    variants.collect()
}

impl Desk<'_> {
    /// A type by itself.
    fn head(&self, id: TypeId) -> Node {
        let (api, names) = (self.side.api, self.side.names);
        let mut node = Node::new(Kind::Type, api.origin_path(id));
        let name = names.ty(id).map(|names| names.ty.as_str());
        let module = name
            .and_then(|name| self.items.ty(name))
            .map(|it| it.module.clone());
        node.rust = name.map(|name| format!("{}{name}", module.unwrap_or_default()));
        node.place = api.types.get(id).map(|def| def.place.clone());
        node
    }
}
