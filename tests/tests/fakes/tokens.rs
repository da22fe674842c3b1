//! Tokens that end while many are at work, refresh tokens that are good once, and other ways to log in.

use super::support::{Quick, logged_in};
use launchway::cloudfoundry::Client;
use launchway::cloudfoundry::login::Login;
use launchway_tests::fake::CloudFoundry;
use std::sync::Arc;

fn client(fake: &CloudFoundry, login: Login) -> Client {
    let builder = Client::builder().base_url(fake.url()).login(login);
    builder.clock(Quick::default()).build().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_calls_make_one_refresh() {
    let fake = Arc::new(CloudFoundry::start().unwrap());
    let cf = logged_in(&fake);
    cf.apps().list().await.unwrap();
    fake.state().expire_tokens();
    let given = fake.state().tokens_given();
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(cf.apps().list().into_future()))
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(fake.state().tokens_given(), given + 1);
}

#[tokio::test]
async fn a_refresh_token_is_good_once() {
    let fake = CloudFoundry::start().unwrap();
    fake.state().rotates = true;
    let first = fake.state().refresh_token_for();
    let cf = client(&fake, Login::refresh_token(first));
    for _ in 0..3 {
        cf.apps().list().await.unwrap();
        fake.state().expire_tokens();
    }
    let grants = fake
        .requests()
        .into_iter()
        .filter(|it| it.target == "/oauth/token");
    let used: Vec<String> = grants.map(|it| it.text()).collect();
    assert_eq!(used.len(), 3);
    assert!(used[0] != used[1] && used[1] != used[2], "{used:?}");
}

#[tokio::test]
async fn by_the_jwt_of_another() {
    let fake = CloudFoundry::start().unwrap();
    let cf = client(&fake, Login::jwt_bearer("h1.p1.s1"));
    for _ in 0..2 {
        cf.apps().list().await.unwrap();
        fake.state().expire_tokens();
    }
    let grants = fake
        .requests()
        .into_iter()
        .filter(|it| it.target == "/oauth/token");
    let grants: Vec<String> = grants.map(|it| it.text()).collect();
    assert!(grants[0].contains("jwt-bearer") && grants[1].contains("grant_type=refresh_token"));
}
