//! Links: held against the answer that they follow and the operation that they lead to. A link is followed as it says, or
//! not at all: a call that lacks a value may mean something else.

mod expression;
mod filling;
mod fit;
mod literal;

use super::context::Lowering;
use super::docs;
use super::operation::Found;
use super::rename;
use crate::diag::{Code, Diagnostic, Place, nearest};
use crate::document::{LinkTarget, LinkView};
use crate::ir::{Filling, Link, Operation, OperationId, ParamLocation, Response, TypeRef};
use filling::Filler;

/// Why a link cannot be followed.
pub(super) struct Astray {
    place: Place,
    message: String,
    remedy: String,
}

impl Astray {
    fn new(place: &Place, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            place: place.clone(),
            message: message.into(),
            remedy: remedy.into(),
        }
    }
}

impl Lowering<'_, '_> {
    /// Reads the links of all answers, once it is known which types there are.
    pub(super) fn links(&mut self) {
        let all = std::mem::take(&mut self.read);
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|index| all.get(*index).map(|it| (it.path(), it.method())));
        let mut links: Vec<Link> = Vec::new();
        for index in order {
            let from = OperationId(index as u32);
            let Some((found, operation)) = all.get(index).zip(self.api.operation(from).cloned())
            else {
                continue;
            };
            for (response, (name, place)) in found.links(&operation) {
                self.ledger.links.came_in += 1;
                let Some(view) = self.document.link(place) else {
                    self.ledger.links.skipped += 1;
                    continue;
                };
                let renamed = self.rename(view.extension(rename::KEY), &view.place);
                match self.link(&all, (from, &operation), response, &view) {
                    Ok(link) => add(
                        &mut links,
                        Link {
                            name: name.clone(),
                            rename: renamed,
                            ..link
                        },
                    ),
                    Err(astray) => {
                        self.ledger.links.skipped += 1;
                        let message = format!(
                            "the link `{name}` of `{}` {}",
                            found.route(),
                            astray.message
                        );
                        self.found.push(
                            Diagnostic::new(Code::LinkAstray, &astray.place, message)
                                .remedy(astray.remedy),
                        );
                    }
                }
            }
        }
        links
            .sort_by(|left, right| (left.resource, &left.name).cmp(&(right.resource, &right.name)));
        self.api.links = links;
        self.read = all;
    }

    fn link(
        &self,
        all: &[Found],
        (from, source): (OperationId, &Operation),
        response: &Response,
        view: &LinkView,
    ) -> Result<Link, Astray> {
        let (id, target) = self.target(all, view)?;
        self.check_server(target, view)?;
        let mut filler = Filler {
            api: &self.api,
            source,
            response,
            answer: None,
        };
        let mut params: Vec<Option<Filling>> = vec![None; target.params.len()];
        for (key, value) in &view.value.parameters {
            let place = view.place.child("parameters").child(key);
            let index = param(target, key)
                .map_err(|(message, remedy)| Astray::new(&place, message, remedy))?;
            if let (Some(slot), Some(param)) = (params.get_mut(index), target.params.get(index)) {
                let filling = filler.param(param, value);
                *slot = Some(
                    filling.map_err(|(message, remedy)| Astray::new(&place, message, remedy))?,
                );
            }
        }
        let body = match &view.value.request_body {
            None => None,
            Some(value) => {
                let place = view.place.child("requestBody");
                let filling = filler.body(target, value);
                Some(filling.map_err(|(message, remedy)| Astray::new(&place, message, remedy))?)
            }
        };
        if body.is_none() && params.iter().all(Option::is_none) {
            return Err(Astray::new(
                &view.place,
                format!("gives `{}` nothing", target.id),
                "say under `parameters` what that takes from the answer, or take the link out",
            ));
        }
        Ok(Link {
            name: String::new(),
            rename: None,
            docs: docs::of(None, view.description(), false),
            resource: source.resource,
            from: vec![from],
            answers: 1,
            answer: filler.answer.map(|used| TypeRef {
                nullable: false,
                ..used
            }),
            target: id,
            params,
            body,
            place: view.place.clone(),
        })
    }

    /// The operation that a link leads to.
    fn target<'o>(
        &'o self,
        all: &[Found],
        view: &LinkView,
    ) -> Result<(OperationId, &'o Operation), Astray> {
        let index = match &view.target {
            LinkTarget::Id(id) if id.is_empty() => {
                let remedy = "write `operationId` or `operationRef`";
                return Err(Astray::new(&view.place, "names no operation", remedy));
            }
            LinkTarget::Id(id) => by_id(all, view, id),
            LinkTarget::Place(target) => by_place(all, view, target),
            LinkTarget::Nowhere(problem) => Err(Astray::new(
                &view.place.child("operationRef"),
                format!("leads to no operation: {problem}"),
                REFERENCE,
            )),
        }?;
        let id = OperationId(index as u32);
        self.api
            .operation(id)
            .map(|operation| (id, operation))
            .ok_or_else(|| {
                Astray::new(
                    &view.place,
                    "leads to what was left out",
                    "mend the operation",
                )
            })
    }

    /// Refuses a link that sends its call elsewhere than the operation goes.
    fn check_server(&self, target: &Operation, view: &LinkView) -> Result<(), Astray> {
        let Some(said) = &view.value.server else {
            return Ok(());
        };
        let own = target.servers.first().or_else(|| self.api.servers.first());
        match own.is_some_and(|own| own.url == said.url) {
            true => Ok(()),
            false => Err(Astray::new(
                &view.place.child("server"),
                format!("goes to another server than `{}`", target.id),
                "describe the server at that operation, or take it out of the link",
            )),
        }
    }
}

const REFERENCE: &str = "write a reference such as `#/paths/~1apps~1{id}/get`";

fn by_id(all: &[Found], view: &LinkView, id: &str) -> Result<usize, Astray> {
    all.iter().position(|it| it.id() == id).ok_or_else(|| {
        let remedy = match nearest(id, all.iter().map(Found::id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the `operationId` of an operation of this document".to_owned(),
        };
        let message = format!("leads to `{id}`, which is no operation");
        Astray::new(&view.place.child("operationId"), message, remedy)
    })
}

fn by_place(all: &[Found], view: &LinkView, target: &Place) -> Result<usize, Astray> {
    let place = view.place.child("operationRef");
    let mut here = all
        .iter()
        .enumerate()
        .filter(|(_, it)| it.place() == target);
    match (here.next(), here.next()) {
        (Some((index, _)), None) => Ok(index),
        (Some(_), Some(_)) => {
            let remedy = "write the `operationId` of one of them";
            Err(Astray::new(
                &place,
                "leads to what several paths share",
                remedy,
            ))
        }
        (None, _) => {
            let message = "leads to what is no operation of this document";
            Err(Astray::new(&place, message, REFERENCE))
        }
    }
}

/// Adds a link to those that are known, one of which may say the same of another answer.
fn add(links: &mut Vec<Link>, link: Link) {
    let same = links.iter_mut().find(|it| {
        (it.resource, &it.name, &it.rename) == (link.resource, &link.name, &link.rename)
            && (it.target, &it.answer) == (link.target, &link.answer)
            && (&it.params, &it.body) == (&link.params, &link.body)
    });
    let Some(known) = same else {
        links.push(link);
        return;
    };
    known.answers += 1;
    for from in link.from {
        if !known.from.contains(&from) {
            known.from.push(from);
        }
    }
    if known.docs.description.is_none() {
        known.docs = link.docs;
    }
}

/// The parameter that a name means: itself, or qualified by where it goes.
fn param(target: &Operation, key: &str) -> Result<usize, (String, String)> {
    let is_called = |name: &str, own: &crate::ir::Param| match own.location {
        ParamLocation::Header => own.name.eq_ignore_ascii_case(name),
        _ => own.name == name,
    };
    let params = || target.params.iter().enumerate();
    let mut plain = params().filter(|(_, own)| is_called(key, own));
    match (plain.next(), plain.next()) {
        (Some((index, _)), None) => return Ok(index),
        (Some(_), Some(_)) => {
            let message = format!(
                "gives `{key}`, and `{}` has several parameters of that name",
                target.id
            );
            return Err((message, format!("say which one, as in `path.{key}`")));
        }
        (None, _) => {}
    }
    let qualified = key.split_once('.').and_then(|(place, name)| {
        let mut fitting = params().filter(|(_, own)| word(own.location) == place);
        fitting.find(|(_, own)| is_called(name, own))
    });
    if let Some((index, _)) = qualified {
        return Ok(index);
    }
    let names = || target.params.iter().map(|own| own.name.as_str());
    let remedy = match nearest(key, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if target.params.is_empty() => {
            "take it out: the operation has no parameters".to_owned()
        }
        None => {
            let names: Vec<String> = names().map(|name| format!("`{name}`")).collect();
            format!("there are {}", names.join(", "))
        }
    };
    Err((
        format!("gives `{key}`, which is no parameter of `{}`", target.id),
        remedy,
    ))
}

fn word(location: ParamLocation) -> &'static str {
    match location {
        ParamLocation::Path => "path",
        ParamLocation::Query => "query",
        ParamLocation::Header => "header",
        ParamLocation::Cookie => "cookie",
        ParamLocation::QueryString => "querystring",
    }
}
