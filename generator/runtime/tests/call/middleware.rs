//! Middleware sees each attempt; the mock plays a server; spans are named by convention.

use super::paused::Paused;
use super::support::{Bare, header};
use crate::runtime::{
    BoxFuture, Builder, Bytes, Call, Client, Method, Middleware, Mock, Next, Pieces, Sent,
    TransportError, operation,
};
use std::sync::{Arc, Mutex};

operation! { Get: Method::Get, "/get/{id}" => text, id "get-it" }

/// Writes down what passes, and puts a header on it.
#[derive(Clone, Default)]
struct Recorder(&'static str, Arc<Mutex<Vec<String>>>);

impl Middleware for Recorder {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Bytes>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Sent> {
        let operation = next.operation();
        let note = format!(
            "{} {} {} {} #{}",
            self.0,
            operation.id,
            operation.method,
            operation.path,
            next.attempt()
        );
        self.1.lock().unwrap().push(note);
        request
            .headers_mut()
            .append("x-seen", self.0.parse().unwrap());
        Box::pin(async move {
            let sent = next.send(request).await;
            let status = sent
                .as_ref()
                .map_or(0, |response| response.status().as_u16());
            self.1.lock().unwrap().push(format!("{} {status}", self.0));
            sent
        })
    }
}

fn client(mock: &Mock, clock: &Paused, middleware: impl Middleware) -> Client {
    Builder::<Bare>::new()
        .transport(mock.clone())
        .clock(clock.clone())
        .middleware(middleware)
        .build()
        .unwrap()
}

#[test]
fn each_attempt_passes() {
    let notes = Recorder::default().1;
    let mock = Mock::new().status(503).status(200);
    let clock = Paused::default();
    let client = Builder::<Bare>::new()
        .transport(mock.clone())
        .clock(clock.clone())
        .middleware(Recorder("outer", notes.clone()))
        .middleware(Recorder("inner", notes.clone()))
        .build()
        .unwrap();
    clock.run(Call::<Get>::new(&client).path("7")).unwrap();
    assert_eq!(
        *notes.lock().unwrap(),
        [
            "outer get-it GET /get/{id} #1",
            "inner get-it GET /get/{id} #1",
            "inner 503",
            "outer 503",
            "outer get-it GET /get/{id} #2",
            "inner get-it GET /get/{id} #2",
            "inner 200",
            "outer 200",
        ]
    );
    let seen = mock.requests()[1]
        .headers()
        .get_all("x-seen")
        .iter()
        .count();
    assert_eq!(seen, 2);
}

#[test]
fn it_may_answer_itself() {
    struct Cache;
    impl Middleware for Cache {
        fn handle<'a>(&'a self, _: http::Request<Bytes>, _: Next<'a>) -> BoxFuture<'a, Sent> {
            let kept = http::Response::new(Pieces::from(Bytes::from("kept")));
            Box::pin(std::future::ready(Ok(kept)))
        }
    }
    let mock = Mock::new();
    let clock = Paused::default();
    let call = Call::<Get>::new(&client(&mock, &clock, Cache)).path("7");
    assert_eq!(clock.run(call).unwrap(), "kept");
    assert!(mock.requests().is_empty());
}

#[test]
fn the_mock_plays_and_records() {
    let mock = Mock::new()
        .json(200, r#""one""#)
        .fail(TransportError::connect("down"))
        .status(204);
    assert_eq!(mock.left(), 3);
    let client = Builder::<Bare>::new()
        .transport(mock.clone())
        .header("x-token", "t0ps3cret")
        .retries(0)
        .build()
        .unwrap();
    let call = || Call::<Get>::new(&client).path("7").send_blocking();
    assert_eq!(call().unwrap(), r#""one""#);
    assert!(call().unwrap_err().is_connect());
    assert_eq!(call().unwrap(), "");
    assert_eq!(
        call().unwrap_err().to_string(),
        "GET /get/{id}: the mock has no answer left for `GET /get/7`: it was given 3, and this is request 4"
    );
    assert_eq!(mock.requests().len(), 4);
    assert_eq!(header(&mock.requests()[0], "x-token"), Some("t0ps3cret"));
    assert_eq!(format!("{mock:?}"), "Mock { requests: 4, left: 0 }");
}
