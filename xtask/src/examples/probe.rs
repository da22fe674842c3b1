//! A program that reads values with the generated types and writes them again: the client as a module, a copy of the
//! run time that also tells which variant each union became, and a function for each type.

use super::unions::{VALUE, VARIANT};
use crate::exit::Stop;
use crate::input::why;
use launchway_generator::Client;
use launchway_generator::files::{Package, manifest, runtime_files};
use launchway_generator::plan::Part;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The module of the client in the program.
pub(super) const MODULE: &str = "crate::api";

/// What is read, and the type that reads it.
pub(super) struct Question<'q> {
    pub(super) ty: &'q str,
    pub(super) text: &'q str,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum Answer {
    /// What was written again; the same with the variants of unions.
    Written(serde_json::Value, serde_json::Value),
    /// Why it was not read.
    Refused(String),
}

/// Where programs are built.
pub(super) struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    /// The workshop below the build folder of this project.
    pub(super) fn new() -> Self {
        let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
        let target = target.unwrap_or_else(|| crate::workspace::root().join("target"));
        Self {
            folder: target.join("examples"),
        }
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Builds the program of a client and puts the questions to it.
    pub(super) fn ask(
        &self,
        name: &str,
        client: &Client,
        questions: &[Question<'_>],
    ) -> Result<Vec<Answer>, Stop> {
        let mut types: BTreeMap<&str, usize> = BTreeMap::new();
        for question in questions {
            types.entry(question.ty).or_default();
        }
        for (index, arm) in types.values_mut().enumerate() {
            *arm = index;
        }
        let folder = self.folder.join(name);
        write_program(&folder, name, client, types.keys().copied())
            .map_err(|error| Stop::refused(format!("`{}`: {}", folder.display(), why(&error))))?;
        let program = self.build(&folder, name)?;
        let mut input = String::new();
        for question in questions {
            let arm = types.get(question.ty).copied().unwrap_or_default();
            let _ = writeln!(input, "{arm}\t{}", question.text);
        }
        let output = run(&program, input)
            .map_err(|error| Stop::refused(format!("`{name}`: {}", why(&error))))?;
        let answers: Vec<Answer> = output.lines().map(answer).collect();
        if answers.len() != questions.len() {
            return Err(Stop::refused(format!(
                "`{name}` answered {} of {} questions",
                answers.len(),
                questions.len()
            )));
        }
        Ok(answers)
    }

    fn build(&self, folder: &Path, name: &str) -> Result<PathBuf, Stop> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let target = self.folder.join("target");
        let output = Command::new(cargo)
            .args(["build", "--offline", "--quiet"])
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", &target)
            .env_remove("RUSTFLAGS")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Stop::refused(format!("cargo: {}", why(&error))))?;
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(Stop::refused(format!("`{name}` does not compile:\n{text}")));
        }
        Ok(target.join("debug").join(name))
    }
}

fn run(program: &Path, input: String) -> std::io::Result<String> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    // The answers are as long as the questions: both pipes have to flow at once.
    let stdin = child.stdin.take();
    let feeder = std::thread::spawn(move || match stdin {
        Some(mut stdin) => stdin.write_all(input.as_bytes()),
        None => Ok(()),
    });
    let output = child.wait_with_output()?;
    let _ = feeder.join();
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn answer(line: &str) -> Answer {
    let mut parts = line.split('\t');
    let parsed = |text: Option<&str>| serde_json::from_str(text.unwrap_or_default());
    match (parts.next(), parts.next(), parts.next()) {
        (Some("written"), plain, traced) => match (parsed(plain), parsed(traced)) {
            (Ok(plain), Ok(traced)) => Answer::Written(plain, traced),
            _ => Answer::Refused(format!("what was written is no JSON: {line}")),
        },
        (_, why, _) => Answer::Refused(why.unwrap_or(line).to_owned()),
    }
}

fn write_program<'t>(
    folder: &Path,
    name: &str,
    client: &Client,
    types: impl Iterator<Item = &'t str>,
) -> std::io::Result<()> {
    let mut files = BTreeMap::new();
    for (path, text) in client
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
    {
        files.insert(format!("src/api/{path}"), text.to_owned());
    }
    let parts = Part::ALL.into();
    for (path, text) in runtime_files("crate::runtime", "cargo xtask examples", &parts).iter() {
        files.insert(format!("src/runtime/{path}"), traced(path, text)?);
    }
    let package = Package {
        name,
        title: "the examples of a document",
        version: "0",
        command: "cargo xtask examples",
        own_workspace: true,
        features: &[],
    };
    let profile = "\n[profile.dev]\ndebug = false\nincremental = false\n";
    let manifest = manifest(&package).replace("default = [\"reqwest\"]", "default = []");
    files.insert("Cargo.toml".to_owned(), manifest + profile);
    files.insert("src/main.rs".to_owned(), main(types));
    let lock = fs::read_to_string(crate::workspace::root().join("Cargo.lock"))?;
    if !folder.join("Cargo.lock").exists() {
        files.insert("Cargo.lock".to_owned(), lock);
    }
    let _ = fs::remove_dir_all(folder.join("src"));
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}

/// A file of the run time; of the macros, a version in which unions write what they are.
fn traced(path: &str, text: &str) -> std::io::Result<String> {
    if path != "wire/macros.rs" {
        return Ok(text.to_owned());
    }
    let call = |payload: &str, variant: &str| {
        format!(
            "{{ let is_open = crate::trace::open(writer, concat!(module_path!(), \"::\", stringify!($name), \"::\", \
             {variant})); {payload}; crate::trace::close(writer, is_open); }}"
        )
    };
    let chosen = "stringify!($variant)";
    let mut text = text.to_owned();
    for (arm, variant, count) in [
        ("writer.tagged($tag, $first, payload)", chosen, 1),
        (
            "$(Self::$variant(payload) => payload.write(writer),)+",
            chosen,
            1,
        ),
        (
            "Self::Unrecognized(payload) => payload.write(writer),",
            "\"Unrecognized\"",
            2,
        ),
    ] {
        if text.matches(arm).count() != count {
            return Err(std::io::Error::other(format!(
                "`{path}` has no longer {count} of `{arm}`"
            )));
        }
        let with = match arm.split_once("=> ") {
            Some((head, tail)) => {
                let (payload, end) = tail.split_once(',').unwrap_or((tail, ""));
                format!("{head}=> {},{end}", call(payload, variant))
            }
            None => call(arm, variant),
        };
        text = text.replace(arm, &with);
    }
    Ok(text)
}

fn main<'t>(types: impl Iterator<Item = &'t str>) -> String {
    let mut text = String::from(MAIN)
        .replace(
            "VARIANT",
            &format!("{:?}", serde_json::Value::from(VARIANT).to_string()),
        )
        .replace(
            "VALUE",
            &format!("{:?}", serde_json::Value::from(VALUE).to_string()),
        );
    text.push_str("\nconst ARMS: &[fn(&str) -> String] = &[\n");
    for ty in types {
        let _ = writeln!(text, "    again::<{ty}>,");
    }
    text.push_str("];\n");
    text
}

const MAIN: &str = r#"#![allow(warnings)]

#[rustfmt::skip]
mod api;
mod runtime;

use runtime::wire::{self, Wire, Writer};

/// Whether unions write what they are.
mod trace {
    use std::cell::Cell;

    thread_local! {
        pub static IS_ON: Cell<bool> = const { Cell::new(false) };
    }

    pub fn open(writer: &mut crate::Writer, variant: &str) -> bool {
        if IS_ON.get() {
            writer.raw(&format!("{{{}:{variant:?},{}:", VARIANT, VALUE));
        }
        IS_ON.get()
    }

    pub fn close(writer: &mut crate::Writer, is_open: bool) {
        if is_open {
            writer.raw("}");
        }
    }
}

fn again<T: Wire>(text: &str) -> String {
    match wire::from_str::<T>(text) {
        Ok(value) => {
            let plain = wire::to_string(&value);
            trace::IS_ON.set(true);
            let traced = wire::to_string(&value);
            trace::IS_ON.set(false);
            format!("written\t{plain}\t{traced}")
        }
        Err(error) => format!("refused\t{}", error.to_string().replace(['\t', '\n', '\r'], " ")),
    }
}

fn main() {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (arm, text) = line.split_once('\t').unwrap();
        let arm: usize = arm.parse().unwrap();
        writeln!(out, "{}", ARMS[arm](text)).unwrap();
    }
}
"#;
