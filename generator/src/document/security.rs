//! Security schemes and requirements.

use super::Document;
use crate::diag::Place;
use openapiv3::{SecurityRequirement, SecurityScheme};

impl Document<'_> {
    /// What an operation asks for where it says nothing itself: any one of these, each a list of schemes that are
    /// needed together.
    pub fn security(&self) -> Vec<Vec<String>> {
        requirements(self.shell.security.as_deref().unwrap_or_default())
    }

    /// The security schemes, in order. Mutual TLS is of type `http` with the scheme `mutualTLS`.
    pub fn security_schemes(&self) -> Vec<(String, SecurityScheme)> {
        self.components("securitySchemes")
            .into_iter()
            .filter_map(|(name, place)| Some((name, self.security_scheme(&place)?)))
            .collect()
    }

    fn security_scheme(&self, place: &Place) -> Option<SecurityScheme> {
        let followed = self.follow(place)?;
        let place = followed.place;
        let value = self.projector().security_scheme(&place, followed.node)?;
        self.read(&place, value)
    }
}

/// The names of the schemes; scopes are for whoever asks for a token.
pub(super) fn requirements(list: &[SecurityRequirement]) -> Vec<Vec<String>> {
    let names = |requirement: &SecurityRequirement| requirement.keys().cloned().collect();
    list.iter().map(names).collect()
}
