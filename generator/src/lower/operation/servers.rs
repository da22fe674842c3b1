//! Servers.

use crate::ir::{Server, ServerVariable};
use crate::lower::docs;

/// The servers as the model keeps them.
pub(in crate::lower) fn of(servers: &[openapiv3::Server]) -> Vec<Server> {
    servers.iter().map(server).collect()
}

fn server(server: &openapiv3::Server) -> Server {
    let variables = server.variables.iter().flatten();
    Server {
        url: server.url.clone(),
        docs: docs::of(None, server.description.as_deref(), false),
        variables: variables
            .map(|(name, variable)| ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                docs: docs::of(None, variable.description.as_deref(), false),
            })
            .collect(),
    }
}
