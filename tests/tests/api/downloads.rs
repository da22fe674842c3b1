//! Bytes that come: from the API itself, and from where it sends one on to.

use super::support::{
    ACCOUNT, GUID, UAA_TOKEN, assert_discreet, cloudflare, cloudfoundry, headers, only, play,
    play_json,
};
use launchway::runtime::Error;
use launchway_tests::server::{Answer, Server};

const ZIP: &[u8] = b"PK\x03\x04\xff\0\r\n{\"success\":false}";

/// A server that sends every request on to that place.
fn redirect(status: &str, location: &str) -> Server {
    play([Answer::new(status).header("Location", location)])
}

/// The blob store is another origin: the token is not for it.
#[tokio::test]
async fn bits_come_from_a_store_that_gets_no_token() {
    let store = play([Answer::new("200 OK")
        .header("content-type", "application/zip")
        .body(ZIP)]);
    let api = redirect(
        "302 Found",
        &format!("{}/bits/91?sig=a%2Fb&exp=1", store.url()),
    );
    let bits = cloudfoundry(&api).packages().download(GUID).await.unwrap();
    assert_eq!(bits, ZIP);

    let first = only(&api);
    assert_eq!(first.line(), format!("GET /v3/packages/{GUID}/download"));
    assert_eq!(
        first.header("authorization"),
        Some(&*format!("Bearer {UAA_TOKEN}"))
    );
    let second = only(&store);
    assert_eq!(second.line(), "GET /bits/91?sig=a%2Fb&exp=1");
    assert_eq!(headers(&store, &second), ["accept: application/zip"]);
}

/// On the way within one origin the token stays.
#[tokio::test]
async fn the_same_origin_keeps_the_token() {
    let server = play([
        Answer::new("302 Found").header("location", "../blob?x=1"),
        Answer::new("200 OK").body(ZIP),
    ]);
    let bits = cloudfoundry(&server)
        .droplets()
        .download(GUID)
        .await
        .unwrap();
    assert_eq!(bits, ZIP);
    let second = &server.requests()[1];
    assert_eq!(second.line(), "GET /v3/droplets/blob?x=1");
    assert_eq!(
        second.header("authorization"),
        Some(&*format!("Bearer {UAA_TOKEN}"))
    );
}

/// A second origin that sends back to the first doesn't get the token there again.
#[tokio::test]
async fn a_dropped_token_stays_dropped() {
    let back = Server::start(|_| Answer::new("200 OK").body("here")).unwrap();
    let middle = redirect("302 Found", &format!("{}/again", back.url()));
    let api = redirect("302 Found", &format!("{}/away", middle.url()));
    cloudfoundry(&api).packages().download(GUID).await.unwrap();
    assert_eq!(only(&middle).header("authorization"), None);
    assert_eq!(only(&back).header("authorization"), None);
}

/// An error of the store is an error of the call, with the store's own body.
#[tokio::test]
async fn a_store_that_refuses() {
    let store = play([Answer::new("403 Forbidden")
        .header("content-type", "application/xml")
        .body("<Error><Code>Expired</Code></Error>")]);
    let api = redirect("302 Found", &format!("{}/bits", store.url()));
    let error = cloudfoundry(&api)
        .packages()
        .download(GUID)
        .await
        .unwrap_err();
    assert!(error.is_forbidden());
    assert_eq!(
        error.to_string(),
        "GET /v3/packages/{guid}/download: 403 Forbidden: `<Error><Code>Expired</Code></Error>`"
    );
    assert_discreet(&error);
}

/// The signature in a store's URL is a credential, too: no error shows it.
#[tokio::test]
async fn a_store_that_is_away() {
    let gone = play([]);
    let location = format!("{}/bits?sig=s1gnature", gone.url());
    drop(gone);
    let error = cloudfoundry(&redirect("302 Found", &location))
        .packages()
        .download(GUID)
        .await
        .unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(
        !super::support::shown(&error).contains("s1gnature"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_circle_ends() {
    let server = Server::start(|_| Answer::new("302 Found").header("location", "/round")).unwrap();
    let error = cloudfoundry(&server)
        .packages()
        .download(GUID)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert_eq!(
        error.to_string(),
        "GET /v3/packages/{guid}/download: more than 10 redirects"
    );
    assert_eq!(server.requests().len(), 11);
}

/// Code that looks like a failed envelope is code all the same.
#[tokio::test]
async fn a_script_is_text_whatever_it_says() {
    let code = r#"{"success":false,"errors":[]}"#;
    let server = play([Answer::new("200 OK")
        .header("content-type", "application/javascript")
        .body(code)]);
    let script = cloudflare(&server)
        .worker_scripts()
        .download(ACCOUNT, "shop-edge")
        .await
        .unwrap();
    assert_eq!(script, code);
}

#[tokio::test]
async fn content_names_its_entry() {
    let answer = Answer::new("200 OK")
        .header("content-type", "multipart/form-data; boundary=b")
        .header("cf-entrypoint", "index.js")
        .body(b"--b\r\n\r\n\xff--b--".to_vec());
    let server = play([answer]);
    let call = cloudflare(&server)
        .worker_scripts()
        .get_content(ACCOUNT, "shop-edge");
    let whole = call
        .version(super::support::VERSION.parse().unwrap())
        .with_response()
        .await
        .unwrap();
    assert_eq!(whole.cf_entrypoint().unwrap().as_deref(), Some("index.js"));
    assert_eq!(whole.body, whole.raw());
    assert!(
        only(&server)
            .target
            .ends_with("/content/v2?version=5b1d7c52-0f0e-4b52-9d38-2f6f3c1f9a01")
    );
}

/// A script that isn't there: a JSON failure in place of code.
#[tokio::test]
async fn a_script_that_is_not_there() {
    let body = r#"{"success":false,"errors":[{"code":10007,"message":"This Worker does not exist"}],"messages":[],"result":null}"#;
    let server = play_json("404 Not Found", body);
    let error = cloudflare(&server)
        .worker_scripts()
        .download(ACCOUNT, "x")
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(
        error.message().as_deref(),
        Some("This Worker does not exist")
    );
}
