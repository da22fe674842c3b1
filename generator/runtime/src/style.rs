//! How parameters are laid out as text: OpenAPI's styles, as functions from values to strings.
//!
//! They know nothing of requests. Values come as [`Plain`]: what the value's JSON is, without JSON's marks.

use super::uri::{self, Keep};
use super::wire::{self, Json, Plain, Wire};

/// A style of OpenAPI, with `explode` and `allowReserved`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub(crate) kind: Kind,
    explode: bool,
    reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Form,
    Simple,
    Label,
    Matrix,
    Space,
    Pipe,
    DeepObject,
    Json,
    PercentList,
}

impl Style {
    /// `form`: `color=blue&color=black`; joined: `color=blue,black`.
    pub const FORM: Self = Self::new(Kind::Form).exploded();
    /// `simple`: `blue,black`
    pub const SIMPLE: Self = Self::new(Kind::Simple);
    /// `label`: `.blue,black`; exploded: `.blue.black`.
    pub const LABEL: Self = Self::new(Kind::Label);
    /// `matrix`: `;color=blue,black`; exploded: `;color=blue;color=black`.
    pub const MATRIX: Self = Self::new(Kind::Matrix);
    /// `spaceDelimited`: `color=blue%20black`
    pub const SPACE: Self = Self::new(Kind::Space);
    /// `pipeDelimited`: `color=blue%7Cblack`
    pub const PIPE: Self = Self::new(Kind::Pipe);
    /// `deepObject`: `color%5BR%5D=100&color%5BG%5D=200`
    pub const DEEP_OBJECT: Self = Self::new(Kind::DeepObject).exploded();
    /// `content: application/json`: the value's JSON text.
    pub const JSON: Self = Self::new(Kind::Json);
    /// Each element percent-encoded, joined by commas, and encoded again as a query value.
    pub const PERCENT_LIST: Self = Self::new(Kind::PercentList);

    const fn new(kind: Kind) -> Self {
        Self {
            kind,
            explode: false,
            reserved: false,
        }
    }

    /// With `explode: true`.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// With `explode: false`.
    #[must_use]
    pub const fn joined(mut self) -> Self {
        self.explode = false;
        self
    }

    /// With `allowReserved: true`.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// What stands between joined elements in a query.
    fn separator(self) -> &'static str {
        match self.kind {
            Kind::Space => "%20",
            Kind::Pipe => "%7C",
            _ => ",",
        }
    }

    fn keep(self) -> Keep {
        if self.reserved {
            Keep::Reserved
        } else {
            Keep::Unreserved
        }
    }
}

/// What a parameter's value is to its style.
pub(crate) fn plain(style: Style, value: &dyn Wire) -> Plain {
    match style.kind {
        Kind::Json if value.is_absent() => Plain::Null,
        Kind::Json => Plain::Scalar(wire::to_string(value)),
        _ => Plain::of(value),
    }
}

/// A parameter of a query (or a form) as encoded names and values; none where nothing is sent.
pub(crate) fn pairs(name: &str, style: Style, value: &Plain) -> Vec<(String, String)> {
    let encode = |text: &str| uri::encode(text, style.keep());
    let one = |text: String| vec![(encode(name), text)];
    match value {
        Plain::Null => Vec::new(),
        Plain::Scalar(text) if style.kind == Kind::PercentList => one(twice(text)),
        Plain::Scalar(text) => one(encode(text)),
        Plain::List(items) => {
            let items = items.iter().flatten();
            let texts: Vec<String> = match style.kind {
                Kind::PercentList => items.map(|item| twice(item)).collect(),
                _ => items.map(|item| encode(item)).collect(),
            };
            match texts.is_empty() {
                true => Vec::new(),
                false if style.explode => {
                    texts.into_iter().map(|text| (encode(name), text)).collect()
                }
                false => one(texts.join(style.separator())),
            }
        }
        Plain::Object(_) if style.kind == Kind::DeepObject => {
            let mut found = Vec::new();
            deep(name, style, value, &mut found);
            found
        }
        Plain::Object(members) if style.explode => members
            .iter()
            .flat_map(|(key, value)| pairs(key, style, value))
            .collect(),
        Plain::Object(members) => match flat(members, &encode).concat() {
            texts if texts.is_empty() => Vec::new(),
            texts => one(texts.join(style.separator())),
        },
    }
}

/// The members of an object by their way to it: `color[R]`.
fn deep(name: &str, style: Style, value: &Plain, found: &mut Vec<(String, String)>) {
    match value {
        Plain::Object(members) => {
            for (key, value) in members {
                deep(&format!("{name}[{key}]"), style, value, found);
            }
        }
        // Brackets in a name are encoded whatever is kept in values.
        value => {
            let name = uri::encode(name, Keep::Unreserved);
            found.extend(
                pairs("", style, value)
                    .into_iter()
                    .map(|(_, text)| (name.clone(), text)),
            );
        }
    }
}

/// Encoded twice over: once for the server's list, once for the query.
fn twice(text: &str) -> String {
    uri::encode(&uri::encode(text, Keep::Unreserved), Keep::Unreserved)
}

/// The members of a flat object as texts; what is null is left out, what nests is joined by commas.
fn flat(members: &[(String, Plain)], encode: &dyn Fn(&str) -> String) -> Vec<[String; 2]> {
    let text = |value: &Plain| match value {
        Plain::Null => None,
        Plain::Scalar(text) => Some(encode(text)),
        Plain::List(items) => Some(
            items
                .iter()
                .flatten()
                .map(|item| encode(item))
                .collect::<Vec<_>>()
                .join(","),
        ),
        Plain::Object(members) => Some(flat(members, encode).concat().join(",")),
    };
    members
        .iter()
        .filter_map(|(key, value)| Some([encode(key), text(value)?]))
        .collect()
}

/// A parameter of a path, encoded; `None` where there is no value.
pub(crate) fn path(name: &str, style: Style, value: &Plain) -> Option<String> {
    let keep = if style.reserved {
        Keep::ReservedInPath
    } else {
        Keep::Unreserved
    };
    let encode = |text: &str| uri::encode(text, keep);
    match style.kind {
        Kind::Label => {
            let separator = if style.explode { "." } else { "," };
            joined(style, separator, value, &encode).map(|text| format!(".{text}"))
        }
        Kind::Matrix => matrix(name, style, value, &encode),
        _ => joined(style, ",", value, &encode),
    }
}

/// The value of a header: as `simple`, and not percent-encoded; `None` where nothing is sent.
pub(crate) fn header(style: Style, value: &Plain) -> Option<String> {
    joined(style, ",", value, &str::to_owned)
}

/// A value joined by one separator, `=` between the keys and values of an exploded object.
fn joined(
    style: Style,
    separator: &str,
    value: &Plain,
    encode: &dyn Fn(&str) -> String,
) -> Option<String> {
    let texts: Vec<String> = match value {
        Plain::Null => return None,
        Plain::Scalar(text) => return Some(encode(text)),
        Plain::List(items) => items.iter().flatten().map(|item| encode(item)).collect(),
        Plain::Object(members) if style.explode => flat(members, encode)
            .iter()
            .map(|pair| pair.join("="))
            .collect(),
        Plain::Object(members) => flat(members, encode).concat(),
    };
    if texts.is_empty() {
        None
    } else {
        Some(texts.join(separator))
    }
}

/// `;color=blue`
fn matrix(
    name: &str,
    style: Style,
    value: &Plain,
    encode: &dyn Fn(&str) -> String,
) -> Option<String> {
    let named = |name: &str, text: String| match text.is_empty() {
        true => format!(";{name}"),
        false => format!(";{name}={text}"),
    };
    let name = encode(name);
    match value {
        Plain::List(items) if style.explode => {
            let texts: String = items
                .iter()
                .flatten()
                .map(|item| named(&name, encode(item)))
                .collect();
            (!texts.is_empty()).then_some(texts)
        }
        Plain::Object(members) if style.explode => {
            let texts: String = flat(members, encode)
                .into_iter()
                .map(|[key, text]| named(&key, text))
                .collect();
            (!texts.is_empty()).then_some(texts)
        }
        value => joined(style, ",", value, encode).map(|text| named(&name, text)),
    }
}

/// A form's fields: by the style that is given for a field, else a text as it is, an array as repeated
/// fields, an object as its JSON text.
pub(crate) fn form(styles: &[(&str, Style)], value: &dyn Wire) -> String {
    let mut fields = Vec::new();
    for (name, json) in Json::of(value).members().unwrap_or_default() {
        let given = styles
            .iter()
            .find(|(styled, _)| *styled == name)
            .map(|(_, style)| *style);
        let found = match (given, Plain::of(&json)) {
            (Some(style), _) => pairs(&name, style, &plain(style, &json)),
            (None, Plain::Object(_)) => pairs(
                &name,
                Style::JSON,
                &Plain::Scalar(json.as_text().to_owned()),
            ),
            (None, value) => pairs(&name, Style::FORM, &value),
        };
        fields.extend(
            found
                .into_iter()
                .map(|(name, text)| format!("{name}={text}")),
        );
    }
    fields.join("&")
}
