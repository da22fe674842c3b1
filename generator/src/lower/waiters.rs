//! Waiters (`x-launchway-waiter`): read once all types are known, and held against the schemas of the answers.

use super::context::Lowering;
use crate::diag::{Code, Diagnostic};
use crate::document::OperationView;
use crate::ir::{
    AnyReason, Codec, Literal, Meaning, Method, Operation, OperationId, Scalar, Shape, StateWaiter,
    Type, TypeGraph, TypeRef, Waiter,
};
use serde_json::{Map, Value};

/// The extension.
const KEY: &str = "x-launchway-waiter";

/// What is wrong, and what to do about it.
type Unfit = (String, &'static str);

const SHAPE: &str = "write `{state: /place, success: [..], failure: [..], pending: [..]}`, `{newest: /list, key: /id}` or \
     `{location: operationId}`";
const PLACE: &str = "name a place that the schema of the answer describes, as a JSON pointer such as `/status/state`";

impl Lowering<'_, '_> {
    /// Keeps what an operation says until its answer's types are known.
    pub(super) fn waiter_declared(&mut self, view: &OperationView) {
        if let Some(said) = view.extension(KEY) {
            let id = OperationId(self.api.operations.len() as u32);
            self.waiters.push((id, said.clone()));
        }
    }

    /// Reads every waiter: first those that look at states, which others lead to.
    pub(super) fn waiters(&mut self) {
        let said = std::mem::take(&mut self.waiters);
        let (leading, own): (Vec<_>, Vec<_>) = said
            .into_iter()
            .partition(|(_, said)| said.get("location").is_some());
        for (id, said) in own.into_iter().chain(leading) {
            let Some(operation) = self.api.operations.get(id.0 as usize) else {
                continue;
            };
            match waiter(operation, &self.api.operations, &self.api.types, &said) {
                Ok(waiter) => {
                    if let Some(operation) = self.api.operations.get_mut(id.0 as usize) {
                        operation.waiter = Some(waiter);
                    }
                }
                Err((message, remedy)) => {
                    let message = format!("`{KEY}` of `{}`: {message}", operation.id);
                    let place = operation.place.child(KEY);
                    let found = Diagnostic::new(Code::WaiterUnfit, &place, message);
                    self.found.push(found.remedy(remedy));
                }
            }
        }
    }
}

fn waiter(
    operation: &Operation,
    all: &[Operation],
    types: &TypeGraph,
    said: &Value,
) -> Result<Waiter, Unfit> {
    let shape = || ("it is not understood".to_owned(), SHAPE);
    let said = said.as_object().ok_or_else(shape)?;
    if let Some(target) = said.get("location") {
        only(said, &["location"])?;
        let target = target.as_str().ok_or_else(shape)?;
        return location(operation, all, target).map(Waiter::Location);
    }
    if !matches!(operation.method, Method::Get | Method::Query) {
        let message = "only what reads can be asked again and again".to_owned();
        return Err((message, "put it on the operation that reads the state"));
    }
    let output = output(operation).ok_or_else(|| {
        let message = "the operation answers with no JSON".to_owned();
        (message, "describe the JSON that has the state in it")
    })?;
    let answer = Answer { types, output };
    if said.contains_key("newest") {
        only(said, &["newest", "key"])?;
        let list = text(said, "newest")?.ok_or_else(shape)?;
        let key = text(said, "key")?.ok_or_else(shape)?;
        let item = match answer.lead(&list)?.ty {
            Type::List(item) => *item,
            unread @ Type::Any(AnyReason::Unreadable) => TypeRef::new(unread),
            _ => {
                let message = format!("`{list}` leads to no list");
                return Err((message, "name the list whose first item is the newest"));
            }
        };
        let item = Answer {
            types,
            output: &item,
        };
        item.lead_to_text(&key)?;
        return Ok(Waiter::Newest { list, key });
    }
    states(&answer, said).map(|waiter| Waiter::States(Box::new(waiter)))
}

fn states(answer: &Answer<'_>, said: &Map<String, Value>) -> Result<StateWaiter, Unfit> {
    let mut known: Vec<&str> = Meaning::ALL.iter().map(|meaning| meaning.name()).collect();
    known.extend(["state", "pending", "ended", "errors", "deadline"]);
    only(said, &known)?;
    let state = text(said, "state")?.ok_or_else(|| ("it names no state".to_owned(), SHAPE))?;
    let values = answer.lead_to_text(&state)?;
    let mut waiter = StateWaiter {
        state,
        ..StateWaiter::default()
    };
    let mut listed = texts(said.get("pending"), "pending")?;
    for meaning in Meaning::ALL {
        let states = texts(said.get(meaning.name()), meaning.name())?;
        listed.extend(states.iter().cloned());
        if !states.is_empty() {
            waiter.states.push((meaning, states));
        }
    }
    if !said.contains_key(Meaning::Success.name()) {
        let message = "no state is a success".to_owned();
        return Err((message, "say under `success` which states are"));
    }
    check_states(&listed, values.as_deref(), &waiter.state)?;
    waiter.ended = ended(answer, said.get("ended"))?;
    waiter.errors = text(said, "errors")?;
    if let Some(errors) = &waiter.errors {
        answer.lead(errors)?;
    }
    waiter.deadline = said.get("deadline").map(deadline).transpose()?;
    Ok(waiter)
}

fn deadline(said: &Value) -> Result<u32, Unfit> {
    let seconds = said.as_u64().and_then(|it| u32::try_from(it).ok());
    let seconds = seconds.filter(|it| *it > 0);
    seconds.ok_or_else(|| {
        let message = format!("`deadline` is {said}, which is no number of seconds");
        (message, "write a whole number of seconds")
    })
}

fn ended(
    answer: &Answer<'_>,
    said: Option<&Value>,
) -> Result<Option<(String, Vec<String>)>, Unfit> {
    let Some(said) = said else { return Ok(None) };
    let shape = || {
        (
            "`ended` is not understood".to_owned(),
            "write `{at: /place, values: [..]}`",
        )
    };
    let said = said.as_object().ok_or_else(shape)?;
    only(said, &["at", "values"])?;
    let at = text(said, "at")?.ok_or_else(shape)?;
    let values = texts(said.get("values"), "values")?;
    let known = answer.lead_to_text(&at)?;
    match values
        .iter()
        .find(|value| !is_known(value, known.as_deref()))
    {
        Some(value) => Err(unknown(value, &at)),
        None if values.is_empty() => Err(shape()),
        None => Ok(Some((at, values))),
    }
}

/// Every state has one meaning, and where the schema lists the states, every one of them has.
fn check_states(listed: &[String], known: Option<&[String]>, at: &str) -> Result<(), Unfit> {
    for (index, state) in listed.iter().enumerate() {
        if !is_known(state, known) {
            return Err(unknown(state, at));
        }
        if listed.iter().take(index).any(|other| other == state) {
            let message = format!("`{state}` is listed twice");
            return Err((message, "give each state one meaning"));
        }
    }
    let mut known = known.into_iter().flatten();
    match known.find(|state| !listed.contains(state)) {
        Some(state) => Err((
            format!("`{state}` has no meaning, and is a value of `{at}`"),
            "list it; under `pending` if it goes on by itself",
        )),
        None => Ok(()),
    }
}

fn is_known(value: &str, known: Option<&[String]>) -> bool {
    known.is_none_or(|known| known.iter().any(|it| it == value))
}

fn unknown(value: &str, at: &str) -> Unfit {
    let message = format!("`{value}` is no value of `{at}`");
    (message, "write the value as the schema lists it")
}

/// The operation whose answers show how far it is with what `Location` names.
fn location(operation: &Operation, all: &[Operation], target: &str) -> Result<OperationId, Unfit> {
    let successes = operation
        .responses
        .iter()
        .filter(|it| it.status.is_success());
    let mut headers = successes.flat_map(|response| &response.headers);
    if !headers.any(|header| header.name.eq_ignore_ascii_case("location")) {
        let message = "no answer has the header `Location`".to_owned();
        return Err((message, "describe the header, or take the extension out"));
    }
    let at = all.iter().position(|other| other.id == target);
    let found = at.and_then(|at| Some((at, all.get(at)?)));
    match found {
        Some((
            at,
            Operation {
                waiter: Some(Waiter::States(_)),
                ..
            },
        )) => Ok(OperationId(at as u32)),
        Some(_) => Err((
            format!("`{target}` has no states to wait for"),
            "give that operation an `x-launchway-waiter` with a `state`",
        )),
        None => Err((
            format!("there is no operation `{target}`"),
            "write the `operationId` of the operation that `Location` leads to",
        )),
    }
}

/// What the JSON of a success is.
fn output(operation: &Operation) -> Option<&TypeRef> {
    let mut successes = operation
        .responses
        .iter()
        .filter(|it| it.status.is_success());
    let content = successes.find_map(|response| response.read())?;
    (content.codec == Codec::Json && content.framing.is_none()).then_some(&content.ty)
}

/// An answer, to be walked through.
struct Answer<'a> {
    types: &'a TypeGraph,
    output: &'a TypeRef,
}

impl Answer<'_> {
    /// What a pointer leads to.
    fn lead(&self, pointer: &str) -> Result<TypeRef, Unfit> {
        let Some(path) = pointer.strip_prefix('/') else {
            return Err((format!("`{pointer}` is no JSON pointer"), PLACE));
        };
        let mut used = self.follow(self.output);
        for token in path.split('/') {
            let name = token.replace("~1", "/").replace("~0", "~");
            let Some(next) = self.step(&used, &name) else {
                let message = format!("`{pointer}` is not in the answer: there is no `{name}`");
                return Err((message, PLACE));
            };
            used = self.follow(&next);
        }
        Ok(used)
    }

    /// What one part of a pointer leads to; of a union, what some variant has there.
    fn step(&self, used: &TypeRef, name: &str) -> Option<TypeRef> {
        match &used.ty {
            Type::List(item) if name.parse::<usize>().is_ok() => Some((**item).clone()),
            Type::Map(value) => Some((**value).clone()),
            // What cannot be read was reported, and nothing can be held against it.
            Type::Any(AnyReason::Unreadable) => Some(used.clone()),
            Type::Named(id) => match &self.types.get(*id)?.shape {
                Shape::Struct(object) => {
                    let mut fields = object.fields.iter();
                    let found = fields.find(|field| field.name == name);
                    found.map(|field| field.ty.clone())
                }
                Shape::Union(union) => union.variants.iter().find_map(|variant| {
                    let variant = self.follow(&variant.ty);
                    // A union in a union would be the only way into a circle.
                    let is_struct = matches!(&variant.ty, Type::Named(id)
                        if matches!(self.types.get(*id)?.shape, Shape::Struct(_)));
                    is_struct.then(|| self.step(&variant, name)).flatten()
                }),
                _ => None,
            },
            _ => None,
        }
    }

    /// The values of a text that a pointer leads to, where the schema lists them.
    fn lead_to_text(&self, pointer: &str) -> Result<Option<Vec<String>>, Unfit> {
        let used = self.lead(pointer)?;
        match &used.ty {
            Type::Scalar(Scalar::Text | Scalar::Uuid) | Type::Any(AnyReason::Unreadable) => {
                return Ok(None);
            }
            Type::Named(id) => {
                if let Some(Shape::Enum(values)) = self.types.get(*id).map(|def| &def.shape) {
                    let texts = values.values.iter().map(|value| match &value.literal {
                        Literal::Text(text) => text.clone(),
                        Literal::Integer(number) => number.to_string(),
                        Literal::Number(text) => text.clone(),
                        Literal::Boolean(flag) => flag.to_string(),
                        Literal::Null => "null".to_owned(),
                    });
                    return Ok(Some(texts.collect()));
                }
            }
            _ => {}
        }
        let message = format!("`{pointer}` leads to no text");
        Err((message, "name the place of a text"))
    }

    /// A type by its own name, not another one.
    fn follow(&self, used: &TypeRef) -> TypeRef {
        let mut used = used.clone();
        for _ in 0..self.types.len() {
            let Type::Named(id) = &used.ty else { break };
            let Some(Shape::Alias(target)) = self.types.get(*id).map(|def| &def.shape) else {
                break;
            };
            used = target.clone();
        }
        used
    }
}

/// Refuses members that mean nothing.
fn only(said: &Map<String, Value>, known: &[&str]) -> Result<(), Unfit> {
    match said.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err((format!("`{name}` means nothing here"), SHAPE)),
        None => Ok(()),
    }
}

fn text(said: &Map<String, Value>, name: &str) -> Result<Option<String>, Unfit> {
    match said.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(other) => Err((format!("`{name}` is {other}, which is no text"), SHAPE)),
    }
}

fn texts(said: Option<&Value>, name: &str) -> Result<Vec<String>, Unfit> {
    let shape = || (format!("`{name}` is no list of texts"), SHAPE);
    let Some(said) = said else {
        return Ok(Vec::new());
    };
    let list = said.as_array().ok_or_else(shape)?;
    let texts = list.iter().map(|it| it.as_str().map(str::to_owned));
    texts.collect::<Option<Vec<_>>>().ok_or_else(shape)
}
