//! Documents that try to put code into the client, to write elsewhere, or to never end.

mod bombs;
mod command;
mod inject;
mod references;
