//! Where the source and content of a cue are sought.
//!
//! The cue's sentence, and from there on either way the sentences of its paragraph as long as they hold quotations: what
//! is not quoted stands in the cue's own sentence.

use super::facts::{Fact, Facts};
use super::inflection;
use super::lexicon::Class;
use crate::language::{Parsed, Sentence, Tag};
use std::ops::Range;

/// How many tokens may be sought through to each side.
const LIMIT: usize = 400;

/// A cue with what the features of its window share.
#[derive(Debug, Clone)]
pub struct Site {
    /// The tokens of the cue.
    pub cue: Range<usize>,
    /// The tokens among which its source and content are sought.
    pub window: Range<usize>,
    pub(super) sentence: usize,
    pub(super) sentence_range: Range<usize>,
    pub(super) headline: u32,
    pub(super) stem: u32,
    pub(super) meaning: u32,
    pub(super) tag: u32,
    pub(super) form: u32,
    pub(super) last: u32,
    pub(super) begins: u32,
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) right_word: u32,
    pub(super) own: u32,
    pub(super) before: u32,
    pub(super) after: u32,
}

impl Site {
    /// The site of the cue at tokens `cue`.
    pub fn new(parsed: &Parsed<'_>, facts: &Facts, cue: Range<usize>) -> Self {
        let sentence = parsed.tokens[cue.start].sentence;
        let block = parsed.sentences[sentence].block;
        let range = parsed.sentences[sentence].tokens.clone();
        let mut window = range.clone();
        let floor = cue.start.saturating_sub(LIMIT);
        let ceiling = facts.tokens.len().min(cue.end + LIMIT);
        let quotation = |at: usize| facts.tokens[at].quotation;
        let goes_on = |other: &&Sentence| {
            other.block == block
                && facts.tokens[other.tokens.clone()]
                    .iter()
                    .any(|fact| fact.quoted > 0)
        };
        for other in parsed.sentences[..sentence]
            .iter()
            .rev()
            .take_while(goes_on)
        {
            window.start = other.tokens.start;
            if window.start <= floor {
                break;
            }
        }
        for other in parsed.sentences[sentence + 1..].iter().take_while(goes_on) {
            window.end = other.tokens.end;
            if window.end >= ceiling {
                break;
            }
        }
        announced(parsed, facts, sentence, &mut window);
        window.start = window.start.max(floor);
        window.end = window.end.min(ceiling);
        let left = facts.near(&range, cue.start, -1);
        let right = facts.near(&range, cue.end - 1, 1);
        let own = quotation(cue.start);
        let nearest = |found: Option<usize>| found.map_or(0, quotation);
        let other = |at: &usize| quotation(*at) != 0 && quotation(*at) != own;
        let before = nearest((window.start..cue.start).rev().find(other));
        let after = nearest((cue.end..window.end).find(other));
        Self {
            sentence,
            headline: u32::from(facts.headline[sentence]),
            stem: facts.tokens[cue.start].stem,
            meaning: u32::from(facts.tokens[cue.start].meaning),
            tag: u32::from(facts.tokens[cue.start].tag),
            form: form(facts, cue.clone()),
            last: facts.tokens[cue.end - 1].stem,
            begins: u32::from(facts.tokens[cue.start].begins),
            left: u32::from(left.class),
            right: u32::from(right.class),
            right_word: right.word,
            own,
            before,
            after,
            sentence_range: range,
            cue,
            window,
        }
    }

    /// How far token `at` is from the cue, the stretch between them, and whether it stands after the cue.
    pub(super) const fn stretch(&self, at: usize) -> (usize, usize, usize, bool) {
        if at >= self.cue.end {
            (at - self.cue.end, self.cue.end, at, true)
        } else {
            // The cue's own tokens count as if they stood before it.
            let at = if at < self.cue.start {
                at
            } else {
                self.cue.start.saturating_sub(1)
            };
            (
                self.cue.start.saturating_sub(1 + at),
                at + 1,
                self.cue.start,
                false,
            )
        }
    }

    /// How token `at` of quotation `number` stands to the quotations around the cue.
    pub(super) fn quote(&self, fact: &Fact) -> u32 {
        let which = match fact.quotation {
            0 => return 0,
            own if own == self.own => 1,
            before if before == self.before => 2,
            after if after == self.after => 3,
            _ => 4,
        };
        which * 4 + u32::from(fact.quoted)
    }
}

/// Lets `window` take in the quotation that the colon at the end of the cue's paragraph announces.
fn announced(parsed: &Parsed<'_>, facts: &Facts, sentence: usize, window: &mut Range<usize>) {
    let block = parsed.sentences[sentence].block;
    let end = parsed.sentences[sentence].tokens.end;
    if facts.tokens[end - 1].class != Class::Colon as u8
        || facts.tokens.get(end).is_none_or(|next| next.quoted != 2)
    {
        return;
    }
    let of_next = |other: &&Sentence| other.block == block || other.block == parsed.block_of(end);
    let last = parsed.sentences[sentence..]
        .iter()
        .take_while(of_next)
        .last();
    window.end = window.end.max(last.map_or(end, |last| last.tokens.end));
}

/// The form of the last verb of a cue.
fn form(facts: &Facts, cue: Range<usize>) -> u32 {
    let mut forms = facts.tokens[cue].iter().rev().map(form_of);
    forms.find(|form| *form > 0).unwrap_or(0)
}

/// The form of a verb: 1 in "-s", 2 past, 3 in "-ing", 4 plain; 0 for what is none.
pub(super) fn form_of(fact: &Fact) -> u32 {
    const ES: u8 = Class::Es as u8;
    const ED: u8 = Class::Ed as u8;
    const PAST: u8 = Class::Past as u8;
    const ING: u8 = Class::Ing as u8;
    if fact.tag != Tag::Verb as u8 {
        return 0;
    }
    if fact.meaning > 0 {
        return match fact.meaning % (inflection::ING + 1) {
            inflection::PLAIN => 4,
            form => u32::from(form),
        };
    }
    match fact.class {
        ES => 1,
        ED | PAST => 2,
        ING => 3,
        _ => 4,
    }
}
