//! What two schemas say together, where both hold.

use super::merged::{Extra, Listed, Merged};
use super::{Part, bounds};
use crate::document::SchemaType;
use crate::ir::Docs;

impl Merged {
    /// What both say together; where they only describe, `later` has the word.
    #[must_use]
    pub(super) fn and(mut self, later: &Merged) -> Merged {
        self.intersect_types(later);
        self.intersect_values(later);
        self.null = match (self.null, later.null) {
            (Some(a), Some(b)) => Some(a && b),
            (a, b) => a.or(b),
        };
        self.only_null |= later.only_null;
        self.never |= later.never;
        self.unreadable |= later.unreadable;
        if self.contradiction.is_none() {
            self.contradiction.clone_from(&later.contradiction);
        }
        for (name, parts) in &later.members {
            let own = self.members.entry(name.clone()).or_default();
            add(own, parts);
        }
        self.required.extend(later.required.iter().cloned());
        for (name, places) in &later.conditional {
            let own = self.conditional.entry(name.clone()).or_default();
            own.extend(places.iter().cloned());
        }
        self.additional = extra(std::mem::take(&mut self.additional), &later.additional);
        self.patterns.extend(later.patterns.iter().cloned());
        add(&mut self.items, &later.items);
        add(&mut self.content, &later.content);
        if !later.positions.is_empty() {
            self.positions.clone_from(&later.positions);
        }
        if later.format.is_some() {
            self.format.clone_from(&later.format);
        }
        bounds::tighten(&mut self.limits, &later.limits);
        self.unions.extend(later.unions.iter().cloned());
        if later.discriminator.is_some() {
            self.discriminator.clone_from(&later.discriminator);
        }
        self.has_not |= later.has_not;
        self.is_secret |= later.is_secret;
        self.precision = self.precision.take().or_else(|| later.precision.clone());
        self.read_only |= later.read_only;
        self.write_only |= later.write_only;
        self.docs = docs(std::mem::take(&mut self.docs), &later.docs);
        if later.rename.is_some() {
            self.rename.clone_from(&later.rename);
        }
        self
    }

    fn intersect_types(&mut self, later: &Merged) {
        if later.types.is_empty() {
            return;
        }
        if self.types.is_empty() {
            self.types.clone_from(&later.types);
            return;
        }
        let both = common_types(&self.types, &later.types);
        if both.is_empty() {
            self.contradiction = Some(format!(
                "it is {} and {} at once",
                words(&self.types),
                words(&later.types)
            ));
        }
        self.types = both;
    }

    fn intersect_values(&mut self, later: &Merged) {
        match (&mut self.values, &later.values) {
            (Some(own), Some(values)) => {
                let has = |list: &[Listed], it: &Listed| list.iter().any(|o| o.value == it.value);
                own.retain(|it| has(values, it));
                if own.is_empty() {
                    self.contradiction = Some("no value is in both of its enums".to_owned());
                }
            }
            (own @ None, Some(values)) => *own = Some(values.clone()),
            (_, None) => {}
        }
        match (&self.constant, &later.constant) {
            (Some(own), Some(other)) if own != other => {
                self.contradiction = Some(format!("it is {own} and {other} at once"));
            }
            (None, Some(other)) => self.constant = Some(other.clone()),
            _ => {}
        }
    }
}

/// The types that both lists allow; an integer is a number.
pub(super) fn common_types(first: &[SchemaType], second: &[SchemaType]) -> Vec<SchemaType> {
    let allows = |types: &[SchemaType], ty: SchemaType| {
        types.contains(&ty) || (ty == SchemaType::Integer && types.contains(&SchemaType::Number))
    };
    let mut both: Vec<SchemaType> = Vec::new();
    for ty in first.iter().chain(second) {
        if allows(first, *ty) && allows(second, *ty) && !both.contains(ty) {
            both.push(*ty);
        }
    }
    both
}

fn words(types: &[SchemaType]) -> String {
    let words: Vec<&str> = types
        .iter()
        .map(|ty| match ty {
            SchemaType::String => "a string",
            SchemaType::Number => "a number",
            SchemaType::Integer => "an integer",
            SchemaType::Boolean => "a boolean",
            SchemaType::Array => "an array",
            SchemaType::Object => "an object",
        })
        .collect();
    words.join(" or ")
}

/// Adds what is not there yet.
fn add(own: &mut Vec<Part>, more: &[Part]) {
    for part in more {
        if !own.contains(part) {
            own.push(part.clone());
        }
    }
}

/// Members beyond the named ones: a branch that denies them only means that it does not know the others'.
fn extra(own: Extra, later: &Extra) -> Extra {
    match (own, later) {
        (Extra::Schema(mut parts), Extra::Schema(more)) => {
            add(&mut parts, more);
            Extra::Schema(parts)
        }
        (Extra::Schema(parts), _) => Extra::Schema(parts),
        (_, Extra::Schema(parts)) => Extra::Schema(parts.clone()),
        (Extra::Denied, _) | (_, Extra::Denied) => Extra::Denied,
        (Extra::Allowed, _) | (_, Extra::Allowed) => Extra::Allowed,
        (Extra::NotSaid, Extra::NotSaid) => Extra::NotSaid,
    }
}

fn docs(own: Docs, later: &Docs) -> Docs {
    Docs {
        summary: later.summary.clone().or(own.summary),
        description: later.description.clone().or(own.description),
        deprecated: own.deprecated || later.deprecated,
    }
}
