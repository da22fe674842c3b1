//! Types that hold themselves, and types that are one thing read and another sent.

use crate::support::{body, client, keeps, read, refused};
use launchway_tests::cases::*;

#[test]
fn an_object_holds_itself() {
    use recursion_self::types::Node;
    keeps::<Node>(r#"{"name":"a","next":{"name":"b","next":{"name":"c"}}}"#);
    let node: Node = read(r#"{"name":"a","next":{"name":"b"}}"#);
    assert_eq!(node.next.unwrap().name, "b");
}

#[test]
fn two_objects_hold_each_other() {
    keeps::<recursion_mutual::types::Chicken>(
        r#"{"lays":{"hatches":{"lays":{},"name":"b"}},"name":"a"}"#,
    );
}

#[test]
fn lists_and_maps_need_no_box() {
    use recursion_list_map::types::{Folder, JsonSchema, Shelves, Tree};
    keeps::<Tree>(r#"{"children":[{"children":[]}],"named":{"a":{"children":[]}}}"#);
    // A list of nothing but itself has no type: its elements are untyped.
    keeps::<JsonSchema>("[[],[[]]]");
    keeps::<Folder>(r#"{"a":{"b":{},"c":null}}"#);
    keeps::<Shelves>(r#"{"a":[{"b":[]},{}]}"#);
}

#[test]
fn of_required_members_in_a_circle_one_may_be_missing() {
    use recursion_required::types::Man;
    keeps::<Man>(r#"{"wife":{"husband":{"wife":{},"name":"b"}},"name":"a"}"#);
    assert!(refused::<Man>(r#"{"name":"a"}"#).contains("wife"));
}

#[test]
fn what_is_sent_lacks_what_is_only_read() {
    use read_write::types::{User, UserInput};
    let users = client(read_write::Client::builder().base_url("https://api.example.com")).users();
    let call = users.create(UserInput::new("ann", "1234").nick("a"));
    assert_eq!(body(&call).1, r#"{"name":"ann","pin":"1234","nick":"a"}"#);
    let user: User = read(r#"{"id":"1","name":"ann"}"#);
    assert_eq!((user.id.as_str(), user.nick), ("1", None));
}

#[test]
fn what_holds_such_a_type_is_two_types_as_well() {
    use read_write_nested::types::{Member, MemberInput, Team, TeamInput};
    let teams =
        client(read_write_nested::Client::builder().base_url("https://api.example.com")).teams();
    let input = TeamInput::new(MemberInput::new("ann"), vec![MemberInput::new("bob")]);
    assert_eq!(
        body(&teams.replace(input)).1,
        r#"{"lead":{"name":"ann"},"members":[{"name":"bob"}]}"#
    );
    let team: Team = read(
        r#"{"lead":{"id":1,"name":"ann"},"members":[],"roles":{"cook":{"id":2,"name":"bob"}},"plain":{"word":"a"}}"#,
    );
    let lead: Member = team.lead;
    assert_eq!(lead.id, 1);
    assert_eq!(team.roles.unwrap()["cook"].id, 2);
}

#[test]
fn recursion_through_merges_and_unions() {
    use recursion_all_of::types::{Node, Value};
    keeps::<Node>(r#"{"name":"a","kids":[{"name":"b","up":{"name":"c"}},{"name":"d","up":null}]}"#);
    keeps::<Value>(r#"{"a":["b",{"c":"d"},[]]}"#);
    assert!(
        matches!(read(r#"{"a":"b"}"#), Value::Map(map) if map["a"] == Value::Text("b".to_owned()))
    );
    // What is nothing but itself is untyped.
    keeps::<recursion_all_of::types::Circle>("[1]");
    keeps::<recursion_all_of::types::Loop>("null");
}
