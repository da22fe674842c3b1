//! Lists in bad weather: whole, each item once and in its order, or an error that says so.

use super::storm::{WEATHER, foundation, is_weather, length, seed};
use super::support::{ACCOUNT, Fast, WORKER};
use launchway::cloudflare;
use launchway::runtime::Error;
use launchway_tests::fake::{Cloudflare, Fault};
use std::collections::BTreeSet;

/// Whether an error says that the pages don't hang together.
fn is_torn(error: &Error) -> bool {
    matches!(error, Error::Page(_))
}

#[tokio::test]
async fn of_apps() {
    let (length, seed) = (length() / 2, seed());
    let (fake, cf) = foundation(seed);
    let mut names: Vec<String> = (0..23).map(|index| format!("app-{index}")).collect();
    for name in &names {
        fake.state().add_app(name, "s-1");
    }
    let torn = [Fault::Again, Fault::Earlier, Fault::Again, Fault::Earlier];
    fake.faults()
        .storm(seed, 12, &[&WEATHER[..], &torn].concat());
    let (mut whole, mut torn) = (0, 0);
    while fake.count() < length {
        // The list grows while it is read: what comes last may be on it, or not yet.
        let known = names.len();
        if whole % 4 == 3 {
            names.push(format!("app-{known}"));
        }
        let mut items = cf.apps().list().per_page(5).items();
        let found = async {
            let mut found = Vec::new();
            while let Some(app) = items.next().await {
                found.push(app?.name);
                if found.len() == 7 && names.len() > known {
                    fake.state().add_app(&names[known], "s-1");
                }
            }
            Ok::<_, Error>(found)
        };
        match found.await {
            Ok(found) => {
                assert!(found == names[..known] || found == names, "{found:?}");
                whole += 1;
            }
            Err(error) if is_torn(&error) => torn += 1,
            Err(error) => assert!(is_weather(&error), "{error:?}"),
        }
        let there = fake.state().of_kind("apps").count();
        names.truncate(there);
    }
    assert!(whole > 3 && torn > 0, "{whole} whole, {torn} torn");
}

/// The newest comes first here: what is added moves the others along, so that one comes twice; none is lost.
#[tokio::test]
async fn of_versions() {
    let (length, seed) = (length() / 2, seed());
    let fake = Cloudflare::start().unwrap();
    fake.state().running_script(WORKER);
    for _ in 0..22 {
        fake.state().add_version(WORKER);
    }
    let builder = cloudflare::Client::builder().api_token("api-token");
    let builder = builder.base_url(format!("{}/client/v4", fake.url()));
    let cf = builder.clock(Fast::default()).build().unwrap();
    // Which page it is, only its items tell: one in place of another is not seen.
    fake.faults()
        .storm(seed, 12, &[&WEATHER[..], &[Fault::Again; 4]].concat());
    let (mut whole, mut torn) = (0, 0);
    while fake.count() < length {
        let list = cf.worker_versions().list(ACCOUNT, WORKER).per_page(5);
        let mut items = list.items();
        let before = fake.state().scripts[WORKER].versions.len();
        let mut found = Vec::new();
        let mut failed = None;
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => found.push(item.number),
                Err(error) => failed = Some(error),
            }
            if found.len() == 7 && whole % 3 == 2 && before < 60 {
                fake.state().add_version(WORKER);
            }
        }
        match failed {
            None => {
                let seen: BTreeSet<i64> = found.iter().copied().collect();
                let all: BTreeSet<i64> = (1..=i64::try_from(before).unwrap()).collect();
                assert!(seen.is_superset(&all), "{before}, {whole}: {found:?}");
                let grown = fake.state().scripts[WORKER].versions.len() - before;
                assert!(found.len() <= seen.len() + grown, "{found:?}");
                whole += 1;
            }
            Some(error) if is_torn(&error) => torn += 1,
            Some(error) => assert!(is_weather(&error), "{error:?}"),
        }
    }
    assert!(whole > 3 && torn > 0, "{whole} whole, {torn} torn");
}
