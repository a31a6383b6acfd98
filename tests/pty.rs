//! The real program in a real terminal: it opens, obeys, and gives the terminal back whatever happens.
#![cfg(feature = "reader")]

mod support;

use portable_pty::CommandBuilder;
use std::time::Duration;
use support::pty::{Session, elsewhere};

/// The terminal as the reader leaves it: the cursor shown, the first screen back.
fn assert_given_back(session: &Session) {
    let terminal = session.terminal();
    assert!(
        !terminal.alternate_screen(),
        "the other screen is still there"
    );
    assert!(!terminal.hide_cursor(), "the cursor is still hidden");
    assert!(
        !terminal.bracketed_paste(),
        "pasted text is still bracketed"
    );
}

fn reader() -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env_remove("NO_COLOR");
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command.arg("--no-state");
    command
}

fn open(size: (u16, u16)) -> Session {
    let mut session = Session::start(reader(), size);
    session.wait_for("? help");
    session.settle(Duration::from_millis(60));
    session
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn it_opens_on_the_built_in_articles_steps_and_quits() {
    for size in [(80, 24), (120, 40), (200, 50)] {
        let mut session = open(size);
        assert!(session.terminal().alternate_screen());
        assert!(session.screen().contains(" A1 "));
        session.press("]");
        session.wait_for(" A2 ");
        session.send("q");
        let status = session.ended_within(SECOND).expect("q quits");
        assert!(status.success());
        assert_given_back(&session);
    }
}

/// The lines without the blanks at their ends: whether a blank was sent or erased cannot be seen.
fn trimmed(screen: &str) -> Vec<&str> {
    screen.lines().map(str::trim_end).collect()
}

#[test]
fn what_is_on_the_terminal_is_what_a_full_redraw_shows() {
    let mut session = open((80, 24));
    for keys in [
        "]]]", "\r", " ", "a", "\x1b", "/war\r", "nn", "?", "q", "p", "z", "z", "\t", "G", "g",
    ] {
        session.press(keys);
        session.settle(Duration::from_millis(120));
        let shown = session.screen();
        session.press("\x0c");
        assert_eq!(
            trimmed(&session.screen()),
            trimmed(&shown),
            "after {keys:?}"
        );
    }
}

#[test]
fn another_size_is_taken_at_once() {
    let mut session = open((80, 24));
    session.resize((140, 30));
    session.settle(Duration::from_millis(200));
    let shown = session.screen();
    assert_eq!(shown.lines().count(), 30, "{shown}");
    assert!(
        shown.lines().skip(1).any(|line| line.chars().count() > 80),
        "{shown}"
    );
    session.resize((30, 8));
    session.wait_for("needs 40 x 12");
    session.resize((80, 24));
    session.wait_for("? help");
}

#[test]
fn signals_end_it_and_the_terminal_is_given_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = open((80, 24));
        session.signal(signal);
        let status = session
            .ended_within(SECOND)
            .unwrap_or_else(|| panic!("SIG{signal} ends it"));
        assert!(!status.success());
        assert_given_back(&session);
    }
}

/// Not a story of its own: the next tests run this one in a process of its own, which has the reader's terminal and
/// is killed with it.
#[test]
fn a_terminal_that_dies() {
    if let Some(script) = std::env::var_os("CROSSREAD_TEST_DYING_TERMINAL") {
        let mut command = CommandBuilder::new("sh");
        command.arg("-c");
        command.arg(script);
        command.env("TERM", "xterm-256color");
        let mut session = Session::start(command, (80, 24));
        session.wait_for("? help");
        println!("reader is there");
        std::thread::sleep(Duration::from_mins(1));
    }
}

/// Whether the reader, started by a shell `script`, is gone a second after its terminal is.
fn ends_with_its_terminal(script: &str) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let number = folder.path().join("number");
    let start = format!(
        "echo $$ > {}; exec {} --no-state",
        number.display(),
        env!("CARGO_BIN_EXE_crossread")
    );
    let script = script.replace("READER", &start);
    let variable = "CROSSREAD_TEST_DYING_TERMINAL";
    let mut terminal = elsewhere("a_terminal_that_dies", variable, script);
    let reader = std::fs::read_to_string(&number)
        .expect("its number")
        .trim()
        .to_owned();
    let runs = || {
        let stat = std::fs::read_to_string(format!("/proc/{reader}/stat")).unwrap_or_default();
        stat.rsplit_once(") ")
            .is_some_and(|(_, rest)| !rest.starts_with('Z'))
    };
    assert!(runs(), "the reader does not run");
    terminal.kill().expect("killed");
    terminal.wait().expect("gone");
    let began = std::time::Instant::now();
    while began.elapsed() < SECOND {
        if !runs() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = std::process::Command::new("kill")
        .args(["-9", &reader])
        .status();
    false
}

#[test]
fn without_its_terminal_it_ends_within_a_second() {
    assert!(ends_with_its_terminal("READER"));
}

#[test]
fn without_its_terminal_it_ends_also_where_hanging_up_is_ignored() {
    assert!(ends_with_its_terminal("trap '' HUP; READER"));
}

#[test]
fn without_its_terminal_it_ends_also_where_nobody_tells_it() {
    // In a session of its own the terminal is not the controlling one: no signal comes when it goes.
    assert!(ends_with_its_terminal("setsid --wait sh -c 'READER'"));
}

#[test]
fn a_lone_escape_never_quits_and_a_torn_arrow_is_an_arrow() {
    let mut session = open((80, 24));
    session.press("]");
    session.wait_for(" A2 ");
    for part in ["\x1b", "[", "C"] {
        session.send(part);
        std::thread::sleep(Duration::from_millis(20));
    }
    session.wait_for(" A3 ");
    session.press("\x1b");
    session.press("[");
    session.wait_for(" A2 ");
}

#[test]
fn suspended_it_gives_the_terminal_back_and_comes_back_right() {
    let mut session = Session::shell();
    session.press(&format!("{} --no-state\r", env!("CARGO_BIN_EXE_crossread")));
    session.wait_for("? help");
    session.press("]");
    session.wait_for(" A2 ");
    session.press("\x1a");
    session.wait_for("Stopped");
    assert!(!session.terminal().alternate_screen());
    session.press("echo still $((40+2))\r");
    session.wait_for("still 42");
    session.press("fg\r");
    session.wait_for(" A2 ");
    session.wait_for("? help");
    session.press("]");
    session.wait_for(" A3 ");
    session.press("q");
    session.wait_for("shell>");
}

#[test]
fn no_colour_is_sent_where_none_is_wanted_and_the_marks_stay() {
    let mut command = reader();
    command.env("NO_COLOR", "1");
    let mut session = Session::start(command, (80, 24));
    session.wait_for("? help");
    session.press("]]]");
    let sent = String::from_utf8_lossy(&session.raw).into_owned();
    let colours = sent
        .split("\x1b[")
        .filter_map(|part| part.split_once('m'))
        .filter(|(codes, _)| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
        .flat_map(|(codes, _)| codes.split(';'))
        .filter_map(|code| code.parse::<u8>().ok())
        .filter(|code| *code >= 30)
        .count();
    assert_eq!(colours, 0);
    assert!(
        sent.contains("\x1b[1;7m"),
        "the letter of the article is bold and reversed"
    );
    let terminal = session.terminal();
    let underlined = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
    let underlined = underlined.filter(|(row, column)| {
        terminal
            .cell(*row, *column)
            .is_some_and(vt100::Cell::underline)
    });
    assert!(underlined.count() > 20, "the content is underlined");
}

/// Not a story of its own: the next test runs this one in a terminal, where it breaks down.
#[test]
fn a_reader_that_breaks_down() {
    if std::env::var_os("CROSSREAD_TEST_BREAKS_DOWN").is_some() {
        let _terminal = crossread::reader::term::Terminal::open(true).expect("a terminal");
        panic!("broken down on purpose");
    }
}

#[test]
fn after_a_panic_the_terminal_is_given_back_and_the_message_can_be_read() {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "a_reader_that_breaks_down", "--nocapture"]);
    command.env("CROSSREAD_TEST_BREAKS_DOWN", "1");
    let mut session = Session::start(command, (80, 24));
    let status = session
        .ended_within(Duration::from_secs(10))
        .expect("it ends");
    assert!(!status.success());
    assert_given_back(&session);
    let mouse = session.terminal().mouse_protocol_mode();
    assert_eq!(mouse, vt100::MouseProtocolMode::None);
    let sent = String::from_utf8_lossy(&session.raw).into_owned();
    let after = sent.rsplit_once("\x1b[?1049l").map(|(_, after)| after);
    assert!(
        after.is_some_and(|after| after.contains("broken down on purpose")),
        "{sent}"
    );
}

/// Where a word stands on the screen: column and row, from 1 as terminals count.
fn place_of(session: &Session, words: &str) -> (usize, usize) {
    let screen = session.screen();
    let mut lines = screen.lines().enumerate();
    let found = lines.find_map(|(row, line)| {
        let at = line.find(words)?;
        Some((line[..at].chars().count() + 1, row + 1))
    });
    found.unwrap_or_else(|| panic!("{words:?} is not there:\n{screen}"))
}

fn with_mouse() -> Session {
    let mut command = reader();
    command.arg("--mouse");
    let mut session = Session::start(command, (100, 30));
    session.wait_for("? help");
    session.settle(Duration::from_millis(60));
    session
}

#[test]
fn with_the_mouse_a_click_chooses_and_the_wheel_scrolls_and_without_it_is_left_alone() {
    use vt100::MouseProtocolMode::{None, PressRelease};
    let plain = open((100, 30));
    assert_eq!(plain.terminal().mouse_protocol_mode(), None);
    let mut session = with_mouse();
    assert_eq!(session.terminal().mouse_protocol_mode(), PressRelease);
    let (column, row) = place_of(&session, "On Monday, Russian");
    session.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    session.wait_for(" B2 ");
    let left = session
        .screen()
        .lines()
        .nth(5)
        .map(|line| line[..20].to_owned());
    session.press(&format!("\x1b[<65;{column};{row}M"));
    session.wait_for(" B2 ");
    let (_, now) = place_of(&session, "On Monday, Russian");
    assert_eq!(now + 3, row, "the pane under the pointer scrolls");
    let still = session
        .screen()
        .lines()
        .nth(5)
        .map(|line| line[..20].to_owned());
    assert_eq!(left, still, "the other one does not");
    // Torn apart on a slow line it is still no string of keys.
    let (column, row) = place_of(&session, "Konrad Muzyka writes");
    for part in [
        "\x1b",
        "[",
        "<",
        "0;",
        &format!("{column};"),
        &format!("{row}"),
        "M",
    ] {
        session.send(part);
        std::thread::sleep(Duration::from_millis(15));
    }
    session.wait_for("▌ Konrad Muzyka writes");
}

#[test]
fn the_mouse_is_given_back_on_every_way_out() {
    use vt100::MouseProtocolMode::{None, PressRelease};
    for way in ["q", "TERM", "HUP", "INT"] {
        let mut session = with_mouse();
        assert_eq!(session.terminal().mouse_protocol_mode(), PressRelease);
        if way == "q" {
            session.send("q");
        } else {
            session.signal(way);
        }
        session.ended_within(SECOND).expect("it ends");
        assert_given_back(&session);
        assert_eq!(
            session.terminal().mouse_protocol_mode(),
            None,
            "after {way}"
        );
    }
    let mut session = Session::shell();
    session.press(&format!(
        "{} --no-state --mouse\r",
        env!("CARGO_BIN_EXE_crossread")
    ));
    session.wait_for("? help");
    session.press("\x1a");
    session.wait_for("Stopped");
    assert_eq!(session.terminal().mouse_protocol_mode(), None);
    session.press("fg\r");
    session.wait_for("? help");
    assert_eq!(session.terminal().mouse_protocol_mode(), PressRelease);
}

/// An article that tries to take the terminal over: every escape that does something, in text and title and name.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[31mRed title\u{1b}[0m\u{202e}\n\n\
    \u{9b}2J\u{1b}]52;c;aGFoYQ==\u{7}“We \u{1b}[?1049lwill\u{200b} stay,” said Milan\u{2066} Brod\u{1b}c.\n\n\
    Ann\tOtt \u{85}denied\u{2028}it \u{feff}on \u{e0041}Monday.\u{1b}Pq#0\u{1b}\\ \u{90}x\u{9c}";

#[test]
fn nothing_of_a_hostile_article_reaches_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("bad\u{1b}[31m.txt");
    std::fs::write(&name, HOSTILE).expect("written");
    let mut command = reader();
    command.arg(&name);
    command.arg(&name);
    let mut session = Session::start(command, (80, 24));
    session.wait_for("? help");
    for keys in [
        "]", "]", "\r", "a", "\x1b", "/Brod\r", "p", "p", "?", "q", "x", "z",
    ] {
        session.press(keys);
        session.settle(Duration::from_millis(120));
    }
    let sent = String::from_utf8_lossy(&session.raw).into_owned();
    for (at, _) in sent.match_indices('\u{1b}') {
        let rest = &sent[at + 1..];
        // A letter M moves rows down, a region of rows ends in r.
        let known = rest.starts_with('M')
            || rest.starts_with('[')
                && rest[1..]
                    .chars()
                    .find(|c| !c.is_ascii_digit() && *c != ';' && *c != '?')
                    .is_some_and(|end| "mHKXCJhlr".contains(end));
        assert!(
            known,
            "an escape of its own: {:?}",
            rest.chars().take(12).collect::<String>()
        );
    }
    assert!(!sent.contains("\u{1b}[31m") && !sent.contains('\u{7}'));
    assert!(!sent.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)));
    for hidden in [
        '\u{202e}',
        '\u{2066}',
        '\u{200b}',
        '\u{feff}',
        '\u{2028}',
        '\u{e0041}',
    ] {
        assert!(!sent.contains(hidden), "{hidden:?} came through");
    }
}
