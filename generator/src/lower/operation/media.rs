//! Media types: which codec each means, and what is in it.

use crate::diag::{Code, Diagnostic, Place};
use crate::document::{MediaView, SchemaType, Style};
use crate::ir::{AnyReason, Codec, Content, Layout, Part, Scalar, Type, TypeRef};
use crate::lower::context::Lowering;
use serde_json::Value;

impl Lowering<'_, '_> {
    /// What is sent or received in one media type.
    pub(super) fn content(&mut self, media: &str, view: &MediaView) -> Content {
        let codec = self.codec(media, view);
        let schema = view.schema.as_ref();
        if view.has_items() {
            self.found.push(
                Diagnostic::new(
                    Code::ItemsUntyped,
                    &view.place,
                    format!(
                        "the items of `{media}` are described, but not read or sent one by one"
                    ),
                )
                .remedy("the body is taken as a whole"),
            );
        }
        let ty = match (schema, codec) {
            (Some(place), _) => self.use_of(place),
            (None, Codec::Text) => TypeRef::new(Type::Scalar(Scalar::Text)),
            (None, Codec::Bytes) => TypeRef::new(Type::Scalar(Scalar::Binary)),
            (None, _) => self.any(AnyReason::NoSchema, &view.place),
        };
        Content {
            media: normal(media),
            codec,
            ty,
            parts: parts(view),
            enveloped: false,
            framing: None,
            example: self.example(&view.examples),
        }
    }

    /// The first of the values that the document has for what is sent, if it is wanted: for a call in the docs.
    pub(in crate::lower) fn example(&self, examples: &[Value]) -> Option<Value> {
        let first = examples.first();
        first.filter(|_| self.config.examples.is_some()).cloned()
    }

    /// The codec of a media type; of one that is none, by what is in it.
    pub(super) fn codec(&mut self, media: &str, view: &MediaView) -> Codec {
        let media = normal(media);
        let essence = media.split(';').next().unwrap_or_default().trim();
        if essence == "*/*" || essence == "application/*" {
            return self.codec_by_schema(view);
        }
        if let Some(codec) = known(essence) {
            return codec;
        }
        self.found.push(
            Diagnostic::new(
                Code::MediaTypeOdd,
                &view.place,
                format!("`{media}` is not a media type"),
            )
            .remedy("what is in it decides how it is encoded"),
        );
        self.codec_by_schema(view)
    }

    fn codec_by_schema(&mut self, view: &MediaView) -> Codec {
        let place = view.schema.as_ref();
        let Some(target) = place.and_then(|place| self.follow(place).place()) else {
            return Codec::Bytes;
        };
        let merged = self.merge_place(&target);
        match merged.types.as_slice() {
            [SchemaType::String] => match crate::lower::schema::scalar::of(&merged) {
                Some(Scalar::Binary) => Codec::Bytes,
                _ => Codec::Text,
            },
            [] if merged.is_open() => Codec::Bytes,
            _ => Codec::Json,
        }
    }

    /// Whether a media type is one of JSON.
    pub(in crate::lower) fn is_json(&mut self, media: &str, view: &MediaView) -> bool {
        self.codec(media, view) == Codec::Json
    }
}

/// The codec of a media type without its parameters, in lower case; none of what is no media type.
pub(super) fn known(essence: &str) -> Option<Codec> {
    let (kind, name) = essence.split_once('/')?;
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'/')
    };
    if !is_token(kind) || !is_token(name) {
        return None;
    }
    let codec = match (kind, name) {
        ("application" | "text", "json") => Codec::Json,
        (_, name) if name.ends_with("+json") => Codec::Json,
        ("application", "x-www-form-urlencoded") => Codec::Form,
        ("multipart", _) => Codec::Multipart,
        ("text", _) => Codec::Text,
        (
            "application",
            "javascript" | "x-javascript" | "yaml" | "x-yaml" | "xml" | "toml" | "graphql"
            | "x-ndjson" | "ndjson" | "jsonl" | "x-jsonlines" | "jwt" | "sql",
        ) => Codec::Text,
        (_, name) if name.ends_with("+xml") || name.ends_with("+yaml") => Codec::Text,
        _ => Codec::Bytes,
    };
    Some(codec)
}

/// A media type in lower case, without spaces around its parts; values of parameters stay as they are.
pub(super) fn normal(media: &str) -> String {
    let mut pieces = media.split(';');
    let mut text = pieces.next().unwrap_or_default().trim().to_lowercase();
    for piece in pieces {
        text.push_str("; ");
        match piece.split_once('=') {
            Some((name, value)) => {
                text.push_str(&name.trim().to_lowercase());
                text.push('=');
                text.push_str(value.trim());
            }
            None => text.push_str(piece.trim()),
        }
    }
    text
}

pub(super) fn parts(view: &MediaView) -> Vec<Part> {
    view.encoding
        .iter()
        .map(|(name, encoding)| Part {
            name: name.clone(),
            content_type: encoding.content_type().map(str::to_owned),
            layout: encoding.style.map(|style| {
                let explode = encoding.explode.unwrap_or(style == Style::Form);
                layout(style, explode)
            }),
            allow_reserved: encoding.allow_reserved(),
        })
        .collect()
}

/// The layout of a style.
pub(super) fn layout(style: Style, explode: bool) -> Layout {
    match style {
        Style::Form | Style::Cookie => Layout::Form { explode },
        Style::Simple => Layout::Simple { explode },
        Style::Label => Layout::Label { explode },
        Style::Matrix => Layout::Matrix { explode },
        Style::SpaceDelimited => Layout::SpaceDelimited,
        Style::PipeDelimited => Layout::PipeDelimited,
        Style::DeepObject => Layout::DeepObject,
    }
}

impl Lowering<'_, '_> {
    /// Reports an extension that does not fit what it stands at.
    pub(super) fn unfit(&mut self, place: &Place, message: String, remedy: &str) {
        self.found
            .push(Diagnostic::new(Code::ExtensionUnfit, place, message).remedy(remedy));
    }
}
