//! Which mentions are subjects: a verb follows, or a verb of saying stands before.

use super::draft::{Draft, What};
use super::lexicon::LEXICON;
use crate::language::{Parsed, Tag};

/// How far a verb may stand behind the mention, past adverbs and an apposition.
const REACH: usize = 14;

/// Marks the subjects among the mentions of one article.
pub fn mark(parsed: &Parsed<'_>, drafts: &mut [Draft]) {
    let mut outer: Option<(usize, usize)> = None;
    for draft in drafts {
        draft.subject = is_subject(parsed, draft);
        draft.nested = outer.is_some_and(|(head, _)| {
            draft.tokens.end <= head && parsed.lower(draft.tokens.end) != "'s"
        }) && draft.pronoun().is_none();
        if draft.role().is_some() && outer.is_none_or(|(_, end)| end <= draft.tokens.start) {
            outer = Some((draft.head, draft.tokens.end));
        }
        if draft.nested {
            draft.subject = false;
        }
    }
}

fn is_subject(parsed: &Parsed<'_>, draft: &Draft) -> bool {
    if matches!(draft.what, What::Pronoun(_, true)) {
        return false;
    }
    let sentence = &parsed.sentences[draft.sentence].tokens;
    let end = sentence.end;
    let before = (draft.tokens.start > sentence.start).then(|| draft.tokens.start - 1);
    if let Some(before) = before {
        if LEXICON.is("say", parsed.lower(before)) && parsed.tokens[before].tag == Tag::Verb {
            // "… ,” said X": but not "told X".
            return !LEXICON.is("speech-to", parsed.lower(before));
        }
        if parsed.tokens[before].tag == Tag::Adp
            && !matches!(
                parsed.lower(before),
                "after" | "before" | "since" | "until" | "as" | "while"
            )
        {
            return false;
        }
    }
    let mut at = draft.tokens.end;
    let last = (at + REACH).min(end);
    let mut aside = false;
    while at < last {
        let lower = parsed.lower(at);
        match parsed.tokens[at].tag {
            Tag::Verb if !aside => return !lower.ends_with("ing"),
            Tag::Aux if !aside => {
                return lower != "'s"
                    || parsed
                        .tokens
                        .get(at + 1)
                        .is_some_and(|token| token.tag != Tag::Noun);
            }
            Tag::Adv if !aside => {}
            // "X last night admitted"
            _ if !aside && at + 1 < last && is_day(parsed, at) => at += 1,
            _ if lower == "," => aside = !aside,
            _ if aside => {}
            _ => return false,
        }
        at += 1;
    }
    false
}

/// Whether tokens `at` and the next are a time: "last night".
fn is_day(parsed: &Parsed<'_>, at: usize) -> bool {
    LEXICON.is("before-month", parsed.lower(at))
        && (LEXICON.is("day-part", parsed.lower(at + 1))
            || LEXICON.is("time", parsed.lower(at + 1)))
}

/// Whether a mention is of whoever says something: "said X", "X of the council said".
pub fn speaks(parsed: &Parsed<'_>, draft: &Draft) -> bool {
    let sentence = &parsed.sentences[draft.sentence].tokens;
    let mut aside = false;
    for at in draft.tokens.end..(draft.tokens.end + REACH).min(sentence.end) {
        match parsed.tokens[at].tag {
            _ if parsed.lower(at) == "," => aside = !aside,
            Tag::Verb if !aside => return LEXICON.is("say", parsed.lower(at)),
            Tag::Aux if !aside => return false,
            _ => {}
        }
    }
    draft.tokens.start > sentence.start && LEXICON.is("say", parsed.lower(draft.tokens.start - 1))
}
