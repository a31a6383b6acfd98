//! Choosing one of several articles in a real terminal: the chapters of a book, the lines of a file, the files of a folder.
#![cfg(feature = "reader")]

mod support;

use portable_pty::CommandBuilder;
use std::path::Path;
use std::time::Duration;
use support::pty::Session;

const LINES: &str = concat!(
    "{\"title\":\"The harbour closes\",\"text\":\"Mayor Ida Falk said on Monday that the harbour would close in May.\"}\n",
    "{\"title\":\"Union up in arms\",\"text\":\"Per Holm of the union said that nobody had asked the workers.\"}\n",
    "{\"title\":\"Rain\",\"text\":\"It rained all day in the harbour, people said.\"}\n"
);

fn open(folder: &Path, names: &[&str], size: (u16, u16)) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command.env("XDG_CACHE_HOME", folder.join("cache"));
    command.arg("--no-state");
    command.args(names);
    command.cwd(folder);
    Session::start(command, size)
}

/// Leaves the reader, which has to give the terminal back.
fn quit(session: &mut Session) {
    session.send("q");
    let status = session.ended_within(Duration::from_secs(5));
    assert!(status.expect("q quits").success());
    assert!(!session.terminal().alternate_screen());
}

/// The chapters of a book: their titles and texts.
#[cfg(feature = "epub")]
const CHAPTERS: [(&str, &str); 3] = [
    (
        "The old mole",
        "The mole was built by Ida Falk, who said that it would last.",
    ),
    (
        "The strike",
        "Per Holm of the union said that nobody had asked the workers.",
    ),
    (
        "The flood",
        "The flood came at night, the mayor said, and took the mole.",
    ),
];

/// A folder with a book of these chapters.
#[cfg(feature = "epub")]
fn shelf(chapters: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let book = support::book::epub(chapters);
    std::fs::write(folder.path().join("harbour.epub"), book).expect("written");
    folder
}

#[cfg(feature = "epub")]
#[test]
fn the_chapters_of_a_book_are_listed_narrowed_and_one_is_opened() {
    let folder = shelf(&CHAPTERS);
    for size in [(80, 24), (160, 45)] {
        let mut session = open(folder.path(), &["harbour.epub"], size);
        session.wait_for("3 articles");
        let screen = session.screen();
        for (title, _) in CHAPTERS {
            assert!(screen.contains(title), "{screen}");
        }
        session.press("strike");
        session.wait_for("1 of 3 articles");
        session.press("\r");
        session.wait_for("? help");
        let screen = session.screen();
        assert!(screen.contains("nobody had asked"), "{screen}");
        assert!(!screen.contains("The flood came"), "{screen}");
        quit(&mut session);
    }
}

#[cfg(feature = "epub")]
#[test]
fn two_chapters_of_a_book_stand_side_by_side() {
    let folder = shelf(&CHAPTERS[..2]);
    let mut session = open(
        folder.path(),
        &["harbour.epub#2", "harbour.epub"],
        (100, 30),
    );
    session.wait_for("2 articles");
    session.press("\r");
    session.wait_for("A  The strike");
    session.wait_for("B  The old mole");
    quit(&mut session);
}

#[test]
fn the_articles_of_a_file_with_one_a_line_are_chosen_by_arrows_and_by_typing() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("news.jsonl"), LINES).expect("written");
    let mut session = open(folder.path(), &["news.jsonl", "news.jsonl"], (80, 24));
    session.wait_for("news.jsonl · 3 articles");
    session.press("\x1b[B\r");
    session.wait_for("3 articles");
    session.press("closes\r");
    session.wait_for("A  Union up in arms");
    session.wait_for("B  The harbour closes");
    session.wait_for("? help");
    quit(&mut session);
}

#[test]
fn a_file_of_a_folder_that_is_no_article_is_named_when_it_is_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let news = folder.path().join("news");
    std::fs::create_dir(&news).expect("a folder");
    for (name, bytes) in [
        ("a.txt", &b"Rain\n\nIt rained all day, people said.\n"[..]),
        ("b.txt", b"\0\x01\x02\xff\xfe\0\0\0 binary \0\0"),
    ] {
        std::fs::write(news.join(name), bytes).expect("written");
    }
    let mut session = open(folder.path(), &["news"], (80, 24));
    session.wait_for("news · 2 articles");
    session.press("\r");
    session.wait_for("A  Rain");
    quit(&mut session);
    let mut session = open(folder.path(), &["news"], (80, 24));
    session.wait_for("news · 2 articles");
    session.send("\x1b[B\r");
    let status = session.ended_within(Duration::from_secs(5));
    assert_eq!(status.expect("nothing is left to read").exit_code(), 1);
    assert!(!session.terminal().alternate_screen());
    assert!(
        session
            .screen()
            .contains("news/b.txt: this is not a text file"),
        "{}",
        session.screen()
    );
}

#[test]
fn leaving_the_choice_opens_nothing_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("news.jsonl"), LINES).expect("written");
    let mut session = open(folder.path(), &["news.jsonl"], (80, 24));
    session.wait_for("3 articles");
    session.send("\x03");
    let status = session.ended_within(Duration::from_secs(5));
    status.expect("ctrl-c leaves");
    assert!(!session.terminal().alternate_screen());
}
