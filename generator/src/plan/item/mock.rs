//! Items of the mock: what each operation answers, by the examples of the document.

/// The answers of a mock, and the function that gives it.
#[derive(Clone, Debug)]
pub struct MockPlan {
    /// What the function says of itself, a line each.
    pub docs: Vec<String>,
    /// The paths below which the API is served, which may hold parameters.
    pub bases: Vec<String>,
    /// The answers, by path and method.
    pub answers: Vec<AnswerPlan>,
}

/// What an operation answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerPlan {
    /// The method as it goes over the wire.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The operation's id.
    pub operation: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
    /// Where it is from.
    pub source: AnswerSource,
}

/// Where an answer is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerSource {
    /// It is the document's example.
    Example,
    /// It is the document's example, but for what contradicts the schema.
    Mended,
    /// It is made from the schema; there may be nothing to say.
    Made,
    /// There is none: neither has the document an example, nor can one be made.
    Missing,
}
