//! What a comparison becomes under decisions.
//!
//! Each decision has its place between the steps of a reading: paragraphs before the actors, actors before the claims,
//! claims before the matches. So whatever was decided, matches are those of the corrected reading, and without decisions
//! the result is the plain reading itself. What a step gave is kept: a new decision has only the steps after its own place
//! done anew, and a verdict or a note none at all. Matches are found anew as a whole: how much a word or an actor counts
//! depends on how many claims hold it, so one claim less changes the score of every pair.

use super::apply;
use super::decision::Decision;
use super::passage::Passage;
use crate::actor::{self, Actor, MentionIndex};
use crate::article::{Article, BlockKind};
use crate::claim::{self, Claim, ClaimId};
use crate::comparison::Comparison;
use crate::language::{Language, Parsed};
use crate::matching::{self, Match};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What the reader thinks of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They belong together.
    Confirmed,
    /// They do not.
    Rejected,
    /// They belong together, and only the reader found it.
    ByHand,
}

/// What a reading is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Work {
    Paragraphs,
    Sentences,
    Actors,
    Claims,
    Matches,
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub work: Work,
    /// How much of it is done: articles, of sentences paragraphs, of matches pairs.
    pub done: usize,
    /// Of how much; 0 where that is not known.
    pub of: usize,
}

/// Where in a reading a decision has its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Blocks,
    Actors,
    Claims,
    Matches,
    Notes,
}

const STEPS: [Step; 5] = [
    Step::Blocks,
    Step::Actors,
    Step::Claims,
    Step::Matches,
    Step::Notes,
];

impl Step {
    const fn of(decision: &Decision) -> Self {
        match decision {
            Decision::Boilerplate { .. } => Self::Blocks,
            Decision::Merge { .. } | Decision::Split { .. } | Decision::Rename { .. } => {
                Self::Actors
            }
            Decision::Source { .. }
            | Decision::Add { .. }
            | Decision::Drop { .. }
            | Decision::Ends { .. } => Self::Claims,
            Decision::Confirm { .. } | Decision::Reject { .. } | Decision::Match { .. } => {
                Self::Matches
            }
            Decision::Note { .. } => Self::Notes,
        }
    }
}

/// What new decisions changed, with what was there before.
#[derive(Debug, Default, PartialEq)]
pub struct Changed {
    /// Whether paragraphs have other kinds.
    pub blocks: bool,
    /// The actors before, where they were found anew.
    pub actors: Option<Vec<Actor>>,
    /// The claims before, where they were found anew.
    pub claims: Option<Vec<Claim>>,
    /// Whether the matches may be others.
    pub matches: bool,
}

/// A comparison's decisions, with what each step of the reading gave before them.
#[derive(Debug, Default)]
pub struct Replay {
    /// Pairs of claims that the reader has judged, in the order of the decisions.
    pub verdicts: Vec<(ClaimId, ClaimId, Verdict)>,
    /// Notes with the claims that they are on.
    pub notes: Vec<(Vec<ClaimId>, String)>,
    /// By article of the journal its place among those that are read.
    order: Vec<usize>,
    /// By article the kinds of its blocks as it came in.
    kinds: Vec<Vec<BlockKind>>,
    /// What is known of each article's language; empty until it is asked for.
    languages: Vec<Arc<Language>>,
    /// The actors as they were found.
    actors: Vec<Actor>,
    /// The claims as they were found.
    claims: Vec<Claim>,
    /// The pairs that were judged, with their match as it was found, in the order in which they were changed.
    judged: Vec<((ClaimId, ClaimId), Option<Match>)>,
    /// By step the decisions that hold there, and which of them fit nowhere.
    under: [Vec<Decision>; STEPS.len()],
    lost: [Vec<bool>; STEPS.len()],
    /// Where passages are among the claims as they are now.
    places: FxHashMap<Passage, Option<ClaimId>>,
}

impl Replay {
    /// Nothing decided yet on `comparison`. `order` gives, by article of the journal, its place among the articles.
    pub fn of(comparison: &Comparison, order: &[usize]) -> Self {
        Self {
            order: order.to_vec(),
            kinds: comparison.articles.iter().map(kinds).collect(),
            actors: comparison.actors.clone(),
            claims: comparison.claims.clone(),
            ..Self::default()
        }
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
        replay.enter(decisions);
        replay.redo(Step::Blocks, &mut comparison, tell);
        (comparison, replay)
    }

    /// Takes `comparison` from the decisions that held last to `decisions`. What no decision has changed stays as it is.
    pub fn revise(&mut self, comparison: &mut Comparison, decisions: &[&Decision]) -> Changed {
        match self.enter(decisions) {
            Some(first) => self.redo(first, comparison, &mut |_| {}),
            None => Changed::default(),
        }
    }

    /// Decisions that fit nowhere in the texts as they are now, in order of their steps; they are kept.
    pub fn unplaced(&self) -> impl Iterator<Item = &Decision> {
        let steps = self.under.iter().zip(&self.lost);
        steps.flat_map(|(decisions, lost)| {
            let lost = decisions.iter().zip(lost).filter(|(_, lost)| **lost);
            lost.map(|(decision, _)| decision)
        })
    }

    /// Enters the decisions that hold now; the first step of whose decisions some have changed.
    fn enter(&mut self, decisions: &[&Decision]) -> Option<Step> {
        let mut first = None;
        for (step, own) in STEPS.into_iter().zip(&mut self.under) {
            let now = || {
                decisions
                    .iter()
                    .filter(|decision| Step::of(decision) == step)
            };
            if !now().copied().eq(own.iter()) {
                *own = now().map(|decision| (*decision).clone()).collect();
                first = first.or(Some(step));
            }
        }
        first
    }

    /// Does the steps from `first` on.
    fn redo(
        &mut self,
        first: Step,
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
        } = comparison;
        let mut changed = Changed {
            blocks: first == Step::Blocks && self.change_blocks(articles),
            matches: first <= Step::Matches,
            ..Changed::default()
        };
        if first < Step::Matches || self.under[Step::Matches as usize].iter().any(by_hand) {
            self.learn(articles, tell);
        }
        let parsed: Vec<Parsed<'_>> = articles
            .iter()
            .zip(&self.languages)
            .map(|(article, language)| Parsed::with(article, language))
            .collect();
        let mut telling = |work, done, of| tell(Progress { work, done, of });
        if first == Step::Blocks {
            *sentences = parsed.iter().map(|parsed| parsed.spans()).collect();
            telling(Work::Actors, 0, 0);
            self.actors = actor::find(&parsed);
        }
        if first <= Step::Actors {
            changed.actors = Some(std::mem::replace(actors, self.actors.clone()));
            self.each(Step::Actors, |decision, order| {
                apply::to_actors(decision, &parsed, order, actors)
            });
            self.claims = claim::find_telling(&parsed, actors, |done| {
                telling(Work::Claims, done, parsed.len());
            });
        }
        if first <= Step::Claims {
            changed.claims = Some(std::mem::replace(claims, self.claims.clone()));
            let mentions = MentionIndex::new(actors, parsed.len());
            self.each(Step::Claims, |decision, order| {
                apply::to_claims(decision, &parsed, order, (actors, &mentions), claims)
            });
            for (id, claim) in claims.iter_mut().enumerate() {
                claim.id = id;
            }
            telling(Work::Matches, 0, 0);
            let found = matching::find_telling(&parsed, actors, claims, |done, of| {
                telling(Work::Matches, done, of);
            });
            (*matches, *repeats) = (found.matches, found.repeats);
            self.judged.clear();
            self.places.clear();
        }
        if first <= Step::Matches {
            for (pair, found) in std::mem::take(&mut self.judged).into_iter().rev() {
                take(matches, pair);
                if let Some(found) = found {
                    put(matches, found);
                }
            }
            self.judge(articles, claims);
            self.change_matches(&parsed, actors, claims, matches);
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

    /// Has `apply` done to each decision of `step`; what it gives `None` for fits nowhere.
    fn each(&mut self, step: Step, mut apply: impl FnMut(&Decision, &[usize]) -> Option<()>) {
        let lost = |decision| apply(decision, &self.order).is_none();
        self.lost[step as usize] = self.under[step as usize].iter().map(lost).collect();
    }

    /// Gives paragraphs the kinds that were decided, all others their own; whether any has another than before.
    fn change_blocks(&mut self, articles: &mut [Article]) -> bool {
        let before: Vec<Vec<BlockKind>> = articles.iter().map(kinds).collect();
        for (article, kinds) in articles.iter_mut().zip(&self.kinds) {
            for (block, kind) in article.blocks.iter_mut().zip(kinds) {
                block.kind = *kind;
            }
        }
        self.each(Step::Blocks, |decision, order| {
            apply::to_blocks(decision, articles, order)
        });
        before != articles.iter().map(kinds).collect::<Vec<_>>()
    }

    /// Finds the pairs that were judged.
    fn judge(&mut self, articles: &[Article], claims: &[Claim]) {
        let mut places = std::mem::take(&mut self.places);
        let mut verdicts = Vec::new();
        self.each(Step::Matches, |decision, order| {
            let mut claim = |passage| placed(&mut places, articles, claims, order, passage);
            let (a, b, verdict) = match decision {
                Decision::Confirm { a, b } => (claim(a)?, claim(b)?, Verdict::Confirmed),
                Decision::Reject { a, b } => (claim(a)?, claim(b)?, Verdict::Rejected),
                Decision::Match { a, b } => (claim(a)?, claim(b)?, Verdict::ByHand),
                _ => return Some(()),
            };
            if verdict == Verdict::ByHand && claims[a].article == claims[b].article {
                return None;
            }
            verdicts.push((a.min(b), a.max(b), verdict));
            Some(())
        });
        self.verdicts = verdicts;
        self.places = places;
    }

    /// A rejected match goes out of every count and list; a confirmed or made one is as sure as can be. The last word
    /// on a pair counts.
    fn change_matches(
        &mut self,
        parsed: &[Parsed<'_>],
        actors: &[Actor],
        claims: &[Claim],
        matches: &mut Vec<Match>,
    ) {
        for (at, (a, b, verdict)) in self.verdicts.iter().enumerate() {
            let pair = (*a, *b);
            let same = |(a, b, _): &&(ClaimId, ClaimId, Verdict)| (*a, *b) == pair;
            if self.verdicts[at + 1..].iter().any(|later| same(&later)) {
                continue;
            }
            let found = take(matches, pair);
            let mut own = self.verdicts.iter().filter(same);
            let made = own.any(|(_, _, verdict)| *verdict == Verdict::ByHand);
            let by_hand =
                || made.then(|| matching::by_hand(parsed, actors, claims, pair.0, pair.1));
            if *verdict != Verdict::Rejected
                && let Some(mut sure) = found.clone().or_else(by_hand)
            {
                sure.score = 1.0;
                put(matches, sure);
            }
            self.judged.push((pair, found));
        }
    }

    fn write_notes(&mut self, articles: &[Article], claims: &[Claim]) {
        let mut places = std::mem::take(&mut self.places);
        let mut notes: Vec<(Vec<ClaimId>, String)> = Vec::new();
        self.each(Step::Notes, |decision, order| {
            if let Decision::Note { on, text } = decision {
                let claim = |passage| placed(&mut places, articles, claims, order, passage);
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

fn kinds(article: &Article) -> Vec<BlockKind> {
    article.blocks.iter().map(|block| block.kind).collect()
}

fn by_hand(decision: &Decision) -> bool {
    matches!(decision, Decision::Match { .. })
}

/// The claim that `passage` names; texts are searched once for each passage.
fn placed(
    places: &mut FxHashMap<Passage, Option<ClaimId>>,
    articles: &[Article],
    claims: &[Claim],
    order: &[usize],
    passage: &Passage,
) -> Option<ClaimId> {
    if let Some(claim) = places.get(passage) {
        return *claim;
    }
    let claim = apply::claim_at(articles, claims, order, passage);
    places.insert(passage.clone(), claim);
    claim
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Source;
    use crate::notebook::decision::{Named, Voice};
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
                prop_assert!(changed.blocks || before.articles == comparison.articles);
            }
        }
    }
}
