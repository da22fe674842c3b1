//! `upstream.toml`: what the published document was when ours was last held against it, and where the two differ for
//! good reasons. It knows the file, not how documents are held against each other.

use crate::apis::Api;
use crate::exit::{Exit, Stop};
use crate::input::why;
use serde::Deserialize;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

const FILE: &str = "upstream.toml";

/// What is pinned.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pin {
    /// Where the document is published.
    pub(super) url: Option<String>,
    /// Changes to it before it is held against ours, beside our document.
    #[serde(default)]
    pub(super) overlays: Vec<String>,
    /// When it was looked at last.
    pub(super) checked: Option<String>,
    /// What it was then.
    pub(super) sha256: Option<String>,
    /// Where it differs from ours, a line each.
    #[serde(default)]
    pub(super) accepted: Vec<String>,
}

/// The file's path below the root of the project.
pub(super) fn path(api: &Api) -> String {
    api.beside(FILE)
}

impl Pin {
    /// What is pinned for an API: nothing where there is no such file yet.
    pub(super) fn read(root: &Path, api: &Api) -> Result<Self, Stop> {
        let path = path(api);
        let text = match std::fs::read_to_string(root.join(&path)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => {
                return Err(Stop::refused(format!(
                    "`{path}` cannot be read: {}",
                    why(&error)
                )));
            }
        };
        toml::from_str(&text)
            .map_err(|error| Stop::Failed(Exit::Usage, format!("`{path}`: {error}")))
    }

    pub(super) fn write(&self, root: &Path, api: &Api) -> Result<(), Stop> {
        let path = path(api);
        std::fs::write(root.join(&path), self.text())
            .map_err(|error| Stop::refused(format!("`{path}` cannot be written: {}", why(&error))))
    }

    fn text(&self) -> String {
        let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let line = |name: &str, value: &Option<String>| {
            let value = value.as_ref();
            value.map_or_else(String::new, |value| format!("{name} = {}\n", text(value)))
        };
        let list = |items: &[String]| -> String {
            items
                .iter()
                .map(|item| format!("    {},\n", text(item)))
                .collect()
        };
        let mut out = String::from(
            "# The document that the API's makers publish, as ours was last held against it.\n\
             # `cargo xtask upstream accept` writes it; the address and the overlays are written by people.\n\n",
        );
        out.push_str(&line("url", &self.url));
        if !self.overlays.is_empty() {
            out.push_str(&format!("overlays = [\n{}]\n", list(&self.overlays)));
        }
        out.push_str(&line("checked", &self.checked));
        out.push_str(&line("sha256", &self.sha256));
        out.push_str("\n# Where it differs from ours in the operations that ours has, and somebody has looked at it.\n");
        out.push_str(&format!("accepted = [\n{}]\n", list(&self.accepted)));
        out
    }
}

/// The day, in UTC.
pub(super) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = seconds.map_or(0, |it| it.as_secs() / 86_400);
    let (year, month, day) = civil(days as i64);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day of the calendar, so many days after the first of January 1970: eras of 400 years, which begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_779), (2026, 11, 22));
    }

    #[test]
    fn what_is_written_is_read() -> Result<(), toml::de::Error> {
        let pin = Pin {
            url: Some("https://example.com/\"a\"".to_owned()),
            overlays: vec!["one.yaml".to_owned()],
            checked: Some("2026-11-22".to_owned()),
            sha256: Some("00".to_owned()),
            accepted: vec!["differs: `a` \\ \"b\"\n".to_owned()],
        };
        let read: Pin = toml::from_str(&pin.text())?;
        assert_eq!(format!("{read:?}"), format!("{pin:?}"));
        Ok(())
    }
}
