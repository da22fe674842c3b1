//! Cloudflare's lists, page by page: what is asked for, and what ends a list.

use super::support::{ACCOUNT, API_TOKEN, cloudflare, headers, play};
use launchway::cloudflare::types::Deployment;
use launchway::runtime::{Call, Error, Paged};
use launchway_tests::server::{Answer, Server};

const SCRIPTS: &str = "/client/v4/accounts/0a1b2c3d4e5f60718293a4b5c6d7e8f9/workers/scripts";

fn json(body: String) -> Answer {
    Answer::json("200 OK", body)
}

/// A page of deployments, each of which says its number by its source.
fn deployments(sources: &[&str], info: &str) -> Answer {
    let one = |source: &&str| {
        format!(
            r#"{{"id":"3c7e6f7a-6a0b-4c5d-8e9f-001122334455","created_on":"2026-03-04T05:06:07Z","source":"{source}","strategy":"percentage","versions":[]}}"#
        )
    };
    let all: Vec<String> = sources.iter().map(one).collect();
    let all = all.join(",");
    json(format!(
        r#"{{"success":true,"errors":[],"messages":[],"result":{{"deployments":[{all}]}}{info}}}"#
    ))
}

fn lines(server: &Server) -> Vec<String> {
    server
        .requests()
        .iter()
        .map(|request| request.line())
        .collect()
}

fn sources(deployments: &[Deployment]) -> Vec<&str> {
    deployments
        .iter()
        .map(|each| each.source.as_str())
        .collect()
}

#[tokio::test]
async fn deployments_of_all_pages() {
    let info =
        r#","result_info":{"page":1,"per_page":2,"count":2,"total_count":3,"total_pages":2}"#;
    let server = play([deployments(&["a", "b"], info), deployments(&["c"], info)]);
    let list = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    let all = list.per_page(2).collect().await.unwrap();
    assert_eq!(sources(&all), ["a", "b", "c"]);
    let place = format!("GET {SCRIPTS}/shop-edge/deployments");
    assert_eq!(
        lines(&server),
        [
            format!("{place}?per_page=2"),
            format!("{place}?per_page=2&page=2")
        ]
    );
    let token = format!("authorization: Bearer {API_TOKEN}");
    for request in server.requests() {
        assert_eq!(
            headers(&server, &request),
            ["accept: application/json", &token]
        );
    }
}

/// The server may tell nothing of pages, and then there is one.
#[tokio::test]
async fn deployments_without_pages() {
    let server = play([deployments(&["a", "b"], "")]);
    let list = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    assert_eq!(sources(&list.collect().await.unwrap()), ["a", "b"]);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_deployment_in_force_is_the_first() {
    let info = r#","result_info":{"total_pages":9}"#;
    let server = play([deployments(&["a", "b"], info), deployments(&[], "")]);
    let list = || {
        cloudflare(&server)
            .worker_deployments()
            .list(ACCOUNT, "shop-edge")
    };
    assert_eq!(list().first().await.unwrap().unwrap().source.as_str(), "a");
    assert_eq!(server.requests().len(), 1);
    assert_eq!(list().first().await.unwrap(), None);
}

#[tokio::test]
async fn a_page_that_comes_twice() {
    let info = r#","result_info":{"total_pages":9}"#;
    let server = play([deployments(&["a"], info), deployments(&["a"], info)]);
    let list = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    let mut items = list.items();
    assert!(items.next().await.unwrap().is_ok());
    assert!(matches!(items.next().await, Some(Err(Error::Page(_)))));
    assert!(items.next().await.is_none());
}

/// With `deployable` the server gives all versions at once, and counts pages as if it had not.
#[tokio::test]
async fn versions_by_page_and_all_at_once() {
    let version = |number: u32| {
        format!(
            r#"{{"id":"5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01","number":{number},"metadata":{{}}}}"#
        )
    };
    let page = |numbers: &[u32], info: &str| {
        let all: Vec<String> = numbers.iter().map(|number| version(*number)).collect();
        let all = all.join(",");
        json(format!(
            r#"{{"success":true,"errors":[],"messages":[],"result":{{"items":[{all}]}},"result_info":{info}}}"#
        ))
    };
    let info = r#"{"page":1,"per_page":1,"count":2,"total_count":2,"total_pages":2}"#;
    let server = play([page(&[2, 1], info)]);
    let list = || {
        cloudflare(&server)
            .worker_versions()
            .list(ACCOUNT, "shop-edge")
    };
    assert_eq!(list().deployable(true).collect().await.unwrap().len(), 2);
    assert_eq!(
        lines(&server),
        [format!("GET {SCRIPTS}/shop-edge/versions?deployable=true")]
    );

    let info = r#"{"per_page":1,"total_count":2}"#;
    let server = play([page(&[2], info), page(&[1], info)]);
    let list = cloudflare(&server)
        .worker_versions()
        .list(ACCOUNT, "shop-edge");
    let numbers: Vec<_> = list
        .collect()
        .await
        .unwrap()
        .iter()
        .map(|version| version.number)
        .collect();
    assert_eq!(numbers.len(), 2);
    assert_eq!(server.requests().len(), 2);
}

/// What a program stopped at in the middle of a page, another one goes on with.
#[tokio::test]
async fn a_list_is_resumed() {
    let info = r#","result_info":{"total_pages":2}"#;
    let server = play([deployments(&["a", "b"], info)]);
    let list = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    let mut items = list.items();
    items.next().await.unwrap().unwrap();
    let token = items.resume_token().unwrap().to_string();

    let server = play([deployments(&["a", "b"], info), deployments(&["c"], info)]);
    let list = cloudflare(&server)
        .worker_deployments()
        .list(ACCOUNT, "shop-edge");
    let all = list.resume(token).collect().await.unwrap();
    assert_eq!(sources(&all), ["b", "c"]);
}

/// Lists that the server never cuts have the same methods.
#[tokio::test]
async fn lists_of_one_page() {
    async fn empty<O: Paged>(list: Call<O>) -> usize {
        list.collect().await.unwrap().len()
    }
    let envelope = |result: &str| {
        json(format!(
            r#"{{"success":true,"errors":[],"messages":[],"result":{result}}}"#
        ))
    };
    let server = play([
        envelope("[]"),
        envelope("[]"),
        envelope(r#"{"schedules":[{"cron":"0 * * * *"}]}"#),
        envelope("[]"),
    ]);
    let client = cloudflare(&server);
    assert_eq!(empty(client.worker_scripts().list(ACCOUNT)).await, 0);
    assert_eq!(
        empty(client.worker_secrets().list(ACCOUNT, "shop-edge")).await,
        0
    );
    assert_eq!(
        empty(client.worker_schedules().get(ACCOUNT, "shop-edge")).await,
        1
    );
    assert_eq!(empty(client.worker_scripts().search(ACCOUNT)).await, 0);
    assert_eq!(server.requests().len(), 4);
}
