//! Examples: values that a document writes beside a schema.

use super::Document;
use super::read::place_of;
use crate::diag::Place;
use crate::project::keys;
use crate::source::Node;
use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};
use serde_json::Value;

/// What an object says of examples.
pub(super) struct Examples<'v> {
    pub(super) one: &'v Option<Value>,
    pub(super) named: &'v IndexMap<String, ReferenceOr<Example>>,
    pub(super) extensions: &'v IndexMap<String, Value>,
}

impl Document<'_> {
    /// The values of all examples, `example` first. One that is written elsewhere than in the document has none.
    pub(super) fn examples(&self, base: &Place, examples: &Examples) -> Vec<Value> {
        let named = examples.named.values();
        let named = named.filter_map(|example| self.example(&place_of(base, example)?));
        let listed = examples.extensions.get(keys::EXAMPLES);
        let listed = listed.and_then(Value::as_array).into_iter().flatten();
        examples
            .one
            .iter()
            .cloned()
            .chain(named)
            .chain(listed.cloned())
            .collect()
    }

    fn example(&self, place: &Place) -> Option<Value> {
        let node = self.follow(place)?.node;
        if let Some(value) = node.get("value").or_else(|| node.get("dataValue")) {
            return Some(value.to_json());
        }
        let about = ["summary", "description", "externalValue", "serializedValue"];
        let is_example = about.iter().any(|key| node.get(key).is_some());
        // The value itself where the object around it should be.
        (!is_example && !matches!(node, Node::Null)).then(|| node.to_json())
    }
}
