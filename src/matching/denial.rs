//! Whether one claim denies what the other affirms.
//!
//! Two contents that share their words and differ in a "not" need not contradict: in long sentences the "not" mostly
//! stands at something else. So the predicates are set against each other: the first verb of each main clause, the same
//! in both, of one kind, or opposites ("shut", "stay open"). One of them is negated and they are the same, or neither is
//! and they are opposites.

use super::event::Alignment;
use super::relation::Of;
use super::terms::{self, Terms};
use crate::claim::factuality::{factuality, hedge};
use crate::claim::lexicon::lines;
use crate::claim::{Certainty, Polarity};
use crate::language::Tag;
use crate::span::Span;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Verbs that say little by themselves: their object tells what is done.
static LIGHT: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| forms(include_str!("light_verbs.txt")));

/// Verbs that only link: what somebody is said to be stands behind them.
static LINKING: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| forms(include_str!("linking_verbs.txt")));

fn forms(verbs: &'static str) -> FxHashSet<&'static str> {
    let forms = lines(verbs).flat_map(|(_, forms)| forms.split(','));
    forms.map(str::trim).collect()
}

/// So much of the one content, and of the other, must be answered beside the predicate.
const ANSWERED: [f32; 2] = [0.45, 0.3];

/// Where so much of both is answered, a "not" at the predicate of one is enough, whatever the other's is.
const WHOLE: f32 = 0.7;

/// How many tokens before its verb a "not" may stand.
const REACH: usize = 5;

/// How many tokens after a verb its object may stand: "gives people older than 70 no protection".
const OBJECT_REACH: usize = 8;

/// How the predicates of two claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// One denies what the other affirms.
    Against,
    /// They say the same by two turns: "will not close", "will stay open".
    Together,
    /// They have no predicate in common.
    Apart,
}

/// The predicate of a content: its token, and whether it is negated.
#[derive(Debug, Clone, Copy)]
struct Predicate {
    token: usize,
    negated: bool,
    /// Whether anything of the content is negated.
    nots: bool,
}

/// How `a` and `b` stand to each other, and the words that show it.
pub fn stand(
    a: Of<'_, '_>,
    b: Of<'_, '_>,
    alignment: &Alignment,
    terms: &Terms,
) -> (Stand, String) {
    let none = (Stand::Apart, String::new());
    let (Some(left), Some(right)) = (predicate(a), predicate(b)) else {
        return none;
    };
    let words = [a.parsed.lower(left.token), b.parsed.lower(right.token)];
    let [x, y] = words.map(|word| terms.known(word));
    let known = x.zip(y);
    let same = match (x, y) {
        // Words too common to be terms ("took") have stems all the same.
        (None, None) => terms::stem(words[0]) == terms::stem(words[1]),
        _ => x == y,
    };
    let opposite = known.is_some_and(|(x, y)| terms.are_opposite(x, y));
    let alike = known.is_some_and(|(x, y)| {
        terms
            .kinds(x)
            .iter()
            .any(|kind| terms.kinds(y).contains(kind) && !terms::is_speech(*kind))
    });
    let turned = left.negated != right.negated;
    let least = alignment.covered[0].min(alignment.covered[1]);
    if !(opposite || same || alike || turned && least >= WHOLE) {
        return none;
    }
    match (turned, opposite) {
        (true, true) => (Stand::Together, String::new()),
        (false, false) => none,
        _ if !are_answered(alignment, opposite, known.is_some() && same)
            || !is_sure(a, &left)
            || !is_sure(b, &right) =>
        {
            none
        }
        (false, true) => (
            Stand::Against,
            format!("“{}” against “{}”", words[0], words[1]),
        ),
        // "It never was, he wrote" and "he never wrote that it was" deny alike.
        (true, false) if left.nots && right.nots => none,
        (true, false) => {
            let (yes, no) = if left.negated { ("B", "A") } else { ("A", "B") };
            (Stand::Against, format!("{no} denies what {yes} affirms"))
        }
    }
}

/// Whether the rest of both contents meets too: more of it where the predicates are only of one kind, and most of it where
/// they are opposites, for one may begin what the other does not end.
fn are_answered(alignment: &Alignment, opposite: bool, same: bool) -> bool {
    let [left, right] = alignment.covered;
    let more = match (opposite, same) {
        (true, _) => 0.2,
        (false, true) => 0.0,
        (false, false) => 0.1,
    };
    left.max(right) >= ANSWERED[0] + more && left.min(right) >= ANSWERED[1] + more
}

/// Whether the source holds its predicate for sure. What is hedged behind it ("warned that the river could flood") is not
/// the predicate.
fn is_sure(of: Of<'_, '_>, predicate: &Predicate) -> bool {
    let end = of.parsed.tokens[predicate.token].span.end;
    let until: Vec<Span> = of
        .claim
        .content
        .iter()
        .filter(|span| span.start < end)
        .map(|span| Span::new(span.start, span.end.min(end)))
        .collect();
    let told = factuality(of.parsed, &until, of.claim.cue, of.claim.mode);
    matches!(told.certainty, Certainty::Certain | Certainty::Probable)
}

/// The first verb of the content's main clause, or what it is said to be ("is safe"); where the content has neither, the
/// verb of the cue ("conceded | defeat").
fn predicate(of: Of<'_, '_>) -> Option<Predicate> {
    let parsed = of.parsed;
    let tokens: Vec<usize> = of
        .claim
        .content
        .iter()
        .flat_map(|span| parsed.tokens_in(*span))
        .collect();
    let tag = |at: usize| parsed.tokens[at].tag;
    let negates = |at: &&usize| hedge(parsed.lower(**at)) == Some("not");
    let inside = tokens.iter().any(|at| negates(&at));
    let cue_negates = of.claim.factuality.polarity == Polarity::Negative && !inside;
    // "having tested": the helper is not what is done.
    let helps = |place: usize| {
        let next = tokens.get(place + 1);
        matches!(parsed.lower(tokens[place]), "having" | "being" | "been")
            && next.is_some_and(|next| tag(*next) == Tag::Verb)
    };
    let verb_from = |start: usize| {
        (start..tokens.len()).find(|place| tag(tokens[*place]) == Tag::Verb && !helps(*place))
    };
    // "tests had shown that the water was safe": what is shown is what is said.
    let inner = |place: usize| {
        let next = tokens.get(place + 1)?;
        (parsed.lower(*next) == "that").then_some(place + 2)
    };
    let begin = verb_from(0).and_then(inner).unwrap_or(0);
    let verb = verb_from(begin);
    let state = || {
        let be = (begin..tokens.len()).find(|place| tag(tokens[*place]) == Tag::Aux)?;
        (be + 1..tokens.len()).find(|place| matches!(tag(tokens[*place]), Tag::Adj | Tag::Noun))
    };
    let Some(place) = verb.or_else(state) else {
        let cue = parsed.tokens_in(of.claim.cue?);
        let token = cue.clone().rfind(|at| tag(*at) == Tag::Verb)?;
        // "rejects" is a predicate of its own; "did not know of" is "know" denied.
        let start = cue.start.saturating_sub(2);
        let nots = (start..token).filter(|at| negates(&at)).count();
        return Some(Predicate {
            token,
            negated: nots % 2 == 1,
            nots: nots > 0,
        });
    };
    let nots_before = |place: usize| {
        let before = &tokens[place.saturating_sub(REACH)..place];
        before.iter().filter(negates).count()
    };
    let word = |place: usize| tokens.get(place).map(|at| parsed.lower(*at));
    let must = matches!(word(place), Some("have" | "need")) && word(place + 1) == Some("to");
    // "will have to close" is "will close"; "will not have to pay" does not deny that it is free.
    let place = if must {
        if nots_before(place) > 0 {
            return None;
        }
        verb_from(place + 2)?
    } else {
        place
    };
    // "remained open": what somebody stays is what is told of him.
    let next = tokens.get(place + 1);
    let links = LINKING.contains(parsed.lower(tokens[place]))
        && next.is_some_and(|next| tag(*next) == Tag::Adj);
    let place = place + usize::from(links);
    let token = tokens[place];
    let nots = nots_before(place);
    // "found no weapons", "no details were taken"
    let after = &tokens[place + 1..tokens.len().min(place + 1 + OBJECT_REACH)];
    let no = |at: &&usize| parsed.lower(**at) == "no";
    let begins = tokens.first().is_some_and(|at| no(&at)) && place >= REACH;
    let objects = after
        .iter()
        .take_while(|at| tag(**at) != Tag::Verb && tag(**at) != Tag::Punct)
        .filter(no)
        .count();
    let all = nots + objects + usize::from(begins) + usize::from(cue_negates);
    // "gives no protection" denies "protects".
    let object = || {
        let no = after.iter().position(|at| no(&at))?;
        after[no + 1..].iter().find(|at| tag(**at) == Tag::Noun)
    };
    let told = object().filter(|_| LIGHT.contains(parsed.lower(token)));
    Some(Predicate {
        token: told.copied().unwrap_or(token),
        negated: all % 2 == 1,
        nots: inside || cue_negates,
    })
}

#[cfg(test)]
mod tests {
    use crate::matching::Relation;
    use crate::matching::relation::between as relation;

    #[test]
    fn a_not_at_the_verb_that_both_have_is_a_denial() {
        assert_eq!(
            relation(
                "Mayor Ida Falk sold the old harbour to the Lind company, the council said.",
                "Mayor Ida Falk did not sell the old harbour to the Lind company, the council said.",
            ),
            Some(Relation::Contradicts)
        );
    }

    #[test]
    fn a_not_at_another_verb_is_none() {
        assert_ne!(
            relation(
                "Mayor Ida Falk sold the old harbour to the Lind company, the council said.",
                "Mayor Ida Falk sold the old harbour to the Lind company, which has not paid yet, the council said.",
            ),
            Some(Relation::Contradicts)
        );
    }

    #[test]
    fn opposites_contradict_and_a_not_before_one_of_them_makes_them_agree() {
        let stays = "The old harbour of Ida Falk will stay open in winter, Ida Falk said.";
        assert_eq!(
            relation(
                "The old harbour will be shut in winter, Ida Falk said.",
                "The old harbour will not be opened in winter, Ida Falk said."
            ),
            Some(Relation::Restates)
        );
        assert_ne!(relation(stays, stays), Some(Relation::Contradicts));
    }

    #[test]
    fn to_deny_and_to_admit_one_thing_contradict_and_so_do_what_must_and_what_will_not_be() {
        for (one, other) in [
            (
                "Ida Falk denied that she had been paid.",
                "Ida Falk admitted that she had been paid.",
            ),
            (
                "Ida Falk said no shops in the harbour would be closed.",
                "“We will have to close shops in the harbour,” Ida Falk said.",
            ),
            (
                "The inquiry into the harbour remained open, Ida Falk said.",
                "The inquiry into the harbour was closed, Ida Falk said.",
            ),
        ] {
            assert_eq!(relation(one, other), Some(Relation::Contradicts), "{one}");
            assert_eq!(relation(other, one), Some(Relation::Contradicts), "{other}");
        }
    }

    #[test]
    fn what_need_not_be_is_not_denied() {
        assert_ne!(
            relation(
                "Ida Falk said the shops in the harbour would close.",
                "Ida Falk said the shops in the harbour did not have to close.",
            ),
            Some(Relation::Contradicts)
        );
    }
}
