//! What a comparison becomes under decisions.
//!
//! Each decision has its place between the stages of a reading: paragraphs before the actors, actors before the claims,
//! claims before the matches. So whatever was decided, matches are those of the corrected reading, and without decisions
//! the result is the plain reading itself. What a stage gave is kept: a new decision has only the stages after its own place
//! done anew, and a verdict or a note none at all. Matches are found anew as a whole: how much a word or an actor counts
//! depends on how many claims hold it, so one claim less changes the score of every pair.

use super::apply;
use super::decision::Decision;
use super::stage::{Progress, STAGES, Stage, Work};
use super::verdict::{self, Before, Judged, Places};
use crate::actor::{self, Actor, MentionIndex};
use crate::article::{Article, BlockKind};
use crate::claim::{self, Claim, ClaimId};
use crate::comparison::Comparison;
use crate::language::{Language, Parsed};
use crate::matching;
use std::sync::Arc;

/// What new decisions changed, with what was there before.
#[derive(Debug, Default, PartialEq)]
pub struct Changed {
    /// The articles in which paragraphs have other kinds.
    pub blocks: Vec<usize>,
    /// The actors before, where they were found anew.
    pub actors: Option<Vec<Actor>>,
    /// The claims before, where they were found anew.
    pub claims: Option<Vec<Claim>>,
    /// Whether the matches may be others.
    pub matches: bool,
}

/// A comparison's decisions, with what each step of the reading gave before them.
#[derive(Debug, Clone, Default)]
pub struct Replay {
    /// Pairs of claims that the reader has judged, in the order of the decisions.
    pub verdicts: Vec<Judged>,
    /// Notes with the claims that they are on.
    pub notes: Vec<(Vec<ClaimId>, String)>,
    /// Claims whose source or words the reader has given.
    pub corrected: Vec<ClaimId>,
    /// By article of the journal its place among those that are read.
    order: Vec<usize>,
    /// By article the kinds of its blocks as it came in.
    kinds: Vec<Vec<BlockKind>>,
    /// What is known of each article's language; empty until it is asked for.
    languages: Vec<Arc<Language>>,
    /// The actors as they were found. A copy of a replay shares them.
    actors: Arc<Vec<Actor>>,
    /// How many of them there are under the decisions on actors; whoever comes after them was named for a claim.
    named: usize,
    /// The claims as they were found.
    claims: Arc<Vec<Claim>>,
    /// The matches that verdicts have changed.
    before: Before,
    /// By stage the decisions that hold there, and which of them fit nowhere.
    under: [Vec<Decision>; STAGES.len()],
    lost: [Vec<bool>; STAGES.len()],
    /// Where passages are among the claims as they are now.
    places: Places,
    /// What was worked in before the comparison was saved, notes left out. What it was made from is not known: to take
    /// any of it back, all is read anew.
    saved: Vec<Decision>,
}

impl Replay {
    /// Nothing decided yet on `comparison`. `order` gives, by article of the journal, its place among the articles.
    pub fn of(comparison: &Comparison, order: &[usize]) -> Self {
        Self {
            order: order.to_vec(),
            kinds: comparison.articles.iter().map(kinds).collect(),
            actors: Arc::new(comparison.actors.clone()),
            named: comparison.actors.len(),
            claims: Arc::new(comparison.claims.clone()),
            ..Self::default()
        }
    }

    /// A comparison as it was saved with `decisions` worked in: it stays as it is.
    pub fn of_saved(comparison: &Comparison, decisions: &[&Decision], order: &[usize]) -> Self {
        let mut replay = Self::of(comparison, order);
        replay.enter(decisions, |_| true);
        let changing = decisions.iter().filter(|of| Stage::of(of) != Stage::Notes);
        replay.saved = changing.map(|of| (*of).clone()).collect();
        let mut before = comparison.articles.clone();
        replay.each(Stage::Blocks, |decision, order| {
            apply::to_blocks(&opposite(decision), &mut before, order)
        });
        replay.kinds = before.iter().map(kinds).collect();
        for stage in [Stage::Actors, Stage::Claims] {
            replay.each(stage, |_, _| Some(()));
        }
        replay.find_corrected(&comparison.articles, &comparison.claims);
        replay.find_verdicts(&comparison.articles, &comparison.claims);
        replay.write_notes(&comparison.articles, &comparison.claims);
        replay
    }

    /// Reads `articles` under `decisions`; `tell` hears how far it is.
    pub fn read(
        articles: Vec<Article>,
        decisions: &[&Decision],
        order: &[usize],
        tell: &mut dyn FnMut(Progress),
    ) -> (Comparison, Self) {
        let mut comparison = Comparison::unread(articles);
        let mut replay = Self::of(&comparison, order);
        replay.enter(decisions, |_| true);
        replay.redo(Stage::Blocks, &mut comparison, tell);
        (comparison, replay)
    }

    /// Takes `comparison` from the decisions that held last to `decisions`. What no decision has changed stays as it is.
    pub fn revise(&mut self, comparison: &mut Comparison, decisions: &[&Decision]) -> Changed {
        self.revise_telling(comparison, decisions, &mut |_| {})
    }

    /// The same; `tell` hears how far it is.
    pub fn revise_telling(
        &mut self,
        comparison: &mut Comparison,
        decisions: &[&Decision],
        tell: &mut dyn FnMut(Progress),
    ) -> Changed {
        let first = if self.takes_back(decisions) {
            self.enter(decisions, |_| true);
            Some(Stage::Blocks)
        } else {
            self.enter(decisions, |_| true)
        };
        match first {
            Some(first) => self.redo(self.from(first), comparison, tell),
            None => Changed::default(),
        }
    }

    /// Whether some of what was worked in before the comparison was saved does not hold any more.
    fn takes_back(&self, decisions: &[&Decision]) -> bool {
        self.saved.iter().any(|of| !decisions.contains(&of))
    }

    /// The stage from which all is done where decisions of `first` are new. Corrections can't be worked in twice, so
    /// under what was corrected before the comparison was saved there is nothing to begin from but the texts.
    fn from(&self, first: Stage) -> Stage {
        let is_corrected = self.saved.iter().any(|of| Stage::of(of).is_early());
        if first.is_early() && is_corrected {
            Stage::Blocks
        } else {
            first
        }
    }

    /// Takes `comparison` to the verdicts and notes among `decisions` and leaves its claims and actors as they are, so
    /// that it takes no longer on a book than on an article.
    pub fn judge(&mut self, comparison: &mut Comparison, decisions: &[&Decision]) -> Changed {
        if self.is_unlearned(comparison, decisions) {
            return Changed::default();
        }
        match self.enter(decisions, |stage| !stage.is_early()) {
            Some(first) => self.redo(first, comparison, &mut |_| {}),
            None => Changed::default(),
        }
    }

    /// Whether it takes more than [`Self::judge`] to have just `decisions` hold.
    pub fn is_behind(&self, comparison: &Comparison, decisions: &[&Decision]) -> bool {
        self.finds_anew(decisions) || self.is_unlearned(comparison, decisions)
    }

    /// Whether taking a comparison to `decisions` finds all its matches anew.
    pub fn finds_anew(&self, decisions: &[&Decision]) -> bool {
        let differs = STAGES.into_iter().zip(&self.under).any(|(stage, own)| {
            let now = decisions.iter().filter(|now| Stage::of(now) == stage);
            stage.is_early() && !now.copied().eq(own)
        });
        differs || self.takes_back(decisions)
    }

    /// The decisions on paragraphs, actors and claims that hold, by their place in a reading.
    pub fn early(&self) -> impl Iterator<Item = &Decision> {
        let stages = STAGES.into_iter().zip(&self.under);
        stages
            .filter(|(stage, _)| stage.is_early())
            .flat_map(|(_, own)| own)
    }

    /// Whether a match is to be made anew and nothing is known of the articles' language yet.
    fn is_unlearned(&self, comparison: &Comparison, decisions: &[&Decision]) -> bool {
        let Comparison {
            articles,
            claims,
            matches,
            ..
        } = comparison;
        let held = &self.under[Stage::Matches as usize];
        let anew = |decision: &Decision| {
            let place = |passage: &_| apply::claim_at(articles, claims, &self.order, passage);
            let judged = verdict::verdict(decision, claims, place);
            judged.is_some_and(|judged| verdict::is_made_anew(&judged, matches))
        };
        let mut new = decisions
            .iter()
            .filter(|decision| Stage::of(decision) == Stage::Matches && !held.contains(decision));
        self.languages.is_empty() && new.any(|decision| anew(decision))
    }

    /// Decisions that fit nowhere in the texts as they are now, in order of their stages; they are kept.
    pub fn unplaced(&self) -> impl Iterator<Item = &Decision> {
        let stages = self.under.iter().zip(&self.lost);
        stages.flat_map(|(decisions, lost)| {
            let lost = decisions.iter().zip(lost).filter(|(_, lost)| **lost);
            lost.map(|(decision, _)| decision)
        })
    }

    /// Enters the decisions that hold now at the stages that are `wanted`; the first of them at which some have changed.
    fn enter(&mut self, decisions: &[&Decision], wanted: impl Fn(Stage) -> bool) -> Option<Stage> {
        let mut first = None;
        let stages = STAGES.into_iter().zip(&mut self.under);
        for (stage, own) in stages.filter(|(stage, _)| wanted(*stage)) {
            let now = || decisions.iter().filter(|now| Stage::of(now) == stage);
            if !now().copied().eq(own.iter()) {
                *own = now().map(|decision| (*decision).clone()).collect();
                first = first.or(Some(stage));
            }
        }
        first
    }

    /// Does the stages from `first` on.
    fn redo(
        &mut self,
        first: Stage,
        comparison: &mut Comparison,
        tell: &mut dyn FnMut(Progress),
    ) -> Changed {
        let Comparison {
            articles,
            sentences,
            actors,
            claims,
            matches,
            repeats,
            copied,
        } = comparison;
        let mut changed = Changed {
            blocks: if first == Stage::Blocks {
                self.change_blocks(articles)
            } else {
                Vec::new()
            },
            matches: first <= Stage::Matches,
            ..Changed::default()
        };
        if first == Stage::Matches {
            self.before.restore(matches);
            self.find_verdicts(articles, claims);
        }
        let anew = |judged: &Judged| verdict::is_made_anew(judged, matches);
        if first < Stage::Matches || first == Stage::Matches && self.verdicts.iter().any(anew) {
            self.learn(articles, tell);
        }
        let parsed: Vec<Parsed<'_>> = articles
            .iter()
            .zip(&self.languages)
            .map(|(article, language)| Parsed::with(article, language))
            .collect();
        let mut telling = |work, done, of| tell(Progress { work, done, of });
        if first <= Stage::Claims {
            self.saved.clear();
        }
        if first == Stage::Blocks {
            *sentences = parsed.iter().map(|parsed| parsed.spans()).collect();
            telling(Work::Actors, 0, 0);
            self.actors = Arc::new(actor::find(&parsed));
        }
        if first <= Stage::Actors {
            changed.actors = Some(std::mem::replace(actors, self.actors.to_vec()));
            self.each(Stage::Actors, |decision, order| {
                apply::to_actors(decision, &parsed, order, actors)
            });
            self.named = actors.len();
            self.claims = Arc::new(claim::find_telling(&parsed, actors, |done, of| {
                telling(Work::Claims, done, of);
            }));
        }
        if first <= Stage::Claims {
            changed.claims = Some(std::mem::replace(claims, self.claims.to_vec()));
            let under = &self.under[Stage::Claims as usize];
            let before = apply::name_more(actors, self.named, under);
            changed.actors = changed.actors.or(before);
            let mentions = MentionIndex::new(actors, parsed.len());
            self.each(Stage::Claims, |decision, order| {
                apply::to_claims(decision, &parsed, order, (actors, &mentions), claims)
            });
            for (id, claim) in claims.iter_mut().enumerate() {
                claim.id = id;
            }
            telling(Work::Matches, 0, 0);
            let found = matching::find_telling(&parsed, actors, claims, |done, of| {
                telling(Work::Matches, done, of);
            });
            (*matches, *repeats, *copied) = (found.matches, found.repeats, found.copied);
            self.before.clear();
            self.places = Places::default();
            self.find_corrected(articles, claims);
        }
        if first < Stage::Matches {
            self.find_verdicts(articles, claims);
        }
        if first <= Stage::Matches {
            let read = (&parsed[..], &actors[..], &claims[..]);
            self.before.change(&self.verdicts, read, matches);
        }
        self.write_notes(articles, claims);
        changed
    }

    /// Reads the articles' language, once.
    fn learn(&mut self, articles: &[Article], tell: &mut dyn FnMut(Progress)) {
        if self.languages.is_empty() {
            let of = articles.iter().map(|article| article.blocks.len()).sum();
            let mut done = 0;
            let mut count = || {
                tell(Progress {
                    work: Work::Sentences,
                    done,
                    of,
                });
                done += 1;
            };
            let language = |article| Arc::new(Language::new(article, &mut count));
            self.languages = articles.iter().map(language).collect();
        }
    }

    /// Has `apply` done to each decision of `stage`; what it gives `None` for fits nowhere.
    fn each(&mut self, stage: Stage, mut apply: impl FnMut(&Decision, &[usize]) -> Option<()>) {
        let lost = |decision| apply(decision, &self.order).is_none();
        self.lost[stage as usize] = self.under[stage as usize].iter().map(lost).collect();
    }

    /// Gives paragraphs the kinds that were decided, all others their own; the articles in which some have
    /// another than before.
    fn change_blocks(&mut self, articles: &mut [Article]) -> Vec<usize> {
        let before: Vec<Vec<BlockKind>> = articles.iter().map(kinds).collect();
        for (article, kinds) in articles.iter_mut().zip(&self.kinds) {
            for (block, kind) in article.blocks.iter_mut().zip(kinds) {
                block.kind = *kind;
            }
        }
        self.each(Stage::Blocks, |decision, order| {
            apply::to_blocks(decision, articles, order)
        });
        let differs = |at: &usize| before[*at] != kinds(&articles[*at]);
        (0..articles.len()).filter(differs).collect()
    }

    /// Finds the claims that were corrected or added, under the numbers that they have now.
    fn find_corrected(&mut self, articles: &[Article], claims: &[Claim]) {
        let under = &self.under[Stage::Claims as usize];
        let kept = under
            .iter()
            .filter(|of| !matches!(of, Decision::Drop { .. }));
        let named = kept.flat_map(Decision::claims);
        let places = &mut self.places;
        let claim = |passage| places.claim(articles, claims, &self.order, passage);
        self.corrected = named.filter_map(claim).collect();
    }

    /// Finds the pairs that were judged.
    fn find_verdicts(&mut self, articles: &[Article], claims: &[Claim]) {
        let mut places = std::mem::take(&mut self.places);
        let mut verdicts = Vec::new();
        self.each(Stage::Matches, |decision, order| {
            let claim = |passage: &_| places.claim(articles, claims, order, passage);
            verdicts.push(verdict::verdict(decision, claims, claim)?);
            Some(())
        });
        self.verdicts = verdicts;
        self.places = places;
    }

    fn write_notes(&mut self, articles: &[Article], claims: &[Claim]) {
        let mut places = std::mem::take(&mut self.places);
        let mut notes: Vec<(Vec<ClaimId>, String)> = Vec::new();
        self.each(Stage::Notes, |decision, order| {
            if let Decision::Note { on, text } = decision {
                let claim = |passage| places.claim(articles, claims, order, passage);
                let on = on.iter().map(claim).collect::<Option<Vec<_>>>()?;
                notes.retain(|(claims, _)| *claims != on);
                notes.push((on, text.clone()));
            }
            Some(())
        });
        notes.retain(|(_, text)| !text.trim().is_empty());
        self.notes = notes;
        self.places = places;
    }
}

/// What takes a decision on a paragraph back.
fn opposite(decision: &Decision) -> Decision {
    match decision.clone() {
        Decision::Boilerplate { block, is } => Decision::Boilerplate { block, is: !is },
        other => other,
    }
}

fn kinds(article: &Article) -> Vec<BlockKind> {
    article.blocks.iter().map(|block| block.kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Source;
    use crate::notebook::decision::{Named, Voice};
    use crate::notebook::{Passage, Verdict};
    use crate::span::Span;
    use proptest::prelude::*;

    const A: &str = "Mayor Ann Example opened the bridge on Monday.\n\nBen Sample said that the bridge was too narrow for the lorries of the harbour.\n\nBuy our bridge calendar today.\n";
    const B: &str = "Ann Example opened a bridge.\n\nBen Sample said that the bridge was far too narrow for lorries.\n";

    fn articles() -> Vec<Article> {
        vec![
            Article::new("a", None, A.to_owned()),
            Article::new("b", None, B.to_owned()),
        ]
    }

    fn passage(article: usize, words: &str) -> Passage {
        let text = [A, B][article];
        let at = text.find(words).expect("the words are there");
        Passage::new(article, text, Span::new(at, at + words.len()))
    }

    /// The articles under decisions, read from the beginning.
    struct Read {
        comparison: Comparison,
        replay: Replay,
    }

    fn under(decisions: &[&Decision]) -> Read {
        let (comparison, replay) = Replay::read(articles(), decisions, &[0, 1], &mut |_| {});
        Read { comparison, replay }
    }

    fn claim_of(comparison: &Comparison, article: usize) -> Passage {
        let claim = comparison
            .claims
            .iter()
            .find(|claim| claim.article == article)
            .expect("a claim");
        Passage::new(article, &comparison.articles[article].text, claim.extent())
    }

    #[test]
    fn without_decisions_the_reading_is_the_plain_one() {
        assert_eq!(under(&[]).comparison, Comparison::new(articles()));
    }

    #[test]
    fn whoever_is_called_nothing_by_a_journal_keeps_the_name() {
        let claim = claim_of(&under(&[]).comparison, 0);
        let rename = Decision::Rename {
            actor: Named {
                name: "Ben Sample".to_owned(),
                mention: passage(0, "Ben Sample"),
            },
            name: " ".to_owned(),
        };
        let source = Decision::Source {
            claim,
            voice: Voice::New(String::new()),
        };
        let Read { comparison, replay } = under(&[&rename, &source]);
        assert_eq!(comparison, under(&[]).comparison);
        assert_eq!(replay.unplaced().collect::<Vec<_>>(), [&rename, &source]);
    }

    #[test]
    fn the_ends_of_a_claim_are_not_moved_into_another_article() {
        let ends = Decision::Ends {
            claim: claim_of(&under(&[]).comparison, 0),
            content: passage(1, "the bridge was far too narrow"),
        };
        let Read { comparison, replay } = under(&[&ends]);
        assert_eq!(comparison, under(&[]).comparison);
        assert_eq!(replay.unplaced().collect::<Vec<_>>(), [&ends]);
    }

    #[test]
    fn white_space_between_sentences_is_no_claim() {
        let gap = Passage::new(0, A, Span::new(46, 48));
        assert_eq!(gap.exact, "\n\n");
        let add = Decision::Add {
            content: gap.clone(),
            voice: Voice::Article,
        };
        let ends = Decision::Ends {
            claim: claim_of(&under(&[]).comparison, 0),
            content: gap,
        };
        let Read { comparison, replay } = under(&[&add, &ends]);
        assert_eq!(comparison, under(&[]).comparison);
        assert_eq!(replay.unplaced().collect::<Vec<_>>(), [&add, &ends]);
    }

    #[test]
    fn while_claims_are_read_it_is_told_how_much_of_the_texts_is() {
        let mut told = Vec::new();
        Replay::read(articles(), &[], &[0, 1], &mut |progress| {
            if progress.work == Work::Claims {
                assert_eq!(progress.of, A.len() + B.len());
                told.push(progress.done);
            }
        });
        let within = |from: usize, to: usize| {
            told.iter()
                .filter(|done| (from..to).contains(*done))
                .count()
        };
        assert!(told.is_sorted());
        assert!(
            within(1, A.len()) > 2 && within(A.len() + 1, A.len() + B.len()) > 2,
            "{told:?}"
        );
    }

    #[test]
    fn a_dropped_claim_is_gone_and_an_added_one_is_there() {
        let plain = Comparison::new(articles());
        let dropped = under(&[&Decision::Drop {
            claim: claim_of(&plain, 0),
        }]);
        assert_eq!(dropped.comparison.claims.len() + 1, plain.claims.len());
        let content = passage(0, "too narrow for the lorries");
        let added = under(&[&Decision::Add {
            content,
            voice: Voice::Unnamed,
        }]);
        assert!(
            added
                .comparison
                .claims
                .iter()
                .any(|claim| claim.source == Source::Unnamed(None)
                    && added.comparison.text_of(claim) == "too narrow for the lorries")
        );
        assert!(
            added
                .comparison
                .claims
                .iter()
                .enumerate()
                .all(|(id, claim)| claim.id == id)
        );
    }

    #[test]
    fn a_match_made_by_hand_stands_until_it_is_rejected() {
        let plain = Comparison::new(articles());
        let (a, b) = (claim_of(&plain, 0), claim_of(&plain, 1));
        let made = Decision::Match {
            a: a.clone(),
            b: b.clone(),
        };
        let with = under(&[&made]);
        let (a_id, b_id, verdict) = with.replay.verdicts[0];
        assert_eq!(verdict, Verdict::ByHand);
        assert!(with.comparison.matches.iter().any(|found| (found.a, found.b) == (a_id, b_id) && (found.score - 1.0).abs() < 1e-6));
        let rejected = under(&[&made, &Decision::Reject { a, b }]);
        assert!(
            !rejected
                .comparison
                .matches
                .iter()
                .any(|found| (found.a, found.b) == (a_id, b_id))
        );
        let last = rejected.replay.verdicts.last();
        assert_eq!(last, Some(&(a_id, b_id, Verdict::Rejected)));
    }

    #[test]
    fn a_match_made_by_hand_after_it_was_rejected_stands() {
        let plain = Comparison::new(articles());
        let found = &plain.matches[0];
        let passage = |claim: ClaimId| {
            let claim = &plain.claims[claim];
            Passage::new(
                claim.article,
                &plain.articles[claim.article].text,
                claim.extent(),
            )
        };
        let (a, b) = (passage(found.a), passage(found.b));
        let reject = Decision::Reject {
            a: a.clone(),
            b: b.clone(),
        };
        let both = under(&[&reject, &Decision::Match { a, b }]).comparison;
        assert!(
            both.matches
                .iter()
                .any(|own| (own.a, own.b) == (found.a, found.b))
        );
    }

    #[test]
    fn a_paragraph_marked_as_boilerplate_states_nothing() {
        let block = passage(0, "Mayor Ann Example opened the bridge on Monday.");
        let marked = under(&[&Decision::Boilerplate { block, is: true }]).comparison;
        assert_eq!(marked.articles[0].blocks[0].kind, BlockKind::Boilerplate);
        assert!(
            marked
                .claims
                .iter()
                .all(|claim| claim.extent().start > 40 || claim.article == 1)
        );
    }

    #[test]
    fn merged_actors_are_one_and_renamed_ones_bear_the_new_name() {
        let one = Named {
            name: "Ann Example".to_owned(),
            mention: passage(1, "Ann Example"),
        };
        let other = Named {
            name: "Ben Sample".to_owned(),
            mention: passage(1, "Ben Sample"),
        };
        let rename = Decision::Rename {
            actor: one.clone(),
            name: "The Two".to_owned(),
        };
        let merged = under(&[
            &Decision::Merge {
                actor: other,
                into: one,
            },
            &rename,
        ])
        .comparison;
        let actor = merged
            .actors
            .iter()
            .find(|actor| actor.name == "The Two")
            .expect("it is renamed");
        assert!(actor.mentions.len() >= 4);
        assert!(
            merged
                .actors
                .iter()
                .enumerate()
                .all(|(id, actor)| actor.id == id)
        );
    }

    #[test]
    fn what_no_longer_fits_is_listed_and_changes_nothing() {
        let gone = Passage {
            exact: "words that are not there".to_owned(),
            ..passage(0, "bridge")
        };
        let gone = Passage {
            prefix: "zzzzzzzz".to_owned(),
            suffix: "yyyyyyyy".to_owned(),
            ..gone
        };
        let decision = Decision::Drop { claim: gone };
        let after = under(&[&decision]);
        assert_eq!(after.replay.unplaced().collect::<Vec<_>>(), [&decision]);
        assert_eq!(after.comparison, Comparison::new(articles()));
    }

    #[test]
    fn verdicts_hold_before_the_correction_that_was_decided_with_them_does() {
        let mut comparison = Comparison::new(articles());
        let found = &comparison.matches[0];
        let passage = |claim: ClaimId| {
            let claim = &comparison.claims[claim];
            let text = &comparison.articles[claim.article].text;
            Passage::new(claim.article, text, claim.extent())
        };
        let (pair, a, b) = ((found.a, found.b), passage(found.a), passage(found.b));
        let reject = Decision::Reject { a, b };
        let block = self::passage(0, "Buy our bridge calendar today.");
        let held = [&Decision::Boilerplate { block, is: true }, &reject];
        let mut replay = Replay::of(&comparison, &[0, 1]);
        let claims = comparison.claims.clone();
        let changed = replay.judge(&mut comparison, &held);
        assert!(changed.matches && changed.claims.is_none() && comparison.claims == claims);
        assert!(
            !comparison
                .matches
                .iter()
                .any(|found| (found.a, found.b) == pair)
        );
        assert!(replay.is_behind(&comparison, &held) && replay.finds_anew(&held));
        replay.revise(&mut comparison, &held);
        assert!(!replay.is_behind(&comparison, &held) && replay.early().eq([held[0]]));
        assert_eq!(comparison, under(&held).comparison);
    }

    /// One of the things that may be decided on the two articles, chosen by numbers.
    fn decision(plain: &Comparison, (kind, one, other): (usize, usize, usize)) -> Decision {
        let claim = |of: usize| {
            let claim = &plain.claims[of % plain.claims.len()];
            Passage::new(
                claim.article,
                &plain.articles[claim.article].text,
                claim.extent(),
            )
        };
        let of = |article: usize, number: usize| {
            let claims: Vec<_> = plain
                .claims
                .iter()
                .filter(|claim| claim.article == article)
                .collect();
            let claim = claims[number % claims.len()];
            Passage::new(article, &plain.articles[article].text, claim.extent())
        };
        let named = |of: usize| {
            let actor = &plain.actors[of % plain.actors.len()];
            let mention = actor.mentions[0];
            Named {
                name: actor.name.clone(),
                mention: Passage::new(mention.article, [A, B][mention.article], mention.span),
            }
        };
        let (a, b) = (of(0, one), of(1, other));
        match kind % 12 {
            0 => Decision::Confirm { a, b },
            1 => Decision::Reject { a, b },
            2 => Decision::Match { a, b },
            3 => Decision::Note {
                on: vec![a, b],
                text: ["", "words"][one % 2].to_owned(),
            },
            4 => Decision::Drop { claim: claim(one) },
            5 => Decision::Source {
                claim: claim(one),
                voice: Voice::Actor(named(other)),
            },
            6 => Decision::Source {
                claim: claim(one),
                voice: Voice::Unnamed,
            },
            7 => Decision::Add {
                content: passage(other % 2, "bridge"),
                voice: Voice::Article,
            },
            8 => Decision::Ends {
                claim: claim(one),
                content: Passage {
                    exact: claim(one)
                        .exact
                        .split_at(0)
                        .1
                        .trim_end_matches(|c: char| c != ' ')
                        .to_owned(),
                    ..claim(one)
                },
            },
            9 => Decision::Merge {
                actor: named(one),
                into: named(other),
            },
            10 => Decision::Rename {
                actor: named(one),
                name: "Somebody Else".to_owned(),
            },
            _ => Decision::Boilerplate {
                block: of(0, one),
                is: other % 2 == 0,
            },
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn decided_one_by_one_it_is_what_reading_from_the_beginning_gives(
            numbers in proptest::collection::vec((0_usize..12, 0_usize..9, 0_usize..9), 1..9),
            forces in proptest::collection::vec(any::<u16>(), 1..12),
        ) {
            let mut comparison = Comparison::new(articles());
            let all: Vec<Decision> = numbers.iter().map(|numbers| decision(&comparison, *numbers)).collect();
            let mut replay = Replay::of(&comparison, &[0, 1]);
            for force in forces {
                let held: Vec<&Decision> = all.iter().enumerate().filter(|(at, _)| force >> at & 1 == 1).map(|(_, of)| of).collect();
                let before = comparison.clone();
                let changed = replay.revise(&mut comparison, &held);
                let whole = under(&held);
                prop_assert_eq!(&comparison, &whole.comparison);
                prop_assert_eq!(&replay.verdicts, &whole.replay.verdicts);
                prop_assert_eq!(&replay.notes, &whole.replay.notes);
                prop_assert!(replay.unplaced().eq(whole.replay.unplaced()));
                prop_assert!(changed.matches || before.matches == comparison.matches);
                prop_assert!(changed.claims.is_some() || before.claims == comparison.claims);
                prop_assert!(changed.actors.is_some() || before.actors == comparison.actors);
                prop_assert!(!changed.blocks.is_empty() || before.articles == comparison.articles);
            }
        }
    }
}
