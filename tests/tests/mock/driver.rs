//! A program that calls every operation of a client: it reads what to call from its input, a line a call, and writes
//! what came of it.

use super::calls::Callable;
use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The crate of a client.
pub(crate) struct Crate<'c> {
    /// What it is called.
    pub(crate) name: &'c str,
    /// Where it is.
    pub(crate) folder: &'c Path,
    /// The module of the client in it.
    pub(crate) root: &'c str,
    /// How the client gets its credentials.
    pub(crate) credentials: &'c str,
}

/// Builds the program for a client. Gives where it is.
pub(crate) fn build(
    project: &Path,
    scratch: &Path,
    krate: &Crate<'_>,
    all: &[Callable],
) -> PathBuf {
    let folder = scratch.join(format!("driver-{}", krate.name));
    std::fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"driver-{0}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         {0} = {{ path = {1:?}, features = [\"serde\"] }}\nhttp = \"1\"\nbytes = \"1\"\n\
         serde_json = \"1\"\nserde = \"1\"\njiff = {{ version = \"0.2\", default-features = false, features = [\"serde\", \"std\"] }}\n\
         uuid = {{ version = \"1\", features = [\"serde\"] }}\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        krate.name,
        krate.folder.display().to_string(),
    );
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("src/main.rs"), source(krate, all)).unwrap();
    if !folder.join("Cargo.lock").exists() {
        std::fs::copy(project.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    }
    let target = scratch.join("target");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--offline", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", &target)
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    target.join(format!("debug/driver-{}", krate.name))
}

/// Runs the program: a line for each call in, a line for each outcome out.
pub(crate) fn run(program: &Path, base: &str, lines: &str) -> Vec<Value> {
    let mut child = Command::new(program)
        .arg(base)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines = lines.to_owned();
    let feeder = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn source(krate: &Crate<'_>, all: &[Callable]) -> String {
    let mut text = MAIN
        .replace("CLIENT", &format!("{}::Client", krate.root))
        .replace("KRATE", krate.name)
        .replace("CREDENTIALS", krate.credentials);
    for (index, callable) in all.iter().enumerate() {
        let _ = writeln!(text, "\n/// {} {}", callable.method, callable.template);
        let _ = writeln!(
            text,
            "fn call_{index}(client: &Client, args: &Args) -> Value {{"
        );
        let values: Vec<&str> = callable.needs.iter().map(|it| it.value.as_str()).collect();
        let _ = writeln!(
            text,
            "    let mut call = client.{}({});",
            callable.way,
            values.join(", ")
        );
        for (setter, setting) in &callable.setters {
            let _ = writeln!(
                text,
                "    if args.has({:?}) {{ call = call.{setter}({}); }}",
                setting.key, setting.value
            );
        }
        text.push_str("    outcome(call)\n}\n");
    }
    text.push_str("\nconst CALLS: &[fn(&Client, &Args) -> Value] = &[\n");
    for index in 0..all.len() {
        let _ = writeln!(text, "    call_{index},");
    }
    text.push_str("];\n");
    text
}

const MAIN: &str = r#"#![allow(warnings)]

use CLIENT;
use KRATE::runtime::{BoxFuture, Call, Error, Middleware, Next, Operation, Sent};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::Mutex;
use std::time::Duration;

struct Args(Value);

impl Args {
    fn has(&self, key: &str) -> bool {
        self.0.get(key).is_some()
    }

    fn get<T: serde::de::DeserializeOwned>(&self, key: &str) -> T {
        let value = self.0.get(key).unwrap_or_else(|| panic!("{key}"));
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{key}: {error}: {value}"))
    }

    fn text(&self, key: &str) -> String {
        match &self.0[key] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// What the mock answered last.
static LAST: Mutex<Value> = Mutex::new(Value::Null);

struct Seen;

impl Middleware for Seen {
    fn handle<'a>(&'a self, request: http::Request<bytes::Bytes>, next: Next<'a>) -> BoxFuture<'a, Sent> {
        Box::pin(async move {
            let sent = next.send(request).await;
            if let Ok(response) = &sent {
                let said = response.headers().get("sl-violations");
                let said = said.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
                let said = said.map(|it| serde_json::from_str(&it).unwrap_or(Value::String(it)));
                *LAST.lock().unwrap() = json!({"status": response.status().as_u16(), "violations": said});
            }
            sent
        })
    }
}

fn outcome<O: Operation>(call: Call<O>) -> Value {
    *LAST.lock().unwrap() = Value::Null;
    let result = call.retries(0).timeout(Duration::from_secs(20)).send_blocking();
    let mut last = LAST.lock().unwrap().clone();
    if last.is_null() {
        last = json!({});
    }
    if let Err(error) = result {
        last["kind"] = match &error {
            Error::Decode(_) => "decode",
            Error::Api(_) => "api",
            Error::Transport(_) | Error::Timeout(_) => "transport",
            _ => "other",
        }.into();
        last["error"] = error.to_string().into();
        // Where the document has no answer for it, the mock server says in the body what is wrong.
        let body = error.api().and_then(|it| serde_json::from_slice::<Value>(it.raw()).ok());
        if let Some(said) = body.as_ref().and_then(|it| it.get("validation")) {
            last["violations"] = said.clone();
        }
    }
    last
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let base = std::env::args().nth(1).unwrap();
    let client = Client::builder().base_url(base).middleware(Seen)CREDENTIALS.build().unwrap();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (index, args) = line.split_once('\t').unwrap();
        let args = Args(serde_json::from_str(args).unwrap());
        let index: usize = index.parse().unwrap();
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| CALLS[index](&client, &args)));
        let done = done.unwrap_or_else(|panic| {
            let why = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            json!({"kind": "refused", "error": why})
        });
        writeln!(out, "{done}").unwrap();
    }
}
"#;
