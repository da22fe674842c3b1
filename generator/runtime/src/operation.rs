//! An operation of an API as a type: what it is called by, what it answers, how its answer is read.
//!
//! The trait, its constants and the macro that writes both stand here; nothing here sends anything.

use super::{Error, Method, RawResponse, Repeats, Sequence, Statuses};

/// An operation; implemented by `operation!` for a marker type.
pub trait Operation: Send + Sync + 'static {
    /// What a successful call gives.
    type Output: Send;
    /// The body that the API documents for failures, for [`Error::body`].
    type Error;
    /// What is needed to build the request and to judge the response.
    const DESCRIPTOR: Descriptor;

    /// Reads the output from a response that is a success.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body is not what the document says.
    fn decode(response: &RawResponse) -> Result<Self::Output, Error>;
}

/// The constants of an operation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Descriptor {
    /// The operation's id in the API's document; empty where it has none.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path template, as in the document.
    pub path: &'static str,
    /// What `Accept` says; nothing is sent without it.
    pub accept: Option<&'static str>,
    /// The member of the answer that holds the output.
    pub envelope: Option<&'static str>,
    /// The credentials needed, where they differ from the API's: alternatives of sets.
    pub security: Option<&'static [&'static [&'static str]]>,
    /// Where it is served, where that is not the client's server: an address, or a path on that server. A base URL
    /// that the user gives is what is called, whatever this says.
    pub server: Option<&'static str>,
    /// The statuses that are a success, where these are not simply all of 200 to 299.
    pub success: Option<&'static [Statuses]>,
    /// Whether it may be repeated, where the document says so.
    pub retry: Option<Repeats>,
    /// Whether the answer may be looked into as JSON.
    pub answer: Answer,
    /// The sequence of items that it may answer with.
    pub sequence: Option<Sequence>,
}

/// What kind of body an operation answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// JSON, or nothing.
    Json,
    /// The user's own content, never looked into.
    Opaque,
}

impl Descriptor {
    const fn new(
        method: Method,
        path: &'static str,
        accept: Option<&'static str>,
        answer: Answer,
    ) -> Self {
        Self {
            id: "",
            method,
            path,
            accept,
            envelope: None,
            security: None,
            server: None,
            success: None,
            retry: None,
            answer,
            sequence: None,
        }
    }

    /// An operation that answers with JSON.
    pub const fn json(method: Method, path: &'static str) -> Self {
        Self::new(method, path, Some("application/json"), Answer::Json)
    }

    /// An operation that answers with JSON or with nothing.
    pub const fn optional(method: Method, path: &'static str) -> Self {
        Self::json(method, path)
    }

    /// An operation whose status says what it answers with.
    pub const fn by_status(method: Method, path: &'static str) -> Self {
        Self::json(method, path)
    }

    /// An operation whose body, if any, says nothing.
    pub const fn unit(method: Method, path: &'static str) -> Self {
        Self::new(method, path, None, Answer::Json)
    }

    /// An operation that answers with a sequence of items.
    pub const fn items(method: Method, path: &'static str) -> Self {
        Self::new(method, path, None, Answer::Opaque)
    }

    /// An operation that answers with text.
    pub const fn text(method: Method, path: &'static str) -> Self {
        Self::new(method, path, None, Answer::Opaque)
    }

    /// An operation that answers with bytes.
    pub const fn bytes(method: Method, path: &'static str) -> Self {
        Self::new(method, path, None, Answer::Opaque)
    }

    /// Names the operation.
    #[must_use]
    pub const fn id(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }

    /// Says which member of the answer holds the output.
    #[must_use]
    pub const fn envelope(mut self, member: &'static str) -> Self {
        self.envelope = Some(member);
        self
    }

    /// Says which credentials are needed.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = Some(alternatives);
        self
    }

    /// Says where it is served.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Says which media types are asked for.
    #[must_use]
    pub const fn accept(mut self, media: &'static str) -> Self {
        self.accept = Some(media);
        self
    }

    /// Says which statuses are a success.
    #[must_use]
    pub const fn success(mut self, statuses: &'static [Statuses]) -> Self {
        self.success = Some(statuses);
        self
    }

    /// Says whether it may be repeated.
    #[must_use]
    pub const fn retry(mut self, repeats: Repeats) -> Self {
        self.retry = Some(repeats);
        self
    }

    /// Says which sequence of items it may answer with.
    #[must_use]
    pub const fn sequence(mut self, sequence: Sequence) -> Self {
        self.sequence = Some(sequence);
        self
    }

    /// Whether a response of that status is a success.
    pub(crate) fn is_success(&self, status: http::StatusCode) -> bool {
        match self.success {
            Some(statuses) => statuses.iter().any(|range| range.contains(status)),
            None => status.is_success(),
        }
    }

    /// Whether the document lists that very status as a success.
    pub(crate) fn expects(&self, status: http::StatusCode) -> bool {
        self.success.is_some_and(|statuses| {
            statuses
                .iter()
                .any(|range| range.is_exact() && range.contains(status))
        })
    }
}

/// Writes an operation's marker type and its [`Operation`]:
///
/// ```text
/// operation! {
///     /// docs
///     Name: Method::Post, "/path/{template}" => OUTPUT,
///     id "operation-id",                        // all from here on may be left out, the order is fixed
///     envelope "result",
///     errors ErrorType,
///     security [["token"], ["email", "key"]],
///     server "https://files.example.com",
///     accept "application/json",
///     success 200 | 201 | 2XX | default,
///     retry Safe,                               // or `UntilGone`, or `Never`
///     stream "text/event-stream" EventData ItemType,
///     pages ItemType: link("/resources", "/pagination/next/href").total_items("/pagination/total_results")
/// }
/// ```
///
/// What comes after `pages` is a constructor of [`Paging`](super::Paging) and its methods.
/// OUTPUT is a type (JSON), `()`, `text`, `bytes`, `optional Type`, `by_status Type`, or, of what is a stream and
/// nothing else, `items Type`.
// An API may have no operation at all.
#[allow(unused_macros)]
macro_rules! operation {
    ($(#[$meta:meta])* $name:ident: $method:expr, $path:literal => () $($more:tt)*) => {
        crate::runtime::operation! { @ $(#[$meta])* $name $method, $path => (), unit $($more)* }
    };
    ($(#[$meta:meta])* $name:ident: $method:expr, $path:literal => text $($more:tt)*) => {
        crate::runtime::operation! { @ $(#[$meta])* $name $method, $path => String, text $($more)* }
    };
    ($(#[$meta:meta])* $name:ident: $method:expr, $path:literal => bytes $($more:tt)*) => {
        crate::runtime::operation! { @ $(#[$meta])* $name $method, $path => crate::runtime::Bytes, bytes $($more)* }
    };
    ($(#[$meta:meta])* $name:ident: $method:expr, $path:literal => optional $output:ty $(, $($more:tt)*)?) => {
        crate::runtime::operation! { @ $(#[$meta])* $name $method, $path => Option<$output>, optional $(, $($more)*)? }
    };
    ($(#[$meta:meta])* $name:ident: $method:expr, $path:literal => by_status $output:ty $(, $($more:tt)*)?) => {
        crate::runtime::operation! { @ $(#[$meta])* $name $method, $path => $output, by_status $(, $($more)*)? }
    };
    ($(#[$meta:meta])* $name:ident: $method:expr, $path:literal => items $item:ty $(, $($more:tt)*)?) => {
        crate::runtime::operation! { @ $(#[$meta])* $name $method, $path => Vec<$item>, items $(, $($more)*)? }
    };
    (@ $(#[$meta:meta])* $name:ident $method:expr, $path:literal => $output:ty, $kind:ident
        $(, id $id:literal)?
        $(, envelope $envelope:literal)?
        $(, errors $errors:ty)?
        $(, security [$([$($scheme:literal),* $(,)?]),* $(,)?])?
        $(, server $server:literal)?
        $(, accept $accept:literal)?
        $(, success $($status:tt)|+)?
        $(, retry $repeats:ident)?
        $(, stream $media:literal $framing:ident $item:ty)?
        $(, pages $each:ty: $turning:ident($($at:expr),*) $(.$told:ident($($what:expr)?))*)?
        $(,)?
    ) => {
        $(#[$meta])*
        pub struct $name;

        // Without a documented error body the type is `()`; with one, the parentheses are idle.
        #[allow(unused_parens)]
        impl crate::runtime::Operation for $name {
            type Output = $output;
            type Error = ($($errors)?);
            const DESCRIPTOR: crate::runtime::Descriptor = crate::runtime::Descriptor::$kind($method, $path)
                $(.id($id))?
                $(.envelope($envelope))?
                $(.security(&[$(&[$($scheme),*]),*]))?
                $(.server($server))?
                $(.accept($accept))?
                $(.success(&[$(crate::runtime::Statuses::of(stringify!($status))),+]))?
                $(.retry(crate::runtime::Repeats::$repeats))?
                $(.sequence(crate::runtime::Sequence::new($media, crate::runtime::Framing::$framing)))?;

            #[inline]
            fn decode(
                response: &crate::runtime::RawResponse,
            ) -> Result<$output, crate::runtime::Error> {
                response.$kind()
            }
        }

        $(impl crate::runtime::Streams for $name {
            type Item = $item;
            const SEQUENCE: crate::runtime::Sequence =
                crate::runtime::Sequence::new($media, crate::runtime::Framing::$framing);
        })?

        $(impl crate::runtime::Paged for $name {
            type Item = $each;
            const PAGING: crate::runtime::Paging =
                crate::runtime::Paging::$turning($($at),*)$(.$told($($what)?))*;
        })?
    };
    ($(#[$meta:meta])* $name:ident: $method:expr, $path:literal => $output:ty $(, $($more:tt)*)?) => {
        crate::runtime::operation! { @ $(#[$meta])* $name $method, $path => $output, json $(, $($more)*)? }
    };
}
#[allow(unused_imports)]
pub(crate) use operation;
