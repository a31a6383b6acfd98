//! "…, reports the institute": a clause, a comma, a verb of saying, and its subject at the sentence's end.
//!
//! After quotations the chains know this order; after plain clauses it is rare in the corpus that they are learnt from, and
//! usual elsewhere, in news translated from German for one.

use super::attribution::Attribution;
use super::clause::is_clause;
use super::cues::Cues;
use super::lexicon::words;
use crate::language::{Parsed, Tag};
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Verbs of saying in the forms that stand beside their subject at a sentence's end.
pub(super) static VERBS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("reporting.txt")));

/// The longest subject, in tokens.
const SUBJECT_MAX: usize = 24;

/// Adds the inverted attributions that were passed by, or whose subject was.
pub fn complete(parsed: &Parsed<'_>, attributions: &mut Vec<Attribution>) {
    let cues = Cues::new(attributions);
    for number in 0..parsed.sentences.len() {
        if !parsed.article.blocks[parsed.sentences[number].block]
            .kind
            .is_told()
        {
            continue;
        }
        let Some(found) = find(parsed, number) else {
            continue;
        };
        let Some(cue) = found.cue else { continue };
        match cues.meeting(cue) {
            // The chains saw the cue and lost its subject, or took it for the content.
            Some(at)
                if attributions[at]
                    .source
                    .is_none_or(|source| source.end <= cue.start) =>
            {
                attributions[at] = Attribution {
                    outer: attributions[at].outer,
                    ..found
                };
            }
            Some(_) => {}
            None => attributions.push(found),
        }
    }
}

/// The inverted attribution that ends sentence `number`.
fn find(parsed: &Parsed<'_>, number: usize) -> Option<Attribution> {
    let tokens = parsed.sentences[number].tokens.clone();
    let mut end = tokens.end;
    while end > tokens.start
        && parsed.tokens[end - 1].tag == Tag::Punct
        && !matches!(parsed.lower(end - 1), ")" | "\"")
    {
        end -= 1;
    }
    let first = end.saturating_sub(SUBJECT_MAX + 1).max(tokens.start + 1);
    let cue =
        (first..end).find(|at| VERBS.contains(parsed.lower(*at)) && parsed.lower(at - 1) == ",")?;
    let subject = cue + 1..end;
    let nominal = |at: usize| matches!(parsed.tokens[at].tag, Tag::Noun | Tag::Propn | Tag::Pron);
    let tag = |at: usize| parsed.tokens[at].tag;
    // In "the UK think tank “Trust …”" neither "think" nor "Trust" is a verb.
    let verbal = |at: usize| match tag(at) {
        Tag::Aux => true,
        Tag::Verb => {
            let compound = at + 1 < end && tag(at + 1) == Tag::Noun && at > cue + 1;
            !compound && parsed.word(at).chars().all(char::is_lowercase)
        }
        _ => false,
    };
    let has_verb = subject.clone().any(verbal);
    let begins = subject.clone().next().is_some_and(|at| {
        matches!(
            parsed.tokens[at].tag,
            Tag::Det | Tag::Propn | Tag::Noun | Tag::Adj | Tag::Pron | Tag::Punct
        )
    });
    if has_verb || !begins || !subject.clone().any(nominal) || parsed.lower(cue + 1) == "that" {
        return None;
    }
    let content = Span::new(
        parsed.tokens[tokens.start].span.start,
        parsed.tokens[cue - 2].span.end,
    );
    // "“It is over”, says the mayor": the British comma stands behind the quotation.
    let quotation = parsed.quotation_at(content.start);
    let quoted = quotation.is_some_and(|at| parsed.quotations[at].span.covers(content));
    // The verb has to be free of a subject of its own: "The band sang, danced, said a word".
    (quoted || is_clause(parsed, content)).then(|| Attribution {
        source: Some(
            parsed.tokens[subject.start]
                .span
                .join(parsed.tokens[subject.end - 1].span),
        ),
        cue: Some(parsed.tokens[cue].span),
        content: vec![content],
        confidence: 0.6,
        outer: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn completed(text: &str) -> Vec<(String, String)> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let mut attributions = Vec::new();
        complete(&parsed, &mut attributions);
        let words = |span: &Span| span.of(text).to_owned();
        attributions
            .iter()
            .map(|found| {
                (
                    found.source.as_ref().map(words).unwrap_or_default(),
                    words(&found.content[0]),
                )
            })
            .collect()
    }

    #[test]
    fn the_subject_after_the_verb_is_the_source_of_the_clause_before() {
        let found = completed(
            "At the fair, a new engine for the boats was shown, reports the local paper “Morning Sample”.",
        );
        assert_eq!(
            found,
            [(
                "the local paper “Morning Sample”".to_owned(),
                "At the fair, a new engine for the boats was shown".to_owned()
            )]
        );
    }

    #[test]
    fn a_verb_that_goes_on_with_its_own_subject_is_no_inversion() {
        assert!(
            completed("The minister met the drivers, said that he was sorry and left.").is_empty()
        );
    }

    #[test]
    fn a_comma_behind_a_short_quotation_parts_it_from_its_speaker() {
        assert_eq!(
            completed("“It is over”, says shopper Ida Falk, 62."),
            [("shopper Ida Falk, 62".to_owned(), "“It is over”".to_owned())]
        );
    }
}
