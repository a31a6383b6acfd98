//! The configuration as a user writes it: what it sets, what is wrong in it, and that the reader starts all the same.
#![cfg(feature = "reader")]

mod support;

use assert_cmd::Command;
use portable_pty::CommandBuilder;
use std::path::Path;
use std::time::Duration;
use support::pty::Session;

const BROKEN: &str = "theme = \"drak\"\n[keys]\nnext-clam = \"w\"\nnext-claim = [\"w\", \"ctrl-n\"]\nprevious-claim = \"w\"\nfold = \"entr\"\n";

fn folder(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("crossread")).expect("a folder");
    std::fs::write(folder.path().join("crossread/config.toml"), text).expect("written");
    folder
}

/// Plays `keys` and gives the last screen and standard error.
fn print(keys: &str, set: impl Fn(&mut Command)) -> (String, String) {
    let mut command = Command::cargo_bin("crossread").expect("the program is built");
    command.args(["--print", "--size", "100x30", "--keys", keys]);
    command
        .env_remove("XDG_CONFIG_HOME")
        .env("HOME", "/nowhere");
    set(&mut command);
    let done = command.assert().success();
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        words(&done.get_output().stdout),
        words(&done.get_output().stderr),
    )
}

fn last_line(screen: &str) -> &str {
    screen.lines().last().unwrap_or_default()
}

#[test]
fn keys_and_layout_are_taken_from_the_folder_for_configurations() {
    let text = "layout = \"off\"\n[keys]\nnext-claim = [\"w\", \"ctrl-n\"]\nhelp = \"H\"\n";
    let folder = folder(text);
    let (screen, errors) = print("ww<ctrl-n>", |command| {
        command.env("XDG_CONFIG_HOME", folder.path());
    });
    assert_eq!(errors, "");
    assert!(last_line(&screen).starts_with(" A4"), "{screen}");
    assert!(last_line(&screen).contains("w next claim") && last_line(&screen).contains("H help"));
    assert!(!screen.contains("──"), "the panel is off: {screen}");
    let (screen, _) = print("]", |command| {
        command.env("XDG_CONFIG_HOME", folder.path());
    });
    assert!(
        last_line(&screen).contains("] does nothing here; H shows what does"),
        "{screen}"
    );
    let (screen, _) = print("H", |command| {
        command.env("XDG_CONFIG_HOME", folder.path());
    });
    assert!(screen.contains("w ctrl-n       next claim"), "{screen}");
    assert!(screen.contains("3w"), "{screen}");
}

#[test]
fn without_the_variable_it_is_in_the_home_folder_and_an_option_names_another() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = folder("[keys]\nnext-claim = \"w\"\n");
    std::fs::rename(folder.path(), home.path().join(".config")).expect("moved");
    let at_home = |command: &mut Command| {
        command.env("HOME", home.path());
    };
    assert!(last_line(&print("w", at_home).0).starts_with(" A2"));
    // A relative folder counts as none.
    let relative = |command: &mut Command| {
        at_home(command);
        command.env("XDG_CONFIG_HOME", "here");
    };
    assert!(last_line(&print("w", relative).0).starts_with(" A2"));
    let named = home.path().join("mine.toml");
    std::fs::write(&named, "[keys]\nnext-claim = \"W\"\n").expect("written");
    let with_option = |command: &mut Command| {
        at_home(command);
        command.arg("--config").arg(&named);
    };
    assert!(last_line(&print("W", with_option).0).starts_with(" A2"));
    let missing = |command: &mut Command| {
        command.args(["--config", "no\u{1b}where.toml"]);
    };
    let (screen, errors) = print("]", missing);
    assert!(last_line(&screen).starts_with(" A2"));
    assert!(
        errors.contains("there is no such file; check the name"),
        "{errors}"
    );
    assert!(!errors.contains('\u{1b}'));
}

#[test]
fn printing_tells_every_mistake_on_standard_error_and_the_rest_holds() {
    let folder = folder(BROKEN);
    let (screen, errors) = print("w<ctrl-n>", |command| {
        command.env("XDG_CONFIG_HOME", folder.path());
    });
    assert!(last_line(&screen).starts_with(" A3"), "{screen}");
    let file = folder.path().join("crossread/config.toml");
    let told: Vec<String> = errors
        .lines()
        .map(|line| line.replace(&format!("crossread: {}: ", file.display()), ""))
        .collect();
    assert_eq!(
        told,
        [
            "line 1: there is no theme drak; write dark; there are ansi, dark, light, none",
            "line 3: there is no command next-clam; write next-claim",
            "line 5: w is the key of next-claim already, on line 4; give previous-claim or next-claim another key",
            "line 6: there is no key entr; write enter",
        ]
    );
}

#[test]
fn the_example_of_the_readme_holds() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once("```toml\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let (config, mistakes) = crossread::reader::config::read(example);
    assert_eq!(mistakes, []);
    assert!(config.theme.is_some() && config.layout.is_some());
}

fn reader(folder: &Path, size: (u16, u16)) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", folder);
    command.arg("--no-state");
    Session::start(command, size)
}

#[test]
fn the_reader_shows_the_mistakes_once_and_goes_on_with_the_rest() {
    for size in [(80, 24), (120, 40), (40, 12)] {
        let folder = folder(BROKEN);
        let mut session = reader(folder.path(), size);
        session.wait_for("Configuration: 4 mistakes");
        if size.1 > 12 {
            session.wait_for("line 3: there is no command next-clam");
            session.wait_for("write next-claim");
        }
        session.press("q");
        session.wait_for("? help");
        assert!(!session.screen().contains("mistakes"));
        session.press("w");
        session.wait_for(" A2 ");
        session.send("q");
        let status = session
            .ended_within(Duration::from_secs(3))
            .expect("q quits");
        assert!(status.success());
    }
}

#[test]
fn what_is_no_text_or_a_folder_is_told_and_nothing_else_happens() {
    let folder = folder("");
    let file = folder.path().join("crossread/config.toml");
    std::fs::write(&file, b"theme = \"\xff\xfe\"").expect("written");
    let set = |command: &mut Command| {
        command.env("XDG_CONFIG_HOME", folder.path());
    };
    let (screen, errors) = print("]", set);
    assert!(
        last_line(&screen).starts_with(" A2") && errors.contains("could not be read"),
        "{errors}"
    );
    std::fs::remove_file(&file).expect("removed");
    std::fs::create_dir(&file).expect("a folder");
    let (screen, errors) = print("]", set);
    assert!(
        last_line(&screen).starts_with(" A2") && errors.contains("could not be read"),
        "{errors}"
    );
    assert_eq!(errors.lines().count(), 1);
}
