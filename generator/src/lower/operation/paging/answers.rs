//! Places in the answers that a declaration names: whether they are there, and what is at them.

use super::Found;
use crate::diag::{Place, Pointer, nearest};
use crate::document::SchemaType;
use crate::ir::{Access, Codec, Content, Operation, Rest, Shape, StatusKey, Type, TypeRef};
use crate::lower::context::Lowering;
use crate::lower::schema::{Extra, Merged, Part};
use std::rc::Rc;

/// How deep unions may nest on the way to a place.
const DEPTH: usize = 8;

/// What should be at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The items.
    List,
    /// A number.
    Count,
    /// A text, or a number.
    Cursor,
    /// A text.
    Link,
}

/// A success that is JSON.
pub(super) struct Answer {
    /// ``the answer 200 of `GET /apps` ``
    pub(super) name: String,
    schema: Option<Place>,
    content: Content,
}

/// What is at a place.
struct Target {
    merged: Rc<Merged>,
    /// Whether something is always there.
    is_always: bool,
}

/// Why a place is not there: how far one comes, the step that leads nowhere, and the steps that lead on.
struct Stop {
    reached: Pointer,
    step: String,
    known: Vec<String>,
}

impl Kind {
    fn fits(self, merged: &Merged) -> bool {
        let allowed: &[SchemaType] = match self {
            Self::List => &[SchemaType::Array],
            Self::Count => &[SchemaType::Integer, SchemaType::Number],
            Self::Cursor => &[SchemaType::String, SchemaType::Integer, SchemaType::Number],
            Self::Link => &[SchemaType::String],
        };
        !merged.types.is_empty() && merged.types.iter().all(|ty| allowed.contains(ty))
    }

    fn name(self) -> &'static str {
        match self {
            Self::List => "an array",
            Self::Count => "a number",
            Self::Cursor => "a string or a number",
            Self::Link => "a string",
        }
    }
}

impl Lowering<'_, '_> {
    /// The successes that have a body, if all of these are JSON; the default where no other is described.
    pub(super) fn answers(&mut self, found: &Found, operation: &Operation) -> Vec<Answer> {
        let is_success = |status| matches!(status, StatusKey::Code(200..300) | StatusKey::Range(2));
        let is_default = |status| status == StatusKey::Default;
        let has_success = operation.responses.iter().any(|it| is_success(it.status));
        let mut answers = Vec::new();
        for (response, (text, view)) in operation.responses.iter().zip(&found.responses) {
            let is_meant = match has_success {
                true => is_success(response.status),
                false => is_default(response.status),
            };
            if !is_meant || response.contents.is_empty() {
                continue;
            }
            let both = response.contents.iter().zip(&view.content);
            let json =
                both.filter(|(content, _)| matches!(content.codec, Codec::Json | Codec::Empty));
            let json = json.filter(|(content, _)| content.framing.is_none());
            let Some((content, (_, media))) = json.into_iter().next() else {
                return Vec::new();
            };
            answers.push(Answer {
                name: format!("the answer {text} of `{}`", super::route(found)),
                schema: media.schema.clone(),
                content: content.clone(),
            });
        }
        answers
    }

    /// Whether a pointer always leads to something of a kind in an answer.
    ///
    /// # Errors
    ///
    /// What is wrong, and what to do about it.
    pub(super) fn lead(
        &mut self,
        answer: &Answer,
        pointer: &str,
        kind: Kind,
    ) -> Result<bool, (String, String)> {
        let parts: Vec<Part> = answer.schema.iter().map(Part::whole).collect();
        let steps = steps(pointer);
        let mut targets = Vec::new();
        let walked = self.walk(&parts, &steps, Pointer::root(), true, DEPTH, &mut targets);
        if let Err(stop) = walked {
            let known = stop.known.iter().map(String::as_str);
            let remedy = match (nearest(&stop.step, known), stop.known.as_slice()) {
                (Some(near), _) => format!("did you mean `{}`?", stop.reached.child(near)),
                (None, []) => {
                    "describe the answer as far as that, or name another place".to_owned()
                }
                (None, known) => format!("there are {}", listed(known)),
            };
            let holder = match stop.reached.as_str() {
                "" => "it".to_owned(),
                reached => format!("`{reached}`"),
            };
            let message = format!(
                "`{pointer}` leads nowhere in {}: {holder} has no member `{}`",
                answer.name, stop.step
            );
            return Err((message, remedy));
        }
        if targets.is_empty() || !targets.iter().all(|target| kind.fits(&target.merged)) {
            let message = format!("`{pointer}` is not {} in {}", kind.name(), answer.name);
            return Err((message, format!("name a place that is {}", kind.name())));
        }
        Ok(targets.iter().all(|target| target.is_always))
    }

    /// Goes along steps from a schema on, into every branch of unions that has them.
    fn walk(
        &mut self,
        parts: &[Part],
        steps: &[String],
        reached: Pointer,
        is_always: bool,
        depth: usize,
        targets: &mut Vec<Target>,
    ) -> Result<(), Stop> {
        let merged = self.merged_of(parts);
        let branches: Vec<Place> = merged.unions.iter().flatten().cloned().collect();
        let Some((step, rest)) = steps.split_first() else {
            if merged.types.is_empty() && !branches.is_empty() && depth > 0 {
                for branch in branches {
                    self.walk(
                        &[Part::whole(&branch)],
                        steps,
                        reached.clone(),
                        is_always,
                        depth - 1,
                        targets,
                    )?;
                }
            } else if !merged.only_null {
                targets.push(Target { merged, is_always });
            }
            return Ok(());
        };
        let next = match (merged.members.get(step), &merged.additional) {
            (Some(parts), _) => {
                let is_required = merged.required.contains(step) && !merged.is_nullable();
                Some((parts.clone(), is_required))
            }
            (None, Extra::Schema(parts)) => Some((parts.clone(), false)),
            (None, _) => None,
        };
        if let Some((parts, is_required)) = next {
            let is_always = is_always && is_required;
            return self.walk(&parts, rest, reached.child(step), is_always, depth, targets);
        }
        let before = targets.len();
        let mut known: Vec<String> = merged.members.keys().cloned().collect();
        let (mut furthest, mut has_all) = (None, true);
        for branch in branches.into_iter().filter(|_| depth > 0) {
            let branch = [Part::whole(&branch)];
            let here = reached.clone();
            let walked = self.walk(&branch, steps, here, is_always, depth - 1, targets);
            // Another branch may have it.
            has_all &= walked.is_ok();
            match walked {
                Err(stop) if stop.reached == reached => known.extend(stop.known),
                Err(stop) => furthest = Some(stop),
                Ok(()) => {}
            }
        }
        let found = targets.get_mut(before..).unwrap_or_default();
        if !found.is_empty() {
            found.iter_mut().for_each(|it| it.is_always &= has_all);
            return Ok(());
        }
        let step = step.clone();
        Err(furthest.unwrap_or(Stop {
            reached,
            step,
            known,
        }))
    }

    fn merged_of(&mut self, parts: &[Part]) -> Rc<Merged> {
        let mut followed = Vec::new();
        for part in parts {
            followed.extend(self.follow(&part.place).place().as_ref().map(Part::whole));
        }
        self.merge(&followed)
    }

    /// The type of an item of the list that a pointer leads to, as the answer's own type has it.
    pub(super) fn item_of_answer(&self, answer: &Answer, pointer: &str) -> Option<TypeRef> {
        let mut steps = steps(pointer);
        if answer.content.enveloped {
            let envelope = self.api.envelope.as_ref()?;
            if steps.is_empty() || steps.remove(0) != envelope.result {
                return None;
            }
        }
        self.item_below(&answer.content.ty, &steps, DEPTH)
    }

    fn item_below(&self, used: &TypeRef, steps: &[String], depth: usize) -> Option<TypeRef> {
        match (&used.ty, steps.split_first()) {
            (Type::List(item), None) => Some((**item).clone()),
            (Type::Map(value), Some((_, rest))) => self.item_below(value, rest, depth),
            (Type::Named(id), split) => match (&self.api.types.get(*id)?.shape, split) {
                (Shape::Alias(target), _) => self.item_below(target, steps, depth),
                (Shape::Struct(object), Some((step, rest))) => {
                    let mut fields = object.fields.iter();
                    let field = fields.find(|it| it.name == *step && it.access != Access::Write);
                    match (field, &object.rest) {
                        (Some(field), _) => self.item_below(&field.ty, rest, depth),
                        (None, Rest::Kept(value)) => self.item_below(value, rest, depth),
                        (None, Rest::Ignored) => None,
                    }
                }
                (Shape::Union(union), _) if depth > 0 => {
                    let variants = union.variants.iter();
                    let mut items =
                        variants.filter_map(|it| self.item_below(&it.ty, steps, depth - 1));
                    let first = items.next()?;
                    items.all(|item| item == first).then_some(first)
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// Some names, not more than one wants to read.
fn listed(names: &[String]) -> String {
    const MOST: usize = 8;
    let shown: Vec<String> = names
        .iter()
        .take(MOST)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if names.len() > MOST { ", ..." } else { "" };
    format!("{}{more}", shown.join(", "))
}

fn steps(pointer: &str) -> Vec<String> {
    let pointer = Pointer::parse(pointer).unwrap_or_default();
    pointer.tokens().map(|token| token.into_owned()).collect()
}
