//! An object as parts: each member on its own, and what is attached beside the JSON that it belongs to.
//!
//! It knows what the parts are, not how a multipart body writes them.

use super::view::View;
use super::{Wire, Writer};
use std::any::Any;
use std::sync::Arc;

/// What stands in an object and travels beside its JSON; only whoever put it there knows what it is.
pub type Attachment = Arc<dyn Any + Send + Sync>;

/// What a part holds.
#[derive(Clone, Debug)]
pub enum PartValue {
    /// What was attached.
    Attached(Attachment),
    /// A string, a number or a boolean as plain text.
    Text(String),
    /// An object, or an array in an array, as JSON.
    Json(String),
}

/// The members of an object as parts, in order; an array gives a part for each element, null gives none.
/// Nothing, if the value is no object.
pub fn parts_of(value: &dyn Wire) -> Option<Vec<(String, PartValue)>> {
    let mut writer = Writer::attaching();
    value.write(&mut writer);
    let (text, attached) = writer.into_parts();
    let Ok(View::Object(members)) = View::of(&text) else {
        return None;
    };
    let mut parts = Vec::new();
    for (name, member) in members {
        let found = Found {
            text: &text,
            attached: &attached,
        };
        match found.at(member) {
            Some(value) => parts.push((name, value)),
            None => {
                if let Ok(View::Array(items)) = View::of(member) {
                    let each = items.into_iter().filter_map(|item| found.element(item));
                    parts.extend(each.map(|value| (name.clone(), value)));
                }
            }
        }
    }
    Some(parts)
}

struct Found<'t> {
    text: &'t str,
    attached: &'t [(usize, Attachment)],
}

impl Found<'_> {
    /// What stands at a value that is no array; nothing for null.
    fn at(&self, value: &str) -> Option<PartValue> {
        // Where a value starts in the whole text says whether something else stands in its place.
        let start = (value.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        if let Ok(index) = self.attached.binary_search_by_key(&start, |(at, _)| *at) {
            return self
                .attached
                .get(index)
                .map(|(_, attachment)| PartValue::Attached(Arc::clone(attachment)));
        }
        match View::of(value) {
            Ok(View::String(text)) => Some(PartValue::Text(text)),
            Ok(View::Boolean(_) | View::Number(_)) => {
                Some(PartValue::Text(value.trim().to_owned()))
            }
            Ok(View::Object(_)) => Some(PartValue::Json(value.to_owned())),
            Ok(View::Null | View::Array(_)) | Err(_) => None,
        }
    }

    fn element(&self, value: &str) -> Option<PartValue> {
        let nested = matches!(View::of(value), Ok(View::Array(_)));
        if nested {
            return Some(PartValue::Json(value.to_owned()));
        }
        self.at(value)
    }
}
