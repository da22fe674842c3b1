//! Cloud Foundry's lists, page by page: the server's links are followed as they are, and nowhere else.

use super::support::{APP, UAA_TOKEN, assert_discreet, cloudfoundry, headers};
use launchway::cloudfoundry::types::Organization;
use launchway::runtime::{Error, Items};
use launchway_tests::server::{Answer, Request, Server};

/// How many organizations the server has.
const ALL: usize = 7;

fn parameter<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    let (_, query) = request.target.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, text)| text)
}

/// A page as the server cuts it; its links repeat the query of the request but for the page.
fn page(base: &str, request: &Request) -> String {
    let number =
        |name, default| parameter(request, name).map_or(default, |text| text.parse().unwrap());
    let (page, size): (usize, usize) = (number("page", 1), number("per_page", 2));
    let (path, query) = request
        .target
        .split_once('?')
        .unwrap_or((&request.target, ""));
    let others: String = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("page="))
        .map(|pair| format!("&{pair}"))
        .collect();
    let pages = ALL.div_ceil(size);
    let link = |number: usize| format!(r#"{{"href":"{base}{path}?page={number}{others}"}}"#);
    let or_null = |number: Option<usize>| number.map_or("null".to_owned(), link);
    let resources: Vec<String> = ((page - 1) * size..(page * size).min(ALL))
        .map(|index| {
            format!(
                r#"{{"guid":"org-{index}","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","name":"org {index}","suspended":false,"relationships":{{"quota":{{"data":{{"guid":"q"}}}}}},"metadata":{{"labels":{{}},"annotations":{{}}}},"links":{{}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"pagination":{{"total_results":{ALL},"total_pages":{pages},"first":{},"last":{},"next":{},"previous":{}}},"resources":[{}]}}"#,
        link(1),
        link(pages),
        or_null(Some(page + 1).filter(|page| *page <= pages)),
        or_null(page.checked_sub(1).filter(|page| *page > 0)),
        resources.join(",")
    )
}

/// A server of organizations whose links begin with `base`, or with its own URL.
fn organizations(base: Option<&'static str>) -> Server {
    Server::start(move |request| {
        let host = format!("http://{}", request.header("host").unwrap_or_default());
        Answer::json("200 OK", page(base.unwrap_or(&host), request))
    })
    .unwrap()
}

fn guids(organizations: &[Organization]) -> Vec<&str> {
    organizations
        .iter()
        .map(|each| each.guid.as_str())
        .collect()
}

fn targets(server: &Server) -> Vec<String> {
    server
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect()
}

#[tokio::test]
async fn all_items_and_no_request_too_many() {
    let server = organizations(None);
    let list = cloudfoundry(&server).organizations().list();
    let all = list
        .names(["a,b", "c"])
        .per_page(3)
        .collect()
        .await
        .unwrap();
    assert_eq!(
        guids(&all),
        [
            "org-0", "org-1", "org-2", "org-3", "org-4", "org-5", "org-6"
        ]
    );
    // The filter comes back as it was sent.
    assert_eq!(
        targets(&server),
        [
            "/v3/organizations?names=a%252Cb,c&per_page=3",
            "/v3/organizations?page=2&names=a%252Cb,c&per_page=3",
            "/v3/organizations?page=3&names=a%252Cb,c&per_page=3"
        ]
    );
    let token = format!("authorization: Bearer {UAA_TOKEN}");
    for request in server.requests() {
        assert_eq!(
            headers(&server, &request),
            ["accept: application/json", &token]
        );
    }
}

#[tokio::test]
async fn pages_tell_how_many_items_there_are() {
    let server = organizations(None);
    let mut pages = cloudfoundry(&server)
        .organizations()
        .list()
        .per_page(5)
        .pages();
    assert_eq!(pages.total_items(), None);
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.pagination.total_pages, 2);
    assert_eq!(pages.total_items(), Some(7));
    assert_eq!(pages.next().await.unwrap().unwrap().resources.len(), 2);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_list_goes_on_from_any_item() {
    let server = organizations(None);
    for given in 0..ALL {
        let list = || cloudfoundry(&server).organizations().list().per_page(3);
        let mut items = list().items();
        for _ in 0..given {
            items.next().await.unwrap().unwrap();
        }
        let token = items.resume_token().unwrap().to_string();
        let rest = list().resume(token).collect().await.unwrap();
        let left: Vec<String> = (given..ALL).map(|index| format!("org-{index}")).collect();
        assert_eq!(guids(&rest), left);
    }
    let mut items = cloudfoundry(&server).organizations().list().items();
    while items.next().await.is_some() {}
    assert_eq!(items.resume_token(), None);
}

/// The link leads to another host, port or scheme: it is an error, and the token goes nowhere.
#[tokio::test]
async fn no_token_goes_to_another_origin() {
    let other = organizations(None);
    let elsewhere: &'static str = other.url().leak();
    for base in [elsewhere, "https://127.0.0.1", "http://api.example.net"] {
        let server = organizations(Some(base));
        let mut items: Items<_> = cloudfoundry(&server).organizations().list().items();
        for _ in 0..2 {
            items.next().await.unwrap().unwrap();
        }
        let error = items.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Page(_)), "{error}");
        assert!(error.to_string().ends_with(&format!(
            "the link to the next page leads to another origin, `{base}`"
        )));
        assert_discreet(&error);
        assert!(items.next().await.is_none());
        assert_eq!(server.requests().len(), 1);
    }
    assert_eq!(other.requests(), []);
}

#[tokio::test]
async fn exactly_one() {
    let server = organizations(None);
    let error = cloudfoundry(&server)
        .organizations()
        .list()
        .one()
        .await
        .unwrap_err();
    let Error::Page(page) = &error else {
        panic!("{error}")
    };
    assert_eq!(page.count(), Some(7));
    assert_eq!(
        error.to_string(),
        "GET /v3/organizations: 200 OK: 7 items where one was asked for"
    );
    let first = cloudfoundry(&server).organizations().list().first();
    assert_eq!(first.await.unwrap().unwrap().guid, "org-0");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn threads_may_wait() {
    let server = organizations(None);
    let list = || cloudfoundry(&server).organizations().list();
    assert_eq!(list().collect_blocking().unwrap().len(), ALL);
    let mut count = 0;
    for organization in list().per_page(4).items().blocking() {
        assert_eq!(organization.unwrap().guid, format!("org-{count}"));
        count += 1;
    }
    assert_eq!(count, ALL);
    assert!(list().one_blocking().is_err());
}

/// Lists that the server never cuts have the same methods.
#[tokio::test]
async fn lists_of_one_page() {
    let server = super::support::play_json(
        "200 OK",
        r#"{"resources":[{"name":"ssh","description":"Enable SSHing into the app.","enabled":true}]}"#,
    );
    let features = cloudfoundry(&server).apps().list_features(APP);
    assert!(features.one().await.unwrap().enabled);
}
