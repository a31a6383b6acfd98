//! "The owner named two reasons: the roof leaks and the wheel is broken": what a colon announces belongs to the content.
//!
//! The chains often end a content at the colon after it. Where what was said, shown or planned ends there, what follows
//! tells what it is.

use super::attribution::{Attribution, meaning};
use super::cues::Cues;
use super::lexicon::Lexicon;
use crate::language::{Parsed, Tag, TokenKind};
use crate::span::Span;
use std::sync::LazyLock;

/// The kinds of the attributions' verbs by their classes.
pub(super) static KINDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(include_str!("kinds.txt")));

/// Lets contents that end at a colon go on to the end of their sentence, or of the quotation that begins there.
pub fn complete(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    let cues = Cues::new(attributions);
    // What was cut off behind a colon as a statement of its own stays one.
    let own: Vec<Span> = attributions
        .iter()
        .filter(|attribution| attribution.cue.is_none())
        .flat_map(|attribution| attribution.content.iter().copied())
        .collect();
    for attribution in attributions {
        let Some(cue) = attribution.cue else { continue };
        let Some(last) = attribution.content.last_mut() else {
            continue;
        };
        if last.end <= cue.start
            || meaning::of_cue(parsed, cue)
                .is_none_or(|meaning| KINDS.class(meaning.class).is_none())
        {
            continue;
        }
        if let Some(rest) = announced(parsed, last.end)
            && cues.meeting(rest).is_none()
            && !own.iter().any(|statement| statement.meets(rest))
        {
            last.end = rest.end;
        }
    }
}

/// What the colon after byte `end` announces.
fn announced(parsed: &Parsed<'_>, end: usize) -> Option<Span> {
    let colon = parsed.token_from(end);
    let next = parsed.tokens.get(colon + 1)?;
    if parsed.lower(colon) != ":" || parsed.tokens[colon].span.end == next.span.start {
        return None;
    }
    let gap = |from, to| Span::new(from, to).of(parsed.text());
    let between = gap(end, parsed.tokens[colon].span.start).to_owned()
        + gap(parsed.tokens[colon].span.end, next.span.start);
    if between.contains(|c: char| c == '\n' || !c.is_whitespace())
        || parsed.block_of(colon) != parsed.block_of(colon + 1)
    {
        return None;
    }
    if next.kind == TokenKind::Quote
        && let Some(quotation) = parsed.quotation_at(next.span.start)
        && parsed.quotations[quotation].span.start == next.span.start
    {
        return Some(parsed.quotations[quotation].span);
    }
    let tokens = parsed.sentences[next.sentence].tokens.clone();
    let words = |at: &usize| parsed.tokens[*at].tag != Tag::Punct;
    let last = (colon + 1..tokens.end).rev().find(words)?;
    Some(next.span.join(parsed.tokens[last].span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn place(text: &str, words: &str) -> Option<Span> {
        let start = text.find(words)?;
        Some(Span::new(start, start + words.len()))
    }

    fn said(text: &str, cue: &str, content: &str) -> Attribution {
        Attribution {
            source: None,
            cue: place(text, cue).filter(|_| !cue.is_empty()),
            content: place(text, content).into_iter().collect(),
            confidence: 0.8,
            outer: None,
        }
    }

    fn completed(text: &str, mut attributions: Vec<Attribution>) -> String {
        let article = Article::new("a", None, text.to_owned());
        complete(&Parsed::new(&article), &mut attributions);
        attributions[0].content[0].of(text).to_owned()
    }

    #[test]
    fn what_a_colon_announces_goes_with_what_was_said_before_it() {
        for (text, cue, content, whole) in [
            (
                "Ida Falk noted two reasons: the roof leaks and the wheel is broken. It rains.",
                "noted",
                "two reasons",
                "two reasons: the roof leaks and the wheel is broken",
            ),
            (
                "She showed how she felt: “I love this mill. It is mine.” Then she left.",
                "showed",
                "how she felt",
                "how she felt: “I love this mill. It is mine.”",
            ),
        ] {
            assert_eq!(completed(text, vec![said(text, cue, content)]), whole);
        }
    }

    #[test]
    fn feelings_line_breaks_other_cues_and_own_statements_end_a_content_at_the_colon() {
        let text = "She feared two things: the roof leaks and the wheel breaks.";
        let fears = vec![said(text, "feared", "two things")];
        assert_eq!(completed(text, fears), "two things");
        let text = "She noted two things:\n\nThe roof leaks and the wheel breaks.";
        let broken = vec![said(text, "noted", "two things")];
        assert_eq!(completed(text, broken), "two things");
        let text = "She noted two things: the roof leaks, masons say.";
        let others = vec![
            said(text, "noted", "two things"),
            said(text, "say", "the roof leaks"),
        ];
        assert_eq!(completed(text, others), "two things");
        let text = "She noted two things: the roof leaks.";
        let cut = vec![
            said(text, "noted", "two things"),
            said(text, "", "the roof leaks"),
        ];
        assert_eq!(completed(text, cut), "two things");
    }
}
