//! The expressions of generated methods: a call and the steps that fill it.

use super::{FollowPlan, RustTy};

/// An argument of a generated function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// What it takes.
    pub take: Take,
}

/// In which form an argument is taken: the most convenient for a caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Take {
    /// `&str`
    Str,
    /// `&T`, of a list `&[T]`
    Ref(RustTy),
    /// `impl PathId`: a text, or a UUID.
    Id,
    /// The type itself.
    Value(RustTy),
    /// `impl Into<T>`
    Into(RustTy),
    /// `impl IntoIterator<Item = impl Into<T>>`
    Each(RustTy),
}

/// A step of a call: what puts a value into the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallStep {
    /// The next parameter of the path, as a text or in a style.
    Path {
        /// Its name on the wire.
        name: String,
        /// The argument.
        from: Argument,
        /// The style, where it is not `simple`.
        style: Option<Style>,
    },
    /// A parameter of the query, in `form` style unless said.
    Query {
        /// Its name on the wire.
        name: String,
        /// The argument.
        from: Argument,
        /// The style, where it is not `form` with `explode`.
        style: Option<Style>,
    },
    /// The whole query, as a form with the members that have a style of their own, or as JSON.
    QueryString {
        /// The argument.
        from: Argument,
        /// Members and their styles; none of JSON.
        form: Option<Vec<(String, Style)>>,
    },
    /// A header, in `simple` style unless said.
    Header {
        /// Its name on the wire.
        name: String,
        /// The argument.
        from: Argument,
        /// The style, where it is not `simple`.
        style: Option<Style>,
    },
    /// A cookie, in `form` style unless said.
    Cookie {
        /// Its name on the wire.
        name: String,
        /// The argument.
        from: Argument,
        /// The style, where it is not `form` with `explode`.
        style: Option<Style>,
    },
    /// The body.
    Body(Body),
}

/// A body and how it is encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// JSON, with its media type where that is not `application/json`.
    Json {
        /// The argument.
        from: Argument,
        /// The media type.
        media: Option<String>,
    },
    /// `application/x-www-form-urlencoded`, with the members that have a style of their own.
    Form {
        /// The argument.
        from: Argument,
        /// Members and their styles.
        styles: Vec<(String, Style)>,
    },
    /// `multipart/form-data`, with the members that have a media type of their own.
    Multipart {
        /// The argument.
        from: Argument,
        /// Members and their media types.
        types: Vec<(String, String)>,
    },
    /// Items of JSON, one after the other.
    Items {
        /// The argument.
        from: Argument,
        /// The media type.
        media: String,
        /// Whether it is `json-seq`, and not lines.
        is_seq: bool,
    },
    /// A text of a media type.
    Text {
        /// The argument.
        from: Argument,
        /// The media type.
        media: String,
    },
    /// Bytes of a media type.
    Bytes {
        /// The argument.
        from: Argument,
        /// The media type.
        media: String,
    },
}

/// A style of the run time, as the expression that makes it: `Style::FORM.joined()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The constant.
    pub base: &'static str,
    /// The methods that change it.
    pub changes: Vec<&'static str>,
}

impl CallStep {
    /// The argument that the step takes.
    pub fn argument(&self) -> &Argument {
        match self {
            Self::Path { from, .. }
            | Self::Query { from, .. }
            | Self::QueryString { from, .. }
            | Self::Header { from, .. }
            | Self::Cookie { from, .. } => from,
            Self::Body(body) => match body {
                Body::Json { from, .. }
                | Body::Items { from, .. }
                | Body::Form { from, .. }
                | Body::Multipart { from, .. } => from,
                Body::Text { from, .. } | Body::Bytes { from, .. } => from,
            },
        }
    }

    /// Whether the step names a style.
    pub fn has_style(&self) -> bool {
        match self {
            Self::Path { style, .. }
            | Self::Query { style, .. }
            | Self::Header { style, .. }
            | Self::Cookie { style, .. } => style.is_some(),
            Self::QueryString { form, .. } => form.iter().any(|styles| !styles.is_empty()),
            Self::Body(body) => matches!(body, Body::Form { styles, .. } if !styles.is_empty()),
        }
    }
}

impl FollowPlan {
    /// The method as it is called and what it gives, for lists of public items.
    pub fn signature(&self) -> String {
        format!("{} -> {}", self.called(), self.output())
    }

    /// The method as it is called.
    pub fn called(&self) -> String {
        let arguments = self.arguments.iter();
        let arguments = arguments.map(|it| format!("{}: {}", it.name, it.take.text()));
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        format!("{}({arguments})", self.name)
    }

    /// What it gives.
    pub fn output(&self) -> String {
        let call = format!("Call<{}>", self.marker.text());
        match self.is_optional {
            true => format!("Option<{call}>"),
            false => call,
        }
    }
}

impl Take {
    /// The type that this is about.
    pub fn ty(&self) -> Option<&RustTy> {
        match self {
            Self::Str | Self::Id => None,
            Self::Ref(ty) | Self::Value(ty) | Self::Into(ty) | Self::Each(ty) => Some(ty),
        }
    }

    /// The form as it is written, for lists of public items.
    pub fn text(&self) -> String {
        match self {
            Self::Str => "&str".to_owned(),
            Self::Id => "impl PathId".to_owned(),
            Self::Ref(RustTy::Vec(item)) => format!("&[{}]", item.text()),
            Self::Ref(ty) => format!("&{}", ty.text()),
            Self::Value(ty) => ty.text(),
            Self::Into(ty) => format!("impl Into<{}>", ty.text()),
            Self::Each(ty) => format!("impl IntoIterator<Item = impl Into<{}>>", ty.text()),
        }
    }
}
