//! Sets of JSON types. They know no schema.

/// A JSON type; whole numbers apart, since a reader sees the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A whole number.
    Integer,
    /// A number, whole or not.
    Number,
    /// A text.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl JsonKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];
}

/// Some JSON types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JsonKinds(u8);

impl JsonKinds {
    /// Every JSON type.
    pub const ANY: Self = Self(0x7f);

    /// One type.
    pub fn of(kind: JsonKind) -> Self {
        Self(1 << kind as u8)
    }

    /// Whether `kind` is one of them.
    pub fn has(self, kind: JsonKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// These and those.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// These without `kind`.
    #[must_use]
    pub fn without(self, kind: JsonKind) -> Self {
        Self(self.0 & !(1 << kind as u8))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of [`JsonKind`].
    pub fn iter(self) -> impl Iterator<Item = JsonKind> {
        JsonKind::ALL
            .into_iter()
            .filter(move |kind| self.has(*kind))
    }
}
