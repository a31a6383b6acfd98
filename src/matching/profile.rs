//! What a claim is compared by: its terms, kinds, actors with their roles, figures and days.

use super::Role;
use super::terms::{Kind, Term, Terms};
use crate::actor::{ActorId, MentionIndex};
use crate::claim::figure::measures;
use crate::claim::{Claim, Source};
use crate::language::{Parsed, Tag, TokenKind};
use crate::span::Span;
use rustc_hash::FxHashSet;

/// The weight of words that stand in the claim's sentence and not in its content.
const CONTEXT: f32 = 0.4;

/// How many words may stand before the subject of a content.
const SUBJECT_REACH: usize = 6;

/// Everything that is compared of one claim. Lists are sorted and hold nothing twice.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Each term with its rarity times its weight.
    pub terms: Vec<(Term, f32)>,
    /// The kinds of its content words.
    pub kinds: Vec<Kind>,
    /// The actors, each in its first role.
    pub actors: Vec<(ActorId, Role)>,
    /// The terms that are verbs.
    pub verbs: Vec<Term>,
    /// The figures: value and the stem of the unit.
    pub figures: Vec<(f64, String)>,
    /// What is counted, measures apart: the stem of its name, and how rare that is; 0 for the most common.
    pub counted: Vec<(String, f32)>,
    /// The dates, as far as they are known.
    pub days: Vec<String>,
    /// The words of the content, each term once, in order of terms.
    pub words: Vec<Word>,
}

/// A word of a claim's content.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// Its term.
    pub term: Term,
    /// Its first token.
    pub token: usize,
    /// How much it tells: its rarity.
    pub weight: f32,
    /// The actor whose mention holds it.
    pub actor: Option<ActorId>,
    /// Whether it may name what happens: a verb, a common noun or an adjective outside the mentions of actors.
    pub is_event: bool,
    /// What it is there for.
    pub part: Part,
}

/// What a word of a claim is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// To tell what is claimed.
    Content,
    /// To say that it is said: the cue before a content with a verb of its own.
    Cue,
    /// To count or to date; figures and days are set against each other by themselves.
    Count,
}

/// Reads a claim.
pub fn read(
    parsed: &Parsed<'_>,
    claim: &Claim,
    mentions: &MentionIndex,
    terms: &mut Terms,
) -> Profile {
    let mut profile = Profile::default();
    let mut add = |at: usize, weight: f32, part: Part, profile: &mut Profile| {
        if !matches!(parsed.tokens[at].kind, TokenKind::Word | TokenKind::Number) {
            return;
        }
        let Some(term) = terms.of(parsed.lower(at)) else {
            return;
        };
        profile.terms.push((term, weight * terms.rarity(term)));
        if weight >= 1.0 {
            let name = is_name(parsed, at);
            if !name {
                profile.kinds.extend(terms.kinds(term));
            }
            let tag = parsed.tokens[at].tag;
            profile.words.push(Word {
                term,
                token: at,
                weight: terms.rarity(term),
                actor: None,
                is_event: !name && matches!(tag, Tag::Verb | Tag::Noun | Tag::Adj | Tag::X),
                part,
            });
            if parsed.tokens[at].tag == Tag::Verb {
                profile.verbs.push(term);
            }
        }
    };
    let mut inside = FxHashSet::default();
    let dates = claim.dates.iter().map(|date| date.span);
    let counts: Vec<Span> = dates
        .chain(claim.figures.iter().map(|of| of.span))
        .collect();
    let mut tells = false;
    for at in claim
        .content
        .iter()
        .flat_map(|span| parsed.tokens_in(*span))
    {
        let token = parsed.tokens[at];
        tells |= token.tag == Tag::Verb;
        let part = if counts.iter().any(|span| span.covers(token.span)) {
            Part::Count
        } else {
            Part::Content
        };
        inside.insert(at);
        add(at, 1.0, part, &mut profile);
    }
    // A cue that is more than saying ("threatened strikes") tells what happens too.
    let part = if tells { Part::Cue } else { Part::Content };
    for at in claim.cue.into_iter().flat_map(|cue| parsed.tokens_in(cue)) {
        if inside.insert(at) {
            add(at, 1.0, part, &mut profile);
        }
    }
    for sentence in &claim.sentences {
        for at in parsed.sentences[*sentence].tokens.clone() {
            if !inside.contains(&at) {
                add(at, CONTEXT, Part::Content, &mut profile);
            }
        }
    }
    // A term keeps the greatest of its weights.
    profile
        .terms
        .sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    profile.terms.dedup_by_key(|(term, _)| *term);
    profile.kinds.sort_unstable();
    profile.kinds.dedup();
    profile
        .words
        .sort_unstable_by_key(|word| (word.term, word.token));
    profile.words.dedup_by_key(|word| word.term);
    profile.verbs.sort_unstable();
    profile.verbs.dedup();
    for span in &claim.content {
        for (mention, actor, _) in mentions.starting_in(claim.article, *span) {
            for word in &mut profile.words {
                if mention.covers(parsed.tokens[word.token].span) {
                    word.actor = word.actor.or(Some(*actor));
                    word.is_event = false;
                }
            }
        }
    }
    profile.actors = roles(parsed, claim, mentions);
    for figure in &claim.figures {
        let stem = super::terms::stem(&figure.unit);
        if !stem.is_empty() && !measures(&figure.unit) {
            let term = terms.of(&figure.unit);
            let rarity = term.map_or(0.0, |term| terms.rarity(term));
            profile.counted.push((stem.clone(), rarity));
        }
        profile.figures.push((figure.value, stem));
    }
    profile.days = claim
        .dates
        .iter()
        .filter_map(|date| date.value.clone())
        .collect();
    profile.days.sort_unstable();
    profile.days.dedup();
    profile
}

/// The actors of a claim with what each does in it, sorted by actor.
fn roles(parsed: &Parsed<'_>, claim: &Claim, mentions: &MentionIndex) -> Vec<(ActorId, Role)> {
    let mut found = Vec::new();
    if let Source::Actor(actor, _) = claim.source {
        found.push((actor, Role::Speaker));
    }
    let subject = claim.content.first().and_then(|span| {
        let tokens = parsed.tokens_in(*span);
        let last = tokens.end.min(tokens.start + SUBJECT_REACH);
        let end = parsed.tokens.get(last.checked_sub(1)?)?.span.end;
        let reach = Span::new(span.start, end.max(span.start));
        mentions
            .starting_in(claim.article, reach)
            .first()
            .map(|(_, actor, _)| *actor)
    });
    for actor in &claim.about {
        let role = if subject == Some(*actor) {
            Role::Subject
        } else {
            Role::Mentioned
        };
        found.push((*actor, role));
    }
    found.extend(claim.via.iter().map(|actor| (*actor, Role::Mentioned)));
    found.sort_unstable();
    found.dedup_by_key(|(actor, _)| *actor);
    found
}

/// Whether a word's capital marks a name: not at the start of a sentence, not in a headline that capitalises every word.
fn is_name(parsed: &Parsed<'_>, at: usize) -> bool {
    let token = parsed.tokens[at];
    let sentence = &parsed.sentences[token.sentence];
    if token.kind != TokenKind::Word
        || at == sentence.tokens.start
        || !parsed.word(at).starts_with(char::is_uppercase)
        || parsed.tokens[at - 1].kind == TokenKind::Quote
    {
        return false;
    }
    let (mut long, mut capital) = (0, 0);
    for other in sentence.tokens.clone().take(40) {
        let word = parsed.word(other);
        if word.len() > 3 && parsed.tokens[other].kind == TokenKind::Word {
            long += 1;
            capital += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    capital * 10 < long * 7
}
