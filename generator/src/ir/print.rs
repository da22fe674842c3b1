//! An [`Api`] as compact, stable text, for people and for tests. It knows no consumer: nothing reads this text back.

use super::{
    Access, Api, Codec, Content, Docs, Enum, Field, Layout, Limits, Literal, Operation, Origin,
    Paging, Param, Rest, Shape, Struct, Turning, Type, TypeRef, Union, Variant, Waiter,
};
use super::{Scalar, TypeId};
use std::fmt::Write;

impl Api {
    /// The whole as text: types in order of their origins, then operations in order of the document.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let mut types: Vec<(String, TypeId)> = self
            .types
            .iter()
            .map(|(id, _)| (self.origin_path(id), id))
            .collect();
        types.sort();
        for (path, id) in types {
            self.type_text(&path, id, &mut out);
        }
        for operation in &self.operations {
            self.operation_text(operation, &mut out);
        }
        for link in &self.links {
            let _ = writeln!(out, "{}", self.link_text(link));
        }
        out
    }

    fn type_text(&self, path: &str, id: TypeId, out: &mut String) {
        let Some(def) = self.types.get(id) else {
            return;
        };
        let mut line = path.to_owned();
        if let Some(rename) = &def.rename {
            let _ = write!(line, " as {rename}");
        }
        if def.nullable {
            line.push_str(" or null");
        }
        line.push_str(" = ");
        match &def.shape {
            Shape::Reserved => line.push_str("reserved"),
            Shape::Alias(target) => line.push_str(&self.use_text(target)),
            Shape::Struct(_) => line.push_str("struct"),
            Shape::Enum(_) => line.push_str("enum"),
            Shape::Union(_) => line.push_str("union"),
        }
        line.push_str(&docs_text(&def.docs));
        out.push_str(&line);
        out.push('\n');
        match &def.shape {
            Shape::Struct(object) => self.struct_text(object, out),
            Shape::Enum(values) => enum_text(values, out),
            Shape::Union(union) => self.union_text(union, out),
            Shape::Reserved | Shape::Alias(_) => {}
        }
    }

    fn struct_text(&self, object: &Struct, out: &mut String) {
        for field in &object.fields {
            let _ = writeln!(out, "  {}", self.field_text(field));
        }
        if let Rest::Kept(rest) = &object.rest {
            let _ = writeln!(out, "  *: {}", self.use_text(rest));
        }
    }

    fn field_text(&self, field: &Field) -> String {
        let mut line = field.name.clone();
        if let Some(rename) = &field.rename {
            let _ = write!(line, " as {rename}");
        }
        line.push_str(if field.required { ": " } else { "?: " });
        line.push_str(&self.use_text(&field.ty));
        match field.access {
            Access::Both => {}
            Access::Read => line.push_str(" read"),
            Access::Write => line.push_str(" write"),
        }
        if let Some(constant) = &field.constant {
            let _ = write!(line, " const {}", literal_text(constant));
        }
        line.push_str(&limits_text(field.limits()));
        line.push_str(&docs_text(&field.docs));
        line
    }

    fn union_text(&self, union: &Union, out: &mut String) {
        if let Some(tag) = &union.discriminator {
            let _ = writeln!(out, "  by {}", tag.property);
        }
        for variant in &union.variants {
            let _ = writeln!(out, "  | {}", self.variant_text(variant));
        }
    }

    fn variant_text(&self, variant: &Variant) -> String {
        let mut line = self.use_text(&variant.ty);
        if let Some(hint) = &variant.hint {
            let _ = write!(line, " hint {hint}");
        }
        if !variant.tags.is_empty() {
            let _ = write!(line, " tags {}", variant.tags.join(", "));
        }
        line.push_str(&docs_text(&variant.docs));
        line
    }

    fn operation_text(&self, operation: &Operation, out: &mut String) {
        let mut line = format!("{} {}", method_text(operation), operation.path);
        let _ = write!(line, " id {}", operation.id);
        if let Some(rename) = &operation.rename {
            let _ = write!(line, " as {rename}");
        }
        if let Some(resource) = self.resources.get(operation.resource.0 as usize) {
            let _ = write!(line, " of {}", resource.name);
        }
        if let Some(security) = &operation.security {
            let _ = write!(line, " security {security:?}");
        }
        if let Some(retry) = operation.retry {
            let _ = write!(line, " retry {retry:?}");
        }
        line.push_str(&docs_text(&operation.docs));
        let _ = writeln!(out, "{line}");
        if let Some(paging) = &operation.paging {
            let _ = writeln!(out, "  {}", self.paging_text(paging));
        }
        if let Some(waiter) = &operation.waiter {
            let _ = writeln!(out, "  {}", self.waiter_text(waiter));
        }
        for param in &operation.params {
            let _ = writeln!(out, "  {}", self.param_text(param));
        }
        if let Some(body) = &operation.body {
            let mark = if body.required { "" } else { "?" };
            for content in &body.contents {
                let _ = writeln!(out, "  body{mark} {}", self.content_text(content));
            }
        }
        for response in &operation.responses {
            let status = response.status;
            let _ = writeln!(out, "  {status}{}", docs_text(&response.docs));
            for content in &response.contents {
                let _ = writeln!(out, "    {}", self.content_text(content));
            }
            for header in &response.headers {
                let mark = if header.required { "" } else { "?" };
                let used = self.use_text(&header.ty);
                let _ = writeln!(out, "    header {}{mark}: {used}", header.name);
            }
        }
    }

    fn paging_text(&self, paging: &Paging) -> String {
        let item = self.use_text(&paging.item);
        let mut line = format!("pages of {item} at {:?}", paging.items);
        if paging.lists_may_lack {
            line.push_str(" if there");
        }
        let _ = match &paging.turning {
            Turning::Number(parameter) => {
                write!(line, " by number {parameter} from {}", paging.first)
            }
            Turning::Cursor { parameter, next } => {
                write!(line, " by cursor {parameter} from {next}")
            }
            Turning::Link(next) => write!(line, " by link {next}"),
            Turning::Header(relation) => write!(line, " by header {relation}"),
            Turning::Single => write!(line, " single"),
        };
        for (name, at) in [
            ("total_pages", &paging.total_pages),
            ("total_items", &paging.total_items),
            ("page_size", &paging.page_size),
        ] {
            if let Some(at) = at {
                let _ = write!(line, " {name}={at}");
            }
        }
        if paging.is_sparse {
            line.push_str(" sparse");
        }
        line
    }

    fn waiter_text(&self, waiter: &Waiter) -> String {
        match waiter {
            Waiter::Location(id) => {
                let target = self.operations.get(id.0 as usize);
                format!(
                    "waits by location for {}",
                    target.map_or("", |it| it.id.as_str())
                )
            }
            Waiter::Newest { list, key } => format!("waits for the newest of {list} by {key}"),
            Waiter::States(waiter) => {
                let mut line = format!("waits by {}", waiter.state);
                for (meaning, states) in &waiter.states {
                    let _ = write!(line, " {} {}", meaning.name(), states.join(", "));
                }
                if let Some((at, values)) = &waiter.ended {
                    let _ = write!(line, " ended {at} {}", values.join(", "));
                }
                if let Some(errors) = &waiter.errors {
                    let _ = write!(line, " errors {errors}");
                }
                if let Some(seconds) = waiter.deadline {
                    let _ = write!(line, " deadline {seconds}");
                }
                line
            }
        }
    }

    fn param_text(&self, param: &Param) -> String {
        let location = format!("{:?}", param.location).to_lowercase();
        let mut line = format!("{location} {}", param.name);
        if let Some(rename) = &param.rename {
            let _ = write!(line, " as {rename}");
        }
        line.push_str(if param.required { ": " } else { "?: " });
        line.push_str(&self.use_text(&param.ty));
        let _ = write!(line, " {}", layout_text(param.layout));
        if param.allow_reserved {
            line.push_str(" reserved");
        }
        line.push_str(&limits_text(&param.limits));
        line.push_str(&docs_text(&param.docs));
        line
    }

    fn content_text(&self, content: &Content) -> String {
        let codec = match content.codec {
            Codec::Json => "json",
            Codec::Form => "form",
            Codec::Multipart => "multipart",
            Codec::Text => "text",
            Codec::Bytes => "bytes",
            Codec::Empty => "empty",
        };
        let mut line = format!("{} {codec}: {}", content.media, self.use_text(&content.ty));
        if content.enveloped {
            line.push_str(" enveloped");
        }
        if let Some(framing) = content.framing {
            let _ = write!(line, " items by {framing:?}");
        }
        for part in &content.parts {
            let _ = write!(line, " part {}", part.name);
            if let Some(media) = &part.content_type {
                let _ = write!(line, " {media}");
            }
            if let Some(layout) = part.layout {
                let _ = write!(line, " {}", layout_text(layout));
            }
        }
        line
    }

    /// A use of a type as text, such as `list of text or null`.
    pub fn use_text(&self, used: &TypeRef) -> String {
        let mut text = match &used.ty {
            Type::Scalar(scalar) => scalar_text(*scalar),
            Type::List(inner) => format!("[{}]", self.use_text(inner)),
            Type::Map(inner) => format!("{{{}}}", self.use_text(inner)),
            Type::Json(inner) => format!("text of {}", self.use_text(inner)),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.use_text(item)).collect();
                format!("({})", items.join(", "))
            }
            Type::Any(reason) => format!("any {}", reason.id()),
            Type::Named(id) => match self.types.get(*id).map(|def| &def.origin) {
                Some(Origin::Component(name)) => name.clone(),
                _ => format!("<{}>", self.origin_path(*id)),
            },
        };
        if used.nullable {
            text.push_str(" or null");
        }
        text
    }
}

fn enum_text(values: &Enum, out: &mut String) {
    for value in &values.values {
        let _ = write!(out, "  = {}", literal_text(&value.literal));
        if let Some(rename) = &value.rename {
            let _ = write!(out, " as {rename}");
        }
        let _ = writeln!(out, "{}", docs_text(&value.docs));
    }
}

fn scalar_text(scalar: Scalar) -> String {
    match scalar {
        Scalar::Integer(width) => format!("{width:?}"),
        other => format!("{other:?}"),
    }
    .to_lowercase()
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::Null => "null".to_owned(),
    }
}

fn layout_text(layout: Layout) -> String {
    let with = |name: &str, explode: bool| {
        if explode {
            format!("{name}*")
        } else {
            name.to_owned()
        }
    };
    match layout {
        Layout::Form { explode } => with("form", explode),
        Layout::Simple { explode } => with("simple", explode),
        Layout::Label { explode } => with("label", explode),
        Layout::Matrix { explode } => with("matrix", explode),
        Layout::SpaceDelimited => "space".to_owned(),
        Layout::PipeDelimited => "pipe".to_owned(),
        Layout::DeepObject => "deep".to_owned(),
        Layout::Json => "json".to_owned(),
        Layout::PercentList => "percent".to_owned(),
    }
}

fn method_text(operation: &Operation) -> String {
    match &operation.method {
        super::Method::Other(text) => text.clone(),
        known => format!("{known:?}").to_uppercase(),
    }
}

fn docs_text(docs: &Docs) -> String {
    let mut text = String::new();
    for part in [&docs.summary, &docs.description].into_iter().flatten() {
        let _ = write!(text, " # {}", part.trim().replace('\n', " "));
    }
    if docs.deprecated {
        text.push_str(" # deprecated");
    }
    text
}

fn limits_text(limits: &Limits) -> String {
    let mut text = String::new();
    let mut say = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(text, " {name}={value}");
        }
    };
    say("min", limits.minimum.clone());
    say("max", limits.maximum.clone());
    say("multiple", limits.multiple_of.clone());
    say("minlen", limits.min_length.map(|length| length.to_string()));
    say("maxlen", limits.max_length.map(|length| length.to_string()));
    say("unique", limits.unique.then(|| "true".to_owned()));
    say("pattern", limits.pattern.clone());
    say("format", limits.format.clone());
    say("default", limits.default.clone());
    text
}
