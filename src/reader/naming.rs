//! How claims and actors are named where their numbers do not last: by their words, in the journal's order of articles.

use super::index::Index;
use super::state::State;
use crate::actor::{Actor, ActorId, Form};
use crate::claim::ClaimId;
use crate::comparison::Comparison;
use crate::notebook::Passage;
use crate::notebook::decision::Named;
use crate::span::Span;

impl State {
    /// The article's place in the journal, which may have been begun with the articles in another order.
    pub(super) fn in_journal(&self, article: usize) -> usize {
        let place = self.decided.order.iter().position(|own| *own == article);
        place.unwrap_or(article)
    }

    /// The words of `span` in `article` as a decision names them.
    pub(super) fn passage(&self, article: usize, span: Span) -> Option<Passage> {
        let text = &self.comparison.articles.get(article)?.text;
        Some(Passage::new(self.in_journal(article), text, span))
    }

    /// A claim as a decision names it.
    pub(super) fn passage_of(&self, claim: ClaimId) -> Option<Passage> {
        let claim = self.comparison.claims.get(claim)?;
        self.passage(claim.article, claim.extent())
    }

    /// An actor as a decision names it: by its first name in the texts, else by its first mention.
    pub(super) fn named(&self, actor: ActorId) -> Option<Named> {
        let actor = self.comparison.actors.get(actor)?;
        let names = || {
            actor
                .mentions
                .iter()
                .filter(|mention| mention.form == Form::Name)
        };
        let mention = names().next().or(actor.mentions.first())?;
        Some(Named {
            name: actor.name.clone(),
            mention: self.passage(mention.article, mention.span)?,
        })
    }

    /// The claim that a decision names by `passage`.
    pub(super) fn claim_of(&self, passage: &Passage) -> Option<ClaimId> {
        let article = *self.decided.order.get(passage.article)?;
        let span = passage.find(&self.comparison.articles.get(article)?.text)?;
        likest(&self.comparison, &self.index, article, span)
    }

    /// Goes to the claim of just these words.
    pub(super) fn go_to_words(&mut self, article: usize, span: Span) {
        let claim = likest(&self.comparison, &self.index, article, span);
        if claim.is_some() {
            self.bring(article);
            self.choose(claim, None);
        }
    }
}

/// The claim of `article` that stands where `span` does: the same words, else those that share most of both.
pub(super) fn likest(
    comparison: &Comparison,
    index: &Index,
    article: usize,
    span: Span,
) -> Option<ClaimId> {
    // Claims that overlap begin near one another; those that begin long before are looked at too.
    let claims = index.claims(article);
    let last = claims.partition_point(|(start, _)| *start < span.end);
    let first = last.saturating_sub(64);
    let near = claims[first..last].iter().map(|(_, claim)| *claim);
    let shared = |claim: ClaimId| comparison.claims[claim].extent().overlap(span);
    near.filter(|claim| {
        let own = comparison.claims[*claim].extent();
        shared(*claim) * 2 > own.len().min(span.len())
    })
    .max_by_key(|claim| {
        let own = comparison.claims[*claim].extent();
        (
            shared(*claim) * 1000 / own.join(span).len().max(1),
            std::cmp::Reverse(*claim),
        )
    })
}

/// The actor among `actors` that has the first of the mentions of `old` that anybody has.
pub(super) fn same_actor(old: &Actor, actors: &[Actor]) -> Option<ActorId> {
    let first = old.mentions.first()?;
    let has = |actor: &&Actor| actor.mentions.contains(first);
    actors.iter().find(has).map(|actor| actor.id)
}
