//! Texts and names that try to become code.

use crate::support::{Files, project, sane_text};
use launchway_generator::Client;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};
use std::fs;

/// A word that must never be a word of the client: no text holds it but in prose, and no name.
const CODE: &str = "pwned";

/// What a document may say, each trying to end the comment or the text that it is put into.
const TEXTS: &[&str] = &[
    "*/ fn pwned() {} /*",
    "\"]\nfn pwned() {}\n#[doc = \"",
    "\"#]\nfn pwned() {}\n#[doc = r#\"",
    "#![allow(pwned)]",
    "one\u{2028}fn pwned() {}\u{2029}fn pwned() {}",
    "one\rfn pwned() {}\r\nfn pwned() {}",
    "one\u{b}fn pwned() {}\u{c}fn pwned() {}\u{85}fn pwned() {}",
    "```\npwned!();\n```",
    "```rust\npwned!();\n```",
    "~~~ rust,should_panic\npwned!();\n~~~",
    "````\n```\npwned!();\n````",
    "```\npwned!();",
    "- one\n\n  ```\n  pwned!();\n  ```",
    "> ```\n> pwned!();\n> ```",
    "    pwned!();\n    pwned!();",
    "one\n\n\tpwned!();",
    "- one\n\n      pwned!();",
    "1. one\n\n        pwned!();",
    "<script>pwned()</script><img src=x onerror=pwned()>",
    "<!-- pwned",
    "[pwned] [pwned](pwned) [pwned][pwned] [`pwned`] [pwned](javascript:pwned())",
    "] [ ]( ) ![",
    "[a]: pwned\n[b]: <pwned> 'pwned'",
    "`pwned",
    "\\",
    "\\\n",
    "\u{202e}delete\u{202c} \u{2066}x\u{2069} \u{61c} \u{200f} \u{ad} \u{e0041}",
    "\u{0}\u{1}\u{7}\u{1b}[31m\u{7f}\u{9b}",
    "/// pwned\n//! pwned\n/** pwned */",
    "{pwned} {} {0}",
    "$pwned $crate",
    "| a | b |\n|---|---|\n| `x | pwned",
    "é",
    "ß first",
];

/// Names that try to end the text or the identifier that they become, to be a path, or to be nothing at all.
const NAMES: &[&str] = &[
    "r#\"",
    "\"#; fn x() {} r#\"",
    "../../x",
    "/etc/x",
    "C:\\x",
    "..",
    ".",
    "con",
    "NUL",
    "com1",
    "lpt9.rs",
    "mod",
    "lib",
    "main",
    "self",
    "Self",
    "super",
    "crate",
    "_",
    "__",
    "r#type",
    "'; DROP TABLE x; --",
    "a\\b",
    "a\"b",
    "a'b",
    "a\nb",
    "a\u{2028}b",
    "a\u{202e}b",
    "a\u{0}b",
    "{x}",
    "{}",
    "%",
    "%2e%2e%2f",
    "🦀",
    "🦀🦀",
    "é",
    "e\u{301}",
    "名前",
    "ﬀ",
    "ℌ",
    "1",
    "-1",
    "1e5",
    " ",
    "  x  ",
    "$ref",
    "$id",
    "<<",
    "~",
    "a~1b",
    "a/b",
    "#",
    "a#b",
    "allOf",
    "nullable",
    "x-y",
    "Vec",
    "String",
    "Option",
    "Some",
    "Ok",
    "Box",
    "Client",
    "Wire",
    "std",
    "core",
    "runtime",
    "wire",
];

/// What `*/`, `"#`, and the rest of them come to in every place where a document may say something.
fn texts() -> Value {
    let mut paths = serde_json::Map::new();
    let mut schemas = serde_json::Map::new();
    let mut tags = Vec::new();
    for (index, text) in TEXTS.iter().enumerate() {
        let operation = json!({
            "operationId": format!("operation {index}"),
            "tags": [format!("Tag {index}")],
            "summary": text,
            "description": text,
            "deprecated": index % 2 == 0,
            "externalDocs": {"url": text, "description": text},
            "parameters": [{
                "name": "one", "in": "query", "description": text,
                "schema": {"type": "string", "description": text, "pattern": text, "default": text},
            }],
            "requestBody": {
                "description": text,
                "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/Object{index}")}}},
            },
            "responses": {
                "200": {
                    "description": text,
                    "headers": {"X-One": {"description": text, "schema": {"type": "string"}}},
                    "content": {"application/json": {"schema": {"type": "object", "title": text, "properties": {"a": {"type": "string", "description": text}}}}},
                },
                "404": {"description": text, "content": {"application/json": {"schema": {"type": "string"}}}},
            },
        });
        paths.insert(
            format!("/paths/{index}"),
            json!({"summary": text, "description": text, "post": operation}),
        );
        schemas.insert(format!("Object{index}"), object(text));
        schemas.insert(format!("Enum{index}"), json!({"type": "string", "title": text, "description": text, "enum": ["one", text], "default": text}));
        schemas.insert(format!("Union{index}"), json!({"title": text, "description": text, "oneOf": [
            {"type": "string", "description": text},
            {"type": "object", "title": "Other", "description": text, "required": ["a"], "properties": {"a": {"type": "integer"}}},
        ]}));
        schemas.insert(
            format!("Alias{index}"),
            json!({"type": "string", "description": text, "format": text, "pattern": text}),
        );
        tags.push(json!({"name": format!("Tag {index}"), "description": text}));
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": TEXTS.join(" "), "summary": TEXTS[1], "description": TEXTS.join("\n\n"), "version": TEXTS[2]},
        "servers": [{"url": "https://one.example/", "description": TEXTS[0]}],
        "tags": tags,
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn object(text: &str) -> Value {
    json!({
        "type": "object", "title": text, "description": text, "deprecated": true, "required": ["needed"],
        "properties": {
            "needed": {"type": "string", "description": text, "pattern": text, "default": text, "example": text},
            "number": {"type": "integer", "description": text, "minimum": 1, "default": 5},
            "choice": {"type": "string", "description": text, "enum": ["a", text]},
            "read": {"type": "string", "readOnly": true, "description": text},
        },
    })
}

/// The names in every place where something is named.
fn names() -> Value {
    let mut paths = serde_json::Map::new();
    let mut schemas = serde_json::Map::new();
    let mut schemes = serde_json::Map::new();
    let mut properties = serde_json::Map::new();
    for (index, name) in NAMES.iter().enumerate() {
        let reference = format!(
            "#/components/schemas/{}",
            name.replace('~', "~0")
                .replace('/', "~1")
                .replace('%', "%25")
        );
        let operation = json!({
            "operationId": name,
            "tags": [name],
            "security": [{*name: []}],
            "parameters": [
                {"name": name, "in": "query", "schema": {"type": "string", "enum": [name, "other"]}},
                {"name": name, "in": "header", "schema": {"type": "string"}},
                {"name": name, "in": "cookie", "schema": {"type": "array", "items": {"type": "string"}}},
            ],
            "requestBody": {"content": {*name: {"schema": {"$ref": reference}}}},
            "responses": {
                "200": {"description": name, "headers": {*name: {"schema": {"type": "string"}}}, "content": {*name: {"schema": {"$ref": reference}}}},
            },
        });
        paths.insert(
            format!("/{index}/{name}/{{{name}}}"),
            json!({"post": operation}),
        );
        schemas.insert((*name).to_owned(), json!({
            "type": "object", "required": [name],
            "properties": {*name: {"type": "object", "properties": {*name: {"type": "string", "enum": [name]}}}},
        }));
        schemas.insert(format!("union {index}"), json!({
            "discriminator": {"propertyName": name, "mapping": {*name: reference}},
            "oneOf": [{"$ref": reference}, {"type": "object", "required": [name, "z"], "properties": {*name: {"const": name}, "z": {"type": "string"}}}],
        }));
        let scheme = match index % 2 {
            0 => json!({"type": "apiKey", "in": "header", "name": name}),
            _ => json!({"type": "apiKey", "in": "query", "name": name}),
        };
        schemes.insert((*name).to_owned(), scheme);
        properties.insert(
            (*name).to_owned(),
            json!({"type": "string", "default": name}),
        );
    }
    schemas.insert(
        "everything".to_owned(),
        json!({"type": "object", "required": NAMES, "properties": properties}),
    );
    schemas.insert(
        "choices".to_owned(),
        json!({"type": "string", "enum": NAMES}),
    );
    schemas.insert("L".repeat(500), json!({"type": "object", "properties": {"p".repeat(500): {"type": "object", "properties": {"a": {"type": "string"}}}}}));
    let variables: serde_json::Map<String, Value> = NAMES
        .iter()
        .map(|name| {
            (
                (*name).to_owned(),
                json!({"default": name, "enum": [name, "b"]}),
            )
        })
        .collect();
    let urls: String = NAMES.iter().map(|name| format!("/{{{name}}}")).collect();
    paths.insert(format!("/{}", "segment-".repeat(80)), json!({"get": {"tags": ["T".repeat(500)], "operationId": "o".repeat(500), "responses": {"200": {"description": "d"}}}}));
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": format!("https://one.example{urls}"), "variables": variables}, {"url": "\"; x"}, {"url": ""}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes},
    })
}

#[test]
fn no_text_becomes_code() {
    let client = Files::one("texts", texts().to_string()).client();
    assert_prose_stays_prose(&client);
}

#[test]
fn every_text_alone_is_text() {
    for text in TEXTS {
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": text, "description": text, "version": text},
            "paths": {},
            "components": {"schemas": {"One": object(text)}},
        });
        assert_prose_stays_prose(&Files::one(text, document.to_string()).client());
    }
}

#[track_caller]
fn assert_prose_stays_prose(client: &Client) {
    for (path, text) in client
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".rs"))
    {
        let tokens: TokenStream = text.parse().unwrap();
        assert!(
            !has_word(&tokens, CODE),
            "{path} holds code of the document:\n{text}"
        );
        for (number, line) in text.lines().enumerate() {
            let at = format!("{path}:{}: {line}", number + 1);
            assert!(!line.trim_start().starts_with("/*"), "{at}");
        }
        assert_fences_are_text(path, text);
    }
}

/// Every fence of the documentation says `text`, so that rustdoc runs nothing, and every one is closed.
#[track_caller]
fn assert_fences_are_text(path: &str, text: &str) {
    let mut open: Option<String> = None;
    for line in text.lines() {
        let line = line.trim_start();
        let Some(doc) = line.strip_prefix("///").or(line.strip_prefix("//!")) else {
            assert_eq!(open, None, "{path} leaves a fence open before: {line}");
            continue;
        };
        assert!(
            open.is_some() || !doc.starts_with("     "),
            "{path}: a test of rustdoc: {line}"
        );
        let doc = doc.trim_start();
        let fence: String = doc
            .chars()
            .take_while(|letter| doc.starts_with(*letter) && ['`', '~'].contains(letter))
            .collect();
        match &open {
            Some(start) if fence.starts_with(start.as_str()) && fence.len() == doc.len() => {
                open = None
            }
            Some(_) => {}
            None if fence.len() >= 3 && !doc[fence.len()..].contains('`') => {
                assert_eq!(&doc[fence.len()..], "text", "{path}: {line}");
                open = Some(fence);
            }
            None => {}
        }
    }
}

fn has_word(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => has_word(&group.stream(), word),
        _ => false,
    })
}

#[test]
fn no_name_becomes_code_or_a_path() {
    let document = Files::one("names", names().to_string());
    let client = document.client();
    for (path, text) in client.files.iter() {
        assert!(
            text.lines().all(|line| line.chars().count() < 12_000),
            "{path} has a line without end"
        );
    }
    for name in client.names.names.values() {
        assert!(
            name.len() <= 180,
            "a name of {} letters: {name}",
            name.len()
        );
        sane_text(name).unwrap();
    }
}

#[test]
fn every_name_alone_is_a_name() {
    for name in NAMES {
        let document = json!({
            "openapi": "3.0.3",
            "info": {"title": name, "version": "1"},
            "paths": {format!("/{name}"): {"get": {
                "operationId": name, "tags": [name],
                "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "object", "properties": {*name: {"type": "string", "enum": [name]}}}}}}},
            }}},
            "components": {"schemas": {*name: {"type": "object", "properties": {*name: {"type": "string"}}}}},
        });
        Files::one(&format!("the name {name:?}"), document.to_string()).client();
    }
}

#[test]
fn very_long_lines_end() {
    let long = "word ".repeat(200_000);
    let solid = "w".repeat(1_000_000);
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Long", "description": long, "version": "1"},
        "paths": {},
        "components": {"schemas": {"One": {"type": "object", "description": solid, "properties": {"a": {"type": "string", "pattern": solid, "default": solid, "enum": [solid]}}}}},
    });
    Files::one("long lines", document.to_string()).client();
}

/// The document that is compiled and documented among the cases says what is said here.
#[test]
fn the_compiled_case_is_hostile() {
    let path = project().join("tests/cases/hostile_text/spec.yaml");
    if std::env::var_os("LAUNCHWAY_WRITE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(
            &path,
            serde_json::to_string_pretty(&combined()).unwrap() + "\n",
        )
        .unwrap();
    }
    let text = fs::read_to_string(path).unwrap();
    let document: Value = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("hostile_text/spec.yaml is JSON: {error}"));
    assert_eq!(
        document,
        combined(),
        "write it anew: LAUNCHWAY_WRITE=1 cargo test -p launchway-tests --test guards"
    );
}

/// Texts and names in one document, each once: what is generated from it is read by people.
fn combined() -> Value {
    let mut document = names();
    let texts = texts();
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    schemas.retain(|name, _| !name.starts_with("union "));
    let members = TEXTS.iter().enumerate().map(|(index, text)| {
        let member = json!({"type": "string", "title": text, "description": text, "pattern": text, "default": text});
        (format!("text {index}"), member)
    });
    let members: serde_json::Map<String, Value> = members.collect();
    schemas.insert("texts".to_owned(), json!({"type": "object", "title": TEXTS[0], "description": TEXTS[1], "properties": members}));
    schemas.insert(
        "text values".to_owned(),
        json!({"type": "string", "enum": TEXTS, "default": TEXTS[0]}),
    );
    let paths = document["paths"].as_object_mut().unwrap();
    for (index, text) in TEXTS.iter().enumerate() {
        let described = json!({"200": {"description": text}});
        let parameters = json!([{"name": "one", "in": "query", "description": text, "schema": {"type": "string", "pattern": text}}]);
        let operation = json!({"operationId": format!("text {index}"), "tags": ["texts"], "summary": text, "description": text, "parameters": parameters, "responses": described});
        paths.insert(format!("/texts/{index}"), json!({"get": operation}));
    }
    document["info"] = texts["info"].clone();
    document["tags"] = json!([{"name": "texts", "description": TEXTS.join("\n\n")}]);
    document
}
