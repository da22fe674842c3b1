//! What becomes of each keyword of what was read: whether it decides anything, is told to readers, or is dropped.
//!
//! The tables say what the layers behind do. A test holds them to it: it takes each keyword out of a document and looks
//! at what changes.

use super::Document;
use crate::diag::{Fate, Keywords, Place, PlaceSet};
use crate::source::{Map, Node};

/// A table: a keyword by its name in the document, its name in reports, and its fate.
pub(super) type Table = fn(&str) -> Option<(&'static str, Fate)>;

macro_rules! table {
    ($name:ident, $prefix:literal: modelled $($modelled:literal)*; documented $($documented:literal)*; dropped $($dropped:literal)*;) => {
        pub(super) fn $name(keyword: &str) -> Option<(&'static str, Fate)> {
            match keyword {
                $($modelled => Some((concat!($prefix, $modelled), Fate::Modelled)),)*
                $($documented => Some((concat!($prefix, $documented), Fate::Documented)),)*
                $($dropped => Some((concat!($prefix, $dropped), Fate::Dropped)),)*
                _ => None,
            }
        }
    };
}

table! { schema, "":
    modelled "type" "properties" "$ref" "items" "required" "enum" "format" "allOf" "oneOf" "anyOf" "nullable"
        "additionalProperties" "readOnly" "writeOnly" "discriminator" "const" "prefixItems" "patternProperties"
        "unevaluatedProperties" "contentEncoding" "contentMediaType" "contentSchema" "$dynamicRef" "$recursiveRef"
        "$defs" "definitions" "$id" "$anchor" "$dynamicAnchor" "then" "else" "dependentSchemas" "deprecated" "title";
    documented "description" "summary" "default" "minimum" "maximum" "exclusiveMinimum" "exclusiveMaximum"
        "multipleOf" "minLength" "maxLength" "minItems" "maxItems" "minProperties" "maxProperties" "pattern"
        "uniqueItems";
    dropped "not" "if" "contains" "minContains" "maxContains" "propertyNames" "unevaluatedItems" "additionalItems"
        "dependentRequired" "xml" "externalDocs" "$comment" "$schema" "$vocabulary" "example" "examples";
}

table! { operation, "operation.":
    modelled "operationId" "tags" "parameters" "requestBody" "responses" "security" "servers" "deprecated";
    documented "summary" "description";
    dropped "externalDocs" "callbacks";
}

table! { parameter, "parameter.":
    modelled "name" "in" "required" "schema" "content" "style" "explode" "allowReserved" "deprecated" "type" "items"
        "format" "enum" "collectionFormat" "$ref";
    documented "description";
    dropped "allowEmptyValue" "example" "examples";
}

table! { header, "header.":
    modelled "required" "schema" "content" "style" "explode" "deprecated" "$ref";
    documented "description";
    dropped "example" "examples";
}

table! { body, "body.":
    modelled "content" "required" "$ref";
    documented "description";
    dropped;
}

table! { response, "response.":
    modelled "content" "headers" "links" "$ref";
    documented "description" "summary";
    dropped;
}

table! { link, "link.":
    modelled "operationId" "operationRef" "parameters" "requestBody" "server" "$ref";
    documented "description" "summary";
    dropped;
}

table! { media, "media.":
    modelled "schema" "itemSchema" "encoding" "example" "examples";
    documented;
    dropped "itemEncoding" "prefixEncoding";
}

/// What was met so far.
#[derive(Debug, Default)]
pub(super) struct Counting {
    keywords: Keywords,
    /// Where objects are that much refers to, each of which counts once. Only looked up.
    seen: PlaceSet,
    /// Where the schemas are that were counted.
    schemas: PlaceSet,
}

impl Document<'_> {
    /// What became of the keywords of all that was read, and of these operations.
    pub fn keywords<'p>(&self, operations: impl Iterator<Item = &'p Place>) -> Keywords {
        let mut keywords = self.counting.take().keywords;
        for place in operations {
            if let Some(node) = self.sources.node(place) {
                count(place, node, operation, &mut keywords);
            }
        }
        keywords
    }

    /// Counts what a schema says, once, however often it is read.
    pub(super) fn count_schema(&self, place: &Place, node: &Node) {
        let counting = &mut *self.counting.borrow_mut();
        if counting.schemas.insert(place.clone()) {
            count(place, node, schema, &mut counting.keywords);
        }
    }

    /// Counts what another object says, once, wherever it is referred to from.
    pub(super) fn count_once(&self, place: &Place, node: &Node, table: Table) {
        let counting = &mut *self.counting.borrow_mut();
        if counting.seen.insert(place.clone()) {
            count(place, node, table, &mut counting.keywords);
        }
    }
}

fn count(place: &Place, node: &Node, table: Table, keywords: &mut Keywords) {
    let Node::Map(map) = node else { return };
    count_members(map, place, table, keywords);
    if let Some(Node::Map(content)) = map.get("content") {
        for (name, node) in content {
            if let Node::Map(inside) = node {
                let place = place.child("content").child(name);
                count_members(inside, &place, media, keywords);
            }
        }
    }
}

fn count_members(map: &Map, place: &Place, table: Table, keywords: &mut Keywords) {
    for (key, _) in map {
        match table(key) {
            Some((keyword, fate)) => keywords.count(keyword, fate, place),
            // What a vendor adds for tools of its own asks nothing of others.
            None if key.starts_with("x-") => {}
            None => keywords.count_unknown(key, place),
        }
    }
}
