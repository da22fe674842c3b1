//! Real documents, where the corpus exists: no panic, no defect, balanced accounts, and a line of figures each.

use super::harness::lowered_from;
use launchway_generator::source::Reader;
use std::fs;
use std::path::{Path, PathBuf};

struct Folder(PathBuf);

impl Reader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn documents() -> Vec<PathBuf> {
    let corpus = std::env::var("LAUNCHWAY_CORPUS").map_or_else(
        |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
        PathBuf::from,
    );
    let mut documents = Vec::new();
    for folder in fs::read_dir(&corpus).into_iter().flatten().flatten() {
        if folder.file_name() == "overlay-compliance" {
            continue;
        }
        let mut open = vec![folder.path()];
        while let Some(at) = open.pop() {
            for file in fs::read_dir(&at).into_iter().flatten().flatten() {
                let path = file.path();
                let name = file.file_name().to_string_lossy().into_owned();
                let is_root =
                    name.ends_with(".json") || name.ends_with(".yaml") || name.ends_with(".yml");
                if is_root && starts_as_document(&path) {
                    documents.push(path);
                } else if path.is_dir() {
                    open.push(path);
                }
            }
        }
    }
    documents.sort();
    documents
}

/// Whether a file names its version of OpenAPI at the start, or where a key that is sorted by name stands.
fn starts_as_document(path: &Path) -> bool {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    lines.any(|line| line.starts_with("openapi:") || line.starts_with("  \"openapi\":"))
        || text.starts_with("{\"openapi\":")
        || text.contains(",\"openapi\":\"3.")
}

#[test]
fn real_documents_are_lowered() {
    let documents = documents();
    if documents.is_empty() {
        eprintln!("skipped: there is no corpus (set LAUNCHWAY_CORPUS)");
    }
    for path in documents {
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(lowered) = lowered_from(&name, &Folder(folder.clone())) else {
            panic!("{} is no document", path.display());
        };
        println!(
            "{}/{name}: {:?} types {} {:?} {:?} ms",
            folder.file_name().unwrap_or_default().to_string_lossy(),
            lowered.ledger,
            lowered.api.types.len(),
            lowered.found.by_code(),
            lowered.millis,
        );
        if let Ok(out) = std::env::var("LAUNCHWAY_DUMP") {
            let file =
                Path::new(&out).join(format!("{}.txt", path.to_string_lossy().replace('/', "_")));
            let _ = fs::write(file, lowered.to_text());
        }
        assert!(lowered.ledger.balances(), "{:?}", lowered.ledger);
        assert_eq!(lowered.repeated_origins(), Vec::<String>::new());
        assert!(
            !lowered.codes().contains(&"E001"),
            "{}",
            lowered.found_text()
        );
    }
}
