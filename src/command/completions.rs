//! What completes the command line in a shell, made from the arguments themselves.

use super::arguments::{Arguments, Shell};
use clap::CommandFactory;
use clap_complete::{Shell as Known, generate};

/// The script for `shell`, to be sourced or put where the shell looks for such.
pub fn of(shell: Shell) -> String {
    let known = match shell {
        Shell::Bash => Known::Bash,
        Shell::Zsh => Known::Zsh,
        Shell::Fish => Known::Fish,
        Shell::PowerShell => Known::PowerShell,
    };
    let mut script = Vec::new();
    generate(known, &mut Arguments::command(), "crossread", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_learns_subcommands_and_options() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
            let script = of(shell);
            for word in ["compare", "extract", "completions", "decided"] {
                assert!(script.contains(word), "{shell:?} lacks {word}");
            }
        }
    }
}
