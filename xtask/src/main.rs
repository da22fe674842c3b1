//! `cargo xtask`: hands its arguments to the library and its exit code to the system.

use std::process::ExitCode;
use xtask::{Console, run};

fn main() -> ExitCode {
    run(std::env::args_os().skip(1), &mut Console::of_process()).into()
}
