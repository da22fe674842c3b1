//! Names: keywords, collisions, what Rust and the run time call their own.

use crate::support::{answering, body, client, header, keeps, line, read, target};
use launchway_tests::cases::*;

const URL: &str = "https://api.example.com";

#[test]
fn keywords_are_names() {
    use keywords::types::{SelfSchema, Struct};
    let client = client(keywords::Client::builder().base_url(URL));
    let call = client
        .type_()
        .match_("a", "b")
        .r#async(true)
        .super_("c")
        .underscore("d")
        .r#fn("e");
    assert_eq!(target(&call), "/loop/a/b?async=true&super=c&_=d");
    assert_eq!(header(&call, "fn").as_deref(), Some("e"));
    assert_eq!(
        line(&client.type_().super_("a", "b")),
        "DELETE https://api.example.com/loop/a/b"
    );
    assert_eq!(
        line(&client.crate_().move_("a", "b")),
        "PUT https://api.example.com/loop/a/b"
    );
    let text = r#"{"type":"a","self":{"yield":"b"},"Self":"c","crate":"d","super":"e","fn":"f","async":"g","gen":"h","union":"i","true":"j"}"#;
    keeps::<Struct>(text);
    let value: Struct = read(text);
    let inner: SelfSchema = value.self_;
    assert_eq!(
        (value.r#type.as_str(), inner.r#yield.as_deref()),
        ("a", Some("b"))
    );
}

#[test]
fn names_that_differ_by_case_stay_apart() {
    use names_case::types::{LiveInput, LiveInputSchema, LiveInputSchema2};
    keeps::<LiveInput>(r#"{"b":"x"}"#);
    keeps::<LiveInputSchema>(r#"{"c":"x","camelCase":"1","camel_case":"2","camel.case":"3"}"#);
    keeps::<LiveInputSchema2>(r#"{"a":"x"}"#);
    let spelled: LiveInputSchema = read(r#"{"c":"x","camelCase":"1","camel_case":"2"}"#);
    assert_eq!(spelled.camel_case.as_deref(), Some("2"));
}

#[test]
fn names_of_the_prelude_and_the_run_time_are_free_for_schemas() {
    use names_prelude::types::{
        Bool, Error, JsonSchema, OptionSchema, ResultSchema, SendSchema, StringSchema, WireSchema,
    };
    let client = answering(
        names_prelude::Client::builder().base_url(URL),
        200,
        &[],
        r#"{"ok":[{"inner":{}}],"err":{"message":"a"}}"#,
    );
    let call = client.call().box_(
        OptionSchema::new()
            .some(StringSchema::new().text("a"))
            .none("b"),
    );
    assert_eq!(body(&call).1, r#"{"some":{"text":"a"},"none":"b"}"#);
    let answer: ResultSchema = call.send_blocking().unwrap();
    assert!(answer.ok[0].inner.is_some());
    let error: Error = answer.err.unwrap();
    assert_eq!(error.message, "a");
    keeps::<Bool>(r#"{"i32":1,"u8":true}"#);
    keeps::<WireSchema>(r#"{"value":null}"#);
    assert_eq!(
        (
            read::<JsonSchema>(r#""a""#),
            read::<SendSchema>(r#""None""#)
        ),
        (JsonSchema::A, SendSchema::None)
    );
}

#[test]
fn a_component_keeps_its_name_and_an_inline_type_yields() {
    use names_inline::types::{Order, OrderStatus, OrderStatus2};
    let order: Order = read(r#"{"status":"open","item":{"a":"b"},"items":[{"b":"c"}]}"#);
    assert_eq!(order.status, OrderStatus2::Open);
    assert_eq!(OrderStatus::Lost.as_str(), "lost");
    assert_eq!(
        (
            order.item.unwrap().a.as_deref(),
            order.items.unwrap()[0].b.as_deref()
        ),
        (Some("b"), Some("c"))
    );
}

#[test]
fn parameters_may_be_called_like_methods_of_a_call() {
    use names_call_methods::types::Made;
    let finds = client(names_call_methods::Client::builder().base_url(URL)).finds();
    let call = finds
        .find()
        .path_query("a")
        .query_param("b")
        .timeout_param(3)
        .body("d")
        .json_param(true);
    let call = call
        .header_param("e")
        .send_param("f")
        .new_param("g")
        .path_param("h")
        .list_param("i");
    assert_eq!(
        target(&call),
        "/find?path=a&query=b&timeout=3&body=d&json=true&send=f&new=g&path_param=h&list=i"
    );
    assert_eq!(header(&call, "header").as_deref(), Some("e"));
    let call = finds.body(
        "a",
        ["b"],
        Made::new("x")
            .clone("y")
            .default("z")
            .read("r")
            .write("w")
            .blank(true),
    );
    assert_eq!(target(&call), "/find?body=a&list=b");
    assert_eq!(
        body(&call).1,
        r#"{"new":"x","clone":"y","default":"z","read":"r","write":"w","blank":true}"#
    );
}

#[test]
fn one_name_at_several_places_is_several_arguments() {
    let apps = client(names_same_param::Client::builder().base_url(URL)).apps();
    let call = apps.get("a", "b").id_header("c").id_param(4);
    assert_eq!(target(&call), "/apps/a?id=b&ID=4");
    assert_eq!(header(&call, "id").as_deref(), Some("c"));
}

#[test]
fn letters_beyond_ascii_are_spelled_and_sent_as_they_are() {
    use names_foreign::types::Mass;
    let masse = client(names_foreign::Client::builder().base_url(URL)).masse();
    assert_eq!(target(&masse.grosse_lesen("ü")), "/gr%C3%B6%C3%9Fe/%C3%BC");
    keeps::<Mass>(r#"{"größe":1,"名前":"a","€":"b","ﬁ":"c"}"#);
    assert_eq!(read::<Mass>(r#"{"größe":1,"名前":"a"}"#).grosse, 1);
}

#[test]
fn operations_without_an_id_or_with_another_ones_are_named_by_their_paths() {
    let zones = client(operation_ids::Client::builder().base_url(URL)).zones();
    assert_eq!(line(&zones.get()), "GET https://api.example.com/zones");
    assert_eq!(line(&zones.same()), "POST https://api.example.com/zones");
    assert_eq!(
        line(&zones.get_zones_by_zone_id_records("a")),
        "GET https://api.example.com/zones/a/records"
    );
    assert_eq!(
        line(&zones.post_zones_by_zone_id_records("a")),
        "POST https://api.example.com/zones/a/records"
    );
}

#[test]
fn operations_without_a_tag_belong_to_the_start_of_their_path() {
    let client = client(no_tags::Client::builder().base_url(URL));
    assert_eq!(target(&client.ping().ping()), "/ping");
    assert_eq!(target(&client.health().live()), "/health/live");
}

#[test]
fn a_tag_a_schema_and_an_operation_of_one_name() {
    use tag_as_schema::types::Deployment;
    let client = answering(
        tag_as_schema::Client::builder().base_url(URL),
        200,
        &[],
        r#"{"id":"a"}"#,
    );
    let found: Deployment = client.deployment().deployment("a").send_blocking().unwrap();
    assert_eq!(found.id, "a");
}

#[test]
fn members_of_any_name() {
    use names_members::types::Odd;
    let text = concat!(
        r#"{"":"a","@id":"b","$ref":"c","a.b-c/d":"d","+1":1,"-1":-1,"1st":"e","_":"f","__typename":"g","x-y":"h","x_y":"i","#,
        r#""URL":"j","userID":"k","OAuth2Token":"l","extra":"m","self":"n","\"quoted\"":"o","back\\slash":"p","new\nline":"q","#,
        r#""{brace}":"r","other":"s"}"#
    );
    keeps::<Odd>(text);
    let odd: Odd = read(text);
    assert_eq!(
        (
            odd.value.as_str(),
            odd.plus_1,
            odd.minus_1,
            odd.x_y.as_deref()
        ),
        ("a", Some(1), Some(-1), Some("i"))
    );
    assert_eq!(odd.extra_members["other"], "s");
}

#[test]
fn tags_of_any_name() {
    let client = client(names_tags::Client::builder().base_url(URL));
    let targets = [
        target(&client.types_api().a()),
        target(&client.client_api().b()),
        target(&client.runtime_api().c()),
        target(&client.mod_().d()),
        target(&client.con_api().e()),
        target(&client.user_accounts_v2().f()),
        target(&client.user_accounts_v2_api().g()),
        target(&client.builder_api().h()),
        target(&client.names_tags().i()),
        target(&client.n123().j()),
        target(&client.ops().new_operation()),
        target(&client.ops().clone_operation()),
        target(&client.ops().n_th_one()),
    ];
    assert_eq!(targets.concat(), "/a/b/c/d/e/f/g/h/i/j/l/m/n");
    keeps::<names_tags::types::Con>(r#"{"a":"b"}"#);
}

#[test]
fn the_document_may_say_what_things_are_called() {
    use renames::types::{State, Thing};
    let client = answering(
        renames::Client::builder().base_url(URL),
        200,
        &[],
        r#"{"st":"r"}"#,
    );
    let call = client.things().show("1").filter("a");
    assert_eq!(target(&call), "/things/1?q=a");
    let thing: Thing = call.send_blocking().unwrap();
    assert_eq!(thing.state, State::Running);
}
