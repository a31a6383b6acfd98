//! What stands around a name and speaks for its kind: "in X", "X said", "X, a doctor".

use super::draft::Votes;
use super::lexicon::LEXICON;
use crate::language::Parsed;

/// Adds to `votes` what the tokens around the name `[start, end)` say.
pub fn vote(parsed: &Parsed<'_>, start: usize, end: usize, votes: &mut Votes) {
    let sentence = &parsed.sentences[parsed.tokens[start].sentence].tokens;
    let before = (start > sentence.start).then(|| parsed.lower(start - 1));
    let after = |count: usize| {
        if end + count < sentence.end {
            parsed.lower(end + count)
        } else {
            ""
        }
    };
    if let Some(before) = before {
        if LEXICON.is("locative", before) {
            votes.place += if matches!(before, "in" | "near") {
                2
            } else {
                i32::from(!LEXICON.is("seldom-locative", before))
            };
        }
        if before == "the" {
            votes.organisation += 1;
            votes.person -= 1;
        }
        if LEXICON
            .noun(before)
            .is_some_and(|(noun, _, plural)| noun.person && !plural)
        {
            votes.person += 2;
        }
        if LEXICON.is("say", before) {
            votes.person += 1;
        }
    }
    if LEXICON.is("say", after(0)) {
        votes.person += 1;
    }
    if after(0) == "," {
        let next = after(1);
        if next == "who"
            || next.parse::<u8>().is_ok_and(|age| age > 9) && matches!(after(2), "," | ".")
        {
            votes.person += 3;
        } else if let Some((noun, _, _)) = LEXICON.noun(next).or_else(|| LEXICON.noun(after(2)))
            && matches!(next, "a" | "an" | "the")
        {
            if noun.person {
                votes.person += 2;
            } else if noun.organisation {
                votes.organisation += 2;
            }
        }
    }
}
