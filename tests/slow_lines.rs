//! Over a slow line keys come out as typed, however it tears them, and a held key ends where it should.
#![cfg(feature = "reader")]

mod support;

use crossread::article::source;
use portable_pty::CommandBuilder;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use support::link::Link;
use support::pty::Session;

/// Milliseconds that a byte is under way, and kilobits a second.
const LINES: [(u64, u32); 3] = [(50, 256), (150, 64), (300, 32)];

fn reader() -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command.env("LC_ALL", "C.UTF-8");
    command.arg("--no-state");
    command
}

/// Pauses between the bytes of one key, as a line's jitter makes them: 0 to 30 ms, the same in every run.
fn jitter() -> impl Iterator<Item = Duration> {
    [3, 30, 0, 17, 24, 9, 28, 1]
        .into_iter()
        .cycle()
        .map(Duration::from_millis)
}

#[test]
fn keys_that_a_slow_line_tears_come_out_as_typed() {
    let over = |(latency, rate)| {
        let link = Link::new(latency, rate);
        let mut session = link.start(reader(), (80, 24));
        session.wait_for("? help");
        let mut jitter = jitter();
        let mut number = 1;
        for arrow in ["\u{1b}[C", "\u{1b}OC", "\u{1b}[1;2C", "]"] {
            number += 1;
            link.hand_over(&mut session, arrow.as_bytes(), &mut jitter);
            session.wait_for(&format!(" A{number} "));
        }
        link.hand_over(&mut session, "/Łódź “é”".as_bytes(), &mut jitter);
        session.wait_for("Łódź “é”");
        // A terminal's own word of the focus, and what was pasted, are no keys either.
        link.hand_over(&mut session, b"\x1b[I\x1b[O", &mut jitter);
        link.hand_over(
            &mut session,
            "\u{1b}[200~ über q\u{1b}[201~".as_bytes(),
            &mut jitter,
        );
        session.wait_for("Łódź “é” über q");
        link.hand_over(&mut session, b"\x1b", &mut jitter);
        session.wait_until_gone("Łódź");
        link.hand_over(&mut session, b"]", &mut jitter);
        session.wait_for(&format!(" A{} ", number + 1));
    };
    std::thread::scope(|scope| {
        LINES
            .map(|line| scope.spawn(move || over(line)))
            .map(|over| over.join().expect("as typed"))
    });
}

#[test]
fn an_arrow_whose_rest_is_late_is_never_two_other_keys() {
    for late in [80, 150, 300] {
        let link = Link::new(50, 256);
        let mut session = link.start(reader(), (80, 24));
        session.wait_for("? help");
        session.send("]]");
        session.wait_for(" A3 ");
        // Escape alone is obeyed, since nobody waits that long; what comes late is still the arrow, not `[` and `C`.
        let gaps = [late, 0, late, 0].into_iter().map(Duration::from_millis);
        link.hand_over(&mut session, b"\x1b[C", gaps);
        session.wait_for(" A4 ");
        // Typed by hand it is what it says: back to the claim before.
        session.send("\u{1b}");
        std::thread::sleep(Duration::from_millis(100));
        session.send("[");
        session.wait_for(" A3 ");
    }
}

fn lines(screen: &str) -> Vec<&str> {
    screen.lines().map(str::trim_end).collect()
}

/// What the reader shows after `keys`, where nothing is slow.
fn printed(keys: &str, (columns, rows): (u16, u16), articles: &[PathBuf]) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_crossread"))
        .args([
            "--print",
            "--size",
            &format!("{columns}x{rows}"),
            "--keys",
            keys,
        ])
        .args(articles)
        .env("LC_ALL", "C.UTF-8")
        .output();
    String::from_utf8(output.expect("it runs").stdout).expect("text")
}

/// Waits until the screen shows what was `printed`.
fn wait_for_screen(session: &mut Session, printed: &str) {
    let began = Instant::now();
    while lines(&session.screen()) != lines(printed) {
        let late = began.elapsed() > Duration::from_secs(30);
        assert!(!late, "{}\nand not\n{printed}", session.screen());
        session.settle(Duration::from_millis(20));
    }
}

#[test]
fn a_key_held_over_a_slow_line_ends_where_it_should_and_frames_that_nobody_would_see_are_not_sent()
{
    let size = (200, 50);
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for (number, (_, text)) in source::BUILT_IN.iter().enumerate() {
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(&path, support::long::long(&[text], 40_000)).expect("written");
        paths.push(path);
    }
    let mut command = reader();
    command.args(&paths);
    // What the whole way costs a frame a key, as far as fast keys on a fast line are not drawn together either.
    let mut fast = Session::start(command.clone(), size);
    fast.wait_for("? help");
    fast.settle(Duration::from_millis(200));
    let before = fast.raw.len();
    for _ in 0..20 {
        fast.press("j");
    }
    let whole = (fast.raw.len() - before) * 10;
    let mut session = Link::new(300, 32).start(command, size);
    session.wait_for("? help");
    session.settle(Duration::from_millis(400));
    let before = session.raw.len();
    let began = Instant::now();
    for _ in 0..200 {
        session.send("j");
        std::thread::sleep(Duration::from_millis(10));
    }
    let held = began.elapsed();
    wait_for_screen(&mut session, &printed(&"j".repeat(200), size, &paths));
    let bytes = session.raw.len() - before;
    println!(
        "held for {held:.1?}, shown after {:.1?}, {bytes} bytes of {whole}",
        began.elapsed()
    );
    // The line carries what the system holds for it and what comes meanwhile; all frames would be ten times that.
    assert!(bytes < whole / 5, "{bytes} of {whole}");
}
