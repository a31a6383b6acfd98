//! The articles in a folder and in the folders below it.

use super::error::SourceError;
use crate::article::format::{GENERATOR, encoding};
use std::fs::{DirEntry, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How many folders deep is looked.
const DEEP: usize = 5;
/// How many files are looked at.
const MOST: usize = 5_000;
/// How much of a file is looked at, in bytes.
const PEEK: usize = 4 * 1024;
/// The longest headline that is taken from a beginning, in characters.
const HEADLINE: usize = 160;
/// What names of articles end in; other files are articles if they begin like text.
const KINDS: [&str; 15] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mhtml", "pdf", "epub", "eml", "json",
    "jsonl", "ndjson", "log",
];
/// What names of other files end in that begin like text.
const OTHERS: [&str; 14] = [
    "css", "js", "mjs", "svg", "csv", "tsv", "toml", "yaml", "yml", "lock", "rs", "py", "sh", "ini",
];

/// What files begin with that this program wrote; see [`crate::export`].
const OWN: [&str; 2] = [
    "{\"actors\":[{\"id\":0,\"kind\":",
    "{\"@context\":{\"oa\":\"http://www.w3.org/ns/oa#\"",
];
/// A file that may be an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its name below the folder.
    pub name: String,
    /// How it begins, where that can be told at a glance.
    pub headline: Option<String>,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// When it was changed.
    pub changed: Option<SystemTime>,
}

/// The files below `path` that may be articles, by name; hidden ones are left out, and links to folders are not followed.
pub fn articles(name: &str, path: &Path) -> Result<Vec<Found>, SourceError> {
    let mut found = Vec::new();
    let mut looked = 0;
    let mut folders = vec![(path.to_owned(), 0)];
    let mut first = true;
    while let Some((folder, deep)) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(reason) if first => return Err(SourceError::unreadable(name, &reason)),
            Err(_) => continue,
        };
        first = false;
        for entry in entries.flatten() {
            if looked >= MOST {
                break;
            }
            looked += 1;
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !hidden && deep < DEEP => {
                    folders.push((entry.path(), deep + 1));
                }
                Ok(kind) if !hidden && !kind.is_dir() => found.extend(look_at(path, &entry)),
                _ => {}
            }
        }
    }
    if found.is_empty() {
        return Err(SourceError::NoArticles(name.to_owned()));
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// What there is to see of a file, if it may be an article.
fn look_at(folder: &Path, entry: &DirEntry) -> Option<Found> {
    let path = entry.path();
    let told = std::fs::metadata(&path).ok()?;
    if !told.is_file() || told.len() == 0 {
        return None;
    }
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    if OTHERS.contains(&ending) {
        return None;
    }
    let mut beginning = Vec::with_capacity(PEEK);
    File::open(&path)
        .and_then(|file| file.take(PEEK as u64).read_to_end(&mut beginning))
        .ok()?;
    let is_text = !beginning.contains(&0);
    if !is_text && !KINDS.contains(&ending) || is_own(&beginning) {
        return None;
    }
    let name = path.strip_prefix(folder).unwrap_or(&path);
    Some(Found {
        name: name.display().to_string(),
        headline: is_text.then(|| headline(&beginning)).flatten(),
        bytes: told.len(),
        changed: told.modified().ok(),
        path,
    })
}

/// Whether a file begins as those do that this program wrote: a comparison or reading as JSON or linked data, a page.
fn is_own(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(beginning);
    let begins = text.trim_start_matches(['[', '\u{feff}']);
    OWN.iter().any(|own| begins.starts_with(own))
        || begins.starts_with("<!doctype html>") && text.contains(GENERATOR)
}

/// The text that bytes cut off somewhere hold, as it would be read.
fn decoded(beginning: &[u8]) -> String {
    // A character that the cut has parted is no sign of another encoding.
    let whole = match std::str::from_utf8(beginning) {
        Err(error) if error.error_len().is_none() => &beginning[..error.valid_up_to()],
        _ => beginning,
    };
    encoding::decode(whole.to_vec(), None)
        .unwrap_or_else(|| String::from_utf8_lossy(whole).into_owned())
}

/// The title that the head of a Markdown file gives, and what follows the head; none where there is no head.
fn head(text: &str) -> Option<(Option<&str>, &str)> {
    let rest = text.strip_prefix("---")?.trim_start_matches([' ', '\r']);
    let (head, rest) = rest.strip_prefix('\n')?.split_once("\n---")?;
    let mut lines = head.lines();
    let title = lines.find_map(|line| line.strip_prefix("title:"));
    let title = title.map(|title| title.trim().trim_matches(['"', '\'']));
    Some((title.filter(|title| !title.is_empty()), rest))
}

/// The headline that a text begins with: its first line, or what a page or the head of a note calls it.
fn headline(beginning: &[u8]) -> Option<String> {
    let text = decoded(beginning);
    let (titled, text) = head(&text).unwrap_or((None, &text));
    let words = if let Some(title) = titled {
        title
    } else if text.trim_start().starts_with('<') {
        let lower = text.to_ascii_lowercase();
        let start = lower.find("<title")?;
        let start = start + lower[start..].find('>')? + 1;
        let end = start
            + lower[start..]
                .find("</title")
                .unwrap_or(lower.len() - start);
        &text[start..end]
    } else if text.starts_with(['{', '[', '%']) {
        return None;
    } else {
        text.lines()
            .map(|line| line.trim_start_matches(['#', ' ', '\u{feff}']))
            .find(|line| !line.trim().is_empty())?
    };
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: String = words.chars().take(HEADLINE).collect();
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_lists_what_may_be_articles_with_their_headlines() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, bytes).expect("written");
        };
        write(
            "b/strike.html",
            b"<html><head><TITLE>\n The strike </title></head>",
        );
        write("a.txt", "\n\n# Mill closes\n\nMore.".as_bytes());
        write("notes", b"Some words");
        write(
            "old.txt",
            b"Jos\xe9 Mu\xf1oz opens the caf\xe9 in Mil\xe1n\n\nMore.",
        );
        write(
            "front.md",
            b"---\nauthor: Ann\ntitle: \"Harbour strike\"\n---\n\n# Strike\n",
        );
        write("head.md", b"---\nauthor: Ann\n---\n\n# Strike\n");
        let long = format!("Long and {}", "\u{e9}".repeat(PEEK));
        write("long.txt", long.as_bytes());
        write("saved.json", b"{\"actors\":[{\"id\":0,\"kind\":\"person\"");
        write(
            "own.html",
            format!("<!doctype html>\n{GENERATOR}").as_bytes(),
        );
        write("picture.png", b"\x89PNG\0\0");
        write("style.css", b"body {}");
        write(".hidden.txt", b"words");
        write("empty.txt", b"");
        write("scan.pdf", b"%PDF-1.4\n\0\0");
        let headline_of_long: String = long.chars().take(HEADLINE).collect();
        let found = articles("here", folder.path()).expect("articles");
        let seen: Vec<_> = found
            .iter()
            .map(|found| (found.name.as_str(), found.headline.as_deref()))
            .collect();
        assert_eq!(
            seen,
            [
                ("a.txt", Some("Mill closes")),
                ("b/strike.html", Some("The strike")),
                ("front.md", Some("Harbour strike")),
                ("head.md", Some("Strike")),
                ("long.txt", Some(&*headline_of_long)),
                ("notes", Some("Some words")),
                ("old.txt", Some("José Muñoz opens the café in Milán")),
                ("scan.pdf", None),
            ]
        );
    }

    #[test]
    fn a_folder_without_articles_says_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = articles("empty/", folder.path()).expect_err("nothing there");
        assert!(
            error
                .to_string()
                .contains("no file in this folder looks like an article")
        );
    }
}
