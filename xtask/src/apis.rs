//! `specs/apis.toml`: which APIs the crate `launchway` has, and from which files. It knows nothing of their content.

use crate::exit::{Exit, Stop};
use crate::input::why;
use crate::suggest;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The manifest's path below the root of the project.
pub const MANIFEST: &str = "specs/apis.toml";

/// The folder that paths in the manifest are relative to.
pub const SPECS: &str = "specs";

/// The manifest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apis {
    /// The documentation of the crate.
    #[serde(default)]
    pub docs: String,
    /// The APIs, in the order in which the documentation lists them.
    #[serde(rename = "api")]
    pub apis: Vec<Api>,
}

/// An API.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// What it is called here.
    pub name: String,
    /// How people call it; the document's title, if it says nothing.
    pub title: Option<String>,
    /// The document, below `specs`.
    pub spec: PathBuf,
    /// The overlays, below `specs`.
    #[serde(default)]
    pub overlays: Vec<PathBuf>,
    /// Files written by hand that are copied into the module, below the folder `companion` beside the document.
    #[serde(default)]
    pub companions: Vec<String>,
    /// The module in the crate, and the feature.
    pub module: String,
    /// Tags of the document that belong together.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// The operations that are wanted, as `generate --only` takes them; all of them where there is none.
    #[serde(default)]
    pub only: Vec<String>,
    /// What users call the crate, where each operation is to have an example in its docs.
    pub examples: Option<String>,
}

/// Tags that belong together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// What they are about, in a word.
    pub name: String,
    /// The tags, by their names in the document.
    pub tags: Vec<String>,
}

impl Apis {
    /// Reads the manifest of the project at `root`.
    ///
    /// # Errors
    ///
    /// When it can't be read or is not one.
    pub fn read(root: &Path) -> Result<Self, Stop> {
        let text = std::fs::read_to_string(root.join(MANIFEST)).map_err(|error| {
            Stop::refused(format!("`{MANIFEST}` cannot be read: {}", why(&error)))
        })?;
        Self::parse(&text)
            .map_err(|problem| Stop::Failed(Exit::Usage, format!("`{MANIFEST}`: {problem}")))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let manifest: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut names = BTreeSet::new();
        let mut modules = BTreeSet::from(["runtime"]);
        for api in &manifest.apis {
            if !is_name(&api.name) || !is_name(&api.module) {
                return Err(format!(
                    "`{}` and `{}` must be names of lower-case letters, digits and `_`",
                    api.name, api.module
                ));
            }
            if !names.insert(api.name.as_str()) || !modules.insert(api.module.as_str()) {
                return Err(format!("the name or the module of `{}` is taken", api.name));
            }
        }
        Ok(manifest)
    }

    /// The APIs of those names, or all of them where none is named.
    ///
    /// # Errors
    ///
    /// When there is none of a name.
    pub fn choose(&self, names: &[String]) -> Result<Vec<&Api>, Stop> {
        let known: Vec<&str> = self.apis.iter().map(|api| api.name.as_str()).collect();
        for name in names {
            if !known.contains(&name.as_str()) {
                return Err(Stop::Usage(suggest::unknown("API", name, &known)));
            }
        }
        let chosen = |api: &&Api| names.is_empty() || names.contains(&api.name);
        Ok(self.apis.iter().filter(chosen).collect())
    }
}

impl Api {
    /// The document's path below the root of the project.
    pub fn spec_path(&self) -> PathBuf {
        Path::new(SPECS).join(&self.spec)
    }

    /// A file beside the document, as a path below the root of the project with `/` between its parts.
    pub fn beside(&self, file: &str) -> String {
        let mut parts = vec![SPECS.to_owned()];
        let folder = self.spec.parent().unwrap_or(Path::new(""));
        parts.extend(
            folder
                .iter()
                .map(|part| part.to_string_lossy().into_owned()),
        );
        parts.push(file.to_owned());
        parts.join("/")
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Result<Apis, String> {
        Apis::parse(
            "[[api]]\nname = \"one\"\nspec = \"a/one.yaml\"\nmodule = \"first\"\n\
             [[api]]\nname = \"two\"\nspec = \"two.yaml\"\nmodule = \"second\"\n",
        )
    }

    #[test]
    fn chooses_by_name() -> Result<(), String> {
        let apis = two()?;
        let names = |chosen: Vec<&Api>| chosen.iter().map(|api| api.name.clone()).collect();
        let chosen = |wanted: &[&str]| {
            let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
            apis.choose(&wanted).map(names)
        };
        assert_eq!(chosen(&[]), Ok(vec!["one".to_owned(), "two".to_owned()]));
        assert_eq!(chosen(&["two"]), Ok(vec!["two".to_owned()]));
        assert!(matches!(chosen(&["tow"]), Err(Stop::Usage(text)) if text.contains("`two`")));
        assert_eq!(apis.apis[0].beside("names.lock"), "specs/a/names.lock");
        assert_eq!(apis.apis[1].beside("names.lock"), "specs/names.lock");
        Ok(())
    }

    #[test]
    fn refuses_what_cannot_be_a_module() {
        let with = |module: &str| {
            Apis::parse(&format!(
                "[[api]]\nname = \"one\"\nspec = \"one.yaml\"\nmodule = \"{module}\"\n"
            ))
        };
        assert!(with("one").is_ok());
        assert!(with("../one").is_err());
        assert!(with("runtime").is_err());
        assert!(Apis::parse("[[api]]\nname = \"one\"\nspecs = \"typo\"\n").is_err());
    }
}
