//! Bodies and rows in Rust's tokens: written out, derived, and written by macros, by what their definitions say.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// How much there is to compile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// Bodies of functions and constants.
    pub(super) bodies: u64,
    /// Rows of tables, members and variants in these bodies.
    pub(super) rows: u64,
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.bodies += other.bodies;
        self.rows += other.rows;
    }
}

/// What tokens cost once, and what each of their rows does where they are a macro's.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Price {
    pub(super) fixed: Cost,
    per_row: Cost,
}

impl AddAssign for Price {
    fn add_assign(&mut self, other: Self) {
        self.fixed += other.fixed;
        self.per_row += other.per_row;
    }
}

/// The prices of macros, by their names.
#[derive(Debug, Default)]
pub(super) struct Macros(BTreeMap<String, Price>);

impl Macros {
    /// The macros that some files define.
    pub(super) fn of<'f>(files: impl Iterator<Item = &'f TokenStream>) -> Self {
        let mut arms: BTreeMap<String, Vec<TokenStream>> = BTreeMap::new();
        for file in files {
            let tokens: Vec<TokenTree> = file.clone().into_iter().collect();
            for (index, token) in tokens.iter().enumerate() {
                let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group))) =
                    (tokens.get(index + 2), tokens.get(index + 3))
                else {
                    continue;
                };
                let attribute = index.checked_sub(1).and_then(|at| tokens.get(at));
                if is_word(Some(token), "macro_rules") && !is_by_feature(attribute) {
                    let known = arms.entry(name.to_string()).or_default();
                    known.extend(groups(group.stream()).skip(1).step_by(2));
                }
            }
        }
        // Some macros use others: after as many rounds as there are levels, all is known.
        let mut macros = Self::default();
        for _ in 0..4 {
            let prices = arms.iter().map(|(name, arms)| {
                let prices = arms.iter().map(|arm| price(arm.clone(), &macros));
                let dearest = prices.max_by_key(|it| (it.fixed.bodies, it.per_row.bodies));
                (name.clone(), dearest.unwrap_or_default())
            });
            macros = Self(prices.collect());
        }
        macros
    }
}

fn groups(tokens: TokenStream) -> impl Iterator<Item = TokenStream> {
    tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group.stream()),
        _ => None,
    })
}

/// What tokens cost; of a macro's arm the repetitions are rows.
pub(super) fn price(tokens: TokenStream, known: &Macros) -> Price {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut sum = Price::default();
    let mut derives = 0;
    for (index, token) in tokens.iter().enumerate() {
        let back = |by: usize| index.checked_sub(by).and_then(|at| tokens.get(at));
        match token {
            TokenTree::Ident(ident) if ident == "fn" || ident == "const" => {
                // `fn(…)` is a type, `const { … }` belongs to the body around it, and `const fn` is one.
                let next = tokens.get(index + 1);
                let is_other = matches!(next, Some(TokenTree::Group(_))) || is_word(next, "fn");
                sum.fixed.bodies += u64::from(!is_other);
            }
            TokenTree::Group(group) if is_punct(back(1), '#') => {
                derives += derived(group.stream());
            }
            TokenTree::Group(group) => {
                let inner = price(group.stream(), known);
                if is_punct(back(1), '$') {
                    sum.per_row.bodies += inner.fixed.bodies + inner.per_row.bodies;
                    sum.per_row.rows += 1 + inner.fixed.rows + inner.per_row.rows;
                    continue;
                }
                // `macro_rules! name { … }`: what it writes costs where it is used.
                if is_word(back(3), "macro_rules") {
                    continue;
                }
                if is_punct(back(1), '!')
                    && let Some(TokenTree::Ident(name)) = back(2)
                {
                    sum += used(known, &name.to_string(), group.stream());
                }
                if derives > 0 && group.delimiter() != Delimiter::Bracket {
                    sum.fixed.bodies += derives;
                    sum.fixed.rows += derives * rows(group.stream());
                    derives = 0;
                }
                sum += inner;
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                sum.fixed.bodies += std::mem::take(&mut derives);
            }
            _ => {}
        }
    }
    sum
}

/// How many of the traits that an attribute derives have a body.
fn derived(attribute: TokenStream) -> u64 {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    let [TokenTree::Ident(word), TokenTree::Group(list)] = &tokens[..] else {
        return 0;
    };
    let names = list.stream().into_iter().filter(|token| match token {
        TokenTree::Ident(name) => name != "Copy" && name != "Eq",
        _ => false,
    });
    if word == "derive" {
        names.count() as u64
    } else {
        0
    }
}

/// What a use of a macro costs; where a macro uses it, its rows are that one's.
fn used(known: &Macros, name: &str, table: TokenStream) -> Price {
    let Some(price) = known.0.get(name) else {
        return Price::default();
    };
    let is_in_macro = table
        .clone()
        .into_iter()
        .any(|token| is_punct(Some(&token), '$'));
    if is_in_macro {
        return *price;
    }
    let rows = groups(table).last().map_or(0, rows);
    let mut fixed = price.fixed;
    fixed.bodies += price.per_row.bodies * rows;
    fixed.rows += price.per_row.rows * rows;
    Price {
        fixed,
        per_row: Cost::default(),
    }
}

/// What commas part in a table.
fn rows(table: TokenStream) -> u64 {
    let tokens: Vec<TokenTree> = table.into_iter().collect();
    let commas = tokens.iter().filter(|token| is_punct(Some(token), ','));
    let is_open = tokens.last().is_some_and(|last| !is_punct(Some(last), ','));
    commas.count() as u64 + u64::from(is_open)
}

/// Whether an attribute lets something be only where a feature is asked for.
fn is_by_feature(attribute: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(attribute)) = attribute else {
        return false;
    };
    let text = attribute.to_string().replace(' ', "");
    text.starts_with("[cfg(feature=")
}

fn is_word(token: Option<&TokenTree>, wanted: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if word == wanted)
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}
