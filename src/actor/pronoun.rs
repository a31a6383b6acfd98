//! Whom a pronoun means: the most salient actor that agrees, by recency, subject and name.

use super::ActorKind;
use super::draft::{Draft, What};
use super::entity::Entities;
use super::lexicon::{Gender, LEXICON, Pronoun};
use super::place::Places;
use super::speech_tag;
use crate::article::BlockKind;
use crate::language::{Parsed, Tag};
use std::collections::VecDeque;

/// How many sentences back an antecedent may stand.
const REACH: usize = 5;
/// How many recent mentions are looked at.
const RECENT_MAX: usize = 48;

/// How much each further mention of an antecedent counts.
const AGAIN: f32 = 0.15;
/// What speaks for an antecedent of the same paragraph.
const SAME_PARAGRAPH: f32 = 0.35;

/// Joins the pronouns of one article with whom they mean.
pub fn join(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    range: std::ops::Range<usize>,
    places: &Places,
    entities: &mut Entities,
) {
    let speakers = speakers(parsed, drafts, range.clone(), places);
    let mut recent: VecDeque<usize> = VecDeque::with_capacity(RECENT_MAX + 1);
    for number in range.clone() {
        if let What::Pronoun(pronoun, possessive) = drafts[number].what {
            let found = match pronoun {
                Pronoun::Who => who(parsed, drafts, number, places),
                Pronoun::I => parsed
                    .quotation_at(drafts[number].span.start)
                    .and_then(|quotation| speakers[quotation]),
                _ => speech_tag::speaker(parsed, drafts, &recent, number, entities)
                    .or_else(|| {
                        antecedent(
                            parsed, drafts, number, pronoun, possessive, &recent, &speakers,
                            entities,
                        )
                    })
                    .or_else(|| later(parsed, drafts, number, pronoun, places, entities)),
            };
            let Some(found) = found else { continue };
            let person = !matches!(pronoun, Pronoun::It | Pronoun::They | Pronoun::Who);
            if person && !matches!(entities.profile(found).kind, None | Some(ActorKind::Person)) {
                continue;
            }
            entities.join(found, number);
            if person {
                let profile = entities.profile(found);
                profile.gender = profile.gender.or(drafts[number].gender);
                profile.kind = profile.kind.or(Some(ActorKind::Person));
            }
        }
        recent.push_back(number);
        if recent.len() > RECENT_MAX {
            recent.pop_front();
        }
    }
}

/// The mention right before "who".
fn who(parsed: &Parsed<'_>, drafts: &[Draft], number: usize, places: &Places) -> Option<usize> {
    let mut at = drafts[number].tokens.start;
    let start = parsed.sentences[drafts[number].sentence].tokens.start;
    // "X, 33, who"
    if at >= start + 3
        && parsed.lower(at - 3) == ","
        && parsed.lower(at - 1) == ","
        && parsed.lower(at - 2).parse::<u8>().is_ok()
    {
        at -= 2;
    }
    let comma = at > 0 && parsed.lower(at - 1) == ",";
    places
        .any_to(at - usize::from(comma))
        .or_else(|| {
            (start..at).rev().find_map(|at| {
                places
                    .role_to(at + 1)
                    .or_else(|| places.name_to(at + 1))
                    .filter(|found| drafts[*found].kind == Some(ActorKind::Person))
            })
        })
        .filter(|found| {
            drafts[*found].sentence == drafts[number].sentence && drafts[*found].state().is_none()
        })
}

/// Whether an actor so described can be meant by the pronoun.
pub(super) fn fits(
    pronoun: Pronoun,
    gender: Gender,
    drafts: &[Draft],
    candidate: usize,
    entities: &mut Entities,
) -> bool {
    let draft = &drafts[candidate];
    let profile = entities.profile(candidate);
    let (kind, plural) = (profile.kind, profile.plural.unwrap_or(draft.plural));
    match pronoun {
        Pronoun::He(_) => {
            matches!(kind, Some(ActorKind::Person) | None)
                && !plural
                && profile.gender.agrees(gender)
                && (kind.is_some() || draft.is_name())
        }
        Pronoun::It => {
            (matches!(kind, Some(ActorKind::Organisation | ActorKind::State))
                || kind.is_none() && draft.is_name() && draft.subject)
                && !plural
        }
        Pronoun::They => {
            plural
                || matches!(kind, Some(ActorKind::Group))
                || draft.plural
                || matches!(kind, Some(ActorKind::Organisation))
        }
        _ => false,
    }
}

#[allow(clippy::too_many_arguments)]
fn antecedent(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    number: usize,
    pronoun: Pronoun,
    possessive: bool,
    recent: &VecDeque<usize>,
    speakers: &[Option<usize>],
    entities: &mut Entities,
) -> Option<usize> {
    let draft = &drafts[number];
    let quoted = parsed.quotation_at(draft.span.start);
    let speaker = quoted.and_then(|quotation| speakers[quotation]);
    if pronoun == Pronoun::It && !acts(parsed, draft, possessive) {
        return None;
    }
    let reach = match pronoun {
        Pronoun::It => 1,
        Pronoun::They => 2,
        _ => REACH,
    };
    let mut best: Option<(f32, usize)> = None;
    // By actor: what speaks for its best mention, and for the others.
    let mut seen: Vec<(usize, f32, f32)> = Vec::new();
    for &candidate in recent.iter().rev() {
        let other = &drafts[candidate];
        let back = draft.sentence - other.sentence;
        if back > reach {
            break;
        }
        if other.tokens.end > draft.tokens.start && other.tokens.start <= draft.tokens.start {
            continue;
        }
        if other.nested && pronoun != Pronoun::It {
            continue;
        }
        // Who wrote the article is not spoken of in it.
        let block = parsed.sentences[other.sentence].block;
        if parsed.article.blocks[block].kind == BlockKind::Byline {
            continue;
        }
        let pronominal = other.pronoun().is_some();
        if pronominal && entities.profile(candidate).size < 2 {
            continue;
        }
        if matches!(other.pronoun(), Some(Pronoun::I))
            || !fits(pronoun, draft.gender, drafts, candidate, entities)
        {
            continue;
        }
        // In a quotation its speaker is "I".
        if let Some(speaker) = speaker
            && matches!(pronoun, Pronoun::He(_))
            && entities.same(speaker, candidate)
        {
            continue;
        }
        // The same clause: "X told him", not X.
        let near = back == 0
            && !possessive
            && !draft.subject
            && other.subject
            && draft.head - other.head < 4;
        let mut score = 1.0 / (1.0 + back as f32);
        score += match (other.subject, other.state().is_some()) {
            (true, _) => 0.45,
            (false, true) => -0.1,
            _ => 0.0,
        };
        if other.is_name() || pronominal {
            score += 0.2;
        }
        if quoted.is_some() != parsed.quotation_at(other.span.start).is_some() {
            score -= 0.25;
        }
        if draft.gender != Gender::Open && entities.profile(candidate).gender == draft.gender {
            score += 0.35;
        }
        if near {
            score -= 0.6;
        }
        if parsed.sentences[draft.sentence].block == block {
            score += SAME_PARAGRAPH;
        }
        // "X said he …", "X … himself": the subject of the same sentence.
        let reflexive = parsed.lower(draft.head).ends_with("self");
        if back == 0
            && other.subject
            && (reflexive
                || draft.subject
                    && draft.tokens.start - other.tokens.end.min(draft.tokens.start) < 4)
        {
            score += 0.6;
        }
        let root = entities.root(candidate);
        let at = seen.iter().position(|(known, ..)| *known == root);
        let at = at.unwrap_or_else(|| {
            seen.push((root, score, 0.0));
            seen.len() - 1
        });
        let (_, most, rest) = &mut seen[at];
        if score > *most {
            *rest += AGAIN * most.max(0.0);
            *most = score;
        } else if score < *most {
            *rest += AGAIN * score.max(0.0);
        }
        let sum = *most + *rest;
        if best.is_none_or(|(top, _)| top < sum) {
            best = Some((sum, candidate));
        }
    }
    best.filter(|(score, _)| *score > 0.1)
        .map(|(_, candidate)| candidate)
}

/// Whether "it" stands for somebody who acts: its possessive, or the subject of a verb of saying or doing.
fn acts(parsed: &Parsed<'_>, draft: &Draft, possessive: bool) -> bool {
    if possessive {
        return true;
    }
    let next = draft.tokens.end;
    let lower = |at: usize| {
        if at < parsed.tokens.len() {
            parsed.lower(at)
        } else {
            ""
        }
    };
    let tag = |at: usize| parsed.tokens.get(at).map(|token| token.tag);
    tag(next) == Some(Tag::Verb)
        && !matches!(
            lower(next),
            "seems"
                | "seemed"
                | "appears"
                | "appeared"
                | "takes"
                | "took"
                | "comes"
                | "came"
                | "makes"
                | "made"
                | "means"
                | "meant"
                | "happened"
                | "happens"
        )
        || matches!(lower(next), "has" | "had" | "will" | "would")
            && tag(next + 1) == Some(Tag::Verb)
}

/// "In his speech, X said": the subject that follows in the same sentence, where nobody came before.
fn later(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    number: usize,
    pronoun: Pronoun,
    places: &Places,
    entities: &mut Entities,
) -> Option<usize> {
    let draft = &drafts[number];
    let end = parsed.sentences[draft.sentence].tokens.end;
    (draft.tokens.end..end).find_map(|at| {
        places
            .name_from(at)
            .filter(|found| drafts[*found].is_name() && drafts[*found].subject)
            .filter(|found| fits(pronoun, draft.gender, drafts, *found, entities))
    })
}

/// For each quotation the mention that a verb of saying beside it has as its subject.
fn speakers(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    range: std::ops::Range<usize>,
    places: &Places,
) -> Vec<Option<usize>> {
    let _ = range;
    let mut speakers: Vec<Option<usize>> = Vec::with_capacity(parsed.quotations.len());
    for quotation in &parsed.quotations {
        let tokens = parsed.tokens_in(quotation.span);
        if tokens.is_empty() {
            speakers.push(None);
            continue;
        }
        let after = || {
            let sentence = &parsed.sentences[parsed.tokens[tokens.end - 1].sentence].tokens;
            let end = sentence
                .end
                .max((tokens.end + 1).min(parsed.tokens.len()))
                .min(tokens.end + 12);
            beside_verb(parsed, drafts, places, tokens.end, end)
        };
        let before = || {
            let sentence = &parsed.sentences[parsed.tokens[tokens.start].sentence].tokens;
            beside_verb(
                parsed,
                drafts,
                places,
                sentence.start.max(tokens.start.saturating_sub(16)),
                tokens.start,
            )
        };
        let carried = || {
            let block = parsed.block_of(tokens.start);
            let previous = speakers.len().checked_sub(1)?;
            let its = parsed.token_from(parsed.quotations[previous].span.start);
            (its < parsed.tokens.len() && parsed.block_of(its) == block)
                .then(|| speakers[previous])
                .flatten()
        };
        let found = after().or_else(before).or_else(carried);
        speakers.push(found);
    }
    speakers
}

/// The subject of the first verb of saying in `[start, end)`: before it, or right after it.
fn beside_verb(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    places: &Places,
    start: usize,
    end: usize,
) -> Option<usize> {
    let verb = (start..end)
        .find(|at| parsed.tokens[*at].tag == Tag::Verb && LEXICON.is("say", parsed.lower(*at)))?;
    let before = (start..verb)
        .rev()
        .find_map(|at| places.any_to(at + 1))
        .filter(|found| drafts[*found].tokens.end + 8 > verb);
    before.or_else(|| {
        // "… told the paper" has said it to the paper.
        if LEXICON.is("speech-to", parsed.lower(verb)) {
            return None;
        }
        (verb + 1..(verb + 4).min(parsed.tokens.len())).find_map(|at| {
            places
                .role_from(at)
                .or_else(|| places.name_from(at))
                .or_else(|| places.pronoun(at))
        })
    })
}
