//! An operation's example as lines of documentation, which is compiled when the docs are tested.

use crate::plan::ExamplePlan;
use std::collections::BTreeMap;

/// How long a line may be that the formatter leaves as it is.
const SURELY_ONE_LINE: usize = 80;

/// The lines; none where the statements are no Rust, which is a defect of the plan that a reader need not see.
pub(super) fn lines(plan: &ExamplePlan) -> Vec<String> {
    let Some(code) = pretty(&plan.statements) else {
        return Vec::new();
    };
    let mut lines = vec![
        String::new(),
        "```".to_owned(),
        format!(
            "# async fn example(client: {}) -> Result<(), Box<dyn std::error::Error>> {{",
            plan.client
        ),
    ];
    lines.extend(imports(plan));
    lines.extend(code);
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

fn imports(plan: &ExamplePlan) -> Vec<String> {
    let mut by_path: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, name) in &plan.uses {
        by_path.entry(path).or_default().push(name);
    }
    let mut lines = Vec::new();
    for (path, names) in by_path {
        let list = names.join(", ");
        let list = if names.len() == 1 {
            list
        } else {
            format!("{{{list}}}")
        };
        let text = format!("use {path}::{list};");
        if text.len() <= SURELY_ONE_LINE {
            lines.push(text);
            continue;
        }
        let file = syn::parse_file(&text).map(|file| prettyplease::unparse(&file));
        lines.extend(file.unwrap_or(text).lines().map(str::to_owned));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// Statements as lines.
fn pretty(statements: &str) -> Option<Vec<String>> {
    let file = syn::parse_file(&format!("async fn example() {{ {statements} }}")).ok()?;
    let text = prettyplease::unparse(&file);
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect();
    lines.pop()?;
    (!lines.is_empty()).then(|| lines.split_off(1))
}
