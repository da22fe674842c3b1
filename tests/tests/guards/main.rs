//! What must hold whatever the document says: every code is shown, nothing hostile gets through, nothing panics, the
//! same input gives the same bytes, layers keep to their table, and what is committed is what would be generated.

mod areas;
mod bad;
mod browser;
mod corpus;
mod dependencies;
mod determinism;
mod diff;
mod examples;
mod freshness;
mod hostile;
mod layering;
mod loss;
mod mutation;
mod names;
mod reserved;
mod support;
mod upstream;
