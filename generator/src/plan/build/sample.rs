//! Values of types: what the document gives, and where it gives nothing, or what does not fit, what has to be there and
//! no more.

use super::Desk;
use super::types::{self, Side};
use crate::ir::{IntWidth, Literal, Rest, Scalar, Shape, Struct, Type, TypeId, TypeRef, Union};
use serde_json::{Map, Value, json};

/// How many values are made before one gives up: members that must be there may have such members in turn.
const MOST: usize = 400;

/// How deep values nest that nobody gives: as a reader would want it, and where that comes to nothing, flatter and
/// deeper.
const DEPTHS: [usize; 3] = [6, 3, 16];

/// What a value of a type may be that is sent: what has to be there, and no more.
pub(super) fn sample(desk: &Desk<'_>, used: &TypeRef, name: &str) -> Option<Value> {
    value(desk, Side::Sent, used, None, name)
}

/// A value of a type, as the document gives it; what it lacks is made, and what does not fit is made anew or left out.
pub(super) fn value(
    desk: &Desk<'_>,
    side: Side,
    used: &TypeRef,
    given: Option<&Value>,
    name: &str,
) -> Option<Value> {
    DEPTHS.iter().find_map(|depth| {
        let mut maker = Maker {
            desk,
            side,
            left: MOST,
        };
        maker.value(used, given, name, *depth)
    })
}

struct Maker<'a> {
    desk: &'a Desk<'a>,
    side: Side,
    /// How many values may still be made.
    left: usize,
}

impl Maker<'_> {
    fn value(
        &mut self,
        used: &TypeRef,
        given: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Value> {
        let may_lack = self.desk.api().types.allows_null(used);
        let fitted = match given {
            Some(Value::Null) if may_lack => Some(Value::Null),
            Some(given) => self.fitted(used, given, name, depth),
            None => None,
        };
        fitted
            .or_else(|| self.made(used, name, depth))
            .or_else(|| may_lack.then_some(Value::Null))
    }

    /// What is given, with what it lacks; nothing where it is of another kind.
    fn fitted(&mut self, used: &TypeRef, given: &Value, name: &str, depth: usize) -> Option<Value> {
        match &used.ty {
            Type::Scalar(scalar) => fits(*scalar, given).then(|| given.clone()),
            Type::Any(_) => Some(given.clone()),
            Type::List(item) => {
                let items = given.as_array()?.iter();
                let items = items.filter_map(|each| self.value(item, Some(each), name, depth));
                Some(items.collect())
            }
            Type::Map(item) => {
                let entries = given.as_object()?.iter();
                let entries = entries.filter_map(|(key, each)| {
                    Some((key.clone(), self.value(item, Some(each), key, depth)?))
                });
                Some(Value::Object(entries.collect()))
            }
            Type::Tuple(items) => {
                let given = given.as_array()?;
                let items = items.iter().enumerate();
                let items =
                    items.map(|(index, item)| self.value(item, given.get(index), name, depth));
                items.collect()
            }
            Type::Json(inner) => {
                let text = given.as_str()?;
                let parsed = serde_json::from_str(text).ok()?;
                let fitted = self.value(inner, Some(&parsed), name, depth)?;
                Some(match fitted == parsed {
                    true => given.clone(),
                    false => json!(fitted.to_string()),
                })
            }
            Type::Named(id) => match &self.desk.api().types.get(*id)?.shape {
                Shape::Alias(target) => self.fitted(target, given, name, depth),
                Shape::Enum(values) => {
                    let is_text = matches!(values.values.first()?.literal, Literal::Text(_));
                    let fits = match is_text {
                        true => given.is_string(),
                        false => given.is_i64() || given.is_u64(),
                    };
                    fits.then(|| given.clone())
                }
                Shape::Union(union) => self.variant(union, given, name, depth),
                Shape::Struct(object) => {
                    self.structure((*id, object), Some(given.as_object()?), depth)
                }
                Shape::Reserved => None,
            },
        }
    }

    /// The variant that something given is as it is, or else the one that it says to be.
    fn variant(&mut self, union: &Union, given: &Value, name: &str, depth: usize) -> Option<Value> {
        let tag = union.discriminator.as_ref();
        let tag = tag.and_then(|tag| given.get(&tag.property)?.as_str());
        let mut mended = None;
        for variant in &union.variants {
            let is_said = tag.is_some_and(|tag| variant.tags.iter().any(|own| own == tag));
            if tag.is_some() && !variant.tags.is_empty() && !is_said {
                continue;
            }
            let fitted = self.fitted(&variant.ty, given, name, depth);
            if fitted.as_ref() == Some(given) {
                return fitted;
            }
            mended = mended.or_else(|| fitted.filter(|_| is_said));
        }
        mended
    }

    /// What has to be there, and no more.
    fn made(&mut self, used: &TypeRef, name: &str, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        self.left = self.left.checked_sub(1)?;
        Some(match &used.ty {
            Type::Scalar(scalar) => made(*scalar, name),
            Type::List(item) => {
                let item = self.value(item, None, name, depth);
                Value::Array(item.into_iter().collect())
            }
            Type::Map(_) | Type::Any(_) => json!({}),
            Type::Tuple(items) => {
                let items = items.iter();
                let items = items.map(|item| self.value(item, None, name, depth));
                items.collect::<Option<_>>()?
            }
            Type::Json(inner) => json!(self.value(inner, None, name, depth)?.to_string()),
            Type::Named(id) => match &self.desk.api().types.get(*id)?.shape {
                Shape::Alias(target) => return self.made(target, name, depth),
                Shape::Enum(values) => literal(&values.values.first()?.literal),
                Shape::Union(union) => return self.some_variant(union, name, depth),
                Shape::Struct(object) => return self.structure((*id, object), None, depth),
                Shape::Reserved => return None,
            },
        })
    }

    /// The first variant that can be made.
    fn some_variant(&mut self, union: &Union, name: &str, depth: usize) -> Option<Value> {
        let mut variants = union.variants.iter();
        variants.find_map(|variant| {
            let mut value = self.value(&variant.ty, None, name, depth)?;
            if let (Some(tag), Some(said), Some(members)) = (
                &union.discriminator,
                variant.tags.first(),
                value.as_object_mut(),
            ) {
                members.insert(tag.property.clone(), json!(said));
            }
            Some(value)
        })
    }

    fn structure(
        &mut self,
        (id, object): (TypeId, &Struct),
        given: Option<&Map<String, Value>>,
        depth: usize,
    ) -> Option<Value> {
        let side = self.side;
        let mut members = Map::new();
        for (name, value) in given.into_iter().flatten() {
            let known = object.fields.iter().find(|field| field.name == *name);
            let member = match (known, &object.rest) {
                (Some(field), _) if !types::is_here(field, side) => None,
                // What has one value keeps what it is given: it is read as it is.
                (Some(field), _) if field.constant.is_some() => Some(value.clone()),
                (Some(field), _) if field.required => {
                    Some(self.value(&field.ty, Some(value), name, depth)?)
                }
                // Null is read as nothing.
                (Some(_), _) if value.is_null() => Some(Value::Null),
                (Some(field), _) => self.fitted(&field.ty, value, name, depth),
                (None, Rest::Kept(rest)) => self.value(rest, Some(value), name, depth),
                (None, Rest::Ignored) => Some(value.clone()),
            };
            members.extend(member.map(|member| (name.clone(), member)));
        }
        for (index, field) in object.fields.iter().enumerate() {
            let is_needed = field.required && types::is_here(field, side);
            if !is_needed || members.contains_key(&field.name) {
                continue;
            }
            let member = match &field.constant {
                Some(constant) => Some(literal(constant)),
                None => self.value(&field.ty, None, &field.name, depth),
            };
            match member {
                Some(member) => drop(members.insert(field.name.clone(), member)),
                None if self.desk.facts().is_forced_optional(id, index) => {}
                None => return None,
            }
        }
        if let (Side::Sent, None, Rest::Kept(rest)) = (side, given, &object.rest)
            && rest.ty == Type::Scalar(Scalar::Binary)
        {
            members.insert("file".to_owned(), json!("file"));
        }
        Some(Value::Object(members))
    }
}

fn made(scalar: Scalar, name: &str) -> Value {
    match scalar {
        Scalar::Text | Scalar::Secret | Scalar::Binary => json!(name),
        Scalar::Boolean => json!(true),
        Scalar::Integer(_) => json!(1),
        Scalar::Double | Scalar::Float => json!(0.5),
        Scalar::DateTime | Scalar::Second => json!("2026-01-02T03:04:05Z"),
        Scalar::Date => json!("2026-01-02"),
        Scalar::Uuid => json!("67e55044-10b1-426f-9247-bb680e5fe0c8"),
        Scalar::Base64 => json!("ZXhhbXBsZQ=="),
        Scalar::Null => Value::Null,
    }
}

fn literal(literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => json!(text),
        Literal::Integer(number) => match i64::try_from(*number) {
            Ok(number) => json!(number),
            Err(_) => json!(u64::try_from(*number).ok()),
        },
        Literal::Number(text) => serde_json::from_str(text).unwrap_or(Value::Null),
        Literal::Boolean(is_so) => json!(is_so),
        Literal::Null => Value::Null,
    }
}

/// Whether a value can be read as that.
fn fits(scalar: Scalar, value: &Value) -> bool {
    let text = value.as_str();
    match scalar {
        Scalar::Text | Scalar::Secret | Scalar::Binary => text.is_some(),
        Scalar::Boolean => value.is_boolean(),
        Scalar::Integer(width) => match width {
            IntWidth::I32 => value.as_i64().is_some_and(|it| i32::try_from(it).is_ok()),
            IntWidth::I64 => value.is_i64(),
            IntWidth::U32 => value.as_u64().is_some_and(|it| u32::try_from(it).is_ok()),
            IntWidth::U64 => value.is_u64(),
            IntWidth::I128 => value.is_i64() || value.is_u64(),
        },
        Scalar::Double | Scalar::Float => value.is_number(),
        Scalar::DateTime | Scalar::Second => text.is_some_and(is_instant),
        Scalar::Date => text.is_some_and(is_date),
        Scalar::Uuid => {
            text.is_some_and(|text| shape(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"))
        }
        Scalar::Base64 => text.is_some_and(|text| {
            let letters = text.trim_end_matches('=');
            let known = |letter: u8| letter.is_ascii_alphanumeric() || b"+/".contains(&letter);
            text.len() % 4 == 0 && text.len() - letters.len() < 3 && letters.bytes().all(known)
        }),
        Scalar::Null => value.is_null(),
    }
}

/// Whether a text is of a shape: `0` is a digit, `x` a hexadecimal one.
fn shape(text: &str, shape: &str) -> bool {
    let same = |(letter, of): (u8, u8)| match of {
        b'0' => letter.is_ascii_digit(),
        b'x' => letter.is_ascii_hexdigit(),
        of => letter == of,
    };
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(same)
}

/// Whether a text is a day that there is (RFC 3339).
fn is_date(text: &str) -> bool {
    let number = |range| text.get(range).and_then(|part: &str| part.parse().ok());
    let part = |range| number(range).unwrap_or(0_u32);
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    };
    shape(text, "0000-00-00") && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// Whether a text is an instant (RFC 3339).
fn is_instant(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_time = |text: &str, most: &[&str]| {
        let parts = text.split(':').zip(most);
        text.split(':').count() == most.len()
            && parts
                .into_iter()
                .all(|(part, most)| shape(part, "00") && part <= *most)
    };
    let is_zone = match zone {
        "Z" | "z" => true,
        _ => zone
            .get(1..)
            .is_some_and(|zone| is_time(zone, &["23", "59"])),
    };
    let is_fraction =
        (1..=9).contains(&fraction.len()) && fraction.bytes().all(|it| it.is_ascii_digit());
    is_date(date) && is_time(time, &["23", "59", "59"]) && is_fraction && is_zone
}
