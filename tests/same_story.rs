//! Two outlets that print one agency's copy: told where the articles are compared, and not counted as agreement.
#![cfg(feature = "reader")]

mod support;

use assert_cmd::Command;
use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::export::text;
use crossread::notebook::Decided;
use crossread::reader::{keys::Key, play};
use serde_json::Value;

const A: &str = "Harbour to close\n\nLIND (AP) — Mayor Ida Falk said on Monday that the old harbour would close in May, because nobody pays for its repair.\n\nThe union leader Per Holm said that 40 workers would lose their places.\n\n“We have waited for ten years for the money,” Falk told people by the sea on Monday.\n";
const B: &str = "Old harbour closes\n\nThe union leader Per Holm said that 60 people would lose their work at the harbour.\n\nLIND (AP) — Mayor Ida Falk said Monday that the old harbour would close in May, because nobody pays for its repair.\n\n“We have waited ten years for the money,” Falk told people by the sea on Monday.\n\nThe harbour was built by fishermen.\n";
const SAYS: &str = "2 of 3 paragraphs of A and of 4 of B are the same, both credit AP";

fn report(format: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = [("a.txt", A), ("b.txt", B)].map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    });
    let mut command = Command::cargo_bin("crossread").expect("the program is built");
    let done = command
        .args(["compare", "--format", format])
        .args(paths)
        .assert()
        .success();
    String::from_utf8(done.get_output().stdout.clone()).expect("UTF-8")
}

#[test]
fn the_report_tells_what_is_the_same_and_keeps_it_apart_from_what_both_say() {
    let report = report("text");
    assert!(report.lines().take(6).any(|line| line == SAYS), "{report}");
    let (both, rest) = report
        .split_once("IN PARAGRAPHS THAT ARE THE SAME")
        .expect("a heading");
    let same = rest.split("ONLY IN A").next().expect("a part");
    assert!(
        both.contains("40 workers") && both.contains("60 people"),
        "{report}"
    );
    assert!(
        !both.contains("would close in May") && same.contains("would close in May"),
        "{report}"
    );
    assert!(
        same.contains("the same paragraph, not a second source"),
        "{report}"
    );
}

#[test]
fn the_json_names_the_paragraphs_and_marks_the_matches() {
    let value: Value = serde_json::from_str(&report("json")).expect("JSON");
    let copied = &value["copied"][0];
    assert_eq!(copied["paragraphs"], serde_json::json!([[1, 2], [3, 3]]));
    assert_eq!(
        (&copied["of"], &copied["agencies"]),
        (&serde_json::json!([3, 4]), &serde_json::json!(["AP"]))
    );
    let matches = value["matches"].as_array().expect("matches");
    let marked = matches
        .iter()
        .filter(|found| found["copied"] == true)
        .count();
    assert!(marked >= 1 && marked < matches.len(), "{matches:#?}");
}

#[test]
fn the_overview_begins_with_what_is_the_same() {
    let article = |id: &str, text: &str| Article::new(id, None, text.to_owned());
    let comparison = Comparison::new(vec![article("a", A), article("b", B)]);
    let keys = Key::parse_all("=").expect("keys");
    let screen = play(comparison, &keys, (100, 40));
    assert!(screen.contains(SAYS), "{screen}");
}

#[test]
fn one_text_under_two_names_is_said_to_be_one_and_compared_with_nothing() {
    let article = |id: &str, text: &str| Article::new(id, None, text.to_owned());
    let again = A.replace("\n\n", "\n\n\n");
    let comparison = Comparison::new(vec![article("a", A), article("b", &again)]);
    let report = text::comparison(&comparison, &Decided::default(), 80);
    assert!(report.contains("A and B are the same text"), "{report}");
    assert!(
        report.contains("BOTH SAY IT: none") && report.contains("THAT ARE THE SAME: none"),
        "{report}"
    );
    let keys = Key::parse_all("=").expect("keys");
    let screen = play(comparison, &keys, (100, 40));
    assert!(screen.contains("A and B are the same text"), "{screen}");
    assert!(
        !screen.contains("Only in") && !screen.contains("Found no"),
        "{screen}"
    );
}
