//! Changes as they are told, whatever the format: sentences, spots in files, a verdict, an entry for a changelog.

use crate::input::Input;
use crate::render::spot_text;
use launchway_generator::diff::{Change, Class, Detail, Event, Kind, View};
use launchway_generator::{Comparison, Outcome};

/// What changed, as it is told.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The old document.
    pub old: String,
    /// The new document.
    pub new: String,
    /// The changes, the worst first.
    pub entries: Vec<Entry>,
}

/// A change, as it is told.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The change.
    pub change: Change,
    /// Where it is in the old document: `file:line:column`.
    pub old: Option<String>,
    /// Where it is in the new document.
    pub new: Option<String>,
    /// What one can do about it.
    pub help: Option<String>,
}

impl Report {
    /// The report of a comparison of these documents.
    pub fn of(comparison: &Comparison, (old, new): (&Input, &Input)) -> Self {
        let spot = |outcome: &Outcome, input: &Input, place: &Option<_>| {
            let place = place.as_ref()?;
            Some(spot_text(outcome.sources.as_ref(), input, place))
        };
        let changes = comparison.changes.iter().flatten();
        let entries = changes.map(|change| Entry {
            old: spot(&comparison.old, old, &change.old_place),
            new: spot(&comparison.new, new, &change.new_place),
            help: help(change),
            change: change.clone(),
        });
        Self {
            old: old.shown(&old.root),
            new: new.shown(&new.root),
            entries: entries.collect(),
        }
    }

    /// The class of the worst change.
    pub fn worst(&self) -> Option<Class> {
        self.entries.iter().map(|entry| entry.change.class).max()
    }

    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        let of_class = self.entries.iter().filter(|it| it.change.class == class);
        of_class.count()
    }

    /// The verdict, in a line.
    pub fn verdict(&self) -> String {
        let Some(worst) = self.worst() else {
            return "verdict: none; nothing changes for who uses the client".to_owned();
        };
        let counts = [Class::Major, Class::Minor, Class::Patch]
            .map(|class| (self.count(class), class.name()))
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"));
        let counts: Vec<String> = counts.collect();
        format!("verdict: {}; {}", worst.name(), counts.join(", "))
    }

    /// An entry for a changelog, as Markdown.
    pub fn changelog(&self) -> String {
        let mut out = String::new();
        type Belongs = fn(&Change) -> bool;
        let sections: [(&str, Belongs); 4] = [
            ("Breaking", |it| it.class == Class::Major),
            ("Added", |it| {
                it.class == Class::Minor && it.event == Event::Added
            }),
            ("Changed", |it| {
                it.class == Class::Minor && it.event != Event::Added
            }),
            ("On the wire", |it| {
                it.class == Class::Patch && it.is_seen(View::Wire)
            }),
        ];
        for (title, belongs) in sections {
            let mut lines = self
                .entries
                .iter()
                .filter(|it| belongs(&it.change))
                .peekable();
            if lines.peek().is_none() {
                continue;
            }
            out.push_str(&format!("### {title}\n\n"));
            for entry in lines {
                out.push_str(&format!("- {}\n", entry.sentence()));
            }
            out.push('\n');
        }
        let docs = self.entries.iter().filter(|it| it.is_for_readers_alone());
        match docs.count() {
            0 => {}
            count => out.push_str(&format!("### Documentation\n\n- of {count} items\n\n")),
        }
        out.trim_end().to_owned()
    }
}

impl Entry {
    /// Whether nothing but documentation changed.
    pub fn is_for_readers_alone(&self) -> bool {
        let change = &self.change;
        change.class == Class::Patch && !change.is_seen(View::Rust) && !change.is_seen(View::Wire)
    }

    /// What happened, in a few words.
    pub fn title(&self) -> String {
        let change = &self.change;
        let event = match change.event {
            Event::Removed => "removed",
            Event::Renamed => "renamed",
            Event::Changed if self.is_for_readers_alone() => "documented otherwise",
            Event::Changed => "changed",
            Event::Added => "added",
        };
        format!("{} {event}", change.kind.name())
    }

    /// What one writes in Rust, before and after.
    pub fn rust(&self) -> Option<String> {
        match &self.change.rust {
            (Some(old), Some(new)) if old != new => Some(format!("{old} -> {new}")),
            (Some(one), _) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        }
    }

    /// The change as a sentence of Markdown.
    pub fn sentence(&self) -> String {
        let change = &self.change;
        let code = |text: &str| format!("`{}`", text.replace('`', "'"));
        let subject = code(&change.subject);
        let what = match &change.rust {
            (Some(old), Some(new)) if old != new => format!("{} is now {}", code(old), code(new)),
            (Some(one), Some(_)) => code(one),
            (Some(old), None) => format!("{} is gone", code(old)),
            (None, Some(new)) => code(new),
            (None, None) => {
                let event = self.title();
                return format!("{}: {subject}{}", event, self.why());
            }
        };
        format!("{what} ({subject}){}", self.why())
    }

    /// What of it differs, where its Rust says nothing of that.
    fn why(&self) -> String {
        let details = self.change.details.iter();
        let told = details.filter(|it| it.view == View::Wire && it.name != "operation id");
        let told: Vec<String> = told.map(detail).collect();
        match told.is_empty() {
            true => String::new(),
            false => format!(": {}", told.join("; ")),
        }
    }
}

/// A difference in a line. Of documentation only that it differs is told.
pub(super) fn detail(detail: &Detail) -> String {
    let name = detail.name;
    if detail.view == View::Docs && name == "docs" {
        return "what the documentation says".to_owned();
    }
    match (&detail.old, &detail.new) {
        (Some(old), Some(new)) => format!("{name}: {old} -> {new}"),
        (None, Some(new)) => format!("{name}: {new} (new)"),
        (Some(old), None) => format!("{name}: {old} (gone)"),
        (None, None) => name.to_owned(),
    }
}

/// What one can do about a change that breaks.
fn help(change: &Change) -> Option<String> {
    if change.class != Class::Major {
        return None;
    }
    let text = match (change.kind, change.event) {
        (Kind::Member | Kind::Parameter | Kind::Type | Kind::Value, Event::Renamed) => {
            "`x-launchway-name` with the old name, in the document or an overlay, keeps what one writes"
        }
        (Kind::Operation | Kind::Resource, Event::Renamed) => {
            "`x-launchway-name` with the old name, in the document or an overlay, keeps what one writes"
        }
        (Kind::Operation, Event::Removed) => {
            "if the server still has it, an overlay can add it; else it goes, in a major version"
        }
        (Kind::Member | Kind::Parameter, Event::Added) => {
            "if the server does without it, an overlay can make it optional; else it is for a major version"
        }
        _ => return None,
    };
    Some(text.to_owned())
}
