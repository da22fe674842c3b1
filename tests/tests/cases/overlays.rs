//! What an overlay changes of a document is what is sent and read.

use crate::support::{body, client, keeps, line, read, refused};
use launchway_tests::cases::overlay::Client;
use launchway_tests::cases::overlay::types::{State, Thing};

#[test]
fn names_are_for_rust_and_not_for_the_wire() {
    let api = client(Client::builder().base_url("https://api.example.org"));
    let call = api.things().all().page(2).sort("new");
    assert!(
        line(&call).ends_with("/things?page=2&kind=new"),
        "{}",
        line(&call)
    );
    let new = Thing::new("t-1", State::Ready, None, None).size(5_000_000_000_i64);
    let (_, text) = body(&api.things().create(new));
    let wanted = r#"{"id":"t-1","size":5000000000,"st":"ready","owner":null,"note":null}"#;
    assert_eq!(text, wanted);
}

#[test]
fn what_is_forced_is_so() {
    keeps::<Thing>(r#"{"id":"t-1","st":"gone","owner":{"name":"a"},"note":"n","tags":[{}]}"#);
    let thing: Thing = read(r#"{"id":"t-1","st":"later","owner":null,"note":null}"#);
    assert_eq!((thing.size, thing.note), (None, None));
    assert!(refused::<Thing>(r#"{"id":"t-1","owner":null,"note":null}"#).contains("st"));
}
