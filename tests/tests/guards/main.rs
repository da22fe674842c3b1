//! What must hold whatever the document says: every code is shown, nothing hostile gets through, nothing panics, the
//! same input gives the same bytes, layers keep to their table, compiling costs what it did, and what is committed is
//! what would be generated.

mod areas;
mod bad;
mod browser;
mod corpus;
mod cost;
mod dependencies;
mod determinism;
mod diff;
mod docs;
mod examples;
mod freshness;
mod hostile;
mod layering;
mod loss;
mod mutation;
mod names;
mod parts;
mod reserved;
mod support;
mod upstream;
