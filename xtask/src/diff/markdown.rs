//! A report for a pull request.

use super::report::{Entry, Report, detail};
use launchway_generator::diff::Class;

pub(super) fn render(report: &Report) -> String {
    let (old, new) = (code(&report.old), code(&report.new));
    let mut out = format!(
        "## {}\n\nFrom {old} to {new}.\n\n",
        capital(&report.verdict())
    );
    for class in [Class::Major, Class::Minor, Class::Patch] {
        let entries = report.entries.iter();
        let entries = entries.filter(|it| it.change.class == class && !it.is_for_readers_alone());
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            continue;
        }
        out.push_str(&format!("### {}\n\n", capital(class.name())));
        entries.for_each(|entry| one(entry, &mut out));
        out.push('\n');
    }
    let docs = report.entries.iter().filter(|it| it.is_for_readers_alone());
    let docs = docs.count();
    if docs > 0 {
        out.push_str(&format!("Documented otherwise: {docs} items.\n\n"));
    }
    let changelog = report.changelog();
    if !changelog.is_empty() {
        out.push_str("<details><summary>An entry for the changelog</summary>\n\n");
        out.push_str(&changelog);
        out.push_str("\n\n</details>\n");
    }
    out
}

fn one(entry: &Entry, out: &mut String) {
    let rust = entry.rust().map(|it| format!(": {}", code(&it)));
    let subject = code(&entry.change.subject);
    out.push_str(&format!(
        "- **{}**{} ({subject})",
        entry.title(),
        rust.unwrap_or_default()
    ));
    let places = [("old", &entry.old), ("new", &entry.new)];
    for (name, place) in places {
        if let Some(place) = place {
            out.push_str(&format!(", {name} {}", code(place)));
        }
    }
    out.push('\n');
    for each in &entry.change.details {
        out.push_str(&format!("  - {}\n", code(&detail(each))));
    }
    if let Some(help) = &entry.help {
        out.push_str(&format!("  - {help}\n"));
    }
}

/// A text as inline code, on one line, whatever it holds.
pub(crate) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
