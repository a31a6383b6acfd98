//! "The ferry has often been called too slow": who says so is not told, and what the verb's subject names is spoken of.
//!
//! The chains take that subject for the speaker, as it is for every other verb.

use super::attribution::Attribution;
use super::lexicon::words;
use crate::language::Parsed;
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static PARTICIPLES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("passive.txt")));

/// Forms of "be"; not "'s", which is as often one of "have".
const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "'re"];

/// Gives the subject of every passive cue back to its content.
pub fn pass_on(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    for attribution in attributions {
        let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else {
            continue;
        };
        let first = attribution.content.first().copied().unwrap_or_default();
        if source.end <= cue.start && source.end <= first.start && is_passive(parsed, cue) {
            attribution.source = None;
            attribution.content.insert(0, source);
        }
    }
}

/// Whether `cue` is a form of "be" and a participle, without the "by" that names a speaker.
fn is_passive(parsed: &Parsed<'_>, cue: Span) -> bool {
    let tokens = parsed.tokens_in(cue);
    let Some(participle) = tokens
        .clone()
        .find(|at| PARTICIPLES.contains(parsed.lower(*at)))
    else {
        return false;
    };
    let be = (tokens.start..participle).any(|at| BE.contains(&parsed.lower(at)));
    // The chains may leave a "by" out of the cue.
    let by = (participle + 1..=tokens.end).any(|at| {
        parsed
            .tokens
            .get(at)
            .is_some_and(|_| parsed.lower(at) == "by")
    });
    be && !by
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn passed(text: &str, source: &str, cue: &str) -> Option<String> {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let place = |words: &str| {
            let start = text.find(words)?;
            Some(Span::new(start, start + words.len()))
        };
        let rest = place(cue).map(|cue| Span::new(cue.end + 1, text.len() - 1));
        let mut attributions = [Attribution {
            source: place(source),
            cue: place(cue),
            content: rest.into_iter().collect(),
            confidence: 0.8,
            outer: None,
        }];
        pass_on(&parsed, &mut attributions);
        let [said] = attributions;
        let words: Vec<&str> = said.content.iter().map(|span| span.of(text)).collect();
        said.source.is_none().then(|| words.join(" … "))
    }

    #[test]
    fn whom_a_passive_verb_is_about_belongs_to_the_content() {
        for (text, subject, cue, content) in [
            (
                "The old ferry has often been called too slow.",
                "The old ferry",
                "has often been called",
                "The old ferry … too slow",
            ),
            (
                "Two masons were accused of hiding the rot.",
                "Two masons",
                "were accused of",
                "Two masons … hiding the rot",
            ),
        ] {
            assert_eq!(passed(text, subject, cue).as_deref(), Some(content));
        }
    }

    #[test]
    fn a_verb_with_by_or_of_feeling_or_with_have_keeps_its_source() {
        for (text, source, cue) in [
            (
                "The mill was called by Ida Falk a ruin.",
                "The mill",
                "was called",
            ),
            (
                "The owners were worried that it may fall.",
                "The owners",
                "were worried",
            ),
            ("He's said that it may fall.", "He", "'s said"),
        ] {
            assert_eq!(passed(text, source, cue), None, "{text}");
        }
    }
}
