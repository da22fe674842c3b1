//! Calls that follow answers.

use super::Desk;
use crate::diff::node::{Kind, Node, Rule};
use crate::ir::Link;
use crate::plan::{FollowPlan, Item};

/// A node for each method that a link became.
pub(super) fn nodes(desk: &Desk<'_>) -> Vec<Node> {
    let items = desk.side.modules.iter().flat_map(|module| &module.items);
    let follows = items.flat_map(|item| match item {
        Item::Handle(plan) => plan.follows.as_slice(),
        _ => &[],
    });
    let nodes =
        follows.filter_map(|plan| Some(node(desk, plan, desk.side.api.links.get(plan.link)?)));
    nodes.collect()
}

fn node(desk: &Desk<'_>, plan: &FollowPlan, link: &Link) -> Node {
    let (api, names) = (desk.side.api, desk.side.names);
    let accessor = names
        .resource(link.resource)
        .map_or("", |it| it.accessor.as_str());
    let tag = api.resources.get(link.resource.0 as usize);
    let tag = tag.map_or("", |it| it.name.as_str());
    let id = api.operation(link.target).map_or("", |it| it.id.as_str());
    let called = format!("{accessor}().{}", plan.name);
    let answer = plan.arguments.first().map(|it| it.take.text());
    let subject = format!("{tag} link {} to {id}", link.name);
    let mut node = Node::new(Kind::Link, subject)
        .keys([
            format!("{tag} {} {id} {}", link.name, answer.unwrap_or_default()),
            called.clone(),
        ])
        .rust(format!("{accessor}().{}", plan.signature()))
        .at(&link.place);
    node.written("method", called, Rule::FIXED);
    let arguments = plan.arguments.iter();
    let arguments = arguments.map(|it| (it.name.clone(), it.take.text()));
    node.signature("call", arguments.collect(), &plan.called());
    node.written("gives", plan.output(), Rule::FIXED);
    node.wire("takes", api.given_text(link));
    node.docs(&plan.docs);
    node.deprecated(plan.deprecated);
    node
}
