//! Places: a file and a JSON pointer (RFC 6901) into it. Lines and columns are found from these when needed.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A file of the document, by its place in the order of reading; 0 is the root document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

impl FileId {
    /// The file that generation starts from.
    pub const ROOT: Self = Self(0);
}

/// An RFC 6901 pointer, which can only be extended correctly.
///
/// Schemas are known by their places, so pointers are copied, compared and looked up all the time: copies share the
/// text, and its hash is computed once, from that of the pointer which it extends.
#[derive(Clone)]
pub struct Pointer {
    text: Arc<str>,
    hash: u64,
}

/// FNV-1a: what it makes of a text, it makes of a longer one by going on.
mod fnv {
    pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

    pub(super) fn more(hash: u64, text: &str) -> u64 {
        text.bytes().fold(hash, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }
}

impl Pointer {
    /// The whole file.
    pub fn root() -> Self {
        Self::default()
    }

    /// A pointer from its text: empty, or starting with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self::of(text))
    }

    fn of(text: &str) -> Self {
        Self {
            hash: fnv::more(fnv::EMPTY, text),
            text: text.into(),
        }
    }

    /// This and then `more`, which is escaped.
    fn extended(&self, more: &str) -> Self {
        let mut text = String::with_capacity(self.text.len() + more.len() + 1);
        text.push_str(&self.text);
        text.push('/');
        text.push_str(more);
        Self {
            hash: fnv::more(fnv::more(self.hash, "/"), more),
            text: text.into(),
        }
    }

    /// The member or element `token` of what this points to.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        if token.contains(['~', '/']) {
            self.extended(&token.replace('~', "~0").replace('/', "~1"))
        } else {
            self.extended(token)
        }
    }

    /// The element at `index`.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The pointer with that text after this one's: empty, or starting with `/`.
    pub fn join(&self, below: &str) -> Option<Self> {
        match below.strip_prefix('/') {
            Some(more) => Some(self.extended(more)),
            None => below.is_empty().then(|| self.clone()),
        }
    }

    /// The unescaped tokens, outermost first.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.text.split('/').skip(1).map(unescape)
    }

    /// What this lies in, or `None` for the whole file.
    pub fn parent(&self) -> Option<Self> {
        let end = self.text.rfind('/')?;
        Some(Self::of(self.text.get(..end).unwrap_or_default()))
    }

    /// The text after `outer`, if this lies in it: empty or starting with `/`.
    pub fn below<'p>(&'p self, outer: &Pointer) -> Option<&'p str> {
        self.text
            .strip_prefix(&*outer.text)
            .filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The pointer's text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Default for Pointer {
    fn default() -> Self {
        Self::of("")
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && (Arc::ptr_eq(&self.text, &other.text) || self.text == other.text)
    }
}

impl Eq for Pointer {}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pointer").field(&self.text).finish()
    }
}

/// A token as it is meant. Paths are full of escapes and are looked up often, so one pass does.
fn unescape(token: &str) -> Cow<'_, str> {
    // Looked for among bytes: tokens are short, and nearly none has one.
    if !token.as_bytes().contains(&b'~') {
        return Cow::Borrowed(token);
    }
    let Some((before, mut rest)) = token.split_once('~') else {
        return Cow::Borrowed(token);
    };
    let mut text = String::with_capacity(token.len());
    text.push_str(before);
    loop {
        let (letter, after) = match rest.as_bytes().first() {
            Some(b'1') => ('/', rest.get(1..)),
            Some(b'0') => ('~', rest.get(1..)),
            _ => ('~', Some(rest)),
        };
        text.push(letter);
        let after = after.unwrap_or_default();
        match after.split_once('~') {
            Some((before, next)) => {
                text.push_str(before);
                rest = next;
            }
            None => {
                text.push_str(after);
                return Cow::Owned(text);
            }
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A line and a column of a file, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where a node is: also the identity of a schema, whatever road led to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The node in it.
    pub pointer: Pointer,
}

impl Place {
    /// The whole of a file.
    pub fn file(file: FileId) -> Self {
        Self {
            file,
            pointer: Pointer::root(),
        }
    }

    /// The member or element `token` of the node here.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.child(token),
        }
    }

    /// The element at `index` of the node here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.index(index),
        }
    }

    /// What a pointer leads to that starts at the node here.
    #[must_use]
    pub fn join(&self, pointer: &Pointer) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.join(pointer.as_str()).unwrap_or_default(),
        }
    }

    /// The text of the pointer after `outer`, if this lies in it.
    pub fn below<'p>(&'p self, outer: &Place) -> Option<&'p str> {
        if self.file == outer.file {
            self.pointer.below(&outer.pointer)
        } else {
            None
        }
    }
}
