//! A foundation: what its controller remembers, its routes, and how it refuses.

mod apps;
mod auth;
mod deployments;
mod list;
mod outline;
mod places;
mod revisions;
mod routes;
mod rows;
mod staging;
mod tasks;

use super::Remembers;
use super::asked::Asked;
use crate::server::{Answer, Request};
use serde_json::{Value, json};

pub use rows::Row;

/// What a foundation remembers. The members are what a test may look at and change.
pub struct Foundation {
    /// Seconds since the foundation was made; each request is one.
    pub now: i64,
    /// How many readings an unfinished thing takes for a step.
    pub pace: u32,
    /// How many seconds an access token lasts.
    pub token_life: i64,
    /// Whether a refresh token is good only once.
    pub rotates: bool,
    /// Whether packages fail, and why.
    pub upload_error: Option<String>,
    /// Whether builds fail, and why.
    pub build_error: Option<String>,
    /// Whether jobs fail, and why.
    pub job_error: Option<String>,
    /// Whether the instances of new deployments crash.
    pub crashing: bool,
    /// How many requests an hour each user has; `None` for any number.
    pub limit: Option<i64>,
    used: i64,
    rows: Vec<Row>,
    serial: u32,
    tokens: auth::Tokens,
}

impl Default for Foundation {
    fn default() -> Self {
        Self {
            now: 0,
            pace: 1,
            token_life: 1200,
            rotates: false,
            upload_error: None,
            build_error: None,
            job_error: None,
            crashing: false,
            limit: None,
            used: 0,
            rows: Vec::new(),
            serial: 0,
            tokens: auth::Tokens::default(),
        }
    }
}

/// An answer, or a refusal.
type Done = Result<Answer, Answer>;

/// A refusal by one error.
fn refuse(status: &str, code: u32, title: &str, detail: &str) -> Answer {
    let body = json!({"errors": [{"code": code, "title": title, "detail": detail}]});
    Answer::json(status, body.to_string())
}

fn unprocessable(detail: &str) -> Answer {
    refuse(
        "422 Unprocessable Entity",
        10008,
        "CF-UnprocessableEntity",
        detail,
    )
}

fn not_found(what: &str) -> Answer {
    let detail = format!("{what} not found");
    refuse("404 Not Found", 10010, "CF-ResourceNotFound", &detail)
}

fn no_route() -> Answer {
    refuse("404 Not Found", 10000, "CF-NotFound", "Unknown request")
}

fn given(value: &Value) -> Answer {
    Answer::json("200 OK", value.to_string())
}

fn created(value: &Value) -> Answer {
    Answer::json("201 Created", value.to_string())
}

impl Remembers for Foundation {
    fn answer(&mut self, request: &Request) -> Answer {
        self.now += 1;
        let asked = Asked::new(request);
        let answer = match self.admit(&asked) {
            Ok(()) => self.route(&asked).unwrap_or_else(|refusal| refusal),
            Err(refusal) => refusal,
        };
        let answer = answer.header("x-vcap-request-id", &format!("fake::{}", self.now));
        let Some(limit) = self.limit else {
            return answer;
        };
        // The rest is an estimate in the real one, too: rounded down to tenths of the limit.
        let rest = (limit - self.used).max(0) / (limit / 10).max(1) * (limit / 10).max(1);
        answer
            .header("x-ratelimit-limit", &limit.to_string())
            .header("x-ratelimit-remaining", &rest.to_string())
            .header("x-ratelimit-reset", &self.window_end().to_string())
    }
}

impl Foundation {
    /// Whether a request may pass: its token, then the limit.
    fn admit(&mut self, asked: &Asked<'_>) -> Result<(), Answer> {
        let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
        if matches!(
            path.as_slice(),
            [""] | ["v3"] | ["v3", "info"] | ["oauth", "token"] | ["blobs", ..]
        ) {
            return Ok(());
        }
        self.check_token(asked)?;
        let Some(limit) = self.limit else {
            return Ok(());
        };
        self.used += 1;
        if self.used <= limit {
            return Ok(());
        }
        let body = json!({"errors": [{"code": 10013, "title": "CF-RateLimitExceeded",
            "detail": "Rate Limit Exceeded"}]});
        let wait = self.window_end() - rows::EPOCH - self.now;
        // JSON by another name, as the real one has it.
        Err(Answer::new("429 Too Many Requests")
            .header("content-type", "text/plain; charset=utf-8")
            .header("retry-after", &wait.max(1).to_string())
            .body(body.to_string()))
    }

    /// When the present hour of the limit ends, in seconds of the epoch.
    fn window_end(&self) -> i64 {
        rows::EPOCH + (self.now / 3600 + 1) * 3600
    }

    /// Lets an hour begin, so that the limit is whole again.
    pub fn next_hour(&mut self) {
        self.now = (self.now / 3600 + 1) * 3600;
        self.used = 0;
    }

    fn route(&mut self, asked: &Asked<'_>) -> Done {
        let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
        let method = asked.request.method.as_str();
        match (method, path.as_slice()) {
            ("GET", [""]) => Ok(given(&outline::root(&asked.base()))),
            ("GET", ["v3"]) => Ok(given(&outline::v3(&asked.base()))),
            ("GET", ["v3", "info"]) => Ok(given(&outline::info(self.limit))),
            ("POST", ["oauth", "token"]) => self.token(asked),
            ("GET", ["blobs", kind, guid]) => self.blob(kind, guid),
            (_, ["v3", "apps", rest @ ..]) => self.apps(asked, method, rest),
            (_, ["v3", "processes", rest @ ..]) => self.processes(asked, method, rest),
            (_, ["v3", "packages", rest @ ..]) => self.packages(asked, method, rest),
            (_, ["v3", "builds", rest @ ..]) => self.builds(asked, method, rest),
            (_, ["v3", "droplets", rest @ ..]) => self.droplets(asked, method, rest),
            (_, ["v3", "deployments", rest @ ..]) => self.deployments(asked, method, rest),
            ("GET", ["v3", "jobs", guid]) => self.job(asked, guid),
            (_, ["v3", "routes", rest @ ..]) => self.routes(asked, method, rest),
            (_, ["v3", "tasks", rest @ ..]) => self.tasks(asked, method, rest),
            (_, ["v3", "revisions", rest @ ..]) => self.revisions(asked, method, rest),
            (_, ["v3", "organizations", rest @ ..]) => self.organizations(asked, method, rest),
            (_, ["v3", "spaces", rest @ ..]) => self.spaces(asked, method, rest),
            _ => Err(no_route()),
        }
    }

    /// One resource.
    fn shown(&self, asked: &Asked<'_>, kind: &str, guid: &str) -> Done {
        Ok(given(&self.row(kind, guid)?.shown(&asked.base())))
    }

    /// Changes labels and annotations; another member is refused.
    fn update(&mut self, asked: &Asked<'_>, kind: &str, guid: &str, also: &[&str]) -> Done {
        let body = body(asked)?;
        known(&body, &[&["metadata"], also].concat())?;
        let now = self.now;
        let row = self.row_mut(kind, guid)?;
        row.merge_metadata(&body["metadata"]);
        row.set("updated_at", rows::time(now));
        for name in also {
            if let Some(value) = body.get(*name) {
                row.set(name, value.clone());
            }
        }
        Ok(given(&row.shown(&asked.base())))
    }

    /// Begins a job; its address is in `Location`.
    fn begin(&mut self, asked: &Asked<'_>, operation: &str) -> Answer {
        let guid = self.add_job(operation);
        let place = format!("{}/v3/jobs/{guid}", asked.base());
        Answer::new("202 Accepted").header("location", &place)
    }
}

/// The body, which has to be an object.
fn body(asked: &Asked<'_>) -> Result<Value, Answer> {
    let parsed = asked.json().filter(Value::is_object);
    parsed.ok_or_else(|| {
        let detail = "Request invalid due to parse error: invalid request body";
        refuse("400 Bad Request", 1001, "CF-MessageParseError", detail)
    })
}

/// Refuses members that there are none of.
fn known(body: &Value, names: &[&str]) -> Result<(), Answer> {
    let members = body.as_object().into_iter().flatten();
    let mut unknown = members.filter(|(name, _)| !names.contains(&name.as_str()));
    match unknown.next() {
        Some((name, _)) => Err(unprocessable(&format!("Unknown field(s): '{name}'"))),
        None => Ok(()),
    }
}
