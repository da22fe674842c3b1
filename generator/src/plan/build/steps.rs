//! Parameters and bodies to the steps that put them into a call.

use super::Desk;
use super::types::{Side, take};
use crate::ir::{
    Codec, Content, Framing, Layout, Param, ParamLocation, Part, Scalar, Type, TypeRef,
};
use crate::plan::{Argument, Body, CallStep, RustTy, Style, Take};

/// The step of a parameter that is called `name`.
pub(super) fn param(desk: &Desk<'_>, param: &Param, name: &str) -> CallStep {
    let text = matches!(
        param.ty.ty,
        Type::Scalar(Scalar::Text | Scalar::Uuid | Scalar::DateTime | Scalar::Date)
    );
    let wire = param.name.clone();
    let style = style(param);
    match param.location {
        ParamLocation::Path => {
            // A path takes its texts as they are: whoever has an id has it as a text.
            let named_text = matches!(param.ty.ty, Type::Named(_)) && is_text(desk, param);
            let take = if text || named_text {
                Take::Str
            } else {
                take(desk, &param.ty)
            };
            let plain = matches!(take, Take::Str) && style.is_none();
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

/// Whether a parameter's named type is a text in the end: an alias of one, or an enum of texts.
fn is_text(desk: &Desk<'_>, param: &Param) -> bool {
    let mut used = &param.ty;
    for _ in 0..64 {
        match &used.ty {
            Type::Scalar(Scalar::Text | Scalar::Uuid | Scalar::DateTime | Scalar::Date) => {
                return true;
            }
            Type::Named(id) => match desk.api().types.get(*id).map(|def| &def.shape) {
                Some(crate::ir::Shape::Alias(target)) => used = target,
                Some(crate::ir::Shape::Enum(values)) => {
                    return values
                        .values
                        .iter()
                        .all(|value| matches!(value.literal, crate::ir::Literal::Text(_)));
                }
                _ => return false,
            },
            _ => return false,
        }
    }
    false
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
            from: argument(Take::Into(RustTy::runtime("Bytes"))),
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
