//! Bounds of values: tightened where several hold, and as the model keeps them.

use crate::document::SchemaLimits;
use crate::ir::Limits;
use std::cmp::Ordering;

/// Makes `own` as tight as both are.
pub(super) fn tighten(own: &mut SchemaLimits, later: &SchemaLimits) {
    bound(
        (&mut own.minimum, &mut own.exclusive_minimum),
        (&later.minimum, later.exclusive_minimum),
        Ordering::Greater,
    );
    bound(
        (&mut own.maximum, &mut own.exclusive_maximum),
        (&later.maximum, later.exclusive_maximum),
        Ordering::Less,
    );
    let most = |own: &mut Option<u64>, later: Option<u64>| *own = (*own).max(later);
    most(&mut own.min_length, later.min_length);
    most(&mut own.min_items, later.min_items);
    most(&mut own.min_properties, later.min_properties);
    let least = |own: &mut Option<u64>, later: Option<u64>| {
        *own = match (*own, later) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    };
    least(&mut own.max_length, later.max_length);
    least(&mut own.max_items, later.max_items);
    least(&mut own.max_properties, later.max_properties);
    own.unique |= later.unique;
    let latest = |own: &mut Option<String>, later: &Option<String>| {
        if later.is_some() {
            own.clone_from(later);
        }
    };
    latest(&mut own.multiple_of, &later.multiple_of);
    latest(&mut own.pattern, &later.pattern);
    latest(&mut own.default, &later.default);
    latest(&mut own.content_encoding, &later.content_encoding);
    latest(&mut own.content_media_type, &later.content_media_type);
}

fn bound(own: (&mut Option<String>, &mut bool), later: (&Option<String>, bool), tighter: Ordering) {
    let Some(new) = later.0 else { return };
    let order = own
        .0
        .as_deref()
        .map_or(Some(tighter), |old| compare(new, old));
    match order {
        Some(Ordering::Equal) => *own.1 |= later.1,
        Some(order) if order == tighter => {
            *own.0 = Some(new.clone());
            *own.1 = later.1;
        }
        _ => {}
    }
}

/// Compares two numbers as they are written, exactly where both are integers.
fn compare(a: &str, b: &str) -> Option<Ordering> {
    match (a.parse::<i128>(), b.parse::<i128>()) {
        (Ok(a), Ok(b)) => Some(a.cmp(&b)),
        _ => a.parse::<f64>().ok()?.partial_cmp(&b.parse::<f64>().ok()?),
    }
}

/// The bounds as the model keeps them; `format` is one that has no type of its own.
pub(in crate::lower) fn of(limits: &SchemaLimits, format: Option<String>) -> Limits {
    Limits {
        minimum: limits.minimum.clone(),
        exclusive_minimum: limits.exclusive_minimum,
        maximum: limits.maximum.clone(),
        exclusive_maximum: limits.exclusive_maximum,
        multiple_of: limits.multiple_of.clone(),
        min_length: limits
            .min_length
            .or(limits.min_items)
            .or(limits.min_properties),
        max_length: limits
            .max_length
            .or(limits.max_items)
            .or(limits.max_properties),
        unique: limits.unique,
        pattern: limits.pattern.clone(),
        format,
        default: limits.default.clone(),
    }
}
