//! OpenAPI 3.1's table of styles: style by explode by kind of value.

use crate::draft::Draft;
use crate::runtime::{Json, Style};
use crate::style::{form, header, pairs, path, plain};

const EMPTY: &str = r#""""#;
const SCALAR: &str = r#""blue""#;
const ARRAY: &str = r#"["blue","black","brown"]"#;
const OBJECT: &str = r#"{"R":100,"G":200,"B":150}"#;

fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

fn query(style: Style, text: &str) -> String {
    let pairs = pairs("color", style, &plain(style, &json(text)));
    pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect::<Vec<_>>()
        .join("&")
}

fn in_path(style: Style, text: &str) -> Option<String> {
    path("color", style, &plain(style, &json(text)))
}

fn in_header(style: Style, text: &str) -> Option<String> {
    header(style, &plain(style, &json(text)))
}

/// One row: empty, scalar, array, object.
fn row(lay: impl Fn(&str) -> String, expected: [&str; 4]) {
    assert_eq!([EMPTY, SCALAR, ARRAY, OBJECT].map(lay), expected);
}

#[test]
fn queries() {
    row(
        |text| query(Style::FORM, text),
        [
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ],
    );
    row(
        |text| query(Style::FORM.joined(), text),
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    );
    row(
        |text| query(Style::SPACE, text),
        [
            "color=",
            "color=blue",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ],
    );
    row(
        |text| query(Style::PIPE, text),
        [
            "color=",
            "color=blue",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ],
    );
    // What OpenAPI leaves open is laid out as `form`.
    for style in [Style::SPACE, Style::PIPE] {
        row(
            |text| query(style.exploded(), text),
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        );
    }
    row(
        |text| query(Style::DEEP_OBJECT, text),
        [
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ],
    );
    row(
        |text| query(Style::JSON, text),
        [
            "color=%22%22",
            "color=%22blue%22",
            "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
            "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
        ],
    );
    row(
        |text| query(Style::PERCENT_LIST, text),
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    );
}

#[test]
fn paths() {
    let lay = |style| move |text: &str| in_path(style, text).unwrap();
    row(
        lay(Style::SIMPLE),
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    );
    row(
        lay(Style::SIMPLE.exploded()),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    );
    row(
        lay(Style::LABEL),
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    );
    row(
        lay(Style::LABEL.exploded()),
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    );
    row(
        lay(Style::MATRIX),
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ],
    );
    row(
        lay(Style::MATRIX.exploded()),
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ],
    );
    assert_eq!(
        in_path(Style::JSON, ARRAY).unwrap(),
        "%5B%22blue%22%2C%22black%22%2C%22brown%22%5D"
    );
}

#[test]
fn cookies() {
    let lay = |style| {
        move |text: &str| {
            let mut draft = Draft::default();
            draft.cookie("color", style, &json(text));
            draft.cookies
        }
    };
    row(
        lay(Style::FORM),
        [
            "color=",
            "color=blue",
            "color=blue; color=black; color=brown",
            "R=100; G=200; B=150",
        ],
    );
    row(
        lay(Style::FORM.joined()),
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    );
    assert_eq!(lay(Style::FORM)(r#""a;b c""#), "color=a%3Bb%20c");
    assert_eq!(lay(Style::FORM)("null"), "");
}

#[test]
fn headers() {
    let lay = |style| move |text: &str| in_header(style, text).unwrap();
    row(
        lay(Style::SIMPLE),
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    );
    row(
        lay(Style::SIMPLE.exploded()),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    );
    assert_eq!(in_header(Style::JSON, OBJECT).unwrap(), OBJECT);
    assert_eq!(in_header(Style::SIMPLE, r#""a b, ü%""#).unwrap(), "a b, ü%");
}

#[test]
fn nothing_is_sent_for_null_and_for_what_is_empty() {
    let styles = [
        Style::FORM,
        Style::FORM.joined(),
        Style::SIMPLE,
        Style::LABEL,
        Style::MATRIX,
        Style::SPACE,
        Style::PIPE,
        Style::DEEP_OBJECT,
        Style::PERCENT_LIST,
    ];
    for style in styles {
        for style in [style.exploded(), style.joined()] {
            for text in ["null", "[]", "{}", "[null]", r#"{"a":null}"#] {
                assert_eq!(query(style, text), "", "{style:?} {text}");
                assert_eq!(in_path(style, text), None, "{style:?} {text}");
                assert_eq!(in_header(style, text), None, "{style:?} {text}");
            }
        }
    }
    assert_eq!(
        pairs("c", Style::JSON, &plain(Style::JSON, &None::<i64>)),
        []
    );
    assert_eq!(query(Style::FORM, r#"["a",null,"b"]"#), "color=a&color=b");
}

#[test]
fn queries_are_percent_encoded() {
    assert_eq!(
        query(Style::FORM, r#""a b&c=d/ü,+~""#),
        "color=a%20b%26c%3Dd%2F%C3%BC%2C%2B~"
    );
    assert_eq!(
        query(Style::FORM.joined(), r#"["a,b","c"]"#),
        "color=a%2Cb,c"
    );
    assert_eq!(query(Style::FORM, r#"{"k[]":"v"}"#), "k%5B%5D=v");
    assert_eq!(query(Style::FORM, "[true,1.5]"), "color=true&color=1.5");
}

#[test]
fn reserved_characters_can_be_kept() {
    let style = Style::FORM.reserved();
    assert_eq!(
        query(style, r#""/a?b=c:d@%2Fe%#ü ""#),
        "color=/a?b=c:d@%2Fe%25%23%C3%BC%20"
    );
    assert_eq!(
        in_path(Style::SIMPLE.reserved(), r#""a/b;c=d?""#).unwrap(),
        "a%2Fb;c=d%3F"
    );
}

#[test]
fn lists_can_be_encoded_twice() {
    assert_eq!(
        query(Style::PERCENT_LIST, r#"["a,b","c d"]"#),
        "color=a%252Cb,c%2520d"
    );
    assert_eq!(query(Style::PERCENT_LIST, r#""a,b""#), "color=a%252Cb");
}

#[test]
fn objects_may_nest() {
    let nested = r#"{"a":{"b":1,"c":[2,3]},"d":null}"#;
    assert_eq!(
        query(Style::DEEP_OBJECT, nested),
        "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bc%5D=2&color%5Ba%5D%5Bc%5D=3"
    );
    assert_eq!(query(Style::FORM, r#"{"a":[1,2]}"#), "a=1&a=2");
    assert_eq!(query(Style::FORM.joined(), r#"{"a":[1,2]}"#), "color=a,1,2");
}

#[test]
fn forms() {
    let value = json(r#"{"name":"a b+c","tags":["x","y"],"meta":{"k":[1]},"gone":null,"n":5}"#);
    assert_eq!(
        form(&[], &value),
        "name=a%20b%2Bc&tags=x&tags=y&meta=%7B%22k%22%3A%5B1%5D%7D&n=5"
    );
    let styles = [
        ("tags", Style::PIPE),
        ("meta", Style::DEEP_OBJECT),
        ("n", Style::JSON),
    ];
    assert_eq!(
        form(&styles, &value),
        "name=a%20b%2Bc&tags=x%7Cy&meta%5Bk%5D=1&n=5"
    );
}
