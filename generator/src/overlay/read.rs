//! Reading an overlay: what it asks for, and what is wrong with how it asks.

use super::action::{Action, Address, Change, Force, Verb, Version};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Place, nearest};
use crate::source::{Map, Node, SourceSet};

/// The keys of an action that the specification has.
const KEYS: &[&str] = &["target", "description", "update", "remove", "copy"];

/// The keys that are put where the action points, as they are.
const DECLARED: &[&str] = &[
    "x-launchway-pagination",
    "x-launchway-paginations",
    "x-launchway-waiter",
    "x-launchway-envelope",
    "x-launchway-retry",
    "x-launchway-error-codes",
    "x-launchway-list-encoding",
    "x-launchway-precision",
    "x-launchway-request-id",
    "x-launchway-secret",
];

/// Those of them that are about the whole document.
const OF_DOCUMENT: &[&str] = &[
    "x-launchway-paginations",
    "x-launchway-envelope",
    "x-launchway-error-codes",
    "x-launchway-request-id",
];

const OPTIONAL: &str = "x-launchway-optional";
const OPERATION: &str = "x-launchway-operation";
const SCHEMA: &str = "x-launchway-schema";
const RENAME: &str = "x-launchway-rename";
const FORCE: &str = "x-launchway-force";
const TYPE: &str = "x-launchway-type";
const DROP: &str = "x-launchway-drop";

/// The keys of this project that say something else.
const SHORT: &[&str] = &[OPTIONAL, OPERATION, SCHEMA, RENAME, FORCE, TYPE, DROP];

/// The version of an overlay that was read, if it is one.
pub(super) fn version(
    sources: &SourceSet,
    file: FileId,
    found: &mut Diagnostics,
) -> Option<Version> {
    let root = Place::file(file);
    let place = root.child("overlay");
    let Some(node) = sources.node(&place) else {
        found.push(
            Diagnostic::new(Code::OverlayBroken, &root, "it does not say `overlay`")
                .remedy("start it with `overlay: 1.1.0`"),
        );
        return None;
    };
    // Without quotes, `1.1` is a number.
    let plain = sources.plain_text(&place).map(str::to_owned);
    let written = node.as_str().map(str::to_owned).or(plain);
    let written = written.or_else(|| node.number_text()).unwrap_or_default();
    let mut parts = written.split('.');
    match (parts.next(), parts.next()) {
        (Some("1"), Some("0")) => Some(Version::V10),
        (Some("1"), Some("1")) => Some(Version::V11),
        _ => {
            let message = format!("the overlay is of version `{written}`");
            found.push(
                Diagnostic::new(Code::OverlayBroken, &place, message)
                    .remedy("write it for version 1.0 or 1.1"),
            );
            None
        }
    }
}

/// The actions of an overlay. One that is not understood is reported and left out.
pub(super) fn actions(
    sources: &SourceSet,
    file: FileId,
    version: Version,
    found: &mut Diagnostics,
) -> Vec<Action> {
    let root = Place::file(file);
    let place = root.child("actions");
    let Some(list) = sources.node(&place).and_then(Node::as_list) else {
        let at = sources.node(&place).map_or(&root, |_| &place);
        found.push(
            Diagnostic::new(Code::OverlayBroken, at, "it has no list of `actions`")
                .remedy("add the changes that it makes"),
        );
        return Vec::new();
    };
    let entries = list.iter().enumerate();
    let read = entries.filter_map(|(index, node)| {
        let reading = Reading {
            place: place.index(index),
            version,
        };
        match reading.action(node) {
            Ok(action) => Some(action),
            Err(wrong) => {
                found.push(
                    Diagnostic::new(Code::OverlayBroken, &wrong.at, wrong.what)
                        .remedy(wrong.remedy),
                );
                None
            }
        }
    });
    read.collect()
}

struct Reading {
    /// Of the action.
    place: Place,
    version: Version,
}

/// What is wrong with an action.
struct Wrong {
    at: Place,
    what: String,
    remedy: String,
}

impl Reading {
    fn action(&self, node: &Node) -> Result<Action, Wrong> {
        let map = node.as_map().ok_or_else(|| {
            let what = format!("the action is {}", node.kind());
            self.wrong("", what, "write `target` and what to do there")
        })?;
        for key in map.keys() {
            self.known(key)?;
        }
        let (key, address) = self.address(map)?;
        Ok(Action {
            place: self.place.child(key),
            address,
            changes: self.changes(map)?,
            optional: self.flag(map, OPTIONAL)?,
        })
    }

    fn wrong(&self, key: &str, what: impl Into<String>, remedy: impl Into<String>) -> Wrong {
        Wrong {
            at: match key {
                "" => self.place.clone(),
                key => self.place.child(key),
            },
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    /// What a key means that nobody knows cannot be guessed, and an action that does less than it says is a trap.
    fn known(&self, key: &str) -> Result<(), Wrong> {
        if key == "copy" && self.version < Version::V11 {
            let remedy = "start the overlay with `overlay: 1.1.0`";
            return Err(self.wrong(key, "`copy` is of version 1.1", remedy));
        }
        let ours = || SHORT.iter().chain(DECLARED).copied();
        let others = key.starts_with("x-") && !key.starts_with("x-launchway-");
        if others || KEYS.contains(&key) || ours().any(|known| known == key) {
            return Ok(());
        }
        let near = nearest(key, KEYS.iter().copied().chain(ours()));
        let remedy = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of `{}`", KEYS.join("`, `")),
        };
        Err(self.wrong(key, format!("an action has no `{key}`"), remedy))
    }

    /// What the action changes, and the key that says so.
    fn address(&self, map: &Map) -> Result<(&'static str, Address), Wrong> {
        let mut named = Vec::new();
        if let Some(path) = self.text(map, "target")? {
            named.push(("target", Address::Path(path)));
        }
        if let Some(ids) = self.texts(map, OPERATION)? {
            named.push((OPERATION, Address::Operation(ids)));
        }
        if let Some(schemas) = self.texts(map, SCHEMA)? {
            named.push((SCHEMA, Address::Schema(schemas)));
        }
        match named.len() {
            1 => {}
            0 => {
                let whole = OF_DOCUMENT.iter().find(|key| map.contains_key(key));
                return match whole {
                    Some(key) => Ok((key, Address::Document)),
                    None => Err(self.wrong(
                        "",
                        "the action has no `target`",
                        "add the JSONPath of what it changes",
                    )),
                };
            }
            _ => {
                let keys: Vec<&str> = named.iter().map(|(key, _)| *key).collect();
                let what = format!("the action has both `{}`", keys.join("` and `"));
                return Err(self.wrong(
                    keys.last().copied().unwrap_or_default(),
                    what,
                    "name what it changes in one way",
                ));
            }
        }
        named.pop().ok_or_else(|| self.wrong("", "", ""))
    }

    fn changes(&self, map: &Map) -> Result<Vec<Change>, Wrong> {
        let change = |verb, key: &str| Change {
            verb,
            from: self.place.child(key),
        };
        // What is removed is not updated: so says the specification.
        if self.flag(map, "remove")? {
            return Ok(vec![change(Verb::Remove, "remove")]);
        }
        if self.flag(map, DROP)? {
            return Ok(vec![change(Verb::Drop, DROP)]);
        }
        let mut changes = Vec::new();
        match (map.contains_key("update"), self.text(map, "copy")?) {
            (true, Some(_)) => {
                let what = "the action has both `update` and `copy`";
                return Err(self.wrong("copy", what, "make two actions of it"));
            }
            (true, None) => changes.push(change(Verb::Update, "update")),
            (false, Some(path)) => changes.push(change(Verb::Copy(path), "copy")),
            (false, None) => {}
        }
        if map.contains_key(TYPE) {
            changes.push(change(Verb::Type, TYPE));
        }
        for force in self.forces(map)? {
            changes.push(change(Verb::Force(force), FORCE));
        }
        if let Some(name) = self.text(map, RENAME)? {
            changes.push(change(Verb::Rename(name), RENAME));
        }
        for key in DECLARED {
            if map.contains_key(key) {
                changes.push(change(Verb::Declare((*key).to_owned()), key));
            }
        }
        Ok(changes)
    }

    fn forces(&self, map: &Map) -> Result<Vec<Force>, Wrong> {
        let said: &[Node] = match map.get(FORCE) {
            None => return Ok(Vec::new()),
            Some(Node::List(list)) => list,
            Some(one) => std::slice::from_ref(one),
        };
        let forces = said.iter().map(|node| match node.as_str() {
            Some("required") => Ok(Force::Required),
            Some("optional") => Ok(Force::Optional),
            Some("nullable") => Ok(Force::Nullable),
            _ => {
                let said = node.to_json();
                let what = format!("`{FORCE}` is {said}");
                let remedy = "write `required`, `optional` or `nullable`, or a list of these";
                Err(self.wrong(FORCE, what, remedy))
            }
        });
        forces.collect()
    }

    fn text(&self, map: &Map, key: &str) -> Result<Option<String>, Wrong> {
        match map.get(key) {
            None => Ok(None),
            Some(Node::Text(text)) => Ok(Some(text.clone())),
            Some(other) => {
                let what = format!("`{key}` is {}", other.kind());
                Err(self.wrong(key, what, "write a text"))
            }
        }
    }

    /// A text, or a list of some.
    fn texts(&self, map: &Map, key: &str) -> Result<Option<Vec<String>>, Wrong> {
        let Some(Node::List(list)) = map.get(key) else {
            return Ok(self.text(map, key)?.map(|text| vec![text]));
        };
        let texts: Option<Vec<String>> = list
            .iter()
            .map(|node| node.as_str().map(str::to_owned))
            .collect();
        match texts.filter(|texts| !texts.is_empty()) {
            Some(texts) => Ok(Some(texts)),
            None => {
                let what = format!("`{key}` is no list of texts");
                Err(self.wrong(key, what, "write a text, or a list of some"))
            }
        }
    }

    fn flag(&self, map: &Map, key: &str) -> Result<bool, Wrong> {
        match map.get(key) {
            None => Ok(false),
            Some(Node::Boolean(flag)) => Ok(*flag),
            Some(other) => {
                let what = format!("`{key}` is {}", other.kind());
                Err(self.wrong(key, what, "write `true`, or leave it out"))
            }
        }
    }
}
