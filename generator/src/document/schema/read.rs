//! Schemas: how one is read.

use super::{Said, Says, SchemaType, SchemaView, direct, places, plain};
use crate::diag::Place;
use crate::document::Document;
use crate::project::{internal, keys};
use crate::source::{Node, RefProblem};
use openapiv3::{Schema, SchemaKind, Type};
use serde_json::Value;
use std::cell::OnceCell;
use std::rc::Rc;

impl Document<'_> {
    /// The schema at that place; a reference there is not followed. `None` where there is none, or where it is a
    /// reference that leads nowhere, which is reported.
    pub fn schema(&self, place: &Place) -> Option<Rc<SchemaView>> {
        if let Some(known) = self.schemas.borrow_mut().get(place) {
            return known;
        }
        let view = self.read_schema(place).map(Rc::new);
        self.schemas
            .borrow_mut()
            .insert(place.clone(), view.clone());
        view
    }

    fn read_schema(&self, place: &Place) -> Option<SchemaView> {
        let node = self.sources.node(place)?;
        self.count_schema(place, node);
        if let Some(schema) = direct::schema(node, self.version) {
            return Some(SchemaView {
                place: place.clone(),
                says: Says::Schema(Box::new(self.said(place, schema))),
            });
        }
        let value = self.projector().schema(place, node)?;
        let says = match internal::reference(place, &value) {
            Some(target) => {
                if self.is_circle(place, &target) {
                    let text = node.get("$ref").and_then(Node::as_str).unwrap_or_default();
                    let problem = RefProblem::Loop(text.to_owned());
                    self.projector().dangling(place, &problem);
                    return None;
                }
                Says::Reference(target)
            }
            None => {
                let schema = match plain::schema(value) {
                    Ok(schema) => schema,
                    Err(value) => self.read(place, value)?,
                };
                Says::Schema(Box::new(self.said(place, schema)))
            }
        };
        Some(SchemaView {
            place: place.clone(),
            says,
        })
    }

    fn said(&self, place: &Place, value: Schema) -> Said {
        let discriminator = value.schema_data.discriminator.as_ref();
        Said {
            types: types(&value),
            all_of: match &value.schema_kind {
                SchemaKind::AllOf { all_of } => places(place, all_of),
                SchemaKind::Any(any) => places(place, &any.all_of),
                _ => Vec::new(),
            },
            discriminator: discriminator
                .map(|discriminator| self.discriminator(place, discriminator)),
            limits: OnceCell::new(),
            value,
        }
    }

    /// Whether references from `target` on lead to nothing but references.
    fn is_circle(&self, place: &Place, target: &Place) -> bool {
        let known = self.schemas.borrow_mut().get(target).flatten();
        if known.is_some_and(|view| view.reference().is_none()) {
            return false;
        }
        let mut seen = vec![place.clone()];
        let mut here = target.clone();
        loop {
            if seen.contains(&here) {
                return true;
            }
            let reference = match self.sources.node(&here) {
                Some(Node::Map(map)) if map.len() == 1 => map.get("$ref").and_then(Node::as_str),
                _ => None,
            };
            let next = reference.and_then(|text| self.sources.resolve(&here, text).ok());
            match next {
                Some(next) => seen.push(std::mem::replace(&mut here, next)),
                None => return false,
            }
        }
    }
}

fn types(schema: &Schema) -> Vec<SchemaType> {
    let listed = schema.schema_data.extensions.get(keys::TYPES);
    if let Some(Value::Array(names)) = listed {
        let names = names.iter().filter_map(Value::as_str);
        return names.filter_map(SchemaType::named).collect();
    }
    let one = match &schema.schema_kind {
        SchemaKind::Type(Type::String(_)) => Some(SchemaType::String),
        SchemaKind::Type(Type::Number(_)) => Some(SchemaType::Number),
        SchemaKind::Type(Type::Integer(_)) => Some(SchemaType::Integer),
        SchemaKind::Type(Type::Boolean(_)) => Some(SchemaType::Boolean),
        SchemaKind::Type(Type::Array(_)) => Some(SchemaType::Array),
        SchemaKind::Type(Type::Object(_)) => Some(SchemaType::Object),
        SchemaKind::Any(any) => any.typ.as_deref().and_then(SchemaType::named),
        _ => None,
    };
    one.into_iter().collect()
}

impl SchemaType {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::String,
            "number" => Self::Number,
            "integer" => Self::Integer,
            "boolean" => Self::Boolean,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }
}
