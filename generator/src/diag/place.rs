//! Places: a file and a JSON pointer (RFC 6901) into it. Lines and columns are found from these when needed.

use std::borrow::Cow;
use std::fmt;

/// A file of the document, by its place in the order of reading; 0 is the root document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

impl FileId {
    /// The file that generation starts from.
    pub const ROOT: Self = Self(0);
}

/// An RFC 6901 pointer, which can only be extended correctly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole file.
    pub fn root() -> Self {
        Self::default()
    }

    /// A pointer from its text: empty, or starting with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// The member or element `token` of what this points to.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for letter in token.chars() {
            match letter {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The element at `index`.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// What `rest`, a pointer's text, leads to from here.
    #[must_use]
    pub fn join(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    /// The unescaped tokens, outermost first.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// What this lies in, or `None` for the whole file.
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rfind('/')
            .map(|end| Self(self.0.get(..end).unwrap_or_default().to_owned()))
    }

    /// The text after `outer`, if this lies in it: empty or starting with `/`.
    pub fn below<'p>(&'p self, outer: &Pointer) -> Option<&'p str> {
        self.0
            .strip_prefix(outer.0.as_str())
            .filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The pointer's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A token as it is meant. Paths are full of escapes and are looked up often, so one pass does.
fn unescape(token: &str) -> Cow<'_, str> {
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
        f.write_str(&self.0)
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
            pointer: Pointer(format!("{}{}", self.pointer.0, pointer.0)),
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
