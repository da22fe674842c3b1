//! Parameters: each style at each place, to the byte.

use crate::support::{client, fault, header, target};
use launchway_tests::cases::*;

const URL: &str = "https://api.example.com";

#[test]
fn simple_paths() {
    use path_styles::types::Point;
    let paths = client(path_styles::Client::builder().base_url(URL)).paths();
    assert_eq!(
        target(&paths.simple("a b", ["c", "d,e"], Point::new(1, 2))),
        "/s/a%20b/c,d%2Ce/x=1,y=2"
    );
    for (bad, what) in [
        ("", "empty"),
        (".", "`.`"),
        ("..", "`..`"),
        ("%2e%2E", "`..`"),
    ] {
        assert!(
            fault(&paths.simple(bad, ["a"], Point::new(1, 2))).contains(what),
            "{bad}"
        );
    }
    let none: [&str; 0] = [];
    assert!(fault(&paths.simple("a", none, Point::new(1, 2))).contains("list"));
    assert_eq!(
        target(&paths.simple("ä/€?#", ["x"], Point::new(-1, 0))),
        "/s/%C3%A4%2F%E2%82%AC%3F%23/x/x=-1,y=0"
    );
}

#[test]
fn labels_and_matrices() {
    use path_styles::types::Point;
    let paths = client(path_styles::Client::builder().base_url(URL)).paths();
    assert_eq!(
        target(&paths.label(7, ["a", "b"], Point::new(1, 2))),
        "/l/.7/.a.b/.x,1,y,2"
    );
    assert_eq!(
        target(&paths.matrix("a", ["b", "c"], Point::new(1, 2))),
        "/m/;one=a/;list=b,c/;x=1;y=2"
    );
}

#[test]
fn several_parameters_in_one_segment_go_by_the_template() {
    let paths = client(path_styles::Client::builder().base_url(URL)).paths();
    let call = paths.mixed(
        "first",
        "second",
        "2026-11-22",
        "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "later",
    );
    assert_eq!(
        target(&call),
        "/mixed/first.second/2026-11-22/67e55044-10b1-426f-9247-bb680e5fe0c8/later"
    );
}

#[test]
fn queries() {
    use query_styles::types::Point;
    let find = || {
        client(query_styles::Client::builder().base_url(URL))
            .queries()
            .find()
    };
    assert_eq!(target(&find()), "/q");
    assert_eq!(
        target(&find().text_param("a b&c=d+é").number(-3).flag(false)),
        "/q?text=a%20b%26c%3Dd%2B%C3%A9&number=-3&flag=false"
    );
    assert_eq!(target(&find().text_param("")), "/q?text=");
    assert_eq!(target(&find().each(["a", "b,c"])), "/q?each=a&each=b%2Cc");
    assert_eq!(target(&find().joined(["a", "b,c"])), "/q?joined=a,b%2Cc");
    assert_eq!(target(&find().spaced([1, 2])), "/q?spaced=1%202");
    assert_eq!(target(&find().piped(["a", "b"])), "/q?piped=a%7Cb");
    assert_eq!(target(&find().point(Point::new(1).y(2))), "/q?x=1&y=2");
    assert_eq!(target(&find().flat(Point::new(1))), "/q?flat=x,1");
    assert_eq!(target(&find().odd_name("a")), "/q?odd%5Bname%5D=a");
    let none: [&str; 0] = [];
    assert_eq!(target(&find().each(none).joined(none)), "/q");
}

#[test]
fn headers() {
    use header_styles::types::Point;
    let heads = client(header_styles::Client::builder().base_url(URL)).heads();
    let call = heads
        .find("one")
        .x_list(["a", "b"])
        .x_flat(Point::new(1, 2))
        .x_pairs(Point::new(3, 4))
        .if_modified_since("Sun");
    let value = |name: &str| header(&call, name).unwrap_or_default();
    assert_eq!(
        (value("x-one"), value("x-list")),
        ("one".to_owned(), "a,b".to_owned())
    );
    assert_eq!(
        (value("x-flat"), value("x-pairs")),
        ("x,1,y,2".to_owned(), "x=3,y=4".to_owned())
    );
    assert_eq!(value("if-modified-since"), "Sun");
    assert!(fault(&heads.find("a\nb")).contains("X-One"));
}

#[test]
fn cookies() {
    let jars = client(cookie_styles::Client::builder().base_url(URL)).jars();
    let call = jars.find("a;b").joined(["c", "d"]).depth(3);
    assert_eq!(
        header(&call, "cookie").as_deref(),
        Some("sid=a%3Bb; joined=c,d; depth=3")
    );
}

#[test]
fn deep_objects() {
    use deep_object::deeps::FindPage;
    use deep_object::types::{Filter, FilterAt};
    let find = || {
        client(deep_object::Client::builder().base_url(URL))
            .deeps()
            .find()
    };
    let filter = Filter::new()
        .name("a b")
        .at(FilterAt::new().gt("1"))
        .ids([1, 2]);
    assert_eq!(
        target(&find().filter(filter)),
        "/d?filter%5Bname%5D=a%20b&filter%5Bat%5D%5Bgt%5D=1&filter%5Bids%5D=1&filter%5Bids%5D=2"
    );
    let labels = [("a".to_owned(), "b".to_owned())].into();
    assert_eq!(
        target(&find().page(FindPage::new().size(3)).labels(labels)),
        "/d?page%5Bsize%5D=3&labels%5Ba%5D=b"
    );
}

#[test]
fn parameters_of_a_media_type() {
    use param_content::types::Point;
    let call = client(param_content::Client::builder().base_url(URL))
        .contents()
        .find(Point::new(1));
    let call = call
        .filter(Point::new(2).name("a"))
        .x_filter(Point::new(3))
        .plain("b");
    assert_eq!(
        target(&call),
        "/p/%7B%22x%22%3A1%7D?filter=%7B%22x%22%3A2%2C%22name%22%3A%22a%22%7D&plain=b"
    );
    assert_eq!(header(&call, "x-filter").as_deref(), Some(r#"{"x":3}"#));
}

#[test]
fn reserved_characters_where_they_are_allowed() {
    let call = client(allow_reserved::Client::builder().base_url(URL))
        .files()
        .find("a/b?c#d")
        .glob("/a:b&c#?")
        .strict("/a");
    assert_eq!(
        target(&call),
        "/files/a%2Fb%3Fc%23d?glob=/a:b&c%23?&strict=%2Fa"
    );
}

#[test]
fn required_parameters_are_arguments_the_path_first() {
    let searches = client(query_required::Client::builder().base_url(URL)).searches();
    let call = searches.search("apps", "a", ["1", "2"], 7).limit(3);
    assert_eq!(target(&call), "/search/apps?q=a&ids=1&ids=2&limit=3");
    assert_eq!(header(&call, "x-trace").as_deref(), Some("7"));
}

#[test]
fn lists_of_enums() {
    use query_enums::jobs::{ListJobsLevel, ListJobsSort};
    use query_enums::types::State;
    let list = || {
        client(query_enums::Client::builder().base_url(URL))
            .jobs()
            .list()
    };
    let call = list()
        .states([State::Running, State::from("LATER")])
        .sort(ListJobsSort::MinusCreated);
    assert_eq!(target(&call), "/jobs?states=RUNNING,LATER&sort=-created");
    assert_eq!(
        target(
            &list()
                .states(["STOPPED"])
                .levels([ListJobsLevel::N1, ListJobsLevel::N2])
        ),
        "/jobs?states=STOPPED&levels=1&levels=2"
    );
}

#[test]
fn percent_lists_are_encoded_twice_between_commas() {
    let list = || {
        client(percent_list::Client::builder().base_url(URL))
            .apps()
            .list()
    };
    assert_eq!(
        target(&list().names(["a", "b,c d"])),
        "/apps?names=a,b%252Cc%2520d"
    );
}

#[test]
fn defaults_are_documented_and_not_sent() {
    use param_defaults::lists::ListOrder;
    use param_defaults::types::New;
    let lists = client(param_defaults::Client::builder().base_url(URL)).lists();
    assert_eq!(target(&lists.list()), "/list");
    assert_eq!(
        target(&lists.list().page(1).order(ListOrder::Asc)),
        "/list?page=1&order=asc"
    );
    assert_eq!(crate::support::body(&lists.make(New::new())).1, "{}");
}

#[test]
fn odd_paths() {
    use path_odd::odd::FlagLevel;
    let odd = client(path_odd::Client::builder().base_url(URL)).odd();
    assert_eq!(target(&odd.twice("a")), "/a/a/b/a");
    assert_eq!(target(&odd.undeclared("a")), "/undeclared/a");
    assert_eq!(target(&odd.stray()), "/stray");
    assert_eq!(target(&odd.literal(-3)), "/fixed/a%20b/%C3%BC/-3/");
    assert_eq!(target(&odd.flag(true, FlagLevel::N2)), "/flag/true/2");
    assert_eq!(
        target(&odd.batch().dry(true)),
        "/v1/things:batch?fixed=1&dry=true"
    );
}

#[test]
fn the_whole_query_is_a_form_or_json() {
    use query_string::types::Filter;
    let search = client(query_string::Client::builder().base_url(URL)).search();
    let filter = || {
        Filter::new()
            .text("a b&c")
            .tags(["x", "y"].map(str::to_owned))
            .min(3)
    };
    assert_eq!(
        target(&search.form(filter())),
        "/form?text=a%20b%26c&tags=x&tags=y&min=3"
    );
    assert_eq!(target(&search.form(Filter::new())), "/form");
    assert_eq!(
        target(&search.styled().filter(filter())),
        "/styled?text=a%20b%26c&tags=x,y&min=3"
    );
    assert_eq!(
        target(&search.json().filter(Filter::new().min(3))),
        "/json?%7B%22min%22%3A3%7D"
    );
    assert_eq!(target(&search.json()), "/json");
}
