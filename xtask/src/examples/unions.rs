//! Which variant each union of a value became, and whether validation says the same.

use super::collect::Side;
use super::judge::Judge;
use launchway_generator::diag::Place;
use launchway_generator::plan::TypeMap;
use serde_json::Value;

/// The member of a traced value that names the variant; the value itself is beside it.
pub(super) const VARIANT: &str = "\u{1}variant";
pub(super) const VALUE: &str = "\u{1}value";

/// Holds the variants of one value against the schemas.
pub(super) struct Unions<'c, 's> {
    pub(super) judge: &'c mut Judge<'s>,
    pub(super) map: &'c TypeMap,
    pub(super) side: Side,
    /// How many unions were met.
    pub(super) met: usize,
}

impl Unions<'_, '_> {
    /// The first union that became another variant than validation says, if there is one.
    pub(super) fn fault(&mut self, read: &Value, traced: &Value) -> Option<String> {
        if let Some(Value::String(variant)) = traced.get(VARIANT) {
            self.met += 1;
            return match self.variant(read, variant) {
                Some(fault) => Some(fault),
                None => self.fault(read, traced.get(VALUE)?),
            };
        }
        match (read, traced) {
            (Value::Object(read), Value::Object(traced)) => {
                traced.iter().find_map(|(name, traced)| {
                    let inner = self.fault(read.get(name)?, traced)?;
                    Some(format!("/{name}{inner}"))
                })
            }
            (Value::Array(read), Value::Array(traced)) => {
                let mut pairs = read.iter().zip(traced).enumerate();
                pairs.find_map(|(index, (read, traced))| {
                    Some(format!("/{index}{}", self.fault(read, traced)?))
                })
            }
            _ => None,
        }
    }

    fn variant(&mut self, read: &Value, path: &str) -> Option<String> {
        let (union, chosen) = path.rsplit_once("::")?;
        let Some(placed) = self.map.unions.get(&public(union)) else {
            return Some(format!(": `{union}` is no union"));
        };
        let variants = &placed.variants;
        let fits = |judge: &mut Judge<'_>, schema: &Place| judge.fits(schema, self.side, read);
        let chosen_fits = variants
            .iter()
            .find(|(name, _)| name == chosen)
            .is_some_and(|(_, schema)| fits(self.judge, schema));
        if chosen_fits {
            return None;
        }
        let others: Vec<&str> = variants
            .iter()
            .filter(|(_, schema)| fits(self.judge, schema))
            .map(|(name, _)| name.as_str())
            .collect();
        if others.is_empty() && chosen == "Unrecognized" {
            return None;
        }
        Some(format!(": became `{path}`, fits {others:?}"))
    }
}

/// The path by which a type is used: types of components are in files of their own, which are private.
fn public(path: &str) -> String {
    let mut parts: Vec<&str> = path.split("::").collect();
    if let Some(at) = parts.iter().position(|part| *part == "types")
        && parts.len() == at + 3
    {
        parts.remove(at + 1);
    }
    // The path of the crate is written `crate`.
    if let Some(first) = parts.first_mut() {
        *first = "crate";
    }
    parts.join("::")
}
