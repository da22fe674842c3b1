//! Stub.
use crate::config::Config;
use crate::diag::{Diagnostics, Ledger};
use crate::document::Document;
use crate::ir::Api;
/// Stub.
pub fn lower(_document: &Document<'_>, _config: &Config, _ledger: &mut Ledger, _found: &mut Diagnostics) -> Api {
    Api::default()
}
