//! Verdicts on pairs of claims, and what they make of the matches.

use super::apply;
use super::decision::Decision;
use super::passage::Passage;
use crate::actor::Actor;
use crate::article::Article;
use crate::claim::{Claim, ClaimId};
use crate::language::Parsed;
use crate::matching::{self, Match};
use rustc_hash::FxHashMap;
use serde::Serialize;

/// What the reader thinks of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They belong together.
    Confirmed,
    /// They do not.
    Rejected,
    /// They belong together, and only the reader found it.
    ByHand,
}

/// A verdict and the pair it is on, the claim of the earlier article first.
pub type Judged = (ClaimId, ClaimId, Verdict);

/// Where passages are among the claims as they are now; texts are searched once for each passage.
#[derive(Debug, Clone, Default)]
pub(super) struct Places(FxHashMap<Passage, Option<ClaimId>>);

impl Places {
    /// The claim that `passage` names.
    pub(super) fn claim(
        &mut self,
        articles: &[Article],
        claims: &[Claim],
        order: &[usize],
        passage: &Passage,
    ) -> Option<ClaimId> {
        if let Some(claim) = self.0.get(passage) {
            return *claim;
        }
        let claim = apply::claim_at(articles, claims, order, passage);
        self.0.insert(passage.clone(), claim);
        claim
    }
}

/// The verdict that `decision` gives, its claims found by `claim`: none where it fits nowhere.
pub(super) fn verdict(
    decision: &Decision,
    claims: &[Claim],
    mut claim: impl FnMut(&Passage) -> Option<ClaimId>,
) -> Option<Judged> {
    let (a, b, verdict) = match decision {
        Decision::Confirm { a, b } => (claim(a)?, claim(b)?, Verdict::Confirmed),
        Decision::Reject { a, b } => (claim(a)?, claim(b)?, Verdict::Rejected),
        Decision::Match { a, b } => (claim(a)?, claim(b)?, Verdict::ByHand),
        _ => return None,
    };
    let in_one = claims[a].article == claims[b].article;
    if verdict == Verdict::ByHand && in_one {
        return None;
    }
    Some((a.min(b), a.max(b), verdict))
}

/// Whether the match of the pair that was judged is to be made anew: what a reader matches or confirms is of one event,
/// also where what was found only shares an actor, or nothing was found.
pub(super) fn is_made_anew((a, b, verdict): &Judged, matches: &[Match]) -> bool {
    match verdict {
        Verdict::Rejected => false,
        Verdict::ByHand => find(matches, (*a, *b)).is_none_or(|found| !found.same_event),
        Verdict::Confirmed => find(matches, (*a, *b)).is_some_and(|found| !found.same_event),
    }
}

/// Matches as they were found before verdicts changed them.
#[derive(Debug, Clone, Default)]
pub(super) struct Before(Vec<((ClaimId, ClaimId), Option<Match>)>);

impl Before {
    /// Puts the matches back.
    pub(super) fn restore(&mut self, matches: &mut Vec<Match>) {
        for (pair, found) in std::mem::take(&mut self.0).into_iter().rev() {
            take(matches, pair);
            if let Some(found) = found {
                put(matches, found);
            }
        }
    }

    /// Forgets them: other ones were found.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// A rejected match goes out of every count and list; a confirmed or made one is as sure as can be. The last word
    /// on a pair counts.
    pub(super) fn change(
        &mut self,
        verdicts: &[Judged],
        (parsed, actors, claims): (&[Parsed<'_>], &[Actor], &[Claim]),
        matches: &mut Vec<Match>,
    ) {
        for (at, (a, b, verdict)) in verdicts.iter().enumerate() {
            let pair = (*a, *b);
            let same = |(a, b, _): &&Judged| (*a, *b) == pair;
            if verdicts[at + 1..].iter().any(|later| same(&later)) {
                continue;
            }
            let found = take(matches, pair);
            let mut own = verdicts.iter().filter(same);
            let made = own.any(|(_, _, verdict)| *verdict == Verdict::ByHand);
            let anew = || {
                let mut sure = matching::of_one_event(parsed, actors, claims, pair.0, pair.1);
                let how = if made { "matched by hand" } else { "confirmed" };
                sure.because.insert(0, how.to_owned());
                sure
            };
            let sure = match &found {
                _ if *verdict == Verdict::Rejected => None,
                Some(found) if found.same_event => Some(found.clone()),
                Some(found) => Some(Match {
                    copied: found.copied,
                    ..anew()
                }),
                None => made.then(anew),
            };
            if let Some(mut sure) = sure {
                sure.score = 1.0;
                put(matches, sure);
            }
            self.0.push((pair, found));
        }
    }
}

/// The match of `pair` among `matches`, which are in order.
fn find(matches: &[Match], (a, b): (ClaimId, ClaimId)) -> Option<&Match> {
    let first = matches.partition_point(|found| found.a < a);
    let mut of_a = matches[first..].iter().take_while(|found| found.a == a);
    of_a.find(|found| found.b == b)
}

/// Takes the match of `pair` out of `matches`, which are in order.
fn take(matches: &mut Vec<Match>, (a, b): (ClaimId, ClaimId)) -> Option<Match> {
    let first = matches.partition_point(|found| found.a < a);
    let mut of_a = matches[first..].iter().take_while(|found| found.a == a);
    let at = of_a.position(|found| found.b == b)?;
    Some(matches.remove(first + at))
}

/// Puts `found` at its place among `matches`.
fn put(matches: &mut Vec<Match>, found: Match) {
    let at = matches.partition_point(|other| other.order(&found).is_lt());
    matches.insert(at, found);
}
