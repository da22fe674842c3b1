//! Bodies that are sequences of items: which media types mean one, and what an item is.

use crate::diag::Place;
use crate::document::{MediaView, SchemaType};
use crate::ir::{AnyReason, Codec, Content, Framing, Scalar, Type, TypeRef};
use crate::lower::context::Lowering;
use crate::lower::schema::Merged;

/// The fields of a server-sent event.
const EVENT: &[&str] = &["data", "event", "id", "retry"];

/// How deep unions of events may nest.
const DEPTH: usize = 8;

/// What media types mean a sequence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Events,
    Lines,
    Records,
}

impl Lowering<'_, '_> {
    /// What is received in one media type: of a sequence, its items. Its example is always wanted: a mock answers it.
    pub(super) fn received(&mut self, media: &str, view: &MediaView) -> Content {
        let example = view.examples.first().cloned();
        let Some((framing, ty)) = self.sequence(media, view) else {
            return Content {
                example,
                ..self.content(media, view)
            };
        };
        Content {
            media: super::media::normal(media),
            codec: Codec::Text,
            ty,
            parts: Vec::new(),
            enveloped: false,
            framing: Some(framing),
            example,
        }
    }

    /// What is sent in one media type: of lines and records of JSON, the items.
    pub(super) fn sent(&mut self, media: &str, view: &MediaView) -> Content {
        let is_said = view.schema.is_some() || view.item_schema.is_some();
        let is_json = matches!(kind_of(media), Some(Kind::Lines | Kind::Records));
        match is_said && is_json {
            true => self.received(media, view),
            false => self.content(media, view),
        }
    }

    /// How a body holds its items, and what they are; nothing where it is no sequence, or only a text.
    fn sequence(&mut self, media: &str, view: &MediaView) -> Option<(Framing, TypeRef)> {
        let kind = kind_of(media)?;
        let item = match &view.item_schema {
            Some(item) => Some(item.clone()),
            None => view.schema.clone().map(|schema| self.item_of(schema)),
        };
        let Some(item) = item else {
            return Some(match kind {
                Kind::Events => (Framing::EventText, TypeRef::new(Type::Scalar(Scalar::Text))),
                Kind::Lines => (Framing::Lines, self.any(AnyReason::NoSchema, &view.place)),
                Kind::Records => (Framing::Records, self.any(AnyReason::NoSchema, &view.place)),
            });
        };
        let is_whole = view.item_schema.is_none();
        let target = self.follow(&item).place()?;
        let merged = self.merge_place(&target);
        let is_text = merged.types == [SchemaType::String] && merged.values.is_none();
        match kind {
            Kind::Events if is_text && merged.constant.is_none() => {
                Some((Framing::EventText, TypeRef::new(Type::Scalar(Scalar::Text))))
            }
            Kind::Events => Some(self.event(&item, &target, &merged, is_whole)),
            // The whole is described as a text: what its lines are is not said.
            Kind::Lines | Kind::Records if is_text && is_whole => None,
            Kind::Lines => Some((Framing::Lines, self.use_of(&item))),
            Kind::Records => Some((Framing::Records, self.use_of(&item))),
        }
    }

    /// The schema of an item, where `schema` is what there is. Version 3.2 says that it describes the whole, as a list;
    /// before, documents describe an item by it.
    fn item_of(&mut self, schema: Place) -> Place {
        let Some(target) = self.follow(&schema).place() else {
            return schema;
        };
        let merged = self.merge_place(&target);
        match (merged.types.as_slice(), merged.items.as_slice()) {
            ([SchemaType::Array], [items]) => items.place.clone(),
            _ => schema,
        }
    }

    /// An event: where its schema describes the event, that, or what its data are decoded; else its data.
    fn event(
        &mut self,
        item: &Place,
        target: &Place,
        merged: &Merged,
        is_whole: bool,
    ) -> (Framing, TypeRef) {
        if !self.is_event(target, is_whole, 0) {
            return (Framing::EventData, self.use_of(item));
        }
        match self.decoded_data(merged) {
            // The event's name and id can be asked for.
            Some(content) => (Framing::EventData, self.use_of(&content)),
            None => (Framing::Event, self.use_of(item)),
        }
    }

    /// Whether a schema describes events: objects of the fields of one, or a union of these.
    fn is_event(&mut self, target: &Place, is_whole: bool, depth: usize) -> bool {
        let merged = self.merge_place(target);
        let has = |name: &str| merged.members.contains_key(name);
        let fields = merged.members.keys();
        if !fields.clone().all(|name| EVENT.contains(&name.as_str())) || depth > DEPTH {
            return false;
        }
        // A `schema` is more often of the data: that `data` is a member of these says little.
        if has("data") && (has("event") || !is_whole) {
            return true;
        }
        let branches: Vec<Place> = merged.unions.iter().flatten().cloned().collect();
        !branches.is_empty()
            && branches.iter().all(|branch| {
                let branch = self.follow(branch).place();
                branch.is_some_and(|branch| self.is_event(&branch, is_whole, depth + 1))
            })
    }

    /// What the data of an event are once they are decoded, where all events have the same: `contentSchema`.
    fn decoded_data(&mut self, merged: &Merged) -> Option<Place> {
        let [data] = merged.members.get("data")?.as_slice() else {
            return None;
        };
        if !merged.unions.is_empty() {
            return None;
        }
        let target = self.follow(&data.place).place()?;
        let merged = self.merge_place(&target);
        match self.content_of(&merged)?.as_slice() {
            [content] => Some(content.place.clone()),
            _ => None,
        }
    }
}

/// The kind of sequence that a media type means.
fn kind_of(media: &str) -> Option<Kind> {
    let essence = media.split(';').next().unwrap_or_default();
    kind(&essence.trim().to_ascii_lowercase())
}

/// The same for a media type without parameters, in lower case.
fn kind(essence: &str) -> Option<Kind> {
    let (_, name) = essence.split_once('/')?;
    match name {
        "event-stream" => Some(Kind::Events),
        "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines"
        | "json-lines" => Some(Kind::Lines),
        "json-seq" => Some(Kind::Records),
        name if name.ends_with("+json-seq") => Some(Kind::Records),
        name if name.ends_with("+ndjson") || name.ends_with("+jsonl") => Some(Kind::Lines),
        _ => None,
    }
}
