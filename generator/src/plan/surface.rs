//! The list of public items, a line each: what a reviewer reads first, and what tells a change of the client's
//! interface from a change of its insides.

use super::{
    CallStep, ClientPlan, HandlePlan, Item, ModulePlan, OperationPlan, OutputPlan, Payload,
    StructPlan, WaiterKind, doc,
};

/// The lines of all modules, sorted.
pub(super) fn lines(modules: &[ModulePlan]) -> Vec<String> {
    let mut lines = Vec::new();
    for module in modules {
        let path = module.user_path();
        for item in &module.items {
            item_lines(&path, item, &mut lines);
        }
    }
    lines.sort();
    lines
}

fn item_lines(path: &str, item: &Item, lines: &mut Vec<String>) {
    match item {
        Item::Struct(plan) => struct_lines(path, plan, lines),
        Item::Enum(plan) => {
            let name = format!("{path}{}", plan.name);
            let kind = if plan.integers { "integers" } else { "texts" };
            lines.push(format!("{name}: enum of {kind}"));
            let variants = plan.variants.iter();
            lines.extend(variants.map(|it| format!("{name}::{} = {:?}", it.name, it.value)));
        }
        Item::Union(plan) => {
            let name = format!("{path}{}", plan.name);
            lines.push(format!("{name}: union"));
            let variants = plan.variants.iter();
            lines.extend(variants.map(|it| format!("{name}::{}({})", it.name, it.ty.text())));
        }
        Item::Alias(plan) => lines.push(format!("{path}{}: {}", plan.name, plan.ty.text())),
        Item::ByStatus(plan) => {
            let name = format!("{path}{}", plan.name);
            lines.push(format!("{name}: enum by status"));
            let variants = plan.variants.iter();
            lines.extend(variants.map(|it| {
                format!(
                    "{name}::{}({}) = {}",
                    it.name,
                    payload(&it.payload),
                    it.status
                )
            }));
        }
        Item::Handle(plan) => handle_lines(path, plan, lines),
        Item::Operation(plan) => lines.push(operation_line(path, plan)),
        Item::Options(plan) => lines.extend(plan.options.iter().map(|option| {
            let take = option.step.argument().take.text();
            format!("Call<{path}{}>::{}({take})", plan.marker, option.name)
        })),
        Item::Headers(plan) => lines.extend(plan.headers.iter().map(|header| {
            let (name, ty) = (&header.name, header.ty.text());
            format!("Response<{path}{}>::{name}() -> {ty}", plan.marker)
        })),
        Item::Waiter(plan) => {
            let method = match plan.kind {
                WaiterKind::Newest { .. } => "wait_for(impl Display)",
                WaiterKind::States { .. } | WaiterKind::Location(_) => "wait()",
            };
            lines.push(format!("Call<{path}{}>::{method}", plan.marker));
        }
        Item::Client(plan) => client_lines(plan, lines),
        Item::ErrorCodes(plans) => lines.extend(
            plans
                .iter()
                .map(|plan| format!("{path}{} = {:?}", plan.name, plan.code)),
        ),
        // What every client has is not listed.
        Item::Api(_) | Item::Mock(_) => {}
    }
}

fn struct_lines(path: &str, plan: &StructPlan, lines: &mut Vec<String>) {
    let name = format!("{path}{}", plan.name);
    lines.push(format!("{name}: struct"));
    for field in plan.fields.iter().chain(&plan.rest) {
        let value = field.constant.as_ref();
        let value = value.map_or(String::new(), |value| format!(" = {value:?}"));
        lines.push(format!("{name}.{}: {}{value}", field.name, field.ty.text()));
    }
    if let Some(constructor) = &plan.constructor {
        let arguments = arguments(constructor.arguments.iter());
        lines.push(format!("{name}::new({arguments})"));
    }
    for inserter in &plan.inserters {
        let (own, ty) = (&inserter.name, inserter.ty.text());
        lines.push(format!("{name}::{own}(impl Into<String>, impl Into<{ty}>)"));
    }
    for setter in &plan.setters {
        let ty = setter.ty.text();
        lines.push(format!("{name}::{}(impl Into<{ty}>)", setter.name));
    }
}

fn handle_lines(path: &str, plan: &HandlePlan, lines: &mut Vec<String>) {
    let name = format!("{path}{}", plan.name);
    lines.push(format!("{name}: resource"));
    for method in &plan.methods {
        let arguments = arguments(method.steps.iter().map(CallStep::argument));
        let (method, marker) = (&method.name, &method.marker);
        lines.push(format!("{name}::{method}({arguments}) -> Call<{marker}>"));
    }
    for follow in &plan.follows {
        lines.push(format!("{name}::{}", follow.signature()));
    }
}

fn operation_line(path: &str, plan: &OperationPlan) -> String {
    let output = match &plan.output {
        OutputPlan::One(one) => payload(one),
        OutputPlan::Optional(ty) => format!("Option<{}>", ty.text()),
        OutputPlan::ByStatus(ty) => ty.text(),
    };
    let method = match &plan.method {
        Ok(name) => name.to_ascii_uppercase(),
        Err(text) => text.clone(),
    };
    let method = doc::shown(&method);
    let target = doc::shown(&plan.path);
    let stream = plan.stream.as_ref();
    let stream = stream.map(|it| format!(", items {}", it.item.text()));
    let stream = stream.unwrap_or_default();
    let pages = plan.paging.as_ref();
    let pages = pages.map(|it| format!(", pages of {}", it.item.text()));
    let pages = pages.unwrap_or_default();
    format!(
        "{path}{}: {method} {target} -> {output}{stream}{pages}",
        plan.marker
    )
}

fn client_lines(plan: &ClientPlan, lines: &mut Vec<String>) {
    for resource in &plan.resources {
        lines.push(format!(
            "Client::{}() -> {}",
            resource.name,
            resource.handle.text()
        ));
    }
    let credentials = plan.credentials.iter().map(|it| &it.name);
    let variables = plan.variables.iter().map(|it| &it.name);
    for name in credentials.chain(variables) {
        lines.push(format!("Builder<{}>::{name}()", plan.marker));
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
        Payload::Items(ty) => format!("Vec<{}>", ty.text()),
    }
}
