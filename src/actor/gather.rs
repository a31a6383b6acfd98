//! From joined mentions to actors: what each is called, what it is, and which are worth listing.

use super::draft::{Determiner, Draft, What, Words};
use super::entity::Entities;
use super::lexicon::LEXICON;
use super::state::STATES;
use super::{Actor, ActorKind, Form, Mention};
use crate::language::{Parsed, Tag};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// How many names and roles of an actor are listed.
const LISTED_MAX: usize = 24;

/// The actors, in the order of their first mention.
pub fn actors(
    articles: &[Parsed<'_>],
    drafts: &[Draft],
    words: &Words,
    entities: &mut Entities,
) -> Vec<Actor> {
    let mut order: Vec<usize> = Vec::new();
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for number in 0..drafts.len() {
        let root = entities.root(number);
        let all = members.entry(root).or_default();
        if all.is_empty() {
            order.push(root);
        }
        all.push(number);
    }
    let mut taken: FxHashSet<(usize, Span)> = FxHashSet::default();
    let mut actors = Vec::new();
    for root in order {
        let all = &members[&root];
        let profile = entities.profile(root).clone();
        if !is_actor(articles, all, drafts, words, &profile) {
            continue;
        }
        let mut mentions = Vec::with_capacity(all.len());
        for &number in all {
            let draft = &drafts[number];
            if taken.insert((draft.article, draft.span)) {
                mentions.push(Mention {
                    article: draft.article,
                    span: draft.span,
                    form: draft.form,
                });
            }
        }
        if mentions.is_empty() {
            continue;
        }
        let (names, roles) = forms(
            articles,
            drafts,
            all,
            profile.state.map(|state| STATES.get(state).name),
        );
        let name = match (profile.state, names.first()) {
            (Some(state), _) => STATES.get(state).name.to_owned(),
            (None, Some(name)) => name.clone(),
            (None, None) => match roles.first() {
                Some(role) => role.clone(),
                None => continue,
            },
        };
        actors.push(Actor {
            id: actors.len(),
            name,
            kind: profile.kind.unwrap_or(ActorKind::Organisation),
            names,
            roles,
            mentions,
        });
    }
    actors
}

/// Whether it is worth listing: a name that acts, or a description of somebody.
fn is_actor(
    articles: &[Parsed<'_>],
    all: &[usize],
    drafts: &[Draft],
    words: &Words,
    profile: &super::entity::Profile,
) -> bool {
    if profile.state.is_some() {
        return true;
    }
    let described = all
        .iter()
        .any(|number| drafts[*number].role().is_some_and(|role| !role.noun.loose));
    let named = all.iter().any(|number| drafts[*number].is_name());
    let acts = all.iter().any(|number| drafts[*number].subject);
    if named {
        if profile.kind.is_some() || described {
            return true;
        }
        // A verb of a headline is no name.
        let proper = all.iter().any(|number| {
            let draft = &drafts[*number];
            draft.is_name()
                && (draft.tokens.len() > 1
                    || articles[draft.article].tokens[draft.head].tag == Tag::Propn)
        });
        if !proper {
            return false;
        }
        // A name of no known kind counts if it acts.
        let single = all.iter().all(|number| match &drafts[*number].what {
            What::Name(of, votes) => {
                of.len() == 1 && (votes.place > 0 || LEXICON.is_place(words.word(of[0])))
            }
            _ => false,
        });
        return (acts || all.len() > 1) && !single;
    }
    // "people" once, as no subject: nobody that one would look for.
    let anybody = || {
        all.len() == 1
            && drafts[all[0]].plural
            && drafts[all[0]].role().is_some_and(|role| {
                role.country.is_none()
                    && role.modifiers.is_empty()
                    && matches!(role.determiner, Determiner::Bare | Determiner::Other)
            })
    };
    described
        && (acts
            || all.len() > 1
            || matches!(profile.kind, Some(ActorKind::Person | ActorKind::Group)) && !anybody())
}

/// The different names, the fullest first, and the different descriptions, in order.
fn forms(
    articles: &[Parsed<'_>],
    drafts: &[Draft],
    all: &[usize],
    state: Option<&str>,
) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<String> = state.map(str::to_owned).into_iter().collect();
    let mut roles: Vec<String> = Vec::new();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for &number in all {
        let draft = &drafts[number];
        let words = draft.span.of(articles[draft.article].text());
        if !seen.insert(words) {
            continue;
        }
        let list = match draft.form {
            Form::Name => &mut names,
            Form::Role => &mut roles,
            _ => continue,
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if list.len() < LISTED_MAX && !list.contains(&words) {
            list.push(words);
        }
    }
    if state.is_none() {
        names.sort_by_key(|name| std::cmp::Reverse((name.split(' ').count(), name.len())));
    }
    (names, roles)
}
