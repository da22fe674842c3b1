//! The operations of an API by area, as tables in the documentation of its module.

use super::Desk;
use super::operations::route;
use crate::ir::{Area, Operation, OperationId, ResourceId};
use crate::plan::doc;

/// Which module is about what, with its operations, where the caller said what belongs together.
pub(super) fn docs(desk: &Desk<'_>) -> Vec<String> {
    let areas = &desk.api().areas;
    if areas.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), "# Operations".to_owned()];
    for area in areas {
        let section = section(desk, area);
        if !section.is_empty() {
            lines.push(String::new());
            lines.extend(section);
        }
    }
    lines
}

fn section(desk: &Desk<'_>, area: &Area) -> Vec<String> {
    let module = |id: &ResourceId| {
        // An area may be left out in parts, or as a whole.
        if super::own_operations(desk, *id).is_empty() {
            return None;
        }
        let names = desk.names().resource(*id)?;
        Some(format!("[`{}`]", names.module.as_str()))
    };
    let modules: Vec<String> = area.resources.iter().filter_map(module).collect();
    if modules.is_empty() {
        return Vec::new();
    }
    let about = doc::line(&area.name);
    let mut rows = vec![["call", "request", ""].map(str::to_owned)];
    for resource in &area.resources {
        for (id, operation) in super::own_operations(desk, *resource) {
            rows.extend(row(desk, id, operation));
        }
    }
    let mut lines = vec![
        format!("## {}", about.trim_end_matches('.')),
        String::new(),
        format!("In {}:", modules.join(", ")),
        String::new(),
    ];
    lines.extend(table(&rows));
    lines
}

fn row(desk: &Desk<'_>, id: OperationId, operation: &Operation) -> Option<[String; 3]> {
    let names = desk.names().operation(id)?;
    let resource = desk.names().resource(operation.resource)?;
    let method = names.methods.first()?.as_str().trim_start_matches("r#");
    let call = format!(
        "[`{0}::{1}::{method}`]",
        resource.module.as_str(),
        resource.handle.as_str()
    );
    Some([call, cell(&route(operation)), cell(&about(operation))])
}

/// What an operation does, in a sentence.
fn about(operation: &Operation) -> String {
    let docs = [&operation.docs.summary, &operation.docs.description];
    let mut text = docs.into_iter().flatten().map(|text| text.trim());
    let text = text.find(|text| !text.is_empty()).unwrap_or("");
    let paragraph = text.split("\n\n").next().unwrap_or("");
    let sentence = paragraph.split_inclusive(". ").next().unwrap_or("");
    match sentence.is_empty() {
        true => String::new(),
        false => doc::line(sentence),
    }
}

/// A text that ends no cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Rows as a table whose columns stand below each other in the source, too; the first row is its head.
fn table(rows: &[[String; 3]]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (calls, requests) = (width(0), width(1));
    let line = |[call, request, about]: &[String; 3]| {
        let (call, request) = (pad(call, calls), pad(request, requests));
        format!("| {call} | {request} | {about} |")
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    let rule = format!(
        "|{}|{}|---|",
        "-".repeat(calls + 2),
        "-".repeat(requests + 2)
    );
    lines.insert(1.min(lines.len()), rule);
    lines
}

fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(missing))
}
