//! How a reader tells the variants of a union apart. It knows neither how variants are read nor how code says it.

mod ambiguity;
mod kinds;
mod profile;

pub use kinds::{JsonKind, JsonKinds};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Literal, Shape, TypeDef, TypeId, Union, Variant};
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
    /// The values of [`Tests::property`] that mean it: texts or integers.
    pub tags: Vec<Literal>,
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
        None => [Fixing::Always, Fixing::WhereItIs, Fixing::InSome]
            .into_iter()
            .find_map(|fixing| shared_constant(&profiles, fixing)),
    };
    let tests = tests_by(union, &profiles, property);
    let pairs = ambiguous(profiler, &tests, &profiles);
    report(def, pairs, found);
    tests
}

fn tests_by(union: &Union, profiles: &[Profile<'_>], property: Option<String>) -> Tests {
    let variants = union
        .variants
        .iter()
        .zip(profiles)
        .map(|(variant, profile)| Test {
            kinds: profile.kinds,
            tags: tags(variant, profile, property.as_deref()),
            needs: owned(&profile.needs),
            knows: owned(&profile.knows),
        })
        .collect();
    Tests { property, variants }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The values that mean a variant: as the document lists them, unless its objects hold integers there; else what its
/// objects hold.
fn tags(variant: &Variant, profile: &Profile<'_>, property: Option<&str>) -> Vec<Literal> {
    let held = profile
        .fixed
        .iter()
        .find(|fixed| Some(fixed.name) == property);
    let mut values: Vec<Literal> = Vec::new();
    for value in held.iter().flat_map(|fixed| &fixed.values) {
        if !values.contains(value) {
            values.push((*value).clone());
        }
    }
    let are_integers = matches!(values.first(), Some(Literal::Integer(_)));
    if variant.tags.is_empty() || are_integers {
        return values;
    }
    variant.tags.iter().cloned().map(Literal::Text).collect()
}

/// Where a member must hold one of the variant's own values to tell variants apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fixing {
    /// In every object of every variant.
    Always,
    /// In every object of every variant that has it; the others are told by their other members.
    WhereItIs,
    /// In some variants, which have one value each; objects with another value are of the others.
    InSome,
}

/// The member of object variants of which no two variants share a value; constants before enums of several values.
fn shared_constant(profiles: &[Profile<'_>], fixing: Fixing) -> Option<String> {
    let objects: Vec<&Profile<'_>> = profiles
        .iter()
        .filter(|profile| profile.kinds.has(JsonKind::Object))
        .collect();
    if objects.len() < 2 {
        return None;
    }
    let tells = |name: &str, constant: bool| {
        let mut seen = BTreeSet::new();
        objects.iter().all(|profile| {
            let fixed = profile.fixed.iter().find(|fixed| fixed.name == name);
            match fixed.filter(|it| it.is_sure || fixing != Fixing::Always) {
                Some(it) => {
                    let own: BTreeSet<&Literal> = it.values.iter().copied().collect();
                    (own.len() == 1 || !constant) && own.into_iter().all(|value| seen.insert(value))
                }
                None => fixing == Fixing::InSome,
            }
        })
    };
    let names = || {
        let fixed = objects.iter().flat_map(|profile| &profile.fixed);
        fixed.map(|fixed| fixed.name)
    };
    let constant = names().find(|name| tells(name, true));
    // Where only some variants list values, several of them are a matter of their own.
    let listed = || names().find(|name| fixing != Fixing::InSome && tells(name, false));
    constant.or_else(listed).map(str::to_owned)
}

/// The pairs of variants that nothing tells apart, counted from 1.
fn ambiguous(
    profiler: &Profiler<'_>,
    tests: &Tests,
    profiles: &[Profile<'_>],
) -> Vec<(usize, usize)> {
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
                pairs.push((index + 1, other + 1));
            }
        }
    }
    pairs
}

/// How many pairs one message names.
const MOST_PAIRS: usize = 5;

fn report(def: &TypeDef, pairs: Vec<(usize, usize)>, found: &mut Diagnostics) {
    if pairs.is_empty() {
        return;
    }
    let named: Vec<String> = pairs
        .iter()
        .take(MOST_PAIRS)
        .map(|(first, second)| format!("{first} and {second}"))
        .collect();
    let mut message = format!("nothing tells variants {} apart", named.join(", "));
    let more = pairs.len().saturating_sub(MOST_PAIRS);
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
