//! `names.lock`: the names that an API's items have once and for all. It knows the file, not how names are chosen.

use crate::exit::{Exit, Stop};
use crate::input::why;
use launchway_generator::config::NameLock;
use std::collections::BTreeMap;
use std::path::Path;

/// The file's name, beside the document.
pub(crate) const FILE: &str = "names.lock";

const HEADER: &str = "\
# Kept by the generator: what each item is called in Rust, so that nothing is renamed by what comes later.
# Commit it. To rename an item, say `x-launchway-name` in the document or an overlay.

";

/// The names at that path below `root`: none where there is no such file yet.
pub(crate) fn read(root: &Path, path: &str) -> Result<NameLock, Stop> {
    let text = match std::fs::read_to_string(root.join(path)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(NameLock::default());
        }
        Err(error) => {
            return Err(Stop::refused(format!(
                "`{path}` cannot be read: {}",
                why(&error)
            )));
        }
    };
    let names: BTreeMap<String, String> = toml::from_str(&text).map_err(|error| {
        Stop::Failed(
            Exit::Usage,
            format!("`{path}` is not a list of names: {error}"),
        )
    })?;
    Ok(NameLock { names })
}

/// The file's text.
pub(crate) fn text(lock: &NameLock) -> Result<String, Stop> {
    let names = toml::to_string(&lock.names)
        .map_err(|error| Stop::refused(format!("names cannot be kept: {error}")))?;
    Ok(format!("{HEADER}{names}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() -> Result<(), Box<dyn std::error::Error>> {
        let names = [
            ("schema Thing/a \"b\"", "ThingAb"),
            ("operation GET /x\u{7f}", "get_x"),
        ];
        let lock = NameLock {
            names: names.map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
        };
        let text = text(&lock).map_err(|stop| format!("{stop:?}"))?;
        assert!(text.starts_with("# Kept by"));
        let names: BTreeMap<String, String> = toml::from_str(&text)?;
        assert_eq!(names, lock.names);
        Ok(())
    }
}
