//! Inline schemas that say the same: one type for a component, one for a resource.

use crate::support::{client, keeps, read, target};
use launchway_tests::cases::*;

#[test]
fn what_is_written_twice_is_one_type() {
    use inline_shared::types::{Merge, MergeAssignee, Permissions, PermissionsReadOrWrite};
    keeps::<Merge>(r#"{"assignee":{"login":"a","kind":"bot"},"assignees":[{"login":"b"}]}"#);
    let merge: Merge = read(r#"{"assignee":{"login":"a"},"assignees":[{"login":"a"}]}"#);
    let all: Vec<MergeAssignee> = merge.assignees.unwrap();
    assert_eq!(merge.assignee.as_ref(), all.first());
    let permissions: Permissions = read(r#"{"actions":"read","issues":"write"}"#);
    assert_eq!(permissions.actions, Some(PermissionsReadOrWrite::Read));
    assert_eq!(permissions.issues, Some(PermissionsReadOrWrite::Write));
}

#[test]
fn operations_of_a_resource_share_theirs() {
    use inline_shared::orders::OrdersFormat;
    let api = client(inline_shared::Client::builder().base_url("https://api.example.com"));
    let list = api.orders().list().format(OrdersFormat::Csv);
    assert_eq!(target(&list), "/orders?format=CSV");
    let get = api.orders().get("1").format(OrdersFormat::Csv);
    assert_eq!(target(&get), "/orders/1?format=CSV");
}
