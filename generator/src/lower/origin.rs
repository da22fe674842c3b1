//! Origins: what names and files come from, computed from a place and never from the road to it.

use super::context::Lowering;
use super::schema::{Cut, Part};
use crate::diag::{FileId, Place, Pointer};
use crate::document::SchemaType;
use crate::ir::{OperationId, Origin, Owner, Step};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The places that origins start from, known before any schema is lowered.
#[derive(Default)]
pub(super) struct Roots {
    /// Operations and path items, each with the first operation there, by path and method.
    pub(super) operations: ByPlace<OperationId>,
    /// Parameters, request bodies, responses and headers that are neither components nor written in an operation.
    pub(super) shared: ByPlace<Shared>,
    /// The names of parameters, by where they are.
    pub(super) params: BTreeMap<Place, String>,
    /// Request bodies and responses with several media types.
    pub(super) several: BTreeSet<Place>,
}

/// Values by the text of a place, so that what lies around a place is looked up without a place being made of it.
pub(super) struct ByPlace<T> {
    files: BTreeMap<FileId, HashMap<Box<str>, T>>,
    /// How many tokens lead to the deepest of the places: most of what is looked up lies deeper.
    deepest: usize,
}

impl<T> Default for ByPlace<T> {
    fn default() -> Self {
        Self {
            files: BTreeMap::new(),
            deepest: 0,
        }
    }
}

impl<T> ByPlace<T> {
    /// Keeps a value, unless there is one for the place.
    pub(super) fn insert_first(&mut self, place: &Place, value: T) {
        self.deepest = self.deepest.max(place.pointer.tokens().count());
        let of_file = self.files.entry(place.file).or_default();
        let text = place.pointer.as_str().into();
        of_file.entry(text).or_insert(value);
    }

    fn get(&self, file: FileId, pointer: &str) -> Option<&T> {
        self.files.get(&file)?.get(pointer)
    }

    /// Whether there is a value for the place or for what it lies in.
    pub(super) fn holds(&self, place: &Place) -> bool {
        let mut around = Some(place.pointer.as_str());
        std::iter::from_fn(|| {
            let here = around?;
            around = here.rsplit_once('/').map(|(outer, _)| outer);
            Some(here)
        })
        .any(|pointer| self.get(place.file, pointer).is_some())
    }
}

/// What kind of object a shared one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    Parameter,
    Body,
    Response,
    Header,
}

/// What a place lies in.
enum Root {
    Schema(String),
    Operation(OperationId),
    Shared(String, Shared),
}

impl Lowering<'_, '_> {
    /// The origin of the schema at a place.
    pub(super) fn origin_of(&mut self, part: &Part) -> Origin {
        let tokens: Vec<Cow<'_, str>> = part.place.pointer.tokens().collect();
        let (root, length) = self.root_of(&part.place, &tokens);
        let inside = tokens.get(length..).unwrap_or_default();
        let top = match inside {
            [] => part.place.clone(),
            _ => outer(&part.place, length),
        };
        let mut path = match &root {
            Root::Schema(_) => self.steps(&part.place, length, inside),
            Root::Operation(_) | Root::Shared(..) => {
                self.object_steps(&part.place, length, inside, &root)
            }
        };
        if let Cut::Only(ty, index) = part.cut {
            path.push(Step::Variant(index, Some(word(ty).to_owned())));
        }
        let owner = match root {
            Root::Schema(name) if path.is_empty() => return Origin::Component(name),
            Root::Schema(_) => match self.use_of(&top).ty {
                crate::ir::Type::Named(id) => Owner::Type(id),
                // Only what cannot be read is not named.
                _ => return Origin::Component(self.name_of(&part.place, &tokens)),
            },
            Root::Operation(id) => Owner::Operation(id),
            Root::Shared(name, _) => Owner::Shared(name),
        };
        if path.is_empty() {
            path.push(Step::Body(None));
        }
        Origin::Inline { owner, path }
    }

    /// The innermost thing around a place that an origin can start from, and how many tokens lead to it.
    fn root_of(&self, place: &Place, tokens: &[Cow<'_, str>]) -> (Root, usize) {
        let mut around = place.pointer.as_str();
        for length in (0..=tokens.len()).rev() {
            let head = tokens.get(..length).unwrap_or_default();
            let known = || self.known_root(place, around, head);
            if let Some(root) = named_root(head).or_else(known) {
                return (root, length);
            }
            around = around.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
        let start = tokens
            .iter()
            .position(|token| is_keyword(token))
            .unwrap_or(tokens.len());
        let head = tokens.get(..start).unwrap_or_default();
        (Root::Schema(self.name_of(place, head)), start)
    }

    /// What starts at the pointer `around`, which `place` lies in.
    fn known_root(&self, place: &Place, around: &str, head: &[Cow<'_, str>]) -> Option<Root> {
        let Roots {
            operations, shared, ..
        } = &self.roots;
        if head.len() > operations.deepest.max(shared.deepest) {
            return None;
        }
        if let Some(id) = operations.get(place.file, around) {
            return Some(Root::Operation(*id));
        }
        let kind = shared.get(place.file, around)?;
        Some(Root::Shared(self.name_of(place, head), *kind))
    }

    /// The last of the tokens that is a name, or the file's.
    fn name_of(&self, place: &Place, tokens: &[Cow<'_, str>]) -> String {
        let name = tokens
            .iter()
            .rev()
            .find(|token| !is_number(token) && !GENERIC.contains(&token.as_ref()));
        match name {
            Some(name) => name.to_string(),
            None => stem(self.document.sources().path(place.file)).to_owned(),
        }
    }

    /// The steps to `place` from the schema around it that `length` tokens lead to: those that are left.
    fn steps(&mut self, place: &Place, length: usize, tokens: &[Cow<'_, str>]) -> Vec<Step> {
        let mut path = Vec::new();
        let all = length + tokens.len();
        let mut rest = tokens.iter();
        while let Some(token) = rest.next() {
            match token.as_ref() {
                "items" => match rest.as_slice().first().and_then(|next| next.parse().ok()) {
                    Some(index) => {
                        rest.next();
                        path.push(Step::Position(index));
                    }
                    None => path.push(Step::Item),
                },
                "additionalProperties" | "unevaluatedProperties" => path.push(Step::Rest),
                "contentSchema" | "then" | "else" => {}
                keyword => {
                    let Some(next) = rest.next() else { break };
                    let length = all - rest.len();
                    path.extend(self.step(keyword, next, || outer(place, length)));
                }
            }
        }
        path
    }

    fn step(&mut self, keyword: &str, token: &str, at: impl Fn() -> Place) -> Option<Step> {
        match keyword {
            "properties" => Some(Step::Member(token.to_owned())),
            "patternProperties" => Some(Step::Rest),
            "prefixItems" => Some(Step::Position(token.parse().unwrap_or_default())),
            "oneOf" | "anyOf" => Some(Step::Variant(
                token.parse().unwrap_or_default(),
                self.hint_by_place(&at()),
            )),
            // The merge belongs to the owner: branches of `allOf` leave no trace.
            _ => None,
        }
    }

    /// What to call the branch of a union: its title, the component that it refers to, or the text by which it is told
    /// from the others.
    pub(super) fn hint_by_place(&mut self, branch: &Place) -> Option<String> {
        if let Some(title) = self.hint(branch) {
            return Some(title);
        }
        if let Some(target) = self.document.schema(branch)?.reference().cloned() {
            return self.implicit(&target);
        }
        let union = Place {
            file: branch.file,
            pointer: branch.pointer.parent()?.parent()?,
        };
        let view = self.document.schema(&union)?;
        if let Some(discriminator) = view.discriminator() {
            return self.fixed_text(branch, &discriminator.property);
        }
        // Without a discriminator it is a member that every branch fixes.
        let branches = [view.one_of(), view.any_of()].concat();
        let members = self.document.schema(branch)?.properties();
        members.into_iter().find_map(|(name, _)| {
            let text = self.fixed_text(branch, &name)?;
            let mut others = branches.iter();
            let is_tag = others.all(|other| self.fixed_text(other, &name).is_some());
            is_tag.then_some(text)
        })
    }

    /// The only text that a member may have.
    fn fixed_text(&mut self, object: &Place, member: &str) -> Option<String> {
        let object = self.follow(object).place()?;
        let members = self.document.schema(&object)?.properties();
        let (_, place) = members.into_iter().find(|(name, _)| name == member)?;
        let place = self.follow(&place).place()?;
        let schema = self.document.schema(&place)?;
        let listed = schema.enumeration().unwrap_or_default();
        let value = match (schema.constant(), listed.as_slice()) {
            (Some(value), _) => value,
            (None, [only]) => only,
            _ => return None,
        };
        value.as_str().map(str::to_owned)
    }

    /// The steps to `place` from the operation or shared object that `length` tokens lead to: those that are left.
    fn object_steps(
        &mut self,
        place: &Place,
        length: usize,
        tokens: &[Cow<'_, str>],
        root: &Root,
    ) -> Vec<Step> {
        let shared = match root {
            Root::Shared(name, kind) => Some((name.clone(), *kind)),
            Root::Schema(_) | Root::Operation(_) => None,
        };
        let mut path = Vec::new();
        let all = length + tokens.len();
        let mut at = outer(place, length);
        let mut rest = tokens;
        if let Some((name, kind)) = shared {
            match kind {
                Shared::Parameter => path.extend(self.param_step(&at)),
                Shared::Header => path.push(Step::Header(name)),
                Shared::Body => path.push(Step::Body(self.media_of(&at, rest))),
                Shared::Response => {
                    path.push(Step::Response(String::new(), self.media_of(&at, rest)));
                }
            }
        }
        loop {
            let (step, used) = match rest {
                [first, ..] if first == "schema" || first == "itemSchema" => {
                    let inside = rest.get(1..).unwrap_or_default();
                    path.extend(self.steps(place, all - inside.len(), inside));
                    return path;
                }
                [first, _, ..] if first == "content" => (None, 2),
                [first, name, ..] if first == "headers" => {
                    (Some(Step::Header(name.to_string())), 2)
                }
                [first, index, ..] if first == "parameters" => {
                    (self.param_step(&at.child(first).child(index)), 2)
                }
                [first, inside @ ..] if first == "requestBody" => {
                    let body = at.child(first);
                    (Some(Step::Body(self.media_of(&body, inside))), 1)
                }
                [first, status, inside @ ..] if first == "responses" => {
                    let response = at.child(first).child(status);
                    let media = self.media_of(&response, inside);
                    (Some(Step::Response(status.to_string(), media)), 2)
                }
                _ => return path,
            };
            path.extend(step);
            for token in rest.get(..used).unwrap_or_default() {
                at = at.child(token);
            }
            rest = rest.get(used..).unwrap_or_default();
        }
    }

    fn param_step(&self, place: &Place) -> Option<Step> {
        let name = self.roots.params.get(place)?;
        Some(Step::Param(name.clone()))
    }

    /// The media type that is next, where the body or response has several.
    fn media_of(&self, place: &Place, inside: &[Cow<'_, str>]) -> Option<String> {
        match inside {
            [first, media, ..] if first == "content" && self.roots.several.contains(place) => {
                Some(media.to_string())
            }
            _ => None,
        }
    }
}

/// What says by itself that it is a root.
fn named_root(head: &[Cow<'_, str>]) -> Option<Root> {
    let (name, before) = head.split_last()?;
    let (kind, outer) = before.split_last()?;
    match kind.as_ref() {
        // A member may have that name, too.
        "$defs" | "definitions" if outer.last().is_none_or(|it| it != "properties") => {
            return Some(Root::Schema(name.to_string()));
        }
        _ if outer != ["components"] => return None,
        _ => {}
    }
    let kind = match kind.as_ref() {
        "schemas" => return Some(Root::Schema(name.to_string())),
        "parameters" => Shared::Parameter,
        "requestBodies" => Shared::Body,
        "responses" => Shared::Response,
        "headers" => Shared::Header,
        _ => return None,
    };
    Some(Root::Shared(name.to_string(), kind))
}

/// Tokens that name nothing.
const GENERIC: [&str; 4] = ["schema", "schemas", "content", "components"];

fn is_number(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a token leads from a schema into it.
fn is_keyword(token: &str) -> bool {
    matches!(
        token,
        "properties"
            | "patternProperties"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "items"
            | "prefixItems"
            | "allOf"
            | "oneOf"
            | "anyOf"
    )
}

/// A file's name without folder and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

/// What a place lies in that so many tokens lead to.
fn outer(place: &Place, length: usize) -> Place {
    let text = place.pointer.as_str();
    let mut slashes = text.match_indices('/').map(|(at, _)| at);
    let end = slashes.nth(length).unwrap_or(text.len());
    Place {
        file: place.file,
        pointer: Pointer::parse(text.get(..end).unwrap_or_default()).unwrap_or_default(),
    }
}

fn word(ty: SchemaType) -> &'static str {
    match ty {
        SchemaType::String => "string",
        SchemaType::Number => "number",
        SchemaType::Integer => "integer",
        SchemaType::Boolean => "boolean",
        SchemaType::Array => "array",
        SchemaType::Object => "object",
    }
}
