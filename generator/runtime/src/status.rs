//! Statuses as a document names them (`201`, `4XX`, `default`), and types whose variants they pick.
//!
//! It knows nothing of operations.

use super::{Error, RawResponse};
use http::StatusCode;

/// One status, a range of them, or all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statuses {
    from: u16,
    to: u16,
}

impl Statuses {
    /// Reads `201`, `4XX` or `default`; anything else is met by no status.
    pub const fn of(text: &str) -> Self {
        match text.as_bytes() {
            b"default" => Self {
                from: 0,
                to: u16::MAX,
            },
            [class @ b'1'..=b'9', b'X' | b'x', b'X' | b'x'] => {
                let from = (*class - b'0') as u16 * 100;
                Self {
                    from,
                    to: from + 99,
                }
            }
            [a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] => {
                let status =
                    (*a - b'0') as u16 * 100 + (*b - b'0') as u16 * 10 + (*c - b'0') as u16;
                Self {
                    from: status,
                    to: status,
                }
            }
            _ => Self { from: 1, to: 0 },
        }
    }

    /// Whether the status is among them.
    pub const fn contains(self, status: StatusCode) -> bool {
        self.from <= status.as_u16() && status.as_u16() <= self.to
    }

    /// Whether it is one status.
    pub const fn is_exact(self) -> bool {
        self.from == self.to
    }

    /// How many statuses it holds: of those that fit, the narrowest decides.
    const fn width(self) -> u16 {
        self.to.saturating_sub(self.from)
    }
}

/// A type that is read from a whole response: any JSON type, and every `by_status!` type.
pub trait FromResponse: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the response holds something else.
    fn from_response(response: &RawResponse) -> Result<Self, Error>;
}

impl<T: super::wire::Wire> FromResponse for T {
    fn from_response(response: &RawResponse) -> Result<Self, Error> {
        response.json()
    }
}

/// The variants of a type that goes by the status, looked at in their order.
#[derive(Debug)]
pub struct Variants {
    /// How many come before the one that fits; none does where there is nothing.
    left: Option<usize>,
}

impl Variants {
    /// Whether this one fits, and then the next one.
    pub fn next_fits(&mut self) -> bool {
        let fits = self.left == Some(0);
        self.left = self.left.and_then(|left| left.checked_sub(1));
        fits
    }
}

impl RawResponse {
    /// The variants by their statuses; the one fits whose statuses do most closely: the exact status, then a range, then
    /// the default.
    pub fn variants(&self, variants: &[&[&str]]) -> Variants {
        let widths = variants.iter().enumerate().filter_map(|(index, texts)| {
            let statuses = texts.iter().map(|text| Statuses::of(text));
            let fitting = statuses.filter(|range| range.contains(self.status()));
            fitting
                .map(Statuses::width)
                .min()
                .map(|width| (width, index))
        });
        let left = widths.min_by_key(|(width, _)| *width);
        Variants {
            left: left.map(|(_, index)| index),
        }
    }

    /// The error for a status that no variant fits.
    ///
    /// # Errors
    ///
    /// Always [`Error::Decode`].
    pub fn unlisted<T>(&self) -> Result<T, Error> {
        Err(self.unreadable("a status that the document doesn't list"))
    }
}

/// Writes [`FromResponse`] for an enum whose variants stand for statuses:
///
/// ```text
/// by_status! { Output {
///     Created(Thing): 201,
///     Accepted(Job): 202 | 203,
///     NoContent: 204,
///     Plain(String): 400 text,         // `text`, `bytes` or `items` where the body isn't JSON
///     Refused(Refusal): 4XX,
///     Other(Json): default,
/// } }
/// ```
// An API may have no such type.
#[allow(unused_macros)]
macro_rules! by_status {
    (@read $response:ident $variant:ident) => { Ok(Self::$variant) };
    (@read $response:ident $variant:ident ($body:ty)) => { $response.json().map(Self::$variant) };
    (@read $response:ident $variant:ident ($body:ty) $kind:ident) => { $response.$kind().map(Self::$variant) };
    ($name:ident { $($variant:ident $(($body:ty))?: $($status:tt)|+ $($kind:ident)?),* $(,)? }) => {
        impl crate::runtime::FromResponse for $name {
            #[inline]
            fn from_response(
                response: &crate::runtime::RawResponse,
            ) -> Result<Self, crate::runtime::Error> {
                // Not closures in a table: each would be one more body to check.
                let mut variants = response.variants(&[$(&[$(stringify!($status)),+]),*]);
                $(if variants.next_fits() {
                    return crate::runtime::by_status!(@read response $variant $(($body))? $($kind)?);
                })*
                response.unlisted()
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use by_status;
