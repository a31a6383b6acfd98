//! Articles of a book's length in a real terminal: the text is there at once, and leaving never waits.
#![cfg(feature = "reader")]

mod support;

use crossread::article::source;
use portable_pty::CommandBuilder;
use std::path::Path;
use std::time::{Duration, Instant};
use support::long::long;
use support::pty::Session;

/// Bytes of an article: reading two of them takes seconds.
const SIZE: usize = 700_000;

fn write(folder: &Path) {
    for (name, (_, text)) in ["a.txt", "b.txt"].iter().zip(source::BUILT_IN) {
        std::fs::write(folder.join(name), long(&[text], SIZE)).expect("written");
    }
}

fn command(folder: &Path, more: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env("CROSSREAD_STATE_DIR", folder.join("state"));
    command.cwd(folder);
    command.args(["a.txt", "b.txt"]);
    command.args(more);
    command
}

/// The reader while the claims are still to come.
fn open(folder: &Path) -> Session {
    let mut session = Session::start(command(folder, &[]), (110, 30));
    session.wait_for("claims are still to come");
    session
}

#[test]
fn the_text_is_there_at_once_and_its_claims_come_while_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    let began = Instant::now();
    let mut session = open(folder.path());
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
    session.press(" ");
    session.press("]");
    session.wait_for("claims are still to come: ");
    session.press("/forces\r");
    session.wait_for(" next hit");
    session.press("\x07");
    let words = |session: &Session| {
        let screen = session.screen();
        let panes = screen.lines().skip(1).take(8);
        panes
            .map(|line| line.replace(['▌', '┃', '•', '·'], " ").trim().to_owned())
            .collect::<Vec<_>>()
    };
    let before = words(&session);
    session.wait_within("next matched", Duration::from_mins(1));
    assert_eq!(words(&session), before);
    session.press("]");
    session.press("c");
    session.send("q");
    session
        .ended_within(Duration::from_secs(1))
        .expect("q quits");
}

#[test]
fn leaving_never_waits_for_the_claims() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    for leave in ["q", "TERM", "HUP"] {
        let mut session = open(folder.path());
        session.press(" ");
        let began = Instant::now();
        if leave == "q" {
            session.send("q");
        } else {
            session.signal(leave);
        }
        session
            .ended_within(Duration::from_millis(700))
            .unwrap_or_else(|| panic!("{leave} ends it"));
        assert!(!session.terminal().alternate_screen() && !session.terminal().hide_cursor());
        assert!(began.elapsed() < Duration::from_secs(1));
    }
}

#[test]
fn a_correction_is_worked_in_while_one_reads_and_leaving_does_not_wait_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    let mut session = open(folder.path());
    session.wait_within("next matched", Duration::from_mins(1));
    session.press("]]");
    session.send("Ed");
    session.wait_for("correcting: ");
    session.press("  ");
    session.wait_for("correcting: ");
    let began = Instant::now();
    session.send("q");
    session
        .ended_within(Duration::from_millis(700))
        .unwrap_or_else(|| panic!("q quits: {:?}", began.elapsed()));
    let mut session = open(folder.path());
    session.wait_within("1 decision of yours", Duration::from_mins(1));
    session.press("u");
    session.wait_for("correcting: ");
    session.press("j");
    session.wait_within("corrected: claims", Duration::from_mins(1));
    assert!(!session.screen().contains("correcting: "));
}

#[test]
fn keys_of_the_command_line_wait_for_the_claims() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path());
    let mut session = Session::start(command(folder.path(), &["--keys", "]]]"]), (110, 30));
    session.wait_for("claims are still to come");
    session.wait_within(" A4 ", Duration::from_mins(1));
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_crossread"))
        .current_dir(folder.path())
        .args(["a.txt", "b.txt", "--keys", "]]]", "--print"])
        .output()
        .expect("it runs");
    assert!(String::from_utf8_lossy(&printed.stdout).contains("\n A4 "));
}
