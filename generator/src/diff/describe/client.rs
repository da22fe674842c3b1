//! What belongs to no operation: servers, credentials, resources, error codes.

use super::Desk;
use crate::diff::node::{Class, Kind, Node, Rule};
use crate::diff::words;
use crate::plan::Item;

/// What is said of the API as a whole.
pub(super) fn facts(desk: &Desk<'_>, root: &mut Node) {
    let api = desk.side.api;
    root.wire("security", words::security(&api.security));
    if let Some(envelope) = &api.envelope {
        let members = [&envelope.result, &envelope.success, &envelope.errors];
        root.wire("envelope", members.map(String::as_str).join(", "));
    }
    root.docs(&[api.title.clone(), api.version.clone()]);
    if let Some(marker) = desk.side.names.marker() {
        root.written("marker", marker.as_str(), Rule::FIXED);
    }
}

pub(super) fn nodes(desk: &Desk<'_>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for (index, server) in desk.side.api.servers.iter().enumerate() {
        let mut node = Node::new(Kind::Server, server.url.clone())
            .keys([server.url.clone()])
            .weigh(Class::Patch, Class::Patch);
        if index == 0 {
            node.wire("rank", "the default");
        }
        let values = server.variables.iter();
        let values = values.map(|it| format!("{} = {}", it.name, it.default));
        node.wire("variables", values.collect::<Vec<_>>().join(", "));
        nodes.push(node);
    }
    for item in &desk.items.client {
        match item {
            Item::Client(plan) => {
                for resource in &plan.resources {
                    let handle = resource.handle.text();
                    let path = format!("Client::{}() -> {handle}", resource.name);
                    let mut node = Node::new(Kind::Resource, resource.name.clone()).rust(path);
                    node.keys = vec![tag_of(desk, &resource.name), resource.name.clone()];
                    node.written("accessor", resource.name.clone(), Rule::FIXED);
                    node.written("handle", handle, Rule::FIXED);
                    node.docs(&resource.docs);
                    nodes.push(node);
                }
                for credential in &plan.credentials {
                    let path = format!("Builder::{}()", credential.name);
                    let mut node = Node::new(Kind::Credential, credential.scheme.clone())
                        .keys([credential.scheme.clone(), credential.name.clone()])
                        .rust(path);
                    node.written("method", credential.name.clone(), Rule::FIXED);
                    let takes = ["a credential", "user and password"];
                    let takes = takes.get(usize::from(credential.basic)).copied();
                    node.written("takes", takes.unwrap_or_default(), Rule::FIXED);
                    let mut schemes = desk.side.api.schemes.iter();
                    if let Some(scheme) = schemes.find(|it| it.name == credential.scheme) {
                        node.wire("goes into", words::scheme(&scheme.kind));
                    }
                    node.docs(&credential.docs);
                    nodes.push(node);
                }
                for variable in &plan.variables {
                    let path = format!("Builder::{}()", variable.name);
                    let mut node = Node::new(Kind::Variable, variable.variable.clone())
                        .keys([variable.variable.clone(), variable.name.clone()])
                        .rust(path);
                    node.written("method", variable.name.clone(), Rule::FIXED);
                    node.docs(&variable.docs);
                    nodes.push(node);
                }
            }
            Item::ErrorCodes(plans) => nodes.extend(plans.iter().map(|plan| {
                let mut node = Node::new(Kind::ErrorCode, plan.code.clone())
                    .keys([plan.code.clone(), plan.name.clone()])
                    .rust(format!("error_codes::{}", plan.name));
                node.written("name", plan.name.clone(), Rule::FIXED);
                node.wire("code", plan.code.clone());
                node.docs(&plan.docs);
                node
            })),
            _ => {}
        }
    }
    nodes
}

/// The name in the document of the resource with that accessor.
fn tag_of(desk: &Desk<'_>, accessor: &str) -> String {
    let (api, names) = (desk.side.api, desk.side.names);
    let mut tags = (0..).zip(&api.resources);
    let tag = tags.find(|(index, _)| {
        let names = names.resource(crate::ir::ResourceId(*index));
        names.is_some_and(|names| names.accessor.as_str() == accessor)
    });
    tag.map_or_else(|| accessor.to_owned(), |(_, tag)| tag.name.clone())
}
