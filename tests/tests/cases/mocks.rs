//! Mocks that answer by the examples of a document, and by its schemas where it has none.

use launchway_tests::cases::*;
use launchway_tests::runtime::{
    Api, Builder, Call, Client, Descriptor, Envelope, Mock, Operation, Scheme, Server, http,
};
use std::marker::PhantomData;

const URL: &str = "https://api.example.com/api/v1";

fn client<A: Api>(builder: Builder<A>, mock: &Mock) -> A::Client {
    let builder = builder.base_url(URL).transport(mock.clone());
    builder.build().unwrap()
}

#[test]
fn examples_are_answered_as_they_are() {
    let mock = mock_answers::mock::examples();
    let things = client(mock_answers::Client::builder(), &mock).things();
    let thing = things.get("any").send_blocking().unwrap();
    assert_eq!((thing.id, thing.name.as_str()), (1, "a \"#thing\""));
    things.delete("any").send_blocking().unwrap();
    assert_eq!(
        things.export("any", "csv").send_blocking().unwrap(),
        "id\n1\n"
    );
}

#[test]
fn what_does_not_fit_is_mended_or_left_out() {
    let mock = mock_answers::mock::examples();
    let things = client(mock_answers::Client::builder(), &mock).things();
    let thing = things.newest().send_blocking().unwrap();
    assert_eq!(
        (thing.id, thing.name.as_str(), thing.made),
        (1, "newest", None)
    );
    use mock_answers::types::ThingKind;
    assert!(matches!(thing.kind, Some(ThingKind::B(kind)) if kind.size == 1));
}

#[test]
fn what_has_no_example_is_made() {
    use mock_answers::types::Thing;
    let mock = mock_answers::mock::examples();
    let things = client(mock_answers::Client::builder(), &mock).things();
    let call = things.make(Thing::new(7, "seven"));
    let made = wait_for(call.with_response());
    assert_eq!(
        (made.status.as_u16(), made.revision().unwrap()),
        (201, Some(1))
    );
    assert_eq!(made.body.unwrap(), Thing::new(1, "name"));
}

/// What a call gives, on this thread.
fn wait_for<T>(call: impl IntoFuture<Output = Result<T, launchway_tests::runtime::Error>>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(call.into_future()).unwrap()
}

/// The same page would be an error, or never end.
#[test]
fn a_list_is_one_page() {
    let mock = mock_answers::mock::examples();
    let client = client(mock_answers::Client::builder(), &mock);
    assert_eq!(client.things().list().collect_blocking().unwrap().len(), 1);
    assert_eq!(
        client.links().list().collect_blocking().unwrap(),
        ["a", "b"]
    );
    assert_eq!(mock.requests_of("listThings").len(), 2);
    // What is said instead is said of all pages.
    mock.on("listThings").with(|request| {
        let is_first = request.uri().query().is_none();
        http::Response::new(
            if is_first {
                r#"[{"id":1,"name":"a"}]"#
            } else {
                "[]"
            }
            .into(),
        )
    });
    assert_eq!(client.things().list().collect_blocking().unwrap().len(), 1);
    assert_eq!(mock.requests_of("listThings").len(), 4);
}

#[test]
fn at_once_or_in_pieces_as_is_asked_for() {
    let mock = mock_answers::mock::examples();
    let answers = client(mock_answers::Client::builder(), &mock).answers();
    assert_eq!(answers.ask().send_blocking().unwrap().name, "whole");
    let mut pieces = answers.ask().stream();
    assert_eq!(pieces.next_blocking().unwrap().unwrap().name, "name");
    assert!(pieces.next_blocking().is_none());
}

#[test]
fn what_cannot_be_made_says_so() {
    let mock = mock_answers::mock::examples();
    let deep = client(mock_answers::Client::builder(), &mock).deep();
    let error = deep.get().send_blocking().unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(501));
    assert!(
        error
            .to_string()
            .contains("no example of what `getDeep` answers"),
        "{error}"
    );
    // It is not sent again for that.
    assert_eq!(error.attempts(), 1);
}

#[test]
fn routes_with_more_of_their_own_text_win() {
    let mock = mock_answers::mock::examples();
    let things = client(mock_answers::Client::builder(), &mock).things();
    things.newest().send_blocking().unwrap();
    things.export("newest", "csv").send_blocking().unwrap();
    things.get("a/b").send_blocking().unwrap();
    let asked = |operation| mock.requests_of(operation).len();
    assert_eq!(asked("newestThing"), 1);
    assert_eq!(asked("exportThing"), 1);
    assert_eq!(asked("getThing"), 1);
    // What the base holds is a parameter of the server.
    let other = mock_answers::Client::builder().version("v2");
    let other = other.transport(mock.clone()).build().unwrap();
    other.things().newest().send_blocking().unwrap();
}

/// An API whose client is that of the run time, which calls any operation.
struct Of<A>(PhantomData<fn() -> A>);

impl<A: Api> Api for Of<A> {
    const NAME: &'static str = A::NAME;
    const SERVERS: &'static [Server] = A::SERVERS;
    const SCHEMES: &'static [Scheme] = A::SCHEMES;
    const SECURITY: &'static [&'static [&'static str]] = A::SECURITY;
    const ENVELOPE: Option<Envelope> = A::ENVELOPE;
    type Client = Client;
}

/// A client that has every credential.
fn any<A: Api>(mock: Mock) -> Client {
    let builder = Builder::<Of<A>>::new().base_url("https://api.example.com");
    let schemes = A::SCHEMES.iter();
    let builder = schemes.fold(builder, |builder, scheme| {
        builder.credential(scheme.name, "any")
    });
    builder.transport(mock).build().unwrap()
}

/// Asks for an operation with nothing but a path: the mock looks at no more.
fn ask<O: Operation>(client: &Client, faults: &mut Vec<String>) {
    let Descriptor { path, id, .. } = O::DESCRIPTOR;
    let names = path.split('{').skip(1);
    let mut names: Vec<&str> = names.filter_map(|name| name.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    let call = names
        .iter()
        .fold(Call::<O>::new(client), |call, _| call.path("any"));
    if let Err(error) = call.send_blocking() {
        faults.push(format!("{id}: {path}: {error}"));
    }
}

macro_rules! each {
    ($($case:ident::$api:ident: [$($marker:path,)*];)*) => {
        #[test]
        fn every_operation_of_every_case_is_answered() {
            let mut faults = Vec::new();
            $({
                #[allow(unused_variables, reason = "a case may have no operation")]
                let client = any::<$case::$api>($case::mock::examples());
                $(ask::<$marker>(&client, &mut faults);)*
            })*
            // What has no answer, to show that.
            faults.retain(|fault| !fault.contains("501 Not Implemented: the document has no example"));
            assert_eq!(faults, Vec::<String>::new());
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/operations.rs"));
