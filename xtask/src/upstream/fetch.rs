//! Where a published document is: a file, a folder, or an address that `curl` fetches. A document that cannot be had is
//! an error, and never the same as one that says nothing new.

use crate::apis::Api;
use crate::exit::Stop;
use crate::input::{Input, why};
use launchway_generator::source::{Reader, SourceSet};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A document that is on this machine.
pub(super) struct Fetched {
    /// Its root.
    pub(super) path: PathBuf,
}

/// The names that the root of a folder may have.
const ROOTS: &[&str] = &["openapi.yaml", "openapi.yml", "openapi.json"];

/// The document that somebody named.
pub(super) fn document(root: &Path, api: &Api, named: &str) -> Result<Fetched, Stop> {
    if named.contains("://") {
        return by_curl(root, api, named);
    }
    let path = PathBuf::from(named);
    if !path.is_dir() {
        return Ok(Fetched { path });
    }
    let mut roots = ROOTS.iter().map(|name| path.join(name));
    match roots.find(|path| path.is_file()) {
        Some(path) => Ok(Fetched { path }),
        None => Err(Stop::refused(format!(
            "`{named}` holds no document: none of {} is there",
            ROOTS.join(", ")
        ))),
    }
}

fn by_curl(root: &Path, api: &Api, url: &str) -> Result<Fetched, Stop> {
    let failed = |what: &str| {
        Stop::refused(format!(
            "`{url}` was not fetched: {what}; whether it changed is not known"
        ))
    };
    if !url.starts_with("https://") {
        return Err(failed("only `https` is asked for"));
    }
    let folder = root.join("target/upstream");
    std::fs::create_dir_all(&folder).map_err(|error| failed(&why(&error)))?;
    let ending = if url.ends_with(".json") {
        "json"
    } else {
        "yaml"
    };
    let path = folder.join(format!("{}.{ending}", api.name));
    // What an earlier run left there must not pass for what this one fetched.
    let _ = std::fs::remove_file(&path);
    let status = Command::new("curl")
        .args(["--fail", "--silent", "--show-error", "--location"])
        .args(["--proto", "=https", "--max-time", "300", "--output"])
        .arg(&path)
        .arg("--")
        .arg(url)
        .status();
    match status {
        Ok(status) if status.success() && path.is_file() => Ok(Fetched { path }),
        Ok(status) => Err(failed(&format!("`curl` ended with {status}"))),
        Err(error) => Err(failed(&format!("`curl` does not run: {}", why(&error)))),
    }
}

/// The hash of a document: of its file as `sha256sum` has it, or of the paths and hashes of all of its files.
pub(super) fn sha256(sources: Option<&SourceSet>, input: &Input) -> Result<String, Stop> {
    let files = sources.iter().flat_map(|sources| {
        sources
            .files()
            .map(|file| sources.path(file).to_owned())
            .collect::<Vec<_>>()
    });
    // Overlays are ours, and no part of what is published.
    let mut paths: Vec<String> = files
        .filter(|path| !path.is_empty() && !input.overlays.contains(path))
        .collect();
    paths.sort();
    let hash = |path: &String| {
        let bytes = input.read(path).map_err(|why| {
            Stop::refused(format!("`{}` cannot be read: {why}", input.shown(path)))
        })?;
        Ok::<_, Stop>(hex(&Sha256::digest(bytes)))
    };
    if let [one] = paths.as_slice() {
        return hash(one);
    }
    let mut all = String::new();
    for path in &paths {
        all.push_str(&format!("{}  {path}\n", hash(path)?));
    }
    Ok(hex(&Sha256::digest(all)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
