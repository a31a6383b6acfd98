//! Decisions outlive the reader: killed, two at once, on a full disk, where nothing may be written.
#![cfg(feature = "reader")]

mod support;

use portable_pty::CommandBuilder;
use std::path::Path;
use std::time::Duration;
use support::pty::Session;

fn command(folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.env("TERM", "xterm-256color");
    command.env("CROSSREAD_STATE_DIR", folder);
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command
}

fn open(folder: &Path) -> Session {
    let mut session = Session::start(command(folder), (120, 40));
    session.wait_for("claims");
    session.settle(Duration::from_millis(60));
    session
}

fn lines(folder: &Path) -> usize {
    let journals = std::fs::read_dir(folder).into_iter().flatten().flatten();
    journals
        .filter_map(|journal| std::fs::read_to_string(journal.path()).ok())
        .map(|text| text.lines().count())
        .sum()
}

fn quit(mut session: Session) {
    session.send("q");
    session
        .ended_within(Duration::from_secs(3))
        .expect("q quits");
}

#[test]
fn killed_again_and_again_it_has_every_decision_that_was_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (done, keys) in ["}c", "}}c", "elook again\r", "}}}r"].iter().enumerate() {
        let mut session = open(folder.path());
        if done > 0 {
            let count = if done == 1 {
                "1 decision "
            } else {
                "decisions of yours"
            };
            session.wait_for(count);
            if done > 1 {
                session.wait_for(&format!("{done} decisions"));
            }
        }
        session.press("g");
        session.press(keys);
        session.wait_for("kept in");
        session.signal("KILL");
        session
            .ended_within(Duration::from_secs(3))
            .expect("it is killed");
    }
    let mut session = open(folder.path());
    session.wait_for("4 decisions");
    session.press("uuuu");
    session.wait_for("undone: match confirmed");
    session.signal("KILL");
    session
        .ended_within(Duration::from_secs(3))
        .expect("it is killed");
    let mut session = open(folder.path());
    session.wait_for("? help");
    session.press("\x12");
    session.wait_for("done again");
}

#[test]
fn two_readers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = open(folder.path());
    let mut other = open(folder.path());
    let write = |session: &mut Session, words: &str| {
        session.press("]");
        session.press(&format!("e{words}\r"));
        session.wait_for("kept in");
    };
    write(&mut one, "first");
    // Two notes on one claim would count as one.
    other.press("]]]");
    write(&mut other, "second");
    write(&mut one, "third");
    quit(one);
    quit(other);
    let mut again = open(folder.path());
    again.wait_for("3 decisions");
}

#[test]
fn two_readers_at_once_see_what_the_other_decides_with_the_next_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = open(folder.path());
    let mut other = open(folder.path());
    one.press("}c");
    one.wait_for("✓ confirmed");
    other.press("}");
    other.wait_for("another reader: match confirmed");
    other.wait_for("✓ confirmed");
    // What one writes itself comes after what the other had written before.
    other.press("enoted there\r");
    other.wait_for("kept in");
    one.press("enoted here\r");
    one.wait_for("kept in");
    one.wait_for("another reader: note written");
    other.press("g}");
    other.wait_for("noted here");
    other.press("u");
    other.wait_for("undone: note written");
    one.press("j");
    one.wait_for("another reader undid: note written");
    // The terminal tells when it is looked at again: no key is needed.
    one.press("}}c");
    one.wait_for("match confirmed · kept in");
    other.send("\x1b[I");
    other.wait_for("another reader: match confirmed");
    let list = |session: &mut Session| {
        session.press("g");
        session.press("vn");
        session.wait_for("match confirmed: ");
        let screen = session.screen();
        session.press("\x1b");
        let lines = screen
            .lines()
            .filter(|line| line.contains(": “") || line.contains(" “noted"));
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let seen = list(&mut one);
    assert_eq!(list(&mut other), seen);
    quit(one);
    quit(other);
    assert_eq!(list(&mut open(folder.path())), seen);
}

/// Ten steps that decide something: where to go, and what to do there.
const SCRIPT: [(&str, &str); 10] = [
    ("}", "c"),
    ("}", "r"),
    ("]", "elook again\r"),
    ("]", "Ed"),
    ("k", "u"),
    ("k", "\x12"),
    ("]", "Eswithout\r"),
    ("}", "c"),
    ("[", "ethis too\r"),
    ("k", "u"),
];

/// Goes where the step is to be taken, takes it, and waits until the screen says that it is kept.
fn take(session: &mut Session, (way, step): (&str, &str)) {
    session.send(way);
    session.wait_until_gone("kept in");
    session.send(step);
    session.wait_for("kept in");
}

/// What the reader lists as decided.
fn listed(session: &mut Session) -> Vec<String> {
    session.send("vn");
    session.wait_for("notes");
    session.settle(Duration::from_millis(40));
    let screen = session.screen();
    let decided = [
        "match ",
        "claim dropped: “",
        "source corrected: “",
        "note “",
    ];
    let lines = screen
        .lines()
        .filter(|line| decided.iter().any(|words| line.contains(words)));
    lines
        .map(|line| line.trim().trim_start_matches('▌').trim().to_owned())
        .collect()
}

#[test]
fn killed_after_any_of_ten_steps_every_step_that_was_told_is_there() {
    let lists: Vec<Vec<String>> = (0..=SCRIPT.len())
        .map(|steps| {
            let folder = tempfile::tempdir().expect("a folder");
            let mut session = open(folder.path());
            for step in &SCRIPT[..steps] {
                take(&mut session, *step);
            }
            let list = listed(&mut session);
            session.signal("KILL");
            session
                .ended_within(Duration::from_secs(3))
                .expect("it is killed");
            let mut again = open(folder.path());
            assert_eq!(listed(&mut again), list, "after {steps} steps");
            list
        })
        .collect();
    assert!(
        lists.windows(2).all(|pair| pair[0] != pair[1]),
        "{lists:#?}"
    );
    for steps in 0..SCRIPT.len() {
        // Killed as soon as the keys are sent, whatever the program has made of them.
        let folder = tempfile::tempdir().expect("a folder");
        let mut session = open(folder.path());
        for step in &SCRIPT[..steps] {
            take(&mut session, *step);
        }
        let (way, step) = SCRIPT[steps];
        session.send(way);
        session.wait_until_gone("kept in");
        session.send(step);
        session.signal("KILL");
        session
            .ended_within(Duration::from_secs(3))
            .expect("it is killed");
        let told = session.screen().contains("kept in");
        let mut again = open(folder.path());
        let list = listed(&mut again);
        assert!(
            list == lists[steps + 1] || !told && list == lists[steps],
            "after {steps} steps and a half: {list:#?}"
        );
    }
}

#[test]
fn the_place_is_kept_on_quitting_and_on_being_told_to_end() {
    for signal in ["q", "TERM", "HUP"] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session = open(folder.path());
        session.press("]]]");
        session.wait_for(" A4 ");
        if signal == "q" {
            quit(session);
        } else {
            session.signal(signal);
            session
                .ended_within(Duration::from_secs(3))
                .expect("it ends");
        }
        let mut again = open(folder.path());
        again.wait_for(" A4 ");
    }
}

/// Decides on a place that takes nothing, sees that it is said, and goes on.
fn says_so_and_goes_on(mut session: Session) {
    session.press("}c");
    session.wait_for("NOT KEPT");
    session.wait_for("try --state DIR");
    session.wait_for("✓ confirmed");
    session.press("u");
    session.wait_for("undone");
    session.press("g]]");
    session.wait_for(" A");
    session.send("q");
    let status = session
        .ended_within(Duration::from_secs(3))
        .expect("q quits");
    assert!(!status.success());
    let said = String::from_utf8_lossy(&session.raw).into_owned();
    let (_, after) = said.rsplit_once("\u{1b}[?1049l").expect("the end");
    assert!(after.contains("not everything could be kept"), "{after}");
    assert!(after.contains("--state DIR"), "{after}");
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_reader_says_so_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    quit(open(folder.path()));
    let journal = std::fs::read_dir(folder.path())
        .expect("a folder")
        .flatten()
        .next()
        .expect("the place was kept")
        .path();
    std::fs::remove_file(&journal).expect("removed");
    std::os::unix::fs::symlink("/dev/full", &journal).expect("linked");
    says_so_and_goes_on(open(folder.path()));
}

#[test]
fn where_no_folder_can_be_made_the_reader_says_so_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").expect("written");
    // It is told before anything was decided, and the file stays what it is.
    for state in [file.clone(), file.join("state")] {
        let mut session = open(&state);
        session.wait_for("decisions cannot be kept (that is a file, no folder): try --state DIR");
        says_so_and_goes_on(session);
    }
    assert_eq!(std::fs::read_to_string(&file).expect("text"), "in the way");
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_makes_no_folders_the_reader_says_so_and_goes_on() {
    says_so_and_goes_on(open(Path::new("/proc/crossread")));
}

#[test]
fn in_a_folder_that_is_read_only_the_reader_says_so_and_what_was_there_holds() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = open(folder.path());
    session.press("}c");
    session.wait_for("kept in");
    quit(session);
    let before = lines(folder.path());
    let allow = |mode: u32, file: u32| {
        for journal in std::fs::read_dir(folder.path())
            .expect("a folder")
            .flatten()
        {
            let mode = std::fs::Permissions::from_mode(file);
            std::fs::set_permissions(journal.path(), mode).expect("allowed");
        }
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path(), mode).expect("allowed");
    };
    allow(0o555, 0o444);
    // Whoever may do everything may write there all the same.
    if std::fs::write(folder.path().join("probe"), "").is_err() {
        let mut session = open(folder.path());
        session.wait_for("1 decision of yours is in force");
        session.wait_for("decisions cannot be kept (Permission denied)");
        session.press("}}e");
        session.press("words\r");
        session.wait_for("NOT KEPT");
        session.send("q");
        session
            .ended_within(Duration::from_secs(3))
            .expect("q quits");
        assert_eq!(lines(folder.path()), before);
    }
    allow(0o755, 0o644);
    let mut again = open(folder.path());
    again.wait_for("1 decision of yours is in force");
}

#[test]
fn without_a_home_folder_the_reader_says_so_and_goes_on() {
    let mut homeless = command(Path::new(""));
    homeless.env_remove("HOME");
    homeless.env_remove("XDG_STATE_HOME");
    let mut session = Session::start(homeless, (80, 24));
    session.wait_for("decisions cannot be kept (no home folder): try --state DIR");
    session.press("}c");
    session.wait_for("✓ confirmed");
    session.wait_for("not kept: there is no home folder; try --state DIR");
    quit(session);
}

#[test]
fn at_a_file_size_limit_the_reader_says_so_goes_on_and_loses_nothing_that_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = open(folder.path());
    session.press("}c");
    session.wait_for("kept in");
    quit(session);
    let before = lines(folder.path());
    let mut limited = CommandBuilder::new("bash");
    let script = format!("ulimit -f 1; exec {}", env!("CARGO_BIN_EXE_crossread"));
    limited.args(["-c", &script]);
    limited.env("TERM", "xterm-256color");
    limited.env("CROSSREAD_STATE_DIR", folder.path());
    let mut session = Session::start(limited, (120, 40));
    session.wait_for("1 decision");
    session.press("}}e");
    session.press(&"a long note that does not fit ".repeat(30));
    session.press("\r");
    session.wait_for("NOT KEPT");
    session.press("]");
    session.send("q");
    session
        .ended_within(Duration::from_secs(3))
        .expect("q quits");
    assert_eq!(lines(folder.path()), before);
    let mut again = open(folder.path());
    again.wait_for("1 decision");
}

#[test]
fn without_state_nothing_is_written_and_printing_writes_only_where_it_is_told_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut without = command(folder.path());
    without.arg("--no-state");
    let mut session = Session::start(without, (120, 40));
    session.wait_for("? help");
    session.press("}c");
    session.wait_for("not kept: --no-state");
    quit(session);
    let print = |more: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_crossread"))
            .args(["--print", "--keys", "}c"])
            .args(more)
            .env("CROSSREAD_STATE_DIR", folder.path())
            .output()
            .expect("it runs");
        assert!(output.status.success());
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(print(&[]).contains("✓ confirmed"));
    assert_eq!(lines(folder.path()), 0);
    let state = folder.path().to_string_lossy().into_owned();
    assert!(print(&["--state", &state]).contains("kept in"));
    assert!(lines(folder.path()) >= 2);
}
