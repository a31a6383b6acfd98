//! Descriptions and pronouns: noun phrases whose head can stand for an actor, from determiner to "of …".

use super::draft::{Determiner, Draft, Role, What, Words};
use super::lexicon::{Gender, LEXICON, Noun, Pronoun, pronoun};
use super::page::Page;
use super::state::{Naming, STATES, StateId};
use super::{ActorKind, Form};
use crate::article::BlockKind;
use crate::language::{Tag, TokenKind};

/// How many tokens a description may have before its head.
const REACH: usize = 12;

/// Appends the descriptions and pronouns of `page`; `named` tells which tokens belong to names.
pub fn read(page: &Page<'_, '_>, named: &[bool], words: &mut Words, drafts: &mut Vec<Draft>) {
    let parsed = page.parsed;
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        if !page.is_read(number) {
            continue;
        }
        for at in sentence.tokens.clone() {
            if parsed.tokens[at].kind != TokenKind::Word {
                continue;
            }
            if let Some((pronoun, possessive)) = pronoun(parsed.lower(at)) {
                if let Some(draft) = a_pronoun(page, at, pronoun, possessive) {
                    drafts.push(draft);
                }
            } else if !named[at]
                && let Some(draft) = role(
                    page,
                    named,
                    words,
                    at,
                    sentence.tokens.start,
                    sentence.tokens.end,
                )
            {
                drafts.push(draft);
            }
        }
    }
}

fn a_pronoun(page: &Page<'_, '_>, at: usize, pronoun: Pronoun, possessive: bool) -> Option<Draft> {
    let parsed = page.parsed;
    let token = parsed.tokens[at];
    if pronoun == Pronoun::I && parsed.word(at) == "i" {
        return None;
    }
    let gender = match pronoun {
        Pronoun::He(gender) => gender,
        _ => Gender::Open,
    };
    Some(Draft {
        article: page.article,
        sentence: token.sentence,
        tokens: at..at + 1,
        head: at,
        span: token.span,
        form: Form::Pronoun,
        what: What::Pronoun(pronoun, possessive),
        gender,
        plural: pronoun == Pronoun::They,
        kind: None,
        age: None,
        subject: false,
        nested: false,
    })
}

/// The noun that token `at` is, if it can be the head of a description there.
fn head<'p>(
    page: &'p Page<'_, '_>,
    named: &[bool],
    at: usize,
    end: usize,
) -> Option<(Noun, &'p str, bool)> {
    let parsed = page.parsed;
    let lower = parsed.lower(at);
    let aged = || {
        let person = Noun {
            person: true,
            ..Noun::default()
        };
        let before = |back: usize| at.checked_sub(back).map(|at| parsed.lower(at));
        (matches!(lower, "old" | "olds") && before(1) == Some("-") && before(2) == Some("year"))
            .then_some((person, "old", lower == "olds"))
    };
    let found = compound(page, at)
        .map(|(noun, word, plural, _)| (noun, word, plural))
        .or_else(|| LEXICON.noun(lower))
        .or_else(aged);
    let demonym = || match STATES.at(parsed, at, end) {
        Some((1, _, Naming::Adjective)) => Some((
            Noun {
                person: true,
                ..Noun::default()
            },
            lower,
            false,
        )),
        _ => None,
    };
    let (noun, singular, plural) = found.or_else(demonym)?;
    let tag = parsed.tokens[at].tag;
    let headline = page.is_headline(parsed.tokens[at].sentence);
    // "the teenager accused of theft", "a boy charged in Lund": who is accused stands before.
    let accused = |at: usize| {
        at + 1 < end
            && LEXICON.is("accused", parsed.lower(at))
            && parsed.tokens[at + 1].tag == Tag::Adp
    };
    let is_person = |at: usize| {
        let lower = parsed.lower(at);
        lower == "old" || LEXICON.noun(lower).is_some_and(|(noun, ..)| noun.person)
    };
    if accused(at) && at > 0 && is_person(at - 1) {
        return None;
    }
    if !(singular == "old"
        || LEXICON.is("acronym", singular)
        || tag == Tag::Adj && accused(at + 1)
        || singular.contains('-') && tag != Tag::Verb
        || singular == "back" && at > 0 && parsed.lower(at - 1) == "running"
        || matches!(tag, Tag::Noun | Tag::Propn)
        || headline && matches!(tag, Tag::X | Tag::Adj)
        || found.is_none() && tag == Tag::Adj
        || tag == Tag::Adj && says(page, at, end))
    {
        return None;
    }
    // A modifier of the next noun is no head: "police station".
    if at + 1 < end {
        let next = parsed.lower(at + 1);
        let tag = parsed.tokens[at + 1].tag;
        let joined = next == "-" && page.parsed.is_joined(at + 1) && page.parsed.is_joined(at + 2);
        if joined
            || !named[at + 1] && matches!(tag, Tag::Noun) && !accused(at + 1)
            || !named[at + 1] && tag == Tag::Propn && LEXICON.noun(next).is_some()
        {
            return None;
        }
    }
    // "pro-business and anti-immigrant" tell what somebody is for and against.
    let stance = at > 1
        && parsed.lower(at - 1) == "-"
        && page.parsed.is_joined(at)
        && matches!(parsed.lower(at - 2), "pro" | "anti" | "to");
    if noun.loose && plural || stance {
        return None;
    }
    // "The PM" governs, 9 pm and 9 PM are hours.
    let hour = at > 0 && parsed.tokens[at - 1].kind == TokenKind::Number;
    if LEXICON.is("acronym", singular) && (parsed.word(at).starts_with(char::is_lowercase) || hour)
    {
        return None;
    }
    if lower == "head" && (at + 1 >= end || parsed.lower(at + 1) != "of") {
        return None;
    }
    Some((noun, singular, plural))
}

/// The noun of several words that ends with token `at`, and its first token: "son-in-law", "runner-up".
fn compound(page: &Page<'_, '_>, at: usize) -> Option<(Noun, &'static str, bool, usize)> {
    let parsed = page.parsed;
    [4, 2].into_iter().find_map(|back| {
        let first = at.checked_sub(back)?;
        let joined = (first + 1..=at).all(|at| page.parsed.is_joined(at))
            && (first + 1..at).step_by(2).all(|at| parsed.lower(at) == "-");
        if !joined {
            return None;
        }
        let word: String = (first..=at).map(|at| parsed.lower(at)).collect();
        let (noun, word, plural) = LEXICON.compound(&word)?;
        Some((noun, word, plural, first))
    })
}

/// Whether what looks like an adjective is somebody who speaks: "the official said".
fn says(page: &Page<'_, '_>, at: usize, end: usize) -> bool {
    let parsed = page.parsed;
    let before = at > 0 && parsed.tokens[at - 1].tag == Tag::Det;
    before && at + 1 < end && LEXICON.is("say", parsed.lower(at + 1))
}

fn role(
    page: &Page<'_, '_>,
    named: &[bool],
    words: &mut Words,
    at: usize,
    start: usize,
    end: usize,
) -> Option<Draft> {
    let parsed = page.parsed;
    let (noun, singular, plural) = head(page, named, at, end)?;
    let mut first = compound(page, at).map_or(at, |(.., first)| first);
    let mut determiner = Determiner::Bare;
    let mut possessor = None;
    let mut country: Option<StateId> = None;
    let mut modifiers = Vec::new();
    let mut count = None;
    let mut two = false;
    let block = parsed.sentences[parsed.tokens[at].sentence].block;
    let is_title = parsed.article.blocks[block].kind == BlockKind::Title;
    while first > start && at - first < REACH {
        let before = first - 1;
        let token = parsed.tokens[before];
        let lower = parsed.lower(before);
        if matches!(lower, "'s" | "'") && before > start {
            // The possessor, with all that belongs to it.
            determiner = Determiner::Possessed;
            possessor = Some(before - 1);
            first = before - 1;
            while first > start && at - first < REACH {
                let tag = parsed.tokens[first - 1].tag;
                let inner = named[first] && named[first - 1]
                    || !named[first] && matches!(tag, Tag::Adj | Tag::Noun | Tag::Det)
                    || parsed.lower(first - 1) == "the";
                if !inner {
                    break;
                }
                first -= 1;
            }
            break;
        }
        if let Some((kind, true)) = pronoun(lower) {
            if kind != Pronoun::Who {
                determiner = Determiner::Possessed;
                possessor = Some(before);
                first = before;
            }
            break;
        }
        if lower == "that" && token.tag != Tag::Det {
            break;
        }
        if matches!(lower, "the" | "this" | "that" | "these" | "those") {
            determiner = Determiner::The;
            first = before;
            break;
        }
        if matches!(lower, "a" | "an") {
            determiner = Determiner::A;
            first = before;
            break;
        }
        if matches!(lower, "our" | "your") {
            determiner = Determiner::Possessed;
            first = before;
            break;
        }
        // "at least 17 people"
        if matches!(lower, "least" | "most") && before > start && parsed.lower(before - 1) == "at" {
            break;
        }
        // "his all-time best scorer" is one of his own.
        let hyphened = parsed.lower(first) == "-" && page.parsed.is_joined(first);
        if LEXICON.is("other", lower)
            && !hyphened
            && !matches!(lower, "former" | "rival" | "fellow")
        {
            determiner = Determiner::Other;
            if matches!(
                lower,
                "other"
                    | "most"
                    | "more"
                    | "many"
                    | "several"
                    | "few"
                    | "hundreds"
                    | "thousands"
                    | "dozens"
                    | "second"
                    | "third"
            ) {
                first = before;
                continue;
            }
            first = before;
            break;
        }
        if named[before] {
            if !belongs(page, before, first) {
                break;
            }
            let from = (start..before)
                .rev()
                .take_while(|at| named[*at])
                .last()
                .unwrap_or(before);
            if let Some((_, state, _)) = STATES.at(parsed, from, before + 1) {
                country = country.or(Some(state));
            }
            for at in from..=before {
                modifiers.push(words.number(parsed.lower(at)));
            }
            first = from;
            continue;
        }
        // "The baker turned mayor" was one and is the other.
        if lower == "turned" {
            break;
        }
        // In a headline a verb is easily taken for a noun: "Lund accuses union".
        if is_title && (LEXICON.is("say", lower) || LEXICON.is("headline-verb", lower)) {
            break;
        }
        let joins = hyphened
            || match token.tag {
                Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num => true,
                Tag::Verb => {
                    lower.ends_with("ing") || lower.ends_with("ed") || lower.ends_with("en")
                }
                Tag::Adv => matches!(
                    lower,
                    "then" | "newly" | "once" | "longtime" | "most" | "very"
                ),
                Tag::Punct => {
                    lower == "-" && page.parsed.is_joined(first) && page.parsed.is_joined(before)
                }
                _ => false,
            };
        if !joins || LEXICON.is("time", lower) && token.tag == Tag::Propn {
            break;
        }
        // ", forcing 140 people from their homes" does something to them.
        let acts = lower.ends_with("ing")
            && before > start
            && (parsed.tokens[first].tag == Tag::Num || plural && parsed.lower(before - 1) == ",");
        if token.tag == Tag::Verb && acts {
            break;
        }
        // "The fire killed 14 people", "a baker claims union leaders lied": a verb between two nouns.
        if is_verb(page, named, (before, first, at), start, plural) {
            break;
        }
        // A verb before a bare noun is the clause's own: "met president X".
        if token.tag == Tag::Verb
            && (before == start
                || !matches!(
                    parsed.tokens[before - 1].tag,
                    Tag::Det | Tag::Adj | Tag::Punct | Tag::Adv | Tag::Noun
                ) && !matches!(pronoun(parsed.lower(before - 1)), Some((_, true))))
        {
            break;
        }
        if lower == "two" || lower == "both" {
            two = true;
        }
        if !matches!(
            lower,
            "-" | "then" | "former" | "ex" | "old" | "year" | "late"
        ) && token.kind == TokenKind::Word
        {
            modifiers.push(words.number(lower));
        }
        if token.tag == Tag::Num
            && count.is_none()
            && plural
            && !matches!(parsed.lower(first), "-" | "year")
        {
            count = Some(words.number(lower));
        }
        first = before;
    }
    if matches!(parsed.lower(first), "-") || parsed.tokens[first].tag == Tag::Punct && first < at {
        first += 1;
    }
    // "one of the mayors", "one of its directors": a single one.
    let single = plural
        && matches!(determiner, Determiner::The | Determiner::Possessed)
        && first >= start + 2
        && parsed.lower(first - 1) == "of"
        && parsed.lower(first - 2) == "one";
    if single {
        first -= 2;
        determiner = Determiner::A;
    }
    let plural = plural && !single;
    // "the mayor of Lund", "director of the firm"
    let mut last = at + 1;
    // "accused its leaders of leaving" is no more of a description than "its leaders".
    let gerund = last + 1 < end && parsed.tokens[last + 1].tag == Tag::Verb;
    if last + 1 < end && parsed.lower(last) == "of" && !gerund && !plural_of(noun) {
        let mut next = last + 1;
        while next < end && next - last < 9 {
            let tag = parsed.tokens[next].tag;
            let inner = named[next]
                || matches!(tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num)
                    && parsed.tokens[next].kind != TokenKind::Mark
                || parsed.lower(next) == "'s"
                || parsed.tokens[next].tag == Tag::Verb && parsed.lower(next).ends_with("ing");
            // "director of athletics X": the name is the person's own.
            let own = named[next] && parsed.tokens[next - 1].tag == Tag::Noun && !named[next - 1];
            if !inner || own || LEXICON.is("time", parsed.lower(next)) {
                break;
            }
            next += 1;
        }
        if next > last + 1
            && matches!(
                parsed.tokens[next - 1].tag,
                Tag::Noun | Tag::Propn | Tag::Num | Tag::Adj
            )
        {
            let from = if parsed.lower(last + 1) == "the" {
                last + 2
            } else {
                last + 1
            };
            if from < next
                && let Some((_, state, _)) = STATES.at(parsed, from, next)
            {
                country = country.or(Some(state));
            }
            last = next;
        }
    }
    if let Some(end) = possessor
        && named[end]
    {
        let from = (start..end)
            .rev()
            .take_while(|at| named[*at])
            .last()
            .unwrap_or(end);
        if let Some((count, state, _)) = STATES.at(parsed, from, end + 1)
            && from + count == end + 1
        {
            country = country.or(Some(state));
        }
    }
    if STATES
        .at(parsed, at, at + 1)
        .is_some_and(|(_, _, naming)| naming == Naming::Adjective)
    {
        country = STATES.at(parsed, at, at + 1).map(|(_, state, _)| state);
        if determiner == Determiner::Bare {
            return None;
        }
    }
    let kind = if plural || noun.people {
        if noun.person || noun.people || noun.state || two {
            Some(ActorKind::Group)
        } else {
            Some(ActorKind::Organisation)
        }
    } else if noun.loose {
        None
    } else if noun.person {
        Some(ActorKind::Person)
    } else if noun.state {
        Some(ActorKind::State)
    } else {
        Some(ActorKind::Organisation)
    };
    Some(Draft {
        article: page.article,
        sentence: parsed.tokens[at].sentence,
        tokens: first..last,
        head: at,
        span: parsed.tokens[first].span.join(parsed.tokens[last - 1].span),
        form: Form::Role,
        gender: if plural { Gender::Open } else { noun.gender },
        plural: plural || noun.people,
        kind,
        age: None,
        subject: false,
        nested: false,
        what: What::Role(Box::new(Role {
            head: words.number(LEXICON.standing_for(singular)),
            modifiers,
            determiner,
            country,
            possessor,
            count,
            noun,
        })),
    })
}

/// Whether token `at`, which stands before the rest of a description from `first` on to `head`, is the verb of its clause and what
/// stands before it the subject.
fn is_verb(
    page: &Page<'_, '_>,
    named: &[bool],
    (at, first, head): (usize, usize, usize),
    start: usize,
    plural: bool,
) -> bool {
    let parsed = page.parsed;
    let Some(before) = at.checked_sub(1).filter(|before| *before >= start) else {
        return false;
    };
    let (lower, subject) = (parsed.lower(at), parsed.lower(before));
    let noun = named[before]
        || matches!(
            parsed.tokens[before].tag,
            Tag::Noun | Tag::Propn | Tag::Pron
        );
    let past = lower.ends_with("ed") && parsed.tokens[at].tag == Tag::Verb;
    let says = LEXICON.is("say", lower) && lower.ends_with('s');
    let somebody = || {
        LEXICON
            .noun(subject)
            .is_some_and(|(noun, _, plural)| noun.person && !plural)
    };

    // "The storm injured women", but "the gang's convicted men".
    let object =
        parsed.tokens[first].tag == Tag::Num || first == head && !LEXICON.is("accused", lower);
    past && noun && plural && object || says && (named[before] || somebody())
}

/// Whether the named token `before` is a modifier of what begins at `first`: "FBI director", not "Kim officials".
fn belongs(page: &Page<'_, '_>, before: usize, first: usize) -> bool {
    let parsed = page.parsed;
    !matches!(parsed.lower(before), "," | "'s")
        && parsed.tokens[before].span.end < parsed.tokens[first].span.start + 3
}

/// Whether "of" after the noun counts and does not belong: "a group of men" is the men.
const fn plural_of(noun: Noun) -> bool {
    noun.people && !noun.person
}
