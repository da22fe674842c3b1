//! How one waits for what an operation began.

use super::tokens::{ident, path};
use crate::plan::{WaiterKind, WaiterPlan};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn waiter(plan: &WaiterPlan) -> TokenStream {
    let marker = ident(&plan.marker);
    match &plan.kind {
        WaiterKind::Newest { list, key } => quote! {
            impl WaitsFor for #marker {
                const NEWEST: Newest = Newest::of(#list, #key);
            }
        },
        WaiterKind::Location(target) => {
            let target = path(target);
            quote! {
                impl Waits for #marker {
                    type Polled = #target;
                    const WAITER: Waiter = #target::WAITER;
                    const LOCATION: bool = true;
                }
            }
        }
        WaiterKind::States {
            state,
            states,
            ended,
            errors,
            deadline,
        } => {
            let states = states.iter().map(|(method, states)| {
                let method = ident(method);
                quote!(.#method(&[#(#states),*]))
            });
            let ended = ended
                .iter()
                .map(|(at, values)| quote!(.ended(#at, &[#(#values),*])));
            let errors = errors.iter().map(|at| quote!(.errors(#at)));
            let deadline = deadline.iter().map(|seconds| {
                let seconds = Literal::u32_unsuffixed(*seconds);
                quote!(.deadline(#seconds))
            });
            quote! {
                impl Waits for #marker {
                    type Polled = Self;
                    const WAITER: Waiter =
                        Waiter::at(#state) #(#states)* #(#ended)* #(#errors)* #(#deadline)*;
                }
            }
        }
    }
}
