//! Deciding: a decision becomes a step, the comparison is read anew under all that hold, and the reader stays where he was.
//!
//! Pure: steps are laid out here, and [`super::keeping`] writes them.

use super::bindings::Command;
use super::dossier::Dossier;
use super::index::Index;
use super::keeping::{Here, Opened};
use super::list::{Body, Row, Target};
use super::sheet::Sheet;
use super::state::{Overlay, Spot, State};
use crate::actor::{Actor, ActorId, Form};
use crate::article::clean;
use crate::claim::{Claim, ClaimId};
use crate::comparison::Comparison;
use crate::notebook::Passage;
use crate::notebook::decision::{Decision, Entry, Ledger, Named, Place, Step};
use crate::notebook::replay::{Changed, Replay, Verdict};
use crate::span::Span;

/// What the reader has decided, and what the comparison was without it.
#[derive(Debug, Default)]
pub struct Decided {
    /// What the decisions make of the comparison; none before the first one.
    replay: Option<Replay>,
    /// By article of the journal its place among those that are open.
    order: Vec<usize>,
    ledger: Ledger,
    /// What the names of the steps begin with, and how many there were.
    session: String,
    steps: usize,
    /// Steps that have not been written yet.
    outbox: Vec<Entry>,
}

/// What is marked beside a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A note.
    Note,
    /// A match that was confirmed or made by hand.
    Confirmed,
    /// A match that was rejected.
    Rejected,
}

/// One line of the list of decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What was decided, on what.
    pub words: String,
    /// Whether it fits nowhere in the articles as they are now.
    pub unplaced: bool,
    /// The claim it is on, where there is one.
    pub claim: Option<ClaimId>,
}

impl Decided {
    fn verdicts(&self) -> &[(ClaimId, ClaimId, Verdict)] {
        self.replay.as_ref().map_or(&[], |replay| &replay.verdicts)
    }

    fn notes(&self) -> &[(Vec<ClaimId>, String)] {
        self.replay.as_ref().map_or(&[], |replay| &replay.notes)
    }

    /// The verdict on a pair of claims.
    pub fn verdict(&self, a: ClaimId, b: ClaimId) -> Option<Verdict> {
        let pair = (a.min(b), a.max(b));
        let verdicts = self.verdicts().iter().rev();
        verdicts
            .filter(|(x, y, _)| (*x.min(y), *x.max(y)) == pair)
            .map(|(_, _, verdict)| *verdict)
            .next()
    }

    /// The note on these claims.
    pub fn note(&self, on: &[ClaimId]) -> Option<&str> {
        let note = self.notes().iter().find(|(claims, _)| claims == on);
        note.map(|(_, text)| text.as_str())
    }

    /// What is marked beside `claim`: a note before a verdict, what was confirmed before what was rejected.
    pub fn mark(&self, claim: ClaimId) -> Option<Mark> {
        if self
            .notes()
            .iter()
            .any(|(claims, _)| claims.contains(&claim))
        {
            return Some(Mark::Note);
        }
        let mine = |(a, b, _): &&(ClaimId, ClaimId, Verdict)| *a == claim || *b == claim;
        let last = self
            .verdicts()
            .iter()
            .filter(mine)
            .map(|(a, b, _)| (*a, *b));
        let verdicts = last.filter_map(|(a, b)| self.verdict(a, b));
        verdicts
            .map(|verdict| match verdict {
                Verdict::Rejected => Mark::Rejected,
                Verdict::Confirmed | Verdict::ByHand => Mark::Confirmed,
            })
            .min_by_key(|mark| *mark == Mark::Rejected)
    }

    fn unplaced(&self) -> impl Iterator<Item = &Decision> {
        self.replay.iter().flat_map(Replay::unplaced)
    }

    /// Whether there is a decision to take back, and one to bring again.
    pub fn can(&self) -> (bool, bool) {
        (
            self.ledger.to_undo().is_some(),
            self.ledger.to_redo().is_some(),
        )
    }
}

/// What was done, in a word or two.
fn title(decision: &Decision) -> &'static str {
    match decision {
        Decision::Note { text, .. } if text.trim().is_empty() => "note removed",
        Decision::Note { .. } => "note written",
        other => other.title(),
    }
}

/// A decision in words: what was done, and the words it was done to.
pub fn describe(decision: &Decision) -> String {
    let quote = |passage: &Passage| format!("“{}”", shortened(&passage.exact));
    let title = decision.title();
    match decision {
        Decision::Confirm { a, b } | Decision::Reject { a, b } | Decision::Match { a, b } => {
            format!("{title}: {} – {}", quote(a), quote(b))
        }
        Decision::Merge { actor, into } => {
            format!(
                "{title}: {} is {}",
                shortened(&actor.name),
                shortened(&into.name)
            )
        }
        Decision::Split { mention } => format!("{title}: {}", quote(mention)),
        Decision::Rename { actor, name } => {
            format!("{title}: {} to {}", shortened(&actor.name), shortened(name))
        }
        Decision::Source { claim, .. } | Decision::Drop { claim } => {
            format!("{title}: {}", quote(claim))
        }
        Decision::Add { content, .. } | Decision::Ends { content, .. } => {
            format!("{title}: {}", quote(content))
        }
        Decision::Boilerplate { block, .. } => format!("{title}: {}", quote(block)),
        Decision::Note { on, text } => {
            let on: Vec<String> = on.iter().map(quote).collect();
            match text.trim() {
                "" => format!("note removed: {}", on.join(" – ")),
                text => format!("{title} “{}” on {}", shortened(text), on.join(" – ")),
            }
        }
    }
}

/// The first words of a text, fit for the screen.
fn shortened(text: &str) -> String {
    super::wrap::cut(&clean::line(text), 32)
}

impl State {
    /// Takes up what was kept of these articles: decisions hold again, and the reader is where he left.
    pub fn reopen(&mut self, opened: Opened) {
        self.reopen_with(opened, None);
    }

    /// The same where the articles were read under these decisions.
    pub(super) fn reopen_with(&mut self, opened: Opened, replay: Option<Replay>) {
        let place = opened.ledger.place().cloned();
        self.decided.ledger = opened.ledger;
        self.decided.order = opened.order;
        self.decided.session = opened.session;
        self.decided.replay = replay;
        if self.decided.replay.is_none() && !self.decided.ledger.in_force().is_empty() {
            self.replay();
        }
        if let Some(place) = place {
            self.return_to_place(&place);
        }
        let lost = match self.decided.unplaced().count() {
            0 => None,
            count => Some(format!(
                "{count} fit{} nowhere in these texts: {} n lists",
                if count == 1 { "s" } else { "" },
                self.keymap.first(Command::View)
            )),
        };
        let says: Vec<String> = opened.says.into_iter().chain(lost).collect();
        if !says.is_empty() {
            self.message = Some(says.join(" · "));
        }
        self.settle();
    }

    /// Whether the decisions of others may come now: nothing is open that names claims by their numbers.
    pub const fn takes_news(&self) -> bool {
        matches!(self.overlay, Overlay::None)
    }

    /// Takes over what stands in the journal, where another reader has written too.
    pub(super) fn take_over(&mut self, ledger: Ledger) {
        let says = match ledger.since(&self.decided.ledger)[..] {
            [] => None,
            [(decision, true)] => Some(format!("another reader: {}", title(decision))),
            [(decision, false)] => Some(format!("another reader undid: {}", title(decision))),
            ref several => Some(format!("another reader: {} decisions", several.len())),
        };
        self.decided.ledger = ledger;
        if let Some(says) = says {
            // He has not asked for it, so the text stays where it is.
            let tops = self.tops;
            if !self.replay() {
                self.tops = tops;
            }
            self.add_to_message(&says);
            self.settle();
        }
    }

    /// The steps taken since the last call, to be written.
    pub fn take_steps(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.decided.outbox)
    }

    /// Adds to what the last key led to where it is kept.
    pub fn add_to_message(&mut self, says: &str) {
        self.message = Some(match self.message.take() {
            Some(message) => format!("{message} · {says}"),
            None => says.to_owned(),
        });
    }

    /// Where the reader is, to be found again in another session.
    pub fn here(&self) -> Here {
        let mut tops = vec![0; self.comparison.articles.len()];
        let elsewhere = self.stays.iter().map(|(at, stay)| (*at, stay.offset));
        let here = self
            .sides()
            .map(|side| (self.shown[side], self.offset(side)));
        for (at, offset) in elsewhere.chain(here) {
            if let Some(top) = tops.get_mut(at) {
                *top = offset;
            }
        }
        let claim = self
            .current
            .and_then(|claim| self.comparison.claims.get(claim));
        Here {
            tops,
            shown: self
                .shown
                .iter()
                .copied()
                .filter(|_| self.has_more())
                .collect(),
            claim: claim.map(|claim| (claim.article, claim.extent())),
        }
    }

    pub(super) fn return_to_place(&mut self, place: &Place) {
        let claim = place.claim.as_ref().and_then(|passage| {
            let article = *self.decided.order.get(passage.article)?;
            let span = passage.find(&self.comparison.articles.get(article)?.text)?;
            likest(&self.comparison, &self.index, article, span)
        });
        let offsets: Vec<usize> = (0..self.comparison.articles.len())
            .map(|at| {
                let top = place.tops.get(self.in_journal(at)).copied();
                let text = &self.comparison.articles[at].text;
                let mut points = text.char_indices();
                points
                    .nth(top.unwrap_or_default())
                    .map_or(text.len(), |(offset, _)| offset)
            })
            .collect();
        let own = |at: &usize| self.decided.order.get(*at).copied();
        let shown: Vec<usize> = place.shown.iter().filter_map(own).collect();
        self.open_at(&offsets, &shown);
        if let Some(claim) = claim {
            self.bring(self.comparison.claims[claim].article);
            self.choose(Some(claim), None);
        }
        for side in self.sides() {
            self.set_offset(side, offsets[self.shown[side]]);
        }
        self.reveal_pair();
    }

    /// Decides: enters the step, reads anew, and says what was done.
    pub(super) fn decide(&mut self, decision: Decision) {
        let says = title(&decision);
        self.enter(Step::Decide(decision));
        self.message = Some(says.to_owned());
    }

    pub(super) fn undo(&mut self, times: usize) {
        for _ in 0..times {
            let Some((id, decision)) = self.decided.ledger.to_undo() else {
                self.message
                    .get_or_insert_with(|| "nothing to undo".to_owned());
                return;
            };
            let (id, says) = (id.to_owned(), title(decision));
            self.enter(Step::Undo(id));
            self.message = Some(format!("undone: {says}"));
        }
    }

    pub(super) fn redo(&mut self, times: usize) {
        for _ in 0..times {
            let Some((id, decision)) = self.decided.ledger.to_redo() else {
                self.message
                    .get_or_insert_with(|| "nothing to do again".to_owned());
                return;
            };
            let (id, says) = (id.to_owned(), title(decision));
            self.enter(Step::Redo(id));
            self.message = Some(format!("done again: {says}"));
        }
    }

    fn enter(&mut self, step: Step) {
        self.decided.steps += 1;
        let entry = Entry {
            id: format!("{}-{}", self.decided.session, self.decided.steps),
            at: 0,
            step,
        };
        self.decided.ledger.enter(entry.clone());
        self.decided.outbox.push(entry);
        self.replay();
    }

    /// Has the decisions in force hold, and the reader stay where he is. True if paragraphs have other kinds by it.
    fn replay(&mut self) -> bool {
        let offsets = [self.offset(0), self.offset(1)];
        let decided = &mut self.decided;
        if decided.order.is_empty() {
            decided.order = (0..self.comparison.articles.len()).collect();
        }
        let replay = decided
            .replay
            .get_or_insert_with(|| Replay::of(&self.comparison, &decided.order));
        let changed = replay.revise(&mut self.comparison, &decided.ledger.in_force());
        let blocks = changed.blocks;
        self.adopt(changed, offsets);
        blocks
    }

    /// Takes a new reading over. Claims and actors are told by where they stand: their numbers may have changed.
    fn adopt(&mut self, changed: Changed, offsets: [usize; 2]) {
        if changed.claims.is_some() {
            self.index = Index::new(&self.comparison);
        } else if changed.matches {
            self.index.match_anew(&self.comparison);
        }
        self.dossier = Dossier::default();
        if changed.blocks {
            let width = self.layout.text_width();
            self.sheets = [
                Sheet::new(width, self.folded),
                Sheet::new(width, self.folded),
            ];
        }
        if let Some(old) = changed.claims {
            self.find_claims_again(&old, changed.actors.as_deref());
        }
        let pair = self.current.zip(self.counterpart);
        let is_match = pair.is_some_and(|(current, counterpart)| {
            let article = self.comparison.claims[counterpart].article;
            let mut all = self.index.counterparts(&self.comparison, current, article);
            all.any(|(claim, _)| claim == counterpart)
        });
        let counterpart = self.counterpart.filter(|_| is_match);
        for (side, offset) in offsets.into_iter().enumerate() {
            self.set_offset(side, offset);
        }
        let active = self.active;
        self.choose(self.current, counterpart);
        if self.current.is_none() {
            self.active = active;
        }
    }

    /// Finds everything that is told by its number again: the claims and actors were other ones before.
    fn find_claims_again(&mut self, old: &[Claim], old_actors: Option<&[Actor]>) {
        let (comparison, index) = (&self.comparison, &self.index);
        let claim = |id: ClaimId| {
            let of = old.get(id)?;
            likest(comparison, index, of.article, of.extent())
        };
        let actor = |id: ActorId| match old_actors {
            Some(old) => same_actor(old.get(id)?, &comparison.actors),
            None => Some(id),
        };
        let revise = |spot: &mut Spot| {
            spot.current = spot.current.and_then(claim);
            spot.counterpart = spot.counterpart.and_then(claim);
        };
        for stay in self.stays.values_mut() {
            stay.claim = stay.claim.and_then(claim);
        }
        self.jumps.revise(revise);
        self.marks.values_mut().for_each(revise);
        self.filter.actor = self.filter.actor.and_then(actor);
        self.taken = self.taken.and_then(actor);
        self.counterpart = self.counterpart.and_then(claim);
        self.current = self.current.and_then(|id| {
            let was = old.get(id)?;
            let nearest = || {
                let claims = index.claims(was.article);
                let next = claims.partition_point(|(start, _)| *start < was.extent().start);
                claims.get(next).or(claims.last()).map(|(_, claim)| *claim)
            };
            likest(comparison, index, was.article, was.extent()).or_else(nearest)
        });
    }

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

    /// Goes to the claim of just these words.
    pub(super) fn go_to_words(&mut self, article: usize, span: Span) {
        let claim = likest(&self.comparison, &self.index, article, span);
        if claim.is_some() {
            self.bring(article);
            self.choose(claim, None);
        }
    }

    /// The same as lines that lead to the claims.
    pub(super) fn decision_rows(&self) -> Vec<Row> {
        let lines = self.decisions();
        if lines.is_empty() {
            return vec![Row::remark("nothing was decided, no note written")];
        }
        let row = |line: Line| {
            if line.unplaced {
                return Row::remark(format!("fits nowhere now, kept: {}", line.words));
            }
            let place = line.claim.map(|claim| self.place_words(claim));
            Row {
                body: Body::One(place.unwrap_or_default(), line.words),
                target: line.claim.map(|claim| Target::Claim(claim, None)),
            }
        };
        lines.into_iter().map(row).collect()
    }

    /// Everything that was decided and holds, the last first; what fits nowhere is among it.
    pub fn decisions(&self) -> Vec<Line> {
        let decided = &self.decided;
        let line = |decision: &&Decision| {
            let unplaced = decided.unplaced().any(|lost| lost == *decision);
            let passage = match decision {
                Decision::Confirm { a, .. }
                | Decision::Reject { a, .. }
                | Decision::Match { a, .. } => Some(a),
                Decision::Source { claim, .. } | Decision::Drop { claim } => Some(claim),
                Decision::Add { content, .. } | Decision::Ends { content, .. } => Some(content),
                Decision::Note { on, .. } => on.first(),
                _ => None,
            };
            let claim = passage.filter(|_| !unplaced).and_then(|passage| {
                let article = *decided.order.get(passage.article)?;
                let span = passage.find(&self.comparison.articles.get(article)?.text)?;
                likest(&self.comparison, &self.index, article, span)
            });
            Line {
                words: describe(decision),
                unplaced,
                claim,
            }
        };
        decided.ledger.in_force().iter().rev().map(line).collect()
    }
}

/// The claim of `article` that stands where `span` does: the same words, else those that share most of both.
fn likest(comparison: &Comparison, index: &Index, article: usize, span: Span) -> Option<ClaimId> {
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
fn same_actor(old: &Actor, actors: &[Actor]) -> Option<ActorId> {
    let first = old.mentions.first()?;
    let has = |actor: &&Actor| actor.mentions.contains(first);
    actors.iter().find(has).map(|actor| actor.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    const A: &str = "Ann Ott closes the mill\n\n“The mill has to close in May,” Ann Ott said on Monday.\n\nMilan Brod said that 300 workers would strike.\n\nBuy our mill calendar.\n";
    const B: &str = "Workers march\n\nAnn Ott said the mill must close in May.\n\nMilan Brod said 300 workers would go on strike.\n";

    fn state() -> State {
        let articles = vec![
            Article::new("a", None, A.to_owned()),
            Article::new("b", None, B.to_owned()),
        ];
        State::new(Comparison::new(articles), (100, 30))
    }

    #[test]
    fn a_step_is_laid_out_for_writing_once() {
        let mut state = state();
        let claim = state.passage_of(0).expect("a claim");
        state.decide(Decision::Drop { claim });
        assert_eq!(state.take_steps().len(), 1);
        assert!(state.take_steps().is_empty());
    }

    #[test]
    fn undoing_all_restores_the_comparison_and_redoing_all_the_decisions() {
        let mut state = state();
        let plain = state.comparison.clone();
        let claim = state.passage_of(0).expect("a claim");
        state.decide(Decision::Drop { claim });
        let claim = state.passage_of(1).expect("a claim");
        state.decide(Decision::Note {
            on: vec![claim],
            text: "look again".to_owned(),
        });
        let decided = (state.comparison.clone(), state.decided.notes().to_vec());
        assert_ne!(decided.0, plain);
        state.undo(9);
        assert_eq!(state.comparison, plain);
        assert!(state.decided.notes().is_empty());
        state.redo(9);
        let again = (state.comparison, state.decided.notes().to_vec());
        assert_eq!(again, decided);
    }

    #[test]
    fn what_was_kept_in_another_order_of_the_articles_finds_its_article() {
        let mut state = state();
        let passage = state.passage_of(0).expect("a claim");
        assert_eq!(passage.article, 0);
        let opened = Opened {
            order: vec![1, 0],
            ..Opened::default()
        };
        state.reopen(opened);
        let passage = state.passage_of(0).expect("a claim");
        assert_eq!(passage.article, 1);
        let place = state.here().place(&[A, B], &[1, 0]);
        assert_eq!(place.claim.as_ref().map(|claim| claim.article), Some(1));
        state.return_to_place(&place);
        assert_eq!(state.here().place(&[A, B], &[1, 0]), place);
    }
}
