//! The command line.

pub mod batch;

use std::process::ExitCode;

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["extract", "--batch"] => batch::run(batch::Kind::Extract),
        ["compare", "--batch"] => batch::run(batch::Kind::Compare),
        _ => ExitCode::from(2),
    }
}
