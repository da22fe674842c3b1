//! Text of a document to words. Words first, case last: two texts that differ only in case or signs between words
//! collide here, where it can be seen, and not in the output.

use heck::{ToPascalCase, ToSnakeCase};

/// The words of a name, in lower case, of ASCII letters and digits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// How many letters a name may have: it becomes the name of a file, too, and systems bound these.
    pub(super) const LONGEST: usize = 150;

    /// The words of a text. Signs count as words only where the text would be empty or ambiguous without them.
    pub(super) fn of(text: &str) -> Self {
        let spelled = spell(text);
        let snake = spelled.to_snake_case();
        Self(
            snake
                .split('_')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    /// These words and then those.
    pub(super) fn then(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// These words and one more.
    pub(super) fn and(mut self, word: &str) -> Self {
        self.0.push(word.to_owned());
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
        let text = cut(self.0.join("_"));
        if starts_with_digit(&text) {
            format!("n{text}")
        } else {
            text
        }
    }

    /// `PascalCase`.
    pub(super) fn pascal(&self) -> String {
        let text = cut(self.0.join("_").to_pascal_case());
        if starts_with_digit(&text) {
            format!("N{text}")
        } else {
            text
        }
    }

    /// The same with the last word in the singular, if it is a plural.
    pub(super) fn singular(&self) -> Option<Self> {
        let (last, front) = self.0.split_last()?;
        let one = singular(last);
        (one != *last).then(|| {
            let mut words = front.to_vec();
            words.push(one);
            Self(words)
        })
    }

    /// Without `other` at the start, whatever the number of its nouns.
    pub(super) fn without_prefix(&self, other: &Self) -> Option<Self> {
        let head = self.0.get(..other.0.len())?;
        same(head, &other.0).then(|| Self(self.0.iter().skip(other.0.len()).cloned().collect()))
    }

    /// Without `other` at the end, whatever the number of its nouns.
    pub(super) fn without_suffix(&self, other: &Self) -> Option<Self> {
        let keep = self.0.len().checked_sub(other.0.len())?;
        same(self.0.get(keep..)?, &other.0)
            .then(|| Self(self.0.iter().take(keep).cloned().collect()))
    }

    /// Without the words at the end that are among those of `other`, whatever their number.
    pub(super) fn without_trailing(&self, other: &Self) -> Self {
        let is_other = |word: &&String| other.0.iter().any(|each| singular(each) == singular(word));
        let trailing = self.0.iter().rev().take_while(is_other).count();
        Self(
            self.0
                .iter()
                .take(self.0.len() - trailing)
                .cloned()
                .collect(),
        )
    }

    /// The last word alone.
    pub(super) fn last(&self) -> Self {
        Self(self.0.last().cloned().into_iter().collect())
    }

    /// The words that both end with.
    pub(super) fn common_end(&self, other: &Self) -> Self {
        let both = self.0.iter().rev().zip(other.0.iter().rev());
        let same = both.take_while(|(one, two)| one == two).count();
        let skipped = self.0.len() - same;
        Self(self.0.iter().skip(skipped).cloned().collect())
    }

    /// Whether a word of `other` is among these, whatever its number.
    pub(super) fn mentions(&self, other: &Self) -> bool {
        self.0.iter().any(|mine| {
            other
                .0
                .iter()
                .any(|theirs| singular(mine) == singular(theirs))
        })
    }

    /// Without a preposition that nothing follows.
    pub(super) fn without_preposition(mut self) -> Self {
        while self.0.len() > 1
            && self
                .0
                .last()
                .is_some_and(|word| PREPOSITIONS.contains(&word.as_str()))
        {
            self.0.pop();
        }
        self
    }
}

fn cut(name: String) -> String {
    if name.len() <= Words::LONGEST {
        return name;
    }
    let start: String = name.chars().take(Words::LONGEST).collect();
    start.trim_end_matches('_').to_owned()
}

const PREPOSITIONS: [&str; 8] = ["for", "of", "by", "in", "on", "to", "from", "with"];

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn same(left: &[String], right: &[String]) -> bool {
    !right.is_empty()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| singular(left) == singular(right))
}

/// The singular of an English word, by its ending; the word itself where no rule is sure.
fn singular(word: &str) -> String {
    const SAME: [&str; 5] = ["ss", "us", "is", "news", "series"];
    if SAME.iter().any(|ending| word.ends_with(ending)) || word.len() < 3 {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(word).to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
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
