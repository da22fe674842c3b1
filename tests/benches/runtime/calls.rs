//! Whole calls, against a server on this machine that answers the same each time.

use crate::by_hand;
use crate::measure::Bench;
use crate::payloads;
use launchway::{cloudflare, cloudfoundry};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

const TOKEN: &str = "not-a-token";

pub(crate) fn run(bench: &mut Bench) {
    // All on one thread, so that its clock sees all of it.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    cloudfoundry_calls(bench, &runtime);
    cloudflare_calls(bench, &runtime);
}

fn cloudfoundry_calls(bench: &mut Bench, runtime: &Runtime) {
    let http = by_hand();
    let one = serve(&payloads::cloudfoundry_deployment());
    let client = |base: &str| {
        let builder = cloudfoundry::Client::builder().uaa_token(TOKEN);
        builder.base_url(base).build().unwrap()
    };
    let typed = client(&one);
    bench.pair(
        "call cloudfoundry get a deployment",
        || runtime.block_on(async { typed.deployments().get("b1e7f3c4").await.unwrap() }),
        || {
            runtime.block_on(async {
                let url = format!("{one}/v3/deployments/b1e7f3c4");
                let answer = http.get(url).bearer_auth(TOKEN).send().await.unwrap();
                let body = answer.error_for_status().unwrap().bytes().await.unwrap();
                serde_json::from_slice::<by_hand::Deployment>(&body).unwrap()
            })
        },
    );
    let page = serve(&payloads::cloudfoundry_page(50));
    let typed = client(&page);
    bench.pair(
        "call cloudfoundry list 50 deployments",
        || runtime.block_on(async { typed.deployments().list().await.unwrap() }),
        || {
            runtime.block_on(async {
                let url = format!("{page}/v3/deployments");
                let answer = http.get(url).bearer_auth(TOKEN).send().await.unwrap();
                let body = answer.error_for_status().unwrap().bytes().await.unwrap();
                serde_json::from_slice::<by_hand::DeploymentList>(&body).unwrap()
            })
        },
    );
}

fn cloudflare_calls(bench: &mut Bench, runtime: &Runtime) {
    let http = by_hand();
    let body = payloads::enveloped(&payloads::cloudflare_deployments(20));
    let base = format!("{}/client/v4", serve(&body));
    let builder = cloudflare::Client::builder().api_token(TOKEN);
    let typed = builder.base_url(&base).build().unwrap();
    bench.pair(
        "call cloudflare list 20 deployments",
        || {
            let call = typed.worker_deployments().list("0a1b2c3d", "shop-edge");
            runtime.block_on(async { call.await.unwrap() })
        },
        || {
            runtime.block_on(async {
                let url = format!("{base}/accounts/0a1b2c3d/workers/scripts/shop-edge/deployments");
                let answer = http.get(url).bearer_auth(TOKEN).send().await.unwrap();
                let body = answer.error_for_status().unwrap().bytes().await.unwrap();
                let envelope: by_hand::Enveloped<by_hand::WorkerDeployments> =
                    serde_json::from_slice(&body).unwrap();
                assert!(envelope.success);
                envelope.result
            })
        },
    );
}

/// A client of the kind that the typed one has.
fn by_hand() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

/// A server that answers every request with that body; its address.
fn serve(body: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let length = body.len();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let answer = format!("{head}content-length: {length}\r\n\r\n{body}").into_bytes();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            std::thread::spawn(move || talk(stream, &answer));
        }
    });
    format!("http://{address}")
}

/// Answers until the other side goes away. No request has a body.
fn talk(stream: TcpStream, answer: &[u8]) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut writer = stream.try_clone().ok()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            writer.write_all(answer).ok()?;
        }
    }
}
