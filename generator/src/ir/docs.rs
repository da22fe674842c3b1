//! What the document says to people.

/// What the document says of a thing; CommonMark, not yet cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// A line.
    pub summary: Option<String>,
    /// The long form.
    pub description: Option<String>,
    /// Whether one should stop using it.
    pub deprecated: bool,
}

/// What values must satisfy. The client documents it and leaves the judgement to the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The least value, as it is written.
    pub minimum: Option<String>,
    /// Whether the least value itself is excluded.
    pub exclusive_minimum: bool,
    /// The greatest value, as it is written.
    pub maximum: Option<String>,
    /// Whether the greatest value itself is excluded.
    pub exclusive_maximum: bool,
    /// What every value is a multiple of, as it is written.
    pub multiple_of: Option<String>,
    /// The least length: characters of a text, elements of a list, members of a map.
    pub min_length: Option<u64>,
    /// The greatest length.
    pub max_length: Option<u64>,
    /// Whether the elements of a list differ from each other.
    pub unique: bool,
    /// The regular expression (ECMA-262) that a text matches.
    pub pattern: Option<String>,
    /// A format that has no type of its own, such as `email`.
    pub format: Option<String>,
    /// What the server assumes where the member is left out, as JSON.
    pub default: Option<String>,
}

impl Limits {
    /// Nothing at all.
    pub const NONE: Self = Self {
        minimum: None,
        exclusive_minimum: false,
        maximum: None,
        exclusive_maximum: false,
        multiple_of: None,
        min_length: None,
        max_length: None,
        unique: false,
        pattern: None,
        format: None,
        default: None,
    };

    /// These, if they are any.
    pub fn some(self) -> Option<Box<Self>> {
        (self != Self::NONE).then(|| Box::new(self))
    }
}
