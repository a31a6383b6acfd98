//! Descriptions that come back: "the analyst" for an analyst, "the company" for the one company, officials for their state.

use super::ActorKind;
use super::dominant::Dominant;
use super::draft::{Determiner, Draft, Role, Symbol, Words};
use super::entity::Entities;
use super::lead;
use super::lexicon::LEXICON;
use super::owner;
use super::place::Places;
use super::state::StateId;
use crate::language::Parsed;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;

/// The first mention of each state.
pub type States = FxHashMap<StateId, usize>;

/// How many actors with one head noun are compared, the latest first.
const BEARERS_MAX: usize = 12;
/// How many sentences back "the man" may have been introduced.
const NEAR: usize = 3;
/// How many sentences back the one who dominates the article may have been spoken of to be "the man".
const RECENT: usize = 5;
/// How many sentences after a description its name may follow.
const SOON: usize = 3;
/// How many persons last described are looked at for "the man".
const RECENT_MAX: usize = 8;

/// Joins the descriptions of one article with who they describe.
pub fn join(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    range: std::ops::Range<usize>,
    places: &Places,
    words: &Words,
    states: &States,
    entities: &mut Entities,
) {
    counterparts(drafts, range.clone(), places, words, entities);
    let all = range.clone();
    // Head noun → who bears it: those with a name first, since a headline comes before the name.
    let mut bearers: FxHashMap<Symbol, Vec<usize>> = FxHashMap::default();
    for number in range.clone() {
        // "Another climber, X," is not the one of whom an article tells.
        if let Some(role) = drafts[number].role()
            && role.determiner != Determiner::Other
            && entities.profile(number).named
        {
            add(&mut bearers, role.head, number, entities);
        }
    }
    // What another article calls somebody who is named here.
    let mut known: FxHashSet<usize> = FxHashSet::default();
    for number in range.clone().filter(|number| drafts[*number].is_name()) {
        let root = entities.root(number);
        if known.insert(root) {
            let titles = entities.profile(root).titles.clone();
            for title in titles
                .iter()
                .filter(|title| {
                    // A friend who gives a name in one paper is not the friend who gives none in another, and "another
                    // climber" no climber of whom it is told here.
                    let (draft, role) = (&drafts[**title], drafts[**title].role());
                    let told =
                        draft.article == drafts[number].article || !is_anonymous(draft, words);
                    told && role.is_some_and(|role| role.determiner != Determiner::Other)
                })
                .filter_map(|title| drafts[*title].role())
            {
                add(&mut bearers, title.head, number, entities);
            }
        }
    }
    for number in range.clone() {
        let offices = entities.profile(number).offices.clone();
        if drafts[number].role().is_some() {
            for office in offices.iter().filter_map(|office| drafts[*office].role()) {
                add(&mut bearers, office.head, number, entities);
            }
        }
    }
    let names = heads_of_names(drafts, range.clone(), words, parsed);
    let mut recent: VecDeque<usize> = VecDeque::new();
    let opening = drafts[range.clone()]
        .first()
        .map_or(0, |draft| draft.sentence);
    // "The man" is whoever was just spoken of.
    let is_near = |of: usize, draft: &Draft| {
        drafts[of].article == draft.article && draft.sentence <= drafts[of].sentence + RECENT
    };
    let mut ranks = Dominant::default();
    let mut last_state = None;
    // The organisation that was last the subject of a verb.
    let mut acting: Option<usize> = None;
    for number in range {
        let draft = &drafts[number];
        if draft.state().is_some() {
            last_state = Some(number);
        }
        let Some(role) = draft.role() else {
            ranks.count(number, entities);
            if draft.is_name()
                && draft.subject
                && entities.profile(number).kind == Some(ActorKind::Organisation)
            {
                acting = Some(number);
            }
            continue;
        };
        if entities.profile(number).named {
            if role.determiner != Determiner::Other {
                ranks.count(number, entities);
            }
            continue;
        }
        if role.noun.loose {
            continue;
        }
        let word = words.word(role.head);
        // "Russian officials", "the British government": their state.
        if let Some(country) = role.country
            && LEXICON.is("citizen", word)
            && let Some(&state) = states.get(&country)
        {
            entities.join(state, number);
            continue;
        }
        if let Some(bearer) = best(number, role, (drafts, words), &bearers, opening, entities) {
            entities.unite(number, bearer);
        } else if matches!(role.determiner, Determiner::The)
            && role.noun.organisation
            && let Some(name) = names.get(&role.head).copied().flatten()
            && role.modifiers.len() < 2
        {
            entities.unite(number, name);
        } else if matches!(role.determiner, Determiner::The) && !draft.plural {
            if LEXICON.is("dominant-country", word) {
                // "The Belarusian state" is its own, whichever was spoken of last.
                let own = role.country.map(|country| states.get(&country).copied());
                if let Some(state) = own.unwrap_or(last_state) {
                    entities.join(state, number);
                }
            } else if LEXICON.is("body", word) && !role.modifiers.is_empty()
                || LEXICON.is("dominant-company", word)
                    && owner::named(number, drafts)
                        .is_some_and(|name| entities.profile(name).kind != Some(ActorKind::State))
            {
                // "The fire department" is none of the company that it came to.
            } else if LEXICON.is("dominant-company", word) {
                let of = ranks
                    .dominant(ActorKind::Organisation, number, entities)
                    .or_else(|| {
                        acting.filter(|of| {
                            draft.sentence <= drafts[*of].sentence + NEAR
                                && entities.agree(*of, number)
                        })
                    });
                if let Some(of) = of {
                    entities.unite(number, of);
                }
            } else if role.noun.person
                && !role.noun.kin
                && !role.noun.title
                && !LEXICON.is("apart", word)
                && !LEXICON.is("anonymous", word)
                && let Some(of) = ranks
                    .dominant(ActorKind::Person, number, entities)
                    .filter(|of| !LEXICON.is("anyone", word) || is_near(*of, draft))
            {
                entities.unite(number, of);
            } else if LEXICON.is("anyone", word)
                && let Some(&of) = recent.iter().rev().find(|of| {
                    draft.sentence <= drafts[**of].sentence + NEAR
                        && !drafts[**of].plural
                        && entities.agree(**of, number)
                        && !drafts[**of].span.meets(draft.span)
                })
            {
                entities.unite(number, of);
            }
        }
        if role.noun.person && !draft.plural {
            recent.push_back(number);
            if recent.len() > RECENT_MAX {
                recent.pop_front();
            }
        }
        add(&mut bearers, role.head, number, entities);
        ranks.count(number, entities);
    }
    lead::join(parsed, (drafts, words), all, opening, &ranks, entities);
}

/// Whether it describes one of those who seldom give their names: a source, a neighbour.
pub fn is_anonymous(draft: &Draft, words: &Words) -> bool {
    let described = draft.role();
    !draft.plural && described.is_some_and(|role| LEXICON.is("anonymous", words.word(role.head)))
}

fn add(
    bearers: &mut FxHashMap<Symbol, Vec<usize>>,
    head: Symbol,
    number: usize,
    entities: &mut Entities,
) {
    let all = bearers.entry(head).or_default();
    if !all
        .iter()
        .rev()
        .take(BEARERS_MAX)
        .any(|other| entities.same(*other, number))
    {
        all.push(number);
    }
}

/// Whether two descriptions with one head can be one actor's.
pub fn agree(one: &Role, other: &Role) -> bool {
    if one.country.is_some() && other.country.is_some() && one.country != other.country {
        return false;
    }
    let within = |few: &Role, many: &Role| {
        few.modifiers
            .iter()
            .all(|word| many.modifiers.contains(word))
    };
    within(one, other) || within(other, one)
}

/// The bearer of the same head that fits best.
fn best(
    number: usize,
    role: &Role,
    (drafts, words): (&[Draft], &Words),
    bearers: &FxHashMap<Symbol, Vec<usize>>,
    opening: usize,
    entities: &mut Entities,
) -> Option<usize> {
    let draft = &drafts[number];
    let all = bearers.get(&role.head)?;
    let mut found = None;
    for &bearer in all.iter().rev().take(BEARERS_MAX) {
        if entities.same(bearer, number) || !entities.agree(bearer, number) {
            continue;
        }
        // "The firm" is not one that is first spoken of long after it; a headline may come before the name.
        let later = drafts[bearer].article == draft.article
            && drafts[bearer].sentence > draft.sentence + SOON
            && draft.sentence > opening + 1;
        if later {
            continue;
        }
        let new = matches!(role.determiner, Determiner::A | Determiner::Other);
        let opening = drafts[bearer].sentence <= opening + 1;
        if new
            && !(opening
                && draft.sentence <= drafts[bearer].sentence + 3
                && role.determiner == Determiner::A)
        {
            continue;
        }
        let titles = entities.profile(bearer).titles.clone();
        if owner::are_apart(&titles, &[number], (drafts, words), entities) {
            continue;
        }
        let score = titles
            .iter()
            .filter_map(|title| drafts[*title].role())
            .filter(|title| title.head == role.head && agree(title, role))
            .map(|title| {
                usize::from(title.country.is_some() && title.country == role.country) * 4
                    + usize::from(title.modifiers == role.modifiers) * 2
                    + usize::from(
                        title
                            .modifiers
                            .iter()
                            .any(|word| role.modifiers.contains(word)),
                    )
                    + 1
            })
            .max();
        let office = || {
            let profile = entities.profile(bearer);
            let held = profile
                .offices
                .iter()
                .filter_map(|office| drafts[*office].role());
            let own = role.country.is_some() && role.country == profile.country;
            let mut held = held.filter(|office| {
                office.head == role.head
                    && office
                        .modifiers
                        .iter()
                        .all(|word| role.modifiers.contains(word))
            });
            (own && held.next().is_some()).then_some(4)
        };
        let Some(score) = score.or_else(office) else {
            continue;
        };
        if drafts[bearer].span.meets(draft.span) && drafts[bearer].article == draft.article {
            continue;
        }
        // Of several presidents "the president" is the one of whom most is said; of several men "the man" the latest.
        let profile = entities.profile(bearer);
        let weight = if role.noun.title && profile.named {
            profile.size
        } else {
            0
        };
        if found.is_none_or(|(best, _)| best < (score, weight)) {
            found = Some(((score, weight), bearer));
        }
    }
    found.map(|(_, bearer)| bearer)
}

/// The last noun of each organisation's name → the name, where only one has it: "the ministry" is the Interior Ministry.
fn heads_of_names(
    drafts: &[Draft],
    range: std::ops::Range<usize>,
    words: &Words,
    parsed: &Parsed<'_>,
) -> FxHashMap<Symbol, Option<usize>> {
    let mut heads: FxHashMap<Symbol, Option<usize>> = FxHashMap::default();
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for number in range {
        let super::draft::What::Name(of, _) = &drafts[number].what else {
            continue;
        };
        if of.len() < 2 {
            continue;
        }
        let text = drafts[number].span.of(parsed.text());
        if first.insert(text, number).is_some() {
            continue;
        }
        for word in [of[of.len() - 1], of[0]] {
            if LEXICON
                .noun(words.word(word))
                .is_some_and(|(noun, _, _)| noun.organisation)
            {
                heads
                    .entry(word)
                    .and_modify(|known| *known = None)
                    .or_insert(Some(number));
            }
        }
    }
    heads
}

/// "his Belarusian counterpart" bears the office of whom it follows, for its own country.
fn counterparts(
    drafts: &[Draft],
    range: std::ops::Range<usize>,
    places: &Places,
    words: &Words,
    entities: &mut Entities,
) {
    for number in range {
        let draft = &drafts[number];
        let Some(role) = draft.role() else { continue };
        if words.word(role.head) != "counterpart" || draft.plural || draft.tokens.start < 1 {
            continue;
        }
        let before = draft.tokens.start - 1;
        let Some(other) = places.any_to(before) else {
            continue;
        };
        let titles = entities.profile(other).titles.clone();
        let country = role.country;
        let root = entities.root(number);
        let profile = entities.profile(root);
        profile.country = profile.country.or(country);
        let offices: Vec<usize> = titles
            .into_iter()
            .filter(|title| {
                drafts[*title]
                    .role()
                    .is_some_and(|title| title.noun.person && title.country != country)
            })
            .take(2)
            .collect();
        entities.offices(root, offices);
    }
}
