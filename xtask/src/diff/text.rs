//! A report for a terminal.

use super::report::{Entry, Report, detail};
use crate::console::Colours;
use crate::render::visible_text;
use launchway_generator::diff::Class;

pub(super) fn render(report: &Report, colours: Colours) -> String {
    let mut out = String::new();
    for entry in report
        .entries
        .iter()
        .filter(|it| !it.is_for_readers_alone())
    {
        one(entry, colours, &mut out);
    }
    let mut docs = report
        .entries
        .iter()
        .filter(|it| it.is_for_readers_alone())
        .peekable();
    if docs.peek().is_some() {
        out.push_str(&format!(
            "{}  documented otherwise:\n",
            class(Class::Patch, colours)
        ));
        for entry in docs {
            let subject = visible_text(&entry.change.subject);
            let place = entry.new.as_deref().unwrap_or_default();
            out.push_str(&format!("         {subject}  {place}\n"));
        }
        out.push('\n');
    }
    let changelog = report.changelog();
    if !changelog.is_empty() {
        out.push_str("changelog:\n\n");
        for line in changelog.lines() {
            let line = visible_text(line);
            let line = format!("  {line}");
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str(&report.verdict());
    out.push('\n');
    out
}

fn one(entry: &Entry, colours: Colours, out: &mut String) {
    let class = class(entry.change.class, colours);
    let rust = entry.rust().map(|it| format!(": {}", visible_text(&it)));
    let rust = rust.unwrap_or_default();
    out.push_str(&format!("{class}  {}{rust}\n", entry.title()));
    let mut line = |text: &str| out.push_str(&format!("         {text}\n"));
    line(&visible_text(&entry.change.subject));
    for each in &entry.change.details {
        line(&format!("- {}", visible_text(&detail(each))));
    }
    match (&entry.old, &entry.new) {
        (Some(old), Some(new)) => line(&format!("old {old}, new {new}")),
        (Some(old), None) => line(&format!("old {old}")),
        (None, Some(new)) => line(&format!("new {new}")),
        (None, None) => {}
    }
    if let Some(help) = &entry.help {
        line(&format!("help: {help}"));
    }
    out.push('\n');
}

fn class(class: Class, colours: Colours) -> String {
    let name = class.name();
    let colour = match (colours, class) {
        (Colours::Off, _) => return format!("{name:<7}"),
        (Colours::On, Class::Major) => "1;31",
        (Colours::On, Class::Minor) => "1;33",
        (Colours::On, Class::Patch) => "1;36",
    };
    format!("\u{1b}[{colour}m{name:<7}\u{1b}[0m")
}
