//! Documents to the model and its facts: each case is a document, its snapshot what comes of it.
//!
//! A case lacks what every document says (`openapi`, `info`, an empty `paths`); lines `# file: PATH` start other files.

mod harness;
mod invariants;
mod real;

use harness::lowered;

#[test]
fn cases() {
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::glob!("cases/*.yaml", |path| {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            insta::assert_snapshot!(lowered(&text).to_text());
        });
    });
}
