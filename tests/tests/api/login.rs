//! Logging in: the UAA found and asked, tokens renewed, what other tools have left taken over.

use super::support::{GUID, shown};
use launchway::cloudflare;
use launchway::cloudfoundry::login::Login;
use launchway::cloudfoundry::{self, error_codes};
use launchway::runtime::{Error, Mock};

const ROOT: &str =
    r#"{"links":{"login":{"href":"https://login.cf.test"},"uaa":{"href":"https://uaa.cf.test"}}}"#;
const FIRST: &str = r#"{"access_token":"acc3ss-1","token_type":"bearer","refresh_token":"r3fresh-1","expires_in":599}"#;
const SECOND: &str = r#"{"access_token":"acc3ss-2","token_type":"bearer","expires_in":599}"#;
const REFUSED: &str =
    r#"{"errors":[{"code":1000,"title":"CF-InvalidAuthToken","detail":"Invalid Auth Token"}]}"#;
const GONE: &str =
    r#"{"errors":[{"code":10010,"title":"CF-ResourceNotFound","detail":"Deployment not found"}]}"#;

fn client(mock: &Mock, login: Login) -> cloudfoundry::Client {
    let builder = cloudfoundry::Client::builder().api_host("api.cf.test");
    let builder = builder.login(login).transport(mock.clone());
    builder.retries(0).build().unwrap()
}

/// The error of a call that every mock here answers with 404 in the end.
fn call(client: &cloudfoundry::Client) -> Error {
    let error = client.deployments().get(GUID).send_blocking().unwrap_err();
    let shown = shown(&error);
    for secret in ["acc3ss", "r3fresh", "passw0rd", "s3cret"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    error
}

/// What was sent: where to, by which authorization, with which body.
fn sent(mock: &Mock) -> Vec<(String, String, String)> {
    let each = mock.requests().into_iter().map(|request| {
        let by = request.headers().get("authorization");
        let by = by.map_or("", |value| value.to_str().unwrap()).to_owned();
        let body = String::from_utf8_lossy(request.body()).into_owned();
        (request.uri().to_string(), by, body)
    });
    each.collect()
}

fn three(uri: &str, by: &str, body: &str) -> (String, String, String) {
    (uri.to_owned(), by.to_owned(), body.to_owned())
}

const TOKEN: &str = "https://uaa.cf.test/oauth/token";
const CF: &str = "Basic Y2Y6";

#[test]
fn by_password_and_then_by_refresh_token() {
    let mock = Mock::new()
        .json(200, ROOT)
        .json(200, FIRST)
        .json(404, GONE)
        .json(401, REFUSED)
        .json(200, SECOND)
        .json(404, GONE);
    let client = client(&mock, Login::password("ann", "passw0rd&1").origin("ldap"));
    assert!(call(&client).has_code(error_codes::RESOURCE_NOT_FOUND));
    let error = call(&client);
    assert!(error.is_not_found());
    assert_eq!(error.attempts(), 2);
    let place = format!("https://api.cf.test/v3/deployments/{GUID}");
    assert_eq!(
        sent(&mock),
        [
            three("https://api.cf.test/", "", ""),
            three(
                TOKEN,
                CF,
                "grant_type=password&username=ann&password=passw0rd%261&login_hint=%7B%22origin%22%3A%22ldap%22%7D"
            ),
            three(&place, "Bearer acc3ss-1", ""),
            three(&place, "Bearer acc3ss-1", ""),
            three(
                TOKEN,
                CF,
                "grant_type=refresh_token&refresh_token=r3fresh-1"
            ),
            three(&place, "Bearer acc3ss-2", ""),
        ]
    );
}

#[test]
fn a_refresh_token_that_has_expired_is_no_end() {
    let mock = Mock::new()
        .json(200, FIRST)
        .json(401, REFUSED)
        .json(401, r#"{"error":"invalid_token"}"#)
        .json(200, SECOND)
        .json(404, GONE);
    let login = Login::jwt_bearer("s3cret.j.w").uaa("https://uaa.cf.test/");
    assert!(call(&client(&mock, login)).is_not_found());
    let bodies: Vec<String> = sent(&mock).into_iter().map(|(_, _, body)| body).collect();
    let jwt =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=s3cret.j.w";
    let refresh = "grant_type=refresh_token&refresh_token=r3fresh-1";
    assert_eq!(bodies, [jwt, "", refresh, jwt, ""]);
}

#[test]
fn as_a_client() {
    let mock = Mock::new()
        .json(200, ROOT)
        .json(200, SECOND)
        .json(404, GONE);
    let login = Login::client_credentials("deployer", "s3cret");
    assert_eq!(
        format!("{login:?}"),
        "Login { grant: \"client_credentials\", .. }"
    );
    call(&client(&mock, login));
    assert_eq!(
        sent(&mock)[1],
        three(
            TOKEN,
            "Basic ZGVwbG95ZXI6czNjcmV0",
            "grant_type=client_credentials"
        )
    );
}

#[test]
fn what_goes_wrong() {
    let body = r#"{"error":"unauthorized","error_description":"Bad credentials"}"#;
    let mock = Mock::new().json(200, ROOT).json(401, body);
    let error = call(&client(&mock, Login::password("ann", "passw0rd")));
    assert!(matches!(error, Error::Credentials(_)));
    assert_eq!(
        error.to_string(),
        "GET /v3/deployments/{guid}: no token: the token endpoint answers 401 Unauthorized: \
         Bad credentials [code unauthorized]"
    );
    let clear = r#"{"links":{"uaa":{"href":"http://uaa.cf.test"}}}"#;
    let error = call(&client(
        &Mock::new().json(200, clear),
        Login::password("a", "passw0rd"),
    ));
    assert!(
        error
            .to_string()
            .ends_with("the UAA's URL http://uaa.cf.test is not https")
    );
    let error = call(&client(
        &Mock::new().json(404, "{}"),
        Login::password("a", "passw0rd"),
    ));
    assert!(error.to_string().contains("names no UAA"), "{error}");
}

#[test]
fn cf_login_is_enough() {
    let home = std::env::temp_dir().join(format!("launchway-cf-home-{}", std::process::id()));
    let folder = home.join(".cf");
    std::fs::create_dir_all(&folder).unwrap();
    let build = |config: &str, mock: &Mock| {
        std::fs::write(folder.join("config.json"), config).unwrap();
        let builder = cloudfoundry::Client::builder().cf_home_at(&home);
        builder.transport(mock.clone()).retries(0).build()
    };
    let config = r#"{"Target":"https://api.cf.test","AccessToken":"bearer acc3ss-0","RefreshToken":"r3fresh-0",
        "UaaEndpoint":"https://uaa.cf.test","UAAOAuthClient":"cf","UAAOAuthClientSecret":""}"#;
    let mock = Mock::new()
        .json(401, REFUSED)
        .json(200, SECOND)
        .json(404, GONE);
    assert!(call(&build(config, &mock).unwrap()).is_not_found());
    let sent = sent(&mock);
    assert_eq!(sent[0].1, "Bearer acc3ss-0");
    assert_eq!(
        sent[1],
        three(
            TOKEN,
            CF,
            "grant_type=refresh_token&refresh_token=r3fresh-0"
        )
    );
    assert_eq!(sent[2].1, "Bearer acc3ss-2");
    // What was there is there still.
    assert_eq!(
        std::fs::read_to_string(folder.join("config.json")).unwrap(),
        config
    );

    for (config, fault) in [
        ("{}", "names no target: run `cf login`"),
        (
            r#"{"Target":"https://api.cf.test"}"#,
            "holds no token: run `cf login`",
        ),
        ("s3cret", "is no JSON"),
    ] {
        let error = build(config, &Mock::new()).unwrap_err().to_string();
        assert!(
            error.ends_with(fault) && !error.contains("s3cret"),
            "{error}"
        );
    }
    std::fs::remove_dir_all(&home).unwrap();
    let error = cloudfoundry::Client::builder()
        .cf_home_at(&home)
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("config.json"), "{error}");
}

#[test]
fn cloudflare_from_the_environment() {
    let headers = |variables: &[(&str, &str)]| {
        let builder = cloudflare::Client::builder().from_variables(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        });
        let client = builder.build().map_err(|error| error.to_string())?;
        let request = client
            .worker_deployments()
            .list("a", "b")
            .to_request()
            .unwrap();
        let names = ["authorization", "x-auth-email", "x-auth-key"];
        let values = names.map(|name| {
            request
                .headers()
                .get(name)
                .map(|it| it.to_str().unwrap().to_owned())
        });
        Ok::<_, String>(values.into_iter().flatten().collect::<Vec<_>>())
    };
    let pair = [
        ("CLOUDFLARE_EMAIL", "m@example.net"),
        ("CLOUDFLARE_API_KEY", "k"),
    ];
    assert_eq!(
        headers(&[("CLOUDFLARE_API_TOKEN", "t"), pair[0], pair[1]]).unwrap(),
        ["Bearer t"]
    );
    assert_eq!(headers(&pair).unwrap(), ["m@example.net", "k"]);
    for missing in [&[][..], &pair[..1], &[("CLOUDFLARE_API_TOKEN", "")]] {
        assert_eq!(
            headers(missing).unwrap_err(),
            "client: neither CLOUDFLARE_API_TOKEN nor CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY are set"
        );
    }
}
