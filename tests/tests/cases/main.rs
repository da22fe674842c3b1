//! Every case of `cases/` exercised: decoded, encoded, called.

mod answers;
mod bodies;
mod clients;
mod docs;
mod enums;
mod error_codes;
mod inserters;
mod links;
mod merges;
mod mocks;
mod names;
mod objects;
mod overlays;
mod paging;
mod parameters;
mod precision;
mod recursion;
mod references;
mod retry;
mod scalars;
mod shared;
mod streams;
mod support;
mod unions;
mod waiters;
