//! Names of calls that follow answers: methods of a resource beside those of its operations, which go first.

use super::{ArgumentIdent, Claim, Desk, LinkNames, MethodIdent, Names, Scope, Words, keyword};
use crate::ir::{Api, Filling, Link, TextPiece, Type};
use std::collections::BTreeMap;

/// What links want to be called in a resource: their name, else that of the answer and theirs.
pub(super) fn claims(api: &Api, names: &Names, resource: usize) -> Vec<Claim> {
    let own = own(api, resource);
    let claims = own.map(|(index, link)| {
        let asked = link.rename.as_deref().unwrap_or(&link.name);
        let words = Words::of(asked).or("link");
        let answer = answer(names, link);
        let long = answer.clone().or("answer").then(words.clone());
        let follow = Words::of("follow").then(long.clone());
        let mut wishes = vec![words, long, follow];
        // A keyword can't be written as it reads.
        wishes.sort_by_key(|wish| keyword::is_keyword(&wish.snake()));
        Claim {
            path: path(api, index, link),
            wishes,
            // What an operation is called does not depend on what may follow it.
            rank: 10 + u8::from(link.rename.is_none()),
        }
    });
    claims.collect()
}

/// Takes over the names that links got.
pub(super) fn take(
    api: &Api,
    given: &BTreeMap<String, String>,
    resource: usize,
    names: &mut Names,
) {
    for (index, link) in own(api, resource) {
        let name = given.get(&path(api, index, link)).cloned();
        let method = MethodIdent::new(keyword::underscored(name.unwrap_or_default()));
        if names.links.len() <= index {
            names.links.resize(index + 1, LinkNames::default());
        }
        if let Some(names) = names.links.get_mut(index) {
            names.method = method;
        }
    }
}

/// Names the arguments that are none of the linked operation's.
pub(super) fn allocate(desk: &mut Desk<'_>, names: &mut Names) {
    let api = desk.api;
    for (index, link) in api.links() {
        let path = path(api, index, link);
        let words = answer(names, link).or("answer");
        let mut claims = vec![Claim {
            path: format!("{path} answer"),
            wishes: vec![words.clone(), words.and("answer")],
            rank: 0,
        }];
        for (expression, word) in asked(link) {
            let words = Words::of(word).or("value");
            claims.push(Claim {
                path: format!("{path} {expression}"),
                wishes: vec![words.clone(), words.and("part")],
                rank: 1,
            });
        }
        let taken = names.operation(link.target).map(|it| &it.arguments);
        let mut scope = Scope::reserving(&["self", "body", "call", keyword::LIST]);
        for argument in taken.into_iter().flatten() {
            scope = scope.and(argument.as_str().trim_start_matches("r#"));
        }
        let given = desk.settle_members(&mut scope, &claims, "argument", Words::snake);
        let name = |what: &str| {
            let name = given.names.get(&format!("{path} {what}")).cloned();
            ArgumentIdent::new(keyword::escape(name.unwrap_or_default()))
        };
        let pieces = asked(link).map(|(expression, _)| (expression.to_owned(), name(expression)));
        let (answer, pieces) = (name("answer"), pieces.collect());
        if let Some(names) = names.links.get_mut(index) {
            (names.answer, names.pieces) = (answer, pieces);
        }
    }
}

fn own(api: &Api, resource: usize) -> impl Iterator<Item = (usize, &Link)> {
    api.links()
        .filter(move |(_, link)| link.resource.0 as usize == resource)
}

/// The words of the answer's type.
fn answer(names: &Names, link: &Link) -> Words {
    match link.answer.as_ref().map(|used| &used.ty) {
        Some(Type::Named(id)) => Words::of(names.ty(*id).map_or("", |it| it.ty.as_str())),
        _ => Words::of(""),
    }
}

/// What a lock calls a link: neither its answers nor its place, of which there may be more tomorrow; but the first answer
/// where others have all else alike.
fn path(api: &Api, index: usize, link: &Link) -> String {
    let named = |link: &Link| match link.answer.as_ref().map(|used| &used.ty) {
        Some(Type::Named(id)) => Some(*id),
        _ => None,
    };
    let answer = named(link).map(|id| format!(" of {}", api.origin_path(id)));
    let id = |operation| api.operation(operation).map_or("", |it| it.id.as_str());
    let resource = api.resources.get(link.resource.0 as usize);
    let stem = format!(
        "link {} {}{} to {}",
        resource.map_or("", |it| it.name.as_str()),
        link.name,
        answer.unwrap_or_default(),
        id(link.target)
    );
    let is_alike = |(at, other): &(usize, &Link)| {
        *at != index
            && (other.resource, other.target) == (link.resource, link.target)
            && other.name == link.name
            && named(other) == named(link)
    };
    let others: Vec<_> = api.links().filter(is_alike).collect();
    if others.is_empty() {
        return stem;
    }
    let stem = format!(
        "{stem} from {}",
        link.from.first().map_or("", |from| id(*from))
    );
    let before =
        |(at, other): &&(usize, &Link)| *at < index && other.from.first() == link.from.first();
    match others.iter().filter(before).count() {
        0 => stem,
        before => format!("{stem} {}", before + 1),
    }
}

/// What a link asks for inside of texts, each once: the expression, and what to call that.
pub(super) fn asked(link: &Link) -> impl Iterator<Item = (&str, &str)> {
    let fillings = link.fillings();
    let mut asked: Vec<(&str, &str)> = Vec::new();
    for filling in fillings {
        let Filling::Text(pieces) = filling else {
            continue;
        };
        for piece in pieces {
            if let TextPiece::Asked(expression, word) = piece
                && asked.iter().all(|(known, _)| known != expression)
            {
                asked.push((expression, word));
            }
        }
    }
    asked.into_iter()
}
