//! Reading unions: which variant a JSON value is.
//!
//! A variant is picked by the member that names it, by its JSON type, by the members that it must have and
//! those that it knows; between equals, by what it would lose of the value, and at last by the order of the variants.

use super::{Peek, ReadError, Reader, Wire};
use std::cmp::Reverse;

/// The shape of a variant's JSON.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    variant: &'static str,
    kind: Kind,
    /// The member that names the variant, and the values that it has then.
    tag: Option<(&'static str, &'static [&'static str])>,
    needs: &'static [&'static str],
    knows: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    Null,
    Any,
}

macro_rules! kinds {
    ($($(#[$docs:meta])* $name:ident $kind:ident)+) => { $(
        $(#[$docs])*
        pub const fn $name(variant: &'static str) -> Self {
            Self { variant, kind: Kind::$kind, tag: None, needs: &[], knows: &[] }
        }
    )+ };
}

impl Form {
    kinds! {
        /// An object.
        object Object
        /// An array.
        array Array
        /// A string.
        string String
        /// A whole number.
        integer Integer
        /// A number.
        number Number
        /// A boolean.
        boolean Boolean
        /// `null`.
        null Null
        /// Any value, tried last.
        any Any
    }

    /// The member that names the variant, and its values.
    #[must_use]
    pub const fn tag(mut self, name: &'static str, values: &'static [&'static str]) -> Self {
        self.tag = Some((name, values));
        self
    }

    /// Members without which an object is not this variant.
    #[must_use]
    pub const fn needs(mut self, names: &'static [&'static str]) -> Self {
        self.needs = names;
        self
    }

    /// Members that the variant knows.
    #[must_use]
    pub const fn knows(mut self, names: &'static [&'static str]) -> Self {
        self.knows = names;
        self
    }
}

/// The variant that keeps a value of no form.
const UNRECOGNIZED: &str = "";

/// A value that is one of several variants.
pub trait Union {
    /// Becomes the blank of that variant, or of `Unrecognized` by any other name, and shows what is to be filled.
    fn assume(&mut self, variant: &str) -> &mut dyn Wire;
}

impl Reader<'_> {
    /// Fills a union from a value of one of those forms; a value of no form is kept as its text.
    ///
    /// # Errors
    ///
    /// When the value is malformed, or names its variant and is not what that variant says.
    pub fn union(
        &mut self,
        peek: Peek,
        value: &mut dyn Union,
        forms: &[Form],
    ) -> Result<(), ReadError> {
        let (named, tags) = if peek == Peek::Object {
            self.named(forms)?
        } else {
            Default::default()
        };
        let is_named = !named.is_empty();
        let mut others = of_kind(peek, forms, &tags);
        if is_named {
            // Of those that nothing names, one that has the member too may be meant by any of its values.
            others.retain(|form| tags.iter().any(|tag| form.knows.contains(tag)));
        }
        if let ([form], []) = (&named[..], &others[..]) {
            return value.assume(form.variant).read(peek, self);
        }
        let mut candidates = self.ranked(peek, named)?;
        candidates.extend(self.ranked(peek, others)?);
        match self.likeliest(peek, value, candidates)? {
            None => Ok(()),
            Some(Some(error)) if is_named => Err(error),
            Some(_) => {
                self.lose();
                self.unknown = Some(self.jiter.current_index());
                value.assume(UNRECOGNIZED).read(peek, self)
            }
        }
    }

    /// Fills a union by the first form that reads the value; of several that are equally likely, by the one that loses
    /// the least of it. Gives the first error if none reads it.
    fn likeliest(
        &mut self,
        peek: Peek,
        value: &mut dyn Union,
        candidates: Vec<(Rank, &Form)>,
    ) -> Result<Option<Option<ReadError>>, ReadError> {
        let mark = self.mark();
        let mut first_error = None;
        let mut best: Option<(usize, &Form)> = None;
        let mut unknown = None;
        let mut candidates = candidates.into_iter().peekable();
        while let Some((rank, form)) = candidates.next() {
            let is_last = candidates.peek().is_none_or(|(next, _)| *next != rank);
            match value.assume(form.variant).read(peek, self) {
                // What is a union itself and does not know the value either is better than nothing.
                Ok(()) if self.unknown == Some(mark.index()) => {
                    self.unknown = None;
                    self.give_up(&mark)?;
                    unknown.get_or_insert(form);
                }
                Ok(()) => {
                    let lost = self.lost_since(&mark);
                    let is_best = best.is_none_or(|(least, _)| lost < least);
                    if lost == 0 || (is_best && is_last) || !self.may_give_up(&mark) {
                        return Ok(None);
                    }
                    if is_best {
                        best = Some((lost, form));
                    }
                    self.give_up(&mark)?;
                }
                Err(error) => {
                    self.give_up(&mark)?;
                    first_error.get_or_insert(error);
                }
            }
            if is_last && let Some((_, form)) = best {
                value.assume(form.variant).read(peek, self)?;
                return Ok(None);
            }
        }
        match unknown {
            Some(form) => {
                value.assume(form.variant).read(peek, self)?;
                Ok(None)
            }
            None => Ok(Some(first_error)),
        }
    }

    /// The forms that the object before the reader names by the value of a member, and the members that name forms
    /// and are there.
    fn named<'f>(&mut self, forms: &'f [Form]) -> Result<Named<'f>, ReadError> {
        let Some((first, _)) = forms.iter().find_map(|form| form.tag) else {
            return Ok(Named::default());
        };
        let is_one_tag = forms
            .iter()
            .all(|form| form.tag.is_none_or(|(name, _)| name == first));
        let mut hits = vec![false; forms.len()];
        let mut tags = Vec::new();
        let mark = self.mark();
        let mut next = self.jiter.known_object()?.map(|key| tag_of(forms, key));
        while let Some(tag) = next {
            let peek = self.jiter.peek()?;
            if let Some(tag) = tag {
                tags.push(tag);
                let value = if peek == Peek::String {
                    self.string(peek)?
                } else {
                    self.raw(peek)?
                };
                for (hit, form) in hits.iter_mut().zip(forms) {
                    *hit |= form.is_named_by(tag, value);
                }
                if is_one_tag {
                    break;
                }
            } else {
                self.jiter.known_skip(peek)?;
            }
            next = self.jiter.next_key()?.map(|key| tag_of(forms, key));
        }
        self.rewind(&mark);
        let hits = forms.iter().zip(hits);
        let named = hits.filter_map(|(form, hit)| hit.then_some(form));
        Ok((named.collect(), tags))
    }

    /// The forms that an object may have, the likeliest first; other values are not looked at.
    fn ranked<'f>(
        &mut self,
        peek: Peek,
        forms: Vec<&'f Form>,
    ) -> Result<Vec<(Rank, &'f Form)>, ReadError> {
        let is_settled = forms.len() < 2 && forms.iter().all(|form| form.needs.is_empty());
        if peek != Peek::Object || is_settled {
            let forms = forms.into_iter();
            return Ok(forms.map(|form| (form.rank(&[]), form)).collect());
        }
        let keys = self.keys()?;
        let has = |name: &&str| keys.iter().any(|key| key == name);
        let mut ranked: Vec<(Rank, &Form)> = Vec::new();
        for form in forms {
            if form.needs.iter().all(has) {
                let rank = form.rank(&keys);
                // A handful each: a sort would be more to compile than all of this file.
                let at = ranked.partition_point(|(other, _)| *other <= rank);
                ranked.insert(at, (rank, form));
            }
        }
        Ok(ranked)
    }

    /// The names of the members of the object before the reader.
    fn keys(&mut self) -> Result<Vec<String>, ReadError> {
        let mut keys = Vec::new();
        let mark = self.mark();
        let mut next = self.jiter.known_object()?.map(str::to_owned);
        while let Some(key) = next {
            keys.push(key);
            self.jiter.next_skip()?;
            next = self.jiter.next_key()?.map(str::to_owned);
        }
        self.rewind(&mark);
        Ok(keys)
    }
}

/// How likely a form is: less is likelier.
type Rank = (bool, Reverse<usize>, Reverse<usize>, usize, Kind);

/// The forms that an object names, and the members by which it could.
type Named<'f> = (Vec<&'f Form>, Vec<&'static str>);

impl Form {
    /// Whether an object that has those tags, and is named by none of them, may be of this form.
    fn may_lack_its_tag(&self, tags: &[&str]) -> bool {
        let Some((name, _)) = self.tag else {
            return true;
        };
        self.knows.contains(&name) && !self.needs.contains(&name) && !tags.contains(&name)
    }

    fn is_named_by(&self, tag: &str, value: &str) -> bool {
        self.tag
            .is_some_and(|(name, values)| name == tag && values.contains(&value))
    }

    /// Less is likelier: forms of objects before those of anything, then by members needed, by known ones
    /// that are there, by unknown ones.
    fn rank(&self, keys: &[String]) -> Rank {
        let is_known = |key: &&String| {
            let is_tag = self.tag.is_some_and(|(name, _)| name == key.as_str());
            is_tag || self.needs.contains(&key.as_str()) || self.knows.contains(&key.as_str())
        };
        let known = keys.iter().filter(is_known).count();
        (
            self.kind == Kind::Any,
            Reverse(self.needs.len()),
            Reverse(known),
            keys.len() - known,
            self.kind,
        )
    }
}

/// The tag that a member of that name is.
fn tag_of(forms: &[Form], key: &str) -> Option<&'static str> {
    forms
        .iter()
        .find_map(|form| form.tag.filter(|(name, _)| *name == key))
        .map(|(name, _)| name)
}

/// The forms that a value may have by its JSON type alone, the most special first. An object that has a member which
/// names forms is of none that it does not name.
fn of_kind<'f>(peek: Peek, forms: &'f [Form], tags: &[&str]) -> Vec<&'f Form> {
    let kinds: &[Kind] = match peek {
        Peek::Object => &[Kind::Object, Kind::Any],
        Peek::Array => &[Kind::Array, Kind::Any],
        Peek::String => &[Kind::String, Kind::Any],
        Peek::True | Peek::False => &[Kind::Boolean, Kind::Any],
        Peek::Null => &[Kind::Null, Kind::Any],
        _ => &[Kind::Integer, Kind::Number, Kind::Any],
    };
    let of_kind = |kind: &Kind| {
        let kind = *kind;
        forms
            .iter()
            .filter(move |form| form.kind == kind)
            .filter(move |form| peek != Peek::Object || form.may_lack_its_tag(tags))
    };
    kinds.iter().flat_map(of_kind).collect()
}
