//! What each key costs on the wire and in time, in a real terminal: `cargo run --release --example keystrokes`.
//!
//! Prints the bytes and milliseconds of each key at three sizes, and the time from start to the first whole screen
//! beside `vim -d` and `less` on the same two articles, where those are installed. Then, as a table with its bounds,
//! what a slow line and a patient terminal feel: bytes, waits, 200 keys timed, ten seconds of rest, memory, and how long
//! each change takes over lines from 32 to 256 kbit/s. Then two articles of megabytes: the first text, the claims, a
//! decision, and leaving before and after the claims are there. `-- --wire` prints the table alone,
//! `-- --bytes` of it what a busy machine does not change.

#[path = "../tests/support/long.rs"]
mod long;
#[path = "../tests/support/pty.rs"]
mod pty;
#[path = "wire/mod.rs"]
mod wire;

use crossread::article::source;
use portable_pty::CommandBuilder;
use pty::Session;
use std::path::Path;
use std::time::{Duration, Instant};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 50)];

const KEYS: [(&str, &str); 16] = [
    ("j", "j"),
    ("j", "j"),
    ("space", " "),
    ("b", "b"),
    ("]", "]"),
    ("]", "]"),
    ("}", "}"),
    ("}", "}"),
    ("enter", "\r"),
    ("enter", "\r"),
    ("tab", "\t"),
    ("p", "p"),
    ("a", "a"),
    ("esc", "\x1b"),
    ("G", "G"),
    ("g", "g"),
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let asked = |option: &str| std::env::args().any(|word| word == option);
    let (wire_alone, bytes_alone) = (asked("--wire"), asked("--bytes"));
    let named = std::env::args()
        .skip(1)
        .find(|word| !word.starts_with("--"));
    let reader = named.unwrap_or_else(|| {
        let beside = std::env::current_exe().expect("this program");
        let folder = beside
            .parent()
            .and_then(Path::parent)
            .expect("the build folder");
        folder.join("crossread").display().to_string()
    });
    let mut seeds: Vec<String> = std::fs::read_dir(root.join("seeds"))
        .expect("the seeds")
        .filter_map(|entry| Some(entry.ok()?.path().display().to_string()))
        .collect();
    seeds.sort();
    let command = |program: &str, arguments: &[&str]| {
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.args(&seeds);
        command.env("TERM", "xterm-256color");
        command.cwd(root);
        command
    };
    let bare = || {
        let mut command = CommandBuilder::new(&reader);
        command.arg("--no-state");
        command.env("TERM", "xterm-256color");
        command.cwd(root);
        command
    };
    wire::table(bytes_alone, &bare, &command);
    if wire_alone || bytes_alone {
        return;
    }
    for size in SIZES {
        println!("{} x {}", size.0, size.1);
        first_screen("crossread", size, bare);
        first_screen("vim -d", size, || {
            command(
                "vim",
                &[
                    "-u",
                    "NONE",
                    "--cmd",
                    "set t_RV= t_u7= nomore noswapfile shortmess=aoOtTIFA",
                    "-d",
                ],
            )
        });
        first_screen("vim -O", size, || {
            command(
                "vim",
                &[
                    "-u",
                    "NONE",
                    "-c",
                    "windo set scrollbind wrap",
                    "--cmd",
                    "set t_RV= t_u7= nomore noswapfile shortmess=aoOtTIFA",
                    "-O",
                ],
            )
        });
        first_screen("less", size, || command("less", &[]));
        let mut session = Session::start(bare(), size);
        session.settle(Duration::from_millis(300));
        for (name, keys) in KEYS {
            let cost = session.press(keys);
            println!(
                "  {name:<8}{:>8} bytes{:>8.1} ms",
                cost.bytes,
                millis(cost.time)
            );
        }
    }
    for size in [1_000_000, 5_000_000] {
        long_articles(&reader, size);
    }
}

/// Prints what two articles of `size` bytes each cost.
fn long_articles(reader: &str, size: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = CommandBuilder::new(reader);
    command.env("TERM", "xterm-256color");
    command.arg("--state");
    command.arg(folder.path().join("state"));
    for (number, (_, text)) in source::BUILT_IN.iter().enumerate() {
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(&path, long::long(&[text], size)).expect("written");
        command.arg(path);
    }
    println!("two articles of {size} bytes");
    let show = |what: &str, began: Instant| {
        println!("  {what:<28}{:>8.1} ms", millis(began.elapsed()));
    };
    let began = Instant::now();
    let mut session = Session::start(command.clone(), (120, 40));
    session.wait_for("claims are still to come");
    show("first text", began);
    let pressed = Instant::now();
    session.send("q");
    session
        .ended_within(Duration::from_secs(9))
        .expect("q quits");
    show("q before the claims", pressed);
    let began = Instant::now();
    let mut session = Session::start(command, (120, 40));
    session.wait_within("next matched", Duration::from_mins(2));
    show("claims", began);
    for (name, keys, words) in [
        ("page", " ", ""),
        ("next matched", "}", ""),
        ("confirmed", "c", "match confirmed"),
        ("undone", "u", "undone: match"),
        ("done again", "\x12", "done again: match"),
        ("note", "ewords\r", "note written"),
        ("claim dropped", "Ed", "claim dropped"),
        ("claims and matches anew", "j", "corrected: "),
        ("undone", "u", "undone: claim"),
        ("claims and matches anew", "j", "corrected: "),
        ("source corrected", "Eswithout\r", "source corrected"),
    ] {
        if words != "corrected: " {
            session.settle(Duration::from_millis(300));
        }
        if words.is_empty() {
            let cost = session.press(keys);
            println!("  {name:<28}{:>8.1} ms", millis(cost.time));
            continue;
        }
        let pressed = Instant::now();
        session.send(keys);
        session.wait_within(words, Duration::from_mins(1));
        show(name, pressed);
    }
    let pressed = Instant::now();
    session.send("q");
    session
        .ended_within(Duration::from_secs(9))
        .expect("q quits");
    show("q", pressed);
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Starts the program five times; prints the bytes and the median time of the first screen, and of one line and one
/// page further.
fn first_screen(name: &str, size: (u16, u16), command: impl Fn() -> CommandBuilder) {
    let mut times = Vec::new();
    let mut bytes = 0;
    let mut further = [0; 2];
    for _ in 0..5 {
        let began = Instant::now();
        let mut session = Session::start(command(), size);
        let started = began.elapsed();
        // Vim asks the terminal for its colours first and waits for an answer.
        let cost = session.settle(Duration::from_millis(600));
        times.push(millis(started + cost.time));
        bytes = cost.bytes;
        let line = if name.starts_with("vim") { "\x05" } else { "j" };
        let page = if name.starts_with("vim") { "\x06" } else { " " };
        further = [session.press(line).bytes, session.press(page).bytes];
    }
    times.sort_by(f64::total_cmp);
    println!(
        "  {name:<10} first screen {bytes:>6} bytes {:>6.1} ms   line {:>6} bytes   page {:>6} bytes",
        times[times.len() / 2],
        further[0],
        further[1]
    );
}
