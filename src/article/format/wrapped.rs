//! Words that were parted at the end of a line, in a text whose lines break where the page was full.
//!
//! The rest of such a word moves up to its line, so that lines stay lines. The hyphen goes, unless it is that of a compound
//! ("well-known"): because the text has it within a line, because its first part is one of a list, or because both parts
//! are words of the text and the joined one is not.

use crate::article::blocks;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// First parts of compounds.
static COMPOUNDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("compounds.txt").lines();
    let words = lines.filter(|line| !line.starts_with('#'));
    words.flat_map(str::split_whitespace).collect()
});

/// The words of a text in small letters.
#[derive(Default)]
struct Words {
    whole: FxHashSet<String>,
    /// The first parts of compounds that stand within a line.
    compounds: FxHashSet<String>,
}

impl Words {
    fn new(text: &str) -> Self {
        let mut words = Self::default();
        for word in text.split_whitespace() {
            let word = word
                .trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
                .to_lowercase();
            match word.split_once('-') {
                Some((first, rest)) if !first.is_empty() && !rest.is_empty() => {
                    words.compounds.insert(first.to_owned());
                }
                Some(_) => {}
                None => {
                    words.whole.insert(word);
                }
            }
        }
        words
    }

    /// Whether the hyphen between two parts, in small letters, is that of a compound.
    fn keep(&self, first: &str, rest: &str) -> bool {
        let is = |word: &str| self.whole.contains(word);
        let joined = format!("{first}{rest}");
        !is(&joined)
            && (self.compounds.contains(first)
                || COMPOUNDS.contains(first)
                || is(first) && is(rest))
    }
}

/// `text`, whose line ends are `\n`, with the words whole that line ends part, if it is clearly hard-wrapped.
pub fn whole(text: String) -> String {
    if !text.contains("-\n") || !blocks::is_wrapped(&text) {
        return text;
    }
    let words = Words::new(&text);
    let mut made = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(end) = rest.find("-\n") {
        let (line, next) = (&rest[..end], &rest[end + 2..]);
        let first = last_part(line);
        let indent = next.len() - next.trim_start_matches([' ', '\t']).len();
        let behind = &next[indent..];
        let word = behind.split(char::is_whitespace).next().unwrap_or("");
        let letters = word
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(word.len());
        let second = &word[..letters];
        made.push_str(line);
        // "North-\nSouth", "1990-\n91" and a dash at the end of a line part no word.
        if first.chars().count() < 2 || !second.starts_with(char::is_lowercase) {
            made.push_str("-\n");
            rest = next;
            continue;
        }
        if words.keep(&first.to_lowercase(), &second.to_lowercase()) {
            made.push('-');
        }
        made.push_str(word);
        let after = &behind[word.len()..];
        made.push('\n');
        rest = after.trim_start_matches([' ', '\t']);
        // The word was all that its line had.
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        if after.starts_with("\n\n") {
            made.push('\n');
            rest = rest.trim_start_matches('\n');
        }
    }
    made.push_str(rest);
    made
}

/// The letters at the end of `line`, without what stands before them; empty where a hyphen or a capital is among them.
fn last_part(line: &str) -> &str {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or("");
    let start = word
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(word.len(), |(at, _)| at);
    let part = &word[start..];
    let small = part.chars().skip(1).all(char::is_lowercase);
    if small && !word[..start].ends_with('-') {
        part
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WRAPPED: &str = "The company and the union came to an agree-
ment on Monday after a night of talks in the well-
known hall at the harbour. The chairman of the har-
bour workers said that the so-called peace plan, a
word that nobody likes, had been read by all of the
members. The so-\ncalled plan is a government-
backed one, and the government said that it backed
it in 1990-
91 and would do so again, in the North-
South talks too.";

    #[test]
    fn words_that_line_ends_part_are_whole_and_compounds_keep_their_hyphen() {
        let whole = whole(WRAPPED.to_owned());
        for word in [
            "agreement\non Monday",
            "well-known\nhall",
            "harbour\nworkers",
            "so-called\nplan",
            "government-backed\none",
            "1990-\n91",
            "North-\nSouth",
        ] {
            assert!(whole.contains(word), "{word}: {whole}");
        }
    }

    #[test]
    fn text_that_is_not_clearly_wrapped_stays_as_it_is() {
        let text = "One agree-\nment in a line.\n\nAnother paragraph that is much longer than the line above it and ends here.";
        assert_eq!(whole(text.to_owned()), text);
    }

    #[test]
    fn a_parted_word_at_the_end_of_a_paragraph_leaves_the_paragraph_where_it_ends() {
        let lines: Vec<&str> = WRAPPED.lines().take(6).collect();
        let text = format!(
            "{}\nof it, and so it ends with a word that is par-\nted.\n\nThe next paragraph begins here.",
            lines.join("\n")
        );
        let whole = whole(text);
        assert!(whole.contains("parted.\n\nThe next"), "{whole}");
    }

    proptest! {
        #[test]
        fn nothing_but_hyphens_and_white_space_is_lost(lines in proptest::collection::vec("[a-zA-Zäé0-9’. -]{0,30}-?", 0..30)) {
            let text = lines.join("\n");
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
            prop_assert_eq!(bare(&whole(text.clone())), bare(&text));
        }
    }
}
