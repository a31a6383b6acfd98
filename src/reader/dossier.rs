//! What the panel lists: an actor's claims in both articles, a row a matter.

use super::index::{Index, concerns};
use super::state::State;
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::comparison::Comparison;
use crate::matching::Relation;
use rustc_hash::{FxHashMap, FxHashSet};

/// One matter: what each of the two articles says of it, or that it is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter {
    /// The claim of the left and the claim of the right article.
    pub claims: [Option<ClaimId>; 2],
}

/// An actor's matters in two articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dossier {
    /// Of whom, and in which articles it was made.
    of: Option<(ActorId, [usize; 2])>,
    /// The matters in the order of the left article; what only the right one has stands after what precedes it there.
    pub matters: Vec<Matter>,
    /// How many claims of the actor each article has, scraps counted.
    pub counts: [usize; 2],
}

impl Dossier {
    /// Lists the matters of `actor` in the articles `shown`.
    pub fn new(comparison: &Comparison, index: &Index, actor: ActorId, shown: [usize; 2]) -> Self {
        let mut counts = [0; 2];
        let mut claims: [Vec<ClaimId>; 2] = [Vec::new(), Vec::new()];
        for id in index.of_actor(actor) {
            let claim = &comparison.claims[*id];
            let sides = if shown[0] == shown[1] { 0..1 } else { 0..2 };
            for side in sides {
                if claim.article == shown[side] {
                    counts[side] += 1;
                    if !comparison.is_scrap(*id) {
                        claims[side].push(*id);
                    }
                }
            }
        }
        for list in &mut claims {
            list.sort_unstable_by_key(|claim| index.rank(*claim));
        }
        let partner = pairs(comparison, index, actor, &claims, shown);
        let mut paired: FxHashMap<ClaimId, ClaimId> = FxHashMap::default();
        let mut matters = Vec::with_capacity(claims[0].len() + claims[1].len());
        for left in &claims[0] {
            let right = partner.get(left).copied();
            if let Some(right) = right {
                paired.insert(right, *left);
            }
            matters.push(Matter {
                claims: [Some(*left), right],
            });
        }
        // What only the right article has goes below what it follows there.
        let mut after: FxHashMap<Option<ClaimId>, Vec<ClaimId>> = FxHashMap::default();
        let mut last = None;
        for right in &claims[1] {
            match paired.get(right) {
                Some(left) => last = Some(*left),
                None => after.entry(last).or_default().push(*right),
            }
        }
        let alone = |right: &ClaimId| Matter {
            claims: [None, Some(*right)],
        };
        let mut rows: Vec<Matter> = after.get(&None).into_iter().flatten().map(alone).collect();
        for matter in matters {
            let left = matter.claims[0];
            rows.push(matter);
            rows.extend(after.get(&left).into_iter().flatten().map(alone));
        }
        Self {
            of: Some((actor, shown)),
            matters: rows,
            counts,
        }
    }

    /// The row in which `claim` stands on `side`.
    pub fn row_of(&self, side: usize, claim: ClaimId) -> Option<usize> {
        self.matters
            .iter()
            .position(|matter| matter.claims[side] == Some(claim))
    }
}

/// Pairs the claims of both sides that speak of one event, each at most once, the surest pairs first.
fn pairs(
    comparison: &Comparison,
    index: &Index,
    actor: ActorId,
    claims: &[Vec<ClaimId>; 2],
    shown: [usize; 2],
) -> FxHashMap<ClaimId, ClaimId> {
    let mut candidates: Vec<(f32, ClaimId, ClaimId)> = Vec::new();
    if shown[0] != shown[1] {
        for left in &claims[0] {
            for (right, number) in index.counterparts(comparison, *left, shown[1]) {
                let found = &comparison.matches[number];
                if found.relation != Relation::SameActor
                    && concerns(&comparison.claims[right], actor)
                {
                    candidates.push((found.score, *left, right));
                }
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut partner = FxHashMap::default();
    let mut taken = FxHashSet::default();
    for (_, left, right) in candidates {
        if !partner.contains_key(&left) && !comparison.is_scrap(right) && taken.insert(right) {
            partner.insert(left, right);
        }
    }
    partner
}

impl State {
    /// Brings the dossier in line with the current claim and keeps its row in the panel.
    pub(super) fn settle(&mut self) {
        self.go_on_seeking();
        let actor = self.actor();
        let wanted = actor.map(|actor| (actor, self.shown));
        if self.dossier.of != wanted {
            self.dossier = actor.map_or_else(Dossier::default, |actor| {
                Dossier::new(&self.comparison, &self.index, actor, self.shown)
            });
            if !self.filter.is_empty() {
                let mut matters = std::mem::take(&mut self.dossier.matters);
                matters.retain(|matter| {
                    let mut claims = matter.claims.into_iter().flatten();
                    claims.any(|claim| self.passes(claim))
                });
                self.dossier.matters = matters;
            }
            self.panel_top = 0;
        }
        let rows = self.panel_rows();
        let held = self.panel_held.is_some() && self.panel_held == self.current;
        if let Some(row) = self.current_row().filter(|_| !held) {
            self.panel_held = None;
            let lowest = row.saturating_sub(rows.saturating_sub(1));
            if row < self.panel_top || lowest > self.panel_top {
                self.panel_top = row.saturating_sub(rows / 2);
            }
        }
        let last = self.dossier.matters.len().saturating_sub(rows);
        self.panel_top = self.panel_top.min(last);
    }

    /// How many matters the panel can list below its header and what it says of the current pair.
    pub(super) fn panel_rows(&self) -> usize {
        let taken = 1 + super::view::pair_height(self);
        let lines = usize::from(self.layout.panel.height).saturating_sub(taken);
        if !self.layout.beside && self.is_pair() {
            lines / 2
        } else {
            lines
        }
        .max(1)
    }

    /// The row of the dossier in which the current claim stands.
    pub(super) fn current_row(&self) -> Option<usize> {
        self.dossier.row_of(self.active, self.current?)
    }

    /// The rows that the panel shows, and which of their claims are the current pair. A chosen actor's dossier keeps the
    /// order of the articles. Elsewhere the current claim stands beside the counterpart chosen for it, first where it has no
    /// row of its own (a scrap, or a claim of another actor). No claim stands in two rows.
    pub(super) fn panel_matters(&self) -> Vec<(Matter, [bool; 2])> {
        let rows = self.panel_rows();
        let mut pair = [self.current, self.counterpart];
        if self.active == 1 {
            pair.swap(0, 1);
        }
        let together = self.taken.is_none() && self.current.is_some();
        let current = self.current_row();
        let mut claims: Vec<[Option<ClaimId>; 2]> = Vec::with_capacity(rows + 2);
        if together && current.is_none() {
            claims.push(pair);
        }
        let from = self.panel_top.min(self.dossier.matters.len());
        for (row, matter) in self.dossier.matters.iter().enumerate().skip(from) {
            if claims.len() >= rows {
                break;
            }
            if together && Some(row) == current {
                claims.push(pair);
            }
            let of_pair = |side: usize| together && matter.claims[side] == pair[side];
            let left = [0, 1].map(|side| matter.claims[side].filter(|_| !of_pair(side)));
            if left != [None, None] {
                claims.push(left);
            }
        }
        claims.truncate(rows);
        let marked = |claims: [Option<ClaimId>; 2]| {
            let of_pair = [0, 1].map(|side| claims[side].is_some() && claims[side] == pair[side]);
            (Matter { claims }, of_pair)
        };
        claims.into_iter().map(marked).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::source;
    use crate::reader::keys::Key;

    #[test]
    fn no_claim_stands_in_two_rows_whatever_counterpart_is_chosen() {
        let mut state = State::new(Comparison::new(source::built_in()), (160, 45));
        let mut press = |keys: &str| {
            for key in Key::parse_all(keys).expect("keys") {
                state.press(key);
            }
            let matters = state.panel_matters();
            let claims = matters
                .iter()
                .flat_map(|(matter, _)| matter.claims)
                .flatten();
            let all: Vec<ClaimId> = claims.collect();
            let mut once = all.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(all.len(), once.len(), "after {keys}: {matters:?}");
            matters
        };
        press("pp");
        for _ in 0..20 {
            press("}");
            press("n");
            press("n<enter>");
            press("n<enter>");
        }
        press("gamu<enter>");
        let order = |matters: Vec<(Matter, [bool; 2])>| {
            let rows = matters.into_iter();
            rows.map(|(matter, _)| matter.claims).collect::<Vec<_>>()
        };
        let before = order(press(")"));
        let after = order(press("n)n"));
        assert_eq!(before, after, "a dossier keeps its rows");
    }
}
