//! Arguments → read → compare → show → exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    crossread::command::run()
}
