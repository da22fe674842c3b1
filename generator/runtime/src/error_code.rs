//! The codes by which an API says what went wrong, as its document lists them.

use std::fmt;

/// A code and what it means; made for [`Error::has_code`](super::Error::has_code).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ErrorCode {
    code: &'static str,
    meaning: &'static str,
}

impl ErrorCode {
    /// A code of that meaning.
    pub const fn new(code: &'static str, meaning: &'static str) -> Self {
        Self { code, meaning }
    }

    /// The code as it goes over the wire.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        self.meaning.trim_start()
    }
}

/// The code alone.
impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// Writes the constants of an API's codes; what documents one is its meaning, too.
///
/// ```text
/// error_codes! {
///     /// There is no such Worker.
///     WORKER_NOT_FOUND = "10007",
/// }
/// ```
#[allow(unused_macros, reason = "an API may list no code")]
macro_rules! error_codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal,)*) => {
        $(
            $(#[doc = $doc])*
            #[doc = concat!("\n\nCode `", $code, "`.")]
            pub const $name: crate::runtime::ErrorCode =
                crate::runtime::ErrorCode::new($code, concat!($($doc),*));
        )*

        /// All codes of this list.
        pub const ALL: &[crate::runtime::ErrorCode] = &[$($name),*];
    };
}
#[allow(unused_imports, reason = "an API may list no code")]
pub(crate) use error_codes;
