//! The member that tells variants apart, and the values of it that mean each.

use super::merged::Merged;
use super::part::Part;
use super::union::Branch;
use super::{Case, Followed};
use crate::diag::{Code, Diagnostic, Place};
use crate::document::DiscriminatorView;
use crate::ir::Origin;
use crate::lower::context::Lowering;

/// The values of a discriminator that mean one schema.
pub(super) type Tags = Vec<String>;

impl Lowering<'_, '_> {
    /// Gives each branch the values of the discriminator that mean it; the discriminator's member.
    pub(super) fn tag_branches(
        &mut self,
        case: &Case<'_>,
        branches: &mut [Branch],
        place: &Place,
    ) -> Option<String> {
        let said = case.merged.discriminator.clone()?;
        self.mapped(&said, branches, place);
        let default = self.default_branch(&said, branches, place);
        let all = branches.iter_mut().enumerate();
        let untold =
            all.filter(|(index, branch)| branch.tags.is_empty() && Some(*index) != default);
        for (_, branch) in untold {
            // A constant of the member itself says more than a component's name; one that is no text is for the
            // analysis to find.
            match self.constants(&branch.merged, &said.property) {
                Some(texts) => branch.tags = texts,
                None => branch.tags.extend(self.implicit(&branch.target)),
            }
        }
        Some(said.property)
    }

    /// The values that the mapping lists.
    fn mapped(&mut self, said: &DiscriminatorView, branches: &mut [Branch], place: &Place) {
        for (value, named) in &said.mapping {
            let target = match self.follow(named) {
                Followed::At(target) => target,
                Followed::Missing => continue,
            };
            match branches.iter_mut().find(|branch| branch.target == target) {
                Some(branch) => branch.tags.push(value.clone()),
                None => self.found.push(
                    Diagnostic::new(
                        Code::MappingUnknown,
                        place,
                        format!("the discriminator maps `{value}` to what is no variant"),
                    )
                    .remedy("objects with that value are kept as unknown variants"),
                ),
            }
        }
    }

    /// The branch for values that nothing else is for (3.2): it has no values of its own.
    fn default_branch(
        &mut self,
        said: &DiscriminatorView,
        branches: &[Branch],
        place: &Place,
    ) -> Option<usize> {
        let target = self.follow(said.default.as_ref()?).place()?;
        let found = branches.iter().position(|branch| branch.target == target);
        let is_free = found.and_then(|index| branches.get(index));
        if is_free.is_some_and(|branch| branch.tags.is_empty()) {
            return found;
        }
        let what = match found {
            Some(_) => "which has values of its own",
            None => "which is no variant",
        };
        self.found.push(
            Diagnostic::new(
                Code::MappingUnknown,
                place,
                format!("the discriminator's `defaultMapping` names a schema {what}"),
            )
            .remedy("objects with other values are kept as unknown variants"),
        );
        None
    }

    /// The few texts that a member of an object may have; empty where it has a few values of another kind.
    pub(super) fn constants(&mut self, merged: &Merged, property: &str) -> Option<Vec<String>> {
        let parts = merged.members.get(property)?;
        let followed: Vec<Part> = parts
            .iter()
            .filter_map(|part| self.follow(&part.place).place())
            .map(|place| Part::whole(&place))
            .collect();
        let member = self.merge(&followed);
        if member.integers().is_some() {
            return Some(Vec::new());
        }
        let texts = member.texts()?.into_iter();
        let texts = texts.filter_map(|it| it.value.as_str().map(str::to_owned));
        Some(texts.collect())
    }

    /// The name of a component, which means it where nothing else is said.
    pub(in crate::lower) fn implicit(&mut self, target: &Place) -> Option<String> {
        match self.origin_of(&Part::whole(target)) {
            Origin::Component(name) => Some(name),
            Origin::Inline { .. } => None,
        }
    }

    /// What to call a branch that is written in place: its title.
    pub(in crate::lower) fn hint(&mut self, branch: &Place) -> Option<String> {
        let view = self.document.schema(branch)?;
        let title = view.title().filter(|_| view.reference().is_none())?;
        (!title.trim().is_empty()).then(|| title.to_owned())
    }
}
