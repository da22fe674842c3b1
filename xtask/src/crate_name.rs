//! The name of a generated crate. It knows what Cargo takes for one.

use crate::exit::Stop;

/// How long a name may be.
const LONGEST: usize = 64;

/// Names that Cargo refuses, or that a crate with them could not use for others.
const TAKEN: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "bytes",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "http",
    "if",
    "impl",
    "in",
    "jiff",
    "jiter",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc-macro",
    "proc_macro",
    "pub",
    "ref",
    "reqwest",
    "return",
    "rustls",
    "self",
    "serde",
    "serde-json",
    "serde_json",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "tokio",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "uuid",
    "virtual",
    "where",
    "while",
    "yield",
];

/// A name that somebody gave.
pub(crate) fn given(name: &str) -> Result<String, Stop> {
    let refuse = |why: &str| {
        Err(Stop::Usage(format!(
            "`{name}` is no name for a crate: {why}"
        )))
    };
    let known = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        refuse("it must start with an ASCII letter")
    } else if !name.chars().all(known) {
        refuse("it may hold ASCII letters, digits, `-` and `_`")
    } else if name.len() > LONGEST {
        refuse("it is longer than 64 letters")
    } else if TAKEN.contains(&name.to_lowercase().as_str()) {
        refuse("it is a keyword, or the name of a crate that it needs")
    } else {
        Ok(name.to_owned())
    }
}

/// The first of the texts of which a name can be made.
pub(crate) fn from_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut names = texts.into_iter().filter_map(from_text);
    names.next().unwrap_or_else(|| "api-client".to_owned())
}

fn from_text(text: &str) -> Option<String> {
    let words = text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words.map(str::to_ascii_lowercase) {
        if name.len() + word.len() + 1 > LONGEST - "api-".len() {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word);
    }
    let first = name.chars().next()?;
    if first.is_ascii_digit() {
        name.insert_str(0, "api-");
    }
    if TAKEN.contains(&name.as_str()) {
        name.push_str("-api");
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names() {
        let name = |texts: &[&str]| from_texts(texts.iter().copied());
        assert_eq!(
            name(&["Swagger Petstore - OpenAPI 3.0"]),
            "swagger-petstore-openapi-3-0"
        );
        assert_eq!(name(&["", "pet_store"]), "pet-store");
        assert_eq!(name(&["猫", "openapi"]), "openapi");
        assert_eq!(name(&["1Forge API"]), "api-1forge-api");
        assert_eq!(name(&["Test"]), "test-api");
        assert_eq!(name(&["猫"]), "api-client");
        let long = name(&[&"word ".repeat(40)]);
        assert!(long.len() <= LONGEST && given(&long).is_ok(), "{long}");
    }

    #[test]
    fn names_are_checked() {
        assert!(given("pet_store-2").is_ok());
        for bad in [
            "",
            "2pet",
            "../pet",
            "pet store",
            "async",
            "Std",
            "pet\"store",
        ] {
            assert!(given(bad).is_err(), "{bad}");
        }
    }
}
