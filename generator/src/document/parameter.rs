//! Parameters.

use super::example::Examples;
use super::read::place_of;
use super::{Document, MediaView, keywords};
use crate::diag::Place;
use crate::project::keys;
use openapiv3::{
    CookieStyle, HeaderStyle, Parameter, ParameterSchemaOrContent, PathStyle, QueryStyle,
};
use serde_json::Value;
use std::rc::Rc;

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// `path`
    Path,
    /// `query`
    Query,
    /// `header`
    Header,
    /// `cookie`
    Cookie,
    /// `querystring`: the whole query string (3.2).
    QueryString,
}

/// How a value is laid out as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `form`
    Form,
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `cookie` (3.2)
    Cookie,
}

/// A parameter, its references followed.
#[derive(Clone, Debug)]
pub struct ParameterView {
    /// What it says, its children replaced by references to places.
    pub value: Parameter,
    /// Where it is, at the end of the references.
    pub place: Place,
    /// Where it goes.
    pub location: Location,
    /// How its value is laid out: as it says, else as its location has it.
    pub style: Style,
    /// Whether elements and members are laid out one by one: as it says, else as its style has it.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// Its schema. None has one that is described by `content`, or one that says nothing.
    pub schema: Option<Place>,
    /// Its media type and what is in it, where it is described so.
    pub content: Vec<(String, MediaView)>,
    /// Its examples.
    pub examples: Vec<Value>,
    /// What a reference to it says instead of its own description.
    pub(super) description: Option<String>,
}

impl ParameterView {
    /// Its name on the wire.
    pub fn name(&self) -> &str {
        &self.value.parameter_data_ref().name
    }

    /// Whether it must be given.
    pub fn required(&self) -> bool {
        self.value.parameter_data_ref().required
    }

    /// Whether one should stop using it.
    pub fn deprecated(&self) -> bool {
        self.value.parameter_data_ref().deprecated.unwrap_or(false)
    }

    /// What it is.
    pub fn description(&self) -> Option<&str> {
        self.description
            .as_deref()
            .or(self.value.parameter_data_ref().description.as_deref())
    }

    /// An extension.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.value.parameter_data_ref().extensions.get(name)
    }
}

impl Document<'_> {
    /// The parameter at that place, or that the reference there leads to.
    pub fn parameter(&self, place: &Place) -> Option<Rc<ParameterView>> {
        self.view(&self.parameters, place, |followed| {
            let place = followed.place;
            self.count_once(&place, followed.node, keywords::parameter);
            let value = self.projector().parameter(&place, followed.node)?;
            let value: Parameter = self.read(&place, value)?;
            let data = value.parameter_data_ref();
            let (schema, content) = match &data.format {
                ParameterSchemaOrContent::Schema(schema) => (place_of(&place, schema), Vec::new()),
                ParameterSchemaOrContent::Content(content) => {
                    (None, self.content(&place.child("content"), content.clone()))
                }
            };
            let examples = Examples {
                one: &data.example,
                named: &data.examples,
                extensions: &data.extensions,
            };
            let examples = self.examples(&place, &examples);
            let (location, style) = location_and_style(&value);
            let said = |key| data.extensions.get(key).and_then(Value::as_bool);
            let reserved = match &value {
                Parameter::Query { allow_reserved, .. } => *allow_reserved,
                _ => said(keys::ALLOW_RESERVED).unwrap_or(false),
            };
            Some(ParameterView {
                explode: data.explode.unwrap_or(style.explodes()),
                allow_reserved: reserved,
                place,
                location,
                style,
                schema,
                content,
                examples,
                description: followed.description,
                value,
            })
        })
    }
}

fn location_and_style(value: &Parameter) -> (Location, Style) {
    let extensions = &value.parameter_data_ref().extensions;
    let says = |key, what| extensions.get(key).and_then(Value::as_str) == Some(what);
    match value {
        Parameter::Query { style, .. } if says(keys::LOCATION, "querystring") => {
            (Location::QueryString, Style::of_query(style))
        }
        Parameter::Query { style, .. } => (Location::Query, Style::of_query(style)),
        Parameter::Header {
            style: HeaderStyle::Simple,
            ..
        } => (Location::Header, Style::Simple),
        Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (Location::Path, style)
        }
        Parameter::Cookie { .. } if says(keys::STYLE, "cookie") => {
            (Location::Cookie, Style::Cookie)
        }
        Parameter::Cookie {
            style: CookieStyle::Form,
            ..
        } => (Location::Cookie, Style::Form),
    }
}

impl Style {
    pub(super) fn of_query(style: &QueryStyle) -> Self {
        match style {
            QueryStyle::Form => Self::Form,
            QueryStyle::SpaceDelimited => Self::SpaceDelimited,
            QueryStyle::PipeDelimited => Self::PipeDelimited,
            QueryStyle::DeepObject => Self::DeepObject,
        }
    }

    /// What `explode` is where nothing is said.
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }
}
