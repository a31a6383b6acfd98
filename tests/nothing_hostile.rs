//! Whatever a stranger writes, and wherever: no byte of it steers the terminal. Hostile texts go through every door,
//! and every byte that comes out of a real terminal's other end is accounted for.
#![cfg(feature = "reader")]

mod support;

use clap::ValueEnum;
use crossread::article::Article;
use crossread::command::arguments::{ComparisonFormat, ReadingFormat};
use crossread::export::json;
use portable_pty::CommandBuilder;
use serde_json::Value;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use support::pty::Session;
use support::strict;

/// What steers, turns, hides or piles up.
const HOSTILE: [&str; 30] = [
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]2;owned\u{1b}\\",
    "\u{1b}]8;;https://evil.example/\u{1b}\\here\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;b3duZWQ=\u{7}",
    "\u{1b}]4;1;rgb:00/00/00\u{1b}\\",
    "\u{1b}[31;5m",
    "\u{1b}[2J",
    "\u{1b}[3;7H",
    "\u{1b}[?1049l",
    "\u{1b}[6n",
    "\u{1b}[21t",
    "\u{1b}c",
    "\u{1b}7\u{1b}8\u{1b}D\u{1b}M",
    "\u{1b}(0lqk\u{1b}(B",
    "\u{1b}Pq#0;2;0;0;0\u{1b}\\",
    "\u{1b}_Ga=T;AAAA\u{1b}\\",
    "\u{1b}^private\u{1b}\\\u{1b}Xstring\u{1b}\\",
    "\u{9b}2J\u{9b}31m",
    "\u{9d}0;owned\u{9c}\u{90}q\u{9c}\u{98}\u{9e}\u{9f}\u{84}\u{85}\u{8d}",
    "\u{202e}desrever\u{202c}\u{202a}\u{202b}\u{202d}",
    "\u{2066}alone\u{2069}\u{2067}\u{2068}\u{200e}\u{200f}\u{61c}",
    "\u{e0001}\u{e0041}\u{e007f}\u{e0100}",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}a",
    "\u{2764}\u{fe0f}\u{fe0e}\u{1f3f4}\u{e0067}\u{e007f}",
    "👩\u{200d}👩\u{200d}👧\u{200c}\u{200b}\u{2060}\u{feff}",
    "\u{2028}line\u{2029}part\u{b}\u{c}",
    "\0\u{1}\u{7}\u{8}\u{e}\u{f}\u{11}\u{13}\u{18}\u{1a}\u{7f}",
    "\rover\u{8}\u{8}\u{8}\u{8}",
    "\u{fff9}a\u{fffa}b\u{fffb}\u{ad}\u{34f}\u{115f}\u{3164}",
    "\u{fdd0}\u{fffe}\u{10ffff}\u{1d173}",
];

/// All of it in one string.
fn everything() -> String {
    HOSTILE.concat()
}

/// An article that is hostile in title, byline, names, quotations and between.
fn article() -> String {
    let mut text = format!(
        "Harbour {} closes\n\nBy Ida{} Falk\n\n",
        everything(),
        HOSTILE[0]
    );
    for piece in HOSTILE {
        let _ = writeln!(
            text,
            "“We {piece} will stay in Lisbon,” said Milan {piece}Brod{piece}, the mayor{piece} of Porto.\n"
        );
    }
    text
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn crossread(folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_crossread"));
    command.cwd(folder);
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", folder.join("config"));
    command.env("XDG_STATE_HOME", folder.join("state"));
    command.env("XDG_CACHE_HOME", folder.join("cache"));
    for name in ["http_proxy", "https_proxy", "all_proxy", "RUST_BACKTRACE"] {
        command.env_remove(name);
        command.env_remove(name.to_uppercase());
    }
    command
}

/// What `arguments` print on a terminal.
fn printed(folder: &Path, arguments: &[&std::ffi::OsStr]) -> Vec<u8> {
    let mut command = crossread(folder);
    command.args(arguments);
    let mut session = Session::start(command, (100, 30));
    session
        .ended_within(Duration::from_secs(30))
        .unwrap_or_else(|| panic!("{arguments:?} does not end"));
    std::mem::take(&mut session.raw)
}

/// Asserts that every byte that `arguments` print is harmless; what they print.
fn assert_harmless(folder: &Path, arguments: &[impl AsRef<std::ffi::OsStr>]) -> String {
    assert_fit(folder, arguments, strict::printed)
}

fn assert_fit(
    folder: &Path,
    arguments: &[impl AsRef<std::ffi::OsStr>],
    check: fn(&[u8]) -> Result<(), String>,
) -> String {
    let arguments: Vec<_> = arguments.iter().map(AsRef::as_ref).collect();
    let bytes = printed(folder, &arguments);
    if let Err(fault) = check(&bytes) {
        panic!("{arguments:?}: {fault}");
    }
    String::from_utf8(bytes).expect("checked")
}

/// Everything that the reader shows of the article: text, panel, lists, search, help, lone, overview.
const EVERYWHERE: [&str; 22] = [
    "]", "}", "\r", "n", "p", "p", "p", "p", "p", "=", "q", "a", "\u{1b}", "vc", "q", "va", "q",
    "/Brod\r", "\u{7}", "f", "\u{1b}", "G",
];

fn assert_reader_harmless(command: CommandBuilder, keys: &[&str]) -> (String, Vec<String>) {
    let mut session = Session::start(command, (100, 30));
    session.wait_for(" claims │");
    for keys in keys {
        session.press(keys);
    }
    session.send("\u{1b}");
    session.settle(Duration::from_millis(120));
    session.send("qq");
    session.ended_within(Duration::from_secs(5));
    match strict::reader(&session.raw) {
        Ok(copied) => (String::from_utf8_lossy(&session.raw).into_owned(), copied),
        Err(fault) => panic!("{fault}"),
    }
}

fn reader(folder: &Path, names: &[&Path]) -> CommandBuilder {
    let mut command = crossread(folder);
    command.args(["--theme", "none", "--no-state"]);
    command.args(names);
    command
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let lone = [0xd800_u16, 0x20, 0xdc00, 0xdfff, 0xdbff];
    let units = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .chain(lone);
    units
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

/// One hostile article in every form that is read, with hostile bytes where a form has room for them.
fn corpus(folder: &Path) -> Vec<PathBuf> {
    let text = article();
    let all = everything();
    // A text with NUL at its beginning is refused; so much later it is not looked for.
    let (plain, whole) = (text.replace('\0', ""), all.replace('\0', ""));
    let late = format!(
        "{plain}{}{}\n",
        "The mayor of Porto said so. ".repeat(700),
        everything()
    );
    let mut broken = plain.clone().into_bytes();
    broken.extend(b"\n\nOverlong \xc0\x9b\xc0\x80\xe0\x80\x9b\xf0\x80\x80\x9b \x9b2J \xed\xa0\x80\xed\xbf\xbf \xf8\x88\x80\x80\x80 \xff\xfe, said Milan Brod.\n");
    let entities: String = all.chars().map(|c| format!("&#{};", c as u32)).collect();
    let html = format!(
        "<html lang=\"en\"><head><title>Harbour {entities} closes{whole}</title><meta name=\"author\" content=\"Ida {entities}\">\
         <meta property=\"og:site_name\" content=\"{entities}{}\"></head><body><article><h1>Harbour {entities}</h1>{}</article></body></html>",
        whole.replace(['"', '<', '&'], ""),
        plain
            .split("\n\n")
            .skip(2)
            .map(|of| format!(
                "<p>{of} {entities} <a href=\"https://a.example/{entities}\">more</a></p>"
            ))
            .collect::<String>()
    );
    let markdown = format!(
        "---\ntitle: Harbour {whole}\nauthor: Ida{}\n---\n\n# Harbour {whole}\n\n{plain}\n[link {whole}](https://a.example/%1b%5d0;x%07)\n",
        HOSTILE[0]
    );
    let encoded: String = all.bytes().map(|byte| format!("={byte:02X}")).collect();
    let mail = format!(
        "From: =?utf-8?q?Ida{encoded}?= <ida@a.example>\r\nSubject: =?utf-8?q?Harbour_{encoded}?= {}\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{plain}",
        HOSTILE[0]
    );
    let json = serde_json::json!({"id": all, "title": format!("Harbour {all}"), "text": text, "author": all, "publisher": all});
    let files: [(&str, Vec<u8>); 8] = [
        ("plain.txt", late.into_bytes()),
        ("broken.txt", broken),
        ("little.txt", utf16(&text, false)),
        ("big.txt", utf16(&text, true)),
        ("page.html", html.into_bytes()),
        ("notes.md", markdown.into_bytes()),
        ("letter.eml", mail.into_bytes()),
        ("object.json", json.to_string().into_bytes()),
    ];
    let write = |(name, bytes): (&str, Vec<u8>)| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    files.into_iter().map(write).collect()
}

/// Every command that writes, with every format that it writes.
fn formats() -> Vec<(&'static str, String)> {
    fn names<T: ValueEnum + 'static>() -> impl Iterator<Item = String> {
        let values = T::value_variants().iter();
        values.filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
    }
    let compare = names::<ComparisonFormat>().map(|name| ("compare", name));
    let extract = names::<ReadingFormat>().map(|name| ("extract", name));
    compare.chain(extract).collect()
}

/// A file whose very name is hostile.
fn badly_named(folder: &Path) -> PathBuf {
    let name = format!("bad{}{}\u{9b}2J\u{202e}.txt", HOSTILE[0], HOSTILE[5]);
    let path = folder.join(name.replace('/', "-"));
    std::fs::write(&path, article().replace('\0', "")).expect("written");
    path
}

#[test]
fn the_strict_parser_lets_none_of_it_through() {
    for piece in HOSTILE {
        let text = format!("before {piece} after");
        assert!(strict::printed(text.as_bytes()).is_err(), "{piece:?}");
        let of_ours = piece.starts_with("\u{1b}[3;7H")
            || piece.starts_with("\u{1b}[?1049l")
            || piece.starts_with("\u{1b}]52;c;");
        let read = strict::reader(text.as_bytes());
        assert!(of_ours || read.is_err(), "{piece:?}");
    }
    for bytes in [&b"\xc0\x9b2J"[..], b"\xed\xa0\x80", b"\x9b2J"] {
        assert!(strict::printed(bytes).is_err() && strict::reader(bytes).is_err());
    }
}

#[test]
fn no_article_in_any_form_steers_the_reader() {
    let folder = folder();
    let files = corpus(folder.path());
    for pair in files.chunks(2) {
        let names: Vec<&Path> = pair.iter().map(PathBuf::as_path).collect();
        let (sent, _) = assert_reader_harmless(reader(folder.path(), &names), &EVERYWHERE);
        assert!(sent.contains("Brod"), "{names:?} was not shown");
    }
}

#[test]
fn what_is_made_visible_of_it_is_shown() {
    let folder = folder();
    let name = badly_named(folder.path());
    let keys = [EVERYWHERE.as_slice(), &["z", "x", "?", "q", "y", "\u{c}"]].concat();
    let (sent, copied) = assert_reader_harmless(reader(folder.path(), &[&name, &name]), &keys);
    assert!(sent.contains('␛') && sent.contains('\u{fffd}'));
    assert_eq!(copied.len(), 1, "y copies once, and nothing else does");
    assert_ne!(copied[0], "b3duZWQ=");
}

#[test]
fn no_article_in_any_form_steers_a_report_in_any_format_or_a_printed_screen() {
    let folder = folder();
    let files: Vec<_> = corpus(folder.path())
        .into_iter()
        .map(PathBuf::into_os_string)
        .collect();
    let hostile = badly_named(folder.path()).into_os_string();
    for file in &files {
        let of = |words: &[&str]| {
            let words = words.iter().map(OsString::from);
            words
                .chain([file.clone(), hostile.clone()])
                .collect::<Vec<_>>()
        };
        for (command, format) in formats() {
            let arguments = of(&[command, "--format", &format]);
            // What is for programs keeps all marks of a letter.
            let for_people = format == "text";
            let check = if for_people {
                strict::printed
            } else {
                strict::given
            };
            let said = assert_fit(folder.path(), &arguments, check);
            assert!(said.contains("Brod"), "{said}");
        }
        let printed = |keys| {
            let words = ["--print", "--no-state", "--keys", keys];
            assert_harmless(folder.path(), &of(&words))
        };
        printed("]pp");
        let screen = printed("]");
        assert!(screen.contains("Brod"), "{screen}");
    }
}

/// Puts what is hostile into every string of `value` that is no number of anything and none of a few known words.
fn made_hostile(key: &str, value: &mut Value) {
    const FREE: [&str; 13] = [
        "id", "title", "outlet", "byline", "language", "name", "names", "roles", "unit", "because",
        "agencies", "address", "value",
    ];
    const KNOWN: [&str; 3] = ["speaker", "subject", "mentioned"];
    match value {
        Value::Object(all) => all
            .iter_mut()
            .for_each(|(key, value)| made_hostile(key, value)),
        Value::Array(all) => all.iter_mut().for_each(|value| made_hostile(key, value)),
        Value::String(words) if FREE.contains(&key) && !KNOWN.contains(&&**words) => {
            words.push_str(&everything());
        }
        Value::Null if ["outlet", "byline", "language"].contains(&key) => {
            *value = Value::from(format!("xx{}", everything()));
        }
        _ => {}
    }
}

#[test]
fn no_saved_comparison_steers_the_reader_a_report_or_a_printed_screen() {
    let folder = folder();
    let articles = ["a", "b"].map(|id| Article::new(id, None, article()));
    let written = json::comparison(&"both", &crossread::compare(articles));
    let mut saved = serde_json::from_str(&written).expect("JSON");
    made_hostile("", &mut saved);
    let path = folder.path().join("saved.json");
    std::fs::write(&path, saved.to_string()).expect("written");
    for (command, format) in formats()
        .into_iter()
        .filter(|(command, _)| *command == "compare")
    {
        let for_people = format == "text";
        let check = if for_people {
            strict::printed
        } else {
            strict::given
        };
        let arguments = [
            OsString::from(command),
            "--format".into(),
            format.into(),
            path.clone().into(),
        ];
        let said = assert_fit(folder.path(), &arguments, check);
        assert!(said.contains("Brod"), "{said}");
    }
    let screen = [
        "--print",
        "--no-state",
        "--keys",
        "aBrod<enter>pp",
        "saved.json",
    ];
    let shown = assert_harmless(folder.path(), &screen);
    assert!(shown.contains("Brod"), "{shown}");
    let (sent, _) = assert_reader_harmless(reader(folder.path(), &[&path]), &EVERYWHERE);
    assert!(sent.contains("Brod"), "{sent}");
}

#[test]
fn a_batch_gives_its_texts_back_whole_and_harmless() {
    let folder = folder();
    let (id, text) = (everything(), article());
    let line = serde_json::json!({"id": id, "text": text, "title": id});
    let pair = serde_json::json!({"id": id, "a": line, "b": line});
    let bad = serde_json::json!({"id": id, "txt": text});
    std::fs::write(folder.path().join("one.jsonl"), format!("{line}\n{bad}\n")).expect("written");
    std::fs::write(
        folder.path().join("two.jsonl"),
        format!("{pair}\n{bad}\nno {id} JSON\n"),
    )
    .expect("written");
    for (command, file) in [("extract", "one.jsonl"), ("compare", "two.jsonl")] {
        let mut shell = crossread(folder.path());
        let program = shell.get_argv()[0].clone();
        *shell.get_argv_mut() = ["sh".into(), "-c".into()].into();
        shell.arg(format!("{} {command} --batch < {file}", program.display()));
        let mut session = Session::start(shell, (100, 30));
        session
            .ended_within(Duration::from_secs(30))
            .expect("it ends");
        if let Err(fault) = strict::given(&session.raw) {
            panic!("{command}: {fault}");
        }
        let said = String::from_utf8_lossy(&session.raw).into_owned();
        let answer: serde_json::Value =
            serde_json::from_str(said.lines().next().expect("a line")).expect("JSON");
        assert_eq!(answer["id"], id.as_str());
        let given = answer.get("text").unwrap_or(&answer["articles"][0]["text"]);
        assert_eq!(given, text.as_str(), "the text is as it came");
    }
}

#[test]
fn no_message_about_something_mistyped_or_missing_steers_the_terminal() {
    let folder = folder();
    let bad = everything().replace('\0', "");
    let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
    let mut not_text = OsString::from_vec(b"\x9b2J\x1b]0;owned\x07\xc0\x9b.txt".to_vec());
    not_text.push(&bad);
    let asked: Vec<Vec<OsString>> = vec![
        words(&[&bad]),
        vec![not_text.clone()],
        vec!["compare".into(), not_text],
        words(&["compare", &bad, &bad]),
        words(&["compare", "--format", &bad]),
        words(&["compare", "-o", &format!("/nowhere/{bad}")]),
        words(&["extract", &bad]),
        words(&["--print", &bad]),
        words(&["--print", "--keys", &bad]),
        words(&["--print", "--size", &bad]),
        words(&["--print", "--config", &bad]),
        words(&["--print", "--state", &format!("/dev/null/{bad}")]),
        words(&["--theme", &bad]),
        words(&[&format!("--{bad}")]),
        words(&[&format!("-{bad}")]),
        words(&["compare", &format!("--{bad}")]),
        words(&[&format!("http://{bad}/")]),
        words(&[&format!("https://127.0.0.1:1/{bad}")]),
        words(&[&format!("http://127.0.0.1:1/{bad}"), "--offline"]),
        words(&[&format!("seeds#{bad}")]),
    ];
    for arguments in asked {
        let said = assert_harmless(folder.path(), &arguments);
        assert!(!said.trim().is_empty(), "{arguments:?} is answered");
    }
}

#[cfg(feature = "fetch")]
#[test]
fn no_server_steers_the_terminal() {
    use support::server::{Server, answer};
    let folder = folder();
    let page = article();
    let server = Server::new(move |request, to| {
        let bad: String = HOSTILE.concat().replace(['\r', '\n', '\0'], "");
        let path = request.line.rsplit('/').next().unwrap_or_default();
        let (status, headers) = match path {
            "reason" => (format!("404 Not {bad}"), String::new()),
            "soft" => ("404 Not \u{9b}2J \u{202e}found".to_owned(), String::new()),
            "type" => ("200 OK".to_owned(), format!("Content-Type: {bad}\r\n")),
            "charset" => (
                "200 OK".to_owned(),
                format!("Content-Type: text/plain; charset=\"\u{9b}2J{bad}\"\r\n"),
            ),
            "odd" => (
                "200 OK".to_owned(),
                "Content-Type: image/\u{9b}2J\u{202e}\r\n".to_owned(),
            ),
            "away" => ("302 Found".to_owned(), format!("Location: {bad}\r\n")),
            "far" => (
                "302 Found".to_owned(),
                "Location: gopher://\u{9b}2J\u{202e}.example/%1b]0;x\r\n".to_owned(),
            ),
            "packed" => ("200 OK".to_owned(), format!("Content-Encoding: {bad}\r\n")),
            _ => (
                "200 OK".to_owned(),
                format!("Content-Type: text/plain; charset=utf-8\r\nX-Of: {bad}\r\n"),
            ),
        };
        answer(to, &status, &headers, page.as_bytes());
    });
    let hostile = format!("/%1b%5d0;owned%07?{}#{}", HOSTILE[19], HOSTILE[5]);
    for path in [
        "/reason", "/soft", "/type", "/charset", "/odd", "/away", "/far", "/packed", "/plain",
        &hostile,
    ] {
        let said = assert_harmless(
            folder.path(),
            &["compare", &server.at(path), &server.at("/b")],
        );
        assert!(!said.trim().is_empty());
        let said = assert_harmless(folder.path(), &["--print", "--no-state", &server.at(path)]);
        assert!(!said.trim().is_empty());
    }
}

#[test]
fn no_configuration_steers_the_terminal() {
    let folder = folder();
    std::fs::create_dir_all(folder.path().join("config/crossread")).expect("a folder");
    let bad = everything();
    let escaped: String = bad
        .chars()
        .map(|c| format!("\\U{:08x}", c as u32))
        .collect();
    let raw: String = bad.chars().filter(|c| !c.is_control()).collect();
    for text in [
        format!(
            "theme = \"{escaped}\"\nlayout = \"{raw}\"\n\"{escaped}\" = 1\n[keys]\n\"{escaped}\" = \"{escaped}\"\nacross = [\"{escaped}\"]\n"
        ),
        format!("theme = {bad}\n[keys\n{bad}"),
    ] {
        std::fs::write(folder.path().join("config/crossread/config.toml"), text).expect("written");
        let said = assert_harmless(folder.path(), &["--print", "--no-state"]);
        assert!(said.contains("config.toml"), "{said}");
        let mut session = Session::start(reader(folder.path(), &[]), (100, 30));
        session.wait_for("Configuration");
        session.press("j");
        session.send("qqq");
        session.ended_within(Duration::from_secs(5));
        strict::reader(&session.raw).expect("harmless");
    }
}

#[test]
fn no_note_steers_the_terminal_typed_pasted_or_written_into_the_journal_by_another() {
    let folder = folder();
    let file = badly_named(folder.path());
    let kept = || {
        let mut command = crossread(folder.path());
        command.args(["--theme", "none"]);
        command.args([&file, &file]);
        command
    };
    // A paste ends at its end mark and a line break ends what is typed; the rest of the corpus goes in as it is.
    let bad = everything()
        .replace(['\r', '\n'], "")
        .replace("\u{1b}[6n", "");
    let typed: String = bad
        .chars()
        .filter(|c| !c.is_control() || *c as u32 > 0x9f)
        .collect();
    let pasted = format!("\u{1b}[200~pasted {bad}\u{1b}[201~");
    let steps = [
        "]",
        "e",
        &typed,
        "\u{85}\u{9b}",
        "\r",
        "]",
        "e",
        &pasted,
        "\r",
        "vn",
        "q",
        "/",
        &pasted,
        "\r",
        "\u{7}",
        "a",
        &pasted,
        "\u{1b}",
        "]",
        "e",
        "plainly put",
        "\r",
    ];
    assert_reader_harmless(kept(), &steps);
    let journals = folder.path().join("state/crossread");
    let entries = walk(&journals);
    let journal = entries
        .iter()
        .find(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains("plainly put")));
    let journal = journal.expect("the note is kept");
    let text = std::fs::read_to_string(journal).expect("text");
    let inside = serde_json::to_string(&format!("of another {}", everything())).expect("JSON");
    let inside = inside.trim_matches('"');
    std::fs::write(journal, text.replace("plainly put", inside)).expect("written");
    let (sent, _) = assert_reader_harmless(kept(), &["vn", "j", "j", "\r", "p", "p", "e"]);
    assert!(sent.contains("of another"), "the note is shown");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            if entry.path().is_dir() {
                walk(&entry.path())
            } else {
                vec![entry.path()]
            }
        })
        .collect()
}

/// Not a story of its own: the next test runs this one in a terminal, where it breaks down over a hostile text.
#[test]
fn a_reader_that_breaks_down_over_a_text() {
    if std::env::var_os("CROSSREAD_TEST_BREAKS_DOWN").is_some() {
        crossread::command::broken::tell_cleanly();
        let _terminal = crossread::reader::term::Terminal::open(false).expect("a terminal");
        let text = format!("broken down at {}", everything());
        panic!("{text}");
    }
}

#[test]
fn no_text_steers_the_terminal_out_of_a_panic() {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
    command.args([
        "--exact",
        "a_reader_that_breaks_down_over_a_text",
        "--nocapture",
    ]);
    command.env("CROSSREAD_TEST_BREAKS_DOWN", "1");
    command.env("TERM", "dumb");
    let mut session = Session::start(command, (80, 24));
    session
        .ended_within(Duration::from_secs(10))
        .expect("it ends");
    let sent = String::from_utf8_lossy(&session.raw).into_owned();
    let at = sent.find("broken down at").expect("the message is told");
    let line = sent[at..].lines().next().unwrap_or_default();
    strict::printed(line.as_bytes()).expect("harmless");
    assert!(line.contains('␛'), "{line}");
}
