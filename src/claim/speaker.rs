//! Where the words that name a source begin and end, and on which side of its cue it stands.
//!
//! The chains that find sources take in what stands beside them: "the firm last night | admitted", "Outside court, his lawyer, |
//! said". And whoever is told something is no source: "…, the mayor told the Herald".

use super::attribution::Attribution;
use super::date::dates;
use super::lexicon::words;
use crate::language::{Parsed, Tag, TokenKind};
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Prepositions with which a sentence begins by telling where.
static PLACING: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("placing.txt")));

static ADVERBS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("adverbs.txt")));

/// The most parts between commas that name whoever tells: "the mayor, Ann Example, told …".
const PARTS_MAX: usize = 2;

/// The most words of a source behind which a time or an adverb belongs to the cue.
const SHORT: usize = 5;

/// Mends the sources of `attributions`.
pub fn mend(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    for attribution in attributions {
        turn_round(parsed, attribution);
        if let Some(source) = attribution.source {
            attribution.source = Some(without_time(parsed, without_place(parsed, source)));
        }
    }
}

/// Where the source stands behind "told", it is who was told: the source is what stands before.
fn turn_round(parsed: &Parsed<'_>, attribution: &mut Attribution) -> Option<()> {
    let (source, cue) = (attribution.source?, attribution.cue?);
    let tells = |at: usize| matches!(parsed.lower(at), "told" | "tells" | "tell");
    if source.start < cue.end || !parsed.tokens_in(cue).any(tells) {
        return None;
    }
    let content = attribution.content.last_mut()?;
    let between = Span::new(content.end.min(cue.start), cue.start);
    let is_joined = !between.of(parsed.text()).contains(char::is_alphanumeric);
    if !is_joined || parsed.quotation_at(content.end.saturating_sub(1)).is_some() {
        return None;
    }
    let tokens = parsed.tokens_in(*content);
    let verbal = |at: usize| matches!(parsed.tokens[at].tag, Tag::Verb | Tag::Aux);
    let commas = tokens.clone().rev().filter(|at| parsed.lower(*at) == ",");
    let last = tokens.end - 1;
    let comma = commas
        .filter(|at| *at < last)
        .take(PARTS_MAX)
        .take_while(|comma| !(comma + 1..tokens.end).any(verbal))
        .last()?;
    let named =
        (comma + 1..tokens.end).any(|at| matches!(parsed.tokens[at].tag, Tag::Noun | Tag::Propn));
    if !named || !(tokens.start..comma).any(verbal) {
        return None;
    }
    content.end = parsed.tokens[comma - 1].span.end;
    let first = (comma + 1..tokens.end).find(|at| parsed.tokens[*at].kind == TokenKind::Word)?;
    let first = parsed.tokens[first].span;
    attribution.source = Some(first.join(parsed.tokens[last].span).trimmed(parsed.text()));
    Some(())
}

/// `source` without the place that its sentence begins with: "Outside court, his lawyer" → "his lawyer".
fn without_place(parsed: &Parsed<'_>, source: Span) -> Span {
    let tokens = parsed.tokens_in(source);
    let Some(comma) = tokens.clone().find(|at| parsed.lower(*at) == ",") else {
        return source;
    };
    let first = parsed.lower(tokens.start);
    let begins = parsed.tokens[tokens.start].tag == Tag::Adp || PLACING.contains(first);
    let next = comma + 1;
    let goes_on = next < tokens.end
        && matches!(
            parsed.tokens[next].tag,
            Tag::Det | Tag::Propn | Tag::Noun | Tag::Pron
        )
        && !matches!(parsed.lower(next), "who" | "whose" | "which" | "that");
    if begins && goes_on {
        parsed.tokens[next]
            .span
            .join(parsed.tokens[tokens.end - 1].span)
    } else {
        source
    }
}

/// `source` without the time and the adverbs behind it: "the firm last night", "the firm also" → "the firm". What more than a
/// short name holds ("a Democrat who ran in 2008") dates something else.
fn without_time(parsed: &Parsed<'_>, source: Span) -> Span {
    let times = dates(parsed, &[source], None);
    let tokens = parsed.tokens_in(source);
    let mut end = tokens.end;
    while end > tokens.start + 1 {
        let last = parsed.tokens[end - 1];
        let time = times.iter().find(|time| time.span.end == last.span.end);
        // "USA Today" is a name.
        let is_name = parsed.word(end - 1) == "Today";
        end = match time {
            Some(time) if !is_name => parsed.token_from(time.span.start),
            // "Last night", which is no day of its own.
            None if parsed.lower(end - 1) == "night"
                && matches!(parsed.lower(end - 2), "last" | "this") =>
            {
                end - 2
            }
            None if ADVERBS.contains(parsed.word(end - 1)) => end - 1,
            None if matches!(last.tag, Tag::Adp | Tag::Det) && end < tokens.end => end - 1,
            _ => break,
        };
    }
    let kept = tokens.start..end;
    // What has a capital is a name, whatever the tagger takes it for.
    let is_other = |at: usize| match parsed.tokens[at].tag {
        Tag::Verb | Tag::Aux => parsed.word(at).starts_with(char::is_lowercase),
        tag => tag == Tag::Punct,
    };
    let is_short = kept.len() <= SHORT && !kept.clone().any(is_other);
    if kept.is_empty() || end == tokens.end || !is_short {
        return source;
    }
    Span::new(source.start, parsed.tokens[end - 1].span.end)
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::comparison::Comparison;

    /// Who says something in `text`, and what.
    fn said(text: &str) -> Vec<(String, String)> {
        let article = Article::new("made up", None, text.to_owned());
        let comparison = Comparison::new(vec![article]);
        let claims = comparison.claims.iter().filter(|claim| claim.cue.is_some());
        claims
            .map(|claim| {
                let source = claim.source.span().map_or("", |span| span.of(text));
                (source.to_owned(), claim.content[0].of(text).to_owned())
            })
            .collect()
    }

    #[test]
    fn a_time_behind_a_source_is_none_of_it() {
        for time in ["last night", "yesterday", "on Monday"] {
            let found = said(&format!("Ida Falk {time} admitted that she had left."));
            assert_eq!(found[0].0, "Ida Falk", "{time}");
        }
    }

    #[test]
    fn a_place_before_a_source_is_none_of_it() {
        let found = said("Outside court, his lawyer, Olaf Lind, said the case was over.");
        assert!(found[0].0.starts_with("his lawyer"), "{found:?}");
    }

    #[test]
    fn whoever_was_told_is_not_who_tells() {
        let found = said("Sixteen people have died, the mayor, Ida Falk, told the Brenn Herald.");
        assert!(found[0].0.starts_with("the mayor"), "{found:?}");
        assert_eq!(found[0].1, "Sixteen people have died");
    }
}
