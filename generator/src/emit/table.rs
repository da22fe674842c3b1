//! Calls of the run time's macros, as lines: what `wire!` and its like look like on a page.

/// A call of a macro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The first line: `wire! { Deployment {`.
    pub open: String,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// The last line: `} }`.
    pub close: &'static str,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Lines of documentation above it.
    pub docs: Vec<String>,
    /// Whether `#[deprecated]` stands above it.
    pub deprecated: bool,
    /// The row itself.
    pub text: String,
}

impl Table {
    /// A table of rows without documentation.
    pub(super) fn new(open: String, rows: impl IntoIterator<Item = String>) -> Self {
        let rows = rows.into_iter().map(|text| Row {
            docs: Vec::new(),
            deprecated: false,
            text,
        });
        Self {
            open,
            rows: rows.collect(),
            close: "} }",
        }
    }
}
