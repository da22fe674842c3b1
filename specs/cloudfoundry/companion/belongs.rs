//! Short ways to say what something belongs to, which the API says three levels deep.

use crate::cloudfoundry::types::{BelongsToApp, BelongsToSpace, GuidRef, ToOneRelationship};

impl BelongsToApp {
    /// To the app of that guid.
    pub fn of(guid: impl Into<String>) -> Self {
        Self::new(ToOneRelationship::new(GuidRef::new(guid)))
    }
}

impl BelongsToSpace {
    /// To the space of that guid.
    pub fn of(guid: impl Into<String>) -> Self {
        Self::new(ToOneRelationship::new(GuidRef::new(guid)))
    }
}
