//! Names of fields and variants: each struct, enum and union is a scope of its own.

use super::paths::Paths;
use super::{Claim, Desk, FieldIdent, MethodIdent, Scope, VariantIdent, Words, keyword};
use crate::ir::{
    Enum, Literal, Rest, Scalar, Shape, Struct, Type, TypeDef, TypeId, TypeRef, Union, Variant,
};
use std::collections::BTreeMap;

/// The members of a type.
#[derive(Default)]
pub(super) struct Members {
    pub(super) fields: Vec<FieldIdent>,
    /// The field for the rest.
    pub(super) rest: String,
    /// By field, the rest's last: what adds an entry, where it is a map.
    pub(super) inserters: Vec<Option<MethodIdent>>,
    pub(super) variants: Vec<VariantIdent>,
}

/// The names that types have.
pub(super) struct Types<'a> {
    /// The path of each type.
    pub(super) paths: &'a Paths,
    /// The name of each path.
    pub(super) given: &'a BTreeMap<String, String>,
}

impl Types<'_> {
    fn name(&self, id: TypeId) -> &str {
        let name = self.given.get(self.paths.get(id));
        name.map_or("", String::as_str)
    }
}

/// Names the members of a type.
pub(super) fn allocate(
    desk: &mut Desk<'_>,
    types: &Types<'_>,
    id: TypeId,
    def: &TypeDef,
) -> Members {
    let path = types.paths.get(id);
    match &def.shape {
        Shape::Struct(object) => fields(desk, path, object),
        Shape::Enum(values) => Members {
            variants: enum_variants(desk, path, values),
            ..Members::default()
        },
        Shape::Union(union) => Members {
            variants: union_variants(desk, types, id, union),
            ..Members::default()
        },
        Shape::Reserved | Shape::Alias(_) => Members::default(),
    }
}

fn fields(desk: &mut Desk<'_>, path: &str, object: &Struct) -> Members {
    let claims: Vec<Claim> = object
        .fields
        .iter()
        .map(|field| {
            let words = Words::of(field.rename.as_deref().unwrap_or(&field.name)).or("value");
            let spelled_so = words.snake() == field.name;
            Claim {
                path: format!("{path}.{}", field.name),
                wishes: vec![words.clone(), words.and("member")],
                rank: u8::from(!spelled_so),
            }
        })
        .chain([Claim {
            path: format!("{path}.."),
            wishes: vec![Words::of("extra"), Words::of("extra members")],
            rank: 9,
        }])
        .chain(inserters(desk, path, object))
        .collect();
    let mut scope = Scope::reserving(keyword::STRUCT_METHODS);
    let given = desk
        .settle_members(&mut scope, &claims, "field", Words::snake)
        .names;
    let mut names = claims
        .iter()
        .map(|claim| keyword::escape(given.get(&claim.path).cloned().unwrap_or_default()));
    let fields = names
        .by_ref()
        .take(object.fields.len())
        .map(FieldIdent::new)
        .collect();
    let inserter = |name: &str| {
        let name = given.get(&inserter_path(path, name));
        name.cloned().map(MethodIdent::new)
    };
    let each = object.fields.iter().map(|field| field.name.as_str());
    Members {
        fields,
        rest: names.next().unwrap_or_default(),
        inserters: each.chain([REST]).map(inserter).collect(),
        variants: Vec::new(),
    }
}

/// What stands for the rest where a member's name stands.
const REST: &str = ".";

fn inserter_path(path: &str, name: &str) -> String {
    format!("{path}.{name}+")
}

/// A method for each map that adds an entry to it.
fn inserters(desk: &Desk<'_>, path: &str, object: &Struct) -> Vec<Claim> {
    let claim = |name: &str, words: Words| Claim {
        path: inserter_path(path, name),
        wishes: vec![words.clone(), words.and("entry")],
        rank: 10,
    };
    let insert = |words: Words| Words::of("insert").then(words);
    let maps = object.fields.iter().filter_map(|field| {
        let words = Words::of(field.rename.as_deref().unwrap_or(&field.name)).or("value");
        let is_map = desk.api.types.values_of_map(&field.ty).is_some();
        is_map.then(|| claim(&field.name, insert(words)))
    });
    let rest = match &object.rest {
        Rest::Ignored => None,
        Rest::Kept(ty) if ty.ty == Type::Scalar(Scalar::Binary) => Some("part"),
        Rest::Kept(_) => Some("extra"),
    };
    let rest = rest.map(|word| claim(REST, insert(Words::of(word))));
    maps.chain(rest).collect()
}

fn enum_variants(desk: &mut Desk<'_>, path: &str, values: &Enum) -> Vec<VariantIdent> {
    let claims: Vec<Claim> = values
        .values
        .iter()
        .map(|value| {
            let text = match &value.literal {
                Literal::Text(text) => text.clone(),
                Literal::Integer(number) => number.to_string(),
                Literal::Number(text) => text.clone(),
                Literal::Boolean(flag) => flag.to_string(),
                Literal::Null => "null".to_owned(),
            };
            let words = match &value.rename {
                Some(rename) => Words::of(rename).or("value"),
                None if text.is_empty() => Words::of("empty"),
                None => Words::of(&text).or("value"),
            };
            let spelled_so = words.pascal() == text;
            let wishes = vec![words.clone(), words.and("value")];
            Claim {
                path: format!("{path}={text}"),
                wishes,
                rank: u8::from(!spelled_so),
            }
        })
        .collect();
    variants(desk, &claims)
}

fn variants(desk: &mut Desk<'_>, claims: &[Claim]) -> Vec<VariantIdent> {
    let mut scope = Scope::reserving(&["Self", "Unrecognized"]);
    let given = desk
        .settle_members(&mut scope, claims, "variant", Words::pascal)
        .names;
    claims
        .iter()
        .map(|claim| VariantIdent::new(given.get(&claim.path).cloned().unwrap_or_default()))
        .collect()
}

fn union_variants(
    desk: &mut Desk<'_>,
    types: &Types<'_>,
    id: TypeId,
    union: &Union,
) -> Vec<VariantIdent> {
    let path = types.paths.get(id);
    let own = Words::of(types.name(id));
    let claims: Vec<Claim> = union
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let long = type_words(&variant.ty, types);
            let wishes = vec![
                variant_words(variant, &own, &long),
                long,
                Words::of(&format!("variant{}", index + 1)),
            ];
            Claim {
                path: format!("{path}|{index}"),
                wishes,
                rank: 0,
            }
        })
        .collect();
    variants(desk, &claims)
}

/// The value of its tag, else its type's name without what it shares with the union's, else its hint.
fn variant_words(variant: &Variant, own: &Words, long: &Words) -> Words {
    if let [tag] = variant.tags.as_slice() {
        let words = Words::of(tag);
        if !words.is_empty() && !tag.contains(['/', '#']) {
            return words
                .without_suffix(own)
                .filter(|words| !words.is_empty())
                .unwrap_or(words);
        }
    }
    if let (Some(hint), false) = (&variant.hint, matches!(variant.ty.ty, Type::Named(_))) {
        let words = Words::of(hint);
        if !words.is_empty() {
            return words;
        }
    }
    [long.without_suffix(own), long.without_prefix(own)]
        .into_iter()
        .flatten()
        .find(|words| !words.is_empty())
        .unwrap_or_else(|| long.clone())
}

/// What to call a type where it has to stand for itself.
fn type_words(used: &TypeRef, types: &Types<'_>) -> Words {
    use crate::ir::Scalar::*;
    match &used.ty {
        Type::Named(id) => Words::of(types.name(*id)).or("value"),
        Type::List(inner) => type_words(inner, types).and("list"),
        Type::Map(inner) => type_words(inner, types).and("map"),
        Type::Json(inner) => type_words(inner, types),
        Type::Tuple(_) => Words::of("tuple"),
        Type::Any(_) => Words::of("any"),
        Type::Scalar(scalar) => Words::of(match scalar {
            Boolean => "boolean",
            Integer(_) => "integer",
            Float | Double => "number",
            Text => "text",
            Secret => "secret",
            DateTime | Second => "date_time",
            Date => "date",
            Uuid => "uuid",
            Base64 | Binary => "bytes",
            Null => "null",
        }),
    }
}
