//! Which types read which values: those of the examples, and values made of schemas.

use super::Report;
use super::collect::{Example, Side};
use super::judge::Judge;
use super::make::{Amount, Maker};
use super::{report, value};
use launchway_generator::diag::Place;
use launchway_generator::plan::{PlacedType, TypeMap};
use launchway_generator::source::SourceSet;

/// The type of the schema at a place, or of what the references there lead to.
fn placed<'m>(sources: &SourceSet, map: &'m TypeMap, schema: &Place) -> Option<&'m PlacedType> {
    let mut at = schema.clone();
    for _ in 0..32 {
        if let Some(ty) = map.types.get(&at) {
            return Some(ty);
        }
        at = value::target(sources, &at)?;
    }
    None
}

/// A schema that only counts together with others.
const MERGED: &str = "merged schema";

/// Why a schema has no type of its own.
fn without_type(schema: &Place) -> &'static str {
    if schema.pointer.tokens().any(|token| token == "allOf") {
        MERGED
    } else {
        "unused schema"
    }
}

/// An example and a type that may read it.
pub(super) struct Trial<'e> {
    pub(super) example: &'e Example,
    pub(super) side: Side,
    pub(super) ty: &'e str,
}

/// Which types may read which examples; an example that none may read is left out.
pub(super) fn trials<'e>(
    sources: &SourceSet,
    map: &'e TypeMap,
    examples: &'e [Example],
    report: &mut Report,
) -> Vec<Trial<'e>> {
    let mut trials = Vec::new();
    for example in examples {
        match placed(sources, map, &example.schema) {
            Some(ty) => trials.extend(trials_of(example, ty)),
            None => {
                let why = without_type(&example.schema);
                report.leave_out(why);
                if why == MERGED {
                    let places = (&example.place, &example.schema);
                    report.merged.push(report::line(sources, places));
                }
            }
        }
    }
    trials
}

fn trials_of<'e>(example: &'e Example, ty: &'e PlacedType) -> Vec<Trial<'e>> {
    let trial = |side, ty: &'e str| Trial { example, side, ty };
    match example.side {
        Side::Read => vec![trial(Side::Read, &ty.read)],
        Side::Sent => vec![trial(Side::Sent, &ty.sent)],
        Side::Either if ty.read == ty.sent => vec![trial(Side::Either, &ty.read)],
        Side::Either => vec![trial(Side::Read, &ty.read), trial(Side::Sent, &ty.sent)],
    }
}

/// A value of each variant of each union, with the union's type.
pub(super) fn made<'m>(
    sources: &SourceSet,
    map: &'m TypeMap,
    judge: &mut Judge<'_>,
) -> Vec<(Example, &'m str)> {
    let maker = Maker { sources };
    let mut made: Vec<(Example, &str)> = Vec::new();
    for (ty, union) in &map.unions {
        let side = match union.is_input {
            true => Side::Sent,
            false => Side::Read,
        };
        // Where several schemas are put together, no place says all that a value must satisfy.
        let written = union.variants.iter().map(|(_, variant)| variant);
        for variant in written.filter(|variant| variant.below(&union.place).is_some()) {
            for amount in [Amount::Least, Amount::Most] {
                let Some(value) = maker.variant(&union.place, variant, amount) else {
                    continue;
                };
                // What the union's own schema says beside the variant may ask for more than was made.
                let is_fit = judge.fits(variant, side, &value);
                if !is_fit || !judge.fits(&union.place, side, &value) {
                    continue;
                }
                let example = Example {
                    place: variant.clone(),
                    schema: union.place.clone(),
                    side,
                    text: value.to_string(),
                    value,
                };
                made.push((example, ty));
            }
        }
    }
    made
}
