//! A report as a page that stands alone: no script, no picture, no style from elsewhere.

use super::report::{Entry, Report, detail};
use launchway_generator::diff::Class;

const STYLE: &str = "\
:root{color-scheme:light dark;--edge:#8886}\
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
code{font:14px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}\
article{border:1px solid var(--edge);border-left-width:.4rem;border-radius:.3rem;margin:1rem 0;padding:.5rem 1rem}\
article.major{border-left-color:#c33}article.minor{border-left-color:#c90}article.patch{border-left-color:#38a}\
h3{margin:0;font-size:1rem}ul{margin:.3rem 0}.places{color:gray;font-size:.85rem}\
pre{border:1px solid var(--edge);border-radius:.3rem;padding:1rem;overflow:auto}";

pub(super) fn render(report: &Report) -> String {
    let verdict = escaped(&report.verdict());
    let (old, new) = (escaped(&report.old), escaped(&report.new));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{verdict}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{verdict}</h1>\n\
         <p>From <code>{old}</code> to <code>{new}</code>.</p>\n"
    );
    for class in [Class::Major, Class::Minor, Class::Patch] {
        let entries = report.entries.iter();
        let entries = entries.filter(|it| it.change.class == class && !it.is_for_readers_alone());
        let entries: Vec<&Entry> = entries.collect();
        if entries.is_empty() {
            continue;
        }
        let name = class.name();
        out.push_str(&format!(
            "<h2 id=\"{name}\">{name}: {}</h2>\n",
            entries.len()
        ));
        entries.iter().for_each(|entry| one(entry, &mut out));
    }
    let docs = report.entries.iter().filter(|it| it.is_for_readers_alone());
    let docs: Vec<String> = docs
        .map(|entry| format!("<li><code>{}</code></li>\n", escaped(&entry.change.subject)))
        .collect();
    if !docs.is_empty() {
        let count = docs.len();
        out.push_str(&format!(
            "<details><summary>documented otherwise: {count}</summary>\n<ul>\n{}</ul>\n</details>\n",
            docs.concat()
        ));
    }
    let changelog = report.changelog();
    if !changelog.is_empty() {
        let changelog = escaped(&changelog);
        out.push_str(&format!(
            "<h2>An entry for the changelog</h2>\n<pre>{changelog}</pre>\n"
        ));
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn one(entry: &Entry, out: &mut String) {
    let class = entry.change.class.name();
    let rust = entry
        .rust()
        .map(|it| format!(": <code>{}</code>", escaped(&it)));
    let subject = escaped(&entry.change.subject);
    out.push_str(&format!(
        "<article class=\"{class}\">\n<h3>{}{}</h3>\n<div><code>{subject}</code></div>\n",
        entry.title(),
        rust.unwrap_or_default()
    ));
    if !entry.change.details.is_empty() {
        let details = entry.change.details.iter();
        let details = details.map(|it| format!("<li><code>{}</code></li>\n", escaped(&detail(it))));
        out.push_str(&format!("<ul>\n{}</ul>\n", details.collect::<String>()));
    }
    let places = [("old", &entry.old), ("new", &entry.new)].into_iter();
    let places = places.filter_map(|(name, place)| {
        Some(format!("{name} <code>{}</code>", escaped(place.as_ref()?)))
    });
    let places: Vec<String> = places.collect();
    if !places.is_empty() {
        out.push_str(&format!(
            "<div class=\"places\">{}</div>\n",
            places.join(", ")
        ));
    }
    if let Some(help) = &entry.help {
        out.push_str(&format!("<div>{}</div>\n", escaped(help)));
    }
    out.push_str("</article>\n");
}

/// A text that is nothing but text, in content and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
            letter if letter.is_control() => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
    out
}
