//! The two APIs as servers on this machine, with state: what is created can be read, goes its way and ends.
//!
//! They are faithful where a client could go wrong: states and their order, refusals and their codes, envelopes,
//! paging, filters, tokens, limits. No time passes in them: an unfinished thing takes a step when it is read, and the
//! hour moves by a second with every request. Faults are put between them and the client (`faults`).

mod asked;
mod cloudflare;
mod cloudfoundry;
mod faults;

pub use cloudflare::{Account, Script};
pub use cloudfoundry::{Foundation, Row};
pub use faults::{Fault, Faults};

use crate::server::{Answer, Request, Server};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Cloudflare: an account and its Workers.
pub type Cloudflare = Fake<Account>;

/// Cloud Foundry: a foundation, its controller and its UAA on one address.
pub type CloudFoundry = Fake<Foundation>;

/// What an API remembers, and how it answers.
pub trait Remembers: Default + Send + 'static {
    /// Answers a request, and remembers.
    fn answer(&mut self, request: &Request) -> Answer;
}

/// An API on a port of its own, until it is dropped.
pub struct Fake<S> {
    server: Server,
    state: Arc<Mutex<S>>,
    faults: Arc<Mutex<Faults>>,
    exchanges: Arc<Mutex<Vec<(Request, Answer)>>>,
}

/// How many exchanges are kept.
const KEPT: usize = 2000;

impl<S: Remembers> Fake<S> {
    /// One that remembers nothing yet.
    ///
    /// # Errors
    ///
    /// When no port is free.
    pub fn start() -> io::Result<Self> {
        let state = Arc::new(Mutex::new(S::default()));
        let faults = Arc::new(Mutex::new(Faults::default()));
        let exchanges = Arc::new(Mutex::new(Vec::new()));
        let (own, wrong, kept) = (state.clone(), faults.clone(), exchanges.clone());
        let pages = Pages::default();
        let server = Server::start(move |request| {
            let fault = lock(&wrong).take(request);
            let reaches = fault.is_none_or(Fault::reaches);
            let answer = match reaches {
                true => {
                    let answer = lock(&own).answer(request);
                    let mut kept = lock(&kept);
                    if kept.len() < KEPT {
                        kept.push((request.clone(), answer.clone()));
                    }
                    answer
                }
                false => Answer::new("500 Internal Server Error"),
            };
            let answer = pages.turn(request, answer, fault);
            match fault {
                Some(fault) => fault.spoil(answer),
                None => answer,
            }
        })?;
        Ok(Self {
            server,
            state,
            faults,
            exchanges,
        })
    }

    /// `http://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The requests up to now.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// How many requests there were up to now.
    pub fn count(&self) -> usize {
        self.server.count()
    }

    /// The requests up to now, as `POST /v3/deployments`, without their queries.
    pub fn lines(&self) -> Vec<String> {
        let requests = self.requests().into_iter();
        let line = |it: Request| it.line().split('?').next().unwrap_or_default().to_owned();
        requests.map(line).collect()
    }

    /// The first of its exchanges, before anything went wrong with their answers.
    pub fn exchanges(&self) -> Vec<(Request, Answer)> {
        lock(&self.exchanges).clone()
    }

    /// What it remembers, to look at and to change behind the client's back. Answers wait until it is let go.
    pub fn state(&self) -> MutexGuard<'_, S> {
        lock(&self.state)
    }

    /// What goes wrong from now on.
    pub fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }
}

/// The pages of each list that were sent since its first one was asked for, by path.
#[derive(Default)]
struct Pages(Mutex<BTreeMap<String, Vec<Answer>>>);

impl Pages {
    /// The answer, or by a fault a page of that list that was sent before.
    fn turn(&self, request: &Request, answer: Answer, fault: Option<Fault>) -> Answer {
        let (path, query) = request.target.split_once('?').unwrap_or_default();
        if request.method != "GET" || !query.contains("page=") || answer.code() != 200 {
            return answer;
        }
        let number = query.split('&').find_map(|pair| pair.strip_prefix("page="));
        let mut pages = lock(&self.0);
        let sent = pages.entry(path.to_owned()).or_default();
        if number.is_none_or(|number| number == "1") {
            sent.clear();
        }
        let other = match fault {
            Some(Fault::Again) => sent.last().cloned(),
            Some(Fault::Earlier) => sent.first().cloned(),
            _ => None,
        };
        sent.push(answer.clone());
        other.unwrap_or(answer)
    }
}

/// A test that panics leaves what is remembered as it was.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
