//! The list of deployments: every filter, as the server takes them apart.
//!
//! It splits a value at its commas and then decodes each element once more, so a comma that belongs to a value
//! arrives encoded twice.

use super::support::{APP, GUID, UAA_TOKEN, assert_sent, cloudfoundry, play_json};
use launchway::cloudfoundry::Client;
use launchway::cloudfoundry::deployments::ListDeployments;
use launchway::cloudfoundry::types::{
    DeploymentState, DeploymentStatusReason, DeploymentStatusValue, TimestampOrder,
};
use launchway::runtime::{Call, Timestamp};

const EMPTY: &str = r#"{"pagination":{"total_results":0,"total_pages":1,
 "first":{"href":"https://api.cf.test/v3/deployments?page=1&per_page=50"},
 "last":{"href":"https://api.cf.test/v3/deployments?page=1&per_page=50"},"next":null,"previous":null},"resources":[]}"#;

/// Sends a list with filters and gives the query that arrived.
#[track_caller]
fn query(filter: impl FnOnce(Call<ListDeployments>) -> Call<ListDeployments>) -> String {
    let server = play_json("200 OK", EMPTY);
    let client: Client = cloudfoundry(&server);
    let listed = filter(client.deployments().list()).send_blocking().unwrap();
    assert_eq!(listed.resources, []);
    assert_eq!(listed.pagination.total_pages, 1);
    let line = super::support::only(&server).line();
    assert_sent(&server, &line, UAA_TOKEN, None);
    let target = line.strip_prefix("GET /v3/deployments").unwrap().to_owned();
    target
        .strip_prefix('?')
        .map(str::to_owned)
        .unwrap_or(target)
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn without_filters_there_is_no_query() {
    assert_eq!(query(|list| list), "");
}

#[test]
fn guids_are_one_value() {
    assert_eq!(query(|list| list.guids([GUID])), format!("guids={GUID}"));
    assert_eq!(
        query(|list| list.guids([GUID, APP])),
        format!("guids={GUID},{APP}")
    );
    assert_eq!(
        query(|list| list.app_guids(vec![APP.to_owned()])),
        format!("app_guids={APP}")
    );
}

#[test]
fn a_comma_inside_a_value_is_encoded_twice() {
    assert_eq!(
        query(|list| list.app_guids(["a,b", "c"])),
        "app_guids=a%252Cb,c"
    );
    assert_eq!(
        query(|list| list.guids(["50% off", "ü&="])),
        "guids=50%2525%2520off,%25C3%25BC%2526%253D"
    );
}

/// An empty list is no filter. To the server `app_guids=` would be a list of one empty text.
#[test]
fn an_empty_list_is_no_filter() {
    assert_eq!(query(|list| list.app_guids([""; 0])), "");
}

#[test]
fn status_filters_take_values_and_texts() {
    let all = [
        DeploymentStatusValue::Active,
        DeploymentStatusValue::Finalized,
    ];
    assert_eq!(
        query(|list| list.status_values(all)),
        "status_values=ACTIVE,FINALIZED"
    );
    let reasons = [
        DeploymentStatusReason::Paused,
        DeploymentStatusReason::from("NEW_ONE"),
    ];
    assert_eq!(
        query(|list| list.status_reasons(reasons)),
        "status_reasons=PAUSED,NEW_ONE"
    );
    assert_eq!(
        query(|list| list.status_reasons(["DEPLOYED"])),
        "status_reasons=DEPLOYED"
    );
    let states = [DeploymentState::Prepaused, DeploymentState::Canceling];
    assert_eq!(
        query(|list| list.states(states)),
        "states=PREPAUSED,CANCELING"
    );
}

#[test]
fn label_selector_is_encoded_once() {
    let selector = "env=prod,tier in (a,b),!trial";
    assert_eq!(
        query(|list| list.label_selector(selector)),
        "label_selector=env%3Dprod%2Ctier%20in%20%28a%2Cb%29%2C%21trial"
    );
}

#[test]
fn order_and_page() {
    assert_eq!(
        query(|list| list
            .order_by(TimestampOrder::CreatedAtDescending)
            .page(3)
            .per_page(5000)),
        "order_by=-created_at&page=3&per_page=5000"
    );
    assert_eq!(
        query(|list| list.order_by("+updated_at".into())),
        "order_by=%2Bupdated_at"
    );
}

#[test]
fn times_are_utc_in_whole_seconds() {
    assert_eq!(
        query(|list| list.created_ats([
            time("2026-01-01T00:00:00Z"),
            time("2026-01-01T01:00:00+01:00")
        ])),
        "created_ats=2026-01-01T00%253A00%253A00Z,2026-01-01T00%253A00%253A00Z"
    );
    assert_eq!(
        query(|list| list.updated_ats([time("2026-01-01T00:00:00Z")])),
        "updated_ats=2026-01-01T00%253A00%253A00Z"
    );
}

#[test]
fn times_compare_by_operators() {
    let (early, late) = (time("2026-01-01T00:00:00Z"), time("2026-02-01T00:00:00Z"));
    assert_eq!(
        query(|list| list.created_ats_gt(early).created_ats_lt(late)),
        "created_ats%5Bgt%5D=2026-01-01T00%3A00%3A00Z&created_ats%5Blt%5D=2026-02-01T00%3A00%3A00Z"
    );
    assert_eq!(
        query(|list| list.created_ats_gte(early).created_ats_lte(late)),
        "created_ats%5Bgte%5D=2026-01-01T00%3A00%3A00Z&created_ats%5Blte%5D=2026-02-01T00%3A00%3A00Z"
    );
    assert_eq!(
        query(|list| list.updated_ats_gt(early).updated_ats_lt(late)),
        "updated_ats%5Bgt%5D=2026-01-01T00%3A00%3A00Z&updated_ats%5Blt%5D=2026-02-01T00%3A00%3A00Z"
    );
    assert_eq!(
        query(|list| list.updated_ats_gte(early).updated_ats_lte(late)),
        "updated_ats%5Bgte%5D=2026-01-01T00%3A00%3A00Z&updated_ats%5Blte%5D=2026-02-01T00%3A00%3A00Z"
    );
}

/// The server refuses a fraction with 400: who filters by the present time sends the second that it is in.
#[test]
fn times_are_whole_seconds() {
    let now = time("2026-01-01T00:00:00.987654321Z");
    assert_eq!(
        query(|list| list.created_ats_gt(now)),
        "created_ats%5Bgt%5D=2026-01-01T00%3A00%3A00Z"
    );
}

#[tokio::test]
async fn pages_tell_where_they_stand() {
    let server = play_json(
        "200 OK",
        r#"{"pagination":{"total_results":3,"total_pages":2,
            "first":{"href":"https://api.cf.test/v3/deployments?page=1&per_page=2"},
            "last":{"href":"https://api.cf.test/v3/deployments?page=2&per_page=2"},
            "next":null,"previous":{"href":"https://api.cf.test/v3/deployments?page=1&per_page=2"}},"resources":[]}"#,
    );
    let page = cloudfoundry(&server)
        .deployments()
        .list()
        .page(2)
        .per_page(2)
        .await
        .unwrap();
    assert_eq!(page.pagination.total_results, 3);
    assert_eq!(page.pagination.next, None);
    let previous = page.pagination.previous.unwrap();
    assert_eq!(
        previous.href,
        "https://api.cf.test/v3/deployments?page=1&per_page=2"
    );
}
