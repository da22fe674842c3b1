//! Secrets and environment variables: what is written, what null does, what never shows.

use super::support::{
    ACCOUNT, API_TOKEN, APP, UAA_TOKEN, assert_sent, cloudflare, cloudfoundry, play_json,
};
use launchway::cloudflare::types::{
    KeyFormat, KeyUsage, NewSecret, NewSecretKey, NewSecretText, SecretsPatch,
};
use launchway::cloudfoundry::types::EnvironmentVariablesUpdate;
use launchway::runtime::Json;
use std::collections::BTreeMap;

const SECRETS: &str =
    "/client/v4/accounts/0a1b2c3d4e5f60718293a4b5c6d7e8f9/workers/scripts/shop-edge/secrets";

#[tokio::test]
async fn a_secret_is_sent_and_not_shown() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":{"name":"PAYMENT_KEY","type":"secret_text"}}"#,
    );
    let secret = NewSecret::SecretText(NewSecretText::new("PAYMENT_KEY", "s3cr3t \"value\""));
    assert!(!format!("{secret:?}").contains("s3cr3t"), "{secret:?}");
    let call = cloudflare(&server)
        .worker_secrets()
        .put(ACCOUNT, "shop-edge", secret);
    assert!(!format!("{call:?}").contains("s3cr3t"), "{call:?}");
    let put = call.await.unwrap();
    let body = r#"{"type":"secret_text","name":"PAYMENT_KEY","text":"s3cr3t \"value\""}"#;
    assert_sent(&server, &format!("PUT {SECRETS}"), API_TOKEN, Some(body));
    assert_eq!(put.name, "PAYMENT_KEY");
    assert_eq!(put.r#type.as_str(), "secret_text");
}

#[tokio::test]
async fn a_key_is_sent_and_not_shown() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":{"name":"SIGN","type":"secret_key"}}"#,
    );
    let algorithm = Json::parse(r#"{"name":"HMAC","hash":"SHA-256"}"#).unwrap();
    let key = NewSecretKey::new(
        "SIGN",
        KeyFormat::Raw,
        algorithm,
        vec![KeyUsage::Sign, KeyUsage::Verify],
    );
    let key = NewSecret::SecretKey(key.key_base64("AAECAw=="));
    assert!(!format!("{key:?}").contains("AAECAw"), "{key:?}");
    cloudflare(&server)
        .worker_secrets()
        .put(ACCOUNT, "shop-edge", key)
        .await
        .unwrap();
    let body = super::support::only(&server).text();
    let sent = Json::parse(&body).unwrap();
    let expected = r#"{"type":"secret_key","name":"SIGN","format":"raw","algorithm":{"name":"HMAC","hash":"SHA-256"},"usages":["sign","verify"],"key_base64":"AAECAw=="}"#;
    assert_eq!(sent, Json::parse(expected).unwrap());
}

/// Null removes a secret; what is left out stays.
#[tokio::test]
async fn secrets_are_patched() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":{"A":{"name":"A","type":"secret_text"}}}"#,
    );
    let secrets = BTreeMap::from([
        (
            "A".to_owned(),
            Some(NewSecret::SecretText(NewSecretText::new("A", "1"))),
        ),
        ("B".to_owned(), None),
    ]);
    let left = cloudflare(&server)
        .worker_secrets()
        .bulk_update(ACCOUNT, "shop-edge", SecretsPatch::new().secrets(secrets))
        .await
        .unwrap();
    let body = r#"{"secrets":{"A":{"type":"secret_text","name":"A","text":"1"},"B":null}}"#;
    assert_sent(
        &server,
        &format!("PATCH {SECRETS}-bulk"),
        API_TOKEN,
        Some(body),
    );
    assert_eq!(left.keys().collect::<Vec<_>>(), ["A"]);
}

/// The server answers a deletion with `"result": null`.
#[tokio::test]
async fn a_secret_is_deleted() {
    let server = play_json(
        "200 OK",
        r#"{"success":true,"errors":[],"messages":[],"result":null}"#,
    );
    let call = cloudflare(&server)
        .worker_secrets()
        .delete(ACCOUNT, "shop-edge", "a/b");
    call.url_encoded(true).await.unwrap();
    assert_eq!(
        super::support::only(&server).line(),
        format!("DELETE {SECRETS}/a%2Fb?url_encoded=true")
    );
}

#[tokio::test]
async fn environment_variables_are_patched() {
    let server = play_json(
        "200 OK",
        r#"{"var":{"LOG_LEVEL":"info"},"links":{"self":{"href":"x"},"app":{"href":"x"}}}"#,
    );
    let var = BTreeMap::from([
        ("LOG_LEVEL".to_owned(), Some("info".to_owned())),
        ("TRACE".to_owned(), None),
    ]);
    let update = EnvironmentVariablesUpdate::new(var);
    let left = cloudfoundry(&server)
        .apps()
        .update_environment_variables(APP, update)
        .await
        .unwrap();
    let line = format!("PATCH /v3/apps/{APP}/environment_variables");
    assert_sent(
        &server,
        &line,
        UAA_TOKEN,
        Some(r#"{"var":{"LOG_LEVEL":"info","TRACE":null}}"#),
    );
    assert_eq!(left.var["LOG_LEVEL"], "info");
}
