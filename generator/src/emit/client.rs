//! The API's description, its client and the credentials of its builder.

use super::tokens::{behind, docs, ident, path, text, ty};
use super::{Row, Table};
use crate::plan::{ApiPlan, ClientPlan, CredentialPlan, ErrorCodePlan, SchemeAt};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn client(plan: &ClientPlan, runtime: &str) -> TokenStream {
    let runtime = path(runtime.rsplit("::").next().unwrap_or(runtime));
    let marker = ident(&plan.marker);
    let docs_of_client = docs(&plan.docs);
    let resources = plan.resources.iter().map(|resource| {
        let docs = docs(&resource.docs);
        let name = ident(&resource.name);
        let handle = ty(&resource.handle);
        let feature = behind(&resource.features);
        quote! {
            #docs
            #feature
            pub fn #name(&self) -> #handle {
                #handle(self.0.clone())
            }
        }
    });
    let builder = builder(plan, &runtime);
    let start =
        format!(" Starts a client: credentials first, then [`build`]({runtime}::Builder::build).");
    let can_go = plan.resources.iter().all(|it| !it.features.is_empty());
    let idle = match plan.resources.is_empty() {
        true => quote!(#[allow(dead_code, reason = "the API has no operation")]),
        false if can_go => {
            quote!(#[allow(dead_code, reason = "every operation is behind a feature")])
        }
        false => quote!(),
    };
    quote! {
        #docs_of_client
        #[derive(Clone, Debug)]
        #idle
        pub struct Client(#runtime::Client);

        impl Client {
            #[doc = #start]
            pub fn builder() -> #runtime::Builder<#marker> {
                #runtime::Builder::new()
            }

            #(#resources)*
        }

        impl From<#runtime::Client> for Client {
            fn from(client: #runtime::Client) -> Self {
                Self(client)
            }
        }

        #builder
    }
}

/// What the builder takes beside what every builder does.
fn builder(plan: &ClientPlan, runtime: &TokenStream) -> Option<TokenStream> {
    let marker = ident(&plan.marker);
    let credentials = plan
        .credentials
        .iter()
        .map(|plan| credential(plan, runtime));
    let variables = plan.variables.iter().map(|plan| {
        let docs = docs(&plan.docs);
        let name = ident(&plan.name);
        let variable = &plan.variable;
        quote! {
            #docs
            pub fn #name(self, value: impl Into<String>) -> Self {
                self.variable(#variable, value)
            }
        }
    });
    let own: Vec<TokenStream> = credentials.chain(variables).collect();
    (!own.is_empty()).then(|| {
        quote! {
            impl #runtime::Builder<#marker> {
                #(#own)*
            }
        }
    })
}

fn credential(plan: &CredentialPlan, runtime: &TokenStream) -> TokenStream {
    let docs = docs(&plan.docs);
    let name = ident(&plan.name);
    let scheme = &plan.scheme;
    if plan.basic {
        return quote! {
            #docs
            pub fn #name(self, user: impl Into<String>, password: impl Into<#runtime::Secret>) -> Self {
                self.basic(#scheme, user, password)
            }
        };
    }
    quote! {
        #docs
        pub fn #name(self, credential: impl Into<#runtime::Credential>) -> Self {
            self.credential(#scheme, credential)
        }
    }
}

pub(super) fn error_codes(plans: &[ErrorCodePlan]) -> Table {
    let rows = plans.iter().map(|plan| Row {
        docs: plan.docs.clone(),
        deprecated: false,
        text: format!("{} = {},", plan.name, text(&plan.code)),
    });
    Table {
        open: "error_codes! {".to_owned(),
        rows: rows.collect(),
        close: "}",
    }
}

pub(super) fn api(plan: &ApiPlan, runtime: &str) -> TokenStream {
    let runtime = path(runtime.rsplit("::").next().unwrap_or(runtime));
    let marker = ident(&plan.marker);
    let title = &plan.title;
    let doc = format!(
        " What the client knows of {}: servers, schemes, envelope.",
        if title.is_empty() {
            "the API"
        } else {
            "its API"
        }
    );
    let servers = plan.servers.iter().map(|server| {
        let url = &server.url;
        let variables = server
            .variables
            .iter()
            .map(|(name, default)| quote!((#name, #default)));
        quote!(#runtime::Server { url: #url, variables: &[#(#variables),*] })
    });
    let schemes = plan.schemes.iter().map(|scheme| {
        let name = &scheme.name;
        let kind = match &scheme.at {
            SchemeAt::Bearer => quote!(Bearer),
            SchemeAt::Basic => quote!(Basic),
            SchemeAt::Header(name) => quote!(Header(#name)),
            SchemeAt::Query(name) => quote!(Query(#name)),
            SchemeAt::Cookie(name) => quote!(Cookie(#name)),
        };
        quote!(#runtime::Scheme { name: #name, kind: #runtime::SchemeKind::#kind })
    });
    let security = plan.security.iter().map(|set| quote!(&[#(#set),*]));
    let envelope = match &plan.envelope {
        Some((success, errors)) => {
            quote!(Some(#runtime::Envelope { success: #success, errors: #errors }))
        }
        None => quote!(None),
    };
    let ids = &plan.request_ids;
    let request_ids = (!ids.is_empty())
        .then(|| quote!(const REQUEST_IDS: &'static [&'static str] = &[#(#ids),*];));
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug)]
        pub struct #marker;

        impl #runtime::Api for #marker {
            type Client = Client;
            const NAME: &'static str = #title;
            const SERVERS: &'static [#runtime::Server] = &[#(#servers),*];
            const SCHEMES: &'static [#runtime::Scheme] = &[#(#schemes),*];
            const SECURITY: &'static [&'static [&'static str]] = &[#(#security),*];
            const ENVELOPE: Option<#runtime::Envelope> = #envelope;
            #request_ids
        }
    }
}
