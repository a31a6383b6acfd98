//! What is put beside the program when it is installed: completions that a shell takes, and a page that `man` shows.

use assert_cmd::Command;
use std::io::Write;
use std::path::Path;
use std::process::{Command as System, Stdio};

fn printed(arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("crossread").expect("the program is built");
    let done = command.args(arguments).assert().success();
    String::from_utf8(done.get_output().stdout.clone()).expect("output is UTF-8")
}

/// Whether a program of that name can be started here; what needs it is only asserted where it is.
fn is_here(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// What `program` says of `input`: its output, and its complaints.
fn given(program: &str, arguments: &[&str], input: &str) -> (String, String) {
    let mut child = System::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "80")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("an input");
    stdin.write_all(input.as_bytes()).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (words(&output.stdout), words(&output.stderr))
}

/// What bash offers after `words`, the last of which is begun.
fn offered(words: &[&str]) -> Vec<String> {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let (last, before) = (words.len() - 1, words.len().saturating_sub(2));
    let script = format!(
        "set -e\n{}\ncomplete -p crossread >&2\nCOMP_WORDS=({})\nCOMP_CWORD={last}\n\
         _crossread crossread '{}' '{}' || true\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        printed(&["completions", "bash"]),
        quoted.join(" "),
        words[last],
        words[before],
    );
    let (offered, says) = given("bash", &["--norc"], &script);
    assert!(says.contains("-F _crossread"), "bash says: {says}");
    offered.lines().map(str::to_owned).collect()
}

#[test]
fn bash_takes_the_completions_and_offers_what_fits() {
    if !is_here("bash") {
        return;
    }
    assert_eq!(offered(&["crossread", "comp"]), ["compare", "completions"]);
    assert_eq!(
        offered(&["crossread", "compare", "--format", "json"]),
        ["json", "jsonld"]
    );
    assert_eq!(offered(&["crossread", "extract", "--ba"]), ["--batch"]);
}

#[test]
fn zsh_and_fish_take_the_completions() {
    for shell in ["zsh", "fish"].into_iter().filter(|shell| is_here(shell)) {
        let (_, says) = given(shell, &["-n"], &printed(&["completions", shell]));
        assert_eq!(says, "", "{shell}");
    }
}

#[test]
fn the_manual_is_shown_without_a_warning_and_no_line_is_wider_than_the_terminal() {
    let page = printed(&["man"]);
    if is_here("groff") {
        let (_, says) = given("groff", &["-man", "-ww", "-Kutf8", "-Tutf8", "-z"], &page);
        assert_eq!(says, "");
    }
    if is_here("man") {
        let (shown, says) = given("man", &["--warnings", "-l", "-"], &page);
        assert_eq!(says, "");
        for heading in [
            "NAME",
            "OPTIONS",
            "ENVIRONMENT",
            "FILES",
            "EXIT STATUS",
            "EXAMPLES",
        ] {
            assert!(
                shown.lines().any(|line| line == heading),
                "{heading} in {shown}"
            );
        }
        let widest = shown.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{widest:?}");
        assert!(shown.contains("User Commands"), "{shown}");
    }
}

#[test]
fn a_mistyped_shell_is_answered_with_those_that_there_are() {
    let mut command = Command::cargo_bin("crossread").expect("the program is built");
    let done = command.args(["completions", "tcsh"]).assert().code(2);
    let says = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(says.contains("bash, zsh, fish, powershell"), "{says}");
}

#[test]
fn what_lies_beside_the_program_is_there() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, begins) in [
        ("LICENSE-MIT", "MIT License"),
        ("LICENSE-APACHE", "Apache License"),
        (
            "src/language/tag/LICENSE-CC-BY-SA-4.0.txt",
            "Attribution-ShareAlike 4.0",
        ),
        ("CHANGELOG.md", "# Changelog"),
    ] {
        let text = std::fs::read_to_string(top.join(file)).expect(file);
        assert!(text.trim_start().starts_with(begins), "{file}");
    }
}
