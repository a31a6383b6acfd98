//! The command line as a user types it: reports, filters, errors and exit codes.

use assert_cmd::Command;
use serde_json::Value;

fn crossread() -> Command {
    let mut command = Command::cargo_bin("crossread").expect("the program is built");
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone())
        .expect("output is UTF-8")
}

const FIRST: &str = "Mayor Ann Example opened the bridge on Monday.\n\n“It is safe,” Example said. The union said that 40 workers had been hurt.\n";
const SECOND: &str = "The bridge was opened by Ann Example.\n\nThe union said that 60 workers had been hurt at the bridge.\n";

fn two_articles() -> (tempfile::TempDir, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("an article is written");
        path.display().to_string()
    };
    let (a, b) = (path("a.txt", FIRST), path("b.txt", SECOND));
    (folder, a, b)
}

#[test]
fn without_a_terminal_two_articles_give_the_text_report() {
    let (_folder, a, b) = two_articles();
    let report = stdout(crossread().args([&a, &b]));
    assert!(report.starts_with("A  Mayor Ann Example"), "{report}");
    assert_eq!(report, stdout(crossread().args(["compare", &a, &b])));
    assert!(
        report.contains("WHO IS QUOTED: 2") && report.contains("Ann Example (person): A 1, B 0"),
        "{report}"
    );
}

#[test]
fn without_arguments_the_built_in_articles_are_compared() {
    let report = stdout(&mut crossread());
    assert!(report.lines().count() > 40, "{report}");
}

#[test]
fn the_json_slices_its_own_text() {
    let (_folder, a, b) = two_articles();
    let report = stdout(crossread().args(["compare", "--format", "json", &a, &b]));
    let value: Value = serde_json::from_str(&report).expect("one JSON value");
    assert_eq!(value["schema"], "crossread/1");
    for claim in value["claims"].as_array().expect("claims") {
        let article = claim["article"].as_u64().expect("a number") as usize;
        let text: Vec<char> = value["articles"][article]["text"]
            .as_str()
            .expect("a text")
            .chars()
            .collect();
        for span in claim["content"].as_array().expect("spans") {
            let (start, end) = (
                span[0].as_u64().expect("a start") as usize,
                span[1].as_u64().expect("an end") as usize,
            );
            assert!(start < end && end <= text.len());
            let part: String = text[start..end].iter().collect();
            assert!(claim["text"].as_str().expect("words").contains(&part));
        }
    }
}

#[test]
fn a_file_is_written_with_o_and_standard_input_is_read_with_a_dash() {
    let (folder, a, _) = two_articles();
    let to = folder.path().join("report.json");
    crossread()
        .args(["extract", "--format", "json", "-o"])
        .arg(&to)
        .arg("-")
        .write_stdin(FIRST)
        .assert()
        .success()
        .stdout("");
    let value: Value =
        serde_json::from_str(&std::fs::read_to_string(to).expect("the report")).expect("JSON");
    assert_eq!(value["text"], FIRST);
    let other = stdout(crossread().args(["extract", "--format", "json", &a]));
    assert_eq!(
        serde_json::from_str::<Value>(&other).expect("JSON")["claims"],
        value["claims"]
    );
}

#[test]
fn every_input_that_cannot_be_read_is_named() {
    let (folder, a, _) = two_articles();
    let picture = folder.path().join("picture.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\r").expect("a picture is written");
    let done = crossread()
        .args(["nowhere.txt", &a])
        .arg(&picture)
        .assert()
        .code(1)
        .stdout("");
    let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(
        errors.contains("nowhere.txt: there is no such file"),
        "{errors}"
    );
    assert!(
        errors.contains("picture.png: this is a picture (PNG)"),
        "{errors}"
    );
    assert!(errors.contains("a.txt: this one could be read"), "{errors}");
    assert_eq!(errors.lines().count(), 3);
}

#[test]
fn a_hostile_file_name_cannot_reach_the_terminal() {
    let done = crossread().arg("\u{1b}]0;owned\u{7}.txt").assert().code(1);
    let errors = &done.get_output().stderr;
    assert!(!errors.contains(&0x1b) && !errors.contains(&7));
}

#[test]
fn wrong_usage_is_exit_code_two() {
    crossread()
        .args(["compare", "--format", "nonsense"])
        .assert()
        .code(2);
    crossread().args(["extract"]).assert().code(2);
    crossread()
        .args(["--size", "huge", "--print"])
        .assert()
        .code(2);
}

#[test]
fn a_command_with_a_slip_in_it_is_named_unless_there_is_a_file_of_that_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let typed = || {
        let mut typed = crossread();
        typed.current_dir(&folder).arg("compar");
        typed
    };
    let done = typed().arg("a.txt").assert().code(2).stdout("");
    let says = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(says.contains("write `crossread compare`"), "{says}");
    std::fs::write(folder.path().join("compar"), FIRST).expect("written");
    assert!(stdout(&mut typed()).contains("Ann Example"));
}

#[test]
fn a_batch_answers_in_order_and_goes_on_after_a_bad_line() {
    let input = "{\"id\":\"one\",\"text\":\"Ann Example said it rained.\"}\nnonsense\n\n{\"id\":2,\"text\":\"\"}\n";
    let done = crossread()
        .args(["extract", "--batch"])
        .write_stdin(input)
        .assert()
        .code(1);
    let lines: Vec<Value> = String::from_utf8_lossy(&done.get_output().stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["id"], "one");
    assert!(lines[1]["error"].is_string());
    assert_eq!(
        (&lines[2]["id"], &lines[2]["text"]),
        (&Value::from(2), &Value::from(""))
    );
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let input: String = (0..30).map(|id| format!("{}\n", serde_json::json!({"id": id, "a": {"id": "a", "text": FIRST}, "b": {"id": "b", "text": SECOND}}))).collect();
    let one = stdout(
        crossread()
            .args(["compare", "--batch", "--jobs", "1"])
            .write_stdin(input.clone()),
    );
    assert_eq!(
        one,
        stdout(
            crossread()
                .args(["compare", "--batch", "--jobs", "4"])
                .write_stdin(input)
        )
    );
}

#[test]
fn a_line_is_answered_while_the_input_stays_open() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    for jobs in ["1", "2"] {
        let mut filter = Command::new(env!("CARGO_BIN_EXE_crossread"))
            .args(["extract", "--batch", "--jobs", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("started");
        let mut input = filter.stdin.take().expect("a pipe");
        let mut output = BufReader::new(filter.stdout.take().expect("a pipe"));
        for id in 0..3 {
            writeln!(input, "{{\"id\":{id},\"text\":\"Ann Example spoke.\"}}").expect("written");
            let mut line = String::new();
            output.read_line(&mut line).expect("read");
            let answer: Value = serde_json::from_str(&line).expect("JSON");
            assert_eq!(answer["id"], id, "{jobs} jobs");
        }
        drop(input);
        assert!(filter.wait().expect("ended").success());
    }
}

#[test]
fn a_batch_whose_reader_has_seen_enough_ends_well_while_its_input_stays_open() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let mut filter = Command::new(env!("CARGO_BIN_EXE_crossread"))
        .args(["extract", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut input = filter.stdin.take().expect("a pipe");
    let mut output = BufReader::new(filter.stdout.take().expect("a pipe"));
    let line = "{\"id\":1,\"text\":\"Ann Example spoke.\"}\n";
    input.write_all(line.as_bytes()).expect("written");
    output.read_line(&mut String::new()).expect("read");
    drop(output);
    input.write_all(line.as_bytes()).expect("written");
    assert!(filter.wait().expect("ended").success());
}

#[test]
fn what_belongs_to_a_report_is_not_taken_by_the_reader_and_says_where_it_goes() {
    let (_folder, a, b) = two_articles();
    let done = crossread().args([&a, &b, "--format", "json"]).assert();
    let says = String::from_utf8(done.code(2).get_output().stderr.clone()).expect("UTF-8");
    assert!(says.contains("crossread compare A B --format"), "{says}");
}

#[test]
fn every_form_is_written_and_a_file_is_there_whole_or_as_it_was() {
    let (folder, a, b) = two_articles();
    for (format, begins) in [
        ("text", "A  Mayor Ann Example"),
        ("json", "{\"actors\":["),
        ("jsonld", "{\"@context\":{"),
        ("markdown", "# What A and B say"),
        ("html", "<!doctype html>"),
        ("csv", "relation,same_event,copied,score"),
    ] {
        let to = folder.path().join(format);
        std::fs::write(&to, "as it was").expect("written");
        let report = stdout(crossread().args(["compare", &a, &b, "--format", format]));
        assert!(report.starts_with(begins), "{format}: {report}");
        crossread()
            .args(["compare", &a, "nowhere.txt", "-o"])
            .arg(&to)
            .assert()
            .code(1);
        assert_eq!(std::fs::read_to_string(&to).expect("text"), "as it was");
        let written = crossread()
            .args(["compare", &a, &b, "--format", format, "-o"])
            .arg(&to)
            .assert();
        written.success().stdout("");
        assert_eq!(
            std::fs::read_to_string(&to).expect("text"),
            report,
            "{format}"
        );
    }
    let left = std::fs::read_dir(folder.path()).expect("a folder");
    assert_eq!(left.count(), 8, "nothing else is left behind");
}

#[test]
fn an_output_that_cannot_be_written_is_named_with_what_to_do() {
    let (folder, a, b) = two_articles();
    let nowhere = folder.path().join("no/such/folder/report");
    for to in [nowhere.as_path(), folder.path()] {
        let done = crossread()
            .args(["compare", &a, &b, "-o"])
            .arg(to)
            .assert()
            .code(1)
            .stdout("");
        let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        let name = to.display().to_string();
        assert!(
            errors.contains(&name) && errors.contains("give another name to -o"),
            "{errors}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_a_device_takes_what_comes() {
    let (_folder, a, b) = two_articles();
    let done = crossread()
        .args(["compare", &a, &b, "-o", "/dev/full"])
        .assert()
        .code(1);
    let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(
        errors.contains("/dev/full: it could not be written"),
        "{errors}"
    );
    let report = stdout(crossread().args(["compare", &a, &b, "-o", "/dev/stdout"]));
    assert!(report.starts_with("A  Mayor"), "{report}");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_anew_stays_a_link_and_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, a, b) = two_articles();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    std::fs::write(&file, "old").expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("set");
    std::os::unix::fs::symlink(&file, &link).expect("a link");
    crossread()
        .args(["compare", &a, &b, "-o"])
        .arg(&link)
        .assert()
        .success();
    assert!(link.is_symlink());
    let mode = std::fs::metadata(&file)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(
        std::fs::read_to_string(&file)
            .expect("text")
            .starts_with("A  Mayor")
    );
}

#[test]
fn several_articles_are_a_list_of_readings_lines_or_one_table() {
    let (_folder, a, b) = two_articles();
    let extract = |format: &str| stdout(crossread().args(["extract", &a, &b, "--format", format]));
    let list: Vec<Value> = serde_json::from_str(&extract("json")).expect("a list");
    let lines = extract("jsonl");
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line"))
        .collect();
    assert!(list.len() == 2 && list == lines);
    let table = extract("csv");
    let rows = table
        .lines()
        .filter(|line| line.starts_with("claim,article"))
        .count();
    assert!(
        rows == 1 && table.contains("\nA1,") && table.contains("\nB1,"),
        "{table}"
    );
}

#[test]
fn what_cannot_be_read_keeps_no_other_article_from_being_extracted() {
    let (folder, a, b) = two_articles();
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "").expect("an empty file");
    let empty = empty.display().to_string();
    let extract = |names: &[&String], format: &str| {
        let mut command = crossread();
        command.args(["extract", "--format", format]).args(names);
        let done = command.assert().code(1);
        let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let output = done.get_output();
        (words(&output.stdout), words(&output.stderr))
    };
    let (lines, errors) = extract(&[&a, &empty, &b], "jsonl");
    assert_eq!(lines.lines().count(), 2);
    assert!(errors.contains("empty.txt: "), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
    let (table, _) = extract(&[&empty, &a, &b], "csv");
    assert!(
        table.starts_with("claim,article") && table.contains("\nA1,") && table.contains("\nB1,"),
        "{table}"
    );
    // Several were named: a list, however many of them could be read.
    let (list, _) = extract(&[&empty, &a], "json");
    let list: Vec<Value> = serde_json::from_str(&list).expect("a list");
    assert_eq!(list.len(), 1);
    let (text, _) = extract(&[&empty, &a], "text");
    assert!(text.starts_with("A  Mayor Ann Example"), "{text}");
    let (nothing, _) = extract(&[&empty, &empty], "json");
    assert_eq!(nothing, "");
}

#[test]
fn what_the_program_wrote_is_no_article_of_a_folder() {
    let (folder, a, b) = two_articles();
    let own = ["json", "jsonld", "html"].map(|format| {
        let to = folder.path().join(format!("both.{format}"));
        let names = ["compare", "--format", format, &a, &b, "-o"];
        crossread().args(names).arg(&to).assert().success();
        to
    });
    let done = crossread().arg("extract").arg(folder.path()).assert();
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(said.contains("a.txt"), "{said}");
    assert!(
        own.iter().all(|to| to.is_file()) && !said.contains("both."),
        "{said}"
    );
}

#[test]
fn one_article_is_compared_with_nothing_and_that_is_said_beside_its_reading() {
    let (_folder, a, _) = two_articles();
    for name in [a.as_str(), "-"] {
        let done = crossread()
            .args(["compare", name])
            .write_stdin(FIRST)
            .assert()
            .success();
        let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(
            errors.contains("one article: nothing to compare it with"),
            "{errors}"
        );
        assert!(
            done.get_output()
                .stdout
                .starts_with(b"A  Mayor Ann Example")
        );
    }
    // Who asks for one article without a terminal has asked for its reading.
    crossread().arg(&a).assert().success().stderr("");
}

#[test]
fn a_screen_that_is_too_small_to_print_is_wrong_usage() {
    let done = crossread()
        .args(["--print", "--size", "60x10"])
        .assert()
        .code(2)
        .stdout("");
    let errors = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(
        errors.contains("--size 60x10") && errors.contains("40x12") && !errors.contains("quits"),
        "{errors}"
    );
}

#[test]
fn the_schema_is_printed() {
    let schema: Value = serde_json::from_str(&stdout(crossread().arg("schema"))).expect("JSON");
    assert_eq!(schema["title"], "crossread/1");
}

#[cfg(feature = "reader")]
#[test]
fn decisions_travel_with_a_saved_comparison_and_what_is_decided_on_it_is_its_own() {
    let (folder, a, b) = two_articles();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (state, saved, page) = (path("state"), path("comparison.json"), path("page.html"));
    let play = |articles: &[&str], state: &str, keys: &str| {
        let size = [
            "--print", "--size", "100x30", "--keys", keys, "--state", state,
        ];
        stdout(crossread().args(articles).args(size))
    };
    // A match is confirmed and a note is written on it.
    let before = play(&[&a, &b], &state, "}cewell said<enter>");
    assert!(before.contains('✓') && before.contains('✎'), "{before}");
    let plain = stdout(crossread().args(["compare", &a, &b, "--format", "json"]));
    crossread()
        .args([
            "compare",
            &a,
            &b,
            "--format",
            "json",
            "--decided",
            "--state",
            &state,
            "-o",
            &saved,
        ])
        .assert()
        .success();
    let written = std::fs::read_to_string(&saved).expect("JSON");
    assert!(!plain.contains("\"decisions\"") && written.contains("\"verdict\":\"confirmed\""));
    assert!(written.contains("well said"));
    // It opens as it was saved where nothing is known of the articles, and is written again as it was.
    let elsewhere = path("elsewhere");
    let opened = play(&[&saved], &elsewhere, "}");
    assert!(opened.contains('✓') && opened.contains('✎'), "{opened}");
    assert_eq!(
        stdout(crossread().args(["compare", &saved, "--format", "json"])),
        written
    );
    crossread()
        .args(["compare", &saved, "--format", "html", "-o", &page])
        .assert()
        .success();
    assert!(
        std::fs::read_to_string(&page)
            .expect("a page")
            .contains("Note: well said")
    );
    // The confirmation and the note are taken back there, and only there.
    let undone = play(&[&saved], &elsewhere, "}uu");
    assert!(!undone.contains('✓') && !undone.contains('✎'), "{undone}");
    assert!(!play(&[&saved], &elsewhere, "}").contains('✓'));
    assert!(play(&[&a, &b], &state, "}").contains('✓'));
    let text = stdout(crossread().args(["compare", &saved, "--decided", "--state", &elsewhere]));
    assert!(!text.contains("well said"), "{text}");
}

#[test]
fn a_comparison_that_cannot_be_opened_says_why_and_what_to_do() {
    let (folder, a, b) = two_articles();
    let saved = stdout(crossread().args(["compare", &a, &b, "--format", "json"]));
    let errors = |name: &str, text: &str, more: &[&str]| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        let done = crossread()
            .arg("compare")
            .arg(&path)
            .args(more)
            .assert()
            .code(1)
            .stdout("");
        String::from_utf8_lossy(&done.get_output().stderr).into_owned()
    };
    let newer = errors(
        "newer.json",
        &saved.replace("crossread/1", "crossread/9"),
        &[],
    );
    assert!(
        newer.contains("newer.json: ") && newer.contains("“crossread/9”"),
        "{newer}"
    );
    let broken = errors(
        "broken.json",
        &saved.replacen("\"article\":0", "\"article\":7", 1),
        &[],
    );
    assert!(broken.contains("there is no article 7"), "{broken}");
    let beside = errors("beside.json", &saved, &[&a]);
    assert!(beside.contains("open it by itself"), "{beside}");
    let piped = crossread()
        .args(["compare", "-"])
        .write_stdin(saved)
        .assert()
        .code(1);
    let piped = String::from_utf8_lossy(&piped.get_output().stderr).into_owned();
    assert!(piped.contains("save it to a file"), "{piped}");
}

#[test]
fn a_comparison_that_only_goes_out_says_which_form_opens_again() {
    let (folder, a, b) = two_articles();
    for (format, what) in [("jsonld", "linked data"), ("html", "a page for browsers")] {
        if format == "html" && cfg!(not(feature = "html")) {
            continue;
        }
        let path = folder.path().join(format);
        let written = crossread()
            .args(["compare", &a, &b, "--format", format, "-o"])
            .arg(&path)
            .assert();
        written.success();
        let done = crossread().arg("compare").arg(&path).assert().code(1);
        let says = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(
            says.contains(what) && says.contains("crossread compare --format json"),
            "{says}"
        );
    }
}
