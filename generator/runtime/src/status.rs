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

/// How one variant is read, and from which statuses.
pub type Variant<'s, T> = (&'s [Statuses], fn(&RawResponse) -> Result<T, Error>);

impl RawResponse {
    /// Reads the variant whose statuses fit most closely: the exact status, then a range, then the default.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when no variant fits, or when its body can't be read.
    pub fn pick<T>(&self, variants: &[Variant<'_, T>]) -> Result<T, Error> {
        let status = self.status();
        let fitting = variants.iter().filter_map(|(statuses, read)| {
            let widths = statuses
                .iter()
                .filter(|range| range.contains(status))
                .map(|range| range.width());
            widths.min().map(|width| (width, read))
        });
        match fitting.min_by_key(|(width, _)| *width) {
            Some((_, read)) => read(self),
            None => Err(self.unreadable("a status that the document doesn't list")),
        }
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
    (@read $variant:ident) => { |_| Ok(Self::$variant) };
    (@read $variant:ident ($body:ty)) => { |response| response.json().map(Self::$variant) };
    (@read $variant:ident ($body:ty) $kind:ident) => { |response| response.$kind().map(Self::$variant) };
    ($name:ident { $($variant:ident $(($body:ty))?: $($status:tt)|+ $($kind:ident)?),* $(,)? }) => {
        impl crate::runtime::FromResponse for $name {
            fn from_response(
                response: &crate::runtime::RawResponse,
            ) -> Result<Self, crate::runtime::Error> {
                response.pick(&[$((
                    &[$(crate::runtime::Statuses::of(stringify!($status))),+],
                    crate::runtime::by_status!(@read $variant $(($body))? $($kind)?),
                )),*])
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use by_status;
