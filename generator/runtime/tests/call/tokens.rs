//! Tokens that are fetched: kept, renewed, and fetched once for all that wait.

use super::paused::Paused;
use super::support::{Demo, Script, header, s};
use crate::runtime::{
    BoxFuture, Builder, Bytes, Call, Client, Credential, Error, Limits, Method, Mock, Retries,
    Secret, Token, TokenDesk, TokenError, TokenProvider, Transport, TransportError, operation,
};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

operation! { Get: Method::Get, "/get" => text }
operation! { Post: Method::Post, "/post" => text }
operation! { Open: Method::Get, "/open" => text, security [] }

/// Gives `t1`, `t2` and so on, each good for a while.
#[derive(Clone, Default)]
struct Counter {
    given: Arc<AtomicU32>,
    life: Option<Duration>,
    faults: Arc<Mutex<Vec<TokenError>>>,
    refused: Arc<AtomicU32>,
}

impl TokenProvider for Counter {
    fn token<'a>(&'a self, desk: TokenDesk<'a>) -> BoxFuture<'a, Result<Token, TokenError>> {
        Box::pin(async move {
            Yield(false).await;
            if desk.is_refused() {
                self.refused.fetch_add(1, Ordering::SeqCst);
            }
            let number = self.given.fetch_add(1, Ordering::SeqCst) + 1;
            if let Some(fault) = self.faults.lock().unwrap().pop() {
                return Err(fault);
            }
            let token = Token::new(format!("t{number}"));
            Ok(match self.life {
                Some(life) => token.expires_at(desk.now() + life),
                None => token,
            })
        })
    }
}

/// Lets others go on once.
struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            return std::task::Poll::Ready(());
        }
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    }
}

fn client(provider: impl TokenProvider, transport: impl Transport, clock: &Paused) -> Client {
    let builder = Builder::<Demo>::new().credential("api_token", Credential::provided_by(provider));
    builder
        .transport(transport)
        .clock(clock.clone())
        .build()
        .unwrap()
}

/// What the requests were authorized by.
fn bearers(requests: &[http::Request<Bytes>]) -> Vec<Option<&str>> {
    let each = requests
        .iter()
        .map(|request| header(request, "authorization"));
    each.collect()
}

fn ok(times: usize) -> Mock {
    (0..times).fold(Mock::new(), |mock, _| mock.status(200))
}

#[test]
fn a_token_is_kept_until_shortly_before_it_expires() {
    let clock = Paused::default();
    let provider = Counter {
        life: Some(Duration::from_secs(1200)),
        ..Counter::default()
    };
    let mock = ok(5);
    let client = client(provider, mock.clone(), &clock);
    let call = || clock.run(Call::<Get>::new(&client)).unwrap();
    call();
    clock.advance(Duration::from_secs(1139));
    call();
    clock.advance(Duration::from_secs(2));
    call();
    assert_eq!(
        bearers(&mock.requests()),
        [Some("Bearer t1"), Some("Bearer t1"), Some("Bearer t2")]
    );
    // What needs no credentials gets none, and asks for none.
    clock.advance(Duration::from_secs(5000));
    clock.run(Call::<Open>::new(&client)).unwrap();
    assert_eq!(bearers(&mock.requests())[3], None);
    // Looking at a request fetches nothing.
    let seen = Call::<Get>::new(&client).to_request().unwrap();
    assert_eq!(header(&seen, "authorization"), None);
    call();
    let seen = Call::<Get>::new(&client).to_request().unwrap();
    assert_eq!(header(&seen, "authorization"), Some("Bearer t3"));
    assert!(seen.headers()["authorization"].is_sensitive());
}

#[test]
fn a_short_life_is_used() {
    let clock = Paused::default();
    let provider = Counter {
        life: Some(Duration::from_secs(10)),
        ..Counter::default()
    };
    let mock = ok(3);
    let client = client(provider.clone(), mock, &clock);
    let call = || clock.run(Call::<Get>::new(&client)).unwrap();
    call();
    clock.advance(Duration::from_secs(8));
    call();
    assert_eq!(provider.given.load(Ordering::SeqCst), 1);
    clock.advance(Duration::from_secs(1));
    call();
    assert_eq!(provider.given.load(Ordering::SeqCst), 2);
}

#[test]
fn a_refused_token_is_renewed_once() {
    let clock = Paused::default();
    let provider = Counter::default();
    let mock = Mock::new().status(401).status(200).status(401).status(401);
    let client = client(provider.clone(), mock.clone(), &clock);
    // Even what must not be repeated: it was refused, so nothing was done.
    let call = || Call::<Post>::new(&client).json(&s("body"));
    let response = clock.run(call().with_response()).unwrap();
    assert_eq!(response.attempts(), 2);
    let error = clock.run(call()).unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.attempts(), 2);
    assert_eq!(
        bearers(&mock.requests()),
        ["t1", "t2", "t2", "t3"]
            .map(|token| format!("Bearer {token}"))
            .each_ref()
            .map(|text| Some(text.as_str()))
    );
    assert!(
        mock.requests()
            .iter()
            .all(|request| &request.body()[..] == b"\"body\"")
    );
    assert_eq!(provider.refused.load(Ordering::SeqCst), 2);
    assert_eq!(clock.gone(), Duration::ZERO);
}

#[test]
fn a_token_that_is_given_is_not_renewed() {
    let script = Script::new().answer(401, &[], "");
    let error = Call::<Get>::new(&super::support::demo(&script)).send_blocking();
    assert!(error.unwrap_err().is_unauthorized());
    assert_eq!(script.requests().len(), 1);
}

/// Refuses every token but the second.
#[derive(Clone, Default)]
struct Picky(Arc<AtomicU32>);

impl Transport for Picky {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let is_good = header(&request, "authorization") == Some("Bearer t2");
        Box::pin(async move {
            Yield(false).await;
            let mut response = http::Response::new("ok".into());
            if !is_good {
                *response.status_mut() = http::StatusCode::UNAUTHORIZED;
            }
            Ok(response)
        })
    }
}

/// Polls all of them again and again, the last one first.
async fn together<T>(futures: Vec<BoxFuture<'static, T>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.into_iter().map(Some).collect();
    let mut done = Vec::new();
    std::future::poll_fn(|context| {
        for slot in futures.iter_mut().rev() {
            if let Some(future) = slot
                && let std::task::Poll::Ready(value) = future.as_mut().poll(context)
            {
                done.push(value);
                *slot = None;
            }
        }
        match futures.iter().all(Option::is_none) {
            true => std::task::Poll::Ready(()),
            false => std::task::Poll::Pending,
        }
    })
    .await;
    done
}

#[test]
fn a_hundred_calls_make_one_refresh() {
    let clock = Paused::default();
    let (provider, picky) = (Counter::default(), Picky::default());
    let client = client(provider.clone(), picky.clone(), &clock);
    let calls = (0..100).map(|_| Call::<Get>::new(&client).into_future());
    let done = clock.run(together(calls.collect()));
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    // The first token for all, then one refresh for all.
    assert_eq!(provider.given.load(Ordering::SeqCst), 2);
    assert_eq!(picky.0.load(Ordering::SeqCst), 200);
}

#[test]
fn on_threads_too() {
    let (provider, picky) = (Counter::default(), Picky::default());
    let builder = Builder::<Demo>::new();
    let builder = builder.credential("api_token", Credential::provided_by(provider.clone()));
    let client = builder.transport(picky).build().unwrap();
    let threads: Vec<_> = (0..100)
        .map(|_| {
            let call = Call::<Get>::new(&client);
            std::thread::spawn(move || super::sending::block_on(call).is_ok())
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
    assert_eq!(provider.given.load(Ordering::SeqCst), 2);
}

#[test]
fn a_failure_is_shared_and_not_kept() {
    let clock = Paused::default();
    let provider = Counter::default();
    provider
        .faults
        .lock()
        .unwrap()
        .push(TokenError::new("wrong password"));
    let client = client(provider.clone(), ok(2), &clock);
    let calls = (0..10).map(|_| Call::<Get>::new(&client).into_future());
    let done = clock.run(together(calls.collect()));
    assert_eq!(provider.given.load(Ordering::SeqCst), 1);
    for error in done.into_iter().map(Result::unwrap_err) {
        assert_eq!(error.to_string(), "GET /get: no token: wrong password");
        let Error::Credentials(error) = error else {
            panic!("{error:?}")
        };
        assert!(error.cause().is_some());
    }
    clock.run(Call::<Get>::new(&client)).unwrap();
}

#[test]
fn a_passing_failure_is_tried_again() {
    let clock = Paused::default();
    let provider = Counter::default();
    let fault = || TokenError::from(TransportError::new("reset"));
    provider.faults.lock().unwrap().extend([fault(), fault()]);
    let client = client(provider.clone(), ok(1), &clock);
    // Nothing of the call itself has been sent, so it may be any.
    let response = clock
        .run(Call::<Post>::new(&client).with_response())
        .unwrap();
    assert_eq!(response.attempts(), 3);
    provider.faults.lock().unwrap().push(fault());
    let call = Call::<Post>::new(&client).retries(Retries::none());
    assert!(clock.run(call).is_err());
}

#[test]
fn whoever_fetches_may_be_dropped() {
    let clock = Paused::default();
    let provider = Counter::default();
    let client = client(provider.clone(), ok(1), &clock);
    let waker = std::task::Waker::noop();
    let mut context = std::task::Context::from_waker(waker);
    let mut first = Call::<Get>::new(&client).into_future();
    assert!(first.as_mut().poll(&mut context).is_pending());
    let mut second = Call::<Get>::new(&client).into_future();
    assert!(second.as_mut().poll(&mut context).is_pending());
    drop(first);
    clock.run(second).unwrap();
    assert_eq!(provider.given.load(Ordering::SeqCst), 1);
}

#[test]
fn a_closure_provides() {
    let clock = Paused::default();
    let mock = ok(1);
    let provider = || async { Ok(Token::new("from elsewhere")) };
    clock
        .run(Call::<Get>::new(&client(provider, mock.clone(), &clock)))
        .unwrap();
    assert_eq!(bearers(&mock.requests()), [Some("Bearer from elsewhere")]);
}

#[test]
fn no_token_goes_elsewhere() {
    let clock = Paused::default();
    let away = http::Response::builder()
        .status(302)
        .header("location", "https://evil.example.net/get")
        .body(Bytes::new());
    let mock = Mock::new().answer(away.unwrap()).status(401).status(200);
    let client = client(Counter::default(), mock.clone(), &clock);
    let _ = clock.run(Call::<Get>::new(&client));
    let requests = mock.requests();
    assert_eq!(requests[1].uri().host(), Some("evil.example.net"));
    assert_eq!(header(&requests[1], "authorization"), None);
}

/// Asks an OAuth server at the base URL.
struct Granting;

impl TokenProvider for Granting {
    fn token<'a>(&'a self, desk: TokenDesk<'a>) -> BoxFuture<'a, Result<Token, TokenError>> {
        Box::pin(async move {
            let endpoint = format!("{}/token", desk.base_url());
            let fields = [("grant_type", "password"), ("password", "p&w=1")];
            let secret = Secret::from("s:/");
            let granted = desk.grant(&endpoint, ("the id", &secret), &fields).await?;
            assert_eq!(granted.refresh_token.unwrap().expose(), "r1");
            Ok(granted.token)
        })
    }
}

#[test]
fn a_grant_is_asked_for_by_a_form() {
    let clock = Paused::default();
    let mock = Mock::new()
        .json(
            200,
            r#"{"access_token":"a1","token_type":"bearer","refresh_token":"r1","expires_in":100}"#,
        )
        .status(200);
    let client = client(Granting, mock.clone(), &clock);
    clock.run(Call::<Get>::new(&client)).unwrap();
    let requests = mock.requests();
    assert_eq!(requests[0].method(), "POST");
    assert_eq!(requests[0].uri(), "https://api.example.com/client/v4/token");
    assert_eq!(
        &requests[0].body()[..],
        b"grant_type=password&password=p%26w%3D1"
    );
    // `the%20id:s%3A%2F`
    assert_eq!(
        header(&requests[0], "authorization"),
        Some("Basic dGhlJTIwaWQ6cyUzQSUyRg==")
    );
    assert!(requests[0].headers()["authorization"].is_sensitive());
    assert_eq!(header(&requests[1], "authorization"), Some("Bearer a1"));
}

#[test]
fn what_a_token_endpoint_refuses() {
    let refused = |mock: Mock| {
        let clock = Paused::default();
        let client = client(Granting, mock.clone(), &clock);
        let error = clock.run(Call::<Get>::new(&client)).unwrap_err();
        (error.to_string(), mock.requests().len())
    };
    let body = r#"{"error":"invalid_grant","error_description":"bad credentials"}"#;
    let shown = "GET /get: no token: the token endpoint answers 401 Unauthorized: \
                 bad credentials [code invalid_grant]";
    assert_eq!(refused(Mock::new().json(401, body)), (shown.to_owned(), 1));
    let (shown, sent) = refused(Mock::new().status(503).status(503).status(503));
    assert_eq!(sent, 3);
    assert!(shown.ends_with("(3 attempts)"), "{shown}");
    let (shown, _) = refused(Mock::new().json(200, r#"{"token":"hunter2"}"#));
    assert_eq!(
        shown,
        "GET /get: no token: the token endpoint's answer holds no `access_token`"
    );
}
