//! Parameters.

use super::media::layout;
use super::{Found, path};
use crate::diag::{Code, Diagnostic, Place};
use crate::document::{Location, ParameterView, SchemaType};
use crate::ir::{
    AnyReason, Codec, Docs, Layout, Limits, Param, ParamLocation, Scalar, Type, TypeRef,
};
use crate::lower::context::Lowering;
use crate::lower::schema::{bounds, scalar};
use crate::lower::{docs, rename};
use std::rc::Rc;

/// How a list is encoded that Cloud Foundry's query parameters hold.
const LIST_ENCODING: &str = "x-launchway-list-encoding";

impl Lowering<'_, '_> {
    pub(super) fn params(&mut self, found: &Found) -> Vec<Param> {
        let template = path::params(&found.entry.path);
        let mut params = Vec::new();
        for view in overridden(&found.params) {
            if let Some(location) = self.location(&view, &template) {
                params.push(self.param(&view, location));
            }
        }
        for name in template {
            let is_there = |it: &Param| it.location == ParamLocation::Path && it.name == name;
            if !params.iter().any(is_there) {
                params.push(self.undeclared(name, &found.view.place));
            }
        }
        params
    }

    /// Where a parameter goes; nowhere, if it is left out, which is reported.
    fn location(&mut self, view: &ParameterView, template: &[&str]) -> Option<ParamLocation> {
        let name = view.name();
        let report = match view.location {
            Location::Query => return Some(ParamLocation::Query),
            Location::Cookie => return Some(ParamLocation::Cookie),
            Location::Path if template.contains(&name) => return Some(ParamLocation::Path),
            Location::Header if !is_own_header(name) => return Some(ParamLocation::Header),
            Location::Header => Diagnostic::new(
                Code::HeaderIgnored,
                &view.place,
                format!("the client sets the header `{name}` itself"),
            )
            .remedy("the parameter is left out"),
            Location::Path => Diagnostic::new(
                Code::PathParamStray,
                &view.place,
                format!("the path has no `{{{name}}}`"),
            )
            .remedy("the parameter is left out"),
            Location::QueryString => match self.query_codec(view) {
                Some(Codec::Form | Codec::Json) => return Some(ParamLocation::QueryString),
                _ => Diagnostic::new(
                    Code::ParamSkipped,
                    &view.place,
                    format!("`{name}` is the whole query, and neither a form nor JSON"),
                )
                .remedy("it is left out; describe each query parameter"),
            },
        };
        self.found.push(report);
        None
    }

    /// How a parameter that is the whole query is encoded.
    fn query_codec(&mut self, view: &ParameterView) -> Option<Codec> {
        let (media, inside) = view.content.first()?;
        Some(self.codec(media, inside))
    }

    fn param(&mut self, view: &ParameterView, location: ParamLocation) -> Param {
        let (ty, layout) = self.param_type(view);
        Param {
            name: view.name().to_owned(),
            rename: self.rename(view.extension(rename::KEY), &view.place),
            location,
            required: view.required() || location == ParamLocation::Path,
            layout: self.list_encoding(view, location).unwrap_or(layout),
            ty,
            allow_reserved: view.allow_reserved,
            parts: match (location, view.content.first()) {
                (ParamLocation::QueryString, Some((_, inside))) => super::media::parts(inside),
                _ => Vec::new(),
            },
            docs: docs::of(None, view.description(), view.deprecated()),
            limits: self.param_limits(view),
            example: self.example(&view.examples),
            place: view.place.clone(),
        }
    }

    fn param_type(&mut self, view: &ParameterView) -> (TypeRef, Layout) {
        let styled = layout(view.style, view.explode);
        if let Some((media, inside)) = view.content.first() {
            let layout = match self.codec(media, inside) {
                Codec::Json => Layout::Json,
                _ => styled,
            };
            let ty = match &inside.schema {
                Some(schema) => self.use_of(schema),
                None if layout == Layout::Json => self.any(AnyReason::NoSchema, &inside.place),
                None => TypeRef::new(Type::Scalar(Scalar::Text)),
            };
            return (ty, layout);
        }
        let ty = match &view.schema {
            Some(schema) => self.use_of(schema),
            None => TypeRef::new(Type::Scalar(Scalar::Text)),
        };
        (ty, styled)
    }

    fn param_limits(&mut self, view: &ParameterView) -> Limits {
        let schema = view.schema.as_ref();
        let Some(target) = schema.and_then(|place| self.follow(place).place()) else {
            return Limits::default();
        };
        let merged = self.merge_place(&target);
        bounds::of(&merged.limits, scalar::format_left(&merged))
    }

    /// The layout that `x-launchway-list-encoding` asks for: only of lists in the query.
    fn list_encoding(&mut self, view: &ParameterView, location: ParamLocation) -> Option<Layout> {
        let said = view.extension(LIST_ENCODING)?.clone();
        if said.as_str() != Some("percent") {
            let message = format!("`{LIST_ENCODING}` is {said}, which is unknown");
            self.unfit(
                &view.place.child(LIST_ENCODING),
                message,
                "write `percent`, or leave it out",
            );
            return None;
        }
        let target = view
            .schema
            .as_ref()
            .and_then(|place| self.follow(place).place());
        let is_list =
            target.is_some_and(|target| self.merge_place(&target).types == [SchemaType::Array]);
        if is_list && location == ParamLocation::Query {
            return Some(Layout::PercentList);
        }
        let message = format!(
            "`{LIST_ENCODING}` stands at `{}`, which is no list in the query",
            view.name()
        );
        self.unfit(
            &view.place.child(LIST_ENCODING),
            message,
            "leave it out, or make it an array",
        );
        None
    }

    /// A parameter that the path names and nothing declares.
    fn undeclared(&mut self, name: &str, place: &Place) -> Param {
        self.found.push(
            Diagnostic::new(
                Code::PathParamAdded,
                place,
                format!("the path parameter `{name}` is not declared"),
            )
            .remedy("it is a text"),
        );
        Param {
            name: name.to_owned(),
            rename: None,
            location: ParamLocation::Path,
            required: true,
            ty: TypeRef::new(Type::Scalar(Scalar::Text)),
            layout: Layout::Simple { explode: false },
            allow_reserved: false,
            parts: Vec::new(),
            docs: Docs::default(),
            limits: Limits::default(),
            example: None,
            place: place.clone(),
        }
    }
}

/// The path item's parameters and the operation's own, which stand in the place of those that they override.
fn overridden(all: &[Rc<ParameterView>]) -> Vec<Rc<ParameterView>> {
    let mut kept: Vec<Rc<ParameterView>> = Vec::new();
    for view in all {
        let known = kept
            .iter_mut()
            .find(|it| it.location == view.location && it.name() == view.name());
        match known {
            Some(known) => *known = Rc::clone(view),
            None => kept.push(Rc::clone(view)),
        }
    }
    kept
}

/// Headers that follow from the body, the answer and the credentials.
fn is_own_header(name: &str) -> bool {
    ["accept", "content-type", "authorization"]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own))
}
