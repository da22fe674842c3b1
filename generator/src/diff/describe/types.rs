//! Types with their members, values and alternatives.

use super::Desk;
use super::operations::payload;
use crate::diff::node::{Class, Kind, Node, Rule};
use crate::diff::words;
use crate::ir::{Access, Enum, Field, OperationId, Shape, TypeDef, TypeId, Union};
use crate::plan::{Argument, ByStatusPlan, EnumPlan, Item, StructPlan, UnionVariant};
use std::collections::BTreeMap;

/// What a named type of the plan comes from.
#[derive(Clone, Copy)]
enum Source {
    /// A type, or what is sent of it.
    Type(TypeId, bool),
    /// What an operation gives, or its documented errors.
    Operation(OperationId),
}

impl Desk<'_> {
    /// Every type of the plan.
    pub(super) fn types(&self) -> Vec<Node> {
        let sources = self.sources();
        let types = self.items.types.iter();
        types
            .map(|(name, placed)| {
                let source = sources.get(name).copied();
                self.ty(name, &placed.module, placed.item, source)
            })
            .collect()
    }

    fn sources(&self) -> BTreeMap<&str, Source> {
        let (api, names) = (self.side.api, self.side.names);
        let mut sources = BTreeMap::new();
        for (id, _) in api.operations() {
            if let Some(names) = names.operation(id) {
                for name in [&names.output, &names.error] {
                    sources.insert(name.as_str(), Source::Operation(id));
                }
            }
        }
        for (id, _) in api.types.iter() {
            if let Some(names) = names.ty(id) {
                sources.insert(names.input.as_str(), Source::Type(id, true));
            }
        }
        for (id, _) in api.types.iter() {
            if let Some(names) = names.ty(id) {
                sources.insert(names.ty.as_str(), Source::Type(id, false));
            }
        }
        sources
    }

    fn ty(&self, name: &str, module: &str, item: &Item, source: Option<Source>) -> Node {
        let api = self.side.api;
        let (origin, place, def) = match source {
            Some(Source::Type(id, sent)) => {
                let side = if sent { " (what is sent)" } else { "" };
                let def = api.types.get(id);
                let origin = format!("{}{side}", api.origin_path(id));
                (origin, def.map(|def| def.place.clone()), def)
            }
            Some(Source::Operation(id)) => {
                let operation = api.operation(id);
                let kind = if name.ends_with("Error") {
                    "errors"
                } else {
                    "answers"
                };
                let origin = operation.map_or("", |it| &it.id);
                let place = operation.map(|it| it.place.child("responses"));
                (format!("{origin} {kind}"), place, None)
            }
            None => (name.to_owned(), None, None),
        };
        let mut node = Node::new(Kind::Type, origin.clone()).keys([name.to_owned(), origin]);
        node.rust = Some(format!("{module}{name}"));
        node.place = place;
        node.written("name", name, Rule::FIXED);
        node.written("module", module, Rule::FIXED);
        self.content_of(&mut node, item, def);
        node
    }

    fn content_of(&self, node: &mut Node, item: &Item, def: Option<&TypeDef>) {
        let shape = def.map(|def| &def.shape);
        match item {
            Item::Struct(plan) => {
                node.written("kind", "struct", Rule::FIXED);
                if plan.has_default {
                    node.written("trait", "Default", Rule::WRITTEN);
                }
                node.docs(&plan.docs);
                node.deprecated(plan.deprecated);
                if let Some(Shape::Struct(object)) = shape {
                    let fields = object.fields.iter();
                    let members = fields.filter_map(|field| self.member(node, plan, field));
                    let members: Vec<Node> = members.collect();
                    node.children.extend(members);
                }
                node.children.extend(rest(node, plan));
                node.children.extend(constructor(node, plan));
            }
            Item::Enum(plan) => {
                let kinds = ["enum of texts", "enum of integers"];
                let kind = kinds.get(usize::from(plan.integers)).copied();
                node.written("kind", kind.unwrap_or_default(), Rule::FIXED);
                node.docs(&plan.docs);
                node.deprecated(plan.deprecated);
                let values = values(node, plan, def);
                node.children.extend(values);
            }
            Item::Union(plan) => {
                node.written("kind", "union", Rule::FIXED);
                node.wire("told apart by", plan.tagged.clone().unwrap_or_default());
                node.docs(&plan.docs);
                node.deprecated(plan.deprecated);
                let union = match shape {
                    Some(Shape::Union(union)) => Some(union),
                    _ => None,
                };
                let alternatives: Vec<Node> = plan
                    .variants
                    .iter()
                    .enumerate()
                    .map(|(index, variant)| alternative(node, variant, index, union))
                    .collect();
                node.children.extend(alternatives);
            }
            Item::Alias(plan) => {
                node.written("kind", "alias", Rule::FIXED);
                node.written("alias of", plan.ty.text(), Rule::FIXED);
                node.docs(&plan.docs);
            }
            Item::ByStatus(plan) => {
                node.written("kind", "enum by status", Rule::FIXED);
                node.docs(&plan.docs);
                let alternatives = statuses(node, plan);
                node.children.extend(alternatives);
            }
            _ => {}
        }
    }

    fn member(&self, of: &Node, plan: &StructPlan, field: &Field) -> Option<Node> {
        let api = self.side.api;
        let planned = plan.fields.iter().find(|it| it.wire == field.name)?;
        let constructor = plan.constructor.as_ref();
        let is_argument =
            constructor.is_some_and(|it| it.arguments.iter().any(|it| it.name == planned.name));
        let added = match is_argument {
            true => Class::Major,
            false => Class::Minor,
        };
        let path = of.rust.clone().unwrap_or_default();
        let ty = planned.ty.text();
        let mut node = Node::new(Kind::Member, format!("{}.{}", of.subject, field.name))
            .keys([field.name.clone(), planned.name.clone()])
            .rust(format!("{path}.{}: {ty}", planned.name))
            .at(&field.place)
            .weigh(added, Class::Major);
        node.written("name", planned.name.clone(), Rule::FIXED);
        node.written("field", ty, Rule::FIXED);
        if let Some(setter) = plan.setters.iter().find(|it| it.name == planned.name) {
            let text = format!(".{}(impl Into<{}>)", setter.name, setter.ty.text());
            node.written("setter", text, Rule::WRITTEN);
        }
        node.wire("name on the wire", field.name.clone());
        member_facts(api, &mut node, field);
        node.docs(&planned.docs);
        node.deprecated(planned.deprecated);
        Some(node)
    }
}

fn values(of: &Node, plan: &EnumPlan, def: Option<&TypeDef>) -> Vec<Node> {
    let path = of.rust.clone().unwrap_or_default();
    let variants = plan.variants.iter().map(|variant| {
        let subject = format!("{} {:?}", of.subject, variant.value);
        let mut node = Node::new(Kind::Value, subject)
            .keys([variant.value.clone(), variant.name.clone()])
            .rust(format!("{path}::{}", variant.name));
        node.place = value_place(def, &variant.value);
        node.written("name", variant.name.clone(), Rule::FIXED);
        node.wire("value", variant.value.clone());
        node.docs(&variant.docs);
        node
    });
    variants.collect()
}

fn statuses(of: &Node, plan: &ByStatusPlan) -> Vec<Node> {
    let path = of.rust.clone().unwrap_or_default();
    let variants = plan.variants.iter().map(|variant| {
        let holds = payload(&variant.payload);
        let subject = format!("{} {}", of.subject, variant.status);
        let mut node = Node::new(Kind::Alternative, subject)
            .keys([variant.status.clone(), variant.name.clone()])
            .rust(format!("{path}::{}({holds})", variant.name));
        let place = of.place.as_ref();
        node.place = place.map(|place| place.child(&variant.status));
        node.written("name", variant.name.clone(), Rule::FIXED);
        node.written("holds", holds, Rule::FIXED);
        node.wire("status", variant.status.clone());
        node.docs(&variant.docs);
        node
    });
    variants.collect()
}

/// What a member is on the wire.
pub(in crate::diff) fn member_facts(api: &crate::ir::Api, node: &mut Node, field: &Field) {
    node.wire_followed("type", words::ty(api, &field.ty), Class::Major);
    node.wire_followed("presence", words::required(field.required), Class::Major);
    let access = match field.access {
        Access::Both => "",
        Access::Read => "only read",
        Access::Write => "only sent",
    };
    node.wire_followed("access", access.to_owned(), Class::Major);
    let constant = field.constant.as_ref().map(words::literal);
    node.wire_followed("constant", constant.unwrap_or_default(), Class::Major);
    node.wire_followed("bounds", words::limits(field.limits()), Class::Patch);
}

/// The field that keeps what has no name.
fn rest(of: &Node, plan: &StructPlan) -> Option<Node> {
    let rest = plan.rest.as_ref()?;
    let path = of.rust.clone().unwrap_or_default();
    let ty = rest.ty.text();
    let mut node = Node::new(Kind::Member, format!("{}.*", of.subject))
        .keys(["*".to_owned()])
        .rust(format!("{path}.{}: {ty}", rest.name));
    node.place = of
        .place
        .as_ref()
        .map(|place| place.child("additionalProperties"));
    node.written("name", rest.name.clone(), Rule::FIXED);
    node.written("field", ty, Rule::FIXED);
    Some(node)
}

fn constructor(of: &Node, plan: &StructPlan) -> Option<Node> {
    let constructor = plan.constructor.as_ref()?;
    let path = of.rust.clone().unwrap_or_default();
    let arguments = &constructor.arguments;
    let shown = |it: &Argument| format!("{}: {}", it.name, it.take.text());
    let text = arguments.iter().map(shown).collect::<Vec<_>>().join(", ");
    let mut node = Node::new(Kind::Constructor, format!("{} as it is sent", of.subject))
        .keys(["new".to_owned()])
        .rust(format!("{path}::new({text})"));
    node.place = of.place.clone();
    let takes = arguments.iter().map(|it| {
        let mut fields = plan.fields.iter();
        let wire = fields.find(|field| field.name == it.name);
        let wire = wire.map_or_else(String::new, |field| field.wire.clone());
        (wire, it.take.text())
    });
    node.signature("call", takes.collect(), &format!("new({text})"));
    Some(node)
}

fn alternative(of: &Node, variant: &UnionVariant, index: usize, union: Option<&Union>) -> Node {
    let path = of.rust.clone().unwrap_or_default();
    let holds = variant.ty.text();
    let known = union.and_then(|union| union.variants.get(index));
    let mut node = Node::new(
        Kind::Alternative,
        format!("{} {}", of.subject, variant.name),
    )
    .keys([variant.name.clone(), holds.clone()])
    .rust(format!("{path}::{}({holds})", variant.name));
    node.place = known.map(|known| known.place.clone());
    node.written("name", variant.name.clone(), Rule::FIXED);
    node.written("holds", holds, Rule::FIXED);
    let proof = variant.proof.iter();
    let proof = proof.map(|(member, values)| format!(" where {member} is {}", values.join(" or ")));
    let needs = match variant.needs.is_empty() {
        true => String::new(),
        false => format!(" with {}", variant.needs.join(", ")),
    };
    let proof: String = proof.collect();
    node.wire("told by", format!("{}{proof}{needs}", variant.kind));
    node.docs(&variant.docs);
    node
}

/// Where an enum has a value, if it is a plain list of them.
pub(in crate::diff) fn value_place(
    def: Option<&TypeDef>,
    text: &str,
) -> Option<crate::diag::Place> {
    let def = def?;
    let Shape::Enum(Enum { values }) = &def.shape else {
        return Some(def.place.clone());
    };
    let index = values
        .iter()
        .position(|value| words::literal(&value.literal) == text)?;
    Some(def.place.child("enum").index(index))
}
