//! How a reader tells the variants of a union apart. It knows neither how variants are read nor how code says it.

mod ambiguity;
mod kinds;
mod profile;

pub use kinds::{JsonKind, JsonKinds};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Shape, TypeDef, TypeId, Union};
use ambiguity::Seen;
use profile::{Profile, Profiler};
use std::collections::BTreeSet;

/// What tells the variants of a union apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tests {
    /// The member whose value decides: the discriminator, or a member that has another constant in each variant.
    pub property: Option<String>,
    /// A test for each variant, in the union's order.
    pub variants: Vec<Test>,
}

/// What can be seen of a variant's values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Test {
    /// The JSON types that its values may have.
    pub kinds: JsonKinds,
    /// The values of [`Tests::property`] that mean it.
    pub tags: Vec<String>,
    /// The members that it requires, where it is an object.
    pub needs: Vec<String>,
    /// All members that it names, where it is an object.
    pub knows: Vec<String>,
}

/// The tests of each union, by [`TypeId`]; empty for other types.
pub(super) fn tests(
    api: &Api,
    forced: &BTreeSet<(TypeId, usize)>,
    found: &mut Diagnostics,
) -> Vec<Tests> {
    let profiler = Profiler { api, forced };
    api.types
        .iter()
        .map(|(_, def)| match &def.shape {
            Shape::Union(union) => tests_of(&profiler, def, union, found),
            _ => Tests::default(),
        })
        .collect()
}

fn tests_of(
    profiler: &Profiler<'_>,
    def: &TypeDef,
    union: &Union,
    found: &mut Diagnostics,
) -> Tests {
    let profiles: Vec<Profile<'_>> = union
        .variants
        .iter()
        .map(|variant| profiler.profile(&variant.ty))
        .collect();
    let property = match &union.discriminator {
        Some(named) => Some(named.property.clone()),
        None => shared_constant(&profiles),
    };
    let variants = union
        .variants
        .iter()
        .zip(&profiles)
        .map(|(variant, profile)| {
            let mut tags = variant.tags.clone();
            if tags.is_empty()
                && let Some(property) = &property
            {
                tags = fixed(profile, property);
            }
            Test {
                kinds: profile.kinds,
                tags,
                needs: owned(&profile.needs),
                knows: owned(&profile.knows),
            }
        })
        .collect();
    let tests = Tests { property, variants };
    report(profiler, def, &tests, &profiles, found);
    tests
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn fixed(profile: &Profile<'_>, property: &str) -> Vec<String> {
    let of_it = profile.fixed.iter().find(|(name, _)| *name == property);
    of_it.map_or_else(Vec::new, |(_, values)| {
        let mut seen = BTreeSet::new();
        let first = values.iter().filter(|value| seen.insert(**value));
        first.map(|value| (*value).to_owned()).collect()
    })
}

/// The member that every object variant requires and of which no two variants share a value; constants before enums of
/// several values.
fn shared_constant(profiles: &[Profile<'_>]) -> Option<String> {
    let objects: Vec<&Profile<'_>> = profiles
        .iter()
        .filter(|profile| profile.kinds.has(JsonKind::Object))
        .collect();
    let (first, rest) = objects.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let tells = |name: &str, constant: bool| {
        let mut seen = BTreeSet::new();
        objects.iter().all(|profile| {
            let values = profile.fixed.iter().find(|(other, _)| *other == name);
            values.is_some_and(|(_, values)| {
                let own: BTreeSet<&str> = values.iter().copied().collect();
                (own.len() == 1 || !constant) && own.into_iter().all(|value| seen.insert(value))
            })
        })
    };
    let names = || first.fixed.iter().map(|(name, _)| *name);
    let constant = names().find(|name| tells(name, true));
    constant
        .or_else(|| names().find(|name| tells(name, false)))
        .map(str::to_owned)
}

fn report(
    profiler: &Profiler<'_>,
    def: &TypeDef,
    tests: &Tests,
    profiles: &[Profile<'_>],
    found: &mut Diagnostics,
) {
    let seen: Vec<Seen<'_, '_>> = tests
        .variants
        .iter()
        .zip(profiles)
        .map(|(test, profile)| Seen { test, profile })
        .collect();
    let mut pairs = Vec::new();
    for (index, first) in seen.iter().enumerate() {
        for (other, second) in seen.iter().enumerate().skip(index + 1) {
            if !ambiguity::told_apart(profiler, first, second) {
                pairs.push(format!("{} and {}", index + 1, other + 1));
            }
        }
    }
    let more = pairs.len().saturating_sub(MOST_PAIRS);
    pairs.truncate(MOST_PAIRS);
    if pairs.is_empty() {
        return;
    }
    let mut message = format!("nothing tells variants {} apart", pairs.join(", "));
    if more > 0 {
        message.push_str(&format!(" (nor {more} more pairs)"));
    }
    found.push(
        Diagnostic::new(Code::UnionAmbiguous, &def.place, message).remedy(
            "name a `discriminator`, or give each variant a required member of its own; the first variant that reads \
             is taken",
        ),
    );
}

/// How many pairs one message names.
const MOST_PAIRS: usize = 5;
