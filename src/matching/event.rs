//! Whether two claims speak of one event: participants, what happens by its words and their kinds, time.

use super::feature::common;
use super::profile::{Part, Profile};
use super::terms::{self, Kind, Term, Terms};
use crate::actor::ActorId;

/// From this rarity on (the logarithm of how few texts hold it) the name of what is counted tells what a claim is about.
const RARE: f32 = 2.5;

/// How much a word counts that only says that something is said.
const SAID: f32 = 0.3;

/// How much a word counts that meets only one of its kind.
const OF_A_KIND: f32 = 0.7;

/// From this score on, two claims that share something that happens are of one event.
const SURE: f32 = 0.5;

/// Even below it, where so much of one claim's content stands in the other.
const COVERED: f32 = 0.55;

/// From this score on also without, where half of one content stands in the other.
const SUREST: f32 = 0.75;

/// From this score on, two claims that count the same sort and share two things that happen are of one event.
const TOLL: f32 = 0.6;

/// So much of a content is half of it.
const HALF: f32 = 0.35;

/// Which words of two contents answer each other.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// How much of each content's weight finds an answer in the other, 0 to 1.
    pub covered: [f32; 2],
    /// The words in both, rarest first: their places in the words of each.
    pub same: Vec<(usize, usize)>,
    /// Words of one kind, rarest first: their places and the kind.
    pub alike: Vec<(usize, usize, Kind)>,
    /// How many words in both, or of one kind, name what happens.
    pub happenings: usize,
    /// Whether both count one sort of thing or person that few texts tell of: "340 firefighters", "430 firefighters".
    pub counts_alike: bool,
    /// Whether both count one sort, however common: "14 people", "19 people".
    pub counts_one: bool,
}

impl Alignment {
    /// Whether both tell how many came to the same: "the flood killed 14 people", "19 people were killed by the flood".
    pub const fn is_toll(&self) -> bool {
        self.counts_one && self.happenings >= 2
    }

    /// Whether one of two words, by their places in the words of each, is met by another word than the other one.
    pub fn crosses(&self, [left, right]: [Option<usize>; 2]) -> bool {
        let (Some(left), Some(right)) = (left, right) else {
            return false;
        };
        let alike = self.alike.iter().map(|(x, y, _)| (*x, *y));
        let met: Vec<_> = self.same.iter().copied().chain(alike).collect();
        !met.contains(&(left, right)) && met.iter().any(|(x, y)| *x == left || *y == right)
    }
}

/// Lines the contents of two claims up, given the actors they share.
pub fn align(a: &Profile, b: &Profile, shared: &[ActorId], terms: &Terms) -> Alignment {
    let mut found = Alignment::default();
    let mut answered = [vec![0.0_f32; a.words.len()], vec![0.0_f32; b.words.len()]];
    for (left, word) in a.words.iter().enumerate() {
        if let Ok(right) = b.words.binary_search_by_key(&word.term, |of| of.term) {
            answered[0][left] = 1.0;
            answered[1][right] = 1.0;
            found.same.push((left, right));
            let happens = word.is_event && b.words[right].is_event;
            found.happenings += usize::from(happens && !is_speech(word.term, terms));
        }
    }
    for (left, word) in a.words.iter().enumerate() {
        for (right, other) in b.words.iter().enumerate() {
            if answered[0][left] >= 1.0 || answered[1][right] >= 1.0 {
                continue;
            }
            if word
                .actor
                .is_some_and(|actor| shared.contains(&actor) && other.actor == Some(actor))
            {
                answered[0][left] = 1.0;
                answered[1][right] = 1.0;
                continue;
            }
            // "will close" and "will not stay open" speak of one thing.
            if word.is_event && other.is_event && terms.are_opposite(word.term, other.term) {
                answered[0][left] = answered[0][left].max(OF_A_KIND);
                answered[1][right] = answered[1][right].max(OF_A_KIND);
                found.happenings += 1;
                continue;
            }
            let kind = common(terms.kinds(word.term), terms.kinds(other.term))
                .max_by(|x, y| terms::kind_rarity(**x).total_cmp(&terms::kind_rarity(**y)));
            if let Some(kind) = kind.filter(|_| word.actor.is_none() && other.actor.is_none()) {
                answered[0][left] = answered[0][left].max(OF_A_KIND);
                answered[1][right] = answered[1][right].max(OF_A_KIND);
                found.alike.push((left, right, *kind));
                found.happenings += usize::from(!terms::is_speech(*kind));
            }
        }
        // A mention of a shared actor is answered wherever the other content has that actor.
        if word.actor.is_some_and(|actor| shared.contains(&actor)) {
            answered[0][left] = 1.0;
        }
    }
    for (right, word) in b.words.iter().enumerate() {
        if word.actor.is_some_and(|actor| shared.contains(&actor)) {
            answered[1][right] = 1.0;
        }
    }
    for (side, words) in [&a.words, &b.words].into_iter().enumerate() {
        let (mut all, mut part) = (0.0, 0.0);
        for (word, by) in words.iter().zip(&answered[side]) {
            let weight = match word.part {
                // Another figure or day is no other matter.
                Part::Count if *by == 0.0 => continue,
                Part::Cue => SAID * word.weight,
                _ if is_speech(word.term, terms) => SAID * word.weight,
                Part::Count | Part::Content => word.weight,
            };
            all += weight;
            part += weight * by;
        }
        found.covered[side] = if all > 0.0 { part / all } else { 0.0 };
    }
    for (_, rarity) in common(&a.counted, &b.counted) {
        found.counts_one = true;
        // What is counted is mostly what is told, where few texts tell of it.
        found.counts_alike |= *rarity >= RARE;
    }
    found.same.sort_by(|x, y| {
        b.words[y.1]
            .weight
            .total_cmp(&b.words[x.1].weight)
            .then(x.cmp(y))
    });
    found.alike.sort_by(|x, y| {
        terms::kind_rarity(y.2)
            .total_cmp(&terms::kind_rarity(x.2))
            .then((x.0, x.1).cmp(&(y.0, y.1)))
    });
    found
}

/// Whether a term only says that something is said.
fn is_speech(term: Term, terms: &Terms) -> bool {
    terms.kinds(term).iter().any(|kind| terms::is_speech(*kind))
}

/// Whether two claims with this alignment and score speak of one event.
pub fn same(alignment: &Alignment, score: f32, shares_actor: bool) -> bool {
    let covered = alignment.covered[0].max(alignment.covered[1]);
    let is_one = alignment.happenings > 0 || alignment.counts_alike;
    let happens = is_one && (score >= SURE || covered >= COVERED);
    // Who acts may go by a name here and be "the town" there: then as much has to be the same as would do for any two.
    let surely = alignment.happenings > 0 && score >= SUREST && covered >= COVERED;
    // A toll is one, whoever else is told of.
    surely
        || alignment.is_toll() && score >= TOLL
        || shares_actor && (happens || score >= SUREST && covered >= HALF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Relation;
    use crate::matching::relation::between as relation;

    #[test]
    fn two_tolls_of_one_disaster_are_one_event_though_nobody_is_named_in_both() {
        let toll = Alignment {
            covered: [0.4, 0.4],
            happenings: 2,
            counts_one: true,
            ..Alignment::default()
        };
        assert!(same(&toll, 0.65, false) && !same(&toll, 0.5, false));
        let uncounted = Alignment {
            counts_one: false,
            ..toll.clone()
        };
        let unlike = Alignment {
            happenings: 1,
            ..toll
        };
        assert!(!same(&uncounted, 0.65, false) && !same(&unlike, 0.65, false));
    }

    #[test]
    fn the_same_things_counted_make_one_event_and_so_many_metres_do_not() {
        assert_eq!(
            relation(
                "“We have 340 firefighters and 45 vehicles at the quarry,” Ida Falk said.",
                "Ida Falk said 430 firefighters were at the scene.",
            ),
            Some(Relation::Differs)
        );
        assert_ne!(
            relation(
                "“The ditch is 340 metres long at the quarry,” Ida Falk said.",
                "Ida Falk said 430 metres were swum by the club.",
            ),
            Some(Relation::Differs)
        );
    }
}
