//! An example for each operation: a call with the document's example values, and one use of what comes.
//!
//! Whatever can't be written as it should be read is left out: an example that has to be explained is none.

mod value;

use super::sample::sample;
use super::types::{self, Side};
use super::{Desk, operations, outputs, steps};
use crate::ir::{
    Codec, Content, Link, Operation, OperationId, Param, ParamLocation, Scalar, Shape, Type,
    TypeRef, Waiter,
};
use crate::names::{LinkNames, OperationNames};
use crate::plan::{ExamplePlan, OutputPlan, Payload, RustTy, Source, Take};
use serde_json::Value;
use std::collections::BTreeSet;
use value::At;
pub(super) use value::quoted;

/// How deep an example nests.
const DEPTH: usize = 6;

/// An operation's example, for one of its bodies; nothing where no crate is named that it could be of.
pub(super) fn plan(
    desk: &Desk<'_>,
    operation: &Operation,
    names: &OperationNames,
    method: &str,
    body: usize,
) -> Option<ExamplePlan> {
    let krate = desk.input.config.examples.as_deref()?;
    let mut sheet = Sheet::new(desk, krate);
    let (before, call) = sheet.call(operation, names, method, body)?;
    let outcome = sheet.outcome(operation, names, &call);
    Some(sheet.done(format!("{before}{outcome}")))
}

/// What stands in an expression for what a link gives there.
pub(super) fn hole(index: usize) -> String {
    format!("link_{index}_")
}

/// A value of the document as an expression, for the crate itself, and the types that it names; nothing where it could
/// fail.
pub(super) fn expression(
    desk: &Desk<'_>,
    used: &TypeRef,
    value: &Value,
) -> Option<(String, Vec<RustTy>)> {
    let mut sheet = Sheet::new(desk, "crate");
    let code = sheet.value(used, value, At::Exact, DEPTH)?;
    let named = |(path, name)| match path == desk.input.config.runtime {
        true => RustTy::Path(name, Source::Runtime),
        false => RustTy::Path(name, Source::Module(path)),
    };
    let types = sheet.uses.into_iter().map(named).collect();
    (!code.contains('?')).then_some((code, types))
}

/// An example of a call that follows an answer: of the first operation that gives it as it is.
pub(super) fn follow(
    desk: &Desk<'_>,
    link: &Link,
    names: &LinkNames,
    is_optional: bool,
) -> Option<ExamplePlan> {
    let krate = desk.input.config.examples.as_deref()?;
    let mut sheet = Sheet::new(desk, krate);
    let target = desk.api().operation(link.target)?;
    let called = desk.names().operation(link.target)?;
    let answer = names.answer.as_str();
    let used = link.answer.as_ref()?;
    if !gives(desk, link, used) {
        return None;
    }
    // What is only read is the shortest way to the answer.
    let sends = |id: &OperationId| {
        desk.api()
            .operation(*id)
            .is_some_and(|it| it.body.is_some())
    };
    let (long, short): (Vec<&OperationId>, Vec<&OperationId>) =
        link.from.iter().partition(|id| sends(id));
    let mut from = short.into_iter().chain(long);
    let (before, call) = from.find_map(|id| {
        let operation = desk.api().operation(*id)?;
        let own = desk.names().operation(*id)?;
        if !desk.reach.has_operation(*id) {
            return None;
        }
        sheet.call(operation, own, own.methods.first()?.as_str(), 0)
    })?;
    let mut arguments = vec![format!("&{answer}")];
    let (makes_body, left) = sheet.left(link, target, called)?;
    arguments.extend(left);
    let accessor = desk.names().resource(link.resource)?.accessor.as_str();
    let method = names.method.as_str();
    let follow = format!("client.{accessor}().{method}({})", arguments.join(", "));
    let (open, follow, close) = match is_optional {
        true => (
            format!("if let Some(call) = {follow} {{"),
            "call".to_owned(),
            "}",
        ),
        false => (String::new(), follow, ""),
    };
    let outcome = sheet.outcome(target, called, &follow);
    Some(sheet.done(format!(
        "{before}let {answer} = {call}.await?; {makes_body} {open} {outcome} {close}"
    )))
}

/// Whether all that a link follows gives the very type that the link reads.
fn gives(desk: &Desk<'_>, link: &Link, used: &TypeRef) -> bool {
    let wanted = desk.ty(used, Side::Read).without_option();
    let mut from = link.from.iter();
    from.all(|id| {
        let own = desk.api().operation(*id).zip(desk.names().operation(*id));
        own.is_some_and(|(operation, names)| {
            outputs::output(desk, operation, names).plan
                == OutputPlan::One(Payload::Json(wanted.clone()))
        })
    })
}

/// The call of an operation, where it takes nothing but texts that need no statement before.
pub(super) fn call(desk: &Desk<'_>, operation: &Operation) -> Option<String> {
    let krate = desk.input.config.examples.as_deref()?;
    let mut operations = desk.api().operations();
    let (id, _) = operations.find(|(_, each)| std::ptr::eq(*each, operation))?;
    let names = desk.names().operation(id)?;
    let mut sheet = Sheet::new(desk, krate);
    let method = names.methods.first()?.as_str();
    let (before, call) = sheet.call(operation, names, method, 0)?;
    (before.is_empty() && sheet.uses.is_empty()).then_some(call)
}

/// An example in the making.
struct Sheet<'a> {
    desk: &'a Desk<'a>,
    krate: &'a str,
    /// What it names, by where that is.
    uses: BTreeSet<(String, String)>,
}

impl<'a> Sheet<'a> {
    fn new(desk: &'a Desk<'a>, krate: &'a str) -> Self {
        Self {
            desk,
            krate,
            uses: BTreeSet::new(),
        }
    }

    /// The example that these statements are.
    fn done(self, statements: String) -> ExamplePlan {
        ExamplePlan {
            client: format!("{}::Client", self.path(&self.desk.input.config.module)),
            statements,
            uses: self.uses.into_iter().collect(),
        }
    }
}

impl Sheet<'_> {
    /// A path as a user of the crate writes it.
    fn path(&self, path: &str) -> String {
        match path.strip_prefix("crate") {
            Some(rest) => format!("{}{rest}", self.krate),
            None => path.to_owned(),
        }
    }

    /// What comes before the call, and the call.
    fn call(
        &mut self,
        operation: &Operation,
        names: &OperationNames,
        method: &str,
        body: usize,
    ) -> Option<(String, String)> {
        let resource = self.desk.names().resource(operation.resource)?;
        let mut arguments = Vec::new();
        for (param, _) in operations::path_order(operation, names) {
            arguments.push(self.argument(param)?);
        }
        for param in &operation.params {
            if param.required && param.location != ParamLocation::Path {
                arguments.push(self.argument(param)?);
            }
        }
        let mut before = String::new();
        if let Some(required) = operation.body.as_ref().filter(|body| body.required) {
            let (statement, argument) = self.body(required.contents.get(body)?)?;
            before = statement;
            arguments.push(argument);
        }
        let accessor = resource.accessor.as_str();
        let arguments = arguments.join(", ");
        Some((before, format!("client.{accessor}().{method}({arguments})")))
    }

    /// The arguments that a link leaves to its caller, after the statement that makes the body, if that is left, too.
    fn left(
        &mut self,
        link: &Link,
        target: &Operation,
        called: &OperationNames,
    ) -> Option<(String, Vec<String>)> {
        if super::follow::asks_inside(link) {
            return None;
        }
        let mut arguments = Vec::new();
        for param in super::follow::arguments(link, target, called) {
            arguments.push(self.argument(param)?);
        }
        let mut before = String::new();
        let left = target.body.as_ref().filter(|body| body.required);
        if let Some(body) = left.filter(|_| link.body.is_none()) {
            let (statement, argument) = self.body(body.contents.first()?)?;
            before = statement;
            arguments.push(argument);
        }
        Some((before, arguments))
    }

    fn argument(&mut self, param: &Param) -> Option<String> {
        let given = param.example.clone();
        let value = given.or_else(|| sample(self.desk, &param.ty, &param.name))?;
        let step = steps::param(self.desk, param, "value");
        match &step.argument().take {
            Take::Str | Take::Id => Some(format!("{:?}", value.as_str()?)),
            Take::Value(_) | Take::Ref(_) => self.value(&param.ty, &value, At::Exact, DEPTH),
            Take::Into(_) => self.value(&param.ty, &value, At::Into, DEPTH),
            Take::Each(_) => {
                let target = self.desk.api().types.behind(&param.ty);
                let Type::List(item) = &target.ty else {
                    return None;
                };
                let items = value.as_array().filter(|items| !items.is_empty())?.iter();
                let items = items.map(|each| self.value(item, each, At::Into, DEPTH));
                let items = items.collect::<Option<Vec<_>>>()?;
                Some(format!("[{}]", items.join(", ")))
            }
        }
    }

    /// A body: the statement that makes it, if it is worth one, and the argument.
    fn body(&mut self, content: &Content) -> Option<(String, String)> {
        match content.codec {
            _ if content.framing.is_some() => None,
            Codec::Text => {
                let text = content.example.as_ref().and_then(Value::as_str);
                Some((String::new(), quoted(text.unwrap_or("text"))))
            }
            Codec::Bytes | Codec::Empty => {
                self.uses
                    .insert(("std::path".to_owned(), "Path".to_owned()));
                Some((String::new(), "Path::new(\"content\")".to_owned()))
            }
            Codec::Json | Codec::Form | Codec::Multipart => {
                let used = TypeRef {
                    nullable: false,
                    ..content.ty.clone()
                };
                let given = content.example.as_ref();
                let written = given.and_then(|value| self.value(&used, value, At::Exact, DEPTH));
                let written = written.or_else(|| {
                    let value = sample(self.desk, &used, "body")?;
                    self.value(&used, &value, At::Exact, DEPTH)
                })?;
                Some((format!("let body = {written};"), "body".to_owned()))
            }
        }
    }

    /// What is done with what comes.
    fn outcome(&self, operation: &Operation, names: &OperationNames, call: &str) -> String {
        if let Some(paging) = &operation.paging {
            let shown = self.shown(&paging.item, "item");
            return format!(
                "let mut items = {call}.items(); while let Some(item) = items.next().await {{ let item = item?; {shown} }}"
            );
        }
        match outputs::output(self.desk, operation, names).plan {
            OutputPlan::One(Payload::Empty) => match operation.waiter {
                Some(Waiter::Location(_)) => format!("{call}.wait().success().await?;"),
                _ => format!("{call}.await?;"),
            },
            OutputPlan::One(Payload::Text) => {
                format!("let text = {call}.await?; println!(\"{{text}}\");")
            }
            OutputPlan::One(Payload::Bytes) => format!("{call}.save_to(\"content\").await?;"),
            OutputPlan::One(Payload::Json(ty)) => {
                let name = variable(&ty);
                let successes = operation.responses.iter();
                let mut contents = successes
                    .filter(|it| it.status.is_success())
                    .flat_map(|it| &it.contents);
                let shown = match contents.find(|it| it.codec == Codec::Json) {
                    Some(content) => self.shown(&content.ty, &name),
                    None => format!("println!(\"{{{name}:?}}\");"),
                };
                format!("let {name} = {call}.await?; {shown}")
            }
            OutputPlan::Optional(ty) => {
                let name = variable(&ty);
                format!("if let Some({name}) = {call}.await? {{ println!(\"{{{name}:?}}\"); }}")
            }
            OutputPlan::One(Payload::Items(_)) | OutputPlan::ByStatus(_) => {
                format!("let answer = {call}.await?; println!(\"{{answer:?}}\");")
            }
        }
    }

    /// The statement that shows what of a value says most.
    fn shown(&self, used: &TypeRef, name: &str) -> String {
        match self.telling(used) {
            Some(field) => format!("println!(\"{{}}\", {name}.{field});"),
            None => format!("println!(\"{{{name}:?}}\");"),
        }
    }

    /// The member that names a value.
    fn telling(&self, used: &TypeRef) -> Option<String> {
        let target = self.desk.api().types.behind(used);
        let Type::Named(id) = target.ty else {
            return None;
        };
        let Shape::Struct(object) = &self.desk.api().types.get(id)?.shape else {
            return None;
        };
        let names = self.desk.names().ty(id)?;
        let is_text = |ty: &TypeRef| {
            matches!(
                self.desk.api().types.behind(ty).ty,
                Type::Scalar(Scalar::Text | Scalar::Uuid)
            ) && !self.desk.api().types.allows_null(ty)
        };
        let fields = || {
            let all = object.fields.iter().zip(&names.fields);
            all.filter(|(field, _)| {
                field.required && field.constant.is_none() && types::is_here(field, Side::Read)
            })
        };
        ["name", "guid", "id"]
            .iter()
            .find_map(|wanted| {
                fields().find(|(field, _)| field.name == *wanted && is_text(&field.ty))
            })
            .or_else(|| fields().find(|(field, _)| is_text(&field.ty)))
            .map(|(_, name)| name.as_str().to_owned())
    }
}

/// What to call a value of that type.
fn variable(ty: &RustTy) -> String {
    let name = match ty {
        RustTy::Path(name, Source::Module(_)) => name.as_str(),
        _ => return "answer".to_owned(),
    };
    let mut snake = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
