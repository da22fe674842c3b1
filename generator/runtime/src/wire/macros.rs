//! The macros that list a type's wire form: a line a field, a variant or a value.
//!
//! What they expand to is small and generic over nothing: tables for the reader and the writer. All of it is
//! `#[inline]`: a type costs a program that uses it, and nobody else. The library would have machine code for every
//! type otherwise, which is most of what a release build of it takes.
#![allow(
    unused_imports,
    unused_macros,
    reason = "which of them are used depends on the API"
)]

/// The wire form of a struct, a line a field; see the tests for each form. By the same table the struct is `Clone`,
/// `Debug` and `PartialEq`.
macro_rules! wire {
    ($name:ident { $($field:ident: $presence:ident $member:literal $(= $value:literal)?),* $(,)? }) => {
        impl crate::runtime::wire::Wire for $name {
            #[inline]
            fn blank() -> Self {
                Self { $($field: crate::runtime::wire::initial::$presence($($value)?)),* }
            }

            #[inline]
            fn members(&self, look: &mut dyn crate::runtime::wire::Look) {
                look.object(
                    &[$(crate::runtime::wire::Field::$presence($member)),*],
                    &[$(&self.$field),*],
                    None,
                );
            }

            #[inline]
            fn members_mut(&mut self, fill: &mut dyn crate::runtime::wire::Fill) {
                fill.object(&mut [$(&mut self.$field),*], None);
            }
        }

        crate::runtime::wire::wire_record! { $name $($field)* }
    };
    ($name:ident { $($field:ident: $presence:ident $member:literal $(= $value:literal)?,)* ..$rest:ident $(,)? }) => {
        impl crate::runtime::wire::Wire for $name {
            #[inline]
            fn blank() -> Self {
                Self {
                    $($field: crate::runtime::wire::initial::$presence($($value)?),)*
                    $rest: crate::runtime::wire::Wire::blank(),
                }
            }

            #[inline]
            fn members(&self, look: &mut dyn crate::runtime::wire::Look) {
                look.object(
                    &[$(crate::runtime::wire::Field::$presence($member)),*],
                    &[$(&self.$field),*],
                    Some(&self.$rest),
                );
            }

            #[inline]
            fn members_mut(&mut self, fill: &mut dyn crate::runtime::wire::Fill) {
                fill.object(&mut [$(&mut self.$field),*], Some(&mut self.$rest));
            }
        }

        crate::runtime::wire::wire_record! { $name $($field)* $rest }
    };
}

/// For `wire!` alone: the traits that would be derived. Bodies that were written out for each type are what
/// compiling would spend most of its time on.
macro_rules! wire_record {
    ($name:ident $($field:ident)*) => {
        impl ::std::clone::Clone for $name {
            #[inline]
            fn clone(&self) -> Self {
                crate::runtime::wire::record::copy(self)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                crate::runtime::wire::record::same(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                crate::runtime::wire::record::show(self, stringify!($name $($field)*), f)
            }
        }

        crate::runtime::wire::wire_bridge! { $name }
    };
}

/// The wire form of an open enum of strings, or of integers.
macro_rules! wire_enum {
    ($name:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $name {
            /// The text on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unrecognized(other) => other.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Unrecognized(crate::runtime::wire::Unrecognized::new(other)),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::runtime::wire::Wire for $name {
            #[inline]
            fn blank() -> Self {
                Self::Unrecognized(crate::runtime::wire::Unrecognized::new(""))
            }

            #[inline]
            fn read(
                &mut self,
                peek: crate::runtime::wire::Peek,
                reader: &mut crate::runtime::wire::Reader<'_>,
            ) -> crate::runtime::wire::Done {
                *self = Self::from(reader.string(peek)?);
                if matches!(self, Self::Unrecognized(_)) {
                    reader.lose();
                }
                Ok(())
            }

            #[inline]
            fn write(&self, writer: &mut crate::runtime::wire::Writer) {
                writer.string(self.as_str());
            }
        }

        crate::runtime::wire::wire_bridge! { $name }
    };
    ($name:ident: i64 { $($variant:ident = $number:literal),* $(,)? }) => {
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_i64() == other.as_i64()
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_i64().hash(state);
            }
        }

        impl $name {
            /// The number on the wire.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unrecognized(other) => *other,
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            #[inline]
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    other => Self::Unrecognized(other),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl crate::runtime::wire::Wire for $name {
            #[inline]
            fn blank() -> Self {
                Self::Unrecognized(0)
            }

            #[inline]
            fn read(
                &mut self,
                peek: crate::runtime::wire::Peek,
                reader: &mut crate::runtime::wire::Reader<'_>,
            ) -> crate::runtime::wire::Done {
                let mut number = 0i64;
                crate::runtime::wire::Wire::read(&mut number, peek, reader)?;
                *self = Self::from(number);
                if matches!(self, Self::Unrecognized(_)) {
                    reader.lose();
                }
                Ok(())
            }

            #[inline]
            fn write(&self, writer: &mut crate::runtime::wire::Writer) {
                crate::runtime::wire::Wire::write(&self.as_i64(), writer);
            }
        }

        crate::runtime::wire::wire_bridge! { $name }
    };
}

/// The wire form of a union: what the JSON of each variant looks like, or the tag that names it.
macro_rules! wire_union {
    ($name:ident tagged $tag:literal {
        $($variant:ident($payload:ty): $first:literal $(| $more:literal)*),+ $(,)?
    }) => {
        crate::runtime::wire::wire_payloads! { $name { $($variant)+ } }

        impl crate::runtime::wire::Wire for $name {
            #[inline]
            fn blank() -> Self {
                Self::Unrecognized(crate::runtime::wire::Wire::blank())
            }

            #[inline]
            fn read(
                &mut self,
                peek: crate::runtime::wire::Peek,
                reader: &mut crate::runtime::wire::Reader<'_>,
            ) -> crate::runtime::wire::Done {
                reader.union(peek, self, const { &[$(
                    crate::runtime::wire::Form::object(stringify!($variant)).tag($tag, &[$first $(, $more)*])
                ),+] })
            }

            #[inline]
            fn write(&self, writer: &mut crate::runtime::wire::Writer) {
                match self {
                    $(Self::$variant(payload) => writer.tagged($tag, $first, payload),)+
                    Self::Unrecognized(payload) => payload.write(writer),
                }
            }
        }

        crate::runtime::wire::wire_bridge! { $name }
    };
    ($name:ident { $(
        $variant:ident($payload:ty): $kind:ident
            $(where $tag:literal = $($value:literal)|+)?
            $(needs $($need:literal),+)?
            $(knows $($know:literal),+)?
    ),+ $(,)? }) => {
        crate::runtime::wire::wire_payloads! { $name { $($variant)+ } }

        impl crate::runtime::wire::Wire for $name {
            #[inline]
            fn blank() -> Self {
                Self::Unrecognized(crate::runtime::wire::Wire::blank())
            }

            #[inline]
            fn read(
                &mut self,
                peek: crate::runtime::wire::Peek,
                reader: &mut crate::runtime::wire::Reader<'_>,
            ) -> crate::runtime::wire::Done {
                reader.union(peek, self, const { &[$(
                    crate::runtime::wire::Form::$kind(stringify!($variant))
                        $(.tag($tag, &[$($value),+]))?
                        $(.needs(&[$($need),+]))?
                        $(.knows(&[$($know),+]))?
                ),+] })
            }

            #[inline]
            fn write(&self, writer: &mut crate::runtime::wire::Writer) {
                match self {
                    $(Self::$variant(payload) => payload.write(writer),)+
                    Self::Unrecognized(payload) => payload.write(writer),
                }
            }
        }

        crate::runtime::wire::wire_bridge! { $name }
    };
}

/// For `wire_union!` alone: the variants' payloads as values to be filled.
macro_rules! wire_payloads {
    ($name:ident { $($variant:ident)+ }) => {
        impl crate::runtime::wire::Union for $name {
            #[inline]
            fn assume(&mut self, variant: &str) -> &mut dyn crate::runtime::wire::Wire {
                *self = match variant {
                    $(stringify!($variant) => Self::$variant(crate::runtime::wire::Wire::blank()),)+
                    _ => Self::Unrecognized(crate::runtime::wire::Wire::blank()),
                };
                match self {
                    $(Self::$variant(payload) => payload,)+
                    Self::Unrecognized(payload) => payload,
                }
            }
        }
    };
}

/// Setters that can be chained, a line an optional member.
macro_rules! setters {
    ($name:ident { $($(#[$docs:meta])* $field:ident: $type:ty),* $(,)? }) => {
        impl $name {
            $(
                $(#[$docs])*
                #[must_use]
                pub fn $field(mut self, $field: impl ::std::convert::Into<$type>) -> Self {
                    crate::runtime::wire::initial::set::<$type, _, _>(&mut self.$field, $field);
                    self
                }
            )*
        }
    };
}

/// Methods that can be chained and add an entry to a map, a line a map.
macro_rules! inserters {
    ($name:ident { $($(#[$docs:meta])* $method:ident: $field:ident, $type:ty;)* }) => {
        impl $name {
            $(
                $(#[$docs])*
                #[must_use]
                pub fn $method(
                    mut self,
                    name: impl ::std::convert::Into<::std::string::String>,
                    value: impl ::std::convert::Into<$type>,
                ) -> Self {
                    let value: $type = value.into();
                    let map = crate::runtime::wire::Slot::entries(&mut self.$field);
                    map.insert(name.into(), value.into());
                    self
                }
            )*
        }
    };
}

/// `serde`'s traits for a type that has a wire form, where the crate's feature `serde` asks for them.
#[cfg(feature = "serde")]
macro_rules! wire_bridge {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                crate::runtime::wire::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                crate::runtime::wire::deserialize(deserializer)
            }
        }
    };
}

/// Nothing: what the compiler would have to read for each type, only to pass it over, is not there at all.
#[cfg(not(feature = "serde"))]
macro_rules! wire_bridge {
    ($name:ident) => {};
}

pub(crate) use {
    inserters, setters, wire, wire_bridge, wire_enum, wire_payloads, wire_record, wire_union,
};
