//! Whom the pronoun of a speech tag means: in “…,” he said, whoever spoke before in the same paragraph.

use super::draft::{Draft, What};
use super::entity::Entities;
use super::lexicon::{Gender, LEXICON, Pronoun};
use super::pronoun::fits;
use super::subject::speaks;
use crate::language::{Parsed, Tag, TokenKind};
use std::collections::VecDeque;

/// How many tokens may stand between a verb of saying and the quotation: "told the paper:".
const REACH: usize = 5;

/// Whom the pronoun `number` means, if it says a quotation and somebody of its paragraph can have said it.
///
/// Whoever was the subject of a verb of saying goes on speaking; else it is the subject of the sentence before.
pub fn speaker(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    recent: &VecDeque<usize>,
    number: usize,
    entities: &mut Entities,
) -> Option<usize> {
    let draft = &drafts[number];
    let What::Pronoun(pronoun @ Pronoun::He(gender), false) = draft.what else {
        return None;
    };
    if !is_tag(parsed, draft) {
        return None;
    }
    let block = parsed.sentences[draft.sentence].block;
    let before: Vec<usize> = recent
        .iter()
        .copied()
        .rev()
        .take_while(|other| parsed.sentences[drafts[*other].sentence].block == block)
        .filter(|other| parsed.quotation_at(drafts[*other].span.start).is_none())
        .filter(|other| !drafts[*other].nested && !drafts[*other].span.meets(draft.span))
        .filter(|other| !matches!(drafts[*other].what, What::Pronoun(_, true)))
        .filter(|other| {
            let known = drafts[*other].pronoun().is_none() || entities.profile(*other).size > 1;
            known && fits(pronoun, gender, drafts, *other, entities)
        })
        .collect();
    let last = drafts[*before.first()?].sentence;
    // Who stands in the tag's own sentence is weighed as elsewhere.
    if last == draft.sentence {
        return None;
    }
    // The mentions come the latest first: the first of a sentence is its last.
    let of = |sentence: usize| {
        let all = before.iter().copied();
        all.filter(move |other| drafts[*other].sentence == sentence)
    };
    let subject = of(last).rfind(|other| drafts[*other].subject);
    if let Some(subject) = subject
        && gender != Gender::Open
        && entities.profile(subject).gender == gender
    {
        return Some(subject);
    }
    let mut spoke = before
        .iter()
        .copied()
        .filter(|other| speaks(parsed, &drafts[*other]));
    let latest = spoke.clone().map(|other| drafts[other].sentence).next();
    let speaker = latest.and_then(|latest| spoke.rfind(|other| drafts[*other].sentence == latest));
    speaker.or(subject)
}

/// Whether it is the subject of a verb of saying beside a quotation: “…,” he said; said she: “…”.
fn is_tag(parsed: &Parsed<'_>, draft: &Draft) -> bool {
    if parsed.quotation_at(draft.span.start).is_some() {
        return false;
    }
    let sentence = &parsed.sentences[draft.sentence].tokens;
    let is_said = |at: usize| {
        sentence.contains(&at)
            && parsed.tokens[at].tag == Tag::Verb
            && LEXICON.is("say", parsed.lower(at))
    };
    let (first, last) = (draft.tokens.start, draft.tokens.end);
    let adverb = parsed
        .tokens
        .get(last)
        .is_some_and(|token| token.tag == Tag::Adv);
    let after = [last, last + 1]
        .into_iter()
        .take(1 + usize::from(adverb))
        .find(|at| is_said(*at));
    let (from, to) = match (after, first.checked_sub(1)) {
        (Some(verb), _) => (first, verb),
        (None, Some(verb)) if is_said(verb) => (verb, first),
        _ => return false,
    };
    let is_quote = |at: usize| {
        parsed
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Quote)
    };
    let is_mark = |at: usize| matches!(parsed.lower(at), "," | ".");
    let ends =
        from > 0 && (is_quote(from - 1) || from > 1 && is_mark(from - 1) && is_quote(from - 2));
    let begins = (to + 1..(to + 1 + REACH).min(parsed.tokens.len()))
        .find(|at| is_quote(*at))
        .is_some_and(|at| at == to + 1 || matches!(parsed.lower(at - 1), ":" | ","));
    ends || begins
}
