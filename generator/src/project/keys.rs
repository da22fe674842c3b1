//! The `x-launchway-*` keys that carry what `openapiv3` has no room for. A document's own keys of these names are not
//! passed on: what a key says here, the projection has said.

/// A list of types, where it is not one type.
pub const TYPES: &str = "x-launchway-types";
/// `true` where `null` is the only value.
pub const NULL: &str = "x-launchway-null";
/// `true` of the schema `false`.
pub const NEVER: &str = "x-launchway-never";
/// The value of `const`.
pub const CONST: &str = "x-launchway-const";
/// The elements of `prefixItems`.
pub const PREFIX_ITEMS: &str = "x-launchway-prefix-items";
/// The members of `patternProperties`.
pub const PATTERN_PROPERTIES: &str = "x-launchway-pattern-properties";
/// `unevaluatedProperties`
pub const UNEVALUATED: &str = "x-launchway-unevaluated-properties";
/// Bounds and the default by name, as they are written, where `openapiv3` would change them.
pub const TEXTS: &str = "x-launchway-texts";
/// `examples`, where they are a list.
pub const EXAMPLES: &str = "x-launchway-examples";
/// The schema for other values of a discriminator.
pub const DEFAULT_MAPPING: &str = "x-launchway-default-mapping";
/// `contentEncoding`
pub const CONTENT_ENCODING: &str = "x-launchway-content-encoding";
/// `contentMediaType`
pub const CONTENT_MEDIA_TYPE: &str = "x-launchway-content-media-type";
/// `summary`, of an object that has none in 3.0.
pub const SUMMARY: &str = "x-launchway-summary";
/// `in` of a parameter, where 3.0 does not know it.
pub const LOCATION: &str = "x-launchway-in";
/// `style`, where 3.0 does not know it.
pub const STYLE: &str = "x-launchway-style";
/// `explode`, where `openapiv3` has no room for it.
pub const EXPLODE: &str = "x-launchway-explode";
/// `allowReserved`, where `openapiv3` has no room for it.
pub const ALLOW_RESERVED: &str = "x-launchway-allow-reserved";
/// `itemSchema` of a media type.
pub const ITEM_SCHEMA: &str = "x-launchway-item-schema";
/// `true` where a media type says how its items are encoded.
pub const ITEM_ENCODING: &str = "x-launchway-item-encoding";
/// The operations of a path item, by method.
pub const OPERATIONS: &str = "x-launchway-operations";
/// Where a media type is, whose key may have been repaired.
pub const PLACE: &str = "x-launchway-place";
/// Keywords that no version knows, by name.
pub const UNKNOWN: &str = "x-launchway-unknown";

/// All of them, and the prefix of none.
pub const ALL: &[&str] = &[
    TYPES,
    NULL,
    NEVER,
    CONST,
    PREFIX_ITEMS,
    PATTERN_PROPERTIES,
    UNEVALUATED,
    TEXTS,
    EXAMPLES,
    DEFAULT_MAPPING,
    CONTENT_ENCODING,
    CONTENT_MEDIA_TYPE,
    SUMMARY,
    LOCATION,
    STYLE,
    EXPLODE,
    ALLOW_RESERVED,
    ITEM_SCHEMA,
    ITEM_ENCODING,
    OPERATIONS,
    PLACE,
    UNKNOWN,
];

/// `contentSchema`
pub const CONTENT_SCHEMA: &str = "x-launchway-content-schema";

/// Keywords of JSON Schema that no view has an accessor for, with the keys they go to. Their values are schemas, lists
/// or maps of schemas, or data, in this order.
pub(super) const OF_SCHEMAS: &[(&str, &str)] = &[
    ("if", "x-launchway-if"),
    ("then", "x-launchway-then"),
    ("else", "x-launchway-else"),
    ("contains", "x-launchway-contains"),
    ("propertyNames", "x-launchway-property-names"),
    ("unevaluatedItems", "x-launchway-unevaluated-items"),
    ("contentSchema", CONTENT_SCHEMA),
];

/// As [`OF_SCHEMAS`], of maps of schemas.
pub(super) const OF_MAPS: &[(&str, &str)] = &[
    ("dependentSchemas", "x-launchway-dependent-schemas"),
    ("$defs", "x-launchway-defs"),
    ("definitions", "x-launchway-definitions"),
];

/// As [`OF_SCHEMAS`], of data.
pub(super) const OF_DATA: &[(&str, &str)] = &[
    ("minContains", "x-launchway-min-contains"),
    ("maxContains", "x-launchway-max-contains"),
    ("dependentRequired", "x-launchway-dependent-required"),
    ("xml", "x-launchway-xml"),
    ("$id", "x-launchway-id"),
    ("$schema", "x-launchway-schema"),
    ("$anchor", "x-launchway-anchor"),
    ("$dynamicAnchor", "x-launchway-dynamic-anchor"),
    ("$comment", "x-launchway-comment"),
    ("$vocabulary", "x-launchway-vocabulary"),
];

/// Whether the projection speaks for this key, so that a document may not.
pub fn is_reserved(key: &str) -> bool {
    if !key.starts_with("x-launchway-") {
        return false;
    }
    let carried = OF_SCHEMAS.iter().chain(OF_MAPS).chain(OF_DATA);
    ALL.contains(&key) || carried.into_iter().any(|(_, carrier)| *carrier == key)
}
