//! Operations to items: the resource's handle, and for each operation its marker, options and headers.

use super::{Desk, example, follow, outputs, paging, steps, waits};
use crate::ir::{
    Header, Method, Operation, OperationId, Param, ParamLocation, Resource, Retry, TypeId, TypeRef,
};
use crate::names::{OperationNames, ResourceNames};
use crate::plan::{
    CallStep, HandlePlan, HeaderPlan, HeadersPlan, Item, MethodPlan, OperationPlan, OptionPlan,
    OptionsPlan, doc,
};

/// A resource's handle with a method for each operation, and for each body that an operation must have.
pub(super) fn handle(
    desk: &Desk<'_>,
    resource: &Resource,
    names: &ResourceNames,
    own: &[(OperationId, &Operation)],
) -> Item {
    let mut docs = doc::lines(&resource.docs, &[]);
    if docs.is_empty() {
        docs = vec![format!("The operations of {}.", doc::code(&resource.name))];
    }
    docs.push(String::new());
    docs.push(format!(
        "From [`Client::{0}`]({1}::Client::{0}).",
        names.accessor.as_str(),
        desk.input.config.module
    ));
    let mut methods = Vec::new();
    for (id, operation) in own {
        let Some(own) = desk.names().operation(*id) else {
            continue;
        };
        for (index, name) in own.methods.iter().enumerate() {
            methods.push(method(desk, operation, own, name.as_str(), index));
        }
    }
    let resource = own.first().map(|(_, operation)| operation.resource);
    Item::Handle(HandlePlan {
        name: names.handle.as_str().to_owned(),
        docs,
        methods,
        follows: resource.map_or_else(Vec::new, |resource| follow::all(desk, resource)),
    })
}

fn method(
    desk: &Desk<'_>,
    operation: &Operation,
    names: &OperationNames,
    name: &str,
    body: usize,
) -> MethodPlan {
    let mut steps: Vec<CallStep> = Vec::new();
    for (param, argument) in path_order(operation, names) {
        steps.push(steps::param(desk, param, argument));
    }
    for (param, argument) in operation.params.iter().zip(&names.arguments) {
        if param.required && param.location != ParamLocation::Path {
            steps.push(steps::param(desk, param, argument.as_str()));
        }
    }
    if let Some(required) = operation.body.as_ref().filter(|body| body.required)
        && let Some(content) = required.contents.get(body)
    {
        steps.push(steps::body(desk, content, "body"));
    }
    let mut more = vec![route(operation)];
    if outputs::has_stream(operation) {
        more.push("[`stream`](Call::stream) gives it item by item, as it comes.".to_owned());
    }
    more.extend(paging::docs(operation).map(str::to_owned));
    more.extend(waits::docs(operation));
    match operation.retry {
        Some(Retry::Safe) => {
            more.push("It may be repeated, so it is sent again as a `GET` is.".to_owned())
        }
        Some(Retry::UntilGone) => more.push(
            "What a repetition does not find any more was deleted by an attempt whose answer was lost: that is a success."
                .to_owned(),
        ),
        Some(Retry::Never) => more.push("It is never sent again by itself.".to_owned()),
        None => {}
    }
    MethodPlan {
        name: name.to_owned(),
        docs: doc::lines(&operation.docs, &more),
        example: example::plan(desk, operation, names, name, body),
        deprecated: operation.docs.deprecated,
        marker: names.marker.as_str().to_owned(),
        steps,
    }
}

/// `GET /v3/apps`, as inline code.
pub(super) fn route(operation: &Operation) -> String {
    doc::code(&format!(
        "{} {}",
        method_text(&operation.method),
        operation.path
    ))
}

/// The parameters of the path in the order of its template, which is the order in which they are filled in.
pub(super) fn path_order<'a>(
    operation: &'a Operation,
    names: &'a OperationNames,
) -> Vec<(&'a Param, &'a str)> {
    let mut order: Vec<(usize, &Param, &str)> = operation
        .params
        .iter()
        .zip(&names.arguments)
        .filter(|(param, _)| param.location == ParamLocation::Path)
        .map(|(param, name)| {
            let at = operation
                .path
                .find(&format!("{{{}}}", param.name))
                .unwrap_or(usize::MAX);
            (at, param, name.as_str())
        })
        .collect();
    order.sort_by_key(|(at, ..)| *at);
    order
        .into_iter()
        .map(|(_, param, name)| (param, name))
        .collect()
}

/// What an operation brings besides its method.
pub(super) fn items(desk: &Desk<'_>, id: OperationId, operation: &Operation) -> Vec<Item> {
    let Some(names) = desk.names().operation(id) else {
        return Vec::new();
    };
    let output = outputs::output(desk, operation, names);
    let error = outputs::error(desk, operation, names);
    let handle = desk
        .names()
        .resource(operation.resource)
        .map_or("", |names| names.handle.as_str());
    let method = names.methods.first().map_or("", |name| name.as_str());
    let mut items = vec![Item::Operation(OperationPlan {
        marker: names.marker.as_str().to_owned(),
        docs: vec![format!("[`{handle}::{}`]", method.trim_start_matches("r#"))],
        method: known_method(&operation.method),
        path: operation.path.clone(),
        output: output.plan,
        id: operation.id.clone(),
        envelope: output.envelope,
        error: error.ty,
        security: operation
            .security
            .clone()
            .filter(|security| *security != desk.api().security),
        server: server(desk, operation),
        accept: output.accept,
        retry: operation.retry.map(|retry| match retry {
            Retry::Safe => "Safe",
            Retry::UntilGone => "UntilGone",
            Retry::Never => "Never",
        }),
        stream: output.stream,
        paging: paging::paging(desk, operation),
    })];
    items.extend(options(desk, operation, names));
    items.extend(headers(desk, operation, names));
    items.extend(waits::item(desk, operation, names));
    items.extend(output.by_status.map(Item::ByStatus));
    items.extend(error.by_status.map(Item::ByStatus));
    items
}

/// The first of the operation's own servers, its variables as they are by default.
fn server(desk: &Desk<'_>, operation: &Operation) -> Option<String> {
    let first = operation.servers.first()?;
    let is_own = desk
        .api()
        .servers
        .first()
        .is_none_or(|server| server.url != first.url);
    let mut url = first.url.clone();
    for variable in &first.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    is_own.then_some(url)
}

fn options(desk: &Desk<'_>, operation: &Operation, names: &OperationNames) -> Option<Item> {
    let mut options = Vec::new();
    for (param, name) in operation
        .params
        .iter()
        .zip(&names.options)
        .filter(|(param, _)| !param.required)
    {
        let more: Vec<String> = doc::limits(&param.limits).into_iter().collect();
        options.push(OptionPlan {
            name: name.as_str().to_owned(),
            docs: doc::lines(&param.docs, &more),
            deprecated: param.docs.deprecated,
            step: steps::param(desk, param, name.as_str()),
        });
    }
    let optional = operation.body.iter().filter(|body| !body.required);
    for (body, (content, name)) in optional.flat_map(|body| {
        body.contents
            .iter()
            .zip(&names.bodies)
            .map(move |each| (body, each))
    }) {
        let docs = doc::lines(&body.docs, &[]);
        options.push(OptionPlan {
            name: name.as_str().to_owned(),
            docs: if docs.is_empty() {
                vec![format!("The body, as {}.", doc::code(&content.media))]
            } else {
                docs
            },
            deprecated: false,
            step: steps::body(desk, content, name.as_str()),
        });
    }
    (!options.is_empty()).then(|| {
        Item::Options(OptionsPlan {
            marker: names.marker.as_str().to_owned(),
            options,
        })
    })
}

/// The headers that successes carry; where two statuses describe one header, the first does.
fn headers(desk: &Desk<'_>, operation: &Operation, names: &OperationNames) -> Option<Item> {
    let mut plans: Vec<HeaderPlan> = Vec::new();
    let successes = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success());
    for header in successes.flat_map(|response| &response.headers) {
        let Some(name) = names.headers.get(&header.name.to_ascii_lowercase()) else {
            continue;
        };
        if plans.iter().all(|plan| plan.name != name.as_str()) {
            plans.push(header_plan(desk, header, name.as_str()));
        }
    }
    plans.sort_by(|left, right| left.wire.cmp(&right.wire));
    (!plans.is_empty()).then(|| {
        Item::Headers(HeadersPlan {
            marker: names.marker.as_str().to_owned(),
            headers: plans,
        })
    })
}

fn header_plan(desk: &Desk<'_>, header: &Header, name: &str) -> HeaderPlan {
    let docs = doc::lines(&header.docs, &[]);
    let docs = if docs.is_empty() {
        vec![format!("The header {}.", doc::code(&header.name))]
    } else {
        docs
    };
    let used = TypeRef {
        nullable: false,
        ..header.ty.clone()
    };
    let ty = desk.ty(&used, super::Side::Read).without_option();
    HeaderPlan {
        name: name.to_owned(),
        docs,
        wire: header.name.clone(),
        ty,
    }
}

fn known_method(method: &Method) -> Result<&'static str, String> {
    Ok(match method {
        Method::Get => "Get",
        Method::Put => "Put",
        Method::Post => "Post",
        Method::Delete => "Delete",
        Method::Options => "Options",
        Method::Head => "Head",
        Method::Patch => "Patch",
        Method::Trace => "Trace",
        Method::Query => "Query",
        Method::Other(text) => return Err(text.clone()),
    })
}

pub(super) fn method_text(method: &Method) -> String {
    match known_method(method) {
        Ok(name) => name.to_ascii_uppercase(),
        Err(text) => text,
    }
}

/// The named types that an operation names, in its own order.
pub(super) fn named_inside(operation: &Operation) -> Vec<TypeId> {
    let mut inside = Vec::new();
    let mut add = |used: &TypeRef| used.each_named(&mut |id| inside.push(id));
    operation.params.iter().for_each(|param| add(&param.ty));
    operation
        .body
        .iter()
        .flat_map(|body| &body.contents)
        .for_each(|content| add(&content.ty));
    for response in &operation.responses {
        response
            .contents
            .iter()
            .for_each(|content| add(&content.ty));
        response.headers.iter().for_each(|header| add(&header.ty));
    }
    inside
}
