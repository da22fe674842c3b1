//! Operations, with their parameters, bodies, responses and headers.

use super::Desk;
use super::items::Operation as Planned;
use crate::diff::node::{Class, Kind, Node, Rule};
use crate::diff::words;
use crate::ir::{Body, Content, Operation, OperationId, Param, ParamLocation, Response};
use crate::plan::{CallStep, MethodPlan, OutputPlan, Payload, WaiterKind};

/// What an operation is known by on the wire.
pub(in crate::diff) fn route(operation: &Operation) -> String {
    let method = words::method(&operation.method);
    format!("{method} {}", operation.path)
}

impl Desk<'_> {
    /// An operation and what belongs to it.
    pub(in crate::diff) fn operation(&self, id: OperationId, operation: &Operation) -> Node {
        let names = self.side.names.operation(id);
        let marker = names.map_or("", |names| names.marker.as_str());
        let planned = self.items.operation(marker);
        let route = route(operation);
        let bare = words::bare_path(&route);
        let mut node = Node::new(Kind::Operation, route.clone())
            .keys([route.clone(), bare, operation.id.clone()])
            .at(&operation.place);
        self.call(&mut node, operation, &planned);
        self.exchange(&mut node, operation, &planned);
        let docs = planned.methods.first();
        node.docs(docs.map_or(&[], |method| &method.docs));
        node.deprecated(operation.docs.deprecated);
        let params = operation.params.iter();
        let params = params.map(|param| self.param(&route, &planned, param));
        node.children.extend(params);
        if let Some(body) = &operation.body {
            node.children
                .extend(self.bodies(&route, &planned, operation, body));
        }
        let responses = operation.responses.iter();
        let responses = responses.map(|it| self.response(&route, operation, it));
        node.children.extend(responses);
        node.children.extend(headers(&route, &planned, operation));
        node
    }

    /// How it is called in Rust, and what the call is.
    fn call(&self, node: &mut Node, operation: &Operation, planned: &Planned<'_>) {
        let resource = self.side.names.resource(operation.resource);
        let accessor = resource.map_or("", |names| names.accessor.as_str());
        node.written("resource", accessor, Rule::FIXED);
        if let Some(method) = planned.methods.first() {
            let name = &method.name;
            node.rust = Some(format!("{accessor}().{name}({})", shown(method)));
            node.written("method", name.clone(), Rule::FIXED);
            node.signature(
                "call",
                arguments(method),
                &format!("{name}({})", shown(method)),
            );
        }
        let Some(plan) = planned.plan else { return };
        node.written("marker", plan.marker.clone(), Rule::FIXED);
        node.written("gives", output(&plan.output), Rule::FIXED);
        if let Some(error) = &plan.error {
            node.written("documented error", error.text(), Rule::MORE);
        }
        if let Some(paging) = &plan.paging {
            node.written("pages of", paging.item.text(), Rule::WRITTEN);
        }
        if let Some(stream) = &plan.stream {
            node.written("stream of", stream.item.text(), Rule::WRITTEN);
        }
        if let Some(waiter) = planned.waiter {
            let method = match waiter.kind {
                WaiterKind::Newest { .. } => "wait_for",
                WaiterKind::States { .. } | WaiterKind::Location(_) => "wait",
            };
            node.written("waits by", method, Rule::WRITTEN);
        }
    }

    /// What its request and its answer are beside what parameters, bodies and responses say themselves.
    fn exchange(&self, node: &mut Node, operation: &Operation, planned: &Planned<'_>) {
        node.wire("route", route(operation));
        node.wire("operation id", operation.id.clone());
        let security = operation.security.as_ref();
        node.wire(
            "security",
            security.map_or_else(String::new, |sets| words::security(sets)),
        );
        let Some(plan) = planned.plan else { return };
        node.wire("server", plan.server.clone().unwrap_or_default());
        node.wire("accepts", plan.accept.clone().unwrap_or_default());
        node.wire("envelope", plan.envelope.clone().unwrap_or_default());
        node.wire("repeats", plan.retry.unwrap_or_default());
        if let Some(paging) = &plan.paging {
            let told = paging
                .told
                .iter()
                .map(|(name, told)| format!(", {name} {told:?}"));
            let at = paging.arguments.join(", ");
            let told: String = told.collect();
            node.wire("pages", format!("by {} at {at}{told}", paging.turning));
        }
        if let Some(stream) = &plan.stream {
            node.wire("stream", format!("{} {}", stream.media, stream.framing));
        }
        if let Some(waiter) = planned.waiter {
            node.wire("wait", format!("{:?}", waiter.kind));
        }
    }

    fn param(&self, route: &str, planned: &Planned<'_>, param: &Param) -> Node {
        let location = words::location(param.location);
        let added = match param.required {
            true => Class::Major,
            false => Class::Minor,
        };
        let wire = format!("{location} {}", param.name);
        let index = planned.methods.first().and_then(|method| {
            let mut steps = method.steps.iter();
            steps.position(|step| named(step) == Some((param.location, param.name.as_str())))
        });
        // A parameter of the path is known by its position, too.
        let by_place = match (param.location, index) {
            (ParamLocation::Path, Some(index)) => format!("path {index}"),
            _ => param.name.clone(),
        };
        let mut node = Node::new(Kind::Parameter, format!("{route} {wire}"))
            .keys([wire, by_place])
            .at(&param.place)
            .weigh(added, Class::Major);
        let mut options = planned.options.iter();
        let option =
            options.find(|it| named(&it.step) == Some((param.location, param.name.as_str())));
        if let (Some(option), Some(plan)) = (option, planned.plan) {
            let take = option.step.argument().take.text();
            let path = format!("Call<{}>::{}", plan.marker, option.name);
            node.written("option", format!(".{}({take})", option.name), Rule::WRITTEN);
            node.rust = Some(format!("{path}({take})"));
        } else if let Some(step) = planned.methods.first().and_then(|it| it.steps.get(index?)) {
            node.rust = Some(argument(step));
        }
        let api = self.side.api;
        node.wire_followed("in", location.to_owned(), Class::Patch);
        node.wire("name", param.name.clone());
        node.wire_followed("type", words::ty(api, &param.ty), Class::Major);
        node.wire_followed("presence", words::required(param.required), Class::Major);
        let layout = words::layout(param.layout, param.allow_reserved);
        node.wire_followed("style", layout, Class::Patch);
        node.wire_followed("bounds", words::limits(&param.limits), Class::Patch);
        let docs = [&param.docs.summary, &param.docs.description];
        node.docs(&docs.into_iter().flatten().cloned().collect::<Vec<_>>());
        node.deprecated(param.docs.deprecated);
        node
    }

    /// A node for each media type that the operation takes.
    fn bodies(
        &self,
        route: &str,
        planned: &Planned<'_>,
        operation: &Operation,
        body: &Body,
    ) -> Vec<Node> {
        let mut options = planned.options.iter();
        let mut options =
            std::iter::from_fn(|| options.find(|option| matches!(option.step, CallStep::Body(_))));
        let mut nodes = Vec::new();
        for (index, content) in body.contents.iter().enumerate() {
            let media = &content.media;
            let added = match (body.required, index) {
                (true, 0) => Class::Major,
                _ => Class::Minor,
            };
            let mut node = Node::new(Kind::Body, format!("{route} body {media}"))
                .keys([media.clone(), format!("{:?}", content.codec)])
                .at(&operation.place.child("requestBody"))
                .weigh(added, Class::Major);
            if body.required {
                if let Some(method) = planned.methods.get(index) {
                    node.rust = Some(format!("{}({})", method.name, shown(method)));
                    if index > 0 {
                        let text = format!("{}({})", method.name, shown(method));
                        node.signature("call", arguments(method), &text);
                    }
                }
            } else if let Some(option) = options.next() {
                let take = option.step.argument().take.text();
                node.rust = Some(format!("Call::{}({take})", option.name));
                node.written("option", format!(".{}({take})", option.name), Rule::WRITTEN);
            }
            self.content(&mut node, content);
            node.wire_followed("presence", words::required(body.required), Class::Major);
            let docs = [&body.docs.summary, &body.docs.description];
            node.docs(&docs.into_iter().flatten().cloned().collect::<Vec<_>>());
            nodes.push(node);
        }
        nodes
    }

    fn content(&self, node: &mut Node, content: &Content) {
        let api = self.side.api;
        node.wire("media type", content.media.clone());
        node.wire_followed("type", words::ty(api, &content.ty), Class::Major);
        let parts = content.parts.iter().map(|part| {
            let layout = part.layout.map(|it| words::layout(it, part.allow_reserved));
            let said = [part.content_type.clone(), layout];
            format!(
                "{}: {}",
                part.name,
                said.into_iter().flatten().collect::<Vec<_>>().join(" ")
            )
        });
        node.wire("parts", parts.collect::<Vec<_>>().join("; "));
    }

    fn response(&self, route: &str, operation: &Operation, response: &Response) -> Node {
        let api = self.side.api;
        let status = response.status;
        let held = |it: &Response| it.read().map(|content| words::content(api, content));
        let others = operation.responses.iter();
        let mut others = others.filter(|it| it.status.is_success() && it.status != response.status);
        // A success beside others whose body is another makes another type of what the call gives.
        let differs = response.status.is_success() && !others.all(|it| held(it) == held(response));
        let follow = match differs {
            true => Class::Major,
            false => Class::Patch,
        };
        let mut node = Node::new(Kind::Response, format!("{route} {status}"))
            .keys([status.to_string()])
            .at(&response.place)
            .weigh(Class::Patch, Class::Patch);
        node.followed = Some(follow);
        let contents = response.contents.iter().map(|it| words::content(api, it));
        let contents = contents.collect::<Vec<_>>().join("; ");
        let contents = match contents.is_empty() {
            true => "nothing".to_owned(),
            false => contents,
        };
        let class = match response.status.is_success() {
            true => Class::Major,
            false => Class::Minor,
        };
        node.wire_followed("body", contents, class);
        let docs = [&response.docs.summary, &response.docs.description];
        node.docs(&docs.into_iter().flatten().cloned().collect::<Vec<_>>());
        node
    }
}

/// The headers that successes carry.
fn headers(route: &str, planned: &Planned<'_>, operation: &Operation) -> Vec<Node> {
    let marker = planned.plan.map_or("", |plan| plan.marker.as_str());
    let successes = operation.responses.iter();
    let successes = successes.filter(|it| it.status.is_success());
    let described: Vec<_> = successes
        .flat_map(|it| it.headers.iter().map(move |header| (it, header)))
        .collect();
    let nodes = planned.headers.iter().map(|(wire, name, ty)| {
        let mut node = Node::new(Kind::Header, format!("{route} header {wire}"))
            .keys([wire.to_ascii_lowercase(), (*name).to_owned()])
            .rust(format!("Response<{marker}>::{name}() -> {ty}"));
        node.written("name", *name, Rule::FIXED);
        node.written("type", ty.clone(), Rule::FIXED);
        let mut described = described.iter();
        if let Some((response, header)) = described.find(|(_, it)| it.name == *wire) {
            let place = response.place.child("headers").child(&header.name);
            node.place = Some(place);
            node.wire("name on the wire", header.name.clone());
            node.wire("presence", words::required(header.required));
            let docs = [&header.docs.summary, &header.docs.description];
            node.docs(&docs.into_iter().flatten().cloned().collect::<Vec<_>>());
        }
        node
    });
    nodes.collect()
}

/// What a step puts into the request, by place and name.
fn named(step: &CallStep) -> Option<(ParamLocation, &str)> {
    match step {
        CallStep::Path { name, .. } => Some((ParamLocation::Path, name)),
        CallStep::Query { name, .. } => Some((ParamLocation::Query, name)),
        CallStep::Header { name, .. } => Some((ParamLocation::Header, name)),
        CallStep::Cookie { name, .. } => Some((ParamLocation::Cookie, name)),
        CallStep::QueryString { .. } | CallStep::Body(_) => None,
    }
}

fn argument(step: &CallStep) -> String {
    let argument = step.argument();
    format!("{}: {}", argument.name, argument.take.text())
}

fn shown(method: &MethodPlan) -> String {
    let steps: Vec<String> = method.steps.iter().map(argument).collect();
    steps.join(", ")
}

/// What a method takes: what each argument is on the wire, and in which form it is taken.
fn arguments(method: &MethodPlan) -> Vec<(String, String)> {
    let wire = |step: &CallStep| match named(step) {
        Some((location, name)) => format!("{} {name}", words::location(location)),
        None => "body".to_owned(),
    };
    let steps = method.steps.iter();
    let steps = steps.map(|step| (wire(step), step.argument().take.text()));
    steps.collect()
}

fn output(plan: &OutputPlan) -> String {
    match plan {
        OutputPlan::One(one) => payload(one),
        OutputPlan::Optional(ty) => format!("Option<{}>", ty.text()),
        OutputPlan::ByStatus(ty) => ty.text(),
    }
}

/// What a body is in Rust.
pub(super) fn payload(payload: &Payload) -> String {
    match payload {
        Payload::Empty => "()".to_owned(),
        Payload::Json(ty) => ty.text(),
        Payload::Text => "String".to_owned(),
        Payload::Bytes => "Bytes".to_owned(),
        Payload::Items(ty) => format!("Vec<{}>", ty.text()),
    }
}
