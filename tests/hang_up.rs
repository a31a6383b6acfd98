//! When the line hangs up the reader ends soon, keeps the place, and does not burn the processor meanwhile.
#![cfg(all(feature = "reader", target_os = "linux"))]

mod support;

use portable_pty::CommandBuilder;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};
use support::pty::{Session, elsewhere};

const SECOND: Duration = Duration::from_secs(1);
/// Processor time in milliseconds that the way out may take; measured: 2 to 9. This is no time that a busy machine makes
/// longer: a loop that asks a dead terminal over and over takes as much as it gets.
const CEILING: u64 = 100;
/// The same where writing the place takes a third of a second, in which such a loop burns 300.
const HELD: Duration = Duration::from_millis(200);

/// Not a story of its own: the others run this one in a process of its own, which has the reader's terminal and is killed
/// with it.
#[test]
fn a_line_that_hangs_up() {
    if let Some(script) = std::env::var_os("CROSSREAD_TEST_LINE") {
        let mut command = CommandBuilder::new("bash");
        command.args(["--norc", "-c"]);
        command.arg(script);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", "/nowhere");
        let mut session = Session::start(command, (200, 50));
        session.wait_for("? help");
        session.send("eto be looked into\r");
        session.wait_for("note written");
        session.send("]]");
        session.wait_for(" A3 ");
        println!("reader is there");
        std::thread::sleep(Duration::from_mins(1));
    }
}

/// A reader on a line, and the shell that notes what the reader took.
struct Line {
    folder: tempfile::TempDir,
    terminal: Child,
}

impl Line {
    /// A reader whose shell does `first`.
    fn open(first: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().display();
        let reader = env!("CARGO_BIN_EXE_crossread");
        // A shell that catches the signal outlives the reader, which does not inherit that; one that ignores it does too,
        // and hands that on.
        let script = format!(
            "{first}; sh -c 'echo $$ > {at}/number; exec {reader} --state {at}/state'; times > {at}/times; mv {at}/times {at}/took"
        );
        let terminal = elsewhere("a_line_that_hangs_up", "CROSSREAD_TEST_LINE", script);
        Self { folder, terminal }
    }

    /// The one file in which decisions are kept.
    fn journal(&self) -> PathBuf {
        let mut files = std::fs::read_dir(self.folder.path().join("state")).expect("its folder");
        files.next().expect("a journal").expect("a file").path()
    }

    /// Hangs up and waits for the end: the milliseconds of processor time from the one to the other. `meanwhile` is done
    /// right after hanging up.
    fn hang_up(&mut self, meanwhile: impl FnOnce()) -> u64 {
        let number =
            std::fs::read_to_string(self.folder.path().join("number")).expect("its number");
        let before = taken(number.trim());
        self.terminal.kill().expect("killed");
        self.terminal.wait().expect("gone");
        let began = Instant::now();
        meanwhile();
        let took = self.folder.path().join("took");
        while !took.exists() {
            assert!(began.elapsed() < SECOND, "it is still there after a second");
            std::thread::sleep(Duration::from_millis(5));
        }
        let times = std::fs::read_to_string(took).expect("noted");
        milliseconds(times.lines().last().expect("two lines")).saturating_sub(before)
    }

    /// Where a reader that opens the same articles begins.
    fn place(&self) -> String {
        place(&self.folder.path().join("state"))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.terminal.kill();
        let _ = self.terminal.wait();
    }
}

/// The milliseconds that a process that runs has taken, in steps of ten.
fn taken(number: &str) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{number}/stat")).expect("it runs");
    let (_, fields) = stat.rsplit_once(") ").expect("its fields");
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks = |at: usize| fields[at].parse::<u64>().expect("ticks");
    (ticks(11) + ticks(12)) * 10
}

/// The sum of what bash's `times` says, such as `0m0.013s 0m0.004s`.
fn milliseconds(times: &str) -> u64 {
    let one = |time: &str| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m')?;
        let seconds: f64 = seconds.parse().ok()?;
        Some(minutes.parse::<u64>().ok()? * 60_000 + (seconds * 1000.0) as u64)
    };
    let times: Option<Vec<u64>> = times.split_whitespace().map(one).collect();
    times.expect("two times").iter().sum()
}

/// The first word of the status line at opening.
fn place(state: &Path) -> String {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.arg("--state");
    command.arg(state);
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", "/nowhere");
    let mut session = Session::start(command, (200, 50));
    session.wait_for("in force");
    let screen = session.screen();
    let last = screen.lines().last().unwrap_or_default();
    last.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

const WAYS: [&str; 2] = ["trap : HUP", "trap '' HUP"];

#[test]
fn it_ends_within_a_second_at_hardly_any_cost_and_keeps_the_place() {
    for way in WAYS {
        let mut line = Line::open(way);
        let took = line.hang_up(|| {});
        assert!(took < CEILING, "{way}: {took} ms");
        assert_eq!(line.place(), "A3", "{way}");
    }
}

#[test]
fn where_the_place_cannot_be_written_at_once_it_waits_for_it_without_burning_the_processor() {
    for way in WAYS {
        let mut line = Line::open(way);
        let journal = std::fs::File::open(line.journal()).expect("the journal");
        journal.lock().expect("locked, as by another reader");
        let took = line.hang_up(|| {
            std::thread::sleep(HELD);
            journal.unlock().expect("unlocked");
        });
        assert!(took < CEILING, "{way}: {took} ms");
        assert_eq!(line.place(), "A3", "{way}");
    }
}

#[test]
fn where_the_place_can_never_be_written_it_ends_all_the_same() {
    for way in WAYS {
        let mut line = Line::open(way);
        let journal = std::fs::File::open(line.journal()).expect("the journal");
        journal.lock().expect("locked, as by another reader");
        let took = line.hang_up(|| {});
        assert!(took < CEILING, "{way}: {took} ms");
    }
}
