//! Single values.

/// A single value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntWidth),
    /// A number of 32 bits (`float`).
    Float,
    /// A number.
    Double,
    /// A text.
    Text,
    /// A text that no log or message may show (`password`, or marked as secret).
    Secret,
    /// An instant (`date-time`).
    DateTime,
    /// An instant in whole seconds.
    Second,
    /// A day (`date`).
    Date,
    /// A UUID.
    Uuid,
    /// Bytes, as base64 in a JSON text (`byte`).
    Base64,
    /// Raw bytes: a part or a body, not JSON (`binary`).
    Binary,
    /// Only `null`.
    Null,
}

/// How wide a whole number is, from its format and its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IntWidth {
    /// 32 bits, signed (`int32`).
    I32,
    /// 64 bits, signed: where nothing else is said.
    I64,
    /// 32 bits, unsigned (`uint32`).
    U32,
    /// 64 bits, unsigned: `uint64`, or bounds beyond `I64`.
    U64,
    /// 128 bits, signed: bounds beyond all of the others.
    I128,
}

/// A value written in the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Literal {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// Another number, as it is written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`.
    Null,
}
