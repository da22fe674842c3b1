//! What goes over the wire, in words: types without their names, bounds, places.

use crate::ir::{
    Api, Content, Framing, IntWidth, Layout, Limits, Literal, Method, ParamLocation, Requirement,
    Scalar, SchemeKind, Shape, Type, TypeId, TypeRef,
};

/// A type in words. What has a name is told by its kind: what is inside of it is a matter of its own.
pub(super) fn ty(api: &Api, used: &TypeRef) -> String {
    let mut text = match &used.ty {
        Type::Scalar(kind) => scalar(*kind).to_owned(),
        Type::List(item) => format!("list of {}", ty(api, item)),
        Type::Map(item) => format!("map of {}", ty(api, item)),
        Type::Tuple(items) => {
            let items: Vec<String> = items.iter().map(|item| ty(api, item)).collect();
            format!("tuple of {}", items.join(", "))
        }
        Type::Json(inner) => format!("JSON in a text: {}", ty(api, inner)),
        Type::Any(_) => "anything".to_owned(),
        Type::Named(id) => return named(api, *id, used.nullable),
    };
    if used.nullable {
        text.push_str(" or null");
    }
    text
}

fn named(api: &Api, id: TypeId, nullable: bool) -> String {
    let Some(def) = api.types.get(id) else {
        return String::new();
    };
    let nullable = nullable || def.nullable;
    let kind = match &def.shape {
        // Aliases form no cycle (an invariant).
        Shape::Alias(target) => return ty(api, &target.clone().or_null(nullable)),
        Shape::Struct(_) => "object",
        Shape::Enum(values) => match values.values.first().map(|value| &value.literal) {
            Some(Literal::Integer(_)) => "listed integer",
            _ => "listed text",
        },
        Shape::Union(_) => "one of several",
        Shape::Reserved => "",
    };
    match nullable {
        true => format!("{kind} or null"),
        false => kind.to_owned(),
    }
}

fn scalar(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Boolean => "boolean",
        Scalar::Integer(IntWidth::I32) => "integer of 32 bits",
        Scalar::Integer(IntWidth::I64) => "integer",
        Scalar::Integer(IntWidth::U32) => "unsigned integer of 32 bits",
        Scalar::Integer(IntWidth::U64) => "unsigned integer",
        Scalar::Integer(IntWidth::I128) => "integer of 128 bits",
        Scalar::Float => "number of 32 bits",
        Scalar::Double => "number",
        Scalar::Text => "text",
        Scalar::Secret => "secret text",
        Scalar::DateTime => "date-time",
        Scalar::Second => "date-time in whole seconds",
        Scalar::Date => "date",
        Scalar::Uuid => "uuid",
        Scalar::Base64 => "base64",
        Scalar::Binary => "bytes",
        Scalar::Null => "null",
    }
}

/// What values must satisfy.
pub(super) fn limits(limits: &Limits) -> String {
    let bound = |name: &str, value: &Option<String>, exclusive: bool| {
        let exclusive = if exclusive { " (excluded)" } else { "" };
        Some(format!("{name} {}{exclusive}", value.as_ref()?))
    };
    let length = |name: &str, value: Option<u64>| Some(format!("{name} {}", value?));
    let plain = |name: &str, value: &Option<String>| Some(format!("{name} {}", value.as_ref()?));
    let parts = [
        bound("least", &limits.minimum, limits.exclusive_minimum),
        bound("greatest", &limits.maximum, limits.exclusive_maximum),
        plain("multiple of", &limits.multiple_of),
        length("shortest", limits.min_length),
        length("longest", limits.max_length),
        limits.unique.then(|| "no two alike".to_owned()),
        plain("pattern", &limits.pattern),
        plain("format", &limits.format),
        plain("default", &limits.default),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) | Literal::Number(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Boolean(flag) => flag.to_string(),
        Literal::Null => "null".to_owned(),
    }
}

pub(super) fn required(required: bool) -> String {
    match required {
        true => "required".to_owned(),
        false => "optional".to_owned(),
    }
}

pub(super) fn location(location: ParamLocation) -> &'static str {
    match location {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
        ParamLocation::QueryString => "query string",
    }
}

pub(super) fn layout(layout: Layout, reserved: bool) -> String {
    let (name, explode) = match layout {
        Layout::Form { explode } => ("form", explode),
        Layout::Simple { explode } => ("simple", explode),
        Layout::Label { explode } => ("label", explode),
        Layout::Matrix { explode } => ("matrix", explode),
        Layout::SpaceDelimited => ("spaceDelimited", false),
        Layout::PipeDelimited => ("pipeDelimited", false),
        Layout::DeepObject => ("deepObject", false),
        Layout::Json => ("JSON", false),
        Layout::PercentList => ("percent-encoded list", false),
    };
    let explode = if explode { ", exploded" } else { "" };
    let reserved = if reserved { ", reserved as is" } else { "" };
    format!("{name}{explode}{reserved}")
}

pub(super) fn method(method: &Method) -> String {
    match method {
        Method::Other(text) => text.clone(),
        known => format!("{known:?}").to_uppercase(),
    }
}

pub(super) fn security(alternatives: &[Requirement]) -> String {
    let set = |set: &Requirement| match set.is_empty() {
        true => "nothing".to_owned(),
        false => set.join(" and "),
    };
    let sets: Vec<String> = alternatives.iter().map(set).collect();
    match sets.is_empty() {
        true => "nothing".to_owned(),
        false => sets.join(", or "),
    }
}

pub(super) fn scheme(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "Authorization: Bearer".to_owned(),
        SchemeKind::Basic => "Authorization: Basic".to_owned(),
        SchemeKind::Key { location: at, name } => format!("{} {name}", location(*at)),
        SchemeKind::Outside => "not sent by the client".to_owned(),
    }
}

/// A body in words: its media type, and how it holds items if it is a sequence of them.
pub(super) fn content(api: &Api, content: &Content) -> String {
    let framing = match content.framing {
        None => "",
        Some(Framing::EventText | Framing::EventData | Framing::Event) => "events of ",
        Some(Framing::Lines) => "lines of ",
        Some(Framing::Records) => "records of ",
    };
    let enveloped = match content.enveloped {
        true => " in the envelope",
        false => "",
    };
    let ty = ty(api, &content.ty);
    format!("{}: {framing}{ty}{enveloped}", content.media)
}

/// A path in which the names of parameters do not count.
pub(super) fn bare_path(path: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for letter in path.chars() {
        match letter {
            '{' => {
                depth += 1;
                out.push_str("{}");
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}
