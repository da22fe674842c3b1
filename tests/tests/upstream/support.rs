//! What both clients of a scenario use, and what is compared of what they did.

use bytes::Bytes;
use launchway_tests::fake::{Fake, Remembers};
use launchway_tests::server::Request;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

/// Sends with the transport that `launchway` has: the run time of the tests has none.
pub(crate) struct Wire(launchway::runtime::Reqwest);

impl Wire {
    pub(crate) fn new() -> Self {
        Self(launchway::runtime::Reqwest::new().unwrap())
    }
}

/// Pauses pass at once.
pub(crate) struct Quick;

macro_rules! of_run_time {
    ($($runtime:ident)::+) => {
        impl $($runtime)::+::Transport for Wire {
            fn send(
                &self,
                request: http::Request<Bytes>,
                _: $($runtime)::+::Limits,
            ) -> $($runtime)::+::BoxFuture<
                '_,
                Result<http::Response<Bytes>, $($runtime)::+::TransportError>,
            > {
                let limits = launchway::runtime::Limits::default();
                let sent = launchway::runtime::Transport::send(&self.0, request, limits);
                Box::pin(async move { sent.await.map_err($($runtime)::+::TransportError::new) })
            }
        }

        impl $($runtime)::+::Clock for Quick {
            fn now(&self) -> SystemTime {
                SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045)
            }

            fn sleep(&self, time: Duration) -> $($runtime)::+::BoxFuture<'static, ()> {
                if time > Duration::from_secs(50) {
                    return Box::pin(tokio::time::sleep(time));
                }
                Box::pin(tokio::task::yield_now())
            }
        }
    };
}

of_run_time!(launchway::runtime);
of_run_time!(launchway_tests::runtime);

/// What came of the steps of a scenario, each with its name.
#[derive(Default)]
pub(crate) struct Told(pub(crate) Vec<(String, Value)>);

impl Told {
    pub(crate) fn push(&mut self, step: &str, value: Value) {
        self.0.push((step.to_owned(), value));
    }
}

/// What somebody did to an API, without what differs from run to run: the port, and what marks the parts of a body.
pub(crate) fn requests<S: Remembers>(fake: &Fake<S>) -> Vec<Value> {
    fake.requests().iter().map(request).collect()
}

fn request(request: &Request) -> Value {
    let boundary = request
        .header("content-type")
        .and_then(|media| Some(media.split_once("boundary=")?.1.to_owned()));
    let plain = |text: &str| match &boundary {
        Some(boundary) => text.replace(boundary.as_str(), "BOUNDARY"),
        None => text.to_owned(),
    };
    let body: Value = match serde_json::from_slice(&request.body) {
        Ok(json) => json,
        Err(_) => plain(&request.text()).split("\r\n").map(line).collect(),
    };
    let headers = request
        .headers
        .iter()
        .filter(|(name, _)| !["host", "user-agent", "content-length"].contains(&name.as_str()));
    let mut headers: Vec<String> = headers
        .map(|(name, value)| format!("{name}: {}", plain(value)))
        .collect();
    headers.sort();
    json!({"line": request.line(), "headers": headers, "body": body})
}

/// A line of a body, which may be JSON: in what order its members come says nothing.
fn line(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

/// Compares what two clients did and got, step by step, so that the first difference is what is shown.
#[track_caller]
pub(crate) fn compare<S: Remembers>(ours: (&Fake<S>, Told), theirs: (&Fake<S>, Told)) {
    let (left, right) = (requests(ours.0), requests(theirs.0));
    for (index, (left, right)) in left.iter().zip(&right).enumerate() {
        assert_eq!(left, right, "request {index}");
    }
    assert_eq!(left.len(), right.len(), "requests");
    let same_address = |told: Told, fake: &Fake<S>| -> Vec<(String, Value)> {
        let steps = told.0.into_iter();
        let plain = |value: Value| {
            let text = value.to_string().replace(&fake.url(), "http://fake");
            serde_json::from_str(&text).unwrap()
        };
        steps.map(|(step, value)| (step, plain(value))).collect()
    };
    let (left, right) = (
        same_address(ours.1, ours.0),
        same_address(theirs.1, theirs.0),
    );
    for (left, right) in left.iter().zip(&right) {
        assert_eq!(left, right);
    }
    assert_eq!(left.len(), right.len(), "steps");
    assert!(!left.is_empty());
}

/// The short forms of a scenario, by the run time of its client.
macro_rules! telling {
    ($($runtime:ident)::+) => {
        use $($runtime)::+ as runtime;

        /// A value by its JSON, of whatever type the client wants.
        fn given<T: runtime::Wire>(json: serde_json::Value) -> T {
            runtime::wire::from_str(&json.to_string()).unwrap()
        }

        /// What came: a value as the client would write it, or what the error says.
        fn seen<T: runtime::Wire>(result: Result<T, runtime::Error>) -> serde_json::Value {
            match result {
                Ok(value) => written(&value),
                Err(error) => refused(&error),
            }
        }

        fn written(value: &dyn runtime::Wire) -> serde_json::Value {
            serde_json::from_str(&runtime::wire::to_string(value)).unwrap()
        }

        fn refused(error: &runtime::Error) -> serde_json::Value {
            let status = error.status().map(|status| status.as_u16());
            serde_json::json!({
                "status": status,
                "error": error.to_string(),
                "message": error.message(),
                "request": error.request_id(),
            })
        }

        fn ended<T: runtime::Wire>(
            result: Result<runtime::Outcome<T>, runtime::Error>,
        ) -> serde_json::Value {
            let outcome = match result {
                Ok(outcome) => outcome,
                Err(error) => return refused(&error),
            };
            let how = match &outcome {
                runtime::Outcome::Success(_) => "success",
                runtime::Outcome::Paused(_) => "paused",
                runtime::Outcome::Failure(_) => "failure",
                runtime::Outcome::Canceled(_) => "canceled",
                runtime::Outcome::Superseded(_) => "superseded",
            };
            serde_json::json!({"ended": how, "value": written(&outcome.into_value())})
        }
    };
}

pub(crate) use telling;
