//! Which page is next, decided without a network; and what a page says of itself.

use crate::runtime::Paging;
use crate::runtime::page_error::Fault;
use crate::runtime::paging::progress::{Place, Progress};
use crate::runtime::paging::scan::{Facts, look};
use bytes::Bytes;
use http::HeaderMap;

/// By numbers, with all that an answer may say.
const NUMBER: &Paging = &Paging::number("/list", "page")
    .total_pages("/info/total_pages")
    .total_items("/info/total_count")
    .page_size("/info/per_page");
const FROM_ZERO: &Paging = &Paging::number("/list", "page")
    .first(0)
    .total_pages("/pages");
const SILENT: &Paging = &Paging::number("", "page");
const CURSOR: &Paging = &Paging::cursor("/list", "cursor", "/cursor");
const SPARSE: &Paging = &Paging::cursor("/list", "cursor", "/cursor").sparse();
const LINK: &Paging = &Paging::link("/list", "/pagination/next/href");
const SINGLE: &Paging = &Paging::single("/list").total_items("/total");
const HEADER: &Paging = &Paging::header("", "next");

const URL: &str = "https://api.example.com/v3/apps";

/// A list whose pages are looked at one after the other.
struct List(&'static Paging, Progress);

impl List {
    fn of(paging: &'static Paging) -> Self {
        Self(paging, Progress::new(paging, Place::Start))
    }

    fn at(paging: &'static Paging, place: Place) -> Self {
        Self(paging, Progress::new(paging, place))
    }

    fn turn(&mut self, body: &'static str) -> Result<Option<Place>, Fault> {
        self.with(&HeaderMap::new(), body)
    }

    fn with(&mut self, headers: &HeaderMap, body: &'static str) -> Result<Option<Place>, Fault> {
        let facts = look(self.0, headers, body.as_bytes()).unwrap();
        let body = Bytes::from_static(body.as_bytes());
        let items = facts.items.map(|items| body.slice_ref(items));
        self.1.turn(&URL.parse().unwrap(), &facts, items.as_ref())
    }
}

fn number(number: u64) -> Result<Option<Place>, Fault> {
    Ok(Some(Place::Number(number)))
}

fn cursor(text: &str) -> Result<Option<Place>, Fault> {
    Ok(Some(Place::Cursor(text.to_owned())))
}

fn link(text: &str) -> Result<Option<Place>, Fault> {
    Ok(Some(Place::Link(text.to_owned())))
}

const END: Result<Option<Place>, Fault> = Ok(None);

#[test]
fn totals_of_pages_end_a_list() {
    let mut list = List::of(NUMBER);
    assert_eq!(
        list.turn(r#"{"list":[1],"info":{"total_pages":2}}"#),
        number(2)
    );
    assert_eq!(list.turn(r#"{"list":[2],"info":{"total_pages":2.0}}"#), END);

    let mut list = List::of(FROM_ZERO);
    assert_eq!(list.turn(r#"{"list":[1],"pages":2}"#), number(1));
    assert_eq!(list.turn(r#"{"list":[2],"pages":2}"#), END);
}

#[test]
fn totals_of_items_end_a_list() {
    let mut list = List::of(NUMBER);
    assert_eq!(
        list.turn(r#"{"list":[1,2],"info":{"total_count":5}}"#),
        number(2)
    );
    assert_eq!(
        list.turn(r#"{"list":[3,4],"info":{"total_count":5}}"#),
        number(3)
    );
    assert_eq!(list.turn(r#"{"list":[5],"info":{"total_count":5}}"#), END);
}

#[test]
fn all_items_at_once_are_all_pages() {
    let all = r#"{"list":[1,2,3],"info":{"per_page":1,"total_pages":3,"total_count":3}}"#;
    assert_eq!(List::of(NUMBER).turn(all), END);
}

/// A server may give less than was asked for: what counts is what came.
#[test]
fn what_came_is_what_counts() {
    let mut list = List::of(NUMBER);
    assert_eq!(
        list.turn(r#"{"list":[1],"info":{"per_page":9,"total_count":2}}"#),
        number(2)
    );
    assert_eq!(
        list.turn(r#"{"list":[2],"info":{"per_page":9,"total_count":2}}"#),
        END
    );
}

#[test]
fn a_list_may_begin_in_the_middle() {
    let mut list = List::at(NUMBER, Place::Number(3));
    assert_eq!(
        list.turn(r#"{"list":[5],"info":{"per_page":2,"total_count":5}}"#),
        END
    );
    let mut list = List::at(NUMBER, Place::Number(3));
    assert_eq!(
        list.turn(r#"{"list":[5,6],"info":{"total_count":8}}"#),
        number(4)
    );
    assert_eq!(list.turn(r#"{"list":[7,8],"info":{"total_count":8}}"#), END);
}

#[test]
fn a_page_that_is_not_full_ends_a_list() {
    let mut list = List::of(NUMBER);
    assert_eq!(
        list.turn(r#"{"list":[1,2],"info":{"per_page":2}}"#),
        number(2)
    );
    assert_eq!(list.turn(r#"{"list":[3],"info":{"per_page":2}}"#), END);
}

#[test]
fn a_page_that_says_nothing_is_the_only_one() {
    assert_eq!(List::of(NUMBER).turn(r#"{"list":[1]}"#), END);
    assert_eq!(List::of(NUMBER).turn(r#"{"list":[1],"info":null}"#), END);
    let nulls = r#"{"list":[1],"info":{"total_pages":null,"total_count":null}}"#;
    assert_eq!(List::of(NUMBER).turn(nulls), END);
}

#[test]
fn a_single_page_is_the_only_one() {
    assert_eq!(List::of(SINGLE).turn(r#"{"list":[1],"total":9}"#), END);
}

#[test]
fn an_empty_page_ends_a_list() {
    assert_eq!(
        List::of(NUMBER).turn(r#"{"list":[],"info":{"total_pages":9}}"#),
        END
    );
    assert_eq!(
        List::of(NUMBER).turn(r#"{"list":null,"info":{"total_pages":9}}"#),
        END
    );
    let mut list = List::of(SILENT);
    assert_eq!(list.turn("[1]"), number(2));
    assert_eq!(list.turn("[2]"), number(3));
    assert_eq!(list.turn("[]"), END);
    assert_eq!(List::of(CURSOR).turn(r#"{"list":[],"cursor":"c"}"#), END);
    assert_eq!(
        List::of(LINK).turn(r#"{"list":[],"pagination":{"next":{"href":"?page=2"}}}"#),
        END
    );
}

#[test]
fn a_total_of_nothing_says_nothing() {
    let page = r#"{"list":[1],"info":{"total_pages":0,"total_count":0,"per_page":1}}"#;
    assert_eq!(List::of(NUMBER).turn(page), number(2));
}

#[test]
fn cursors_end() {
    let mut list = List::of(CURSOR);
    assert_eq!(list.turn(r#"{"list":[1],"cursor":"a b"}"#), cursor("a%20b"));
    assert_eq!(list.turn(r#"{"list":[2],"cursor":7}"#), cursor("7"));
    assert_eq!(list.turn(r#"{"list":[3],"cursor":null}"#), END);
    for last in [
        r#"{"list":[1],"cursor":""}"#,
        r#"{"list":[1]}"#,
        r#"{"list":[1],"cursor":{}}"#,
    ] {
        assert_eq!(List::of(CURSOR).turn(last), END);
    }
}

#[test]
fn a_cursor_that_was_used_is_no_next_one() {
    let mut list = List::of(CURSOR);
    assert_eq!(list.turn(r#"{"list":[1],"cursor":"a"}"#), cursor("a"));
    assert_eq!(list.turn(r#"{"list":[2],"cursor":"a"}"#), END);

    let mut list = List::of(CURSOR);
    assert_eq!(list.turn(r#"{"list":[1],"cursor":"a"}"#), cursor("a"));
    assert_eq!(list.turn(r#"{"list":[2],"cursor":"b"}"#), cursor("b"));
    assert_eq!(list.turn(r#"{"list":[3],"cursor":"a"}"#), END);

    let mut list = List::at(CURSOR, Place::Cursor("a".to_owned()));
    assert_eq!(list.turn(r#"{"list":[2],"cursor":"a"}"#), END);
}

#[test]
fn sparse_lists_have_empty_pages() {
    let mut list = List::of(SPARSE);
    assert_eq!(list.turn(r#"{"list":[],"cursor":"a"}"#), cursor("a"));
    assert_eq!(list.turn(r#"{"list":[],"cursor":"b"}"#), cursor("b"));
    assert_eq!(list.turn(r#"{"list":[],"cursor":""}"#), END);
}

#[test]
fn links_are_resolved_and_stay_on_their_origin() {
    for (href, target) in [
        (
            "https://api.example.com/v3/apps?page=2&names=a,b",
            "/v3/apps?page=2&names=a,b",
        ),
        (
            "https://API.example.com:443/v3/apps?page=2#x",
            "/v3/apps?page=2",
        ),
        ("https://user:pass@api.example.com/next", "/next"),
        ("/other?page=2", "/other?page=2"),
        ("?page=2", "/v3/apps?page=2"),
    ] {
        assert_eq!(List::of(LINK).at_href(href), link(target), "{href}");
    }
    for (href, origin) in [
        (
            "https://evil.example.net/v3/apps?page=2",
            "https://evil.example.net",
        ),
        (
            "http://api.example.com/v3/apps?page=2",
            "http://api.example.com",
        ),
        (
            "https://api.example.com:8443/v3/apps",
            "https://api.example.com:8443",
        ),
        ("//evil.example.net/v3/apps", "https://evil.example.net"),
        (
            "https://api.example.com@evil.example.net/",
            "https://evil.example.net",
        ),
    ] {
        let elsewhere = Err(Fault::Elsewhere(origin.to_owned()));
        assert_eq!(List::of(LINK).at_href(href), elsewhere, "{href}");
    }
    assert_eq!(
        List::of(LINK).at_href("ftp://api.example.com/"),
        Err(Fault::NoLink)
    );
    for end in ["null", r#"{"href":null}"#, r#"{"href":""}"#, "{}"] {
        let body = format!(r#"{{"list":[1],"pagination":{{"next":{end}}}}}"#);
        assert_eq!(List::of(LINK).turn(body.leak()), END);
    }
}

impl List {
    fn at_href(&mut self, href: &str) -> Result<Option<Place>, Fault> {
        let body = format!(r#"{{"pagination":{{"next":{{"href":"{href}"}}}},"list":[1]}}"#);
        self.turn(body.leak())
    }
}

#[test]
fn a_link_that_was_used_is_no_next_one() {
    let mut list = List::of(LINK);
    assert_eq!(list.at_href("?page=2"), link("/v3/apps?page=2"));
    let same = r#"{"list":[2],"pagination":{"next":{"href":"/v3/apps?page=2"}}}"#;
    assert_eq!(list.turn(same), END);
}

#[test]
fn a_page_that_comes_twice_is_a_fault() {
    let mut list = List::of(SILENT);
    assert_eq!(list.turn("[1, 2]"), number(2));
    assert_eq!(list.turn("[1, 2]"), Err(Fault::Repeated));
    let mut list = List::of(CURSOR);
    assert_eq!(list.turn(r#"{"list":[1],"cursor":"a"}"#), cursor("a"));
    assert_eq!(
        list.turn(r#"{"list":[1],"cursor":"b"}"#),
        Err(Fault::Repeated)
    );
}

#[test]
fn links_in_headers() {
    let turn = |values: &[&'static str]| {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("link", value.parse().unwrap());
        }
        List::of(HEADER).with(&headers, "[1]")
    };
    let next = link("/list?page=2");
    assert_eq!(
        turn(&[r#"<https://api.example.com/list?page=2>; rel="next""#]),
        next
    );
    assert_eq!(
        turn(&[r#"</list?page=9>; rel="last", </list?page=2>; rel=next"#]),
        next
    );
    assert_eq!(
        turn(&[
            r#"</list?page=1>; rel="first""#,
            r#"</list?page=2>;REL="prefetch NEXT""#
        ]),
        next
    );
    assert_eq!(
        turn(&[
            r#"</list?page=7>; title="a, \"b\"; rel=next"; rel=prev, </list?page=2>; rel=next"#
        ]),
        next
    );
    assert_eq!(turn(&["</a,b;c?page=2>; rel=next"]), link("/a,b;c?page=2"));
    for none in [
        &[r#"</list>; rel="nextish""#][..],
        &["nothing"],
        &["<>; rel=next"],
        &["<a"],
        &[],
    ] {
        assert_eq!(turn(none), END, "{none:?}");
    }
}

#[test]
fn pointers_are_found_in_one_pass() {
    const ODD: &Paging = &Paging::cursor("/a~1b/~0list", "c", "/a~1b/next").total_items("/total");
    let body =
        br#"{"x":{"total":9},"a/b":{"next":"n","~list":[{"next":"no"},2]},"total":2,"y":[]}"#;
    let facts = look(ODD, &HeaderMap::new(), body).unwrap();
    assert_eq!(facts.items, Some(&br#"[{"next":"no"},2]"#[..]));
    assert_eq!((facts.count, facts.total_items), (2, Some(2)));
    assert_eq!(facts.next.as_deref(), Some("n"));

    // One place may be on the way to another.
    const NESTED: &Paging = &Paging::link("/a", "/a/next");
    let facts = look(NESTED, &HeaderMap::new(), br#"{"a":[1]}"#).unwrap();
    assert_eq!((facts.count, facts.next), (1, None));

    let nothing = look(CURSOR, &HeaderMap::new(), b"[]").unwrap();
    assert_eq!(nothing, Facts::default());
}

#[test]
fn what_is_no_list_is_an_error_with_a_path() {
    let error = |body: &'static str| {
        let looked = look(NUMBER, &HeaderMap::new(), body.as_bytes());
        looked.unwrap_err().to_string()
    };
    assert_eq!(error(r#"{"list":{}}"#), "expected a list at $.list");
    assert!(error(r#"{"list":[1,}"#).starts_with("malformed JSON"));
    assert!(error("{} {}").starts_with("malformed JSON"));
}
