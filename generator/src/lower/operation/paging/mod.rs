//! Pages of lists (`x-launchway-pagination`): what is declared, held against the parameters and the answers.

mod answers;
mod declared;
mod members;

use super::Found;
use crate::diag::{Code, Diagnostic, Place, nearest};
use crate::ir::{Operation, Paging, ParamLocation, Turning, TypeRef};
use crate::lower::context::Lowering;
use answers::Kind;
use declared::Declared;

/// The extension of an operation.
const KEY: &str = "x-launchway-pagination";

/// The root's extension: declarations by name, for operations to share.
const SHARED: &str = "x-launchway-paginations";

impl Lowering<'_, '_> {
    /// Reads the declarations of all operations, once it is known which types there are.
    pub(in crate::lower) fn paginations(&mut self) {
        let all = std::mem::take(&mut self.read);
        for (index, found) in all.iter().enumerate() {
            let is_declared = found.view.extension(KEY).is_some();
            let operation = self.api.operations.get(index);
            let Some(operation) = operation.filter(|_| is_declared).cloned() else {
                continue;
            };
            let paging = self.pagination(found, &operation);
            if let Some(operation) = self.api.operations.get_mut(index) {
                operation.paging = paging;
            }
        }
    }

    fn pagination(&mut self, found: &Found, operation: &Operation) -> Option<Paging> {
        let said = found.view.extension(KEY)?.clone();
        let declared = self.declared(&said, &found.view.place.child(KEY))?;
        let mut is_fine = self.has_parameter(found, operation, &declared);
        let answers = self.answers(found, operation);
        if answers.is_empty() {
            let route = route(found);
            self.astray(
                &found.view.place.child(KEY),
                format!("no success of `{route}` is described as JSON"),
                "describe the answer, or take the pagination out".to_owned(),
            );
            return None;
        }
        let mut item: Option<TypeRef> = None;
        let mut lists_may_lack = false;
        for answer in &answers {
            for (kind, pointer, place) in declared.pointers() {
                match self.lead(answer, pointer, kind) {
                    Ok(is_always) if kind == Kind::List => lists_may_lack |= !is_always,
                    Ok(_) => {}
                    Err((message, remedy)) => {
                        is_fine = false;
                        self.astray(place, message, remedy);
                    }
                }
            }
            if !is_fine {
                continue;
            }
            let (pointer, place) = &declared.items;
            let own = self.item_of_answer(answer, pointer);
            let is_new =
                own.is_none() || item.as_ref().is_some_and(|item| Some(item) != own.as_ref());
            if is_new {
                is_fine = false;
                let message = format!("`{pointer}` is not the same list in {}", answer.name);
                self.astray(
                    place,
                    message,
                    "describe it alike in every success".to_owned(),
                );
            }
            item = own;
        }
        let item = item.filter(|_| is_fine)?;
        Some(Paging {
            items: declared.items.0,
            item,
            lists_may_lack,
            turning: declared.turning,
            is_sparse: declared.is_sparse,
            first: declared.first,
            total_pages: declared.total_pages.map(|(pointer, _)| pointer),
            total_items: declared.total_items.map(|(pointer, _)| pointer),
            page_size: declared.page_size.map(|(pointer, _)| pointer),
        })
    }

    /// Whether the operation has the parameter that the declaration names.
    fn has_parameter(&mut self, found: &Found, operation: &Operation, declared: &Declared) -> bool {
        let (Turning::Number(name)
        | Turning::Cursor {
            parameter: name, ..
        }) = &declared.turning
        else {
            return true;
        };
        let in_query = operation.params.iter();
        let in_query = in_query.filter(|it| it.location == ParamLocation::Query);
        let names = || in_query.clone().map(|param| param.name.as_str());
        if names().any(|own| own == name) {
            return true;
        }
        let message = format!("`{}` has no query parameter `{name}`", route(found));
        let remedy = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name one that it has, or describe it".to_owned(),
        };
        self.astray(&declared.turning_place, message, remedy);
        false
    }

    fn astray(&mut self, place: &Place, message: String, remedy: String) {
        let found = Diagnostic::new(Code::PaginationAstray, place, message);
        self.found.push(found.remedy(remedy));
    }
}

fn route(found: &Found) -> String {
    format!("{} {}", found.entry.method.to_uppercase(), found.entry.path)
}
