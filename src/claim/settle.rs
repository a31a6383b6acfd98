//! What the attributions become where they run into one another or into the make-up of their sentence.
//!
//! The corpus that the attributions are learnt from annotates the outermost one only; a reader wants each content without
//! the source and cue of the next ("…, according to the ministry"), and a clause after a colon as a statement of its own.

use super::attribution::Attribution;
use super::clause::{is_clause, parting_colon};
use super::cues::Cues;
use super::hearsay;
use crate::language::{Parsed, Tag};
use crate::span::Span;
use std::sync::LazyLock;

/// What those ask who tell without their names.
static ANONYMITY: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("anonymity.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Settles the attributions of an article. What lies beyond a colon and is still its source's becomes one without a cue.
pub fn settle(parsed: &Parsed<'_>, attributions: &mut Vec<Attribution>) {
    attributions.retain(|attribution| !is_anonymity(parsed, attribution));
    finish_clauses(parsed, attributions);
    finish_infinitives(parsed, attributions);
    leave_sentences(parsed, attributions);
    leave_tails(parsed, attributions);
    for at in 0..attributions.len() {
        cut_at_semicolon(parsed, &mut attributions[at]);
        pass_on_hearsay(parsed, &mut attributions[at]);
        if let Some(rest) = cut_at_colon(parsed, &mut attributions[at]) {
            attributions.push(rest);
        }
    }
}

/// Whether somebody only asks to stay without a name, which is no statement on the matter.
fn is_anonymity(parsed: &Parsed<'_>, attribution: &Attribution) -> bool {
    let of = |span: &Span| span.of(parsed.text()).to_lowercase();
    let content = attribution.content.first().map(of).unwrap_or_default();
    ANONYMITY.iter().any(|phrase| content.starts_with(phrase))
}

/// Lets a content that begins with "that" go on to its verb and to the sentence's end. The chains stop at the first comma
/// of "that his captain, Anna Lind, will miss the final".
fn finish_clauses(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    let cues = Cues::new(attributions);
    for attribution in attributions {
        let Some(last) = attribution.content.last_mut() else {
            continue;
        };
        let tokens = parsed.tokens_in(*last);
        let verbal = |at: usize| matches!(parsed.tokens[at].tag, Tag::Verb | Tag::Aux);
        if tokens.is_empty()
            || parsed.lower(tokens.start) != "that"
            || tokens.clone().any(verbal)
            || parsed.quotation_at(last.start).is_some()
        {
            continue;
        }
        let sentence = &parsed.sentences[parsed.tokens[tokens.start].sentence].tokens;
        if (tokens.end..sentence.end).any(verbal) {
            go_on(parsed, &cues, last, sentence.end);
        }
    }
}

/// Lets a content go on to the last word before token `until`, unless somebody else's cue stands there.
fn go_on(parsed: &Parsed<'_>, cues: &Cues, content: &mut Span, until: usize) {
    let words = |at: &usize| parsed.tokens[*at].tag != Tag::Punct;
    let from = parsed.tokens_in(*content).end;
    let Some(end) = (from..until).rev().find(words) else {
        return;
    };
    let rest = Span::new(content.end, parsed.tokens[end].span.end);
    if cues.meeting(rest).is_none() {
        content.end = rest.end;
    }
}

/// Lets a content of a noun alone go on where an infinitive follows: "does not consider | the raid" "to be an attack".
fn finish_infinitives(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    let cues = Cues::new(attributions);
    for attribution in attributions {
        let (Some(cue), Some(last)) = (attribution.cue, attribution.content.last_mut()) else {
            continue;
        };
        let tokens = parsed.tokens_in(*last);
        let verbal = |at: usize| matches!(parsed.tokens[at].tag, Tag::Verb | Tag::Aux);
        let next = tokens.end;
        let goes_on = next + 1 < parsed.tokens.len()
            && parsed.lower(next) == "to"
            && verbal(next + 1)
            && parsed.tokens[next].sentence == parsed.tokens[tokens.start].sentence;
        if last.start < cue.end || tokens.clone().any(verbal) || !goes_on {
            continue;
        }
        let number = parsed.tokens[next].sentence;
        let clauses = super::clause::clauses(parsed, number);
        let clause = clauses
            .into_iter()
            .find(|clause| clause.holds(parsed.tokens[next].span.start));
        if let Some(clause) = clause {
            go_on(parsed, &cues, last, parsed.tokens_in(clause).end);
        }
    }
}

/// Keeps each content out of sentences in which somebody else speaks. In a text without paragraphs the chains let a
/// quotation run on into the next one's.
fn leave_sentences(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    // By sentence: whether a cue stands in it, outside quotations.
    let mut spoken = vec![false; parsed.sentences.len()];
    for cue in attributions
        .iter()
        .filter_map(|attribution| attribution.cue)
    {
        if parsed.quotation_at(cue.start).is_none()
            && let Some(spoken) = spoken.get_mut(parsed.sentence_at(cue.start))
        {
            *spoken = true;
        }
    }
    for attribution in attributions {
        let Some(cue) = attribution.cue else { continue };
        let own = parsed.sentence_at(cue.start);
        let mut kept: Vec<Span> = Vec::with_capacity(attribution.content.len());
        for span in &attribution.content {
            let sentences = parsed.sentences_in(*span);
            let others = sentences.filter(|at| *at != own && spoken[*at]);
            let (before, after): (Vec<usize>, Vec<usize>) = others.partition(|at| *at < own);
            let start = before
                .last()
                .map_or(span.start, |at| parsed.sentences[*at].span.end);
            let end = after
                .first()
                .map_or(span.end, |at| parsed.sentences[*at].span.start);
            if span.start.max(start) < span.end.min(end) {
                let part = Span::new(span.start.max(start), span.end.min(end));
                kept.push(part.trimmed(parsed.text()));
            }
        }
        kept.retain(|span| !span.is_empty());
        if !kept.is_empty() {
            attribution.content = kept;
        }
    }
}

/// Takes source and cue of other attributions off the ends of each content.
fn leave_tails(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    // By start: the frames that say who speaks, so that each content meets only those near it.
    let mut frames: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .filter_map(|(at, attribution)| {
            let (source, cue) = (attribution.source?, attribution.cue?);
            let frame = source.join(cue);
            // A source far from its cue frames nothing.
            (frame.len() < source.len() + cue.len() + 16).then_some((frame, at))
        })
        .collect();
    frames.sort_unstable_by_key(|(frame, _)| frame.start);
    for (at, attribution) in attributions.iter_mut().enumerate() {
        let Some(last) = attribution.content.last_mut() else {
            continue;
        };
        let near = frames.partition_point(|(frame, _)| frame.start <= last.start);
        let tail = frames[near..]
            .iter()
            .take_while(|(frame, _)| frame.start < last.end)
            .find(|(frame, other)| {
                *other != at
                    && frame.end <= last.end
                    && parsed.text()[frame.end..last.end]
                        .trim_matches(|c: char| !c.is_alphanumeric())
                        .is_empty()
            });
        if let Some((frame, _)) = tail {
            let kept = Span::new(last.start, frame.start);
            let words = kept
                .of(parsed.text())
                .trim_end_matches([' ', ',', ';', '-', '–', '—', '\u{a0}']);
            if words.contains(char::is_alphanumeric) {
                last.end = kept.start + words.len();
            }
        }
    }
}

/// "A second ship is said to have …": nobody is named, and the subject belongs to the content.
fn pass_on_hearsay(parsed: &Parsed<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let number = parsed.sentence_at(cue.start);
    let Some(clause) = parsed.sentences.get(number).and_then(|_| {
        super::clause::clauses(parsed, number)
            .into_iter()
            .find(|clause| clause.covers(cue))
    }) else {
        return;
    };
    let Some(passive) = hearsay::passive_at(parsed, cue)
        .filter(|_| attribution.source.is_some() || attribution.content[0].start != clause.start)
    else {
        return;
    };
    attribution.source = None;
    attribution.cue = Some(passive);
    attribution.content = vec![clause];
}

/// Ends a content at a semicolon after which a clause begins: what follows is the article's again.
fn cut_at_semicolon(parsed: &Parsed<'_>, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue else { return };
    let number = parsed.sentence_at(cue.start);
    let Some(sentence) = parsed.sentences.get(number) else {
        return;
    };
    for part in 0..attribution.content.len() {
        let span = attribution.content[part];
        let semicolon = parsed.tokens_in(span).find(|at| {
            let token = parsed.tokens[*at].span;
            let after = Span::new(token.end, sentence.span.end);
            parsed.lower(*at) == ";"
                && cue.start < token.start
                && token.start > span.start
                && sentence.span.covers(token)
                && parsed.quotation_at(token.start).is_none()
                && is_clause(parsed, after)
                && !matches!(parsed.lower(at + 1), "that" | "and" | "whether")
        });
        if let Some(semicolon) = semicolon {
            let end = parsed.tokens[semicolon - 1].span.end;
            attribution.content[part].end = end;
            let beyond = |part: &Span| part.start >= sentence.span.end;
            attribution
                .content
                .retain(|part| part.start < end || beyond(part));
            return;
        }
    }
}

/// Cuts a content that crosses a colon between two clauses; what is beyond is given back when it is still of the source.
fn cut_at_colon(parsed: &Parsed<'_>, attribution: &mut Attribution) -> Option<Attribution> {
    let cue = attribution.cue?;
    let number = parsed.sentence_at(cue.start);
    let sentence = parsed.sentences.get(number)?.span;
    let (part, colon) = attribution
        .content
        .iter()
        .enumerate()
        .find_map(|(part, span)| {
            let inside = Span::new(span.start.max(sentence.start), span.end.min(sentence.end));
            let colon = parsed
                .tokens_in(inside)
                .find_map(|at| parting_colon(parsed, number, at))?;
            (colon.start > span.start && colon.end < span.end).then_some((part, colon))
        })?;
    let span = attribution.content[part];
    let (before, after) = (
        Span::new(span.start, colon.start).trimmed(parsed.text()),
        Span::new(colon.end, span.end).trimmed(parsed.text()),
    );
    if before.is_empty() || after.is_empty() {
        return None;
    }
    if cue.start > colon.start {
        attribution.content[part] = after;
        attribution.content.drain(..part);
        return None;
    }
    attribution.content[part] = before;
    attribution.content.truncate(part + 1);
    let goes_on = after
        .of(parsed.text())
        .starts_with(|c: char| c.is_lowercase());
    goes_on.then(|| Attribution {
        content: vec![after],
        cue: None,
        ..attribution.clone()
    })
}
