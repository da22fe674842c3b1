//! Areas: which groups of operations the caller says belong together.

use super::context::Lowering;
use crate::diag::{Code, Diagnostic, nearest};
use crate::ir::{Area, ResourceId};
use std::collections::BTreeSet;

impl Lowering<'_, '_> {
    /// Finds the groups of each area that the caller named.
    pub(super) fn areas(&mut self) {
        let mut taken = BTreeSet::new();
        for area in &self.config.areas {
            let mut resources = Vec::new();
            for tag in &area.tags {
                match self.resource_of(tag) {
                    Ok(id) if taken.insert(id) => resources.push(id),
                    Ok(_) => self.found.push(
                        Diagnostic::nowhere(
                            Code::AreaUnfit,
                            format!(
                                "the tag `{tag}` is in the area `{}` and in another one",
                                area.name
                            ),
                        )
                        .remedy("name it once"),
                    ),
                    Err(remedy) => self.found.push(
                        Diagnostic::nowhere(
                            Code::AreaUnfit,
                            format!(
                                "no operation has the tag `{tag}` of the area `{}`",
                                area.name
                            ),
                        )
                        .remedy(remedy),
                    ),
                }
            }
            let name = area.name.clone();
            self.api.areas.push(Area { name, resources });
        }
    }

    fn resource_of(&self, tag: &str) -> Result<ResourceId, String> {
        let names = || {
            self.api
                .resources
                .iter()
                .map(|resource| resource.name.as_str())
        };
        match names().position(|name| name == tag) {
            Some(index) => Ok(ResourceId(index as u32)),
            None => Err(match nearest(tag, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out of the area".to_owned(),
            }),
        }
    }
}
