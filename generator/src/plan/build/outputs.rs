//! What an operation gives: one type where there is one success, an enum by status where there are several.

use super::Desk;
use super::types::Side;
use crate::ir::{Codec, Content, Framing, Operation, Response, StatusKey, TypeRef};
use crate::names::{OperationNames, TypeIdent};
use crate::plan::{
    ByStatusPlan, ByStatusVariant, Item, OutputPlan, Payload, RustTy, Source, StreamPlan, doc,
};

/// The success of an operation.
pub(super) struct Output {
    pub(super) plan: OutputPlan,
    pub(super) envelope: Option<String>,
    pub(super) accept: Option<String>,
    pub(super) by_status: Option<ByStatusPlan>,
    pub(super) stream: Option<StreamPlan>,
}

/// The documented errors of an operation.
pub(super) struct ErrorOutput {
    pub(super) ty: Option<RustTy>,
    pub(super) by_status: Option<ByStatusPlan>,
}

/// What the success of an operation is.
pub(super) fn output(desk: &Desk<'_>, operation: &Operation, names: &OperationNames) -> Output {
    let successes = successes(operation);
    let redirects = !successes.is_empty()
        && successes
            .iter()
            .all(|response| is_redirect(response.status));
    let stream = stream(desk, &successes);
    let mut payloads: Vec<Payload> = Vec::new();
    for response in &successes {
        let payload = if redirects {
            Payload::Bytes
        } else {
            payload(desk, response, stream.as_ref())
        };
        if !payloads.contains(&payload) {
            payloads.push(payload);
        }
    }
    let enveloped = successes
        .iter()
        .filter_map(|response| response.read())
        .any(|content| content.enveloped);
    let envelope = desk
        .api()
        .envelope
        .as_ref()
        .filter(|_| enveloped)
        .map(|envelope| envelope.result.clone());
    let (plan, by_status) = match payloads.as_slice() {
        [] => (OutputPlan::One(Payload::Empty), None),
        [one] => (OutputPlan::One(one.clone()), None),
        [Payload::Empty, Payload::Json(ty)] | [Payload::Json(ty), Payload::Empty] => {
            (OutputPlan::Optional(ty.clone()), None)
        }
        _ => {
            let docs = format!("What [`{}`] answers, by status.", names.marker.as_str());
            let by_status = by_status(desk, &names.output, docs, &successes, stream.as_ref());
            (
                OutputPlan::ByStatus(own(desk, operation, &names.output)),
                Some(by_status),
            )
        }
    };
    let accept = if redirects {
        Some("*/*".to_owned())
    } else {
        accept(&successes)
    };
    Output {
        plan,
        envelope,
        accept,
        by_status,
        stream,
    }
}

/// What the documented errors of an operation are.
pub(super) fn error(desk: &Desk<'_>, operation: &Operation, names: &OperationNames) -> ErrorOutput {
    let failures: Vec<&Response> = sorted(
        operation
            .responses
            .iter()
            .filter(|response| !response.status.is_success())
            .collect(),
    );
    let mut types: Vec<RustTy> = Vec::new();
    for response in &failures {
        if let Payload::Json(ty) = payload(desk, response, None)
            && !types.contains(&ty)
        {
            types.push(ty);
        }
    }
    if types.len() < 2 {
        return ErrorOutput {
            ty: types.pop(),
            by_status: None,
        };
    }
    let docs = if names.shares_error {
        "The errors that several operations document, by status.".to_owned()
    } else {
        let marker = names.marker.as_str();
        format!("The errors that [`{marker}`] documents, by status.")
    };
    let by_status = by_status(desk, &names.error, docs, &failures, None);
    ErrorOutput {
        ty: Some(own(desk, operation, &names.error)),
        by_status: Some(by_status),
    }
}

/// The successes: 2xx; without them 3xx; without these the default, which then is all that is said.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let all = || operation.responses.iter();
    let proper: Vec<&Response> = all()
        .filter(|response| response.status.is_success() && !is_redirect(response.status))
        .collect();
    if !proper.is_empty() {
        return sorted(proper);
    }
    let redirects: Vec<&Response> = all()
        .filter(|response| is_redirect(response.status))
        .collect();
    if !redirects.is_empty() {
        return sorted(redirects);
    }
    all()
        .filter(|response| response.status == StatusKey::Default)
        .collect()
}

pub(super) fn is_redirect(status: StatusKey) -> bool {
    match status {
        StatusKey::Code(code) => (300..400).contains(&code),
        StatusKey::Range(hundred) => hundred == 3,
        StatusKey::Default => false,
    }
}

fn sorted(mut responses: Vec<&Response>) -> Vec<&Response> {
    responses.sort_by_key(|response| response.status);
    responses
}

/// Whether the success of an operation may come as a sequence of items.
pub(super) fn has_stream(operation: &Operation) -> bool {
    sequence(&successes(operation)).is_some()
}

fn sequence<'a>(successes: &[&'a Response]) -> Option<(&'a Content, Framing)> {
    let mut contents = successes.iter().flat_map(|response| &response.contents);
    contents.find_map(|content| Some((content, content.framing?)))
}

/// The first sequence of the successes.
fn stream(desk: &Desk<'_>, successes: &[&Response]) -> Option<StreamPlan> {
    let (content, framing) = sequence(successes)?;
    Some(StreamPlan {
        media: content.media.clone(),
        framing: framing_name(framing),
        item: json(desk, &content.ty),
    })
}

fn framing_name(framing: Framing) -> &'static str {
    match framing {
        Framing::EventText => "EventText",
        Framing::EventData => "EventData",
        Framing::Event => "Event",
        Framing::Lines => "Lines",
        Framing::Records => "Records",
    }
}

fn payload(desk: &Desk<'_>, response: &Response, stream: Option<&StreamPlan>) -> Payload {
    let Some(content) = response.read() else {
        return Payload::Empty;
    };
    if let Some(framing) = content.framing {
        let is_own =
            |it: &&StreamPlan| it.media == content.media && it.framing == framing_name(framing);
        return match stream.filter(is_own) {
            // Texts lose what else an event says: they are better left in the whole.
            Some(stream) if framing != Framing::EventText => Payload::Items(stream.item.clone()),
            _ => Payload::Text,
        };
    }
    let whole = response.contents.iter().filter(|it| it.framing.is_none());
    let several = whole.count() > 1;
    match content.codec {
        Codec::Json => Payload::Json(json(desk, &content.ty)),
        Codec::Empty => Payload::Empty,
        // Several kinds, none of them JSON: which one came is in the headers, and only bytes hold them all.
        Codec::Text if !several => Payload::Text,
        Codec::Form | Codec::Multipart | Codec::Text | Codec::Bytes => Payload::Bytes,
    }
}

fn json(desk: &Desk<'_>, used: &TypeRef) -> RustTy {
    desk.ty(used, Side::Read)
}

/// What to ask for, where it is not JSON: every media type of the successes that is read whole, and a sequence where
/// there is nothing else.
fn accept(successes: &[&Response]) -> Option<String> {
    let mut medias: Vec<&str> = Vec::new();
    let read = |response: &&Response| response.read().is_some_and(|it| it.framing.is_none());
    let whole = successes.iter().filter(|response| read(response));
    let whole =
        whole.flat_map(|response| response.contents.iter().filter(|it| it.framing.is_none()));
    let others = successes.iter().filter(|response| !read(response));
    let others = others.filter_map(|response| response.read());
    for content in whole.chain(others) {
        if matches!(content.codec, Codec::Json | Codec::Empty)
            && content.media == "application/json"
        {
            return None;
        }
        if !medias.contains(&content.media.as_str()) {
            medias.push(&content.media);
        }
    }
    (!medias.is_empty()).then(|| medias.join(", "))
}

fn own(desk: &Desk<'_>, operation: &Operation, name: &TypeIdent) -> RustTy {
    let module = desk
        .names()
        .resource(operation.resource)
        .map_or("", |names| names.module.as_str());
    RustTy::Path(
        name.as_str().to_owned(),
        Source::Module(format!("{}::{module}", desk.input.config.module)),
    )
}

/// Adds an item to those of a module. What several operations share is there once, and says of a status what all of
/// them say.
pub(super) fn add(items: &mut Vec<Item>, item: Item) {
    let Item::ByStatus(plan) = &item else {
        return items.push(item);
    };
    let known = items.iter_mut().find_map(|item| match item {
        Item::ByStatus(known) if known.name == plan.name => Some(known),
        _ => None,
    });
    let Some(known) = known else {
        return items.push(item);
    };
    for (variant, other) in known.variants.iter_mut().zip(&plan.variants) {
        if variant.docs != other.docs {
            variant.docs = vec![doc::code(&variant.status)];
        }
    }
}

fn by_status(
    desk: &Desk<'_>,
    name: &TypeIdent,
    docs: String,
    responses: &[&Response],
    stream: Option<&StreamPlan>,
) -> ByStatusPlan {
    let variants = responses
        .iter()
        .map(|response| {
            let docs = doc::lines(&response.docs, &[]);
            ByStatusVariant {
                name: status_name(response.status),
                docs: if docs.is_empty() {
                    vec![doc::code(&response.status.to_string())]
                } else {
                    docs
                },
                status: response.status.to_string(),
                payload: payload(desk, response, stream),
            }
        })
        .collect();
    ByStatusPlan {
        name: name.as_str().to_owned(),
        docs: vec![docs],
        variants,
    }
}

/// What HTTP (RFC 9110 and its registry) calls a status.
fn status_name(status: StatusKey) -> String {
    let name = match status {
        StatusKey::Code(200) => "Ok",
        StatusKey::Code(201) => "Created",
        StatusKey::Code(202) => "Accepted",
        StatusKey::Code(203) => "NonAuthoritative",
        StatusKey::Code(204) => "NoContent",
        StatusKey::Code(205) => "ResetContent",
        StatusKey::Code(206) => "PartialContent",
        StatusKey::Code(207) => "MultiStatus",
        StatusKey::Code(300) => "MultipleChoices",
        StatusKey::Code(301) => "MovedPermanently",
        StatusKey::Code(302) => "Found",
        StatusKey::Code(303) => "SeeOther",
        StatusKey::Code(304) => "NotModified",
        StatusKey::Code(307) => "TemporaryRedirect",
        StatusKey::Code(308) => "PermanentRedirect",
        StatusKey::Code(400) => "BadRequest",
        StatusKey::Code(401) => "Unauthorized",
        StatusKey::Code(402) => "PaymentRequired",
        StatusKey::Code(403) => "Forbidden",
        StatusKey::Code(404) => "NotFound",
        StatusKey::Code(405) => "MethodNotAllowed",
        StatusKey::Code(406) => "NotAcceptable",
        StatusKey::Code(408) => "RequestTimeout",
        StatusKey::Code(409) => "Conflict",
        StatusKey::Code(410) => "Gone",
        StatusKey::Code(411) => "LengthRequired",
        StatusKey::Code(412) => "PreconditionFailed",
        StatusKey::Code(413) => "ContentTooLarge",
        StatusKey::Code(415) => "UnsupportedMediaType",
        StatusKey::Code(422) => "UnprocessableContent",
        StatusKey::Code(423) => "Locked",
        StatusKey::Code(424) => "FailedDependency",
        StatusKey::Code(428) => "PreconditionRequired",
        StatusKey::Code(429) => "TooManyRequests",
        StatusKey::Code(500) => "InternalServerError",
        StatusKey::Code(501) => "NotImplemented",
        StatusKey::Code(502) => "BadGateway",
        StatusKey::Code(503) => "ServiceUnavailable",
        StatusKey::Code(504) => "GatewayTimeout",
        StatusKey::Code(507) => "InsufficientStorage",
        StatusKey::Range(2) => "Success",
        StatusKey::Range(3) => "Redirection",
        StatusKey::Range(4) => "ClientError",
        StatusKey::Range(5) => "ServerError",
        StatusKey::Default => "Other",
        StatusKey::Code(code) => return format!("Status{code}"),
        StatusKey::Range(hundred) => return format!("Status{hundred}xx"),
    };
    name.to_owned()
}
