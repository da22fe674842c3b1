//! Names of operations: the method that a resource gives, the marker type, arguments and options.

use super::paths::Paths;
use super::types::{media_words, module_case};
use super::{
    ArgumentIdent, Claim, Desk, MethodIdent, ModuleIdent, Names, OperationNames, ResourceNames,
    Scope, TypeIdent, Words, keyword, links,
};
use crate::ir::{Api, Operation, ParamLocation, Resource};
use std::collections::BTreeMap;

/// The words of an operation's marker type: its id, without the resource's name in front where the noun comes again.
pub(super) fn marker_words(api: &Api, operation: &Operation) -> Words {
    let id = Words::of(&operation.id).or("call");
    let Some(resource) = api.resources.get(operation.resource.0 as usize) else {
        return id;
    };
    let tag = resource_words(resource);
    match id.without_prefix(&tag) {
        Some(rest) if rest.mentions(&tag) => rest,
        _ => id,
    }
}

/// The words of an operation's method: its id, without the resource's name in front or at the end.
fn method_words(api: &Api, operation: &Operation) -> Words {
    if let Some(rename) = &operation.rename {
        return Words::of(rename).or("call");
    }
    let id = Words::of(&operation.id).or("call");
    let Some(resource) = api.resources.get(operation.resource.0 as usize) else {
        return id;
    };
    let tag = resource_words(resource);
    let front = [&tag, &tag.last()]
        .into_iter()
        .find_map(|tag| id.without_prefix(tag))
        .unwrap_or_else(|| id.clone());
    let both = front.without_trailing(&tag);
    let bare = both.without_preposition();
    [bare, front]
        .into_iter()
        .find(|words| !words.is_empty())
        .unwrap_or(id)
}

/// What the document calls a resource, or wants it called in code.
pub(super) fn resource_words(resource: &Resource) -> Words {
    Words::of(resource.rename.as_deref().unwrap_or(&resource.name))
}

/// Takes over the names that share the scope of types.
pub(super) fn remember_types(
    desk: &Desk<'_>,
    names: &mut Names,
    given: &BTreeMap<String, String>,
    derived: &BTreeMap<String, String>,
) {
    let ty = |map: &BTreeMap<String, String>, path: &str| {
        TypeIdent::new(map.get(path).cloned().unwrap_or_default())
    };
    for resource in &desk.api.resources {
        names.resources.push(ResourceNames {
            handle: ty(given, &format!("resource {}", resource.name)),
            accessor: MethodIdent::new(String::new()),
            module: ModuleIdent::new(String::new()),
        });
    }
    for operation in &desk.api.operations {
        let path = format!("operation {}", operation.id);
        names.operations.push(OperationNames {
            marker: ty(given, &path),
            output: ty(derived, &format!("{path} output")),
            error: ty(derived, &format!("{path} error")),
            shares_error: false,
            methods: Vec::new(),
            arguments: Vec::new(),
            options: Vec::new(),
            bodies: Vec::new(),
            headers: BTreeMap::new(),
        });
    }
}

/// Names the resources' accessors and modules, and the operations' methods, arguments and options.
pub(super) fn allocate(desk: &mut Desk<'_>, _paths: &Paths, names: &mut Names) {
    resources(desk, names);
    methods(desk, names);
    let api = desk.api;
    for (id, operation) in api.operations() {
        let arguments = arguments(desk, operation);
        let (options, bodies) = options(desk, operation);
        let headers = headers(desk, operation);
        if let Some(own) = names.operations.get_mut(id.0 as usize) {
            own.arguments = arguments;
            own.options = options;
            own.bodies = bodies;
            own.headers = headers;
        }
    }
    builder(desk, names);
}

fn resources(desk: &mut Desk<'_>, names: &mut Names) {
    let claims: Vec<Claim> = desk
        .api
        .resources
        .iter()
        .map(|resource| {
            let words = resource_words(resource).or("default");
            let bare = if keyword::is_device(&words.snake()) {
                words.clone().and("api")
            } else {
                words.clone()
            };
            Claim {
                path: resource.name.clone(),
                wishes: vec![bare, words.and("api")],
                rank: 0,
            }
        })
        .collect();
    let mut scope = Scope::reserving(keyword::CLIENT_METHODS);
    for module in keyword::MODULES {
        scope = scope.and(module);
    }
    let given = desk.settle_locked(&mut scope, &claims, "accessor", module_case);
    for (claim, resource) in claims.iter().zip(&mut names.resources) {
        // What derives from words is no keyword; what a lock says may be one.
        let name = keyword::underscored(given.get(&claim.path).cloned().unwrap_or_default());
        resource.accessor = MethodIdent::new(name.clone());
        resource.module = ModuleIdent::new(name);
    }
}

/// The methods of each resource: one for each operation, and one more for each further media type of its body.
fn methods(desk: &mut Desk<'_>, names: &mut Names) {
    let api = desk.api;
    for index in 0..api.resources.len() {
        let own = || {
            api.operations()
                .filter(|(_, operation)| operation.resource.0 as usize == index)
        };
        let mut claims = Vec::new();
        for (_, operation) in own() {
            let words = method_words(api, operation);
            let full = Words::of(&operation.id).or("call");
            for (body, media) in body_medias(operation).into_iter().enumerate() {
                let (words, full) = match &media {
                    Some(media) if body > 0 => (
                        words.clone().then(media_words(media)),
                        full.clone().then(media_words(media)),
                    ),
                    _ => (words.clone(), full.clone()),
                };
                let rank = u8::from(operation.rename.is_none()) + 2 * u8::from(body > 0);
                // A keyword can't be written as it reads; the id may say more.
                let mut wishes = vec![words, full.clone()];
                wishes.sort_by_key(|wish| keyword::is_keyword(&wish.snake()));
                wishes.push(full.and("operation"));
                claims.push(Claim {
                    path: method_path(operation, body),
                    wishes,
                    rank,
                });
            }
        }
        claims.extend(links::claims(api, names, index));
        let mut scope = Scope::reserving(&["clone", "fmt", "from", "into", "new"]);
        let given = desk.settle_locked(&mut scope, &claims, "method", Words::snake);
        links::take(api, &given, index, names);
        for (id, operation) in own() {
            let methods = (0..body_medias(operation).len())
                .map(|body| {
                    given
                        .get(&method_path(operation, body))
                        .cloned()
                        .unwrap_or_default()
                })
                .map(|name| MethodIdent::new(keyword::underscored(name)))
                .collect();
            if let Some(own) = names.operations.get_mut(id.0 as usize) {
                own.methods = methods;
            }
        }
    }
}

/// The media types that a method of its own is made for: one (or none) where the body is optional or alone.
fn body_medias(operation: &Operation) -> Vec<Option<String>> {
    match &operation.body {
        Some(body) if body.required => body
            .contents
            .iter()
            .map(|content| Some(content.media.clone()))
            .collect(),
        _ => vec![None],
    }
}

fn method_path(operation: &Operation, body: usize) -> String {
    if body == 0 {
        operation.id.clone()
    } else {
        format!("{} {body}", operation.id)
    }
}

fn arguments(desk: &mut Desk<'_>, operation: &Operation) -> Vec<ArgumentIdent> {
    let claims = param_claims(operation);
    let mut scope = Scope::reserving(&["self", "body", keyword::LIST]);
    let given = desk
        .settle_members(&mut scope, &claims, "argument", Words::snake)
        .names;
    claims
        .iter()
        .map(|claim| {
            ArgumentIdent::new(keyword::escape(
                given.get(&claim.path).cloned().unwrap_or_default(),
            ))
        })
        .collect()
}

fn param_claims(operation: &Operation) -> Vec<Claim> {
    operation
        .params
        .iter()
        .map(|param| {
            let (place, rank) = match param.location {
                ParamLocation::Path => ("path", 0),
                ParamLocation::Query => ("query", 1),
                ParamLocation::Header => ("header", 2),
                ParamLocation::Cookie => ("cookie", 3),
                ParamLocation::QueryString => ("query", 1),
            };
            let words = Words::of(param.rename.as_deref().unwrap_or(&param.name)).or("value");
            let wishes = vec![words.clone(), words.clone().and("param"), words.and(place)];
            Claim {
                path: format!("{} {place} {}", operation.id, param.name),
                wishes,
                rank,
            }
        })
        .collect()
}

/// Options of a call: its parameters, and each form of a body that may be left out.
fn options(desk: &mut Desk<'_>, operation: &Operation) -> (Vec<MethodIdent>, Vec<MethodIdent>) {
    let mut claims = param_claims(operation);
    let params = claims.len();
    for (index, content) in operation
        .body
        .iter()
        .flat_map(|body| &body.contents)
        .enumerate()
    {
        let body = Words::of("body");
        let wishes = if index == 0 {
            vec![body]
        } else {
            vec![media_words(&content.media).then(body)]
        };
        claims.push(Claim {
            path: format!("{} body {index}", operation.id),
            wishes,
            rank: 4,
        });
    }
    let mut scope = Scope::reserving(keyword::CALL_METHODS).and(keyword::LIST);
    let given = desk
        .settle_members(&mut scope, &claims, "option", Words::snake)
        .names;
    let mut methods = claims.iter().map(|claim| {
        MethodIdent::new(keyword::escape(
            given.get(&claim.path).cloned().unwrap_or_default(),
        ))
    });
    let options = methods.by_ref().take(params).collect();
    (options, methods.collect())
}

fn headers(desk: &mut Desk<'_>, operation: &Operation) -> BTreeMap<String, MethodIdent> {
    let mut claims: Vec<Claim> = Vec::new();
    for header in operation
        .responses
        .iter()
        .filter(|response| response.status.is_success())
        .flat_map(|response| &response.headers)
    {
        let path = header.name.to_ascii_lowercase();
        if claims.iter().all(|claim| claim.path != path) {
            let words = Words::of(&header.name).or("value");
            claims.push(Claim {
                path,
                wishes: vec![words.clone(), words.and("header")],
                rank: 0,
            });
        }
    }
    let mut scope = Scope::reserving(keyword::RESPONSE_METHODS);
    let kind = format!("header {}", operation.id);
    let given = desk
        .settle_members(&mut scope, &claims, &kind, Words::snake)
        .names;
    given
        .into_iter()
        .map(|(path, name)| (path, MethodIdent::new(keyword::escape(name))))
        .collect()
}

/// The methods of the client's builder: one a security scheme, one a server variable.
fn builder(desk: &mut Desk<'_>, names: &mut Names) {
    let mut claims: Vec<Claim> = Vec::new();
    for scheme in &desk.api.schemes {
        let words = Words::of(&scheme.name).or("credential");
        claims.push(Claim {
            path: format!("scheme {}", scheme.name),
            wishes: vec![words.clone(), words.and("credential")],
            rank: 0,
        });
    }
    for variable in desk.api.servers.iter().flat_map(|server| &server.variables) {
        let path = format!("variable {}", variable.name);
        if claims.iter().all(|claim| claim.path != path) {
            let words = Words::of(&variable.name).or("variable");
            claims.push(Claim {
                path,
                wishes: vec![words.clone(), words.and("variable")],
                rank: 1,
            });
        }
    }
    let mut scope = Scope::reserving(keyword::BUILDER_METHODS);
    let given = desk
        .settle_members(&mut scope, &claims, "builder", Words::snake)
        .names;
    let name = |path: &str| {
        MethodIdent::new(keyword::escape(
            given.get(path).cloned().unwrap_or_default(),
        ))
    };
    names.credentials = desk
        .api
        .schemes
        .iter()
        .map(|scheme| name(&format!("scheme {}", scheme.name)))
        .collect();
    names.variables = desk
        .api
        .servers
        .iter()
        .flat_map(|server| &server.variables)
        .map(|variable| {
            (
                variable.name.clone(),
                name(&format!("variable {}", variable.name)),
            )
        })
        .collect();
}
