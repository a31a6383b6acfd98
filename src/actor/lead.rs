//! Whom an article begins with before it names him: "A lost climber was found on Monday. Karl Brenner, 49, was …".

use super::ActorKind;
use super::dominant::Dominant;
use super::draft::{Determiner, Draft, Words};
use super::entity::Entities;
use super::lexicon::LEXICON;
use super::subject::speaks;
use crate::article::BlockKind;
use crate::language::{Parsed, Tag, TokenKind};
use std::ops::Range;

/// How many sentences after such a description its name may follow.
const SOON: usize = 3;
/// How many tokens apart two descriptions stand of whom either may be named next.
const RIVAL: usize = 16;
/// How many mentions somebody has at least whom an article is about.
const SPOKEN_OF: usize = 2;

/// How many descriptions an article may begin with.
const LEADS_MAX: usize = 8;
/// How many mentions after one are looked at.
const LOOKED_AT_MAX: usize = 64;

/// Joins the descriptions that an article begins with, in its first two sentences from `opening` on, with whom it names next
/// or with whom it is about.
pub fn join(
    parsed: &Parsed<'_>,
    (drafts, words): (&[Draft], &Words),
    range: Range<usize>,
    opening: usize,
    ranks: &Dominant,
    entities: &mut Entities,
) {
    let leads: Vec<usize> = range
        .clone()
        .take_while(|number| drafts[*number].sentence <= opening + 1)
        .filter(|number| is_lead(parsed, drafts, *number, entities))
        .take(LEADS_MAX)
        .collect();
    for &lead in &leads {
        let draft = &drafts[lead];
        if entities.profile(lead).named {
            continue;
        }
        let acts = draft.subject || is_first(parsed, draft);
        let other = leads.iter().any(|other| {
            *other != lead
                && drafts[*other].sentence == draft.sentence
                && (drafts[*other].subject || is_first(parsed, &drafts[*other]))
        });
        if !acts && (other || !is_told_of(parsed, draft)) {
            continue;
        }
        let of = described_again(drafts, range.clone(), lead, entities)
            .or_else(|| {
                ranks
                    .dominant(ActorKind::Person, lead, entities)
                    .filter(|of| drafts[*of].article == draft.article)
                    .filter(|of| ranks.counted(*of, entities) >= SPOKEN_OF)
                    .filter(|of| !tells(*of, (drafts, words), entities))
            })
            // "A staffer who set up X's server" is not X.
            .filter(|of| {
                !in_sentence(drafts, range.clone(), lead)
                    .any(|number| drafts[number].is_name() && entities.same(number, *of))
            })
            .or_else(|| named_next(parsed, (drafts, words), range.clone(), lead, entities))
            .filter(|of| entities.profile(*of).kind == Some(ActorKind::Person))
            .filter(|of| is_of_story(parsed, drafts, range.clone(), lead, *of, entities))
            .filter(|of| !has_rival(drafts, range.clone(), lead, *of, entities));
        if let Some(of) = of {
            entities.unite(lead, of);
        }
    }
}

/// Whether it describes one person as somebody not yet known.
fn is_lead(parsed: &Parsed<'_>, drafts: &[Draft], number: usize, entities: &mut Entities) -> bool {
    let draft = &drafts[number];
    let Some(role) = draft.role() else {
        return false;
    };
    let word = parsed.lower(draft.head);
    let first = draft.subject || is_first(parsed, draft);
    let new = match role.determiner {
        Determiner::A | Determiner::Bare => first || !role.noun.kin,
        Determiner::The => !role.noun.title && !role.noun.kin && !LEXICON.is("apart", word),
        _ => false,
    };
    // "Lawyer: …" tells who speaks.
    let next = draft.tokens.end;
    let labels = next < parsed.tokens.len() && parsed.lower(next) == ":";
    new && !labels
        && (draft.subject || !LEXICON.is("apart", word))
        && role.noun.person
        && !role.noun.loose
        && !LEXICON.is("anonymous", word)
        && !draft.plural
        && !draft.nested
        && !entities.profile(number).named
}

/// The mentions of the sentence in which `lead` stands.
fn in_sentence(
    drafts: &[Draft],
    range: Range<usize>,
    lead: usize,
) -> impl Iterator<Item = usize> + Clone {
    let sentence = drafts[lead].sentence;
    (range.start..range.end.min(lead + LOOKED_AT_MAX))
        .skip_while(move |number| drafts[*number].sentence < sentence)
        .take_while(move |number| drafts[*number].sentence == sentence)
}

/// Whether its sentence begins with it.
fn is_first(parsed: &Parsed<'_>, draft: &Draft) -> bool {
    draft.tokens.start == parsed.sentences[draft.sentence].tokens.start
}

/// Whether something is told of it right behind: "who …", "accused of …".
fn is_told_of(parsed: &Parsed<'_>, draft: &Draft) -> bool {
    let sentence = &parsed.sentences[draft.sentence];
    let next = draft.tokens.end;
    next < sentence.tokens.end
        && (matches!(parsed.lower(next), "who" | "whose")
            || LEXICON.is("accused", parsed.lower(next))
            || parsed.tokens[next].tag == Tag::Verb && parsed.lower(next).ends_with("ing"))
}

/// Who is named later with the same noun: "The climber, Karl Brenner, …", if only one is.
fn described_again(
    drafts: &[Draft],
    range: Range<usize>,
    lead: usize,
    entities: &mut Entities,
) -> Option<usize> {
    let head = drafts[lead].role()?.head;
    let mut found = None;
    for number in (lead + 1..range.end).take(LOOKED_AT_MAX) {
        let again = drafts[number]
            .role()
            .is_some_and(|role| role.head == head && role.determiner == Determiner::The);
        if again && entities.profile(number).named && entities.agree(lead, number) {
            if found.is_some_and(|found| !entities.same(found, number)) {
                return None;
            }
            found = Some(number);
        }
    }
    found
}

/// The first person that the sentences after `lead` name anew and tell something of.
fn named_next(
    parsed: &Parsed<'_>,
    (drafts, words): (&[Draft], &Words),
    range: Range<usize>,
    lead: usize,
    entities: &mut Entities,
) -> Option<usize> {
    let from = drafts[lead].sentence;
    // A title that names one who could be meant describes nobody else.
    let block = parsed.sentences[from].block;
    if parsed.article.blocks[block].kind == BlockKind::Title {
        let mut named = in_sentence(drafts, range.clone(), lead).filter(|number| {
            drafts[*number].is_name()
                && entities.profile(*number).kind == Some(ActorKind::Person)
                && entities.agree(lead, *number)
        });
        if let Some(name) = named.next() {
            let only = named.next().is_none();
            return (only && heads(parsed, &drafts[name], &drafts[lead])).then_some(name);
        }
    }
    for number in (lead + 1..range.end).take(LOOKED_AT_MAX) {
        let draft = &drafts[number];
        if draft.sentence > from + SOON {
            return None;
        }
        if draft.sentence == from
            || !draft.is_name()
            || draft.nested
            || entities.profile(number).kind != Some(ActorKind::Person)
        {
            continue;
        }
        let root = entities.root(number);
        let new = !(range.start..number)
            .any(|before| drafts[before].is_name() && entities.root(before) == root);
        if !new
            || !(draft.subject || is_first(parsed, draft) || draft.age.is_some())
            || speaks(parsed, draft)
        {
            continue;
        }
        let apart = tells(number, (drafts, words), entities);
        if !apart && entities.agree(lead, number) {
            return Some(number);
        }
    }
    None
}

/// Whether the actor of `of` is spoken of before the next heading: of several stories on a page each has its own.
fn is_of_story(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    range: Range<usize>,
    lead: usize,
    of: usize,
    entities: &mut Entities,
) -> bool {
    let first = drafts[lead].sentence;
    let heading = |number: usize| {
        let sentence = &parsed.sentences[number];
        let alone = number
            .checked_sub(1)
            .is_none_or(|before| parsed.sentences[before].block != sentence.block);
        let last = sentence.tokens.end.saturating_sub(1);
        let open = parsed
            .tokens
            .get(last)
            .is_some_and(|token| token.kind == TokenKind::Word);
        alone && open
    };
    let end = (first + 1..parsed.sentences.len())
        .take(LOOKED_AT_MAX)
        .find(|number| heading(*number));
    (range.start..range.end.min(lead + LOOKED_AT_MAX))
        .take_while(|number| end.is_none_or(|end| drafts[*number].sentence < end))
        .any(|number| drafts[number].is_name() && entities.same(number, of))
}

/// Whether somebody else whom the sentence of `lead` describes could be `of` as well: "A driver struck a woman in Lund."
fn has_rival(
    drafts: &[Draft],
    range: Range<usize>,
    lead: usize,
    of: usize,
    entities: &mut Entities,
) -> bool {
    in_sentence(drafts, range, lead).any(|other| {
        let draft = &drafts[other];
        let described = draft.role().is_some_and(|role| {
            role.noun.person && !role.noun.loose && role.determiner == Determiner::A
        });
        described
            && !draft.plural
            && draft.head.abs_diff(drafts[lead].head) <= RIVAL
            && !draft.span.meets(drafts[lead].span)
            && !entities.profile(other).named
            && !entities.same(other, lead)
            && entities.agree(other, of)
    })
}

/// Whether somebody is known as one who tells of others: a spokesman, a judge.
fn tells(of: usize, (drafts, words): (&[Draft], &Words), entities: &mut Entities) -> bool {
    let titles = entities.profile(of).titles.clone();
    let mut roles = titles.iter().filter_map(|title| drafts[*title].role());
    roles.any(|role| role.noun.title || LEXICON.is("apart", words.word(role.head)))
}

/// Whether a title has the name before a colon and the description first behind it: "Karl Ott: Dock worker held".
fn heads(parsed: &Parsed<'_>, name: &Draft, lead: &Draft) -> bool {
    let Some(before) = lead.tokens.start.checked_sub(1) else {
        return false;
    };
    name.tokens.end <= before
        && parsed.lower(before) == ":"
        && !(name.tokens.start..before).any(|at| parsed.lower(at) == ":")
}

#[cfg(test)]
mod tests {
    use crate::actor::find;
    use crate::article::Article;
    use crate::language::Parsed;

    /// The descriptions of the actor of that name.
    fn roles(text: &str, name: &str) -> Vec<String> {
        let article = Article::new("made up", None, text.to_owned());
        let actors = find(&[Parsed::new(&article)]);
        actors
            .into_iter()
            .find(|actor| actor.name == name)
            .map(|actor| actor.roles)
            .unwrap_or_default()
    }

    /// Asserts that no description in `text` is of the actor of that name.
    fn is_apart(text: &str, name: &str) {
        let roles = roles(text, name);
        assert!(roles.is_empty(), "{roles:?}");
    }

    #[test]
    fn whom_the_first_sentence_describes_the_second_names() {
        let roles = roles(
            "Villagers are searching for a lost climber who is thought to be hurt. \
             Officials said Karl Brenner, 49, left the hut on Sunday. He was alone.",
            "Karl Brenner",
        );
        assert!(roles.contains(&"a lost climber".to_owned()), "{roles:?}");
    }

    #[test]
    fn whoever_tells_of_it_in_the_second_sentence_is_somebody_else() {
        is_apart(
            "A dock worker was hurt in Lund on Monday. Karl Brenner said that the crane had failed.",
            "Karl Brenner",
        );
    }

    #[test]
    fn who_is_described_beside_a_name_does_not_bear_it() {
        is_apart(
            "A staffer who once worked for Helen Falk was questioned on Monday. Falk denied it. \
             Helen Falk left on Tuesday. Falk is expected back.",
            "Helen Falk",
        );
    }

    #[test]
    fn of_two_who_are_described_neither_is_named_next() {
        is_apart(
            "A driver has been charged after he struck a pedestrian in Lund. Kim Brenner, 59, was hit on Monday.",
            "Kim Brenner",
        );
    }

    #[test]
    fn of_several_stories_on_a_page_each_has_its_own_people() {
        is_apart(
            "A lost climber has been found in Lund.\n\nOtter seen on the quay\n\nKarl Brenner, 49, found it on Sunday.",
            "Karl Brenner",
        );
    }

    #[test]
    fn a_description_is_whoever_is_named_with_the_same_noun() {
        let roles = roles(
            "A man in a red coat has been thanked by the council. Ida Holm, 61, was saved on Monday. \
             The man, Karl Brenner, 35, is a baker.",
            "Karl Brenner",
        );
        assert!(roles.contains(&"A man".to_owned()), "{roles:?}");
    }
}
