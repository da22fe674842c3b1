//! Links to methods: each makes the linked call, what it takes from the answer filled in.
//!
//! The method says no more than what the linked operation's own method would be told, so what a request looks like is
//! known in one place. Where the answer may lack what is taken from it, there may be no call: one without it could mean
//! something else.

mod given;
mod reading;

use super::types::Side;
use super::{Desk, example, operations, steps};
use crate::ir::{
    Filling, Link, Operation, OperationId, Param, ParamLocation, ResourceId, Shape, TextPiece,
    Type, TypeGraph, TypeRef,
};
use crate::names::{LinkNames, OperationNames};
use crate::plan::{Argument, CallStep, FollowPlan, RustTy, Source, Take, doc};
use given::Given;

/// The calls that follow answers of a resource's operations.
pub(super) fn all(desk: &Desk<'_>, resource: ResourceId) -> Vec<FollowPlan> {
    let links = desk.api().links();
    let own = links.filter(|(_, link)| link.resource == resource && is_written(desk, link));
    own.filter_map(|(index, link)| Sheet::of(desk, link, index)?.plan(index))
        .collect()
}

fn is_written(desk: &Desk<'_>, link: &Link) -> bool {
    let mut from = link.from.iter();
    desk.reach.has_operation(link.target) && from.any(|id| desk.reach.has_operation(*id))
}

/// A method in the making.
struct Sheet<'a> {
    desk: &'a Desk<'a>,
    link: &'a Link,
    names: &'a LinkNames,
    target: &'a Operation,
    /// The names of the operation that is called.
    called: &'a OperationNames,
    arguments: Vec<Argument>,
    /// Paragraphs about the arguments that are not the called operation's alone.
    asked: Vec<String>,
    types: Vec<RustTy>,
}

impl<'a> Sheet<'a> {
    fn of(desk: &'a Desk<'a>, link: &'a Link, index: usize) -> Option<Self> {
        Some(Self {
            desk,
            link,
            names: desk.names().link(index)?,
            target: desk.api().operation(link.target)?,
            called: desk.names().operation(link.target)?,
            arguments: Vec::new(),
            asked: Vec::new(),
            types: Vec::new(),
        })
    }

    fn plan(mut self, index: usize) -> Option<FollowPlan> {
        self.answer();
        let method = self.called.methods.first()?;
        let required: Vec<String> = self.required()?;
        let options = self.options()?;
        let (own, features) = self.handle()?;
        let call = format!(
            "{own}.{}({}){options}",
            method.as_str(),
            required.join(", ")
        );
        let is_optional = call.contains('?');
        self.pieces();
        let deprecated = self.target.docs.deprecated;
        let marker = self.place(self.called.marker.as_str())?;
        Some(FollowPlan {
            link: index,
            name: self.names.method.as_str().to_owned(),
            docs: self.docs(is_optional),
            example: example::follow(self.desk, self.link, self.names, is_optional),
            deprecated,
            marker,
            arguments: self.arguments,
            call,
            is_optional,
            names: self.types,
            features,
        })
    }

    /// The answer, as the first argument.
    fn answer(&mut self) {
        let Some(used) = &self.link.answer else {
            return;
        };
        let ty = self.desk.ty(used, Side::Read).without_option();
        let take = match ty {
            RustTy::Plain("String") => Take::Str,
            ty => Take::Ref(ty),
        };
        self.arguments.push(Argument {
            name: self.names.answer.as_str().to_owned(),
            take,
        });
    }

    /// What the method of the called operation is given.
    fn required(&mut self) -> Option<Vec<String>> {
        let params = || self.target.params.iter().zip(&self.link.params);
        let mut order: Vec<(usize, &Param, &str)> = Vec::new();
        let index_of = |param: &Param| {
            let mut all = self.target.params.iter();
            all.position(|it| it.name == param.name && it.location == param.location)
        };
        for (param, name) in operations::path_order(self.target, self.called) {
            order.push((index_of(param)?, param, name));
        }
        for (index, ((param, _), name)) in params().zip(&self.called.arguments).enumerate() {
            if param.required && param.location != ParamLocation::Path {
                order.push((index, param, name.as_str()));
            }
        }
        let mut given = Vec::new();
        for (index, param, name) in order {
            let step = steps::param(self.desk, param, name);
            let filling = self.link.params.get(index)?.as_ref();
            given.push(self.given(&step, filling, &param.ty)?);
        }
        if let Some(body) = self.target.body.as_ref().filter(|body| body.required) {
            let content = body.contents.first()?;
            let step = steps::body(self.desk, content, "body");
            given.push(self.given(&step, self.link.body.as_ref(), &content.ty)?);
        }
        Some(given)
    }

    /// What is told to the call after that.
    fn options(&mut self) -> Option<String> {
        let mut chain = String::new();
        let all = self.target.params.iter().zip(&self.link.params);
        for ((param, filling), name) in all.zip(&self.called.options) {
            let Some(filling) = filling.as_ref().filter(|_| !param.required) else {
                continue;
            };
            let name = name.as_str();
            if let Filling::AskedIfSent(expression) = filling {
                self.asked.push(format!(
                    "Goes along where it was sent: {}, by [`{}`]({}).",
                    shown(expression),
                    name.trim_start_matches("r#"),
                    self.option_path(name)
                ));
                continue;
            }
            let argument = self.argument_of(param)?;
            let step = steps::param(self.desk, param, &argument);
            let given = self.given(&step, Some(filling), &param.ty)?;
            chain += &format!(".{name}({given})");
        }
        let optional = self.target.body.as_ref().filter(|body| !body.required);
        if let (Some(body), Some(filling)) = (optional, &self.link.body) {
            let (content, name) = body.contents.first().zip(self.called.bodies.first())?;
            let step = steps::body(self.desk, content, "body");
            let given = self.given(&step, Some(filling), &content.ty)?;
            chain += &format!(".{}({given})", name.as_str());
        }
        Some(chain)
    }

    fn argument_of(&self, param: &Param) -> Option<String> {
        let mut all = self.target.params.iter().zip(&self.called.arguments);
        let (_, name) =
            all.find(|(it, _)| it.name == param.name && it.location == param.location)?;
        Some(name.as_str().to_owned())
    }

    /// The path of an option's docs.
    fn option_path(&self, name: &str) -> String {
        format!("Call::{}", name.trim_start_matches("r#"))
    }

    /// What a step is given: what the link says, else an argument.
    fn given(
        &mut self,
        step: &CallStep,
        filling: Option<&Filling>,
        to: &TypeRef,
    ) -> Option<String> {
        let argument = step.argument();
        let take = &argument.take;
        let filling = match filling {
            Some(
                Filling::Constant(_) | Filling::Read(..) | Filling::Text(_) | Filling::Literal(..),
            ) => filling,
            Some(Filling::Asked(expression) | Filling::AskedIfSent(expression)) => {
                self.asked.push(format!(
                    "{} is {}.",
                    doc::code(argument.name.trim_start_matches("r#")),
                    shown(expression)
                ));
                None
            }
            None => None,
        };
        let Some(filling) = filling else {
            self.arguments.push(argument.clone());
            return Some(argument.name.clone());
        };
        let mut given = Given {
            desk: self.desk,
            link: self.link,
            names: self.names,
            types: &mut self.types,
        };
        given.expression(filling, take, to)
    }

    /// What is asked for inside of texts, as arguments.
    fn pieces(&mut self) {
        for (expression, name) in &self.names.pieces {
            let name = name.as_str();
            self.arguments.push(Argument {
                name: name.to_owned(),
                take: Take::Str,
            });
            let plain = doc::code(name.trim_start_matches("r#"));
            self.asked
                .push(format!("{plain} is {}.", shown(expression)));
        }
    }

    /// The handle of the called operation's resource, and the features that bring it.
    fn handle(&mut self) -> Option<(String, Vec<String>)> {
        if self.target.resource == self.link.resource {
            return Some(("self".to_owned(), Vec::new()));
        }
        let names = self.desk.names().resource(self.target.resource)?;
        let handle = names.handle.as_str();
        let place = self.place(handle)?;
        self.types.push(place);
        let features = self.desk.reach.feature(self.target.resource);
        Some((format!("{handle}(self.0.clone())"), features))
    }

    /// A type of the module of the called operation.
    fn place(&self, name: &str) -> Option<RustTy> {
        let module = self.desk.names().resource(self.target.resource)?;
        let module = module.module.as_str();
        let path = format!("{}::{module}", self.desk.input.config.module);
        Some(RustTy::Path(name.to_owned(), Source::Module(path)))
    }

    fn docs(&self, is_optional: bool) -> Vec<String> {
        let method = |id: &OperationId| {
            let operation = self.desk.api().operation(*id)?;
            let names = self.desk.names();
            let handle = names.resource(operation.resource)?.handle.as_str();
            let method = names.operation(*id)?.methods.first()?.as_str();
            let method = method.trim_start_matches("r#");
            Some(format!("[`{handle}::{method}`]"))
        };
        let from = self.link.from.iter();
        let from = from.filter(|id| self.desk.reach.has_operation(**id));
        let from: Vec<String> = from.filter_map(method).collect();
        let target = method(&self.link.target).unwrap_or_default();
        let mut more = vec![format!(
            "Calls {target} with what {} answered.",
            listed(&from)
        )];
        more.extend(self.asked.iter().cloned());
        if is_optional {
            more.push("`None` where the answer does not hold what that takes.".to_owned());
        }
        doc::lines(&self.link.docs, &more)
    }
}

/// Whether a caller is asked for something inside of a text.
pub(super) fn asks_inside(link: &Link) -> bool {
    link.fillings().any(|filling| match filling {
        Filling::Text(pieces) => pieces.iter().any(|it| matches!(it, TextPiece::Asked(..))),
        _ => false,
    })
}

/// The parameters of the called operation that a caller is asked for, in the order of arguments.
pub(super) fn arguments<'a>(
    link: &Link,
    target: &'a Operation,
    called: &'a OperationNames,
) -> Vec<&'a Param> {
    let is_left = |param: &Param| {
        let mut params = target.params.iter().zip(&link.params);
        let own = params.find(|(it, _)| it.name == param.name && it.location == param.location);
        match own.and_then(|(_, filling)| filling.as_ref()) {
            Some(Filling::Asked(_)) => true,
            None | Some(Filling::AskedIfSent(_)) => param.required,
            Some(_) => false,
        }
    };
    let in_path = operations::path_order(target, called)
        .into_iter()
        .map(|(param, _)| param);
    let others = || {
        target
            .params
            .iter()
            .filter(|it| it.location != ParamLocation::Path)
    };
    let required = others().filter(|it| it.required);
    let optional = others().filter(|it| !it.required);
    in_path
        .chain(required)
        .chain(optional)
        .filter(|param| is_left(param))
        .collect()
}

/// Whether it is a single value that a parameter takes as it is, or a text that turns into one.
fn is_single(types: &TypeGraph, used: &TypeRef) -> bool {
    use crate::ir::Scalar::{Boolean, Double, Float, Integer, Text};
    match &types.behind(used).ty {
        Type::Scalar(scalar) => matches!(scalar, Boolean | Integer(_) | Float | Double | Text),
        Type::Named(id) => matches!(types.get(*id).map(|def| &def.shape), Some(Shape::Enum(_))),
        _ => false,
    }
}

/// What an expression of the document means, for people.
fn shown(expression: &str) -> String {
    let of = |start: &str| expression.strip_prefix(start).map(doc::code);
    let words = [
        ("$request.path.", "what the request had in its path as"),
        ("$request.query.", "what the request had in its query as"),
        ("$request.header.", "what the request had as the header"),
        ("$request.body#", "what the body of the request had at"),
        ("$response.header.", "the answer's header"),
    ];
    let known = words
        .iter()
        .find_map(|(start, words)| Some(format!("{words} {}", of(start)?)));
    known.unwrap_or_else(|| match expression {
        "$url" => "the address of the request".to_owned(),
        "$statusCode" => "the status of the answer".to_owned(),
        "$request.body" => "the body of the request".to_owned(),
        other => doc::code(other),
    })
}

/// `a`, `b` and `c`.
fn listed(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}
