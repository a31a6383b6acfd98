//! What stands around a name and speaks for its kind: "in X", "X said", "X, a doctor".

use super::draft::Votes;
use super::lexicon::{LEXICON, Noun};
use crate::language::{Parsed, Tag, TokenKind};

/// Adds to `votes` what the tokens around the name `[start, end)` say.
pub fn vote(parsed: &Parsed<'_>, start: usize, end: usize, votes: &mut Votes) {
    let sentence = &parsed.sentences[parsed.tokens[start].sentence].tokens;
    // A firm says as often as a man of whom the surname alone is given.
    let full = end - start > 1;
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
        // In "the Ott campaign" the article belongs to the campaign, and Ott may be anybody.
        let modifies = end < sentence.end
            && parsed.tokens[end].tag == Tag::Noun
            && parsed.tokens[end].kind == TokenKind::Word;
        if before == "the" && !modifies {
            votes.organisation += 1;
            votes.person -= 1;
        }
        // "the firm X", "the operator, X,"
        let described = if before == "," && start > sentence.start + 1 {
            parsed.lower(start - 2)
        } else {
            before
        };
        if let Some((noun, _, false)) = LEXICON.noun(described) {
            votes.person += 2 * i32::from(noun.person && (before != "," || !noun.organisation));
            votes.organisation += 2 * i32::from(noun.organisation && !noun.person);
        }
        // "he told the paper": a paper if nothing more is said of it.
        let ends = matches!(after(0), "." | "," | ":" | "on" | "");
        if before == "told" {
            votes.organisation += i32::from(ends);
        } else if LEXICON.is("say", before) && full {
            votes.person += 1;
        }
    }
    if LEXICON.is("say", after(0)) && full {
        votes.person += 1;
    }
    // "Karl Brenner of the dockers' union"
    if full
        && after(0) == "of"
        && !LEXICON.is("company", parsed.lower(end - 1))
        && !LEXICON.is("thing", parsed.lower(end - 1))
        && (2..6).any(|count| {
            LEXICON
                .noun(after(count))
                .is_some_and(|(noun, _, plural)| noun.organisation && !noun.person && !plural)
        })
        && (1..6).all(|count| after(count) != ",")
    {
        votes.person += 2;
    }
    if after(0) == "," {
        let next = after(1);
        if next == "which" {
            votes.organisation += 2;
            votes.person -= 2;
        } else if next == "who"
            || next.parse::<u8>().is_ok_and(|age| age > 9) && matches!(after(2), "," | ".")
        {
            votes.person += 3;
        } else if let Some((noun, _, _)) = described(&after)
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

/// The noun by which an apposition describes the name before it: "X, a doctor", "X, the firm's chief executive".
fn described<'w>(after: &impl Fn(usize) -> &'w str) -> Option<(Noun, &'w str, bool)> {
    if after(3) == "'s" {
        return (4..7).find_map(|count| LEXICON.noun(after(count)));
    }
    LEXICON.noun(after(1)).or_else(|| LEXICON.noun(after(2)))
}
