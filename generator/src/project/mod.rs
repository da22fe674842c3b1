//! Objects of any version of OpenAPI 3 brought to what `openapiv3` can hold.

/// A version of OpenAPI, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0
    V30,
    /// 3.1
    V31,
    /// 3.2
    V32,
}
