//! How sure a source is of a content, and whether it affirms or denies it.
//!
//! The degrees are those of FactBank (Saurí and Pustejovsky 2009). What hedges or negates is looked for in the content's
//! main clause and in the cue; a clause that only accompanies it ("… that could come from the east", "even if …") does
//! not count. The weaker of both degrees holds, two negations cancel out.

use super::lexicon::Lexicon;
use super::{Certainty, Factuality, Mode, Polarity};
use crate::language::{Parsed, Tag, TokenKind};
use crate::span::Span;
use std::ops::Range;
use std::sync::LazyLock;

static HEDGES: LazyLock<Hedges> = LazyLock::new(|| {
    let data = include_str!("hedges.txt");
    Hedges {
        content: Lexicon::only(data, |class| !class.starts_with("cue ")),
        cue: Lexicon::only(data, |class| class.starts_with("cue ")),
    }
});

struct Hedges {
    content: Lexicon,
    cue: Lexicon,
}

/// The class of cues that, with their negation, leave open what they bring in.
const OPEN: &str = "cue open";

/// How far before a cue its negation may stand ("does not any longer consider").
const NEGATION_REACH: usize = 3;

/// What a hedge or negation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Effect {
    certainty: Certainty,
    negates: bool,
}

impl Effect {
    /// Reads a class of the data file: "probable -", "not".
    fn of(class: &str) -> Option<Self> {
        let class = class.strip_prefix("cue ").unwrap_or(class);
        if class == "not" {
            return Some(Self {
                certainty: Certainty::Certain,
                negates: true,
            });
        }
        let (degree, sign) = class.split_once(' ')?;
        let certainty = match degree {
            "certain" => Certainty::Certain,
            "probable" => Certainty::Probable,
            "possible" => Certainty::Possible,
            "unknown" => Certainty::Unknown,
            _ => return None,
        };
        Some(Self {
            certainty,
            negates: sign == "-",
        })
    }
}

/// What a single word in lower case does to how sure a statement is ("possible +", "not"); none for most words.
pub fn hedge(lower: &str) -> Option<&'static str> {
    if lower.ends_with("n't") || lower.ends_with("n’t") {
        return Some("not");
    }
    HEDGES
        .content
        .class(lower)
        .filter(|class| Effect::of(class).is_some())
}

/// The factuality of the claim with this `content` that `cue` brings in, as its source has it.
pub fn factuality(
    parsed: &Parsed<'_>,
    content: &[Span],
    cue: Option<Span>,
    mode: Mode,
) -> Factuality {
    let mut certainty = Certainty::Certain;
    let mut negations = 0;
    if let Some(cue) = cue {
        let effect = of_cue(parsed, cue);
        // What stands in quotation marks is the source's own wording: its hedges are in the content.
        if mode != Mode::Direct || effect.negates {
            certainty = certainty.max(effect.certainty);
        }
        // "Dismissed it as a stunt" says that it is one.
        negations += usize::from(effect.negates && !is_called(parsed, content));
    }
    let mut verb_seen = false;
    for span in content {
        let effect = of_content(parsed, parsed.tokens_in(*span), &mut verb_seen);
        certainty = certainty.max(effect.certainty);
        negations += usize::from(effect.negates);
    }
    Factuality {
        certainty,
        polarity: if negations % 2 == 0 {
            Polarity::Positive
        } else {
            Polarity::Negative
        },
    }
}

/// Whether a content tells what something is taken for: "as a stunt", "it as a stunt".
fn is_called(parsed: &Parsed<'_>, content: &[Span]) -> bool {
    content.iter().any(|span| {
        let first = parsed.token_from(span.start);
        (first..=first + 1).any(|at| {
            parsed
                .tokens
                .get(at)
                .is_some_and(|token| span.covers(token.span))
                && parsed.lower(at) == "as"
        })
    })
}

/// The hedge and negation of a cue and of the few words before it.
fn of_cue(parsed: &Parsed<'_>, cue: Span) -> Effect {
    let tokens = parsed.tokens_in(cue);
    let mut effect = Effect {
        certainty: Certainty::Certain,
        negates: false,
    };
    let stated = HEDGES.cue.all(parsed, tokens.clone()).into_iter();
    for (_, class) in stated.filter(|(_, class)| *class != OPEN) {
        if let Some(found) = Effect::of(class) {
            effect.certainty = effect.certainty.max(found.certainty);
            effect.negates ^= found.negates;
        }
    }
    let sentence = parsed
        .tokens
        .get(tokens.start)
        .map_or(tokens.start, |token| {
            parsed.sentences[token.sentence].tokens.start
        });
    let reach = tokens
        .start
        .saturating_sub(NEGATION_REACH)
        .max(sentence)
        .min(tokens.start);
    // "Would not confirm", "declined to say": neither affirmed nor denied.
    let is_open = |at: usize| {
        let found = HEDGES.cue.longest(parsed, at, tokens.end);
        found.is_some_and(|(length, class)| class == OPEN && at + length > tokens.start)
    };
    if (reach..tokens.end).any(is_open) {
        return Effect {
            certainty: Certainty::Unknown,
            negates: false,
        };
    }
    // Only words that belong to the verb stand between: "does not consider", "no longer believes".
    // A preposition ("not improbable for X") has none of its own.
    let verbal = tokens
        .clone()
        .any(|at| matches!(parsed.tokens[at].tag, Tag::Verb | Tag::Aux));
    let before = (reach..tokens.start)
        .rev()
        .filter(|_| verbal)
        .take_while(|at| parsed.tokens[*at].kind == TokenKind::Word)
        .find(|at| {
            matches!(
                parsed.lower(*at),
                "not" | "n't" | "never" | "neither" | "nobody" | "cannot"
            )
        });
    let inside = tokens
        .clone()
        .any(|at| matches!(parsed.lower(at), "not" | "n't" | "never" | "neither"));
    effect.negates ^= before.is_some() || inside;
    effect
}

/// The hedges and negations of the main clause among `tokens`.
fn of_content(parsed: &Parsed<'_>, tokens: Range<usize>, verb_seen: &mut bool) -> Effect {
    let mut effect = Effect {
        certainty: Certainty::Certain,
        negates: false,
    };
    // A second clause ("…, but nobody came") has its own polarity.
    let mut first_clause = true;
    let mut aside = false;
    let mut at = tokens.start;
    while at < tokens.end {
        let found = HEDGES
            .content
            .longest(parsed, at, tokens.end)
            .filter(|_| !is_month(parsed, at));
        let length = found.map_or(1, |(length, _)| length);
        let word = parsed.lower(at);
        match found.map(|(_, class)| class) {
            Some("aside") => aside = true,
            Some("not") if !aside && first_clause => {
                effect.negates = !effect.negates;
                *verb_seen = true;
            }
            Some(class) if !aside && class != "not" => {
                if let Some(found) = Effect::of(class) {
                    effect.certainty = effect.certainty.max(found.certainty);
                    if first_clause {
                        effect.negates ^= found.negates;
                    }
                    *verb_seen = true;
                }
            }
            _ => {}
        }
        match word {
            "," | ";" | ":" | "--" | "-" if length == 1 => {
                let mark = word != "-" || is_dash(parsed, at);
                let next = if at + 1 < tokens.end {
                    parsed.lower(at + 1)
                } else {
                    ""
                };
                if mark {
                    aside = false;
                }
                let parts = matches!(next, "but" | "yet" | "so") || word == ";";
                let dash = mark && word.starts_with('-') && *verb_seen;
                if at > tokens.start + 1 && (parts || dash || *verb_seen && next == "and") {
                    first_clause = false;
                }
            }
            "that" if at > tokens.start && is_relative(parsed, at, tokens.end) => aside = true,
            "?" if at + 2 >= tokens.end => effect.certainty = Certainty::Unknown,
            _ => {}
        }
        *verb_seen |= is_finite(word) || parsed.tokens[at].tag == Tag::Verb;
        at += length;
    }
    effect
}

/// Whether the "-" at `at` parts clauses: it is a dash or blanks stand around it.
fn is_dash(parsed: &Parsed<'_>, at: usize) -> bool {
    matches!(parsed.word(at), "—" | "–")
        || at > 0 && parsed.tokens[at - 1].span.end < parsed.tokens[at].span.start
}

/// Whether the word at `at` is the month and no modal: "May" within a sentence.
fn is_month(parsed: &Parsed<'_>, at: usize) -> bool {
    parsed.word(at) == "May" && at > parsed.sentences[parsed.tokens[at].sentence].tokens.start
}

/// Whether "that" is the subject of a relative clause: a verb follows at once, or after an insertion in commas.
fn is_relative(parsed: &Parsed<'_>, at: usize, end: usize) -> bool {
    let mut next = at + 1;
    if next < end && parsed.lower(next) == "," {
        let Some(close) = (next + 1..end.min(next + 12)).find(|at| parsed.lower(*at) == ",") else {
            return false;
        };
        next = close + 1;
    }
    next < end && (is_finite(parsed.lower(next)) || parsed.lower(next) == "also")
}

/// The auxiliaries that a finite verb of English news begins with most often.
fn is_finite(word: &str) -> bool {
    FINITE.class(word).is_some()
}

static FINITE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("finite.txt")));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn of(text: &str, cue: &str) -> (Certainty, Polarity) {
        let whole = format!("{cue} | {text}");
        let article = Article::new("a", None, whole.clone());
        let parsed = Parsed::new(&article);
        let start = cue.len() + 3;
        let cue = Some(Span::new(0, cue.len())).filter(|cue| !cue.is_empty());
        let found = factuality(
            &parsed,
            &[Span::new(start, whole.len())],
            cue,
            Mode::Indirect,
        );
        (found.certainty, found.polarity)
    }

    use Certainty::{Certain, Possible, Probable, Unknown};
    use Polarity::{Negative, Positive};

    #[test]
    fn hedges_of_the_main_clause_set_the_degree() {
        for (text, expected) in [
            ("the dam will break", (Certain, Positive)),
            ("the dam could break", (Possible, Positive)),
            (
                "that it is likely that the dam breaks",
                (Probable, Positive),
            ),
            ("the dam is unlikely to break", (Probable, Negative)),
            (
                "the dam will break if the rain may go on",
                (Certain, Positive),
            ),
            ("the town built a dam that could break", (Certain, Positive)),
            (
                "that, by the law, the dam may be closed",
                (Possible, Positive),
            ),
            (
                "one cannot rule out a break of the dam",
                (Possible, Positive),
            ),
            ("this is not improbable", (Probable, Positive)),
            ("will the dam break?", (Unknown, Positive)),
        ] {
            assert_eq!(of(text, ""), expected, "{text}");
        }
    }

    #[test]
    fn negations_turn_the_polarity_and_cancel_out() {
        for (text, expected) in [
            ("there have been no floods", Negative),
            ("the town is incapable of paying", Negative),
            ("the mayor did n't pay", Negative),
            ("the mayor didn’t pay", Negative),
            (
                "neither has been confirmed, but the town prepares",
                Negative,
            ),
            ("the town prepares, but nobody helps", Positive),
            ("the mayor not only paid but thanked them", Positive),
            ("without doubt the mayor paid", Positive),
            ("the mayor backs a motion of no confidence", Positive),
            ("the mayor is 17 percent less likely to pay", Positive),
            ("the mayor pays, even if the sum is not known", Positive),
        ] {
            assert_eq!(of(text, "").1, expected, "{text}");
        }
    }

    #[test]
    fn to_dismiss_something_as_this_or_that_says_that_it_is() {
        assert_eq!(of("it as a stunt", "dismissed"), (Certain, Positive));
        assert_eq!(of("the report", "dismissed"), (Certain, Negative));
    }

    #[test]
    fn a_cue_may_hedge_or_deny() {
        for (cue, expected) in [
            ("said", (Certain, Positive)),
            ("believes", (Probable, Positive)),
            ("denied", (Certain, Negative)),
            ("speculation", (Possible, Positive)),
            ("does not consider", (Probable, Negative)),
            ("asked whether", (Unknown, Positive)),
            ("did not deny", (Certain, Positive)),
            ("would not confirm", (Unknown, Positive)),
            ("would neither confirm nor deny", (Unknown, Positive)),
            ("confirmed", (Certain, Positive)),
        ] {
            assert_eq!(of("that the dam breaks", cue), expected, "{cue}");
        }
    }
}
