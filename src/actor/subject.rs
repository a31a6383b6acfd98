//! Which mentions are subjects: a verb follows, or a verb of saying stands before.

use super::draft::{Draft, What};
use super::lexicon::LEXICON;
use crate::language::{Parsed, Tag};

/// How far a verb may stand behind the mention, past adverbs and an apposition.
const REACH: usize = 14;

/// Marks the subjects among the mentions of one article.
pub fn mark(parsed: &Parsed<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        draft.subject = is_subject(parsed, draft);
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
            return !matches!(
                parsed.lower(before),
                "told" | "tell" | "tells" | "asked" | "urged" | "called"
            );
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
            _ if lower == "," => aside = !aside,
            _ if aside => {}
            _ => return false,
        }
        at += 1;
    }
    false
}
