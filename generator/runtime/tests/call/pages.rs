//! Lists in pages, from a transport that answers from memory: what is asked for, what comes, and what goes wrong.

use super::sending::block_on;
use super::support::{Script, bare, demo, header};
use crate::runtime::{
    Api, Builder, Call, Client, Envelope, Error, Items, Json, Method, Paged, ResumeToken, Scheme,
    SchemeKind, Server, operation, wire,
};
use futures_core::Stream;

pub struct Thing {
    pub id: i64,
}

wire! { Thing { id: required "id" } }

pub struct Listed {
    pub things: Vec<Thing>,
}

wire! { Listed { things: required "things" } }

operation! { Numbered: Method::Get, "/things" => Listed,
envelope "result",
pages Thing: number("/result/things", "page").total_pages("/result_info/total_pages").total_items("/result_info/total_count") }
operation! { ByCursor: Method::Get, "/things" => Json,
pages Thing: cursor("/result", "after", "/cursors/after").sparse() }
operation! { Linked: Method::Get, "/v3/things" => Json,
pages Thing: link("/resources", "/pagination/next/href").total_items("/pagination/total_results") }
operation! { InHeader: Method::Get, "/things" => Json, pages Thing: header("", "next") }
operation! { Lacking: Method::Get, "/things" => Json, pages Thing: link("/things", "/next").optional() }

/// The paths and queries that were asked for.
fn targets(script: &Script) -> Vec<String> {
    let requests = script.requests();
    let target = |request: &http::Request<_>| request.uri().path_and_query().unwrap().to_string();
    requests.iter().map(target).collect()
}

fn call<O: Paged>(script: &Script) -> Call<O> {
    Call::new(&bare(script))
}

fn ids(things: &[Thing]) -> Vec<i64> {
    things.iter().map(|thing| thing.id).collect()
}

fn collected<O: Paged<Item = Thing>>(call: Call<O>) -> Vec<i64> {
    ids(&block_on(call.collect()).unwrap())
}

/// What comes until there is nothing more, ids and errors.
fn rest(mut items: Items<Thing>) -> Vec<Result<i64, String>> {
    let mut all = Vec::new();
    while let Some(item) = block_on(items.next()) {
        all.push(
            item.map(|thing| thing.id)
                .map_err(|error| error.to_string()),
        );
    }
    assert!(block_on(items.next()).is_none());
    all
}

fn two_pages() -> Script {
    Script::new()
        .answer(
            200,
            &[],
            r#"{"success":true,"result":{"things":[{"id":1},{"id":2}]},"result_info":{"total_pages":2}}"#,
        )
        .answer(
            200,
            &[("cf-ray", "r2")],
            r#"{"result":{"things":[{"id":3}]},"result_info":{"total_pages":2,"total_count":3}}"#,
        )
}

#[test]
fn items_come_page_by_page() {
    let script = two_pages();
    let mut items = call::<Numbered>(&script)
        .query("name", &"a b".to_owned())
        .items();
    assert_eq!(script.requests().len(), 0);
    assert_eq!(block_on(items.next()).unwrap().unwrap().id, 1);
    assert_eq!(block_on(items.next()).unwrap().unwrap().id, 2);
    assert_eq!(script.requests().len(), 1);
    assert_eq!(items.total_items(), None);
    assert_eq!(block_on(items.next()).unwrap().unwrap().id, 3);
    assert_eq!(items.total_items(), Some(3));
    assert_eq!(items.response().unwrap().request_id(), Some("r2"));
    assert!(block_on(items.next()).is_none());
    assert!(block_on(items.next()).is_none());
    assert_eq!(
        targets(&script),
        ["/things?name=a%20b", "/things?name=a%20b&page=2"]
    );
}

#[test]
fn pages_are_the_outputs() {
    let script = two_pages();
    let mut pages = call::<Numbered>(&script).pages();
    let first: Listed = block_on(pages.next()).unwrap().unwrap();
    assert_eq!(ids(&first.things), [1, 2]);
    assert_eq!(ids(&block_on(pages.next()).unwrap().unwrap().things), [3]);
    assert!(pages.resume_token().is_none());
    assert!(block_on(pages.next()).is_none());
    assert_eq!(script.requests().len(), 2);
}

#[test]
fn credentials_and_headers_go_with_every_page() {
    let script = two_pages();
    let call = Call::<Numbered>::new(&demo(&script)).header("x-own", &"1".to_owned());
    assert_eq!(collected(call), [1, 2, 3]);
    for request in script.requests() {
        assert_eq!(header(&request, "authorization"), Some("Bearer t0ps3cret"));
        assert_eq!(header(&request, "x-own"), Some("1"));
    }
}

#[test]
fn a_call_may_begin_at_a_page() {
    let script = Script::new()
        .answer(
            200,
            &[],
            r#"{"result":{"things":[{"id":7}]},"result_info":{"total_pages":4}}"#,
        )
        .answer(
            200,
            &[],
            r#"{"result":{"things":[{"id":8}]},"result_info":{"total_pages":4}}"#,
        );
    let call = call::<Numbered>(&script).query("page", &3).query("z", &1);
    assert_eq!(collected(call), [7, 8]);
    assert_eq!(
        targets(&script),
        ["/things?page=3&z=1", "/things?page=4&z=1"]
    );
}

#[test]
fn cursors_are_encoded() {
    let script = Script::new()
        .answer(
            200,
            &[],
            r#"{"result":[{"id":1}],"cursors":{"after":"a/b&c=="}}"#,
        )
        .answer(200, &[], r#"{"result":[],"cursors":{"after":"d"}}"#)
        .answer(
            200,
            &[],
            r#"{"result":[{"id":2}],"cursors":{"after":null}}"#,
        );
    assert_eq!(collected(call::<ByCursor>(&script)), [1, 2]);
    assert_eq!(
        targets(&script),
        [
            "/things",
            "/things?after=a%2Fb%26c%3D%3D",
            "/things?after=d"
        ]
    );
}

#[test]
fn a_cursor_that_was_told_is_known() {
    let script = Script::new().answer(
        200,
        &[],
        r#"{"result":[{"id":1}],"cursors":{"after":"a=b"}}"#,
    );
    let call = call::<ByCursor>(&script).query("after", &"a=b".to_owned());
    assert_eq!(collected(call), [1]);
}

fn linked() -> Script {
    Script::new()
        .answer(
            200,
            &[],
            r#"{"pagination":{"total_results":3,"next":{"href":"https://bare.example.com/v3/things?names=x,y%2520z&page=2"}},"resources":[{"id":1},{"id":2}]}"#,
        )
        .answer(200, &[], r#"{"pagination":{"next":null},"resources":[{"id":3}]}"#)
}

#[test]
fn links_are_used_as_they_are() {
    let script = linked();
    let call = call::<Linked>(&script)
        .query("names", &"x".to_owned())
        .query("per_page", &2);
    assert_eq!(collected(call), [1, 2, 3]);
    assert_eq!(
        targets(&script),
        [
            "/v3/things?names=x&per_page=2",
            "/v3/things?names=x,y%2520z&page=2"
        ]
    );
}

#[test]
fn links_in_headers_are_followed() {
    let link = r#"<https://bare.example.com/things?page=2>; rel="next""#;
    let script = Script::new()
        .answer(200, &[("link", link)], r#"[{"id":1}]"#)
        .answer(
            200,
            &[("link", "</things?page=1>; rel=first")],
            r#"[{"id":2}]"#,
        );
    assert_eq!(collected(call::<InHeader>(&script)), [1, 2]);
    assert_eq!(targets(&script), ["/things", "/things?page=2"]);
}

/// The base URL's path is not put before a link's own.
#[test]
fn links_are_of_the_origin() {
    let link = "</client/v4/things?page=2>; rel=next";
    let script = Script::new()
        .answer(200, &[("link", link)], r#"[{"id":1}]"#)
        .answer(200, &[], r#"[{"id":2}]"#);
    let call = Call::<InHeader>::new(&demo(&script));
    assert_eq!(collected(call), [1, 2]);
    assert_eq!(
        targets(&script),
        ["/client/v4/things", "/client/v4/things?page=2"]
    );
}

#[test]
fn nothing_goes_to_another_origin() {
    let script = Script::new().answer(
        200,
        &[("x-request-id", "r1")],
        r#"{"pagination":{"next":{"href":"https://user:pw@evil.example.net/v3/things?page=2"}},"resources":[{"id":1}]}"#,
    );
    let items = Call::<Linked>::new(&demo(&script)).items();
    assert_eq!(
        rest(items),
        [
            Ok(1),
            Err(
                "GET /v3/things: 200 OK: the link to the next page leads to another origin, \
                 `https://evil.example.net` (request r1)"
                    .to_owned()
            )
        ]
    );
    assert_eq!(script.requests().len(), 1);
}

/// A credential in the query is put on every request, whether or not the server's links repeat it; a token never has it.
#[test]
fn credentials_in_links_are_replaced() {
    struct Keyed;
    impl Api for Keyed {
        const NAME: &'static str = "keyed";
        const SERVERS: &'static [Server] = &[Server {
            url: "https://keyed.example.com",
            variables: &[],
        }];
        const SCHEMES: &'static [Scheme] = &[Scheme {
            name: "key",
            kind: SchemeKind::Query("api key"),
        }];
        const SECURITY: &'static [&'static [&'static str]] = &[&["key"]];
        const ENVELOPE: Option<Envelope> = None;
        type Client = Client;
    }
    let script = Script::new()
        .answer(
            200,
            &[],
            r#"{"pagination":{"next":{"href":"/v3/things?api%20key=s3cret&page=2"}},"resources":[{"id":1}]}"#,
        )
        .answer(200, &[], r#"{"resources":[{"id":2}]}"#);
    let client = Builder::<Keyed>::new().credential("key", "s3cret");
    let client = client.transport(script.clone()).build().unwrap();
    let mut items = Call::<Linked>::new(&client).items();
    assert_eq!(block_on(items.next()).unwrap().unwrap().id, 1);
    let token = items.resume_token().unwrap();
    assert_eq!(block_on(items.next()).unwrap().unwrap().id, 2);
    assert_eq!(
        targets(&script),
        [
            "/v3/things?api%20key=s3cret",
            "/v3/things?page=2&api%20key=s3cret"
        ]
    );
    let resumed = Call::<Linked>::new(&bare(&script)).resume(token);
    assert_eq!(super::support::target(&resumed), "/v3/things?page=2");
}

#[test]
fn a_page_that_comes_twice_is_an_error() {
    let page = r#"{"result":{"things":[{"id":1}]},"result_info":{"total_pages":9}}"#;
    let script = Script::new().answer(200, &[], page).answer(200, &[], page);
    let items = call::<Numbered>(&script).items();
    let error = "GET /things: 200 OK: the page before came once more".to_owned();
    assert_eq!(rest(items), [Ok(1), Err(error)]);
    assert_eq!(script.requests().len(), 2);
}

#[test]
fn an_error_ends_the_list_and_leaves_where_to_go_on() {
    let first = r#"{"result":{"things":[{"id":1}]},"result_info":{"total_pages":2}}"#;
    let script = Script::new()
        .answer(200, &[], first)
        .answer(503, &[], "later");
    let mut items = call::<Numbered>(&script).items();
    assert_eq!(block_on(items.next()).unwrap().unwrap().id, 1);
    assert!(
        block_on(items.next())
            .unwrap()
            .unwrap_err()
            .is_server_error()
    );
    let token = items.resume_token().unwrap();
    assert!(block_on(items.next()).is_none());

    let second = r#"{"result":{"things":[{"id":2}]},"result_info":{"total_pages":2}}"#;
    let script = Script::new().answer(200, &[], second);
    assert_eq!(collected(call::<Numbered>(&script).resume(token)), [2]);
    assert_eq!(targets(&script), ["/things?page=2"]);
}

#[test]
fn an_item_of_another_kind_is_an_error_with_its_path() {
    let body = r#"{"result":{"things":[{"id":1},{"id":"x"}]}}"#;
    let script = Script::new().answer(200, &[], body);
    let mut items = call::<Numbered>(&script).items();
    let error = block_on(items.next()).unwrap().unwrap_err().to_string();
    assert!(error.contains("$.result.things[1].id"), "{error}");
    assert!(items.resume_token().is_some());
    assert!(block_on(items.next()).is_none());
}

#[test]
fn a_list_that_is_missing_is_an_error_unless_it_may_be() {
    let script = Script::new().answer(200, &[], r#"{"things":[{"id":1}]}"#);
    let error = rest(call::<Linked>(&script).items()).remove(0).unwrap_err();
    assert!(error.contains("missing list at $.resources"), "{error}");
    for fine in ["{}", r#"{"things":null}"#] {
        let script = Script::new().answer(200, &[], fine);
        assert_eq!(rest(call::<Lacking>(&script).items()), []);
    }
}

#[test]
fn first_asks_once() {
    let script = linked();
    let first = block_on(call::<Linked>(&script).first()).unwrap();
    assert_eq!(first, Some(Thing { id: 1 }));
    assert_eq!(script.requests().len(), 1);
    let script = Script::new().answer(200, &[], r#"{"resources":[]}"#);
    assert_eq!(call::<Linked>(&script).first_blocking().unwrap(), None);
}

#[test]
fn one_is_one() {
    let one = |script: &Script| block_on(call::<Linked>(script).one());
    let count = |script: &Script| match one(script) {
        Err(Error::Page(error)) => (error.count(), error.to_string()),
        other => panic!("{other:?}"),
    };
    let script = Script::new().answer(200, &[], r#"{"resources":[{"id":1}]}"#);
    assert_eq!(one(&script).unwrap().id, 1);
    let script = Script::new().answer(200, &[], r#"{"resources":[]}"#);
    let (none, text) = count(&script);
    assert_eq!(none, Some(0));
    assert_eq!(
        text,
        "GET /v3/things: 200 OK: 0 items where one was asked for"
    );
    // The total is told on the first page: there is no need for the second.
    let script = linked();
    assert_eq!(count(&script).0, Some(3));
    assert_eq!(script.requests().len(), 1);

    let script = Script::new().answer(
        200,
        &[],
        r#"{"pagination":{"next":{"href":"?page=2"}},"resources":[{"id":1},{"id":2}]}"#,
    );
    let text = count(&script).1;
    assert!(
        text.ends_with("at least 2 items where one was asked for"),
        "{text}"
    );
    // The second item may be on the second page.
    let script = Script::new()
        .answer(
            200,
            &[],
            r#"{"pagination":{"next":{"href":"?page=2"}},"resources":[{"id":1}]}"#,
        )
        .answer(200, &[], r#"{"resources":[{"id":2}]}"#);
    assert_eq!(count(&script).0, Some(2));
    let blocking = call::<Linked>(&Script::new().answer(200, &[], r#"{"resources":[]}"#));
    assert!(matches!(blocking.one_blocking(), Err(Error::Page(_))));
}

#[test]
fn threads_may_wait() {
    assert_eq!(
        ids(&call::<Numbered>(&two_pages()).collect_blocking().unwrap()),
        [1, 2, 3]
    );
    let mut pages = call::<Linked>(&linked()).pages();
    assert!(pages.next_blocking().unwrap().is_ok());
    assert!(pages.next_blocking().unwrap().is_ok());
    assert!(pages.next_blocking().is_none());
    let items = call::<Linked>(&linked()).items().blocking();
    assert_eq!(
        items.map(|item| item.unwrap().id).collect::<Vec<_>>(),
        [1, 2, 3]
    );
}

/// One may stop anywhere, also within a page, and go on with a text.
#[test]
fn tokens_lead_to_the_next_item() {
    for (given, asked, left) in [
        (
            0,
            &["/v3/things", "/v3/things?names=x,y%2520z&page=2"][..],
            &[1, 2, 3][..],
        ),
        (
            1,
            &["/v3/things", "/v3/things?names=x,y%2520z&page=2"],
            &[2, 3],
        ),
        (2, &["/v3/things?names=x,y%2520z&page=2"], &[3]),
    ] {
        let mut items = call::<Linked>(&linked()).items();
        for _ in 0..given {
            block_on(items.next()).unwrap().unwrap();
        }
        let token = items.resume_token().unwrap().to_string();
        assert!(
            token
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        );
        let script = match asked.len() {
            1 => Script::new().answer(200, &[], r#"{"resources":[{"id":3}]}"#),
            _ => linked(),
        };
        assert_eq!(collected(call::<Linked>(&script).resume(token)), left);
        assert_eq!(targets(&script), asked);
    }
}

/// A token of a list that was resumed counts what the first call gave.
#[test]
fn tokens_of_tokens() {
    let token = |call: Call<Linked>| {
        let mut items = call.items();
        block_on(items.next()).unwrap().unwrap();
        items.resume_token().unwrap()
    };
    let page = r#"{"resources":[{"id":1},{"id":2},{"id":3}]}"#;
    let script = || Script::new().answer(200, &[], page);
    let one = token(call(&script()));
    let two = token(call(&script()).resume(one));
    // What was not begun has the same token.
    assert_eq!(
        call::<Linked>(&script())
            .resume(two.clone())
            .items()
            .resume_token(),
        Some(two.clone())
    );
    assert_eq!(collected(call::<Linked>(&script()).resume(two)), [3]);
}

#[test]
fn tokens_of_cursors_and_numbers() {
    let script = Script::new().answer(
        200,
        &[],
        r#"{"result":[{"id":1}],"cursors":{"after":"a/b"}}"#,
    );
    let mut pages = call::<ByCursor>(&script).pages();
    block_on(pages.next()).unwrap().unwrap();
    let resumed = call::<ByCursor>(&script)
        .query("x", &1)
        .resume(pages.resume_token().unwrap());
    assert_eq!(super::support::target(&resumed), "/things?x=1&after=a%2Fb");

    let script = two_pages();
    let mut pages = call::<Numbered>(&script).query("page", &5).pages();
    let start = pages.resume_token().unwrap();
    assert_eq!(
        super::support::target(&call::<Numbered>(&script).resume(start)),
        "/things?page=5"
    );
    block_on(pages.next()).unwrap().unwrap();
    assert!(pages.resume_token().is_none());
}

#[test]
fn what_is_no_token_is_refused() {
    let refused = |token: &str| {
        let script = Script::new();
        let error = block_on(call::<Linked>(&script).resume(token).collect()).unwrap_err();
        assert!(matches!(error, Error::Request(_)));
        assert_eq!(script.requests().len(), 0);
        error.to_string()
    };
    assert!(refused("").ends_with("this text is no resume token"));
    assert!(refused("!!").ends_with("this text is no resume token"));
    let other: ResumeToken = call::<Numbered>(&Script::new())
        .pages()
        .resume_token()
        .unwrap();
    assert!(refused(other.as_str()).ends_with("the resume token is of another operation"));
}

#[test]
fn lists_can_be_spawned_and_shown() {
    fn spawn<T: Send + 'static>(value: T) -> T {
        value
    }
    fn stream<T>(stream: T) -> T
    where
        T: Stream<Item = Result<Thing, Error>> + Unpin,
    {
        stream
    }
    let script = linked();
    let items = stream(spawn(call::<Linked>(&script).items()));
    assert_eq!(
        format!("{items:?}"),
        r#"Items { operation: GET /v3/things, total_items: None, .. }"#
    );
    drop(spawn(call::<Linked>(&script).pages()));
    drop(spawn(call::<Linked>(&script).first()));
    drop(spawn(call::<Linked>(&script).one()));
    drop(spawn(call::<Linked>(&script).collect()));
    assert_eq!(script.requests().len(), 0);
}
