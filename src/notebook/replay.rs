//! What a comparison becomes under decisions.
//!
//! The articles are read anew with each decision in its place: paragraphs before the language, actors before the claims,
//! claims before the matches. So whatever was decided, matches are those of the corrected reading, and without decisions
//! the result is the plain reading itself.

use super::decision::{Decision, Named, Voice};
use super::passage::Passage;
use crate::actor::{Actor, ActorKind, Form, Mention, MentionIndex};
use crate::article::{Article, BlockKind};
use crate::claim::gather::{self, Statement};
use crate::claim::{Claim, ClaimId, Source, source::Sources};
use crate::comparison::{Comparison, Revision};
use crate::language::Parsed;
use crate::matching::Match;
use crate::span::Span;

/// A comparison with what the reader made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotated {
    /// The corrected reading.
    pub comparison: Comparison,
    /// Pairs of claims that the reader has judged, in the order of the decisions.
    pub verdicts: Vec<(ClaimId, ClaimId, Verdict)>,
    /// Notes with the claims that they are on.
    pub notes: Vec<(Vec<ClaimId>, String)>,
    /// Decisions that fit nowhere in the texts as they are now; they are kept.
    pub unplaced: Vec<Decision>,
}

impl Annotated {
    /// The last verdict on the pair, whichever claim is named first.
    pub fn verdict(&self, a: ClaimId, b: ClaimId) -> Option<Verdict> {
        let same =
            |(x, y, _): &&(ClaimId, ClaimId, Verdict)| (*x, *y) == (a, b) || (*x, *y) == (b, a);
        self.verdicts
            .iter()
            .rev()
            .find(same)
            .map(|(_, _, verdict)| *verdict)
    }
}

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

/// Reads `articles` under `decisions`. `order` gives, by article of the journal, its place among `articles`.
pub fn replay(articles: &[Article], decisions: &[&Decision], order: &[usize]) -> Annotated {
    let mut articles = articles.to_vec();
    let mut replay = Replay {
        decisions,
        order,
        unplaced: Vec::new(),
        verdicts: Vec::new(),
        notes: Vec::new(),
    };
    replay.blocks(&mut articles);
    let comparison = Comparison::revised(articles, &mut replay);
    let mut unplaced = replay.unplaced;
    unplaced.sort_unstable();
    unplaced.dedup();
    Annotated {
        comparison,
        verdicts: replay.verdicts,
        notes: replay
            .notes
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .collect(),
        unplaced: unplaced
            .into_iter()
            .map(|at| decisions[at].clone())
            .collect(),
    }
}

struct Replay<'a> {
    decisions: &'a [&'a Decision],
    order: &'a [usize],
    unplaced: Vec<usize>,
    verdicts: Vec<(ClaimId, ClaimId, Verdict)>,
    notes: Vec<(Vec<ClaimId>, String)>,
}

impl Replay<'_> {
    /// Applies `apply` to each decision; what it gives `None` for fits nowhere.
    fn each(&mut self, mut apply: impl FnMut(&Decision, &[usize]) -> Option<()>) {
        for (at, decision) in self.decisions.iter().enumerate() {
            if apply(decision, self.order).is_none() {
                self.unplaced.push(at);
            }
        }
    }

    fn blocks(&mut self, articles: &mut [Article]) {
        self.each(|decision, order| {
            let Decision::Boilerplate { block, is } = decision else {
                return Some(());
            };
            let article = articles.get_mut(*order.get(block.article)?)?;
            let span = block.find(&article.text)?;
            let found = article
                .blocks
                .iter_mut()
                .max_by_key(|block| block.span.overlap(span))
                .filter(|block| block.span.meets(span))?;
            found.kind = if *is {
                BlockKind::Boilerplate
            } else {
                BlockKind::Body
            };
            Some(())
        });
    }
}

impl Revision for Replay<'_> {
    fn actors(&mut self, articles: &[Parsed<'_>], actors: &mut Vec<Actor>) {
        self.each(|decision, order| {
            match decision {
                Decision::Merge { actor, into } => merge(
                    actors,
                    named(articles, actors, order, actor)?,
                    named(articles, actors, order, into)?,
                ),
                Decision::Split { mention } => {
                    split(articles, actors, place(articles, order, mention)?)?;
                }
                Decision::Rename { actor, name } => {
                    let actor = named(articles, actors, order, actor)?;
                    actors[actor].name.clone_from(name);
                }
                _ => {}
            }
            Some(())
        });
    }

    fn claims(&mut self, articles: &[Parsed<'_>], actors: &[Actor], claims: &mut Vec<Claim>) {
        let mentions = MentionIndex::new(actors, articles.len());
        self.each(|decision, order| {
            match decision {
                Decision::Source { claim, voice } => {
                    let at = claim_at(articles, claims, order, claim)?;
                    claims[at].source = voiced(articles, actors, order, voice)?;
                    claims[at].mode = gather::mode(
                        &articles[claims[at].article],
                        claims[at].source,
                        &claims[at].content,
                    );
                }
                Decision::Drop { claim } => {
                    let at = claim_at(articles, claims, order, claim)?;
                    claims.remove(at);
                }
                Decision::Ends { claim, content } => {
                    let at = claim_at(articles, claims, order, claim)?;
                    let (article, span) = place(articles, order, content)?;
                    let old = claims.remove(at);
                    let mut statement = Statement::new(vec![span], old.source, old.cue, 1.0);
                    statement.via = old.via;
                    insert(articles, actors, &mentions, claims, article, statement);
                }
                Decision::Add { content, voice } => {
                    let (article, span) = place(articles, order, content)?;
                    let source = voiced(articles, actors, order, voice)?;
                    insert(
                        articles,
                        actors,
                        &mentions,
                        claims,
                        article,
                        Statement::new(vec![span], source, None, 1.0),
                    );
                }
                _ => {}
            }
            Some(())
        });
        for (id, claim) in claims.iter_mut().enumerate() {
            claim.id = id;
        }
    }

    fn matches(
        &mut self,
        articles: &[Parsed<'_>],
        actors: &[Actor],
        claims: &[Claim],
        matches: &mut Vec<Match>,
    ) {
        let (mut verdicts, mut notes) = (Vec::new(), Vec::new());
        self.each(|decision, order| {
            let claim = |passage: &Passage| claim_at(articles, claims, order, passage);
            match decision {
                Decision::Confirm { a, b } => {
                    verdicts.push((claim(a)?, claim(b)?, Verdict::Confirmed));
                }
                Decision::Reject { a, b } => {
                    verdicts.push((claim(a)?, claim(b)?, Verdict::Rejected));
                }
                Decision::Match { a, b } => {
                    let (a, b) = (claim(a)?, claim(b)?);
                    let (a, b) = (a.min(b), a.max(b));
                    if claims[a].article == claims[b].article {
                        return None;
                    }
                    verdicts.push((a, b, Verdict::ByHand));
                    if !matches.iter().any(|found| (found.a, found.b) == (a, b)) {
                        matches.push(crate::matching::by_hand(articles, actors, claims, a, b));
                    }
                }
                Decision::Note { on, text } => {
                    let on = on.iter().map(claim).collect::<Option<Vec<_>>>()?;
                    notes.retain(|(claims, _)| *claims != on);
                    notes.push((on, text.clone()));
                }
                _ => {}
            }
            Some(())
        });
        // A rejected match goes out of every count and list; a confirmed or made one is as sure as can be.
        for (a, b, verdict) in &verdicts {
            let same =
                |found: &Match| (found.a, found.b) == (*a, *b) || (found.a, found.b) == (*b, *a);
            match verdict {
                Verdict::Rejected => matches.retain(|found| !same(found)),
                Verdict::Confirmed | Verdict::ByHand => matches
                    .iter_mut()
                    .filter(|found| same(found))
                    .for_each(|found| found.score = 1.0),
            }
        }
        matches.sort_by(|one, other| {
            one.a
                .cmp(&other.a)
                .then(other.score.total_cmp(&one.score))
                .then(one.b.cmp(&other.b))
        });
        self.verdicts = verdicts;
        self.notes = notes;
    }
}

/// The article and span that a passage stands at now.
fn place(articles: &[Parsed<'_>], order: &[usize], passage: &Passage) -> Option<(usize, Span)> {
    let article = *order.get(passage.article)?;
    Some((article, passage.find(articles.get(article)?.text())?))
}

/// The actor that a decision names.
fn named(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    order: &[usize],
    named: &Named,
) -> Option<usize> {
    let by_place = place(articles, order, &named.mention).and_then(|(article, span)| {
        actors.iter().position(|actor| {
            actor
                .mentions
                .iter()
                .any(|mention| mention.article == article && mention.span == span)
        })
    });
    by_place.or_else(|| {
        actors
            .iter()
            .position(|actor| actor.name == named.name || actor.names.contains(&named.name))
    })
}

fn voiced(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    order: &[usize],
    voice: &Voice,
) -> Option<Source> {
    Some(match voice {
        Voice::Actor(actor) => Source::Actor(named(articles, actors, order, actor)?, None),
        Voice::Unnamed => Source::Unnamed(None),
        Voice::Article => Source::Article,
    })
}

/// The claim whose content is likest to the passage: they share more than half of both.
fn claim_at(
    articles: &[Parsed<'_>],
    claims: &[Claim],
    order: &[usize],
    passage: &Passage,
) -> Option<ClaimId> {
    let (article, span) = place(articles, order, passage)?;
    let alike = |claim: &Claim| {
        let shared = claim.extent().overlap(span) * 2;
        let both = shared > claim.extent().len() && shared > span.len();
        (claim.article == article && both).then(|| shared * 1000 / claim.extent().join(span).len())
    };
    claims
        .iter()
        .enumerate()
        .filter_map(|(at, claim)| Some((alike(claim)?, at)))
        .max_by_key(|(alike, at)| (*alike, std::cmp::Reverse(*at)))
        .map(|(_, at)| at)
}

fn insert(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    mentions: &MentionIndex,
    claims: &mut Vec<Claim>,
    article: usize,
    statement: Statement,
) {
    let parsed = &articles[article];
    let sources = Sources {
        parsed,
        article,
        actors,
        mentions,
    };
    let start = statement.content[0].start;
    let at =
        claims.partition_point(|claim| (claim.article, claim.extent().start) < (article, start));
    claims.insert(
        at,
        gather::claim(
            at,
            statement,
            &sources,
            crate::claim::date::of_article(parsed),
        ),
    );
}

fn merge(actors: &mut Vec<Actor>, from: usize, into: usize) {
    if from == into {
        return;
    }
    let gone = std::mem::take(&mut actors[from].mentions);
    let (names, roles) = (
        std::mem::take(&mut actors[from].names),
        std::mem::take(&mut actors[from].roles),
    );
    let kept = &mut actors[into];
    kept.mentions.extend(gone);
    kept.mentions.sort_unstable();
    kept.names.extend(names);
    kept.roles.extend(roles);
    tidy(actors);
}

/// The mentions with the words of the one at `place` become an actor of their own.
fn split(articles: &[Parsed<'_>], actors: &mut Vec<Actor>, place: (usize, Span)) -> Option<()> {
    let (article, span) = place;
    let from = actors.iter().position(|actor| {
        actor
            .mentions
            .iter()
            .any(|mention| mention.article == article && mention.span == span)
    })?;
    let words = |mention: &Mention| mention.span.of(articles[mention.article].text());
    let name = span.of(articles[article].text()).to_owned();
    let (own, rest): (Vec<Mention>, Vec<Mention>) = actors[from]
        .mentions
        .iter()
        .partition(|mention| words(mention) == name);
    if rest.is_empty() {
        return Some(());
    }
    let form = own.first().map_or(Form::Name, |mention| mention.form);
    let kind = if actors[from].kind == ActorKind::State {
        ActorKind::Organisation
    } else {
        actors[from].kind
    };
    actors[from].mentions = rest;
    actors[from].names.retain(|other| *other != name);
    actors[from].roles.retain(|other| *other != name);
    let (names, roles) = if form == Form::Role {
        (Vec::new(), vec![name.clone()])
    } else {
        (vec![name.clone()], Vec::new())
    };
    actors.push(Actor {
        id: actors.len(),
        name,
        kind,
        names,
        roles,
        mentions: own,
    });
    Some(())
}

/// Takes actors without mentions out and numbers the rest.
fn tidy(actors: &mut Vec<Actor>) {
    actors.retain(|actor| !actor.mentions.is_empty());
    for (id, actor) in actors.iter_mut().enumerate() {
        actor.id = id;
        let mut seen: Vec<String> = Vec::new();
        actor.names.retain(|name| {
            !seen.contains(name) && {
                seen.push(name.clone());
                true
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn under(decisions: &[&Decision]) -> Annotated {
        replay(&articles(), decisions, &[0, 1])
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
        let (a_id, b_id, verdict) = with.verdicts[0];
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
        assert_eq!(rejected.verdict(b_id, a_id), Some(Verdict::Rejected));
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
        assert_eq!(after.unplaced, [decision]);
        assert_eq!(after.comparison, Comparison::new(articles()));
    }
}
