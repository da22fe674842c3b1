//! `cargo xtask`: hands its arguments to the library and its exit code to the system.

use std::process::ExitCode;
use xtask::{Console, run};

/// Documents and syntax trees are millions of small pieces.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    run(std::env::args_os().skip(1), &mut Console::of_process()).into()
}
