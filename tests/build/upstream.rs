//! The clients that come of the vendors' own documents with the overlays in `specs/`, where those documents are there.
//!
//! They are modules of the same crate as the cases, so that they share its run time, and hold only the operations that
//! the tests call: what they cost is what those cost.

use launchway_generator::config::{Config, Root};
use launchway_generator::source::Reader;
use launchway_generator::{Outcome, Request, generate};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A vendor's document.
pub(crate) struct Upstream {
    /// The folder in `specs/`, and the module.
    pub(crate) name: &'static str,
    /// The root document, below the folder of the real documents.
    document: &'static str,
    /// The operations that the tests call.
    operations: &'static [&'static str],
}

/// Both of them.
pub(crate) const ALL: &[Upstream] = &[
    Upstream {
        name: "cloudflare",
        document: "cloudflare/openapi.json",
        operations: &[
            "worker-deployments-list-deployments",
            "worker-deployments-create-deployment",
            "worker-deployments-get-deployment",
            "worker-deployments-delete-deployment",
            "worker-versions-list-versions",
            "worker-versions-upload-version",
            "worker-versions-get-version-detail",
            "worker-script-list-workers",
        ],
    },
    Upstream {
        name: "cloudfoundry",
        document: "cloudfoundry/openapi.yaml",
        operations: &[
            "listDeployments",
            "createDeployment",
            "getDeployment",
            "updateDeployment",
            "cancelDeployment",
            "continueDeployment",
            "listApps",
            "createApp",
            "getApp",
            "deleteApp",
            "getJob",
            "createPackage",
            "getPackage",
            "uploadPackageBits",
            "createBuild",
            "getBuild",
            "listDroplets",
            "getDroplet",
            "listRevisionsForApp",
            "getRevision",
        ],
    },
];

/// The folder of the real documents, if this machine has them.
pub(crate) fn corpus() -> Option<PathBuf> {
    println!("cargo::rerun-if-env-changed=LAUNCHWAY_CORPUS");
    let named = env::var_os("LAUNCHWAY_CORPUS").map(PathBuf::from);
    let corpus = named.unwrap_or_else(|| PathBuf::from("../../shared/corpus"));
    corpus.is_dir().then_some(corpus)
}

impl Upstream {
    /// The Rust files of its module, or why there are none.
    pub(crate) fn files(&self, corpus: &Path) -> Result<BTreeMap<String, String>, String> {
        let document = corpus.join(self.document);
        let overlay = Path::new("../specs").join(self.name).join(OVERLAY);
        println!("cargo::rerun-if-changed={}", overlay.display());
        println!("cargo::rerun-if-changed={}", document.display());
        let root = self.document.rsplit('/').next().unwrap_or_default();
        let files = Files {
            folder: document.parent().unwrap_or(corpus).to_owned(),
            overlay,
        };
        let config = Config {
            root: Root::Module,
            module: format!("crate::upstream::{}", self.name),
            only: self.operations.iter().map(|&id| id.to_owned()).collect(),
            ..Config::new(self.name)
        };
        let outcome = generate(&Request {
            root,
            overlays: &[OVERLAY.to_owned()],
            reader: &files,
            config: &config,
        });
        let client = outcome.client.as_ref().ok_or_else(|| said(&outcome))?;
        let rust = client
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"));
        Ok(rust
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect())
    }
}

/// The overlay of an API, as the generator sees it: beside the document.
const OVERLAY: &str = "upstream.overlay.yaml";

struct Files {
    folder: PathBuf,
    overlay: PathBuf,
}

impl Reader for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let read = match path {
            OVERLAY => fs::read(&self.overlay),
            path => fs::read(self.folder.join(path)),
        };
        read.map_err(|error| error.to_string())
    }
}

fn said(outcome: &Outcome) -> String {
    let errors = outcome
        .diagnostics
        .iter()
        .filter(|each| each.code.id().starts_with('E'));
    let lines = errors.map(|each| format!("{}: {}", each.code.id(), each.message));
    lines.collect::<Vec<_>>().join("; ")
}
