//! The reader: one JSON text, pulled token by token.
//!
//! It knows the tokens and how deep they nest; objects are read in `object`, unions in `union`.

use super::{Items, ReadError, Segment, Wire};
use jiter::Jiter;

pub use jiter::Peek;

/// How deep values may nest: hostile input must not overflow the stack.
const DEPTH: usize = 128;

/// How many times over a text may be read again while unions look for their variant. Unions nested in
/// unions could else take time exponential in their depth.
const PATIENCE: usize = 100;

/// Reads one JSON text.
#[derive(Debug)]
pub struct Reader<'s> {
    text: &'s str,
    pub(super) jiter: Jiter<'s>,
    depth: usize,
    /// How many bytes may still be read in vain.
    patience: usize,
    is_absent: bool,
    /// Whether values may hold what was read before: of two members of one name the second counts.
    pub(super) is_again: bool,
    /// How much of what was read is not kept, or kept as something unknown: members, elements, values of enums.
    lost: usize,
    /// Where the last value of a union started that was none of its variants.
    pub(super) unknown: Option<usize>,
}

/// A place in the text to come back to.
pub(super) struct Mark<'s> {
    jiter: Jiter<'s>,
    depth: usize,
    lost: usize,
}

impl Mark<'_> {
    /// How far into the text it is.
    pub(super) fn index(&self) -> usize {
        self.jiter.current_index()
    }
}

impl<'s> Reader<'s> {
    /// Fills `value` with all that is left.
    pub(super) fn whole(mut self, value: &mut dyn Wire) -> Result<(), ReadError> {
        let peek = self.jiter.peek()?;
        value.read(peek, &mut self)?;
        Ok(self.jiter.finish()?)
    }

    /// A reader before the first token.
    pub(super) fn new(text: &'s str) -> Self {
        // A byte order mark is no JSON, but some servers send one and RFC 8259 lets readers pass over it.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            text,
            jiter: Jiter::new(text.as_bytes()),
            depth: 0,
            patience: text.len().saturating_mul(PATIENCE),
            is_absent: false,
            is_again: false,
            lost: 0,
            unknown: None,
        }
    }

    /// A reader whose values may hold what was read before.
    pub(super) fn again(text: &'s str) -> Self {
        Self {
            is_again: true,
            ..Self::new(text)
        }
    }

    /// A reader of a `null` that stands for a member that an object lacks.
    pub(super) fn absent() -> Self {
        Self {
            is_absent: true,
            ..Self::new("null")
        }
    }

    /// Whether the value stands for a member that an object lacks.
    pub(super) fn is_absent(&self) -> bool {
        self.is_absent
    }

    /// Takes a string, unescaped.
    ///
    /// # Errors
    ///
    /// When the next token is not a string, or a malformed one.
    pub fn string(&mut self, peek: Peek) -> Result<&str, ReadError> {
        expect(peek, Peek::String, "a string")?;
        Ok(self.jiter.known_str()?)
    }

    /// Takes `true` or `false`.
    ///
    /// # Errors
    ///
    /// When the next token is neither.
    pub fn boolean(&mut self, peek: Peek) -> Result<bool, ReadError> {
        if peek != Peek::True && peek != Peek::False {
            return Err(unexpected("a boolean", peek));
        }
        Ok(self.jiter.known_bool(peek)?)
    }

    /// Takes `null`.
    ///
    /// # Errors
    ///
    /// When the next token is another.
    pub fn null(&mut self, peek: Peek) -> Result<(), ReadError> {
        expect(peek, Peek::Null, "null")?;
        Ok(self.jiter.known_null()?)
    }

    /// Takes any value as the text that it is.
    ///
    /// # Errors
    ///
    /// When the value is malformed.
    pub fn raw(&mut self, peek: Peek) -> Result<&'s str, ReadError> {
        let start = self.jiter.current_index();
        self.jiter.known_skip(peek)?;
        let text = self.text;
        Ok(text
            .get(start..self.jiter.current_index())
            .unwrap_or_default())
    }

    /// Adds the elements of an array to `items`; `null` is an empty array.
    ///
    /// # Errors
    ///
    /// When the value is not an array, or an element can't be read.
    pub fn list(&mut self, peek: Peek, items: &mut dyn Items) -> Result<(), ReadError> {
        if peek == Peek::Null {
            return self.null(peek);
        }
        expect(peek, Peek::Array, "an array")?;
        self.enter()?;
        let mut next = self.jiter.known_array()?;
        let mut index = 0;
        while let Some(peek) = next {
            if let Err(error) = items.push_blank().read(peek, self) {
                return Err(error.within(Segment::Index(index)));
            }
            index += 1;
            next = self.jiter.array_step()?;
        }
        self.leave();
        Ok(())
    }

    /// Takes an array of fixed positions; what follows the last one is passed over.
    ///
    /// # Errors
    ///
    /// When the value is not an array, is too short, or an element can't be read.
    pub fn tuple(&mut self, peek: Peek, positions: &mut [&mut dyn Wire]) -> Result<(), ReadError> {
        expect(peek, Peek::Array, "an array")?;
        self.enter()?;
        let mut next = self.jiter.known_array()?;
        let wanted = positions.len();
        for (index, position) in positions.iter_mut().enumerate() {
            let Some(peek) = next else {
                return Err(ReadError::new(format!(
                    "expected an array of {wanted} elements, found {index}"
                )));
            };
            if let Err(error) = position.read(peek, self) {
                return Err(error.within(Segment::Index(index)));
            }
            next = self.jiter.array_step()?;
        }
        while let Some(peek) = next {
            self.jiter.known_skip(peek)?;
            self.lose();
            next = self.jiter.array_step()?;
        }
        self.leave();
        Ok(())
    }

    /// Notes that something is not kept, or is kept as something unknown: a union would rather be a variant that
    /// knows it.
    pub fn lose(&mut self) {
        self.lost += 1;
    }

    /// How much was lost since that place.
    pub(super) fn lost_since(&self, mark: &Mark<'s>) -> usize {
        self.lost - mark.lost
    }

    /// One level down.
    pub(super) fn enter(&mut self) -> Result<(), ReadError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(ReadError::new(format!(
                "nested more than {DEPTH} levels deep"
            )));
        }
        Ok(())
    }

    /// One level up.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The place before the next token.
    pub(super) fn mark(&self) -> Mark<'s> {
        Mark {
            jiter: self.jiter.clone(),
            depth: self.depth,
            lost: self.lost,
        }
    }

    /// Goes back to a place.
    pub(super) fn rewind(&mut self, mark: &Mark<'s>) {
        self.jiter = mark.jiter.clone();
        self.depth = mark.depth;
        self.lost = mark.lost;
    }

    /// Whether there is patience left for one more attempt.
    pub(super) fn may_give_up(&self, mark: &Mark<'s>) -> bool {
        self.jiter.current_index() - mark.jiter.current_index() < self.patience
    }

    /// Goes back to a place after an attempt that came to nothing, which costs patience.
    pub(super) fn give_up(&mut self, mark: &Mark<'s>) -> Result<(), ReadError> {
        let read = self.jiter.current_index() - mark.jiter.current_index() + 1;
        self.rewind(mark);
        match self.patience.checked_sub(read) {
            Some(left) => {
                self.patience = left;
                Ok(())
            }
            None => {
                self.patience = 0;
                Err(ReadError::new("too many variants tried in vain"))
            }
        }
    }
}

/// Refuses a token of another kind.
pub(super) fn expect(peek: Peek, kind: Peek, wanted: &str) -> Result<(), ReadError> {
    if peek == kind {
        Ok(())
    } else {
        Err(unexpected(wanted, peek))
    }
}

/// What to say of a token of the wrong kind.
#[cold]
pub(super) fn unexpected(wanted: &str, peek: Peek) -> ReadError {
    let found = match peek {
        Peek::Null => "null",
        Peek::True | Peek::False => "a boolean",
        Peek::String => "a string",
        Peek::Array => "an array",
        Peek::Object => "an object",
        peek if peek.into_inner().is_ascii_digit() || peek == Peek::Minus => "a number",
        peek => {
            return ReadError::new(format!(
                "expected {wanted}, found {:?}",
                char::from(peek.into_inner())
            ));
        }
    };
    ReadError::new(format!("expected {wanted}, found {found}"))
}
