//! Areas: what the manifest says of the tags of a document must fit the document.

use super::support::Files;
use launchway_generator::Outcome;
use launchway_generator::config::{Area, Config};
use launchway_generator::diag::Code;

const SPEC: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders: {get: {tags: [Orders], responses: {'204': {description: None.}}}}
  /baskets: {get: {tags: [Baskets], responses: {'204': {description: None.}}}}
";

fn with(areas: &[(&str, &[&str])]) -> Outcome {
    let area = |(name, tags): &(&str, &[&str])| Area {
        name: (*name).to_owned(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
    };
    let config = Config {
        areas: areas.iter().map(area).collect(),
        ..Config::new("shop")
    };
    Files::one("areas", SPEC).generate_with(&config)
}

#[test]
fn are_told_in_the_docs_of_the_module() {
    let outcome = with(&[("Buying", &["Baskets", "Orders"])]);
    let client = outcome.client.unwrap();
    let root = client.files.get("lib.rs").unwrap();
    for line in [
        "//! ## Buying\n//!\n//! In [`baskets`], [`orders`]:\n",
        "//! | [`baskets::Baskets::get`] | `GET /baskets` |",
    ] {
        assert!(root.contains(line), "no {line}: {root}");
    }
}

#[test]
fn must_fit_the_document() {
    let refusal = |areas: &[(&str, &[&str])]| {
        let outcome = with(areas);
        assert!(outcome.client.is_none());
        let found = outcome.diagnostics.iter().next().unwrap().clone();
        assert_eq!(found.code, Code::AreaUnfit);
        (found.message, found.remedy.unwrap())
    };
    assert_eq!(
        refusal(&[("Buying", &["Order"])]),
        (
            "no operation has the tag `Order` of the area `Buying`".to_owned(),
            "did you mean `Orders`?".to_owned()
        )
    );
    assert_eq!(
        refusal(&[("Buying", &["Orders"]), ("Selling", &["Orders"])]),
        (
            "the tag `Orders` is in the area `Selling` and in another one".to_owned(),
            "name it once".to_owned()
        )
    );
}
