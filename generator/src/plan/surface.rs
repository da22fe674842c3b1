//! The list of public items, a line each: what a reviewer reads first, and what tells a change of the client's
//! interface from a change of its insides.

use super::{Item, ModulePlan, OutputPlan, Payload};

/// The lines of all modules, sorted.
pub(super) fn lines(modules: &[ModulePlan]) -> Vec<String> {
    let mut lines = Vec::new();
    for module in modules {
        let path = path(&module.file);
        for item in &module.items {
            item_lines(&path, item, &mut lines);
        }
    }
    lines.sort();
    lines
}

/// Where users find what a file holds: the files below `types` are all given on by it.
fn path(file: &str) -> String {
    match file.trim_end_matches(".rs") {
        "" | "client" => String::new(),
        types if types.starts_with("types/") => "types::".to_owned(),
        other => format!("{}::", other.replace('/', "::")),
    }
}

fn item_lines(path: &str, item: &Item, lines: &mut Vec<String>) {
    match item {
        Item::Struct(plan) => {
            let name = format!("{path}{}", plan.name);
            lines.push(format!("{name}: struct"));
            for field in plan.fields.iter().chain(&plan.rest) {
                lines.push(format!("{name}.{}: {}", field.name, field.ty.text()));
            }
            if let Some(constructor) = &plan.constructor {
                lines.push(format!(
                    "{name}::new({})",
                    arguments(constructor.arguments.iter())
                ));
            }
            for setter in &plan.setters {
                lines.push(format!(
                    "{name}::{}(impl Into<{}>)",
                    setter.name,
                    setter.ty.text()
                ));
            }
        }
        Item::Enum(plan) => {
            let name = format!("{path}{}", plan.name);
            lines.push(format!(
                "{name}: enum of {}",
                if plan.integers { "integers" } else { "texts" }
            ));
            lines.extend(
                plan.variants
                    .iter()
                    .map(|variant| format!("{name}::{} = {:?}", variant.name, variant.value)),
            );
        }
        Item::Union(plan) => {
            let name = format!("{path}{}", plan.name);
            lines.push(format!("{name}: union"));
            lines.extend(
                plan.variants
                    .iter()
                    .map(|variant| format!("{name}::{}({})", variant.name, variant.ty.text())),
            );
        }
        Item::Alias(plan) => lines.push(format!("{path}{}: {}", plan.name, plan.ty.text())),
        Item::ByStatus(plan) => {
            let name = format!("{path}{}", plan.name);
            lines.push(format!("{name}: enum by status"));
            for variant in &plan.variants {
                lines.push(format!(
                    "{name}::{}({}) = {}",
                    variant.name,
                    payload(&variant.payload),
                    variant.status
                ));
            }
        }
        Item::Handle(plan) => {
            let name = format!("{path}{}", plan.name);
            lines.push(format!("{name}: resource"));
            for method in &plan.methods {
                let arguments = arguments(method.steps.iter().map(super::CallStep::argument));
                lines.push(format!(
                    "{name}::{}({arguments}) -> Call<{}>",
                    method.name, method.marker
                ));
            }
        }
        Item::Operation(plan) => {
            let output = match &plan.output {
                OutputPlan::One(one) => payload(one),
                OutputPlan::Optional(ty) => format!("Option<{}>", ty.text()),
                OutputPlan::ByStatus(ty) => ty.text(),
            };
            let method = match &plan.method {
                Ok(name) => name.to_ascii_uppercase(),
                Err(text) => text.clone(),
            };
            lines.push(format!(
                "{path}{}: {method} {} -> {output}",
                plan.marker, plan.path
            ));
        }
        Item::Options(plan) => {
            for option in &plan.options {
                let take = option.step.argument().take.text();
                lines.push(format!(
                    "Call<{path}{}>::{}({take})",
                    plan.marker, option.name
                ));
            }
        }
        Item::Headers(plan) => {
            for header in &plan.headers {
                lines.push(format!(
                    "Response<{path}{}>::{}() -> {}",
                    plan.marker,
                    header.name,
                    header.ty.text()
                ));
            }
        }
        Item::Client(plan) => {
            for resource in &plan.resources {
                lines.push(format!(
                    "Client::{}() -> {}",
                    resource.name,
                    resource.handle.text()
                ));
            }
            for credential in &plan.credentials {
                lines.push(format!("Builder<{}>::{}()", plan.marker, credential.name));
            }
            for variable in &plan.variables {
                lines.push(format!("Builder<{}>::{}()", plan.marker, variable.name));
            }
        }
        Item::Api(_) => {}
    }
}

fn arguments<'a>(arguments: impl Iterator<Item = &'a super::Argument>) -> String {
    arguments
        .map(|argument| format!("{}: {}", argument.name, argument.take.text()))
        .collect::<Vec<_>>()
        .join(", ")
}

fn payload(payload: &Payload) -> String {
    match payload {
        Payload::Empty => "()".to_owned(),
        Payload::Json(ty) => ty.text(),
        Payload::Text => "String".to_owned(),
        Payload::Bytes => "Bytes".to_owned(),
    }
}
