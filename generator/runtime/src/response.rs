//! Responses: as they came, and with the output read.
//!
//! Whether a response is a success was decided before (`decode`); here it is only read.

use super::envelope::{self, Inside};
use super::failure::{ApiError, DecodeError};
use super::wire::{self, ReadError, Segment, Wire};
use super::{Descriptor, Error, FromResponse, Operation, RateLimit};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::SystemTime;

/// How a response came about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meta {
    /// How many attempts it took.
    pub(crate) attempts: u32,
    /// When it came.
    pub(crate) received: SystemTime,
    /// The headers in which the server tells the id that it gave the request.
    pub(crate) request_ids: &'static [&'static str],
    /// Whether it is a failure that says that an attempt before had done what was asked.
    pub(crate) is_gone: bool,
}

impl Meta {
    fn request_id(self, headers: &HeaderMap) -> Option<&str> {
        let mut names = self.request_ids.iter();
        names.find_map(|name| headers.get(*name)?.to_str().ok())
    }
}

/// A response as it came, and what it is a response to.
#[derive(Clone)]
pub struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) operation: &'static Descriptor,
    /// What is read in the body's stead.
    pub(crate) inside: Option<Inside>,
    pub(crate) meta: Meta,
}

impl RawResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        &self.body
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Descriptor {
        self.operation
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.meta.request_id(&self.headers)
    }

    /// How many attempts it took.
    pub fn attempts(&self) -> u32 {
        self.meta.attempts
    }

    /// Whether what was asked had been done before: an attempt whose answer nobody got deleted what this one did not
    /// find any more. The status is 404 or 410 then, and there is no output in the body.
    pub fn is_gone(&self) -> bool {
        self.meta.is_gone
    }

    /// What the server says of its rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::read(&self.headers, self.meta.received)
    }

    /// Reads the body, or the envelope's member in it, as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when there is no body or it is something else.
    pub fn json<T: Wire>(&self) -> Result<T, Error> {
        let mut output = T::blank();
        self.read(&mut output)?;
        Ok(output)
    }

    /// Fills a blank output, whatever its type.
    fn read(&self, output: &mut dyn Wire) -> Result<(), Error> {
        wire::fill_blank(self.json_text()?, output).map_err(|cause| self.misread(cause))
    }

    /// Reads the body as JSON; no body, 204 and 205 are `None`.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when the body is something else.
    pub fn optional<T: Wire>(&self) -> Result<Option<T>, Error> {
        if self.is_empty() {
            Ok(None)
        } else {
            self.json()
        }
    }

    /// Reads the variant that the status stands for.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when no variant fits or its body is something else.
    pub fn by_status<T: FromResponse>(&self) -> Result<T, Error> {
        T::from_response(self)
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is not UTF-8.
    pub fn text(&self) -> Result<String, Error> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(self.unreadable(&error.to_string())),
        }
    }

    /// The body.
    ///
    /// # Errors
    ///
    /// None; it is a `Result` as its siblings are.
    pub fn bytes(&self) -> Result<Bytes, Error> {
        Ok(self.body.clone())
    }

    /// Nothing: whatever the body is.
    ///
    /// # Errors
    ///
    /// None; it is a `Result` as its siblings are.
    pub fn unit(&self) -> Result<(), Error> {
        Ok(())
    }

    /// With the headers that were taken from it, and not only what is in the envelope.
    fn whole(&self, headers: &HeaderMap) -> Self {
        Self {
            headers: headers.clone(),
            inside: None,
            ..self.clone()
        }
    }

    /// The value of one of the headers that were taken from it.
    fn header<T: Wire>(&self, headers: &HeaderMap, name: &str) -> Result<Option<T>, Error> {
        let mut value = T::blank();
        let is_there = self.read_header(headers, name, &mut value)?;
        Ok(is_there.then_some(value))
    }

    /// Fills a blank value from a header, and says whether it is there.
    fn read_header(
        &self,
        headers: &HeaderMap,
        name: &str,
        value: &mut dyn Wire,
    ) -> Result<bool, Error> {
        let values = headers.get_all(name).iter();
        let texts: Vec<_> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        if texts.is_empty() {
            return Ok(false);
        }
        // A header that repeats means the same as its values joined by commas (RFC 9110, 5.3).
        match wire::fill_plain(&texts.join(", "), value) {
            Ok(()) => Ok(true),
            Err(cause) => {
                let cause = cause.within(Segment::Member(format!("header {name}")));
                Err(self.whole(headers).unwrapped(cause))
            }
        }
    }

    /// Whether there is no JSON to be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.meta.is_gone
            || matches!(
                self.status,
                StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
            )
            || self.body.iter().all(u8::is_ascii_whitespace)
    }

    /// The JSON that holds the output; `null` where the envelope lacks it.
    fn json_text(&self) -> Result<&[u8], Error> {
        if self.meta.is_gone {
            return Ok(b"null");
        }
        if self.is_empty() {
            return Err(self.unreadable("an empty body"));
        }
        let body = without_mark(&self.body);
        match &self.inside {
            None => Ok(body),
            Some(Inside {
                text: Some(text), ..
            }) => Ok(text),
            Some(Inside { member, text: None }) => {
                let members = envelope::look(body, None, Some(member));
                let wanted = members.map_err(|cause| self.unwrapped(cause))?.wanted;
                Ok(wanted
                    .and_then(|wanted| body.get(wanted))
                    .unwrap_or(b"null"))
            }
        }
    }

    /// The error that a success is which no output can be read of.
    #[cold]
    pub(crate) fn refused(&self) -> Error {
        let response = Self {
            inside: None,
            ..self.clone()
        };
        Error::Api(Box::new(ApiError {
            response,
            errors: None,
        }))
    }

    #[cold]
    pub(crate) fn misread(&self, cause: ReadError) -> Error {
        self.unwrapped(match &self.inside {
            Some(inside) => cause.within(Segment::Member(inside.member.to_owned())),
            None => cause,
        })
    }

    #[cold]
    pub(crate) fn unwrapped(&self, cause: ReadError) -> Error {
        Error::Decode(Box::new(DecodeError {
            response: self.clone(),
            cause,
        }))
    }

    #[cold]
    pub(crate) fn unreadable(&self, what: &str) -> Error {
        self.unwrapped(ReadError::new(what))
    }
}

impl fmt::Debug for RawResponse {
    // Header values and bodies may hold cookies and tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field(
                "operation",
                &format_args!("{} {}", self.operation.method, self.operation.path),
            )
            .field("status", &self.status)
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(http::HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A body without the byte order mark that some servers put before JSON.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// A successful response around its output.
pub struct Response<O: Operation> {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The output.
    pub body: O::Output,
    raw: RawResponse,
}

impl<O: Operation> Response<O> {
    /// Reads the output from a response that is a success.
    pub(crate) fn read(mut raw: RawResponse) -> Result<Self, Error> {
        let body = O::decode(&raw)?;
        let headers = std::mem::take(&mut raw.headers);
        Ok(Self {
            status: raw.status,
            headers,
            body,
            raw,
        })
    }

    /// The body as it came.
    pub fn raw(&self) -> &Bytes {
        &self.raw.body
    }

    /// Reads the whole body as another type, such as the envelope around the output.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is something else.
    pub fn decode<T: Wire>(&self) -> Result<T, Error> {
        self.raw.whole(&self.headers).json()
    }

    /// The value of a header, read as that type.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] when it is something else.
    pub fn header<T: Wire>(&self, name: &str) -> Result<Option<T>, Error> {
        self.raw.header(&self.headers, name)
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.meta.request_id(&self.headers)
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Descriptor {
        self.raw.operation
    }

    /// How many attempts it took.
    pub fn attempts(&self) -> u32 {
        self.raw.meta.attempts
    }

    /// Whether what was asked had been done by an attempt before, whose answer nobody got.
    pub fn is_gone(&self) -> bool {
        self.raw.meta.is_gone
    }

    /// What the server says of its rate limit.
    pub fn rate_limit(&self) -> Option<RateLimit> {
        RateLimit::read(&self.headers, self.raw.meta.received)
    }
}

impl<O: Operation> fmt::Debug for Response<O>
where
    O::Output: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(http::HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .field("body", &self.body)
            .finish()
    }
}
