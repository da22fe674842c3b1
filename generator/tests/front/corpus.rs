//! Real documents, where they are at hand: all is read, nothing is an error.

use launchway_generator::config::Limits;
use launchway_generator::diag::{Diagnostics, FileId, Place};
use launchway_generator::document::Document;
use launchway_generator::overlay::apply;
use launchway_generator::source::{Reader, SourceSet};
use std::path::{Path, PathBuf};

struct Folder(PathBuf);

impl Reader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

fn corpus() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let mut corpora = above.map(|folder| folder.join("../shared/corpus"));
    let named = std::env::var_os("LAUNCHWAY_CORPUS").map(PathBuf::from);
    let corpus = named.or_else(|| corpora.find(|folder| folder.exists()));
    if corpus.is_none() {
        eprintln!("skipped: neither ../shared/corpus nor LAUNCHWAY_CORPUS is here");
    }
    corpus
}

#[test]
fn overlays_of_the_compliance_sets() {
    let Some(corpus) = corpus() else { return };
    let sets = corpus.join("overlay-compliance/compliant-sets");
    for set in std::fs::read_dir(sets).unwrap() {
        let path = set.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let folder = Folder(path.clone());
        let mut found = Diagnostics::default();
        let mut load =
            |name| SourceSet::load(name, &folder, &Limits::default(), &mut found).unwrap();
        let (mut given, wanted) = (load("openapi.yaml"), load("output.yaml"));
        apply(
            &mut given,
            "overlay.yaml",
            &folder,
            &Limits::default(),
            &mut found,
        );
        assert!(!found.has_errors(), "{}: {found:?}", path.display());
        let root = Place::file(FileId::ROOT);
        let json = |set: &SourceSet| set.node(&root).unwrap().to_json();
        assert_eq!(json(&given), json(&wanted), "{}", path.display());
    }
}

#[test]
fn operations_and_components_are_read() {
    let Some(corpus) = corpus() else { return };
    for (path, operations) in [
        ("cloudflare/openapi.json", 1533),
        ("cloudfoundry/openapi.yaml", 248),
        ("discord/openapi.json", 242),
        ("openai/openapi.yaml", 288),
        ("qdrant/openapi.json", 69),
        ("oxide/nexus.json", 193),
    ] {
        let path = corpus.join(path);
        let folder = Folder(path.parent().unwrap().to_owned());
        let name = path.file_name().unwrap().to_str().unwrap();
        let mut found = Diagnostics::default();
        let set = SourceSet::load(name, &folder, &Limits::default(), &mut found).unwrap();
        let document = Document::open(&set, &mut found).unwrap();
        let entries = document.operations(&mut found);
        assert_eq!(entries.len(), operations, "{name}");
        assert!(
            entries
                .iter()
                .all(|entry| document.operation(entry).is_some())
        );
        let schemas = document.component_schemas();
        assert!(
            schemas
                .iter()
                .all(|(_, place)| document.schema(place).is_some())
        );
        document.report(&mut found);
        assert!(!found.has_errors(), "{found:?}");
    }
}
