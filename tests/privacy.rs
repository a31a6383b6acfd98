//! What one reads and decides stays on the machine and in the program's own folders: the system's calls are counted.
#![cfg(all(feature = "reader", target_os = "linux"))]

mod support;

use portable_pty::CommandBuilder;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use support::pty::Session;

/// What is asked of the system with a path or an address, and what changes the rights of what is open.
const TRACED: &str = "trace=%network,%file,fchmod,fchown";

/// Calls that change what is on the disk. Opening does where it says so.
const CHANGING: [&str; 20] = [
    "mkdir",
    "mkdirat",
    "rmdir",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "chmod",
    "fchmod",
    "fchmodat",
    "chown",
    "fchown",
    "truncate",
    "utimensat",
    "mknodat",
];

/// A home of its own, and what was asked of the system by a program that ran there.
struct Watched {
    home: tempfile::TempDir,
}

impl Watched {
    /// None where nothing can be watched; that is said.
    fn new() -> Option<Self> {
        let tried = Command::new("strace")
            .args(["-o", "/dev/null", "true"])
            .output();
        let why = match tried {
            Err(reason) => reason.to_string(),
            Ok(output) if !output.status.success() => {
                String::from_utf8_lossy(&output.stderr).into_owned()
            }
            Ok(_) => {
                let home = tempfile::tempdir().expect("a folder");
                for folder in ["calls", "articles", "temporary"] {
                    std::fs::create_dir(home.path().join(folder)).expect("made");
                }
                return Some(Self { home });
            }
        };
        println!(
            "skipped: no program can be watched by strace here ({})",
            why.trim()
        );
        None
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Writes two articles; their paths.
    fn articles(&self) -> [String; 2] {
        ["a.txt", "b.txt"].map(|name| {
            let path = self.at("articles").join(name);
            let text = format!("Harbour stays, says {name}\n\n“It will stay open,” said Milan Brod, the mayor of Porto.\n");
            std::fs::write(&path, text).expect("written");
            path.display().to_string()
        })
    }

    /// The program with `arguments`, watched, where everybody may do everything with what is made without a word.
    fn command(&self, arguments: &[&str]) -> CommandBuilder {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "umask 0; exec strace \"$@\"", "strace"]);
        command.args(["-ff", "-y", "-s", "4096", "-e", TRACED, "-o"]);
        command.arg(self.at("calls/of"));
        command.arg(env!("CARGO_BIN_EXE_crossread"));
        command.args(arguments);
        command.cwd(self.home.path());
        command.env("TERM", "xterm-256color");
        command.env("TMPDIR", self.at("temporary"));
        command.env("HOME", self.home.path());
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, self.at(folder));
        }
        command.env_remove("CROSSREAD_STATE_DIR");
        command
    }

    fn start(&self, arguments: &[&str]) -> Session {
        Session::start(self.command(arguments), (130, 60))
    }

    /// What was asked of the system, a call a line.
    fn calls(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.at("calls")).expect("the calls");
        let texts =
            files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("text"));
        let calls: Vec<String> = texts
            .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert!(calls.len() > 10, "nothing was watched: {calls:?}");
        calls
    }

    /// Asserts that nobody was told anything and nothing but the program's own folders was changed; `beside` are more
    /// paths that may be.
    fn assert_private(&self, what: &str, beside: impl Fn(&str, &Path) -> bool) {
        for call in self.calls() {
            let Some((name, rest)) = call.split_once('(') else {
                continue;
            };
            assert!(!reaches_out(name, rest), "{what}: {call}");
            if name == "execve" {
                assert!(
                    rest.contains("crossread"),
                    "{what}: another program is started: {call}"
                );
            }
            if !changes(name, rest) {
                continue;
            }
            let paths = paths(rest);
            assert!(!paths.is_empty(), "{what}: of what is this? {call}");
            for path in paths {
                let path = self.home.path().join(path);
                let own = ["state", "cache", "config"]
                    .iter()
                    .any(|own| path.starts_with(self.at(own)));
                let terminal = ["/dev/tty", "/dev/null"]
                    .iter()
                    .any(|own| path == Path::new(own))
                    || path.starts_with("/dev/pts");
                assert!(own || terminal || beside(name, &path), "{what}: {call}");
            }
            assert!(is_for_the_user_alone(name, rest), "{what}: {call}");
        }
        assert!(
            !self.at("cache").exists() && !self.at("config").exists(),
            "{what}: nothing was to be put there"
        );
        assert_eq!(
            std::fs::read_dir(self.at("temporary"))
                .expect("a folder")
                .count(),
            0,
            "{what}"
        );
    }
}

/// Whether a call has to do with another process or machine. A pair of sockets has both its ends in the program; bytes sent
/// there name no address.
fn reaches_out(name: &str, rest: &str) -> bool {
    match name {
        "socketpair" => !rest.starts_with("AF_UNIX"),
        "sendto" => !rest.contains(", NULL, 0)"),
        _ => [
            "socket", "connect", "bind", "listen", "accept", "accept4", "sendmsg", "sendmmsg",
        ]
        .contains(&name),
    }
}

/// Whether a call changes, or may change, what is on the disk.
fn changes(name: &str, rest: &str) -> bool {
    let opens = ["open", "openat", "openat2", "creat"].contains(&name);
    let to_write = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"]
        .iter()
        .any(|flag| rest.contains(flag));
    CHANGING.contains(&name) || name == "creat" || opens && to_write
}

/// Whether what a call may make is nobody else's.
fn is_for_the_user_alone(name: &str, rest: &str) -> bool {
    let (asked, _) = rest.rsplit_once(" = ").unwrap_or((rest, ""));
    let asked = asked.trim_end().trim_end_matches(')');
    if name.starts_with("mkdir") {
        asked.ends_with(", 0700")
    } else {
        !asked.contains("O_CREAT") || asked.ends_with(", 0600")
    }
}

/// The paths that a call names; of a file that is open already, its own.
fn paths(rest: &str) -> Vec<&str> {
    let named: Vec<&str> = rest.split('"').skip(1).step_by(2).collect();
    if !named.is_empty() {
        return named;
    }
    let open = rest
        .split_once('<')
        .and_then(|(_, path)| path.split_once('>'));
    open.map(|(path, _)| path).into_iter().collect()
}

fn nothing_more(_: &str, _: &Path) -> bool {
    false
}

#[test]
fn a_report_and_a_printed_screen_ask_nobody_and_write_nothing() {
    for first in [["compare"].as_slice(), &["--print"], &["extract"]] {
        let Some(watched) = Watched::new() else {
            return;
        };
        let articles = watched.articles();
        let mut arguments = first.to_vec();
        arguments.extend(articles.iter().map(String::as_str));
        let mut session = watched.start(&arguments);
        let status = session
            .ended_within(Duration::from_secs(30))
            .expect("it ends");
        assert!(status.success(), "{first:?}: {}", session.screen());
        assert!(session.screen().contains("Brod"), "{}", session.screen());
        watched.assert_private(&first.join(" "), nothing_more);
        assert!(!watched.at("state").exists(), "{first:?}");
    }
}

#[test]
fn a_session_in_which_one_decides_asks_nobody_and_writes_into_its_folder_alone() {
    let Some(watched) = Watched::new() else {
        return;
    };
    let state = watched.at("state/mine").display().to_string();
    let mut session = watched.start(&["--state", &state]);
    session.wait_for("? help");
    session.send("eto be looked into\r");
    session.wait_for("note written");
    session.send("}");
    session.wait_until_gone("note written");
    session.send("c");
    session.wait_for("match confirmed");
    session.send("q");
    let status = session
        .ended_within(Duration::from_secs(10))
        .expect("q quits");
    assert!(status.success());
    // Before the first decision nothing is written, but the reader says at opening whether anything could be: in the nearest
    // folder that is there it makes a folder and takes it away. Some file systems say that all may write and take nothing,
    // so asking for the rights is not enough.
    let probe = watched.at(".crossread-");
    watched.assert_private("a session", |name, path| {
        let number = path
            .to_str()
            .and_then(|path| path.strip_prefix(probe.to_str()?));
        let is_number = number.is_some_and(|number| number.parse::<u32>().is_ok());
        is_number && (name.starts_with("mkdir") || name == "rmdir")
    });
    let made = [("state", 0o700), ("state/mine", 0o700)];
    let files = std::fs::read_dir(&state).expect("its folder");
    let files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let made = made.map(|(name, rights)| (watched.at(name), rights));
    for (path, rights) in made.into_iter().chain([(files[0].clone(), 0o600)]) {
        let there = path.metadata().expect("it is there").permissions().mode();
        assert_eq!(there & 0o777, rights, "{}", path.display());
    }
    let mut left = std::fs::read_dir(watched.home.path()).expect("the home");
    assert!(left.all(|entry| {
        !entry
            .expect("a file")
            .file_name()
            .to_string_lossy()
            .starts_with('.')
    }));
}

#[test]
fn a_call_that_would_tell_somebody_is_known_as_such() {
    assert!(reaches_out(
        "socket",
        "AF_INET, SOCK_STREAM, IPPROTO_TCP) = 3"
    ));
    assert!(reaches_out(
        "connect",
        "3, {sa_family=AF_UNIX, sun_path=\"/run/nscd\"}, 110) = -1"
    ));
    assert!(reaches_out(
        "sendto",
        "3, \"a\", 1, 0, {sa_family=AF_INET}, 16) = 1"
    ));
    assert!(!reaches_out(
        "socketpair",
        "AF_UNIX, SOCK_STREAM, 0, [4, 5]) = 0"
    ));
    assert!(changes(
        "openat",
        "AT_FDCWD</>, \"/tmp/a\", O_RDWR|O_CREAT, 0644) = 3"
    ));
    assert!(!is_for_the_user_alone(
        "openat",
        "AT_FDCWD</>, \"/tmp/a\", O_RDWR|O_CREAT, 0644) = 3"
    ));
    assert!(!is_for_the_user_alone("mkdir", "\"/tmp/a\", 0777) = 0"));
    assert_eq!(paths("3</tmp/a>, 0644) = 0"), ["/tmp/a"]);
}
