//! The constants that an API's error codes are.

use super::scope::{Claim, Scope};
use super::{ConstantIdent, Desk, Names, Words};

pub(super) fn allocate(desk: &mut Desk<'_>, names: &mut Names) {
    let codes = &desk.api.error_codes;
    let claims: Vec<Claim> = codes
        .iter()
        .map(|code| {
            let words = Words::of(&code.name).or("code");
            Claim {
                path: code.code.clone(),
                wishes: vec![words.clone(), words.and("code")],
                rank: 0,
            }
        })
        .collect();
    let mut scope = Scope::reserving(&["ALL"]);
    let given = desk.settle_members(&mut scope, &claims, "code", shout);
    names.codes = claims
        .iter()
        .map(|claim| ConstantIdent::new(given.names.get(&claim.path).cloned().unwrap_or_default()))
        .collect();
}

fn shout(words: &Words) -> String {
    words.snake().to_uppercase()
}
