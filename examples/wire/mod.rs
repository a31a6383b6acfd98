//! What a slow line and a patient terminal feel, as a table with its bounds.

use crate::long::long;
use crate::pty::{Cost, Session};
use crossread::article::source;
use portable_pty::CommandBuilder;
use std::fmt::Display;
use std::time::{Duration, Instant};

/// As long as nothing comes a change of the screen is taken to be whole.
const QUIET: Duration = Duration::from_millis(20);
/// Vim waits this long for answers that do not come.
const PATIENT: Duration = Duration::from_millis(600);
/// Keys that are timed.
const TIMED: usize = 200;
/// How long nothing is done, to see what an idle program does.
const REST: Duration = Duration::from_secs(10);
/// The lines: kilobits a second, and milliseconds that a byte is under way.
const LINES: [(usize, usize); 4] = [(32, 300), (64, 150), (128, 50), (256, 50)];

/// Prints the table, `bytes_alone` without what a busy machine would falsify; `reader` and `peer` make the commands that
/// are run, the latter of a program and its arguments.
pub fn table(
    bytes_alone: bool,
    reader: &impl Fn() -> CommandBuilder,
    peer: &impl Fn(&str, &[&str]) -> CommandBuilder,
) {
    let vim = |last: &[&str]| {
        // Without its questions: to the terminal, to the user, and about files of its own.
        let quiet = "set t_RV= t_u7= t_RF= t_RB= nomore noswapfile shortmess=aoOtTIFA";
        let plain = ["-u", "NONE", "-i", "NONE", "--cmd", quiet];
        peer("vim", &[plain.as_slice(), last].concat())
    };
    let beside = || vim(&["-c", "windo set scrollbind wrap", "-O"]);
    let differing = || vim(&["-d"]);
    let less = || peer("less", &[]);
    println!("{:<50}{:>10}{:>10}", "", "measured", "bound");
    let mut seen = Vec::new();
    for size in [(80, 24), (120, 40), (200, 50)] {
        println!("{} x {}", size.0, size.1);
        let (own, other) = (first(reader, size), first(&beside, size));
        row(
            "first frame, bytes (vim -O: 1.1 times)",
            own.frame.bytes,
            other.frame.bytes * 11 / 10,
        );
        row(
            "first frame, bytes (less, one article)",
            own.frame.bytes,
            first(&less, size).frame.bytes,
        );
        row("the same with all claims, bytes", own.whole.bytes, "");
        let scrolled = scrolled_together(reader, size);
        row("both texts down a line, bytes", scrolled, 400);
        let other = scrolled_by(&beside, size, "\u{5}");
        row("the same of vim -O", other, "");
        seen = vec![("first frame", own.frame.bytes), ("down a line", scrolled)];
        seen.extend(changes(reader, size));
    }
    if bytes_alone {
        return;
    }
    let size = (200, 50);
    let (own, other) = (first(reader, size), first(&differing, size));
    row(
        "200 x 50, exec to first frame, ms (vim -d)",
        millis(own.frame.time),
        millis(other.frame.time),
    );
    let usual = first(&|| peer("vim", &["-n", "-d"]), size);
    row(
        "the same, vim -d with its usual settings",
        millis(usual.frame.time),
        "",
    );
    let claims = millis(own.whole.time.saturating_sub(own.frame.time));
    row("and from there to the claims, ms", claims, "20.0");
    keys_timed("200 keys at 200 x 50", reader(), "2.0", "? help");
    million(reader);
    rest(reader());
    println!(
        "\nmilliseconds over a line       {}",
        LINES
            .map(|(rate, away)| format!("{rate:>5} kbit/s {away:>3} ms"))
            .join(" ")
    );
    for (what, bytes) in seen {
        let took = LINES.map(|(rate, away)| format!("{:>17}", 2 * away + bytes * 8 / rate));
        println!("  {what:<29}{}", took.join(" "));
    }
}

fn row(what: &str, measured: impl Display, bound: impl Display) {
    println!("  {what:<48}{measured:>10}{bound:>10}");
}

fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

fn median<T: Ord + Copy + Default>(mut of: Vec<T>) -> T {
    of.sort_unstable();
    of.get(of.len() / 2).copied().unwrap_or_default()
}

/// What starting costs.
struct First {
    /// Until all words of the texts stand, those of the panel apart: bytes, and the median time of several starts from exec.
    frame: Cost,
    /// Until nothing more comes, likewise.
    whole: Cost,
}

/// How often a start is timed.
const STARTS: usize = 21;

fn first(command: &impl Fn() -> CommandBuilder, size: (u16, u16)) -> First {
    let whole = opened(command(), size).terminal().clone();
    let rows = panel_top(&whole, size);
    let mut frames = Vec::new();
    let mut wholes = Vec::new();
    for _ in 0..STARTS {
        let began = Instant::now();
        let mut session = Session::start(command(), size);
        let started = began.elapsed();
        let frame = session.show(&whole, rows, PATIENT);
        let taken = session.raw.len();
        // What has its words may still get its colours.
        let rest = session.settle(QUIET);
        frames.push((started + frame.time, frame.bytes));
        let late = if rest.bytes > 0 {
            rest.time
        } else {
            Duration::ZERO
        };
        wholes.push((started + frame.time + late, taken + rest.bytes));
    }
    let cost = |of| {
        let (time, bytes) = median(of);
        Cost { bytes, time }
    };
    First {
        frame: cost(frames),
        whole: cost(wholes),
    }
}

fn opened(command: CommandBuilder, size: (u16, u16)) -> Session {
    let mut session = Session::start(command, size);
    session.settle(PATIENT);
    session
}

fn press(session: &mut Session, keys: &str) -> Cost {
    let began = Instant::now();
    session.send(keys);
    // The answer may be there before the one who asked runs again.
    let sent = began.elapsed();
    let mut cost = session.settle(QUIET);
    cost.time += sent;
    cost
}

fn scrolled_by(command: &impl Fn() -> CommandBuilder, size: (u16, u16), key: &str) -> usize {
    let mut session = opened(command(), size);
    median((0..9).map(|_| press(&mut session, key).bytes).collect())
}

/// The bytes of a line further where both panes keep step.
fn scrolled_together(reader: &impl Fn() -> CommandBuilder, size: (u16, u16)) -> usize {
    let mut session = opened(reader(), size);
    press(&mut session, "s");
    median((0..9).map(|_| press(&mut session, "j").bytes).collect())
}

/// Prints what next claims and jumps cost whose target is on the screen already, with the panel and without.
fn changes(reader: &impl Fn() -> CommandBuilder, size: (u16, u16)) -> Vec<(&'static str, usize)> {
    let mut session = opened(reader(), size);
    let (mut excess, mut most) = (0.0, 0);
    let mut before = session.terminal().clone();
    for _ in 0..30 {
        let cost = press(&mut session, "]");
        let after = session.terminal().clone();
        let panel = panel_top(&after, size).min(panel_top(&before, size));
        if changed([&before, &after], 1..panel, size, letter) <= usize::from(size.1) * 3 {
            let cells = changed([&before, &after], panel..size.1, size, Clone::clone);
            let bound = 250.0 + 1.3 * cells as f64;
            if cost.bytes as f64 / bound > excess {
                (excess, most) = (cost.bytes as f64 / bound, cost.bytes);
            }
        }
        before = after;
    }
    let name = "next claim in view, panel on, bytes at worst";
    row(
        name,
        most,
        format!("{:.0}", most as f64 / excess.max(0.001)),
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.toml");
    std::fs::write(&path, "layout = \"off\"\n").expect("written");
    let mut command = reader();
    command.arg("--config");
    command.arg(&path);
    let mut session = opened(command, size);
    let (mut costs, mut page) = (Vec::new(), Vec::new());
    let mut before = session.terminal().clone();
    for key in ["]"; 30].into_iter().chain(["}"; 10]) {
        let cost = press(&mut session, key);
        let after = session.terminal().clone();
        let texts = changed([&before, &after], 1..size.1 - 1, size, letter);
        if texts <= usize::from(size.1) * 3 {
            costs.push(cost.bytes);
        } else {
            page.push(cost.bytes);
        }
        before = after;
    }
    let most = costs.iter().copied().max().unwrap_or_default();
    row("next claim in view, panel off, bytes at worst", most, 250);
    row("the same, median", median(costs.clone()), 250);
    let further = median(page);
    row("next claim that scrolls, panel off, median", further, "");
    vec![
        ("next claim in view", most),
        ("next claim that scrolls", further),
    ]
}

/// The row of the panel's heading.
fn panel_top(screen: &vt100::Screen, (columns, rows): (u16, u16)) -> u16 {
    let lines: Vec<String> = screen.rows(0, columns).collect();
    let top = lines.iter().rposition(|line| line.starts_with("──"));
    top.map_or(rows - 1, |top| top as u16)
}

/// How many cells of `rows` differ in what `of` says of them.
fn changed<T: PartialEq>(
    [one, other]: [&vt100::Screen; 2],
    rows: std::ops::Range<u16>,
    (columns, _): (u16, u16),
    of: impl Fn(&vt100::Cell) -> T,
) -> usize {
    let cells = rows.flat_map(|y| (0..columns).map(move |x| (y, x)));
    let held = |screen: &vt100::Screen, (y, x)| screen.cell(y, x).map(&of);
    cells
        .filter(|at| held(one, *at) != held(other, *at))
        .count()
}

/// The character in a cell.
fn letter(cell: &vt100::Cell) -> String {
    cell.contents().trim().to_owned()
}

/// Prints how long keys take until their screen is there.
fn keys_timed(what: &str, command: CommandBuilder, bound: &str, ready: &str) {
    let mut session = Session::start(command, (200, 50));
    session.wait_within(ready, Duration::from_mins(2));
    session.settle(PATIENT);
    let keys = ["]", "j", "}", "\r", " ", "n", "\t", "k", "[", "b"];
    let times = (0..TIMED).map(|at| press(&mut session, keys[at % keys.len()]));
    let mut times: Vec<Duration> = times
        .filter(|cost| cost.bytes > 0)
        .map(|cost| cost.time)
        .collect();
    times.sort_unstable();
    row(
        &format!("{what}, ms: median"),
        millis(times[times.len() / 2]),
        "",
    );
    row(
        &format!("{what}, ms: 95 in 100"),
        millis(times[times.len() * 95 / 100]),
        bound,
    );
    row(
        &format!("{what}, ms: the longest"),
        millis(times[times.len() - 1]),
        "",
    );
    row(&format!("{what}: most memory, MB"), memory(&session), "");
}

/// The same on two articles of a million bytes each.
fn million(reader: &impl Fn() -> CommandBuilder) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = reader();
    for (number, (_, text)) in source::BUILT_IN.iter().enumerate() {
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(&path, long(&[text], 1_000_000)).expect("written");
        command.arg(path);
    }
    keys_timed(
        "the same, two articles of 1 MB",
        command,
        "5.0",
        "next matched",
    );
}

/// Prints what comes, and how often the program wakes up, while nothing is done.
fn rest(command: CommandBuilder) {
    let mut session = opened(command, (200, 50));
    let number = session.id();
    let (wakes, ticks) = (wakes(number), ticks(number));
    let cost = session.settle(REST);
    row("10 s of rest: bytes", cost.bytes, 0);
    row("10 s of rest: wake-ups", self::wakes(number) - wakes, 0);
    row(
        "10 s of rest: processor, ms",
        (self::ticks(number) - ticks) * 10,
        0,
    );
    row("most memory, MB", memory(&session), "");
}

/// How often the threads of the process have been woken.
fn wakes(number: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{number}/task")).expect("a process");
    let of =
        |task: std::fs::DirEntry| field(&task.path().join("status"), "voluntary_ctxt_switches:");
    tasks.flatten().map(of).sum()
}

fn ticks(number: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let fields: Vec<u64> = fields
        .split(' ')
        .map(|of| of.parse().unwrap_or(0))
        .collect();
    fields.get(11..13).map_or(0, |of| of.iter().sum())
}

fn memory(session: &Session) -> String {
    let path = format!("/proc/{}/status", session.id());
    let kilobytes = field(path.as_ref(), "VmHWM:");
    format!("{:.1}", kilobytes as f64 / 1024.0)
}

fn field(path: &std::path::Path, name: &str) -> u64 {
    let status = std::fs::read_to_string(path).unwrap_or_default();
    let value = status.lines().find_map(|line| line.strip_prefix(name));
    value
        .and_then(|value| value.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
