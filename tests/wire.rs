//! What goes over the wire in a real terminal: a frame a key, in one piece, of few bytes, and none where nothing changes.
//! The whole table, with times and other programs beside it: `cargo run --release --example keystrokes -- --wire`.
#![cfg(feature = "reader")]

mod support;

use portable_pty::CommandBuilder;
use std::time::{Duration, Instant};
use support::pty::Session;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 50)];
/// As long as nothing comes a frame is taken to be whole.
const QUIET: Duration = Duration::from_millis(40);
/// A line further in both texts where the same claim stays the current one; measured: 45 to 224. Where another becomes the
/// current one, its words are underlined and its counterpart's are.
const LINE: usize = 400;
/// The system cuts what is longer than this into pieces itself.
const PIECE: usize = 1_500;

/// The reader on the built-in articles, with `layout` for its panel.
fn open(size: (u16, u16), layout: &str) -> Session {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    std::fs::write(&config, format!("layout = \"{layout}\"\n")).expect("written");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    command.arg("--no-state");
    command.arg("--config");
    command.arg(config);
    let mut session = Session::start(command, size);
    session.wait_for("? help");
    session.settle(Duration::from_millis(200));
    session
}

/// The bytes and pieces that `key`, which changes something, leads to.
fn press(session: &mut Session, key: &str) -> (usize, usize) {
    let (bytes, pieces) = (session.raw.len(), session.pieces);
    session.send(key);
    let began = Instant::now();
    while session.settle(QUIET).bytes == 0 && session.raw.len() == bytes {
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{key:?} changes nothing"
        );
    }
    (session.raw.len() - bytes, session.pieces - pieces)
}

#[test]
fn a_key_is_answered_in_one_piece() {
    for size in SIZES {
        let mut session = open(size, "small");
        let mut short = 0;
        for key in [
            "j", "k", "]", "]", "[", "}", "\r", "\r", "n", "\t", "s", "j", "k", "j", "k", "=", "q",
            "?", "q", "\u{1b}[B",
        ] {
            let (bytes, pieces) = press(&mut session, key);
            if bytes <= PIECE {
                short += 1;
                assert_eq!(pieces, 1, "{key:?} at {size:?}: {bytes} bytes");
            }
        }
        assert!(short >= 6, "{short} short answers at {size:?}");
    }
}

/// The current claim, as the last line names it.
fn current(session: &Session) -> String {
    let screen = session.screen();
    let last = screen.lines().last().unwrap_or_default();
    last.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn both_texts_go_a_line_further_for_few_bytes() {
    for size in SIZES {
        for layout in ["small", "off"] {
            let mut session = open(size, layout);
            press(&mut session, "s");
            press(&mut session, "j");
            let mut lines = 0;
            for key in ["j"; 6].into_iter().chain(["k"; 6]) {
                let before = current(&session);
                let (bytes, _) = press(&mut session, key);
                if current(&session) == before {
                    lines += 1;
                    assert!(
                        bytes <= LINE,
                        "{key} at {size:?}, panel {layout}: {bytes} bytes"
                    );
                }
            }
            assert!(lines >= 8, "{lines} lines at {size:?}, panel {layout}");
        }
    }
}

#[test]
fn a_key_that_changes_nothing_sends_nothing() {
    // Scrolling up at the beginning, a terminal's own reports of focus, nothing pasted, a key that the reader does not know.
    for size in SIZES {
        let mut session = open(size, "small");
        // The first time the cursor comes from elsewhere.
        press(&mut session, "j");
        press(&mut session, "k");
        let (once, _) = press(&mut session, "j");
        press(&mut session, "k");
        let before = session.raw.len();
        for key in [
            "k",
            "\u{1b}[O",
            "\u{1b}[I",
            "\u{1b}[200~\u{1b}[201~",
            "\u{1b}[24~",
            "k",
        ] {
            session.send(key);
            session.settle(Duration::from_millis(150));
        }
        // Whatever still was under way comes before what this key leads to.
        press(&mut session, "j");
        assert_eq!(session.raw.len() - before, once, "at {size:?}");
    }
}

#[test]
fn for_a_second_in_which_nothing_is_done_nothing_is_sent() {
    for size in SIZES {
        let mut session = open(size, "small");
        press(&mut session, "]");
        let cost = session.settle(Duration::from_secs(1));
        assert_eq!(cost.bytes, 0, "at {size:?}");
    }
}
