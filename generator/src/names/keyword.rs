//! Names that generated code cannot give away: keywords, the prelude, the run time's own methods, and the names
//! that templates use.

/// Words that Rust keeps; those that may be written `r#word`.
const RAW: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Words that Rust keeps and that cannot be written raw.
const KEPT: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// Types that pages of generated code name without a path.
pub(super) const TYPES: &[&str] = &[
    // The prelude.
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "Self",
    "Send",
    "Sync",
    "Sized",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "IntoIterator",
    "Into",
    "From",
    "TryFrom",
    "TryInto",
    "AsRef",
    "AsMut",
    "Default",
    "Clone",
    "Copy",
    "ToString",
    "ToOwned",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Extend",
    // Derived, too: a link to a type of that name would be ambiguous.
    "Debug",
    "Hash",
    // The run time.
    "Base64",
    "BTreeMap",
    "Bytes",
    "ByteSource",
    "Call",
    "Client",
    "Constant",
    "Date",
    "Json",
    "JsonText",
    "Maybe",
    "Method",
    "Multipart",
    "Newest",
    "Operation",
    "Part",
    "PathId",
    "Response",
    "Secret",
    "Style",
    "Timestamp",
    "Unrecognized",
    "Uuid",
    "Waiter",
    "Waits",
    "WaitsFor",
    "WholeSeconds",
    "Wire",
];

/// Methods that every call has, so that no parameter may take their names.
pub(super) const CALL_METHODS: &[&str] = &[
    "attempt_timeout",
    "await",
    "bytes",
    "clone",
    "clone_from",
    "clone_into",
    "collect",
    "collect_blocking",
    "cookie",
    "cookie_as",
    "draft_mut",
    "first",
    "first_blocking",
    "exactly_once",
    "fmt",
    "form",
    "form_with",
    "from",
    "header",
    "header_as",
    "into",
    "into_future",
    "into_parts",
    "is_spent",
    "items",
    "json",
    "json_as",
    "json_lines",
    "json_seq",
    "max_response",
    "multipart",
    "multipart_of",
    "new",
    "one",
    "one_blocking",
    "pages",
    "path",
    "path_as",
    "pieces",
    "query",
    "query_as",
    "query_form",
    "query_form_with",
    "query_json",
    "resume",
    "retries",
    "save_to",
    "save_to_blocking",
    "send",
    "send_blocking",
    "stream",
    "text",
    "timeout",
    "to_owned",
    "to_request",
    "try_into",
    "type_id",
    "wait",
    "wait_for",
    "with_response",
    "borrow",
    "borrow_mut",
];

/// The function by which methods gather a list: an argument of that name would hide it.
pub(super) const LIST: &str = "list";

/// Methods that every typed response has, so that no header may take their names.
pub(super) const RESPONSE_METHODS: &[&str] = &[
    "attempts",
    "body",
    "clone",
    "decode",
    "fmt",
    "from",
    "header",
    "headers",
    "into",
    "is_gone",
    "operation",
    "rate_limit",
    "raw",
    "read",
    "request_id",
    "status",
    "whole",
];

/// Functions that a struct which is sent has beside its setters.
pub(super) const STRUCT_METHODS: &[&str] = &["new"];

/// Methods of a client's builder, so that no security scheme or server variable may take their names.
pub(super) const BUILDER_METHODS: &[&str] = &[
    "attempt_timeout",
    "base_url",
    "basic",
    "build",
    "build_inner",
    "clock",
    "clone",
    "credential",
    "fault",
    "fmt",
    "from",
    "header",
    "into",
    "max_response",
    "middleware",
    "new",
    "respect_rate_limit",
    "retries",
    "server",
    "timeout",
    "transport",
    "user_agent",
    "variable",
];

/// Methods of a client, so that no resource may take their names.
pub(super) const CLIENT_METHODS: &[&str] =
    &["builder", "clone", "fmt", "from", "into", "new", "request"];

/// Modules that every API has beside those of its resources.
pub(super) const MODULES: &[&str] = &[
    "client",
    "error_codes",
    "mock",
    "types",
    "runtime",
    "lib",
    "main",
];

/// The name as it can be written where a lower-case name stands.
pub(super) fn escape(name: String) -> String {
    if KEPT.contains(&name.as_str()) {
        format!("{name}_")
    } else if RAW.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// The name of a method that makes a call: `continue_` reads better than `r#continue` where it is called often.
pub(super) fn underscored(name: String) -> String {
    match is_keyword(&name) {
        true => format!("{name}_"),
        false => name,
    }
}

/// Whether the name is a keyword in some way: a file must not be called so.
pub(super) fn is_keyword(name: &str) -> bool {
    KEPT.contains(&name) || RAW.contains(&name)
}

/// File names that some systems cannot hold.
pub(super) fn is_device(name: &str) -> bool {
    let numbered = |stem: &str| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|digit| digit.is_ascii_digit()))
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}
