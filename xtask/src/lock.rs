//! `names.lock`: the names that an API's items have once and for all. It knows the file, not how names are chosen.

use crate::exit::{Exit, Stop};
use crate::input::why;
use launchway_generator::config::NameLock;
use launchway_generator::plan::is_seen;
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
pub(crate) fn text(lock: &NameLock) -> String {
    let lines = lock.names.iter();
    let lines = lines.map(|(path, name)| format!("{} = {}\n", quoted(path), quoted(name)));
    HEADER.to_owned() + &lines.collect::<String>()
}

/// A text as a basic string of TOML. What a reader would not see, such as a letter that turns the direction of
/// writing, is escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            _ if is_seen(letter) => out.push(letter),
            _ => out.push_str(&format!("\\U{:08X}", u32::from(letter))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() -> Result<(), Box<dyn std::error::Error>> {
        let names = [
            ("schema Thing/a \"b\"", "ThingAb"),
            ("operation GET /x\u{7f}", "get_x"),
            ("schema a\\\u{202e}\n🦀é", "A"),
        ];
        let lock = NameLock {
            names: names.map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
        };
        let text = text(&lock);
        assert!(text.starts_with("# Kept by"));
        assert!(!text.contains(['\u{7f}', '\u{202e}']));
        let names: BTreeMap<String, String> = toml::from_str(&text)?;
        assert_eq!(names, lock.names);
        Ok(())
    }
}
