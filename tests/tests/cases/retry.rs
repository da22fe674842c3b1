//! Whether an operation may be repeated: by its method, or by the document; and by which id it is found.

use launchway_tests::cases::retry::locks::{Read, Release, Renew, Take};
use launchway_tests::cases::retry::{Client, Retry};
use launchway_tests::runtime::{Api, Mock, Operation, Repeats, TransportError};

#[test]
fn the_document_may_say_what_the_method_does_not() {
    assert_eq!(Read::DESCRIPTOR.retry, None);
    assert_eq!(Renew::DESCRIPTOR.retry, Some(Repeats::Safe));
    assert_eq!(Take::DESCRIPTOR.retry, Some(Repeats::Never));
    assert_eq!(Release::DESCRIPTOR.retry, Some(Repeats::UntilGone));
}

/// The answer to the first attempt was lost: what is not found then is what was wanted.
#[tokio::test]
async fn what_is_gone_is_done() {
    let mock = Mock::new()
        .fail(TransportError::new("reset"))
        .json(404, "{}")
        .json(404, "{}");
    let client = Client::builder().transport(mock).build().unwrap();
    let release = || client.locks().release("a").retries(1);
    let response = release().with_response().await.unwrap();
    assert!(response.is_gone());
    assert_eq!((response.body, response.status.as_u16()), (None, 404));
    assert!(release().await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_id_is_where_the_document_says() {
    assert_eq!(Retry::REQUEST_IDS, ["x-trace", "x-request-id"]);
    let answer = |name: &str| {
        let response = http::Response::builder().status(500);
        Mock::new().answer(response.header(name, "t1").body("").unwrap())
    };
    let id = async |name| {
        let client = Client::builder().transport(answer(name)).build().unwrap();
        let error = client.locks().renew("a").await.unwrap_err();
        error.request_id().map(str::to_owned)
    };
    assert_eq!(id("x-trace").await.as_deref(), Some("t1"));
    assert_eq!(id("x-request-id").await.as_deref(), Some("t1"));
    assert_eq!(id("cf-ray").await, None);
}
