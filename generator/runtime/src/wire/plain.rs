//! Values as plain text, for where there is no JSON: paths, queries, headers, forms.
//!
//! It knows how a value divides into texts, not how a parameter style joins them.

use super::view::View;
use super::{Json, ReadError, Wire, Writer, fill};

/// A value laid out as plain texts: strings without quotes and escapes, numbers and booleans as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Null, or an absent value.
    Null,
    /// A string, a number or a boolean.
    Scalar(String),
    /// An array; its null elements are `None`, arrays and objects in it are JSON text.
    List(Vec<Option<String>>),
    /// An object; what it nests is kept, for styles that can say it.
    Object(Vec<(String, Plain)>),
}

impl Plain {
    /// Lays a value out.
    pub fn of(value: &dyn Wire) -> Self {
        if value.is_absent() {
            return Self::Null;
        }
        Self::of_text(Json::of(value).as_text())
    }

    fn of_text(text: &str) -> Self {
        match View::of(text) {
            // Only a `Wire` that writes what is no JSON gets here: its text is the best there is.
            Err(_) => Self::Scalar(text.to_owned()),
            Ok(View::Null) => Self::Null,
            Ok(View::Boolean(_) | View::Number(_)) => Self::Scalar(text.trim().to_owned()),
            Ok(View::String(text)) => Self::Scalar(text),
            Ok(View::Array(items)) => Self::List(items.into_iter().map(element).collect()),
            Ok(View::Object(members)) => Self::Object(
                members
                    .into_iter()
                    .map(|(name, text)| (name, Self::of_text(text)))
                    .collect(),
            ),
        }
    }
}

fn element(text: &str) -> Option<String> {
    match View::of(text) {
        Ok(View::Null) => None,
        Ok(View::String(text)) => Some(text),
        _ => Some(text.to_owned()),
    }
}

/// Reads a `T` from plain text, such as the value of a header: as the number, boolean, array or object that
/// the text may be where `T` wants that, else as a string, else as elements between commas.
///
/// # Errors
///
/// When the text is not that of a `T`.
pub fn from_plain<T: Wire>(text: &str) -> Result<T, ReadError> {
    let mut value = T::blank();
    fill_plain(text, &mut value)?;
    Ok(value)
}

/// Fills a value from plain text.
///
/// # Errors
///
/// As [`from_plain`].
pub(crate) fn fill_plain(text: &str, value: &mut dyn Wire) -> Result<(), ReadError> {
    let text = text.trim();
    let mut fits = |json: &str| fill(json.as_bytes(), value);
    if may_be_json(text) && fits(text).is_ok() {
        return Ok(());
    }
    let Err(error) = fits(&quoted(text)) else {
        return Ok(());
    };
    match elements(text).iter().any(|list| fits(list).is_ok()) {
        true => Ok(()),
        false => Err(error),
    }
}

fn may_be_json(text: &str) -> bool {
    matches!(text, "true" | "false")
        || text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '[' | '{'))
}

fn quoted(text: &str) -> String {
    let mut writer = Writer::new();
    writer.string(text);
    writer.into_string()
}

/// The arrays that the elements between commas may be: of numbers or booleans, of strings.
fn elements(text: &str) -> Vec<String> {
    let each = || {
        text.split(',')
            .map(str::trim)
            .filter(|each| !each.is_empty())
    };
    let array = |texts: Vec<String>| format!("[{}]", texts.join(","));
    let bare = each()
        .all(may_be_json)
        .then(|| array(each().map(str::to_owned).collect()));
    let strings = array(each().map(quoted).collect());
    bare.into_iter().chain([strings]).collect()
}
