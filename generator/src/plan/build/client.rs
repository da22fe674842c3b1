//! The API's description and its client.

use super::Desk;
use crate::ir::{Docs, ParamLocation, ResourceId, SchemeKind, SecurityScheme};
use crate::plan::{
    ApiPlan, ClientPlan, CredentialPlan, ErrorCodePlan, Item, ModulePlan, ResourceAccessor, RustTy,
    SchemeAt, SchemePlan, ServerPlan, Source, VariablePlan, doc,
};

/// What the API's own module says of itself.
pub(super) fn module_docs(desk: &Desk<'_>) -> Vec<String> {
    let api = desk.api();
    let mut docs = vec![format!(
        "{} {}",
        doc::line(&api.title).trim_end_matches('.'),
        doc::code(&api.version)
    )];
    let more = doc::lines(&api.docs, &[]);
    if !more.is_empty() {
        docs.push(String::new());
        docs.extend(more);
    }
    docs.extend(super::areas::docs(desk));
    if !desk.reach.plans().is_empty() {
        docs.push(String::new());
        docs.push(
            "Each module of operations is a Cargo feature of the same name; by default all are there."
                .to_owned(),
        );
    }
    docs
}

/// What the module of the client gives on.
pub(super) fn exports(desk: &Desk<'_>) -> Vec<String> {
    let mut names = vec!["Client".to_owned(), marker(desk)];
    names.sort();
    names
}

fn marker(desk: &Desk<'_>) -> String {
    desk.names()
        .marker()
        .map_or_else(String::new, |name| name.as_str().to_owned())
}

/// The module of the client.
pub(super) fn module(desk: &Desk<'_>) -> ModulePlan {
    ModulePlan {
        file: "client.rs".to_owned(),
        docs: vec!["The client, its credentials and its servers.".to_owned()],
        items: vec![Item::Client(client(desk)), Item::Api(description(desk))],
        ..ModulePlan::default()
    }
}

/// The module of the error codes, if the document lists any.
pub(super) fn error_codes(desk: &Desk<'_>) -> Option<ModulePlan> {
    let codes = desk.api().error_codes.iter().enumerate();
    let plans: Vec<ErrorCodePlan> = codes
        .filter_map(|(index, code)| {
            Some(ErrorCodePlan {
                name: desk.names().code(index)?.as_str().to_owned(),
                code: code.code.clone(),
                docs: doc::lines(
                    &Docs {
                        description: Some(code.meaning.clone()),
                        ..Docs::default()
                    },
                    &[],
                ),
            })
        })
        .collect();
    let docs = [
        "The codes by which the API says what went wrong, for",
        "[`Error::has_code`](crate::runtime::Error::has_code).",
    ];
    (!plans.is_empty()).then(|| ModulePlan {
        file: "error_codes.rs".to_owned(),
        docs: docs
            .map(|line| line.replace("crate::runtime", &desk.input.config.runtime))
            .to_vec(),
        items: vec![Item::ErrorCodes(plans)],
        ..ModulePlan::default()
    })
}

fn description(desk: &Desk<'_>) -> ApiPlan {
    let api = desk.api();
    ApiPlan {
        marker: marker(desk),
        title: api.title.clone(),
        servers: api
            .servers
            .iter()
            .map(|server| ServerPlan {
                url: server.url.clone(),
                variables: server
                    .variables
                    .iter()
                    .map(|variable| (variable.name.clone(), variable.default.clone()))
                    .collect(),
            })
            .collect(),
        schemes: api
            .schemes
            .iter()
            .filter_map(|scheme| {
                Some(SchemePlan {
                    name: scheme.name.clone(),
                    at: place(scheme)?,
                })
            })
            .collect(),
        security: api.security.clone(),
        envelope: api
            .envelope
            .as_ref()
            .map(|envelope| (envelope.success.clone(), envelope.errors.clone())),
        request_ids: api.request_ids.clone(),
    }
}

/// Where a scheme's credential goes; schemes that the client does not send have no place.
fn place(scheme: &SecurityScheme) -> Option<SchemeAt> {
    Some(match &scheme.kind {
        SchemeKind::Bearer => SchemeAt::Bearer,
        SchemeKind::Basic => SchemeAt::Basic,
        SchemeKind::Key {
            location: ParamLocation::Header,
            name,
        } => SchemeAt::Header(name.clone()),
        SchemeKind::Key {
            location: ParamLocation::Query,
            name,
        } => SchemeAt::Query(name.clone()),
        SchemeKind::Key {
            location: ParamLocation::Cookie,
            name,
        } => SchemeAt::Cookie(name.clone()),
        SchemeKind::Key {
            location: ParamLocation::Path | ParamLocation::QueryString,
            ..
        }
        | SchemeKind::Outside => return None,
    })
}

fn client(desk: &Desk<'_>) -> ClientPlan {
    let api = desk.api();
    let mut resources: Vec<ResourceAccessor> = Vec::new();
    for (index, resource) in api.resources.iter().enumerate() {
        let id = ResourceId(index as u32);
        let Some(names) = desk.names().resource(id) else {
            continue;
        };
        if super::own_operations(desk, id).is_empty() {
            continue;
        }
        let docs = doc::lines(&resource.docs, &[]);
        let docs = if docs.is_empty() {
            vec![format!("The operations of {}.", doc::code(&resource.name))]
        } else {
            docs
        };
        let source = Source::Module(format!(
            "{}::{}",
            desk.input.config.module,
            names.module.as_str()
        ));
        let handle = RustTy::Path(names.handle.as_str().to_owned(), source);
        resources.push(ResourceAccessor {
            name: names.accessor.as_str().to_owned(),
            handle,
            docs,
            features: desk.reach.feature(id),
        });
    }
    resources.sort_by(|left, right| left.name.cmp(&right.name));
    let title = doc::line(&api.title);
    ClientPlan {
        marker: marker(desk),
        docs: vec![
            format!("A client of the {}.", title.trim_end_matches('.')),
            String::new(),
            "Cheap to clone: clones share connections and credentials.".to_owned(),
        ],
        resources,
        credentials: credentials(desk),
        variables: variables(desk),
    }
}

pub(super) fn credentials(desk: &Desk<'_>) -> Vec<CredentialPlan> {
    let mut plans = Vec::new();
    for (index, scheme) in desk.api().schemes.iter().enumerate() {
        let (Some(at), Some(name)) = (place(scheme), desk.names().credential(index)) else {
            continue;
        };
        let goes = match &at {
            SchemeAt::Bearer => "It goes into `Authorization: Bearer`.".to_owned(),
            SchemeAt::Basic => "They go into `Authorization: Basic`.".to_owned(),
            SchemeAt::Header(name) => format!("It goes into the header {}.", doc::code(name)),
            SchemeAt::Query(name) => format!("It goes into the query as {}.", doc::code(name)),
            SchemeAt::Cookie(name) => format!("It goes into the cookie {}.", doc::code(name)),
        };
        let docs = doc::lines(&scheme.docs, std::slice::from_ref(&goes));
        let docs = if docs.len() > 1 {
            docs
        } else {
            vec![
                format!("The credential {}.", doc::code(&scheme.name)),
                String::new(),
                goes,
            ]
        };
        plans.push(CredentialPlan {
            name: name.as_str().to_owned(),
            scheme: scheme.name.clone(),
            docs,
            basic: at == SchemeAt::Basic,
        });
    }
    plans
}

fn variables(desk: &Desk<'_>) -> Vec<VariablePlan> {
    let mut plans: Vec<VariablePlan> = Vec::new();
    for variable in desk
        .api()
        .servers
        .iter()
        .flat_map(|server| &server.variables)
    {
        let Some(name) = desk.names().variable(&variable.name) else {
            continue;
        };
        if plans.iter().any(|plan| plan.variable == variable.name) {
            continue;
        }
        let mut more = vec![format!("Default: {}.", doc::code(&variable.default))];
        if !variable.values.is_empty() {
            let values: Vec<String> = variable
                .values
                .iter()
                .map(|value| doc::code(value))
                .collect();
            more.push(format!("One of {}.", values.join(", ")));
        }
        let mut docs = doc::lines(&variable.docs, &[]);
        if docs.is_empty() {
            docs.push(format!(
                "The server variable {}.",
                doc::code(&variable.name)
            ));
        }
        for line in more {
            docs.push(String::new());
            docs.push(line);
        }
        plans.push(VariablePlan {
            name: name.as_str().to_owned(),
            variable: variable.name.clone(),
            docs,
        });
    }
    plans
}
