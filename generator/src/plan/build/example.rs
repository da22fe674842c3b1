//! An example for each operation: a call with the document's example values, and one use of what comes.
//!
//! Whatever can't be written as it should be read is left out: an example that has to be explained is none.

use super::types::{self, Side};
use super::{Desk, operations, outputs, steps};
use crate::ir::{
    Codec, Content, Field, Literal, Operation, Param, ParamLocation, Rest, Scalar, Shape, Struct,
    Type, TypeId, TypeRef,
};
use crate::names::OperationNames;
use crate::plan::{ExamplePlan, Item, OutputPlan, Payload, RustTy, Source, StructPlan, Take};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut sheet = Sheet {
        desk,
        krate,
        uses: BTreeSet::new(),
    };
    let (before, call) = sheet.call(operation, names, method, body)?;
    let outcome = sheet.outcome(operation, names, &call);
    Some(ExamplePlan {
        client: format!("{}::Client", sheet.path(&desk.input.config.module)),
        statements: format!("{before}{outcome}"),
        uses: sheet.uses.into_iter().collect(),
    })
}

/// Where an expression stands: where its very type has to be, or where anything may be that turns into it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Exact,
    Into,
}

/// An example in the making.
struct Sheet<'a> {
    desk: &'a Desk<'a>,
    krate: &'a str,
    /// What it names, by where that is.
    uses: BTreeSet<(String, String)>,
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

    fn argument(&mut self, param: &Param) -> Option<String> {
        let given = param.example.clone();
        let value = given.or_else(|| sample(self.desk, &param.ty, &param.name, DEPTH))?;
        let step = steps::param(self.desk, param, "value");
        match &step.argument().take {
            Take::Str | Take::Id => Some(format!("{:?}", value.as_str()?)),
            Take::Value(_) => self.value(&param.ty, &value, At::Exact, DEPTH),
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
                let text = format!("{:?}", text.unwrap_or("text"));
                Some((String::new(), text))
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
                    let value = sample(self.desk, &used, "body", DEPTH)?;
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
            OutputPlan::One(Payload::Empty) => format!("{call}.await?;"),
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

    /// A value as an expression.
    fn value(&mut self, used: &TypeRef, value: &Value, at: At, depth: usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        if value.is_null() {
            let allowed = self.desk.api().types.allows_null(used) && at == At::Exact;
            return allowed.then(|| "None".to_owned());
        }
        let inner = self.present(used, value, at, depth)?;
        // A setter takes the value itself; where the very type has to be, it is in an option.
        let is_option = at == At::Exact && self.desk.api().types.allows_null(used);
        let is_any = matches!(used.ty, Type::Any(_));
        Some(match is_option && !is_any {
            true => format!("Some({inner})"),
            false => inner,
        })
    }

    fn present(&mut self, used: &TypeRef, value: &Value, at: At, depth: usize) -> Option<String> {
        match &used.ty {
            Type::Scalar(scalar) => self.scalar(*scalar, value, at),
            Type::Named(id) => self.named(*id, value, at, depth),
            Type::List(item) => {
                let items = value.as_array()?.iter();
                let items = items.map(|each| self.value(item, each, At::Exact, depth));
                let items = items.collect::<Option<Vec<_>>>()?;
                Some(match (items.is_empty(), at) {
                    (true, _) => "Vec::new()".to_owned(),
                    (false, At::Exact) => format!("Vec::from([{}])", items.join(", ")),
                    (false, At::Into) => format!("[{}]", items.join(", ")),
                })
            }
            Type::Map(item) => {
                let entries = value.as_object()?.iter();
                let entries = entries.map(|(name, each)| {
                    let each = self.value(item, each, At::Exact, depth)?;
                    Some(format!("({name:?}.to_owned(), {each})"))
                });
                let entries = entries.collect::<Option<Vec<_>>>()?;
                Some(match at {
                    At::Exact => format!("[{}].into()", entries.join(", ")),
                    At::Into => format!("[{}]", entries.join(", ")),
                })
            }
            Type::Any(_) => {
                self.uses.insert((
                    self.path(&self.desk.input.config.runtime),
                    "Json".to_owned(),
                ));
                Some(format!("Json::parse({:?})?", value.to_string()))
            }
            Type::Tuple(_) | Type::Json(_) => None,
        }
    }

    fn scalar(&mut self, scalar: Scalar, value: &Value, at: At) -> Option<String> {
        let exact = at == At::Exact;
        Some(match scalar {
            Scalar::Text | Scalar::Secret | Scalar::Binary => {
                let text = value.as_str()?;
                match (exact, scalar) {
                    (false, Scalar::Text | Scalar::Secret) => format!("{text:?}"),
                    (_, Scalar::Binary) => {
                        self.uses.insert((
                            self.path(&self.desk.input.config.runtime),
                            "Part".to_owned(),
                        ));
                        format!("Part::path({text:?})")
                    }
                    (_, Scalar::Secret) => format!("{text:?}.into()"),
                    _ => format!("{text:?}.to_owned()"),
                }
            }
            Scalar::Boolean => value.as_bool()?.to_string(),
            Scalar::Integer(width) => {
                use crate::ir::IntWidth::{I32, I64, I128, U32, U64};
                let number = value.as_i64()?;
                match width {
                    I32 | I64 | I128 => number.to_string(),
                    U32 | U64 if exact => number.to_string(),
                    U32 => format!("{number}_u32"),
                    U64 => format!("{number}_u64"),
                }
            }
            Scalar::Double => format!("{:?}", value.as_f64()?),
            Scalar::Float if exact => format!("{:?}", value.as_f64()?),
            Scalar::DateTime | Scalar::Second => {
                // What turns into whole seconds is an instant.
                let is_known = exact && scalar == Scalar::DateTime;
                let parsed = self.parsed("Timestamp", value, is_known)?;
                match exact && scalar == Scalar::Second {
                    true => format!("{parsed}.into()"),
                    false => parsed,
                }
            }
            Scalar::Date => self.parsed("Date", value, exact)?,
            Scalar::Uuid => self.parsed("Uuid", value, exact)?,
            Scalar::Float | Scalar::Base64 | Scalar::Null => return None,
        })
    }

    /// A value that is read from a text; what it is has to be said where its place does not.
    fn parsed(&mut self, name: &str, value: &Value, is_known: bool) -> Option<String> {
        let text = value.as_str()?;
        if is_known {
            return Some(format!("{text:?}.parse()?"));
        }
        let runtime = self.path(&self.desk.input.config.runtime);
        self.uses.insert((runtime, name.to_owned()));
        Some(format!("{text:?}.parse::<{name}>()?"))
    }

    fn named(&mut self, id: TypeId, value: &Value, at: At, depth: usize) -> Option<String> {
        let desk = self.desk;
        match &desk.api().types.get(id)?.shape {
            Shape::Alias(target) => {
                let target = TypeRef {
                    nullable: false,
                    ..target.clone()
                };
                self.present(&target, value, at, depth)
            }
            Shape::Enum(values) => {
                let is_it = |literal: &Literal| match (literal, value) {
                    (Literal::Text(text), Value::String(given)) => text == given,
                    (Literal::Integer(number), Value::Number(given)) => {
                        given.as_i64().map(i128::from) == Some(*number)
                    }
                    _ => false,
                };
                let index = values.values.iter().position(|it| is_it(&it.literal))?;
                let variant = desk.names().ty(id)?.variants.get(index)?;
                Some(format!("{}::{}", self.named_type(id), variant.as_str()))
            }
            Shape::Union(union) => {
                let property = union.discriminator.as_ref();
                let tag = property.and_then(|it| value.get(&it.property)?.as_str());
                for (index, variant) in union.variants.iter().enumerate() {
                    let fits = tag.is_none_or(|tag| variant.tags.iter().any(|own| own == tag));
                    let known = self.uses.clone();
                    let inner = fits.then(|| self.value(&variant.ty, value, At::Exact, depth));
                    match inner.flatten() {
                        Some(inner) => {
                            let name = desk.names().ty(id)?.variants.get(index)?;
                            let ty = self.named_type(id);
                            return Some(format!("{ty}::{}({inner})", name.as_str()));
                        }
                        None => self.uses = known,
                    }
                }
                None
            }
            Shape::Struct(object) => self.structure(id, object, value, depth),
            Shape::Reserved => None,
        }
    }

    /// The name of a type that is sent, which the example then has to import.
    fn named_type(&mut self, id: TypeId) -> String {
        let name = self.desk.name(id, Side::Sent);
        if let Source::Module(module) = self.desk.layout.source(self.desk.input, id) {
            let path = self.path(&module);
            self.uses.insert((path, name.clone()));
        }
        name
    }

    fn structure(
        &mut self,
        id: TypeId,
        object: &Struct,
        value: &Value,
        depth: usize,
    ) -> Option<String> {
        let given = value.as_object()?;
        let own = self.desk.name(id, Side::Sent);
        let plan = types::items(self.desk, id)
            .into_iter()
            .find_map(|item| match item {
                Item::Struct(plan) if plan.name == own => Some(plan),
                _ => None,
            })?;
        let constructor = plan.constructor.as_ref()?;
        let names = self.desk.names().ty(id)?;
        let fields: BTreeMap<&str, &Field> = names
            .fields
            .iter()
            .map(|name| name.as_str())
            .zip(&object.fields)
            .collect();
        let mut used = BTreeSet::new();
        let mut arguments = Vec::new();
        for argument in &constructor.arguments {
            let field = fields.get(argument.name.as_str())?;
            let at = match argument.take {
                Take::Into(_) | Take::Str | Take::Id => At::Into,
                Take::Value(_) | Take::Each(_) => At::Exact,
            };
            let value = given.get(&field.name)?;
            arguments.push(self.value(&field.ty, value, at, depth)?);
            used.insert(field.name.as_str());
        }
        let mut chain = format!("{}::new({})", self.named_type(id), arguments.join(", "));
        for setter in &plan.setters {
            let Some(field) = fields.get(setter.name.as_str()) else {
                continue;
            };
            used.insert(field.name.as_str());
            let Some(value) = given.get(&field.name).filter(|value| !value.is_null()) else {
                continue;
            };
            if matches!(setter.ty, RustTy::Boxed(_)) {
                return None;
            }
            // Null is another value than none: what turns into that is the value itself.
            let value = match setter.ty {
                RustTy::Maybe(_) => {
                    let target = self.desk.api().types.behind(&field.ty);
                    let is_text = matches!(target.ty, Type::Scalar(Scalar::Text | Scalar::Secret));
                    let at = if is_text { At::Into } else { At::Exact };
                    self.present(&field.ty, value, at, depth)?
                }
                _ => self.value(&field.ty, value, At::Into, depth)?,
            };
            chain += &format!(".{}({value})", setter.name);
        }
        for (name, value) in given {
            let mut fields = object.fields.iter();
            let is_fixed = fields.any(|it| it.name == *name && it.constant.is_some());
            if used.contains(name.as_str()) || is_fixed {
                continue;
            }
            chain += &self.entry(&plan, object, (name, value), depth)?;
        }
        Some(chain)
    }

    /// A member that has no field of its own.
    fn entry(
        &mut self,
        plan: &StructPlan,
        object: &Struct,
        (name, value): (&str, &Value),
        depth: usize,
    ) -> Option<String> {
        let Rest::Kept(ty) = &object.rest else {
            return None;
        };
        let rest = plan.rest.as_ref()?;
        let mut inserters = plan.inserters.iter();
        let inserter = inserters.find(|inserter| inserter.field == rest.name)?;
        let value = self.value(ty, value, At::Into, depth)?;
        Some(format!(".{}({name:?}, {value})", inserter.name))
    }
}

/// What a value of a type may be: what has to be there, and no more.
fn sample(desk: &Desk<'_>, used: &TypeRef, name: &str, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    Some(match &used.ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Text | Scalar::Secret | Scalar::Binary => json!(name),
            Scalar::Boolean => json!(true),
            Scalar::Integer(_) => json!(1),
            Scalar::Double | Scalar::Float => json!(0.5),
            Scalar::DateTime | Scalar::Second => json!("2026-01-02T03:04:05Z"),
            Scalar::Date => json!("2026-01-02"),
            Scalar::Uuid => json!("67e55044-10b1-426f-9247-bb680e5fe0c8"),
            Scalar::Base64 | Scalar::Null => return None,
        },
        Type::List(item) => json!([sample(desk, item, name, depth)?]),
        Type::Map(_) | Type::Any(_) => json!({}),
        Type::Tuple(_) | Type::Json(_) => return None,
        Type::Named(id) => match &desk.api().types.get(*id)?.shape {
            Shape::Alias(target) => return sample(desk, target, name, depth),
            Shape::Enum(values) => match &values.values.first()?.literal {
                Literal::Text(text) => json!(text),
                Literal::Integer(number) => json!(i64::try_from(*number).ok()?),
                _ => return None,
            },
            Shape::Union(union) => {
                return sample(desk, &union.variants.first()?.ty, name, depth);
            }
            Shape::Struct(object) => {
                let mut members = serde_json::Map::new();
                let fields = object.fields.iter();
                for field in fields.filter(|it| it.required && types::is_here(it, Side::Sent)) {
                    if field.constant.is_none() {
                        let value = sample(desk, &field.ty, &field.name, depth)?;
                        members.insert(field.name.clone(), value);
                    }
                }
                if let Rest::Kept(rest) = &object.rest
                    && rest.ty == Type::Scalar(Scalar::Binary)
                {
                    members.insert("file".to_owned(), json!("file"));
                }
                Value::Object(members)
            }
            Shape::Reserved => return None,
        },
    })
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
