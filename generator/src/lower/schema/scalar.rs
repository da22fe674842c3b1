//! Single values: which scalar a type, a format and bounds mean.

use super::merged::Merged;
use crate::document::{SchemaLimits, SchemaType};
use crate::ir::{IntWidth, Scalar};

/// The scalar that a schema of one scalar type is.
pub(in crate::lower) fn of(merged: &Merged) -> Option<Scalar> {
    let [ty] = merged.types.as_slice() else {
        return None;
    };
    of_type(*ty, merged)
}

/// The scalar that a schema is where its values are of that type.
pub(super) fn of_type(ty: SchemaType, merged: &Merged) -> Option<Scalar> {
    let format = merged.format.as_deref().unwrap_or_default();
    let scalar = match ty {
        SchemaType::Boolean => Scalar::Boolean,
        SchemaType::Integer => Scalar::Integer(width(format, &merged.limits)),
        SchemaType::Number if is_integer(format) => Scalar::Integer(width(format, &merged.limits)),
        SchemaType::Number if format == "float" => Scalar::Float,
        SchemaType::Number => Scalar::Double,
        SchemaType::String if merged.is_secret => Scalar::Secret,
        SchemaType::String => match text(format, &merged.limits) {
            Scalar::DateTime if is_whole(merged) => Scalar::Second,
            scalar => scalar,
        },
        SchemaType::Array | SchemaType::Object => return None,
    };
    Some(scalar)
}

fn text(format: &str, limits: &SchemaLimits) -> Scalar {
    match format {
        "date-time" => Scalar::DateTime,
        "date" => Scalar::Date,
        "uuid" => Scalar::Uuid,
        "byte" => Scalar::Base64,
        "binary" => Scalar::Binary,
        "password" => Scalar::Secret,
        _ => match (&limits.content_encoding, &limits.content_media_type) {
            (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => Scalar::Base64,
            // How 3.1 says `format: binary`.
            (None, Some(media)) if media == "application/octet-stream" => Scalar::Binary,
            _ => Scalar::Text,
        },
    }
}

/// Whether instants are whole seconds (`x-launchway-precision`).
fn is_whole(merged: &Merged) -> bool {
    let said = merged.precision.as_ref().and_then(|said| said.as_str());
    said == Some("seconds")
}

/// Whether what is said of the precision fits nothing that it could be about.
pub(super) fn is_unfit(merged: &Merged) -> bool {
    merged.precision.is_some() && of(merged) != Some(Scalar::Second)
}

fn is_integer(format: &str) -> bool {
    matches!(
        format,
        "integer"
            | "int"
            | "int8"
            | "int16"
            | "int32"
            | "int64"
            | "uint8"
            | "uint16"
            | "uint32"
            | "uint64"
            | "long"
    )
}

fn width(format: &str, limits: &SchemaLimits) -> IntWidth {
    match format {
        "int8" | "int16" | "int32" => IntWidth::I32,
        "uint8" | "uint16" | "uint32" => IntWidth::U32,
        "uint64" => IntWidth::U64,
        // `int64` too: bounds beyond it tell more than the format.
        _ => width_of_bounds(limits),
    }
}

/// The width that bounds ask for. Bounds near the ends of 64 bits went through a float in many documents: what rounds
/// to an end means it.
fn width_of_bounds(limits: &SchemaLimits) -> IntWidth {
    let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<f64>().ok());
    let least = number(&limits.minimum);
    let most = number(&limits.maximum);
    let below = least.is_some_and(|least| least < -TWO_TO_63);
    let above = most.is_some_and(|most| most > TWO_TO_63);
    let far_above = most.is_some_and(|most| most > TWO_TO_64);
    if below || far_above {
        return IntWidth::I128;
    }
    if !above {
        return IntWidth::I64;
    }
    if least.is_some_and(|least| least >= 0.0) {
        IntWidth::U64
    } else {
        IntWidth::I128
    }
}

/// What 9,223,372,036,854,775,807 is as a float; also the start of what only 64 unsigned bits hold.
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
/// What 18,446,744,073,709,551,615 is as a float.
const TWO_TO_64: f64 = 18_446_744_073_709_551_616.0;

/// The type that a format implies where the schema says none.
pub(super) fn type_of_format(format: &str) -> Option<SchemaType> {
    match format {
        "date-time" | "date" | "uuid" | "byte" | "binary" | "password" | "email" | "uri"
        | "hostname" | "ipv4" | "ipv6" => Some(SchemaType::String),
        "float" | "double" => Some(SchemaType::Number),
        _ if is_integer(format) => Some(SchemaType::Integer),
        _ => None,
    }
}

/// The format, unless the scalar already says it.
pub(in crate::lower) fn format_left(merged: &Merged) -> Option<String> {
    let format = merged.format.as_ref()?;
    let said = match of(merged) {
        Some(Scalar::Text | Scalar::Secret) => format == "password",
        Some(_) => true,
        None => false,
    };
    (!said).then(|| format.clone())
}

/// The simplest scalar that holds the values of both, if there is one.
pub(super) fn join(a: Scalar, b: Scalar) -> Option<Scalar> {
    use Scalar::{Date, DateTime, Double, Float, Integer, Second, Secret, Text, Uuid};
    if a == b {
        return Some(a);
    }
    let is_text = |scalar| {
        matches!(
            scalar,
            Text | Secret | DateTime | Second | Date | Uuid | Scalar::Base64 | Scalar::Binary
        )
    };
    match (a, b) {
        (Integer(a), Integer(b)) => Some(Integer(widest(a, b))),
        (Integer(_) | Float | Double, Integer(_) | Float | Double) => Some(Double),
        (Secret, other) | (other, Secret) if is_text(other) => Some(Secret),
        (Text, other) | (other, Text) if is_text(other) => Some(Text),
        (DateTime, Second) | (Second, DateTime) => Some(DateTime),
        _ => None,
    }
}

fn widest(a: IntWidth, b: IntWidth) -> IntWidth {
    use IntWidth::{I32, I64, I128, U32, U64};
    match (a, b) {
        _ if a == b => a,
        (I128, _) | (_, I128) => I128,
        (U64, U32) | (U32, U64) => U64,
        (U64, _) | (_, U64) => I128,
        (I64 | I32 | U32, I64 | I32 | U32) => I64,
    }
}
