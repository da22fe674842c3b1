//! Decoding and encoding alone.

use crate::by_hand;
use crate::measure::Bench;
use crate::payloads;
use launchway::runtime::{Json, Wire};
use launchway::{cloudflare, cloudfoundry};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) fn run(bench: &mut Bench) {
    let page = payloads::cloudfoundry_page(50);
    both::<cloudfoundry::types::DeploymentList, by_hand::DeploymentList>(
        bench,
        "cloudfoundry page of 50 deployments",
        &page,
    );
    let one = payloads::cloudfoundry_deployment();
    both::<cloudfoundry::types::Deployment, by_hand::Deployment>(
        bench,
        "cloudfoundry deployment",
        &one,
    );
    let workers = payloads::cloudflare_deployments(20);
    both::<cloudflare::types::DeploymentList, by_hand::WorkerDeployments>(
        bench,
        "cloudflare 20 deployments",
        &workers,
    );
}

/// Reads and writes a body as the generated type and as the one by hand.
fn both<T: Wire, H: Serialize + DeserializeOwned>(bench: &mut Bench, name: &str, text: &str) {
    let json = Json::parse(text).unwrap();
    let typed: T = json.decode().unwrap();
    let by_hand: H = serde_json::from_str(text).unwrap();
    let written: serde_json::Value = serde_json::from_str(Json::of(&typed).as_text()).unwrap();
    assert_eq!(written, serde_json::to_value(&by_hand).unwrap(), "{name}");
    bench.pair(
        &format!("decode {name}"),
        || json.decode::<T>().unwrap(),
        || serde_json::from_str::<H>(text).unwrap(),
    );
    bench.pair(
        &format!("encode {name}"),
        || Json::of(&typed),
        || Box::<str>::from(serde_json::to_string(&by_hand).unwrap()),
    );
}
