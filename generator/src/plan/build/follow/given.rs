//! What a call is given, as expressions of what its method takes.

use super::reading::{Reading, Text};
use crate::ir::{Filling, Fit, Hop, Link, Scalar, TextPiece, Type, TypeRef};
use crate::names::LinkNames;
use crate::plan::build::Desk;
use crate::plan::build::example::{self, quoted};
use crate::plan::build::types::Side;
use crate::plan::{RustTy, Take};
use serde_json::Value;

/// What writes the expressions.
pub(super) struct Given<'a, 'p> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) link: &'a Link,
    pub(super) names: &'a LinkNames,
    /// The types that the expressions name.
    pub(super) types: &'p mut Vec<RustTy>,
}

impl Given<'_, '_> {
    /// What a filling is where that is taken.
    pub(super) fn expression(
        &mut self,
        filling: &Filling,
        take: &Take,
        to: &TypeRef,
    ) -> Option<String> {
        match filling {
            Filling::Constant(value) => self.constant(value, take, to),
            Filling::Read(hops, fit) => self.read(hops, *fit, take),
            Filling::Text(pieces) => self.text(pieces, take),
            Filling::Literal(value, inside) => self.literal(value, inside, to),
            Filling::Asked(_) | Filling::AskedIfSent(_) => None,
        }
    }

    fn reading(&self, hops: &[Hop]) -> Option<Reading> {
        let answer = self.link.answer.as_ref()?;
        Reading::of(self.desk, self.names.answer.as_str(), answer, hops)
    }

    fn read(&mut self, hops: &[Hop], fit: Fit, take: &Take) -> Option<String> {
        let reading = self.reading(hops)?;
        let text = || reading.text(self.desk);
        Some(match (take, fit) {
            (Take::Str, _) => match text() {
                Text::Owned(text) | Text::Borrowed(text) => text,
                Text::Made(text) | Text::Open(text) => format!("&{text}"),
            },
            (Take::Id, _) => match (&reading.ty.ty, text()) {
                (Type::Scalar(Scalar::Uuid), _) => reading.receiver().to_owned(),
                (_, Text::Owned(text) | Text::Borrowed(text) | Text::Made(text)) => text,
                (_, Text::Open(text)) => format!("{text}.into_owned()"),
            },
            (Take::Each(_), Fit::One) => format!("[{}]", self.same(&reading)),
            (Take::Each(_), Fit::OneText) => match text() {
                Text::Owned(_) => format!("[{}.as_str()]", reading.receiver()),
                Text::Borrowed(text) | Text::Made(text) => format!("[{text}]"),
                Text::Open(text) => format!("[{text}.into_owned()]"),
            },
            (Take::Each(_), _) => format!("{}.iter().cloned()", reading.receiver()),
            (_, Fit::Same) => self.same(&reading),
            (_, Fit::One) => format!("vec![{}]", self.same(&reading)),
            (_, Fit::OneText) => match text() {
                Text::Owned(_) => format!("vec![{}.as_str().into()]", reading.receiver()),
                Text::Borrowed(text) | Text::Made(text) => format!("vec![{text}.into()]"),
                Text::Open(text) => format!("vec![{text}.into_owned()]"),
            },
            (Take::Into(_), Fit::Text) => match text() {
                Text::Owned(_) => format!("{}.as_str()", reading.receiver()),
                Text::Borrowed(text) | Text::Made(text) => text,
                Text::Open(text) => format!("{text}.into_owned()"),
            },
            (Take::Value(RustTy::Plain("String")), Fit::Text) => match text() {
                Text::Owned(_) => format!("{}.clone()", reading.receiver()),
                Text::Borrowed(text) => format!("{text}.to_owned()"),
                Text::Made(text) => text,
                Text::Open(text) => format!("{text}.into_owned()"),
            },
            (_, Fit::Text) => match text() {
                Text::Owned(_) => format!("{}.as_str().into()", reading.receiver()),
                Text::Borrowed(text) => format!("{text}.into()"),
                Text::Made(text) => text,
                Text::Open(text) => format!("{text}.into_owned().into()"),
            },
            (_, Fit::Decoded) => format!("{}.decode().ok()?", reading.receiver()),
            (Take::Value(RustTy::Plain(to)), Fit::Number) => self.number(&reading, to),
            (_, Fit::Number | Fit::Instant) => match take {
                Take::Into(_) => reading.copy(),
                _ => format!("({}).into()", reading.copy()),
            },
            (_, Fit::Json) => {
                self.types.push(RustTy::runtime("Json"));
                format!("Json::of({})", reading.reference())
            }
        })
    }

    /// The very value.
    fn same(&self, reading: &Reading) -> String {
        use Scalar::{Boolean, Date, DateTime, Double, Float, Integer, Second, Uuid};
        match &reading.ty.ty {
            Type::Scalar(
                Boolean | Integer(_) | Float | Double | Uuid | DateTime | Second | Date,
            ) => reading.copy(),
            Type::Scalar(Scalar::Text) => match reading.text(self.desk) {
                Text::Owned(_) | Text::Made(_) | Text::Open(_) => {
                    format!("{}.clone()", reading.receiver())
                }
                Text::Borrowed(text) => format!("{text}.to_owned()"),
            },
            Type::List(_) => format!("{}.to_vec()", reading.receiver()),
            _ => format!("{}.clone()", reading.receiver()),
        }
    }

    /// A number of another width: where that may be too narrow, there may be none.
    fn number(&self, reading: &Reading, to: &str) -> String {
        let from = match &reading.ty.ty {
            Type::Scalar(scalar) => super::super::types::scalar(*scalar),
            _ => RustTy::Unit,
        };
        let is_wider = matches!(
            (from.text().as_str(), to),
            ("i32", "i64" | "i128")
                | ("u32", "i64" | "u64" | "i128")
                | ("i64" | "u64", "i128")
                | ("f32", "f64")
        );
        let receiver = reading.copy();
        let receiver = match receiver.starts_with('*') {
            true => format!("({receiver})"),
            false => receiver,
        };
        match is_wider {
            true => format!("{receiver}.into()"),
            false => format!("{receiver}.try_into().ok()?"),
        }
    }

    /// A text in which values stand.
    fn text(&self, pieces: &[TextPiece], take: &Take) -> Option<String> {
        let mut format = String::new();
        let mut values = String::new();
        for piece in pieces {
            match piece {
                TextPiece::Plain(text) => format += &text.replace('{', "{{").replace('}', "}}"),
                TextPiece::Read(hops) => {
                    let reading = self.reading(hops)?;
                    let value = match reading.text(self.desk) {
                        Text::Owned(_) => reading.receiver().to_owned(),
                        Text::Borrowed(text) | Text::Made(text) | Text::Open(text) => text
                            .strip_suffix(".to_string()")
                            .map(str::to_owned)
                            .unwrap_or(text),
                    };
                    format += "{}";
                    values += &format!(", {value}");
                }
                TextPiece::Asked(expression, _) => {
                    format += "{}";
                    values += &format!(", {}", self.names.pieces.get(expression)?.as_str());
                }
            }
        }
        let made = format!("format!({format:?}{values})");
        Some(match take {
            Take::Str => format!("&{made}"),
            Take::Each(_) => format!("[{made}]"),
            Take::Id | Take::Into(_) | Take::Value(RustTy::Plain("String")) => made,
            Take::Value(RustTy::Vec(_)) => format!("vec![{made}]"),
            Take::Value(_) | Take::Ref(_) => format!("{made}.into()"),
        })
    }

    fn constant(&mut self, value: &Value, take: &Take, to: &TypeRef) -> Option<String> {
        let types = &self.desk.api().types;
        let to = types.behind(to).clone();
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some(match (take, &to.ty) {
            (Take::Str | Take::Id, _) => quoted(&text),
            (Take::Into(_), Type::Scalar(Scalar::Text | Scalar::Secret)) => quoted(&text),
            (Take::Into(RustTy::Plain("String")), _) => quoted(&text),
            (Take::Each(_), Type::List(item)) => {
                let items = value.as_array()?.iter();
                let items = items.map(|each| self.single(each, item, true));
                format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
            }
            (_, Type::List(item)) if super::is_single(types, item) => {
                let items = value.as_array()?.iter();
                let items = items.map(|each| self.single(each, item, false));
                format!("vec![{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
            }
            _ if super::is_single(types, &to) => self.single(value, &to, false)?,
            _ => {
                if let Some(code) = self.literal(value, &[], &to) {
                    return Some(code);
                }
                self.types.push(RustTy::runtime("Json"));
                let parsed = format!("Json::parse({}).ok()?", quoted(&value.to_string()));
                match to.ty {
                    Type::Any(_) => parsed,
                    _ => format!("{parsed}.decode().ok()?"),
                }
            }
        })
    }

    /// A value of the document, with what stands inside of it.
    fn literal(
        &mut self,
        value: &Value,
        inside: &[(Filling, TypeRef)],
        to: &TypeRef,
    ) -> Option<String> {
        let (mut code, types) = example::expression(self.desk, to, value)?;
        self.types.extend(types);
        for (index, (filling, leaf)) in inside.iter().enumerate() {
            let take = Take::Value(self.desk.ty(leaf, Side::Sent).without_option());
            let inner = self.expression(filling, &take, leaf)?;
            code = code.replace(&example::hole(index), &inner);
        }
        Some(code)
    }

    /// A single value; in a list, what turns into one.
    fn single(&self, value: &Value, to: &TypeRef, in_list: bool) -> Option<String> {
        let types = &self.desk.api().types;
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some(match &types.behind(to).ty {
            Type::Scalar(Scalar::Boolean) => value.as_bool()?.to_string(),
            Type::Scalar(scalar @ Scalar::Integer(_)) => {
                let suffix = super::super::types::scalar(*scalar).text();
                match in_list {
                    true => format!("{text}_{suffix}"),
                    false => text,
                }
            }
            Type::Scalar(Scalar::Double) => format!("{:?}", value.as_f64()?),
            Type::Scalar(Scalar::Float) => format!("{:?}_f32", value.as_f64()?),
            Type::Named(_) if !in_list => format!("{}.into()", quoted(&text)),
            _ => match in_list {
                true => quoted(&text),
                false => format!("{}.to_owned()", quoted(&text)),
            },
        })
    }
}
