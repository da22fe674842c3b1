//! What is remembered of a resource, and how it is shown.

use super::{Answer, Foundation, not_found};
use serde_json::{Map, Value, json};

/// When a foundation's time begins.
pub(super) const EPOCH: i64 = 1_767_323_045;

/// A time, as the API writes it.
pub(super) fn time(now: i64) -> Value {
    let at = jiff::Timestamp::from_second(EPOCH + now).unwrap_or_default();
    json!(at.to_string())
}

/// A resource: its members, and beside them what only the server knows.
#[derive(Clone, Debug)]
pub struct Row {
    /// The kind, as in the path.
    pub kind: &'static str,
    /// Its guid.
    pub guid: String,
    /// The members that are shown.
    pub members: Map<String, Value>,
    /// The state inside.
    pub state: &'static str,
    /// How many readings it stays in that state.
    pub left: u32,
    /// The guid of the app it belongs to; empty for none.
    pub app: String,
    /// Bits that were uploaded.
    pub bits: Vec<u8>,
    /// Whether instances of it crash.
    pub crashes: bool,
}

impl Row {
    /// A member, or null.
    pub fn get(&self, name: &str) -> &Value {
        self.members.get(name).unwrap_or(&Value::Null)
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        self.members.insert(name.to_owned(), value);
    }

    /// Labels and annotations: null deletes, all else replaces.
    pub(super) fn merge_metadata(&mut self, change: &Value) {
        for kind in ["labels", "annotations"] {
            let changes = change[kind].as_object().cloned().unwrap_or_default();
            let own = &mut self.members["metadata"][kind];
            for (key, value) in changes {
                match (value.is_null(), own.as_object_mut()) {
                    (true, Some(own)) => drop(own.remove(&key)),
                    _ => own[&key] = value,
                }
            }
        }
    }

    /// The resource with its links.
    pub(super) fn shown(&self, base: &str) -> Value {
        let mut members = self.members.clone();
        if self.kind == "deployments" {
            super::deployments::show(self, &mut members);
        }
        members.retain(|name, _| !name.starts_with('_'));
        let links = super::outline::links(self, base);
        members.insert("links".to_owned(), links);
        Value::Object(members)
    }
}

impl Foundation {
    /// A guid that nothing else has.
    pub(super) fn serial(&mut self) -> String {
        self.serial += 1;
        format!("{:08x}-cafe-4000-8000-{:012x}", self.serial, self.serial)
    }

    /// Adds a resource.
    pub(super) fn add(&mut self, kind: &'static str, app: &str, members: Value) -> String {
        let guid = self.serial();
        let mut own = Map::new();
        own.insert("guid".to_owned(), json!(guid));
        own.insert("created_at".to_owned(), time(self.now));
        own.insert("updated_at".to_owned(), time(self.now));
        if let Value::Object(members) = members {
            own.extend(members);
        }
        own.entry("metadata")
            .or_insert_with(|| json!({"labels": {}, "annotations": {}}));
        self.rows.push(Row {
            kind,
            guid: guid.clone(),
            members: own,
            state: "",
            left: 0,
            app: app.to_owned(),
            bits: Vec::new(),
            crashes: false,
        });
        guid
    }

    /// The resources of a kind, oldest first.
    pub fn of_kind<'s>(
        &'s self,
        kind: &'s str,
    ) -> impl DoubleEndedIterator<Item = &'s Row> + Clone {
        self.rows.iter().filter(move |row| row.kind == kind)
    }

    pub(super) fn row(&self, kind: &str, guid: &str) -> Result<&Row, Answer> {
        let mut rows = self.rows.iter();
        let found = rows.find(|row| row.kind == kind && row.guid == guid);
        found.ok_or_else(|| not_found(&named(kind)))
    }

    /// A resource, to change it.
    ///
    /// # Errors
    ///
    /// The answer of an API that has no such resource.
    pub fn row_mut(&mut self, kind: &str, guid: &str) -> Result<&mut Row, Answer> {
        let mut rows = self.rows.iter_mut();
        let found = rows.find(|row| row.kind == kind && row.guid == guid);
        found.ok_or_else(|| not_found(&named(kind)))
    }

    pub(super) fn remove(&mut self, keep: impl Fn(&Row) -> bool) {
        self.rows.retain(keep);
    }
}

/// What a kind is called in messages.
fn named(kind: &str) -> String {
    let one = kind.strip_suffix('s').unwrap_or(kind);
    let (first, rest) = one.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}
