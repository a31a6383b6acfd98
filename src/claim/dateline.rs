//! Datelines: "LONDON (Agency) — ", "PARIS, March 3 — " at the beginning of a paragraph say where and when it was written, and
//! belong to no statement.

use super::gather::Statement;
use crate::language::{Parsed, TokenKind};
use crate::span::Span;

/// The most tokens before the dash of a dateline.
const TOKENS: usize = 16;

/// Takes the datelines of an article off its statements; one that says nothing else goes.
pub fn take_off(parsed: &Parsed<'_>, statements: &mut Vec<Statement>) {
    let datelines = datelines(parsed);
    statements.retain_mut(|statement| {
        let start = statement.content[0].start;
        let near = datelines.partition_point(|dateline| dateline.end <= start);
        if let Some(dateline) = datelines.get(near).filter(|dateline| dateline.holds(start)) {
            for part in &mut statement.content {
                part.start = part.start.max(dateline.end).min(part.end);
            }
            statement.content.retain(|part| !part.is_empty());
        }
        !statement.content.is_empty()
    });
}

/// The datelines of an article by place, each up to the first word after its dash.
fn datelines(parsed: &Parsed<'_>) -> Vec<Span> {
    let mut last = None;
    let mut found = Vec::new();
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        if last != Some(sentence.block) {
            found.extend(dateline(parsed, number));
        }
        last = Some(sentence.block);
    }
    found
}

/// The dateline of a paragraph whose first sentence is `number`: a place in capitals, or a place with an agency in brackets,
/// before a dash.
fn dateline(parsed: &Parsed<'_>, number: usize) -> Option<Span> {
    let block = parsed.sentences[number].block;
    let start = parsed.sentences[number].tokens.start;
    let end = parsed.tokens.len().min(start + TOKENS);
    // "ST. IVES, March 3 —" may look like two sentences.
    let mut tokens =
        (start..end).take_while(|at| parsed.sentences[parsed.tokens[*at].sentence].block == block);
    let dash = tokens.find(|at| is_dash(parsed, *at))?;
    let after = (dash + 1..end).find(|at| !is_dash(parsed, *at))?;
    let words: Vec<&str> = (start..dash)
        .filter(|at| parsed.tokens[*at].kind == TokenKind::Word)
        .map(|at| parsed.word(at))
        .collect();
    let in_capitals = |word: &&str| word.chars().count() > 1 && !word.contains(char::is_lowercase);
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let in_brackets = dash > start && parsed.lower(dash - 1) == ")";
    let first = words.first()?;
    let names = words.iter().all(|word| is_name(word) || word.len() <= 3);
    let is_dateline = names && is_name(first) && (in_capitals(first) || in_brackets);
    is_dateline.then(|| {
        Span::new(
            parsed.sentences[number].span.start,
            parsed.tokens[after].span.start,
        )
    })
}

/// Whether token `at` is a dash, not a hyphen.
fn is_dash(parsed: &Parsed<'_>, at: usize) -> bool {
    let span = parsed.tokens[at].span;
    let apart = || {
        let text = parsed.text();
        text[..span.start].ends_with(char::is_whitespace)
            || text[span.end..].starts_with(char::is_whitespace)
    };
    matches!(parsed.word(at), "—" | "–" | "―" | "--") || (parsed.word(at) == "-" && apart())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn cut(text: &str) -> Vec<String> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        datelines(&parsed)
            .iter()
            .map(|span| span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn a_place_in_capitals_before_a_dash_is_a_dateline() {
        assert_eq!(
            cut("LONDON (Agency) — The mill is closed."),
            ["LONDON (Agency) — "]
        );
        assert_eq!(
            cut("PARIS, March 3 — The mill is closed."),
            ["PARIS, March 3 — "]
        );
        assert_eq!(
            cut("NEW LUND, N.H. -- The mill is closed."),
            ["NEW LUND, N.H. -- "]
        );
        assert_eq!(
            cut("Lund (Agency) - The mill is closed."),
            ["Lund (Agency) - "]
        );
    }

    #[test]
    fn a_dash_within_a_sentence_makes_no_dateline() {
        assert!(cut("The mill - the old one - is closed.").is_empty());
        assert!(cut("Anna Lind — the mayor — opened the bridge.").is_empty());
        assert!(cut("US-backed troops left.").is_empty());
    }
}
