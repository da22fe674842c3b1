//! Documents that would never end, or fill the memory.

use crate::support::Files;
use std::time::{Duration, Instant};

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

/// What comes of a text: no panic, and not for long.
#[track_caller]
fn ends(name: &str, text: impl Into<Vec<u8>>) -> Vec<String> {
    let start = Instant::now();
    let outcome = Files::one(name, text).sound();
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{name} takes {:?}",
        start.elapsed()
    );
    outcome
        .diagnostics
        .iter()
        .map(|each| each.code.id().to_owned())
        .collect()
}

#[test]
fn aliases_do_not_multiply() {
    let mut bomb =
        format!("{HEAD}paths: {{}}\nx-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        bomb += &format!(
            "x-{level}: &a{level} [{}]\n",
            [alias.as_str(); 9].join(", ")
        );
    }
    assert_eq!(ends("alias bomb", bomb), ["E104"]);
    assert_eq!(
        ends("alias of itself", format!("{HEAD}paths: &a {{/a: *a}}\n")),
        ["E104"]
    );
    let merges = (1..30).map(|level| {
        format!(
            "x-{level}: &m{level} {{<<: [*m{0}, *m{0}], k{level}: 1}}\n",
            level - 1
        )
    });
    let merges: String = merges.collect();
    ends(
        "merge bomb",
        format!("{HEAD}paths: {{}}\nx-0: &m0 {{k0: 1}}\n{merges}"),
    );
}

#[test]
fn nesting_is_bounded() {
    const DEEP: usize = 10_000;
    for (open, close) in [
        ("[", "]"),
        ("{\"a\":", "}"),
        ("{\"allOf\":[", "]}"),
        ("{\"items\":", "}"),
    ] {
        let deep = format!("{}{{}}{}", open.repeat(DEEP), close.repeat(DEEP));
        let json = format!(
            "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \"paths\": {{}}, \"components\": {{\"schemas\": {{\"A\": {deep}}}}}}}"
        );
        assert_eq!(ends("deep JSON", json), ["E104"], "{open}");
        let yaml = format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {deep}}}}}\n");
        assert_eq!(ends("deep YAML", yaml), ["E104"], "{open}");
        assert!(!ends("never closed", open.repeat(DEEP)).is_empty());
    }
    let block: String = (0..2_000)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect();
    ends(
        "deep block YAML",
        format!("{HEAD}paths: {{}}\nx-deep:\n{}", block.replace("\n", "\n ")),
    );
    ends(
        "deep sequence",
        format!("{HEAD}x-deep: {}\n", "- ".repeat(DEEP)),
    );
}

#[test]
fn nesting_within_the_limits_is_generated() {
    for depth in [30, 60, 110, 120] {
        for (name, open, close) in [
            ("objects", "{type: object, properties: {a: ", "}}"),
            ("lists", "{type: array, items: ", "}"),
            ("maps", "{type: object, additionalProperties: ", "}"),
            ("allOf", "{allOf: [", "]}"),
            ("unions", "{oneOf: [{type: string}, ", "]}"),
        ] {
            let nesting = if ["objects", "allOf", "unions"].contains(&name) {
                depth
            } else {
                depth * 2
            };
            let deep = format!(
                "{}{{type: string}}{}",
                open.repeat(nesting),
                close.repeat(nesting)
            );
            let yaml = format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {deep}}}}}\n");
            ends(&format!("{depth} {name}"), yaml);
        }
    }
}

#[test]
fn numbers_without_end() {
    let digits = "9".repeat(100_000);
    for number in [
        digits.as_str(),
        "1e999999999",
        "-1e-999999999",
        "0.1e99999999999999999999",
        ".nan",
        ".inf",
        "0x1",
        "1_0",
    ] {
        ends(
            number,
            format!(
                "{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{type: integer, minimum: {number}, default: {number}, maxLength: {number}, enum: [{number}]}}}}}}\n"
            ),
        );
    }
}

#[test]
fn many_of_everything() {
    let many = |each: &dyn Fn(usize) -> String| (0..2_000).map(each).collect::<String>();
    let properties = many(&|index| format!("        p{index}: {{type: string}}\n"));
    ends(
        "many members",
        format!(
            "{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties:\n{properties}"
        ),
    );
    let values = many(&|index| format!("v{index}, "));
    ends(
        "many values",
        format!(
            "{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{type: string, enum: [{values}]}}}}}}\n"
        ),
    );
    let same = many(&|index| format!("'{}', ", "!".repeat(index + 1)));
    ends(
        "values without letters",
        format!(
            "{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{type: string, enum: [{same}]}}}}}}\n"
        ),
    );
}
