//! What a link gives a parameter or a body: constants, places in the answer, and what only the caller knows.

use super::expression::{self, Expression, Piece, Source};
use super::{fit, word};
use crate::diag::nearest;
use crate::ir::{
    Api, Codec, Content, Filling, Fit, Hop, Method, Operation, Param, ParamLocation, Response,
    Scalar, StatusKey, TextPiece, Type, TypeRef,
};
use serde_json::Value;

/// What is wrong, and what to do about it.
pub(super) type Fault = (String, String);

/// What expressions are held against.
pub(super) struct Filler<'a> {
    pub(super) api: &'a Api,
    /// The operation that was called.
    pub(super) source: &'a Operation,
    /// Its answer.
    pub(super) response: &'a Response,
    /// What is read of that, once something is.
    pub(super) answer: Option<TypeRef>,
}

/// What an expression comes to.
enum Worth {
    Constant(Value),
    Read(Vec<Hop>, TypeRef),
    Asked { is_sure: bool },
}

impl Filler<'_> {
    /// What a parameter is given.
    pub(super) fn param(&mut self, param: &Param, said: &Value) -> Result<Filling, Fault> {
        let to = fit::taken(&self.api.types, param);
        let name = format!("the {} parameter `{}`", word(param.location), param.name);
        self.filling(said, &to, &name, |types, value| {
            fit::is_writable(types, &to, value)
        })
    }

    /// What the body is.
    pub(super) fn body(&mut self, target: &Operation, said: &Value) -> Result<Filling, Fault> {
        let remedy = || "take the body out of the link".to_owned();
        let contents = target.body.iter().flat_map(|body| &body.contents);
        let Some(content) = contents.into_iter().next() else {
            return Err((
                format!("gives a body, and `{}` takes none", target.id),
                remedy(),
            ));
        };
        let Some(to) = taken(content) else {
            let message = format!(
                "gives a body, and `{}` takes {} as it is",
                target.id, content.media
            );
            return Err((message, remedy()));
        };
        let name = format!("the body of `{}`", target.id);
        let mut inside = Vec::new();
        let value = self.spliced(said, (&to, &name), &[], &mut inside)?;
        if !inside.is_empty() && (said.is_object() || said.is_array()) {
            return match fit::is_value(&self.api.types, &to, &value) {
                true => Ok(Filling::Literal(value, inside)),
                false => {
                    let message = format!("gives {said} to {name}, which is of another type");
                    Err((message, "write a value of that type".to_owned()))
                }
            };
        }
        self.filling(said, &to, &name, |types, value| {
            fit::is_value(types, &to, value)
        })
    }

    pub(super) fn filling(
        &mut self,
        said: &Value,
        to: &TypeRef,
        name: &str,
        is_fit: impl Fn(&crate::ir::TypeGraph, &Value) -> bool,
    ) -> Result<Filling, Fault> {
        let constant = |value: &Value| match is_fit(&self.api.types, value) {
            true => Ok(Filling::Constant(value.clone())),
            false => {
                let message = format!("gives {value} to {name}, which is of another type");
                Err((message, "write a value of that type".to_owned()))
            }
        };
        let Some(text) = said.as_str() else {
            return constant(said);
        };
        if expression::is_meant(text) {
            return match self.value(text)? {
                Worth::Constant(value) => constant(&value).or_else(|fault| match value {
                    Value::Number(number) => constant(&Value::String(number.to_string())),
                    _ => Err(fault),
                }),
                Worth::Asked { is_sure: true } => Ok(Filling::Asked(text.to_owned())),
                Worth::Asked { is_sure: false } => Ok(Filling::AskedIfSent(text.to_owned())),
                Worth::Read(hops, from) => match fit::of(&self.api.types, &from, to) {
                    Some(fit) => Ok(Filling::Read(hops, fit)),
                    None => {
                        let message = format!("gives `{text}` to {name}, which is of another type");
                        Err((
                            message,
                            "name a place of that type, or mend the schema of one of them"
                                .to_owned(),
                        ))
                    }
                },
            };
        }
        match expression::pieces(text) {
            None => constant(said),
            Some(pieces) => {
                // What can be written as any text can be written as this one.
                let text = TypeRef::new(Type::Scalar(Scalar::Text));
                let is_text = fit::of(&self.api.types, &text, to);
                if !matches!(
                    is_text,
                    Some(Fit::Same | Fit::Text | Fit::One | Fit::OneText)
                ) {
                    let message = format!("gives a text to {name}, which is of another type");
                    return Err((message, "name a place of that type".to_owned()));
                }
                let pieces = pieces.into_iter().map(|piece| self.piece(piece));
                pieces.collect::<Result<_, _>>().map(Filling::Text)
            }
        }
    }

    fn piece(&mut self, piece: Piece<'_>) -> Result<TextPiece, Fault> {
        let text = match piece {
            Piece::Plain(text) => return Ok(TextPiece::Plain(text.to_owned())),
            Piece::Expression(text) => text,
        };
        match self.value(text)? {
            Worth::Constant(Value::String(plain)) => Ok(TextPiece::Plain(plain)),
            Worth::Constant(value) => Ok(TextPiece::Plain(value.to_string())),
            Worth::Asked { .. } => {
                let name = text
                    .rsplit(['.', '/', '#', '$'])
                    .find(|word| !word.is_empty());
                Ok(TextPiece::Asked(
                    text.to_owned(),
                    name.unwrap_or("value").to_owned(),
                ))
            }
            Worth::Read(hops, from) if fit::is_single(&self.api.types, &from.ty) => {
                Ok(TextPiece::Read(hops))
            }
            Worth::Read(..) => {
                let message = format!("puts `{text}` into a text, which is no single value");
                Err((message, "name the place of a text or a number".to_owned()))
            }
        }
    }

    /// What an expression comes to.
    fn value(&mut self, text: &str) -> Result<Worth, Fault> {
        let Some(expression) = expression::parse(text) else {
            let message = format!("has `{text}`, which is no runtime expression");
            return Err((
                message,
                "write one such as `$response.body#/id` or `$request.path.id`".to_owned(),
            ));
        };
        match expression {
            Expression::Url => Ok(Worth::Asked { is_sure: true }),
            Expression::Method => Ok(Worth::Constant(method(&self.source.method).into())),
            Expression::Status => Ok(match self.response.status {
                StatusKey::Code(code) => Worth::Constant(code.into()),
                StatusKey::Range(_) | StatusKey::Default => Worth::Asked { is_sure: true },
            }),
            Expression::Request(source) => self.request(text, &source),
            Expression::Response(Source::Body(steps)) => self.answer(text, &steps),
            Expression::Response(Source::Header(name)) => {
                let mut headers = self.response.headers.iter();
                match headers.find(|it| it.name.eq_ignore_ascii_case(&name)) {
                    Some(header) => Ok(Worth::Asked {
                        is_sure: header.required,
                    }),
                    None => {
                        let known = self.response.headers.iter().map(|it| it.name.as_str());
                        Err(nowhere(
                            text,
                            "the answer describes no such header",
                            &name,
                            known,
                        ))
                    }
                }
            }
            Expression::Response(Source::Path(_) | Source::Query(_)) => {
                let message = format!("reads `{text}`, and an answer has neither path nor query");
                Err((message, "write `$request` for what was asked".to_owned()))
            }
        }
    }

    /// What the request had: the caller knows it.
    fn request(&self, text: &str, source: &Source) -> Result<Worth, Fault> {
        let (location, name) = match source {
            Source::Path(name) => (ParamLocation::Path, name),
            Source::Query(name) => (ParamLocation::Query, name),
            Source::Header(name) => (ParamLocation::Header, name),
            Source::Body(steps) => return self.sent(text, steps),
        };
        let own = || {
            self.source
                .params
                .iter()
                .filter(|it| it.location == location)
        };
        let is_it = |it: &&Param| match location {
            ParamLocation::Header => it.name.eq_ignore_ascii_case(name),
            _ => it.name == *name,
        };
        match own().find(is_it) {
            Some(param) => Ok(Worth::Asked {
                is_sure: param.required,
            }),
            // Of what the client sets itself nothing has to be described.
            None if location == ParamLocation::Header && is_own_header(name) => {
                Ok(Worth::Asked { is_sure: true })
            }
            None => {
                let what = format!("the request has no such {} parameter", word(location));
                Err(nowhere(text, &what, name, own().map(|it| it.name.as_str())))
            }
        }
    }

    fn sent(&self, text: &str, steps: &[String]) -> Result<Worth, Fault> {
        let Some(body) = &self.source.body else {
            let message = format!("reads `{text}`, and the request has no body");
            return Err((message, "name something that the request has".to_owned()));
        };
        let mut contents = body.contents.iter();
        let is_there = |content: &Content| {
            let typed = matches!(content.codec, Codec::Json | Codec::Form | Codec::Multipart);
            steps.is_empty() || (typed && self.api.types.walk_sent(&content.ty, steps).is_ok())
        };
        match contents.any(is_there) {
            true => Ok(Worth::Asked { is_sure: false }),
            false => {
                let message =
                    format!("reads `{text}`, which the body of the request does not have");
                Err((message, "name a place that its schema describes".to_owned()))
            }
        }
    }

    /// A place in the answer.
    fn answer(&mut self, text: &str, steps: &[String]) -> Result<Worth, Fault> {
        let describe = || "describe the answer, or take the link out".to_owned();
        let Some(content) = self.response.read().filter(|it| it.framing.is_none()) else {
            return Err((
                format!("reads `{text}`, and the answer has no body"),
                describe(),
            ));
        };
        let is_alone = self.response.contents.len() == 1;
        let mut steps = steps;
        let used = match content.codec {
            Codec::Json => content.ty.clone(),
            Codec::Text if is_alone => TypeRef::new(Type::Scalar(Scalar::Text)),
            _ => {
                return Err((
                    format!("reads `{text}`, and the answer is no JSON"),
                    describe(),
                ));
            }
        };
        if content.enveloped {
            let result = self.api.envelope.as_ref().map(|it| &it.result);
            match steps.split_first() {
                Some((first, rest)) if Some(first) == result => steps = rest,
                _ => {
                    let message =
                        format!("reads `{text}`, which is outside of what the envelope holds");
                    let result = result.map_or("", String::as_str);
                    return Err((message, format!("name a place below `/{result}`")));
                }
            }
        }
        match self.api.types.walk(&used, steps) {
            Ok((hops, found)) => {
                self.answer = Some(used);
                Ok(Worth::Read(hops, found))
            }
            Err(stray) => {
                let step = steps.get(stray.at).map_or("", String::as_str);
                let known = stray.known.iter().map(String::as_str);
                let what = format!("the schema of the answer describes no `{step}` there");
                Err(nowhere(text, &what, step, known))
            }
        }
    }
}

fn nowhere<'k>(
    text: &str,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Fault {
    let remedy = match (nearest(name, known.clone()), known.clone().next()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, None) => "name something that is described, or describe it".to_owned(),
        (None, Some(_)) => {
            let names: Vec<String> = known.take(8).map(|name| format!("`{name}`")).collect();
            format!("there are {}", names.join(", "))
        }
    };
    (format!("reads `{text}`: {what}"), remedy)
}

/// The type of a body that a link may give.
fn taken(content: &Content) -> Option<TypeRef> {
    match content.codec {
        _ if content.framing.is_some() => None,
        Codec::Json | Codec::Form | Codec::Multipart => Some(content.ty.clone()),
        Codec::Text => Some(TypeRef::new(Type::Scalar(Scalar::Text))),
        Codec::Bytes | Codec::Empty => None,
    }
}

/// Headers that every request has, or may have.
fn is_own_header(name: &str) -> bool {
    let own = [
        "accept",
        "authorization",
        "content-type",
        "host",
        "user-agent",
    ];
    own.iter().any(|it| name.eq_ignore_ascii_case(it))
}

fn method(method: &Method) -> String {
    match method {
        Method::Other(text) => text.clone(),
        known => format!("{known:?}").to_uppercase(),
    }
}
