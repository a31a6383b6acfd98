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
mod tests;
