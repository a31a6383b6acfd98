//! Opening the reader on what is not there yet: pages that are still being fetched, folders, standard input.
#![cfg(feature = "reader")]

mod support;

use portable_pty::CommandBuilder;
use std::path::Path;
use std::time::Duration;
use support::pty::Session;

const STORY: &str = "The harbour closes\n\nMayor Ida Falk said on Monday that the old harbour would close in May, because nobody pays for its repair any more.\n\nThe union said that 40 workers would lose their places, and that it had not been asked.\n";
const OTHER: &str = "Union up in arms\n\nThe old harbour will close in June, Mayor Ida Falk said.\n\nPer Holm of the union said that nobody had asked the workers, and that 60 of them would lose their places.\n";

fn reader(folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command.env("XDG_CACHE_HOME", folder.join("cache"));
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command.arg("--no-state");
    command.cwd(folder);
    command
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

fn open(folder: &Path, names: &[&str]) -> Session {
    let mut command = reader(folder);
    for name in names {
        command.arg(name);
    }
    Session::start(command, (100, 30))
}

/// Quits and gives the exit code.
fn quit(session: &mut Session) -> u32 {
    session.send("q");
    let status = session
        .ended_within(Duration::from_secs(5))
        .expect("q quits");
    assert!(
        !session.terminal().alternate_screen(),
        "the terminal is given back"
    );
    status.exit_code()
}

fn articles() -> tempfile::TempDir {
    folder_with(&[
        ("news/harbour.txt", STORY),
        ("news/union.txt", OTHER),
        (
            "news/weather.txt",
            "Rain\n\nIt rained all day in the harbour, people said.\n",
        ),
    ])
}

#[test]
fn a_folder_asks_which_article_and_typing_narrows() {
    let folder = articles();
    let mut session = open(folder.path(), &["news"]);
    session.wait_for("news · 3 articles");
    let screen = session.screen();
    assert!(
        screen.contains("union.txt") && screen.contains("Union up in arms"),
        "{screen}"
    );
    session.press("arms");
    session.wait_for("1 of 3 articles");
    session.press("\r");
    session.wait_for("3 claims");
    assert!(
        session.screen().contains("Per Holm of the union"),
        "{}",
        session.screen()
    );
    assert_eq!(quit(&mut session), 0);
}

#[test]
fn several_articles_of_a_folder_are_marked_and_stand_side_by_side_in_that_order() {
    let folder = articles();
    let mut session = open(folder.path(), &["news"]);
    session.wait_for("3 articles");
    session.press("\x1b[B\t");
    session.wait_for("the 1 marked");
    session.press("\x1b[A\x1b[A\t");
    session.wait_for("the 2 marked");
    session.press("\r");
    session.wait_for("B  The harbour closes");
    session.wait_for("A  Union up in arms");
    session.wait_for("? help");
    assert_eq!(quit(&mut session), 0);
}

#[test]
fn each_folder_asks_in_its_turn() {
    let folder = articles();
    let mut session = open(folder.path(), &["news", "news"]);
    session.wait_for("news · 3 articles");
    session.press("\r");
    session.wait_for("harbour.txt");
    session.press("weather\r");
    session.wait_for("B  Rain");
    session.wait_for("A  The harbour closes");
    assert_eq!(quit(&mut session), 0);
}

#[test]
fn who_chooses_nothing_leaves() {
    let folder = articles();
    for key in ["q", "\x1b"] {
        let mut session = open(folder.path(), &["news"]);
        session.wait_for("3 articles");
        session.send(key);
        let status = session
            .ended_within(Duration::from_secs(5))
            .expect("it ends");
        assert!(status.success());
    }
}

#[test]
fn an_article_that_cannot_be_read_after_all_is_told_and_the_other_stays() {
    let folder = articles();
    std::fs::write(folder.path().join("news/zero.txt"), "...").expect("written");
    let mut session = open(folder.path(), &["news/union.txt", "news"]);
    session.wait_for("4 articles");
    session.press("zero\r");
    session.wait_for("there is no text in it");
    session.wait_for("the other article stays open");
    session.press("\x1b");
    session.wait_for("? help");
    assert!(
        session.screen().contains("Per Holm"),
        "{}",
        session.screen()
    );
    assert_eq!(quit(&mut session), 1);
    assert!(
        session
            .screen()
            .contains("zero.txt: there is no text in it"),
        "{}",
        session.screen()
    );
}

#[test]
fn one_article_is_piped_in_and_keys_come_from_the_terminal() {
    let folder = articles();
    let mut command = CommandBuilder::new("sh");
    command.args([
        "-c",
        &format!(
            "cat news/union.txt | {} --no-state - news/harbour.txt",
            env!("CARGO_BIN_EXE_crossread")
        ),
    ]);
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command.cwd(folder.path());
    let mut session = Session::start(command, (100, 30));
    session.wait_for("A  Union up in arms");
    session.wait_for("? help");
    session.press("]");
    session.wait_for(" A2 ");
    assert_eq!(quit(&mut session), 0);
}

#[test]
fn standard_input_given_twice_is_wrong_usage() {
    for command in [
        &["-", "-"][..],
        &["compare", "-", "a.txt", "-"],
        &["extract", "-", "-"],
    ] {
        let done = assert_cmd::Command::cargo_bin("crossread")
            .expect("the program is built")
            .args(command)
            .write_stdin(STORY)
            .assert()
            .code(2);
        let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(errors.contains("“-” can be given once"), "{errors}");
    }
}

#[test]
fn without_a_terminal_a_folder_says_how_to_name_one_of_its_articles() {
    let folder = articles();
    let done = assert_cmd::Command::cargo_bin("crossread")
        .expect("the program is built")
        .current_dir(folder.path())
        .args(["news", "news/union.txt"])
        .assert()
        .code(1);
    let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(errors.contains("news: there are 3 articles in it; name one of them: “news/harbour.txt” (The harbour closes)"), "{errors}");
    assert!(
        errors.contains("news/union.txt: this one could be read"),
        "{errors}"
    );
}

#[test]
fn a_pipe_that_somebody_fills_slowly_is_awaited_while_the_other_article_is_read() {
    use std::io::Write;
    let folder = articles();
    let path = folder.path().join("feed");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo").success());
    let mut session = open(folder.path(), &["news/harbour.txt", "feed"]);
    session.wait_for("B: asked for");
    session.wait_for("repair any more");
    let mut to = std::fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .expect("a reader is there");
    to.write_all(OTHER.as_bytes()).expect("written");
    session.wait_for("B: 183 bytes");
    drop(to);
    session.wait_for("B  Union up in arms");
    session.wait_for("3 claims");
    assert_eq!(quit(&mut session), 0);
}

#[cfg(feature = "fetch")]
mod pages {
    use super::*;
    use std::sync::{Arc, Condvar, Mutex};
    use support::server::{Server, answer, text};

    /// A door that a test opens.
    #[derive(Default)]
    struct Door(Mutex<bool>, Condvar);

    impl Door {
        fn open(&self) {
            *self.0.lock().expect("a door") = true;
            self.1.notify_all();
        }

        fn pass(&self) {
            let shut = self.0.lock().expect("a door");
            drop(self.1.wait_while(shut, |open| !*open).expect("a door"));
        }
    }

    /// A server that gives half a page, and the rest when the door is open.
    fn slow(door: &Arc<Door>) -> Server {
        let door = Arc::clone(door);
        Server::new(move |_, to| {
            let (first, rest) = OTHER.as_bytes().split_at(100);
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n",
                OTHER.len()
            );
            let _ = to
                .write_all(head.as_bytes())
                .and_then(|()| to.write_all(first));
            door.pass();
            let _ = to.write_all(rest);
        })
    }

    #[test]
    fn the_first_article_is_read_while_the_second_is_fetched() {
        let folder = articles();
        let door = Arc::new(Door::default());
        let server = slow(&door);
        let mut session = open(folder.path(), &["news/harbour.txt", &server.at("/b")]);
        session.wait_for("B: 100 bytes of 183 bytes");
        assert!(
            session.screen().contains("repair any more"),
            "{}",
            session.screen()
        );
        session.press("/workers\r");
        session.wait_for("1 in A");
        session.press("]");
        session.wait_for("claims are still to come: B: 100 bytes");
        door.open();
        session.wait_for("B  Union up in arms");
        session.wait_for("3 claims");
        session.press("\x07]");
        session.wait_for(" A2 ");
        assert_eq!(quit(&mut session), 0);
    }

    #[test]
    fn leaving_does_not_wait_for_a_server() {
        let folder = articles();
        let door = Arc::new(Door::default());
        let server = slow(&door);
        let mut session = open(folder.path(), &[&server.at("/b"), "news/harbour.txt"]);
        session.wait_for("A: 100 bytes");
        assert_eq!(quit(&mut session), 0);
        door.open();
    }

    #[test]
    fn a_page_that_does_not_come_is_told_and_the_other_article_is_read_alone() {
        let folder = articles();
        let door = Arc::new(Door::default());
        let opened = Arc::clone(&door);
        let server = Server::new(move |_, to| {
            door.pass();
            answer(to, "404 Not Found", "", b"");
        });
        let mut session = open(folder.path(), &[&server.at("/b"), "news/harbour.txt"]);
        session.wait_for("A: asked for");
        opened.open();
        session.wait_for("404 Not Found");
        session.wait_for("the other article stays open");
        session.press("\x1b");
        session.wait_for("A  The harbour closes");
        session.wait_for("2 claims");
        assert_eq!(quit(&mut session), 1);
        assert!(
            session.screen().contains("404 Not Found"),
            "{}",
            session.screen()
        );
    }

    #[test]
    fn if_nothing_comes_the_reader_leaves_with_the_reason() {
        let folder = articles();
        let door = Arc::new(Door::default());
        let opened = Arc::clone(&door);
        let server = Server::new(move |_, to| {
            door.pass();
            answer(to, "404 Not Found", "", b"");
        });
        let mut session = open(folder.path(), &[&server.at("/b")]);
        session.wait_for("A: asked for");
        opened.open();
        let status = session
            .ended_within(Duration::from_secs(5))
            .expect("it ends");
        assert_eq!(status.exit_code(), 1);
        assert!(
            session.screen().contains("404 Not Found"),
            "{}",
            session.screen()
        );
    }

    #[test]
    fn a_kept_page_is_there_at_once_and_its_age_is_told() {
        let folder = articles();
        let server = Server::new(|_, to| text(to, OTHER));
        let address = server.at("/b");
        for says in [
            "? help",
            "B as it was a moment ago; --refresh fetches it anew",
        ] {
            let mut session = open(folder.path(), &["news/harbour.txt", &address]);
            session.wait_for(says);
            session.wait_for("3 claims");
            assert_eq!(quit(&mut session), 0);
        }
        assert_eq!(server.asked().len(), 1);
    }
}
