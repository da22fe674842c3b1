//! Text of a document to words. Words first, case last: two texts that differ only in case or signs between words
//! collide here, where it can be seen, and not in the output.

use heck::ToSnakeCase;
use std::borrow::Cow;

/// The words of a name, in lower case, of ASCII letters and digits, with `_` between each two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(String);

impl Words {
    /// How many letters a name may have: it becomes the name of a file, too, and systems bound these.
    pub(super) const LONGEST: usize = 150;

    /// The words of a text. Signs count as words only where the text would be empty or ambiguous without them.
    pub(super) fn of(text: &str) -> Self {
        // Most names are written in snake case already.
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let is_snake = text.bytes().all(is_plain) && text.bytes().any(|byte| byte != b'_');
        if is_snake && !text.starts_with('_') && !text.ends_with('_') && !text.contains("__") {
            return Self(text.to_owned());
        }
        let snake = if is_snake {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(spell(text).to_snake_case())
        };
        Self::joined(snake.split('_').filter(|word| !word.is_empty()))
    }

    fn joined<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        words.fold(Self::default(), |all, word| all.and(word))
    }

    fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('_').filter(|word| !word.is_empty())
    }

    fn len(&self) -> usize {
        self.iter().count()
    }

    /// These words and then those.
    pub(super) fn then(self, more: Self) -> Self {
        self.and(&more.0)
    }

    /// These words and one more.
    pub(super) fn and(mut self, word: &str) -> Self {
        if !self.0.is_empty() && !word.is_empty() {
            self.0.push('_');
        }
        self.0.push_str(word);
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These words, or those if there are none.
    pub(super) fn or(self, other: &str) -> Self {
        if self.is_empty() {
            Self::of(other)
        } else {
            self
        }
    }

    /// `snake_case`.
    pub(super) fn snake(&self) -> String {
        let text = cut(&self.0);
        if starts_with_digit(text) {
            format!("n{text}")
        } else {
            text.to_owned()
        }
    }

    /// `PascalCase`.
    pub(super) fn pascal(&self) -> String {
        let mut text = String::with_capacity(self.0.len() + 1);
        if starts_with_digit(&self.0) {
            text.push('N');
        }
        let longest = text.len() + Self::LONGEST;
        for word in self.iter() {
            let mut letters = word.chars();
            text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            text.push_str(letters.as_str());
        }
        text.truncate(longest);
        text
    }

    /// The same with the last word in the singular, if it is a plural.
    pub(super) fn singular(&self) -> Option<Self> {
        let last = self.iter().next_back()?;
        let one = singular(last);
        let front = self.0.len() - last.len();
        (one != last).then(|| Self(self.0.chars().take(front).collect::<String>() + one.as_ref()))
    }

    /// Without `other` at the start, whatever the number of its nouns.
    pub(super) fn without_prefix(&self, other: &Self) -> Option<Self> {
        let (own, others) = (self.len(), other.len());
        (own >= others && same(self.iter(), other)).then(|| Self::joined(self.iter().skip(others)))
    }

    /// Without `other` at the end, whatever the number of its nouns.
    pub(super) fn without_suffix(&self, other: &Self) -> Option<Self> {
        let keep = self.len().checked_sub(other.len())?;
        same(self.iter().skip(keep), other).then(|| Self::joined(self.iter().take(keep)))
    }

    /// Without the words at the end that are among those of `other`, whatever their number.
    pub(super) fn without_trailing(&self, other: &Self) -> Self {
        let is_other = |word: &&str| other.iter().any(|each| singular(each) == singular(word));
        let trailing = self.iter().rev().take_while(is_other).count();
        Self::joined(self.iter().take(self.len() - trailing))
    }

    /// The last word alone.
    pub(super) fn last(&self) -> Self {
        Self::joined(self.iter().next_back().into_iter())
    }

    /// The words that both end with.
    pub(super) fn common_end(&self, other: &Self) -> Self {
        let both = self.iter().rev().zip(other.iter().rev());
        let same = both.take_while(|(one, two)| one == two).count();
        Self::joined(self.iter().skip(self.len() - same))
    }

    /// Whether a word of `other` is among these, whatever its number.
    pub(super) fn mentions(&self, other: &Self) -> bool {
        self.iter().any(|mine| {
            other
                .iter()
                .any(|theirs| singular(mine) == singular(theirs))
        })
    }

    /// Without a preposition that nothing follows.
    pub(super) fn without_preposition(self) -> Self {
        let mut kept = self.len();
        for word in self.iter().rev() {
            if kept < 2 || !PREPOSITIONS.contains(&word) {
                break;
            }
            kept -= 1;
        }
        Self::joined(self.iter().take(kept))
    }
}

fn cut(name: &str) -> &str {
    match name.get(..Words::LONGEST) {
        Some(start) if name.len() > Words::LONGEST => start.trim_end_matches('_'),
        _ => name,
    }
}

const PREPOSITIONS: [&str; 8] = ["for", "of", "by", "in", "on", "to", "from", "with"];

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether these start with the words of `other`, of which there is one.
fn same<'w>(own: impl Iterator<Item = &'w str>, other: &Words) -> bool {
    !other.is_empty()
        && own
            .zip(other.iter())
            .all(|(left, right)| singular(left) == singular(right))
}

/// The singular of an English word, by its ending; the word itself where no rule is sure.
fn singular(word: &str) -> Cow<'_, str> {
    const SAME: [&str; 5] = ["ss", "us", "is", "news", "series"];
    if SAME.iter().any(|ending| word.ends_with(ending)) || word.len() < 3 {
        return Cow::Borrowed(word);
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return Cow::Borrowed(word.strip_suffix("es").unwrap_or(word));
        }
    }
    Cow::Borrowed(word.strip_suffix('s').unwrap_or(word))
}

/// Puts words in the place of signs that carry the meaning, and plain letters in the place of others.
fn spell(text: &str) -> String {
    let has_letters = text.chars().any(char::is_alphanumeric);
    let mut spelled = String::with_capacity(text.len());
    for (index, letter) in text.chars().enumerate() {
        match letter {
            _ if letter.is_ascii_alphanumeric() => spelled.push(letter),
            '\'' => {}
            // A sign in front changes the meaning: `-1`, `+1`, and `-created_at` for a descending order.
            '-' if index == 0 && has_letters => spelled.push_str("minus "),
            '+' if has_letters
                && text
                    .chars()
                    .nth(index + 1)
                    .is_some_and(|next| next.is_ascii_digit()) =>
            {
                spelled.push_str(" plus ");
            }
            _ if letter.is_alphanumeric() => match latin(letter) {
                Some(plain) => spelled.push_str(&plain),
                None => spelled.push_str(&format!(" u{:x} ", u32::from(letter))),
            },
            _ if has_letters => spelled.push(' '),
            _ => spelled.push_str(&format!(
                " {} ",
                sign(letter).unwrap_or(&format!("u{:x}", u32::from(letter)))
            )),
        }
    }
    spelled
}

/// A letter of a Latin alphabet without its marks, so that a name in another language can still be read.
fn latin(letter: char) -> Option<String> {
    const PLAIN: [(&str, &str); 18] = [
        ("àáâãäåāăą", "a"),
        ("çćč", "c"),
        ("ďđ", "d"),
        ("èéêëēęě", "e"),
        ("ğ", "g"),
        ("ìíîïīı", "i"),
        ("łľ", "l"),
        ("ñńň", "n"),
        ("òóôõöøōő", "o"),
        ("ŕř", "r"),
        ("śšş", "s"),
        ("ťţ", "t"),
        ("ùúûüūůű", "u"),
        ("ýÿ", "y"),
        ("źżž", "z"),
        ("æ", "ae"),
        ("œ", "oe"),
        ("ß", "ss"),
    ];
    let small = letter.to_lowercase().next()?;
    let (_, plain) = PLAIN.iter().find(|(marked, _)| marked.contains(small))?;
    Some(match letter == small {
        true => (*plain).to_owned(),
        false => plain.to_ascii_uppercase(),
    })
}

fn sign(letter: char) -> Option<&'static str> {
    Some(match letter {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '~' => "tilde",
        '^' => "caret",
        '_' => "underscore",
        ' ' => "space",
        '(' | ')' | '[' | ']' | '{' | '}' => "bracket",
        '"' | '`' => "quote",
        '\\' => "backslash",
        '≠' => "not equal",
        '≤' => "less equal",
        '≥' => "greater equal",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn texts_become_words_and_words_become_names() {
        for (text, snake, pascal) in [
            ("createDeployment", "create_deployment", "CreateDeployment"),
            (
                "worker-deployments",
                "worker_deployments",
                "WorkerDeployments",
            ),
            ("created_ats[gt]", "created_ats_gt", "CreatedAtsGt"),
            ("2fa", "n2fa", "N2fa"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("-created_at", "minus_created_at", "MinusCreatedAt"),
            (">=", "greater_equal", "GreaterEqual"),
            ("don't", "dont", "Dont"),
            ("", "", ""),
        ] {
            let words = Words::of(text);
            let (got_snake, got_pascal) = (words.snake(), words.pascal());
            assert_eq!(
                (got_snake.as_str(), got_pascal.as_str()),
                (snake, pascal),
                "{text}"
            );
        }
    }

    #[test]
    fn letters_beyond_ascii_leave_a_name() {
        for text in ["größe", "漢字", "🙂"] {
            let name = Words::of(text).snake();
            assert!(name.is_ascii() && !name.is_empty(), "{text}: {name}");
        }
    }

    #[test]
    fn nouns_are_the_same_in_singular_and_plural() {
        let id = Words::of("worker-deployments-create-deployment");
        let tag = Words::of("Worker Deployments");
        let rest = id.without_prefix(&tag).map(|words| words.snake());
        assert_eq!(rest.as_deref(), Some("create_deployment"));
        assert_eq!(
            Words::of("create_deployment")
                .without_trailing(&tag)
                .snake(),
            "create"
        );
        for (plural, one) in [
            ("policies", "policy"),
            ("boxes", "box"),
            ("addresses", "address"),
            ("versions", "version"),
        ] {
            assert_eq!(
                Words::of(plural)
                    .singular()
                    .map(|words| words.snake())
                    .as_deref(),
                Some(one)
            );
        }
        for same in ["status", "news", "access", "https"] {
            assert!(
                Words::of(same)
                    .singular()
                    .is_none_or(|words| words.snake() == "http"),
                "{same}"
            );
        }
    }
}
