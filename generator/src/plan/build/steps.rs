//! Parameters and bodies to the steps that put them into a call.

use super::Desk;
use super::types::{Side, take};
use crate::ir::{
    Codec, Content, Framing, Layout, Literal, Param, ParamLocation, Part, Scalar, Shape, Type,
    TypeRef,
};
use crate::plan::{Argument, Body, CallStep, RustTy, Style, Take};

/// The step of a parameter that is called `name`.
pub(super) fn param(desk: &Desk<'_>, param: &Param, name: &str) -> CallStep {
    let wire = param.name.clone();
    let style = style(param);
    match param.location {
        ParamLocation::Path => {
            // A path takes its texts as they are: whoever has an id has it as a text, or as the UUID that was read.
            let take = match text(desk, param) {
                Some(Scalar::Uuid) if style.is_none() => Take::Id,
                Some(_) => Take::Str,
                None => take(desk, &param.ty),
            };
            let plain = matches!(take, Take::Str | Take::Id) && style.is_none();
            let style = if plain {
                None
            } else {
                Some(style.unwrap_or(Style {
                    base: "SIMPLE",
                    changes: Vec::new(),
                }))
            };
            CallStep::Path {
                name: wire,
                from: Argument {
                    name: name.to_owned(),
                    take,
                },
                style,
            }
        }
        location => {
            let from = Argument {
                name: name.to_owned(),
                take: take(desk, &param.ty),
            };
            match location {
                ParamLocation::Header => CallStep::Header {
                    name: wire,
                    from,
                    style,
                },
                ParamLocation::Cookie => CallStep::Cookie {
                    name: wire,
                    from,
                    style,
                },
                ParamLocation::QueryString => CallStep::QueryString {
                    from,
                    form: (param.layout != Layout::Json).then(|| form_styles(&param.parts)),
                },
                ParamLocation::Query | ParamLocation::Path => CallStep::Query {
                    name: wire,
                    from,
                    style,
                },
            }
        }
    }
}

/// Which text a parameter's type is in the end, if it is one: itself, by an alias, or as an enum of texts.
fn text(desk: &Desk<'_>, param: &Param) -> Option<Scalar> {
    let target = desk.api().types.behind(&param.ty);
    if let Type::Scalar(scalar) = target.ty {
        use Scalar::{Date, DateTime, Second, Text, Uuid};
        return matches!(scalar, Text | Uuid | DateTime | Second | Date).then_some(scalar);
    }
    let Type::Named(id) = target.ty else {
        return None;
    };
    let Some(Shape::Enum(values)) = desk.api().types.get(id).map(|def| &def.shape) else {
        return None;
    };
    let mut literals = values.values.iter().map(|value| &value.literal);
    let is_text = literals.all(|literal| matches!(literal, Literal::Text(_)));
    is_text.then_some(Scalar::Text)
}

/// The style of a parameter, where it is not the default of its location.
fn style(param: &Param) -> Option<Style> {
    let style = layout(param.layout, param.allow_reserved);
    let default = match param.location {
        ParamLocation::Path | ParamLocation::Header => Layout::Simple { explode: false },
        ParamLocation::Query | ParamLocation::Cookie | ParamLocation::QueryString => {
            Layout::Form { explode: true }
        }
    };
    (param.layout != default || param.allow_reserved).then_some(style)
}

/// A layout as the run time's style.
pub(super) fn layout(layout: Layout, allow_reserved: bool) -> Style {
    let (base, change) = match layout {
        Layout::Form { explode } => ("FORM", (!explode).then_some("joined")),
        Layout::Simple { explode } => ("SIMPLE", explode.then_some("exploded")),
        Layout::Label { explode } => ("LABEL", explode.then_some("exploded")),
        Layout::Matrix { explode } => ("MATRIX", explode.then_some("exploded")),
        Layout::SpaceDelimited => ("SPACE", None),
        Layout::PipeDelimited => ("PIPE", None),
        Layout::DeepObject => ("DEEP_OBJECT", None),
        Layout::Json => ("JSON", None),
        Layout::PercentList => ("PERCENT_LIST", None),
    };
    Style {
        base,
        changes: change
            .into_iter()
            .chain(allow_reserved.then_some("reserved"))
            .collect(),
    }
}

/// The step of a body in one media type.
pub(super) fn body(desk: &Desk<'_>, content: &Content, name: &str) -> CallStep {
    let argument = |take: Take| Argument {
        name: name.to_owned(),
        take,
    };
    let typed = || argument(typed(desk, content));
    let media = content.media.clone();
    if let Some(framing) = content.framing {
        let from = argument(Take::Each(desk.ty(&content.ty, Side::Sent)));
        return CallStep::Body(Body::Items {
            from,
            media,
            is_seq: framing == Framing::Records,
        });
    }
    CallStep::Body(match content.codec {
        Codec::Json => Body::Json {
            from: typed(),
            media: (media != "application/json").then_some(media),
        },
        Codec::Form => Body::Form {
            from: typed(),
            styles: form_styles(&content.parts),
        },
        Codec::Multipart => Body::Multipart {
            from: typed(),
            types: part_types(content),
        },
        Codec::Text => Body::Text {
            from: argument(Take::Into(RustTy::Plain("String"))),
            media,
        },
        Codec::Bytes | Codec::Empty => Body::Bytes {
            from: argument(Take::Into(RustTy::runtime("ByteSource"))),
            media,
        },
    })
}

fn typed(desk: &Desk<'_>, content: &Content) -> Take {
    let used = TypeRef {
        nullable: false,
        ..content.ty.clone()
    };
    match desk.ty(&used, Side::Sent).without_option() {
        text @ RustTy::Plain("String") => Take::Into(text),
        other => Take::Value(other),
    }
}

/// The members of a form that have a style other than a form's own.
fn form_styles(parts: &[Part]) -> Vec<(String, Style)> {
    let own = Layout::Form { explode: true };
    let parts = parts.iter();
    parts
        .filter_map(|part| Some((part, part.layout?)))
        .filter(|(part, style)| *style != own || part.allow_reserved)
        .map(|(part, style)| (part.name.clone(), layout(style, part.allow_reserved)))
        .collect()
}

/// The members of a multipart body whose media type the document names.
fn part_types(content: &Content) -> Vec<(String, String)> {
    let parts = content.parts.iter();
    parts
        .filter_map(|part| Some((part.name.clone(), part.content_type.clone()?)))
        .collect()
}
