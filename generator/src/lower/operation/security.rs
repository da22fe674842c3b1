//! Security schemes, and what operations ask for.

use super::servers;
use crate::diag::{Code, Diagnostic, FileId, Place};
use crate::document::OperationView;
use crate::ir::{ParamLocation, Requirement, SchemeKind, SecurityScheme};
use crate::lower::context::Lowering;
use crate::lower::docs;
use openapiv3::APIKeyLocation;

impl Lowering<'_, '_> {
    /// Lowers servers, schemes and what is asked for where an operation says nothing.
    pub(in crate::lower) fn security(&mut self) {
        self.api.servers = servers::of(self.document.servers());
        let mut described = self.document.security_schemes();
        // The order of components says nothing, so that it must not show either.
        described.sort_by(|(left, _), (right, _)| left.cmp(right));
        for (name, scheme) in described {
            let place = scheme_place(&name);
            let scheme = scheme_of(name, &scheme);
            if scheme.kind == SchemeKind::Outside {
                self.found.push(
                    Diagnostic::new(
                        Code::SchemeOutside,
                        &place,
                        format!("the client does not send what `{}` asks for", scheme.name),
                    )
                    .remedy("it is left to the transport, or to a header that one sets"),
                );
            }
            self.api.schemes.push(scheme);
        }
        let asked = self.document.security();
        let place = Place::file(FileId::ROOT).child("security");
        self.api.security = self.requirements(&asked, &place);
    }

    /// What an operation asks for, where that differs from the API's.
    pub(super) fn operation_security(&mut self, view: &OperationView) -> Option<Vec<Requirement>> {
        let asked = view.security.as_ref()?;
        let place = view.place.child("security");
        let own = self.requirements(asked, &place);
        let all_dropped = own.is_empty() && !asked.is_empty();
        (!all_dropped && own != self.api.security).then_some(own)
    }

    /// A requirement without what is the transport's to send, which no one could give to the client.
    fn sendable(&self, requirement: &[String]) -> Vec<String> {
        let outside = |name: &String| {
            let mut schemes = self.api.schemes.iter();
            schemes.any(|scheme| scheme.name == *name && scheme.kind == SchemeKind::Outside)
        };
        let own = requirement.iter().filter(|name| !outside(name));
        own.cloned().collect()
    }

    /// The requirements of which every scheme is described.
    fn requirements(&mut self, asked: &[Vec<String>], place: &Place) -> Vec<Requirement> {
        let mut kept = Vec::new();
        for requirement in asked {
            let unknown = requirement
                .iter()
                .find(|name| !self.api.schemes.iter().any(|scheme| scheme.name == **name));
            match unknown {
                None => kept.push(self.sendable(requirement)),
                Some(name) => self.found.push(
                    Diagnostic::new(
                        Code::SchemeUndescribed,
                        place,
                        format!("the security scheme `{name}` is not described"),
                    )
                    .remedy(
                        "what needs it is left out; describe it in `components.securitySchemes`",
                    ),
                ),
            }
        }
        kept
    }
}

fn scheme_place(name: &str) -> Place {
    Place::file(FileId::ROOT)
        .child("components")
        .child("securitySchemes")
        .child(name)
}

fn scheme_of(name: String, scheme: &openapiv3::SecurityScheme) -> SecurityScheme {
    use openapiv3::SecurityScheme as Said;
    let (kind, description) = match scheme {
        Said::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                APIKeyLocation::Query => ParamLocation::Query,
                APIKeyLocation::Header => ParamLocation::Header,
                APIKeyLocation::Cookie => ParamLocation::Cookie,
            };
            let name = name.clone();
            (SchemeKind::Key { location, name }, description)
        }
        Said::HTTP {
            scheme,
            description,
            ..
        } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SchemeKind::Bearer,
                "basic" => SchemeKind::Basic,
                _ => SchemeKind::Outside,
            };
            (kind, description)
        }
        Said::OAuth2 { description, .. } | Said::OpenIDConnect { description, .. } => {
            (SchemeKind::Bearer, description)
        }
    };
    SecurityScheme {
        name,
        kind,
        docs: docs::of(None, description.as_deref(), false),
    }
}
