//! Which marks open and close a quotation.
//!
//! Straight and curly double marks, guillemets both ways round, low-high marks („…“), marks that look the same at both ends
//! (”…”), corner brackets, and single marks where they can only be quotation marks. An unclosed quotation runs to the end of its block: in print a quotation that goes on in the next paragraph
//! closes only there.

use crate::span::Span;

/// A stretch between quotation marks, the marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// Where it stands.
    pub span: Span,
    /// Whether its closing mark was found.
    pub closed: bool,
}

/// The longest quotation between single marks, in bytes.
const SINGLE_MAX: usize = 240;

/// Appends the outermost quotations of `block`, in order.
pub fn pair(text: &str, block: Span, quotations: &mut Vec<Quotation>) {
    let words = block.of(text);
    let first = quotations.len();
    let mut open: Option<(usize, char)> = None;
    // Only a character that begins with one of these bytes can be a mark; most of a text has none.
    let marks = words
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'"' | b'\'' | 0xC2 | 0xE2 | 0xE3 | 0xEF));
    for (at, _) in marks {
        let mut rest = words[at..].chars();
        let c = rest.next().unwrap_or(' ');
        let next = rest.next().unwrap_or(' ');
        let before = || words[..at].chars().next_back().unwrap_or(' ');
        // What looked like a single mark was an apostrophe: no closing one near, or a double mark comes first.
        if let Some((start, '’' | '\'')) = open
            && (at - start > SINGLE_MAX || matches!(c, '"' | '“' | '”'))
        {
            open = None;
        }
        match open {
            None => {
                if let Some(closer) = closer_of(c, before(), next) {
                    open = Some((at, closer));
                }
            }
            // A straight mark that can only open, while one is open: the closing mark of that was left out. It ends with
            // its sentence, so that one slip does not turn the rest of the block inside out.
            Some((start, '"')) if c == '"' && only_opens(&words[..at], next) => {
                let end = sentence_end(words, start, at);
                quotations.push(Quotation {
                    span: Span::new(block.start + start, block.start + end),
                    closed: false,
                });
                open = Some((at, '"'));
            }
            Some((start, closer)) if closes(c, closer, before(), next) => {
                quotations.push(Quotation {
                    span: Span::new(block.start + start, block.start + at + c.len_utf8()),
                    closed: true,
                });
                open = None;
            }
            Some(_) => {}
        }
    }
    if let Some((start, closer)) =
        open.filter(|(start, closer)| *closer != '’' && *closer != '\'' && words.len() - start > 1)
    {
        let start = block.start + start;
        // A lone straight mark (inches, a slip) opens nothing unless it begins the block or follows a space.
        if closer != '"'
            || quotations.len() == first
            || text[..start].ends_with(char::is_whitespace)
        {
            quotations.push(Quotation {
                span: Span::new(start, block.end),
                closed: false,
            });
        }
    }
}

/// Whether a straight mark after `before` and before `next` can only open a quotation: it stands before a word and after
/// white space that no comma precedes (`deal, "Smith said` has its space on the wrong side).
fn only_opens(before: &str, next: char) -> bool {
    let spaced = before.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—'));
    spaced && next.is_alphanumeric() && !before.trim_end().ends_with(',')
}

/// Where the sentence that begins at `start` ends, at the latest at `most`; both bytes of `words`.
fn sentence_end(words: &str, start: usize, most: usize) -> usize {
    let ends = |(at, c): (usize, char)| {
        let end = start + at + c.len_utf8();
        let closed = matches!(c, '.' | '!' | '?') && words[end..].starts_with(char::is_whitespace);
        closed.then_some(end)
    };
    let found = words[start..most].char_indices().find_map(ends);
    found.unwrap_or_else(|| start + words[start..most].trim_end().len())
}

/// The mark that closes what `c` opens here, if it opens anything.
fn closer_of(c: char, before: char, next: char) -> Option<char> {
    let at_a_start = !before.is_alphanumeric() && !next.is_whitespace();
    match c {
        '“' => Some('”'),
        // So in Swedish and Finnish; elsewhere it closes something that was not seen to open.
        '”' if (before.is_whitespace() || before == '(') && next.is_alphanumeric() => Some('”'),
        '＂' => Some('＂'),
        '「' => Some('」'),
        '『' => Some('』'),
        '‚' if at_a_start => Some('‘'),
        '‹' if at_a_start => Some('›'),
        '›' if at_a_start => Some('‹'),
        '„' => Some('“'),
        '«' => Some('»'),
        '»' if at_a_start => Some('«'),
        // A mark at the end of a word closes something that was not seen to open.
        '"' if next.is_whitespace() && !before.is_whitespace() => None,
        '"' => Some('"'),
        '‘' if at_a_start => Some('’'),
        '\'' if at_a_start && next.is_alphabetic() => Some('\''),
        _ => None,
    }
}

/// Whether `c` closes a quotation whose closer is `closer`.
fn closes(c: char, closer: char, before: char, next: char) -> bool {
    match closer {
        '”' => c == '”' || (c == '"' && !next.is_alphanumeric()),
        '“' => c == '“' || c == '”' || (c == '"' && !next.is_alphanumeric()),
        '‘' => c == '‘' || (c == '’' && !next.is_alphanumeric()),
        '’' | '\'' => {
            c == closer
                && !next.is_alphanumeric()
                && !before.is_whitespace()
                && (before.is_ascii_punctuation()
                    || next.is_ascii_punctuation()
                    || next.is_whitespace())
        }
        _ => c == closer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotations(text: &str) -> Vec<(&str, bool)> {
        let mut all = Vec::new();
        pair(text, Span::new(0, text.len()), &mut all);
        all.into_iter()
            .map(|quotation| (quotation.span.of(text), quotation.closed))
            .collect()
    }

    #[test]
    fn each_kind_of_mark_pairs_with_its_own() {
        assert_eq!(
            quotations("“a ‘b’ c,” he said, \"d\" and «e» „f“."),
            [
                ("“a ‘b’ c,”", true),
                ("\"d\"", true),
                ("«e»", true),
                ("„f“", true)
            ]
        );
    }

    #[test]
    fn marks_of_other_languages_pair_too() {
        let text = "Er sagte: „Es ‚reicht‘ nicht“, ‚nie‘, »genug« und ›aus‹; «non», ‹si›; ”nej” säger hon (”ja”); 「はい」";
        let found: Vec<&str> = quotations(text)
            .into_iter()
            .map(|(words, _)| words)
            .collect();
        assert_eq!(
            found,
            [
                "„Es ‚reicht‘ nicht“",
                "‚nie‘",
                "»genug«",
                "›aus‹",
                "«non»",
                "‹si›",
                "”nej”",
                "”ja”",
                "「はい」"
            ]
        );
        assert_eq!(quotations("„Straight at the end\", he said.").len(), 1);
        assert_eq!(quotations("the end,” he said. ”"), []);
    }

    #[test]
    fn apostrophes_are_no_quotations_but_single_marks_are() {
        assert_eq!(
            quotations("It's Ukraine’s ‘main effort’, they say."),
            [("‘main effort’", true)]
        );
    }

    #[test]
    fn a_missing_closing_mark_costs_one_sentence_only() {
        assert_eq!(
            quotations("He said, \"We go. They stay. \"We win,\" she said. \"Yes.\""),
            [
                ("\"We go.", false),
                ("\"We win,\"", true),
                ("\"Yes.\"", true)
            ]
        );
        assert_eq!(
            quotations("A stray mark\" here. \"We win, \"she said."),
            [("\"We win, \"", true)]
        );
    }

    #[test]
    fn an_apostrophe_at_the_start_of_a_word_opens_nothing_for_long() {
        let text = format!(
            "In the '90s and 'twas so, {} the workers' union said.",
            "on and on ".repeat(30)
        );
        assert_eq!(quotations(&text), []);
        assert_eq!(
            quotations("Rock 'n roll. \"We won,\" the players' captain said."),
            [("\"We won,\"", true)]
        );
    }

    #[test]
    fn an_unclosed_quotation_runs_to_the_end_of_its_block() {
        assert_eq!(quotations("He said: “We go on"), [("“We go on", false)]);
    }
}
