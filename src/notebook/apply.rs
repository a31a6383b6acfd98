//! How a single decision finds the actor or claim that it names, and what it makes of actors and claims.

use super::decision::{Decision, Named, Voice};
use super::passage::Passage;
use crate::actor::{Actor, ActorKind, Form, Mention, MentionIndex};
use crate::article::{Article, BlockKind};
use crate::claim::gather::{self, Statement};
use crate::claim::{Claim, ClaimId, Source, source::Sources};
use crate::language::Parsed;
use crate::span::Span;
use std::borrow::Borrow;

/// Gives the paragraph of `decision` its kind; none where it fits nowhere.
pub(super) fn to_blocks(
    decision: &Decision,
    articles: &mut [Article],
    order: &[usize],
) -> Option<()> {
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
}

/// Merges, splits or renames as `decision` says; none where it fits nowhere.
pub(super) fn to_actors(
    decision: &Decision,
    articles: &[Parsed<'_>],
    order: &[usize],
    actors: &mut Vec<Actor>,
) -> Option<()> {
    match decision {
        Decision::Merge { actor, into } => merge(
            actors,
            named(articles, actors, order, actor)?,
            named(articles, actors, order, into)?,
        ),
        Decision::Split { mention } => {
            split(articles, actors, place(articles, order, mention)?)?;
        }
        // Others may have written into a journal what the reader never takes.
        Decision::Rename { name, .. } if name.trim().is_empty() => return None,
        Decision::Rename { actor, name } => {
            let actor = named(articles, actors, order, actor)?;
            actors[actor].name.clone_from(name);
        }
        _ => {}
    }
    Some(())
}

/// Corrects, drops or adds the claim that `decision` names; none where it fits nowhere. The claims are to be numbered
/// anew afterwards.
pub(super) fn to_claims(
    decision: &Decision,
    articles: &[Parsed<'_>],
    order: &[usize],
    (actors, mentions): (&[Actor], &MentionIndex),
    claims: &mut Vec<Claim>,
) -> Option<()> {
    match decision {
        Decision::Source { claim, voice } => {
            let at = claim_at(articles, claims, order, claim)?;
            claims[at].source = voiced(articles, actors, order, voice, claims[at].article)?;
            claims[at].confidence = 1.0;
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
            let (article, span) = told(articles, order, content)?;
            if article != claims[at].article {
                return None;
            }
            let old = claims.remove(at);
            let mut statement = Statement::new(vec![span], old.source, old.cue, 1.0);
            statement.via = old.via;
            insert(articles, actors, mentions, claims, article, statement);
        }
        Decision::Add { content, voice } => {
            let (article, span) = told(articles, order, content)?;
            let source = voiced(articles, actors, order, voice, article)?;
            let statement = Statement::new(vec![span], source, None, 1.0);
            insert(articles, actors, mentions, claims, article, statement);
        }
        _ => {}
    }
    Some(())
}

/// The article and span that a passage stands at now.
fn place<A: Borrow<Article>>(
    articles: &[A],
    order: &[usize],
    passage: &Passage,
) -> Option<(usize, Span)> {
    let article = *order.get(passage.article)?;
    let text = &articles.get(article)?.borrow().text;
    Some((article, passage.find(text)?))
}

/// The same of words that can be a content: they are of some sentence.
fn told(articles: &[Parsed<'_>], order: &[usize], passage: &Passage) -> Option<(usize, Span)> {
    let (article, span) = place(articles, order, passage)?;
    let is_told = !articles[article].sentences_in(span).is_empty();
    is_told.then_some((article, span))
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

/// The source of a claim of article `of` that a decision names.
fn voiced(
    articles: &[Parsed<'_>],
    actors: &[Actor],
    order: &[usize],
    voice: &Voice,
    of: usize,
) -> Option<Source> {
    Some(match voice {
        Voice::Actor(actor) => Source::Actor(named(articles, actors, order, actor)?, None),
        Voice::Unnamed => Source::Unnamed(None),
        Voice::Words(words) => {
            let (article, span) = place(articles, order, words)?;
            Source::Unnamed(Some(span).filter(|_| article == of))
        }
        Voice::New(name) => {
            let actor = actors.iter().find(|actor| actor.name == *name)?;
            Source::Actor(actor.id, None)
        }
        Voice::Article => Source::Article,
    })
}

/// Adds whom `decisions` name as the source of a claim without the articles knowing them, after the first `known` of
/// `actors`. Gives the actors before, where others were or are there.
pub(super) fn name_more(
    actors: &mut Vec<Actor>,
    known: usize,
    decisions: &[Decision],
) -> Option<Vec<Actor>> {
    let voices = decisions.iter().filter_map(|decision| match decision {
        Decision::Source { voice, .. } | Decision::Add { voice, .. } => Some(voice),
        _ => None,
    });
    let mut new: Vec<&String> = voices
        .filter_map(|voice| match voice {
            Voice::New(name) if !name.trim().is_empty() => Some(name),
            _ => None,
        })
        .collect();
    if new.is_empty() && actors.len() <= known {
        return None;
    }
    let before = actors.clone();
    actors.truncate(known);
    new.retain(|name| actors.iter().all(|actor| actor.name != **name));
    new.sort();
    new.dedup();
    for name in new {
        actors.push(Actor {
            id: actors.len(),
            name: name.clone(),
            kind: ActorKind::Person,
            names: vec![name.clone()],
            roles: Vec::new(),
            mentions: Vec::new(),
        });
    }
    Some(before)
}

/// The claim whose content is likest to the passage: they share more than half of both.
pub(super) fn claim_at<A: Borrow<Article>>(
    articles: &[A],
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
