//! "…, the mayor said on Monday.": a clause, a comma, and at the sentence's end who says it.
//!
//! The commonest frame of news. The chains know it from one subject's news, and pass it by where the words of the subject
//! or of the content are rare; its shape is plain enough for a rule.

use super::attribution::Attribution;
use super::clause::is_clause;
use super::cues::Cues;
use super::inversion::VERBS;
use crate::language::{Parsed, Tag, TokenKind};
use crate::span::Span;
use std::ops::Range;

/// The longest subject, in tokens.
const SUBJECT_MAX: usize = 24;

/// The longest rest after the verb ("staff in an email on Monday"), in tokens.
const REST_MAX: usize = 14;

/// Where content, subject and verb of the frame stand, in tokens.
struct Frame {
    content: Range<usize>,
    subject: Range<usize>,
    verb: Range<usize>,
}

/// Adds the attributions of this shape that were passed by, and gives those that were cut short their whole content.
pub fn complete(parsed: &Parsed<'_>, attributions: &mut Vec<Attribution>) {
    let cues = Cues::new(attributions);
    for number in 0..parsed.sentences.len() {
        let block = parsed.sentences[number].block;
        if !parsed.article.blocks[block].kind.is_told() {
            continue;
        }
        let Some(frame) = find(parsed, number) else {
            continue;
        };
        let span = |range: &Range<usize>| {
            parsed.tokens[range.start]
                .span
                .join(parsed.tokens[range.end - 1].span)
        };
        let (content, cue) = (span(&frame.content), span(&frame.verb));
        if let Some(known) = cues.meeting(cue) {
            let known = &mut attributions[known];
            let cut_short = |part: &&mut Span| content.covers(**part) && part.end < content.end;
            if let Some(last) = known.content.last_mut().filter(cut_short)
                && cues.meeting(Span::new(last.end, content.end)).is_none()
            {
                last.end = content.end;
            }
        } else if cues.meeting(content).is_none() && is_clause(parsed, content) {
            attributions.push(Attribution {
                source: Some(span(&frame.subject)),
                cue: Some(cue),
                content: vec![content],
                confidence: 0.7,
                outer: None,
            });
        }
    }
}

/// The frame that ends sentence `number`, outside quotations.
fn find(parsed: &Parsed<'_>, number: usize) -> Option<Frame> {
    let tokens = parsed.sentences[number].tokens.clone();
    let tag = |at: usize| parsed.tokens[at].tag;
    let mut end = tokens.end;
    while end > tokens.start && tag(end - 1) == Tag::Punct {
        end -= 1;
    }
    let reports = |at: &usize| {
        VERBS.contains(parsed.lower(*at))
            && parsed.quotation_at(parsed.tokens[*at].span.start).is_none()
    };
    let verb = (end.saturating_sub(REST_MAX).max(tokens.start)..end)
        .rev()
        .find(reports)?;
    // Nothing after the verb says something itself.
    let goes_on = |at: usize| {
        matches!(tag(at), Tag::Verb | Tag::Aux | Tag::Sconj)
            || parsed.tokens[at].kind == TokenKind::Quote
            || matches!(parsed.lower(at), "," | ":" | ";" | "that")
    };
    if (verb + 1..end).any(goes_on) {
        return None;
    }
    let has = |at: usize| matches!(parsed.lower(at), "has" | "have" | "had");
    let first = if verb > tokens.start && has(verb - 1) {
        verb - 1
    } else {
        verb
    };
    let from = first.saturating_sub(SUBJECT_MAX).max(tokens.start);
    // "a team headed by Anna Lind has found"
    let partakes = |at: usize| tag(at) == Tag::Verb && parsed.lower(at + 1) == "by";
    let outside = |at: &usize| {
        (partakes(*at) || !matches!(tag(*at), Tag::Verb | Tag::Aux | Tag::Sconj))
            && parsed.quotation_at(parsed.tokens[*at].span.start).is_none()
    };
    let nominal = (from..first).rev().take_while(outside).last()?;
    let commas: Vec<usize> = (nominal..first)
        .filter(|at| parsed.lower(*at) == ",")
        .collect();
    // "its chief executive, Anna Lind, announced": the subject has commas around its apposition.
    let comma = if commas.last() == Some(&(first - 1)) {
        *commas.get(commas.len().checked_sub(3)?)?
    } else {
        *commas.last()?
    };
    let subject = comma + 1..first;
    let begins = matches!(
        tag(subject.start),
        Tag::Det | Tag::Propn | Tag::Noun | Tag::Adj | Tag::Pron
    );
    let names = subject
        .clone()
        .any(|at| matches!(tag(at), Tag::Noun | Tag::Propn | Tag::Pron));
    let relative = matches!(parsed.lower(subject.start), "which" | "who" | "that");
    (begins && names && !relative && comma > tokens.start).then(|| Frame {
        content: tokens.start..comma,
        subject: subject.start..if parsed.lower(subject.end - 1) == "," {
            subject.end - 1
        } else {
            subject.end
        },
        verb: first..verb + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn completed(text: &str) -> Vec<[String; 3]> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let mut attributions = Vec::new();
        complete(&parsed, &mut attributions);
        let words = |span: Span| span.of(text).to_owned();
        attributions
            .iter()
            .map(|found| {
                [found.source, found.cue, Some(found.content[0])]
                    .map(|span| span.map(words).unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn who_speaks_at_the_end_is_the_source_of_all_before() {
        let told = [
            (
                "The old mill will be torn down, harbour master Ida Falk said on Monday.",
                "harbour master Ida Falk",
                "said",
            ),
            (
                "The ferry is to stop in May, its owner, Per Holm, has told staff in a letter.",
                "its owner, Per Holm",
                "has told",
            ),
        ];
        for (text, source, cue) in told {
            let content = text.split(',').next().unwrap();
            assert_eq!(completed(text), [[source, cue, content]], "{text}");
        }
    }

    #[test]
    fn a_verb_that_has_its_own_content_is_no_closing_frame() {
        for text in [
            "The boats came back early, and the master said that he was glad.",
            "When the boats came back, the master said the sea was rough.",
            "The boat, which the master reported, is lost at sea.",
        ] {
            assert_eq!(completed(text), [[""; 3]; 0], "{text}");
        }
    }
}
