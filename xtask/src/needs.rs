//! What a crate that holds the run time must have in its manifest. It knows manifests, not what is in the run time.

use launchway_generator::files::{Package, manifest};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// How a manifest differs from what the run time needs, a sentence each.
///
/// The dependencies must be the run time's, to the letter. Its features must be there; a crate may have more, and more
/// of them by default.
pub(crate) fn differences(text: &str) -> Result<Vec<String>, String> {
    let parse = |text: &str| text.parse::<Table>().map_err(|error| error.to_string());
    let package = Package {
        name: "any",
        title: "any",
        version: "0",
        command: "any",
        own_workspace: false,
        features: &[],
    };
    let (found, wanted) = (parse(text)?, parse(&manifest(&package))?);
    let mut differences = Vec::new();
    let (has, needs) = (dependencies(&found), dependencies(&wanted));
    for (path, need) in &needs {
        if has.get(path) != Some(need) {
            differences.push(format!("the run time needs `{path} = {need}`"));
        }
    }
    for path in has.keys().filter(|path| !needs.contains_key(*path)) {
        differences.push(format!("the run time does not need `{path}`"));
    }
    let has = features(&found);
    for (name, need) in features(&wanted) {
        let missing = |each: &&Value| !has.get(&name).is_some_and(|has| has.contains(each));
        for each in need.iter().filter(missing) {
            differences.push(format!("the run time's feature `{name}` holds {each}"));
        }
    }
    Ok(differences)
}

/// The dependencies of a manifest by their path in it, those of some platforms among them.
fn dependencies(manifest: &Table) -> BTreeMap<String, Value> {
    let table =
        |value: Option<&Value>| value.and_then(Value::as_table).cloned().unwrap_or_default();
    let mut all = BTreeMap::new();
    for (name, value) in table(manifest.get("dependencies")) {
        all.insert(format!("dependencies.{name}"), value);
    }
    for (platform, value) in table(manifest.get("target")) {
        for (name, value) in table(value.get("dependencies")) {
            all.insert(format!("target.'{platform}'.dependencies.{name}"), value);
        }
    }
    all
}

fn features(manifest: &Table) -> BTreeMap<String, Vec<Value>> {
    let features = manifest.get("features").and_then(Value::as_table);
    let parts = |value: &Value| value.as_array().cloned().unwrap_or_default();
    features
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), parts(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> String {
        manifest(&Package {
            name: "mine",
            title: "mine",
            version: "1",
            command: "none",
            own_workspace: false,
            features: &[],
        })
    }

    #[test]
    fn a_generated_manifest_has_what_it_needs() {
        assert_eq!(differences(&whole()), Ok(Vec::new()));
    }

    #[test]
    fn each_difference_is_named() {
        let other = whole()
            .replace("http = \"1\"", "http = \"2\"\nextra = \"1\"")
            .replace("default = [\"reqwest\"]", "default = []");
        let expected = [
            "the run time needs `dependencies.http = \"1\"`",
            "the run time does not need `dependencies.extra`",
            "the run time's feature `default` holds \"reqwest\"",
        ];
        assert_eq!(differences(&other), Ok(expected.map(str::to_owned).into()));
    }
}
