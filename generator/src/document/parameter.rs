//! Parameters.

use super::MediaView;
use crate::diag::Place;
use serde_json::Value;

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
    pub value: openapiv3::Parameter,
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
