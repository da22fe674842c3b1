//! The keys of a file's objects: each is there once, however often it is written. A document has a few hundred, and
//! writes them hundreds of thousands of times.

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// The keys that were read so far.
#[derive(Debug, Default)]
pub(super) struct Keys {
    known: RefCell<HashSet<Arc<str>>>,
}

impl Keys {
    fn of(&self, key: &str) -> Arc<str> {
        let mut known = self.known.borrow_mut();
        if let Some(key) = known.get(key) {
            return key.clone();
        }
        let key: Arc<str> = key.into();
        known.insert(key.clone());
        key
    }
}

/// A key, as it is written: `200` and `true` are texts too.
pub(super) struct Key<'k>(pub(super) &'k Keys);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Arc<str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Arc<str>, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Arc<str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key that is a text")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Arc<str>, E> {
        Ok(self.0.of(value))
    }
}
