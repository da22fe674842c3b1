//! An account: what it remembers of its Workers, its routes, its envelope, and how it refuses.

mod deployments;
mod scripts;
mod settings;
mod versions;

use super::Remembers;
use super::asked::Asked;
use crate::server::{Answer, Request};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// When an account's time begins.
const EPOCH: i64 = 1_767_323_045;

/// What an account remembers. The members are what a test may look at and change.
pub struct Account {
    /// Seconds since the account was made; each request is one.
    pub now: i64,
    /// The token that is good.
    pub token: String,
    /// How many requests five minutes have; `None` for any number.
    pub limit: Option<i64>,
    /// Whether lists tell their totals.
    pub tells_totals: bool,
    /// How many readings of the list a new deployment stays unseen.
    pub lag: u32,
    /// The Workers by name.
    pub scripts: BTreeMap<String, Script>,
    /// The hashes of the files that are there.
    assets: Vec<String>,
    /// The files that sessions wait for, by their tokens.
    sessions: BTreeMap<String, Vec<String>>,
    used: i64,
    serial: u32,
}

/// A Worker.
#[derive(Default)]
pub struct Script {
    /// Its deployments, oldest first.
    pub deployments: Vec<Value>,
    /// Its versions, oldest first.
    pub versions: Vec<Value>,
    /// Its secrets: name and kind.
    pub secrets: Vec<Value>,
    /// Whether only a forced deployment passes, and why.
    pub blocked: Option<String>,
    /// When it is called.
    schedules: Vec<Value>,
    /// Its address on workers.dev.
    subdomain: Option<Value>,
    /// Its settings.
    settings: Value,
    /// The code of its newest version.
    content: Vec<u8>,
    /// Readings until the newest deployment is seen.
    unseen: u32,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            now: 0,
            token: "api-token".to_owned(),
            limit: None,
            tells_totals: true,
            lag: 0,
            scripts: BTreeMap::new(),
            assets: Vec::new(),
            sessions: BTreeMap::new(),
            used: 0,
            serial: 0,
        }
    }
}

/// An answer, or a refusal.
type Done = Result<Answer, Answer>;

/// A refusal by one error.
fn refuse(status: &str, code: u32, message: &str) -> Answer {
    let body = json!({"success": false, "errors": [{"code": code, "message": message}],
        "messages": [], "result": null});
    Answer::json(status, body.to_string())
}

fn invalid(message: &str) -> Answer {
    refuse("400 Bad Request", 10021, message)
}

fn no_script() -> Answer {
    refuse("404 Not Found", 10007, "workers.api.error.script_not_found")
}

fn no_route() -> Answer {
    refuse("404 Not Found", 7003, "Could not route to that address")
}

/// A success that holds a result.
fn given(result: &Value) -> Answer {
    let body = json!({"success": true, "errors": [], "messages": [], "result": result});
    Answer::json("200 OK", body.to_string())
}

impl Remembers for Account {
    fn answer(&mut self, request: &Request) -> Answer {
        self.now += 1;
        let asked = Asked::new(request);
        let answer = match self.admit(&asked) {
            Ok(()) => self.route(&asked).unwrap_or_else(|refusal| refusal),
            Err(refusal) => refusal,
        };
        let limit = self.limit.unwrap_or(1200);
        let rest = (limit - self.used).max(0);
        let wait = self.window_end() - self.now;
        answer
            .header("cf-ray", &format!("{:016x}-FAKE", self.now))
            .header("ratelimit", &format!("\"default\";r={rest};t={wait}"))
            .header("ratelimit-policy", &format!("\"default\";q={limit};w=300"))
    }
}

impl Account {
    /// When the present five minutes of the limit end.
    fn window_end(&self) -> i64 {
        (self.now / 300 + 1) * 300
    }

    /// Lets five minutes begin, so that the limit is whole again.
    pub fn next_window(&mut self) {
        self.now = self.window_end();
        self.used = 0;
    }

    /// Whether a request may pass: its credentials, then the limit.
    fn admit(&mut self, asked: &Asked<'_>) -> Result<(), Answer> {
        let request = asked.request;
        // These have the token of their session.
        if asked
            .path
            .ends_with(&["assets".to_owned(), "upload".to_owned()])
        {
            return Ok(());
        }
        let by_key =
            request.header("x-auth-email").is_some() && request.header("x-auth-key").is_some();
        match request
            .header("authorization")
            .and_then(|it| it.strip_prefix("Bearer "))
        {
            Some(token) if token == self.token => {}
            None if by_key => {}
            Some(_) => return Err(refuse("401 Unauthorized", 10000, "Authentication error")),
            None => {
                let body = json!({"success": false, "messages": [], "result": null,
                    "errors": [{"code": 6003, "message": "Invalid request headers", "error_chain":
                        [{"code": 6111, "message": "Invalid format for Authorization header"}]}]});
                return Err(Answer::json("400 Bad Request", body.to_string()));
            }
        }
        self.used += 1;
        if self.limit.is_none_or(|limit| self.used <= limit) {
            return Ok(());
        }
        let wait = self.window_end() - self.now;
        let refusal = refuse(
            "429 Too Many Requests",
            971,
            "Please wait and consider throttling your request speed",
        );
        Err(refusal.header("retry-after", &wait.max(1).to_string()))
    }

    fn route(&mut self, asked: &Asked<'_>) -> Done {
        // Before `/accounts` may stand a part of the base URL.
        let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
        let path = path
            .iter()
            .position(|it| *it == "accounts")
            .map(|at| &path[at..]);
        let method = asked.request.method.as_str();
        match (method, path.unwrap_or_default()) {
            ("GET", ["accounts", _, "workers", "scripts"]) => Ok(given(&self.all_scripts())),
            ("GET", ["accounts", _, "workers", "scripts-search"]) => Ok(self.search(asked)),
            ("POST", ["accounts", _, "workers", "assets", "upload"]) => self.upload_assets(asked),
            (_, ["accounts", _, "workers", "scripts", name, rest @ ..]) => {
                self.script(asked, method, name, rest)
            }
            _ => Err(no_route()),
        }
    }

    fn script(&mut self, asked: &Asked<'_>, method: &str, name: &str, rest: &[&str]) -> Done {
        if method == "PUT" && rest.is_empty() {
            return self.put_script(asked, name);
        }
        if !self.scripts.contains_key(name) {
            return Err(no_script());
        }
        match (method, rest) {
            (_, ["deployments", rest @ ..]) => self.deployments(asked, method, name, rest),
            (_, ["versions", rest @ ..]) => self.versions(asked, method, name, rest),
            _ => self.rest_of_script(asked, method, name, rest),
        }
    }

    /// The Worker of that name; there is one when this is called.
    fn own(&mut self, name: &str) -> &mut Script {
        self.scripts.entry(name.to_owned()).or_insert_with(|| Script {
            settings: json!({"bindings": [], "compatibility_date": "2021-11-02", "logpush": false,
                "tags": [], "tail_consumers": null, "usage_model": "standard"}),
            ..Script::default()
        })
    }

    /// An id that no other thing has.
    fn id(&mut self) -> String {
        self.serial += 1;
        format!("{:08x}-f1a2-4000-8000-{:012x}", self.serial, self.serial)
    }

    /// The time, with fractions as the API writes them.
    fn time(&self) -> Value {
        let at = jiff::Timestamp::from_second(EPOCH + self.now).unwrap_or_default();
        json!(at.to_string().replace('Z', ".123456Z"))
    }

    /// A page of rows, newest first, below that member.
    fn page(&self, asked: &Asked<'_>, rows: &[Value], member: &str, default: usize) -> Done {
        let number = |name: &str, default: usize, most: usize| match asked.value(name) {
            None => Ok(default),
            Some(text) => match text.parse() {
                Ok(number) if (1..=most).contains(&number) => Ok(number),
                _ => Err(refuse("400 Bad Request", 10004, "malformed URL parameter")),
            },
        };
        let page: usize = number("page", 1, usize::MAX)?;
        let per_page: usize = number("per_page", default, 100)?;
        let newest = rows.iter().rev().skip((page - 1).saturating_mul(per_page));
        let shown: Vec<&Value> = newest.take(per_page).collect();
        let mut body =
            json!({"success": true, "errors": [], "messages": [], "result": {member: shown}});
        if self.tells_totals {
            body["result_info"] = json!({"page": page, "per_page": per_page, "count": shown.len(),
                "total_count": rows.len(), "total_pages": rows.len().div_ceil(per_page)});
        }
        Ok(Answer::json("200 OK", body.to_string()))
    }
}
