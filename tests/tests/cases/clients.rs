//! Clients: credentials and servers.

use crate::support::{client, header, line};
use launchway_tests::cases::*;
use launchway_tests::runtime::Error;

#[test]
fn every_scheme_goes_to_its_place() {
    let builder = security_schemes::Client::builder()
        .token("t0")
        .login("ann", "p:w")
        .key("k1")
        .query_key("q 2")
        .session("s;3")
        .oauth("o4");
    let shown = format!("{builder:?}");
    let doors = client(builder).doors();
    assert_eq!(
        header(&doors.bearer(), "authorization").as_deref(),
        Some("Bearer t0")
    );
    assert_eq!(
        header(&doors.basic(), "authorization").as_deref(),
        Some("Basic YW5uOnA6dw==")
    );
    assert_eq!(header(&doors.header(), "x-key").as_deref(), Some("k1"));
    assert_eq!(
        line(&doors.query()),
        "GET https://api.example.com/query?api%20key=q%202"
    );
    assert_eq!(
        header(&doors.cookie(), "cookie").as_deref(),
        Some("sid=s%3B3")
    );
    assert_eq!(
        header(&doors.oauth(), "authorization").as_deref(),
        Some("Bearer o4")
    );
    for name in ["authorization", "cookie", "x-key"] {
        assert_eq!(header(&doors.query(), name), None);
    }
    let shown = [
        shown,
        format!("{doors:?}"),
        format!("{:?}", doors.query()),
        format!("{:?}", doors.header().to_request().unwrap()),
    ];
    for (text, secret) in shown
        .iter()
        .flat_map(|text| ["t0", "p:w", "k1", "q 2", "s;3", "o4"].map(|secret| (text, secret)))
    {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn alternatives_of_sets_of_credentials() {
    use security_and_or::Client;
    let one = client(Client::builder().token("t")).doors();
    assert_eq!(
        header(&one.both(), "authorization").as_deref(),
        Some("Bearer t")
    );
    assert_eq!(
        header(&one.maybe(), "authorization").as_deref(),
        Some("Bearer t")
    );
    assert_eq!(header(&one.open(), "authorization"), None);

    let two = client(Client::builder().mail("m").key("k")).doors();
    assert_eq!(
        (
            header(&two.both(), "x-mail").as_deref(),
            header(&two.both(), "x-key").as_deref()
        ),
        (Some("m"), Some("k"))
    );
    assert_eq!(header(&two.maybe(), "x-mail"), None);

    let half = client(Client::builder().mail("m")).doors();
    let error = half.both().to_request().unwrap_err();
    assert!(matches!(&error, Error::Credentials(_)));
    assert!(
        error.to_string().contains("token, or mail and key"),
        "{error}"
    );
    assert_eq!(line(&half.maybe()), "GET https://api.example.com/maybe");
}

#[test]
fn servers_have_variables() {
    use servers::Client;
    let ping = |client: Client| line(&client.pings().ping());
    assert_eq!(
        ping(client(Client::builder())),
        "GET https://eu.example.com:443/v1/ping"
    );
    assert_eq!(
        ping(client(Client::builder().region("us").port("8443"))),
        "GET https://us.example.com:8443/v1/ping"
    );
    assert_eq!(
        ping(client(Client::builder().server(1))),
        "GET https://staging.example.com/ping"
    );
    assert_eq!(
        ping(client(
            Client::builder().base_url("http://localhost:1/deep/")
        )),
        "GET http://localhost:1/deep/ping"
    );
}
