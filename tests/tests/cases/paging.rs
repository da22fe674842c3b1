//! Lists in pages, declared: what each call asks for, when it stops, what it refuses.

use crate::support::Script;
use launchway_tests::cases::*;
use launchway_tests::runtime::{Api, Builder, Call, Error, Paged};

const URL: &str = "https://api.example.com/v1";

fn client<A: Api>(builder: Builder<A>, script: &Script) -> A::Client {
    let builder = builder.base_url(URL).transport(script.clone());
    builder.build().unwrap()
}

fn script(bodies: &[&'static str]) -> Script {
    let start = Script::default();
    let answers = bodies.iter();
    answers.fold(start, |script, body| script.answer(200, &[], *body))
}

/// The paths and queries that were asked for.
fn targets(script: &Script) -> Vec<String> {
    let requests = script.requests();
    let uris = requests.iter().map(|request| request.uri().to_string());
    uris.map(|uri| {
        uri.strip_prefix("https://api.example.com")
            .unwrap()
            .to_owned()
    })
    .collect()
}

fn all<O: Paged>(call: Call<O>) -> Vec<O::Item> {
    call.collect_blocking().unwrap()
}

#[test]
fn numbers_in_an_envelope() {
    let script = script(&[
        r#"{"success":true,"errors":[],"result":[{"name":"a"},{"name":"b"}],"result_info":{"total_count":3,"per_page":2}}"#,
        r#"{"success":true,"errors":[],"result":[{"name":"c"}],"result_info":{"total_count":3,"per_page":2}}"#,
    ]);
    let zones = client(paging_envelope::Client::builder(), &script).zones();
    let names: Vec<String> = all(zones.list().per_page(2))
        .into_iter()
        .map(|zone| zone.name)
        .collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(
        targets(&script),
        ["/v1/zones?per_page=2", "/v1/zones?per_page=2&page=2"]
    );
}

#[test]
fn a_page_that_says_nothing_of_others_is_the_only_one() {
    let script = script(&[r#"{"success":true,"errors":[],"result":{"builds":[{"name":"a"}]}}"#]);
    let zones = client(paging_envelope::Client::builder(), &script).zones();
    assert_eq!(all(zones.list_builds("z")).len(), 1);
    assert_eq!(targets(&script), ["/v1/zones/z/builds"]);
}

/// A page's output is what awaiting the call gives.
#[test]
fn pages_in_an_envelope() {
    let script = script(&[
        r#"{"success":true,"errors":[],"result":{"builds":[{"name":"a"}]},"result_info":{"total_pages":2}}"#,
        r#"{"success":true,"errors":[],"result":{"builds":[{"name":"b"}]},"result_info":{"total_pages":2}}"#,
    ]);
    let zones = client(paging_envelope::Client::builder(), &script).zones();
    let mut pages = zones.list_builds("z").pages();
    let names: Vec<_> = std::iter::from_fn(|| pages.next_blocking())
        .map(|page| page.unwrap().builds[0].name.clone())
        .collect();
    assert_eq!(names, [Some("a".to_owned()), Some("b".to_owned())]);
    assert_eq!(
        targets(&script),
        ["/v1/zones/z/builds", "/v1/zones/z/builds?page=2"]
    );
}

#[test]
fn failures_in_an_envelope_end_a_list() {
    let script = script(&[
        r#"{"success":true,"errors":[],"result":[{"name":"a"}],"result_info":{"total_pages":2}}"#,
        r#"{"success":false,"errors":["no"],"result":null}"#,
    ]);
    let zones = client(paging_envelope::Client::builder(), &script).zones();
    let mut items = zones.list().items();
    assert_eq!(items.next_blocking().unwrap().unwrap().name, "a");
    assert!(matches!(items.next_blocking(), Some(Err(Error::Api(_)))));
    assert!(items.next_blocking().is_none());
}

#[test]
fn cursors_until_null_though_pages_are_empty() {
    let script = script(&[
        r#"{"success":true,"errors":[],"result":[],"result_info":{"cursors":{"after":"x=/"}}}"#,
        r#"{"success":true,"errors":[],"result":[{"name":"a"}],"result_info":{"cursors":{"after":null}}}"#,
    ]);
    let zones = client(paging_envelope::Client::builder(), &script).zones();
    assert_eq!(all(zones.tail()).len(), 1);
    assert_eq!(
        targets(&script),
        ["/v1/zones/tail", "/v1/zones/tail?after=x%3D%2F"]
    );
}

#[test]
fn numbers_without_totals_until_an_empty_page() {
    let script = script(&[
        r#"{"success":true,"errors":[],"result":[{"name":"a"}]}"#,
        r#"{"success":true,"errors":[],"result":[{"name":"b"}]}"#,
        r#"{"success":true,"errors":[],"result":[]}"#,
    ]);
    let zones = client(paging_envelope::Client::builder(), &script).zones();
    assert_eq!(all(zones.old()).len(), 2);
    assert_eq!(
        targets(&script),
        [
            "/v1/zones/old",
            "/v1/zones/old?page=1",
            "/v1/zones/old?page=2"
        ]
    );
}

#[test]
fn a_page_twice_is_an_error() {
    let page = r#"{"success":true,"errors":[],"result":[{"name":"a"}]}"#;
    let script = script(&[page, page, page]);
    let zones = client(paging_envelope::Client::builder(), &script).zones();
    let error = zones.old().collect_blocking().unwrap_err();
    assert!(matches!(error, Error::Page(_)));
    assert_eq!(
        error.to_string(),
        "GET /zones/old: 200 OK: the page before came once more"
    );
    assert_eq!(script.requests().len(), 2);
}

/// Both successes, each of a type of its own, have the list; filters are in the link.
#[test]
fn links_in_bodies() {
    let script = script(&[
        r#"{"pagination":{"total":2,"next":{"href":"https://api.example.com/v1/apps?names=a%252Cb&page=2"}},"resources":[{"guid":"1"}]}"#,
    ])
    .answer(206, &[], r#"{"pagination":{"total":2,"next":null},"resources":[{"guid":"2"}],"missing":1}"#);
    let apps = client(paging_links::Client::builder(), &script).apps();
    let guids: Vec<String> = all(apps.list().names("a%2Cb").collect_param(true))
        .into_iter()
        .map(|app| app.guid)
        .collect();
    assert_eq!(guids, ["1", "2"]);
    assert_eq!(
        targets(&script),
        [
            "/v1/apps?names=a%252Cb&collect=true",
            "/v1/apps?names=a%252Cb&page=2"
        ]
    );
}

#[test]
fn a_link_to_another_origin_is_not_followed() {
    let script = script(&[
        r#"{"pagination":{"total":2,"next":{"href":"https://api.example.com.evil.example.net/v1/apps"}},"resources":[{"guid":"1"}]}"#,
    ]);
    let apps = client(paging_links::Client::builder(), &script).apps();
    let error = apps.list().collect_blocking().unwrap_err();
    assert!(matches!(error, Error::Page(_)));
    assert!(
        error
            .to_string()
            .contains("another origin, `https://api.example.com.evil.example.net`")
    );
    assert_eq!(script.requests().len(), 1);
}

#[test]
fn the_only_one() {
    let one = |body| {
        client(paging_links::Client::builder(), &script(&[body]))
            .apps()
            .list()
            .one_blocking()
    };
    let app = one(r#"{"pagination":{"total":1,"next":null},"resources":[{"guid":"1"}]}"#);
    assert_eq!(app.unwrap().guid, "1");
    for (count, body) in [
        (
            0,
            r#"{"pagination":{"total":0,"next":null},"resources":[]}"#,
        ),
        (
            7,
            r#"{"pagination":{"total":7,"next":{"href":"/v1/apps?page=2"}},"resources":[{"guid":"1"},{"guid":"2"}]}"#,
        ),
    ] {
        match one(body) {
            Err(Error::Page(error)) => assert_eq!(error.count(), Some(count)),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn links_in_headers() {
    let link =
        r#"<https://api.example.com/v1/repos?page=2>; rel="next", </v1/repos?page=9>; rel="last""#;
    let script = Script::default()
        .answer(200, &[("link", link)], r#"[{"name":"a"}]"#)
        .answer(
            200,
            &[("link", r#"</v1/repos>; rel="first""#)],
            r#"[{"name":"b"}]"#,
        );
    let repos = client(paging_links::Client::builder(), &script).repos();
    assert_eq!(all(repos.list()).len(), 2);
    assert_eq!(targets(&script), ["/v1/repos", "/v1/repos?page=2"]);
}

#[test]
fn single_pages_and_lists_that_may_lack() {
    let list = |body| {
        let script = script(&[body]);
        let repos = client(paging_links::Client::builder(), &script).repos();
        repos.list_topics().collect_blocking()
    };
    assert_eq!(
        list(r#"{"topics":{"all":["a",null]}}"#).unwrap(),
        [Some("a".to_owned()), None]
    );
    assert!(list("{}").unwrap().is_empty());
}

/// A cursor that is a number, in a union of answers, one of which has none.
#[test]
fn cursors_in_unions() {
    let script = script(&[
        r#"{"hits":[{"name":"a"}],"last/seen":17}"#,
        r#"{"hits":[{"name":"b"}],"hint":"that is all"}"#,
    ]);
    let repos = client(paging_links::Client::builder(), &script).repos();
    assert_eq!(all(repos.search()).len(), 2);
    assert_eq!(targets(&script), ["/v1/search", "/v1/search?from=17"]);
}
