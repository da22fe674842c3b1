//! Path templates, base URLs and references.

use super::support::{Bare, Demo, Script, bare, s, target};
use crate::runtime::{Builder, Call, Error, Method, Style, operation};
use crate::uri;

operation! { Thing: Method::Get, "/things/{id}/parts/{part}" => () }
operation! { Suffixed: Method::Get, "/files/.{name}" => () }
operation! { Twice: Method::Get, "/a/{id}/b/{id}?kind=x#y z" => () }
operation! { Root: Method::Get, "/" => () }

fn reason<O: crate::runtime::Operation>(call: Call<O>) -> String {
    match call.to_request() {
        Err(Error::Request(error)) => error.reason().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn path_values_are_encoded() {
    let client = bare(&Script::new());
    let call = Call::<Thing>::new(&client);
    assert_eq!(
        target(&call.clone().path("a/b?c#d%e").path("ü ;=")),
        "/things/a%2Fb%3Fc%23d%25e/parts/%C3%BC%20%3B%3D"
    );
    assert_eq!(
        target(&call.clone().path("...").path("~-._")),
        "/things/.../parts/~-._"
    );
    let call = call.path_as(Style::MATRIX.exploded(), "id", &vec![1, 2]);
    assert_eq!(
        target(&call.path_as(Style::LABEL, "part", &s("x"))),
        "/things/;id=1;id=2/parts/.x"
    );
}

#[test]
fn path_values_that_would_change_the_path_are_refused() {
    let client = bare(&Script::new());
    for value in ["", ".", "..", "%2e", "%2E%2e", ".%2e"] {
        let reason = reason(Call::<Thing>::new(&client).path(value).path("x"));
        assert!(reason.contains("must not be"), "{value}: {reason}");
    }
    let none: Vec<String> = Vec::new();
    let call = Call::<Thing>::new(&client);
    assert_eq!(
        reason(call.clone().path_as(Style::SIMPLE, "id", &none)),
        "path value `id` must not be empty"
    );
    assert_eq!(
        reason(call.clone().path_as(Style::LABEL, "id", &s("."))),
        "path value `id` must not be `.` or `..`"
    );
    assert_eq!(
        reason(Call::<Suffixed>::new(&client).path("")),
        "path value must not be empty"
    );
    assert_eq!(
        reason(call.clone().path("a")),
        "path parameter `part` has no value"
    );
    assert_eq!(
        reason(call.path("a").path("b").path("c")),
        "more path values than the path has parameters"
    );
}

#[test]
fn templates_may_be_odd() {
    let client = bare(&Script::new());
    let call = Call::<Twice>::new(&client).path("1").query("q", &2);
    assert_eq!(target(&call), "/a/1/b/1?kind=x%23y%20z&q=2");
    assert_eq!(target(&Call::<Root>::new(&client)), "/");
}

fn address(builder: Builder<Demo>) -> Result<String, String> {
    let client = builder
        .credential("api_token", "t")
        .transport(Script::new())
        .build();
    let request =
        client.and_then(|client| Call::<Thing>::new(&client).path("1").path("2").to_request());
    request
        .map(|request| request.uri().to_string())
        .map_err(|error| error.to_string())
}

#[test]
fn a_base_urls_path_is_kept() {
    let new = Builder::<Demo>::new;
    assert_eq!(
        address(new()).unwrap(),
        "https://api.example.com/client/v4/things/1/parts/2"
    );
    assert_eq!(
        address(new().variable("api_host", "x.test:8443")).unwrap(),
        "https://x.test:8443/client/v4/things/1/parts/2"
    );
    for url in [
        "http://localhost:80/p/q",
        "http://localhost:80/p/q/",
        " http://localhost:80/p/q// ",
    ] {
        assert_eq!(
            address(new().base_url(url)).unwrap(),
            "http://localhost:80/p/q/things/1/parts/2"
        );
    }
    assert_eq!(
        address(new().base_url("https://[::1]:1")).unwrap(),
        "https://[::1]:1/things/1/parts/2"
    );
}

#[test]
fn bad_base_urls_are_refused() {
    let new = Builder::<Demo>::new;
    assert_eq!(
        address(new().server(1)).unwrap_err(),
        "client: server variable `needed` has no value"
    );
    assert_eq!(
        address(new().server(2)).unwrap_err(),
        "client: demo's server `/relative` is relative: give a base URL"
    );
    assert_eq!(
        address(new().server(3)).unwrap_err(),
        "client: demo has no server 3: give a base URL"
    );
    for url in [
        "",
        "/x",
        "ftp://a.b",
        "https://",
        "a.b/c",
        "https://u:hunter2@a.b",
        "https://a.b/?q=1",
        "https://a b",
    ] {
        let error = address(new().base_url(url)).unwrap_err();
        assert!(error.starts_with("client: the base URL"), "{url}: {error}");
        assert!(!error.contains("hunter2"));
    }
    let client = Builder::<Bare>::new()
        .header("bad name", "x")
        .transport(Script::new())
        .build();
    assert_eq!(
        client.unwrap_err().to_string(),
        "client: `bad name` is not the name of a header"
    );
}

#[test]
fn references_are_resolved() {
    // RFC 3986, 5.4, without what HTTP doesn't use.
    let base = "http://a/b/c/d;p?q".parse().unwrap();
    let cases = [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g/"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/../x", "http://a/b/c/g"),
        ("https://x:1/y?z", "https://x:1/y?z"),
    ];
    for (reference, expected) in cases {
        assert_eq!(
            uri::resolve(&base, reference).unwrap(),
            expected,
            "{reference}"
        );
    }
    assert_eq!(uri::resolve(&base, "mailto:a@b"), None);
    assert_eq!(uri::resolve(&base, "javascript://a/b"), None);
}
