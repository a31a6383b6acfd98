//! The README's pictures and tables are made from the program: this test fails when they are not its own.
//!
//! `CROSSREAD_WRITE=1 cargo test --test readme` writes them anew.
#![cfg(feature = "reader")]

use crossread::article::source;
use crossread::comparison::Comparison;
use crossread::reader::theme::Marks;
use crossread::reader::{bindings, keys::Key, play};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// What belongs between `<!-- words -->` and `<!-- end -->`.
fn made(words: &str) -> Option<String> {
    if words == "keys" {
        return Some(bindings::markdown());
    }
    if words == "marks" {
        return Some(Marks::UNICODE.markdown());
    }
    let mut parts = words.strip_prefix("screen: ")?.split(' ');
    let (mut size, mut keys) = ((80, 24), String::new());
    while let (Some(option), Some(value)) = (parts.next(), parts.next()) {
        match option {
            "--size" => {
                let (columns, rows) = value.split_once('x').expect("a size");
                size = (
                    columns.parse().expect("columns"),
                    rows.parse().expect("rows"),
                );
            }
            "--keys" => value.clone_into(&mut keys),
            other => panic!("{other}: no such option of a screen"),
        }
    }
    let keys = Key::parse_all(&keys).expect("keys");
    let screen = play(Comparison::new(source::built_in()), &keys, size);
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    Some(format!("```text\n{}\n```\n", lines.join("\n")))
}

/// The README with everything made anew.
fn renewed(readme: &str) -> String {
    let mut out = String::new();
    let mut skipping = false;
    for line in readme.lines() {
        let words = line
            .strip_prefix("<!-- ")
            .and_then(|line| line.strip_suffix(" -->"));
        skipping &= words != Some("end");
        if !skipping {
            out.push_str(line);
            out.push('\n');
        }
        if let Some(made) = words.and_then(made) {
            out.push_str(&made);
            skipping = true;
        }
    }
    out
}

#[test]
fn the_readme_shows_what_the_program_shows() {
    let readme = std::fs::read_to_string(README).expect("a README");
    let renewed = renewed(&readme);
    if std::env::var_os("CROSSREAD_WRITE").is_some() {
        std::fs::write(README, renewed).expect("the README is written");
        return;
    }
    for (line, (is, should)) in readme.lines().zip(renewed.lines()).enumerate() {
        assert_eq!(
            is,
            should,
            "README.md:{}: run CROSSREAD_WRITE=1 cargo test --test readme",
            line + 1
        );
    }
    assert_eq!(readme.len(), renewed.len());
}
