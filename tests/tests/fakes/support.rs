//! Clients that talk to the fakes, and a clock whose pauses take no time.

use launchway::cloudfoundry::login::Login;
use launchway::runtime::{BoxFuture, Clock};
use launchway::{cloudflare, cloudfoundry};
use launchway_tests::fake::{CloudFoundry, Cloudflare};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

pub(crate) const ACCOUNT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
pub(crate) const WORKER: &str = "shop-edge";

/// Pauses pass at once, and are counted as if they had not; what lasts longer than a pause ever does, such as the time
/// that a call may take, takes its time.
#[derive(Clone, Default)]
pub(crate) struct Quick(Arc<AtomicU64>);

impl Quick {
    /// How long the pauses were together.
    pub(crate) fn slept(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }
}

impl Clock for Quick {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045) + self.slept()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        if time > Duration::from_secs(50) {
            return Box::pin(tokio::time::sleep(time));
        }
        let millis = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        self.0.fetch_add(millis, Ordering::SeqCst);
        Box::pin(tokio::task::yield_now())
    }
}

/// A clock that goes two hundred times as fast: a call's minute is a third of a second.
#[derive(Clone)]
pub(crate) struct Fast(Instant);

/// How many of its seconds a second has.
const HASTE: u32 = 200;

impl Default for Fast {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for Fast {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_323_045) + self.0.elapsed() * HASTE
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time / HASTE))
    }

    /// No chance but that of the weather.
    fn random(&self) -> u64 {
        u64::MAX / 2
    }
}

pub(crate) fn cloudfoundry(fake: &CloudFoundry) -> (cloudfoundry::Client, Quick) {
    let clock = Quick::default();
    let token = fake.state().token_for();
    let builder = cloudfoundry::Client::builder().uaa_token(token);
    let client = builder.base_url(fake.url()).clock(clock.clone()).build();
    (client.unwrap(), clock)
}

/// A client that logs in by itself.
pub(crate) fn logged_in(fake: &CloudFoundry) -> cloudfoundry::Client {
    let builder = cloudfoundry::Client::builder().base_url(fake.url());
    let builder = builder.login(Login::password("ann", "secret"));
    builder.clock(Quick::default()).build().unwrap()
}

pub(crate) fn cloudflare(fake: &Cloudflare) -> (cloudflare::Client, Quick) {
    let clock = Quick::default();
    let builder = cloudflare::Client::builder().api_token("api-token");
    let base = format!("{}/client/v4", fake.url());
    let client = builder.base_url(base).clock(clock.clone()).build();
    (client.unwrap(), clock)
}
