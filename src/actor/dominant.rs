//! Who dominates an article: the actor of a kind with far more mentions than any other.

use super::ActorKind;
use super::entity::Entities;
use rustc_hash::FxHashMap;

/// Which part of the mentions of the most mentioned somebody else has to have to be the one who is meant.
const LEAST: usize = 2;
/// How many of the most mentioned of a kind are kept.
const LEADERS_MAX: usize = 8;

/// Counts mentions by kind to know who dominates an article.
#[derive(Debug, Default)]
pub struct Dominant {
    counts: FxHashMap<usize, usize>,
    /// By kind: the most mentioned, each with its count, the most first.
    leaders: FxHashMap<ActorKind, Vec<(usize, usize)>>,
}

impl Dominant {
    /// Counts a mention, if its actor has a name.
    pub fn count(&mut self, number: usize, entities: &mut Entities) {
        let root = entities.root(number);
        let profile = entities.profile(root);
        if !profile.named {
            return;
        }
        let kinds = match profile.kind {
            Some(kind) => [Some(kind), None],
            // A name of no known kind may turn out as either.
            None => [Some(ActorKind::Person), Some(ActorKind::Organisation)],
        };
        let count = self.counts.entry(root).or_default();
        *count += 1;
        let now = (number, *count);
        for kind in kinds.into_iter().flatten() {
            self.lead(kind, now, entities);
        }
    }

    /// How often the actor of `of` was counted.
    pub fn counted(&self, of: usize, entities: &mut Entities) -> usize {
        let root = entities.root(of);
        self.counts.get(&root).copied().unwrap_or_default()
    }

    fn lead(&mut self, kind: ActorKind, now: (usize, usize), entities: &mut Entities) {
        let leaders = self.leaders.entry(kind).or_default();
        leaders.retain(|(of, _)| !entities.same(*of, now.0));
        let place = leaders.partition_point(|(_, count)| *count >= now.1);
        leaders.insert(place, now);
        leaders.truncate(LEADERS_MAX);
    }

    /// The most mentioned of that kind that can be meant, if nobody else that can comes near.
    pub fn dominant(
        &self,
        kind: ActorKind,
        number: usize,
        entities: &mut Entities,
    ) -> Option<usize> {
        let leaders = self.leaders.get(&kind)?;
        let most = leaders.first()?.1;
        let mut fitting = leaders.iter().filter(|(of, _)| entities.agree(*of, number));
        let (of, count) = *fitting.next()?;
        let rival = fitting.next().map_or(0, |(_, count)| *count);
        (rival * 2 <= count && count * LEAST >= most).then_some(of)
    }
}
