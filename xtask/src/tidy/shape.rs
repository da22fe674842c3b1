//! What stands out, so that somebody looks. Examples to grow towards, not walls.

use super::functions::{Visibility, functions};
use super::source::{Finding, Source};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;
const PARAMETERS: usize = 5;
const GENERATED_FILE_LINES: usize = 800;
const GENERATED_BODY_LINES: usize = 10;

/// Of a file that somebody wrote.
pub(super) fn written(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = source.text.lines().count();
    if lines > FILE_LINES {
        findings.push(source.finding(1, format!("{lines} lines")));
    }
    if !opens_with_docs(&source.text) {
        findings.push(source.finding(1, "no `//!` that says what it holds"));
    }
    for function in functions(source) {
        let name = &function.name;
        let mut say = |message: String| findings.push(source.finding(function.line, message));
        if function.lines > FUNCTION_LINES {
            say(format!("`{name}` has {} lines", function.lines));
        }
        if function.parameters.len() > PARAMETERS {
            say(format!(
                "`{name}` takes {} parameters",
                function.parameters.len()
            ));
        }
        let is_bool = |parameter: &&String| parameter.replace(' ', "").ends_with(":bool");
        if function.visibility == Visibility::Public
            && let Some(parameter) = function.parameters.iter().find(is_bool)
        {
            say(format!("`{name}` takes `{}`", parameter.replace(" :", ":")));
        }
    }
    findings
}

/// Of a file that was generated.
pub(super) fn generated(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = source.text.lines().count();
    if lines > GENERATED_FILE_LINES {
        findings.push(source.finding(1, format!("{lines} generated lines")));
    }
    for function in functions(source) {
        if function.body_lines > GENERATED_BODY_LINES {
            let message = format!(
                "`{}` has {} generated lines",
                function.name, function.body_lines
            );
            findings.push(source.finding(function.line, message));
        }
    }
    findings
}

/// Whether the first thing in a file that is neither blank nor a comment is its documentation.
fn opens_with_docs(text: &str) -> bool {
    let is_comment = |line: &str| line.starts_with("//") && !line.starts_with("//!");
    let mut lines = text.lines().map(str::trim);
    lines
        .find(|line| !line.is_empty() && !is_comment(line))
        .is_none_or(|line| line.starts_with("//!"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = Source::parse("a.rs", text);
        let findings = source.map(|source| written(&source)).unwrap_or_default();
        findings.iter().map(|each| each.message.clone()).collect()
    }

    #[test]
    fn names_what_stands_out() {
        let docs = "//! A file.\n";
        assert_eq!(found("fn a() {}"), ["no `//!` that says what it holds"]);
        assert_eq!(
            found(&format!("{docs}pub fn a(b: bool) {{}}")),
            ["`a` takes `b: bool`"]
        );
        assert!(found(&format!("{docs}fn a(b: bool) {{}}")).is_empty());
        let long = format!("{docs}fn a() {{\n{}}}", "b();\n".repeat(60));
        assert_eq!(found(&long), ["`a` has 62 lines"]);
        let many = format!("{docs}fn a(&self, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8) {{}}");
        assert_eq!(found(&many), ["`a` takes 6 parameters"]);
    }
}
