//! The members of a declaration: its own before those of the one that it uses.

use super::SHARED;
use crate::diag::{FileId, Place, Pointer, nearest};
use indexmap::IndexMap;
use serde_json::Value;

/// The ways to turn pages, one of which a declaration names.
pub(super) const TURNINGS: [&str; 5] = ["number", "cursor", "next", "link", "single"];

/// What else it may say.
const OTHERS: [&str; 7] = [
    "use",
    "items",
    "total_pages",
    "total_items",
    "page_size",
    "first",
    "sparse",
];

/// Why a declaration is not understood, and what to do about it.
pub(super) struct Unfit {
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) remedy: String,
}

impl Unfit {
    pub(super) fn new(
        place: &Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            place: place.clone(),
            message: message.into(),
            remedy: remedy.into(),
        }
    }
}

/// The members of a declaration.
pub(super) struct Members {
    members: IndexMap<String, (Value, Place)>,
    /// Where the operation declares it.
    pub(super) place: Place,
}

impl Members {
    /// What is said at a place: members, or the name of a declaration that is shared.
    pub(super) fn of(said: &Value, place: &Place, shared: Option<&Value>) -> Result<Self, Unfit> {
        let mut this = Self {
            members: IndexMap::new(),
            place: place.clone(),
        };
        let used = match said {
            Value::String(name) => Some((name.clone(), place.clone())),
            Value::Object(_) => {
                this.add(said, place)?;
                let used = this.get("use").cloned();
                used.map(|(name, at)| Ok((Self::text(&name, &at)?, at)))
                    .transpose()?
            }
            _ => {
                let remedy = "write members, such as `{items: /items, number: page}`, or a name";
                return Err(Unfit::new(
                    place,
                    "it is neither an object nor a name",
                    remedy,
                ));
            }
        };
        let Some((name, at)) = used else {
            return Ok(this);
        };
        let all = shared.and_then(Value::as_object);
        let Some(found) = all.and_then(|all| all.get(&name)) else {
            let names = all
                .into_iter()
                .flat_map(|all| all.keys().map(String::as_str));
            let remedy = match nearest(&name, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it below `{SHARED}`, at the root of the document"),
            };
            return Err(Unfit::new(
                &at,
                format!("no pagination is called `{name}`"),
                remedy,
            ));
        };
        let root = Place::file(FileId::ROOT).child(SHARED).child(&name);
        this.add(found, &root)?;
        Ok(this)
    }

    /// Adds the members of a declaration that are not there yet. Who turns pages in another way takes only what any way
    /// has.
    fn add(&mut self, said: &Value, place: &Place) -> Result<(), Unfit> {
        let Some(object) = said.as_object() else {
            return Err(Unfit::new(
                place,
                "it is not an object",
                "write its members",
            ));
        };
        let mut own = self.members.keys();
        let has_turning = own.any(|name| TURNINGS.contains(&name.as_str()));
        for (name, member) in object {
            let known = || TURNINGS.into_iter().chain(OTHERS);
            if !known().any(|it| it == name) {
                let remedy = match nearest(name, known()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "take it out".to_owned(),
                };
                let message = format!("`{name}` is not a member of it");
                return Err(Unfit::new(&place.child(name), message, remedy));
            }
            let is_fit = !has_turning || matches!(name.as_str(), "items" | "total_items");
            if is_fit && !self.members.contains_key(name) {
                let member = (member.clone(), place.child(name));
                self.members.insert(name.clone(), member);
            }
        }
        Ok(())
    }

    pub(super) fn get(&self, name: &str) -> Option<&(Value, Place)> {
        self.members.get(name)
    }

    /// The one way to turn pages.
    pub(super) fn turning(&self) -> Result<(&'static str, Place, &Value), Unfit> {
        let said = TURNINGS
            .into_iter()
            .filter_map(|name| Some((name, self.get(name)?)));
        let mut said: Vec<_> = said.collect();
        let remedy = format!("name one of {}", list(&TURNINGS));
        match (said.pop(), said.last()) {
            (Some((name, (value, place))), None) => Ok((name, place.clone(), value)),
            (Some((name, (_, place))), Some((other, _))) => {
                let message = format!("pages are turned by `{other}` and by `{name}`");
                Err(Unfit::new(place, message, remedy))
            }
            _ => Err(Unfit::new(
                &self.place,
                "it does not say how pages are turned",
                remedy,
            )),
        }
    }

    pub(super) fn optional_pointer(&self, name: &str) -> Result<Option<(String, Place)>, Unfit> {
        let member = self.get(name);
        member
            .map(|(said, place)| Ok((Self::pointer(said, place)?, place.clone())))
            .transpose()
    }

    /// A text that is not empty.
    pub(super) fn text(said: &Value, place: &Place) -> Result<String, Unfit> {
        match said.as_str().filter(|text| !text.is_empty()) {
            Some(text) => Ok(text.to_owned()),
            None => Err(Unfit::new(
                place,
                format!("{said} is no name"),
                "write a name",
            )),
        }
    }

    /// A JSON pointer.
    pub(super) fn pointer(said: &Value, place: &Place) -> Result<String, Unfit> {
        let text = said.as_str();
        match text.and_then(Pointer::parse) {
            Some(pointer) => Ok(pointer.as_str().to_owned()),
            None => {
                let remedy = match text {
                    Some(text) => format!("write `/{}`", text.replace('.', "/")),
                    None => "write the way to it, such as `/meta/next`".to_owned(),
                };
                Err(Unfit::new(
                    place,
                    format!("{said} is no JSON pointer"),
                    remedy,
                ))
            }
        }
    }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => quoted.concat(),
    }
}
