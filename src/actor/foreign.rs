//! Names in a text that is not in English: only what capitals and known forenames show, whatever the words around it say.
//!
//! German writes every noun with a capital, so there a run of capitals is a name only after a forename, or where it comes
//! again. A surname alone counts where the whole name stands somewhere in the article.

use super::draft::{Draft, Votes, What, Words};
use super::lexicon::{Gender, LEXICON};
use super::page::{Page, is_capital};
use super::state::{Naming, STATES};
use super::{ActorKind, Form};
use crate::language::{Parsed, TokenKind};
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// The words that a name may have behind its forenames.
const SURNAMES: usize = 3;
/// The longest run of capitals that is one name, in words.
const RUN: usize = 5;
/// The letters of an acronym.
const ACRONYM: Range<usize> = 2..7;

static WORDS: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("foreign.txt").lines();
    let mut classes: FxHashMap<_, FxHashSet<_>> = FxHashMap::default();
    for (class, words) in lines.filter_map(|line| line.split_once(": ")) {
        let known = classes.entry(class).or_default();
        known.extend(words.split_whitespace());
    }
    classes
});

/// Whether `word`, in small letters, belongs to this class of the list.
pub fn is(class: &str, word: &str) -> bool {
    let has = |word: &str| WORDS.get(class).is_some_and(|words| words.contains(word));
    has(word) || !word.is_ascii() && has(&deunicode::deunicode(word).to_lowercase())
}

fn forename(word: &str) -> Option<Gender> {
    let plain = deunicode::deunicode(word).to_lowercase();
    LEXICON
        .forename(&plain)
        .or_else(|| is("forename", &plain).then_some(Gender::Open))
}

/// Whether `word`, in small letters, stands before names as "Dr." does.
pub fn is_title(word: &str) -> bool {
    is("title", word.trim_end_matches('.'))
}

/// A name by its tokens, and what it is.
struct Name {
    tokens: Range<usize>,
    kind: ActorKind,
    gender: Gender,
    /// Whether it ends with an "s" that only says that something is its own.
    genitive: bool,
}

struct Reader<'r, 'a> {
    page: &'r Page<'r, 'a>,
    parsed: &'r Parsed<'a>,
    /// Whether ordinary nouns have capitals.
    nouns: bool,
    /// Words in small letters.
    small: FxHashSet<&'r str>,
    /// Runs of capitals within sentences, as words in small letters, and how often each comes.
    runs: FxHashMap<Vec<&'r str>, usize>,
    /// Single capitals within sentences.
    single: FxHashSet<&'r str>,
    names: Vec<Name>,
}

/// The names of `page`.
pub fn read(page: &Page<'_, '_>, words: &mut Words) -> Vec<Draft> {
    let language = page.parsed.article.imprint.language.as_deref();
    let mut reader = Reader {
        page,
        parsed: page.parsed,
        nouns: matches!(language, Some("de" | "lb")),
        small: FxHashSet::default(),
        runs: FxHashMap::default(),
        single: FxHashSet::default(),
        names: Vec::new(),
    };
    reader.count();
    for number in 0..page.parsed.sentences.len() {
        if page.is_read(number) {
            reader.sentence(number);
        }
    }
    reader.surnames();
    let Reader { mut names, .. } = reader;
    names.sort_by_key(|name| name.tokens.start);
    let mut drafts: Vec<Draft> = Vec::new();
    for name in &names {
        drafts.extend(draft(page, name, words));
    }
    drafts.extend(states(page, &names));
    drafts
}

/// What of a word is left behind an article that has lost its vowel: "Emmanuel" in "d’Emmanuel".
fn unelided(parsed: &Parsed<'_>, at: usize) -> Span {
    let span = parsed.tokens[at].span;
    let word = span.of(parsed.text());
    let mark = word.find(['\'', '’']).filter(|mark| *mark <= 5);
    let rest = mark.and_then(|mark| {
        let rest = &word[mark..];
        let start = mark + rest.chars().next()?.len_utf8();
        let small = word[..mark].chars().skip(1).all(char::is_lowercase);
        (small && is_capital(&word[start..])).then_some(start)
    });
    Span::new(span.start + rest.unwrap_or(0), span.end)
}

impl<'r> Reader<'r, '_> {
    fn word(&self, at: usize) -> &'r str {
        unelided(self.parsed, at).of(self.parsed.text())
    }

    fn lower(&self, at: usize) -> &'r str {
        let whole = self.parsed.lower(at);
        let kept = self.word(at).len();
        // Small letters may be longer or shorter; then the word is taken whole.
        let start = self.parsed.tokens[at].span.len() - kept;
        if start == 0 {
            return whole;
        }
        whole.find('\'').map_or(whole, |mark| &whole[mark + 1..])
    }

    fn forename(&self, at: usize) -> Option<Gender> {
        let lower = self.lower(at);
        let sentence = &self.parsed.sentences[self.parsed.tokens[at].sentence].tokens;
        let found = forename(lower)?;
        let also_state = STATES
            .at(self.parsed, at, sentence.end)
            .is_some_and(|(_, _, naming)| naming == Naming::Name);
        let other = at == sentence.start && is("opener", lower);
        (!also_state && !other && !LEXICON.is_place(lower) && !self.after_number(at))
            .then_some(found)
    }

    fn after_number(&self, at: usize) -> bool {
        at > 0 && self.parsed.tokens[at - 1].kind == TokenKind::Number
    }

    /// Whether token `at` is a word with a capital that may be part of a name.
    fn is_candidate(&self, at: usize) -> bool {
        self.parsed.tokens[at].kind == TokenKind::Word
            && is_capital(self.word(at))
            && !is("never", self.lower(at))
            && !is_title(self.lower(at))
    }

    /// Whether the capital at `at` comes from its place.
    fn opens(&self, at: usize) -> bool {
        let sentence = &self.parsed.sentences[self.parsed.tokens[at].sentence].tokens;
        at == sentence.start
            || self.parsed.tokens[at - 1].kind != TokenKind::Word
                && !matches!(self.parsed.lower(at - 1), "," | "(" | "-")
    }

    /// The tokens that the run of capitals at `at` has, double names included; it stops at `end`.
    fn run(&self, at: usize, end: usize) -> Range<usize> {
        let mut last = at + 1;
        loop {
            if last < end && self.is_candidate(last) && self.unelided_whole(last) {
                last += 1;
            } else if last + 1 < end
                && self.parsed.lower(last) == "-"
                && self.page.parsed.is_joined(last)
                && self.page.parsed.is_joined(last + 1)
                && self.is_candidate(last + 1)
            {
                last += 2;
            } else {
                return at..last;
            }
        }
    }

    fn unelided_whole(&self, at: usize) -> bool {
        unelided(self.parsed, at) == self.parsed.tokens[at].span
    }

    fn count(&mut self) {
        for (number, sentence) in self.parsed.sentences.iter().enumerate() {
            if !self.page.is_read(number) {
                continue;
            }
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !self.is_candidate(at) {
                    if self.parsed.tokens[at].kind == TokenKind::Word {
                        self.small.insert(self.parsed.lower(at));
                    }
                    at += 1;
                    continue;
                }
                let run = self.run(at, sentence.tokens.end);
                at = run.end;
                let run = self.without_opener(run);
                let words: Vec<&str> = run.clone().map(|at| self.lower(at)).collect();
                if let [one] = words[..] {
                    self.single.insert(one);
                }
                if words.len() > 1 && !self.after_number(run.start) {
                    *self.runs.entry(words).or_default() += 1;
                }
            }
        }
    }

    /// A run without a first word whose capital comes from its place.
    fn without_opener(&self, run: Range<usize>) -> Range<usize> {
        let opens = !run.is_empty() && self.opens(run.start) && self.forename(run.start).is_none();
        run.start + usize::from(opens)..run.end
    }

    fn sentence(&mut self, number: usize) {
        let tokens = self.parsed.sentences[number].tokens.clone();
        let shouts = tokens
            .clone()
            .filter(|at| self.parsed.tokens[*at].kind == TokenKind::Word)
            .all(|at| !self.word(at).contains(char::is_lowercase));
        let mut at = tokens.start;
        while at < tokens.end {
            if !self.is_candidate(at) {
                at += 1;
                continue;
            }
            if let Some(name) = self.person(at, tokens.end) {
                at = name.tokens.end;
                self.names.push(name);
                continue;
            }
            let run = self.run(at, tokens.end);
            // A title or a noun before a forename is no part of the name.
            let person = (run.start + 1..run.end).find(|at| self.person(*at, tokens.end).is_some());
            // Nor is an organisation before somebody whose forename is not known: "der SPD Lind".
            let first = if self.is_acronym(run.start) {
                run.start + 1
            } else {
                run.end
            };
            let run = run.start..person.unwrap_or(run.end).min(first);
            at = run.end;
            if shouts {
                continue;
            }
            if let Some(name) = self.other(self.without_opener(run.clone())) {
                self.names.push(name);
            } else {
                let acronyms = run.filter(|at| self.is_acronym(*at));
                let name = |at| Name {
                    tokens: at..at + 1,
                    kind: ActorKind::Organisation,
                    gender: Gender::Open,
                    genitive: false,
                };
                self.names.extend(acronyms.map(name).collect::<Vec<_>>());
            }
        }
    }

    /// A person whose forename is token `at`.
    fn person(&self, at: usize, end: usize) -> Option<Name> {
        let gender = self.is_candidate(at).then(|| self.forename(at)).flatten()?;
        let mut last = at + 1;
        let joined = |last: usize| {
            last + 1 < end && self.parsed.lower(last) == "-" && self.page.parsed.is_joined(last)
        };
        while last < end {
            let initial = self.word(last).len() == 2 && self.word(last).ends_with('.');
            if joined(last) && self.is_candidate(last + 1) {
                last += 2;
            } else if self.is_candidate(last) && (self.forename(last).is_some() || initial) {
                last += 1;
            } else {
                break;
            }
        }
        let forenames = last;
        let particle = |at: usize| is("particle", self.parsed.lower(at));
        while last < end && last < forenames + SURNAMES && particle(last) {
            last += 1;
        }
        if last >= end || !self.is_candidate(last) {
            // Two forenames may be a whole name: "Martin Walter".
            let whole = forenames > at + 1;
            return whole.then_some(Name {
                tokens: at..forenames,
                kind: ActorKind::Person,
                gender,
                genitive: false,
            });
        }
        let run = self.run(last, end);
        let most = if self.nouns { 1 } else { SURNAMES };
        let mut words = 0;
        last = run.start;
        while last < run.end && words < most {
            last += 1;
            while last < run.end && self.parsed.lower(last) == "-" {
                last += 2;
            }
            words += 1;
        }
        Some(Name {
            tokens: at..last.min(run.end),
            kind: ActorKind::Person,
            gender,
            genitive: false,
        })
    }

    /// What a run of capitals without a forename names, if it names anything.
    fn other(&self, run: Range<usize>) -> Option<Name> {
        let words: Vec<&str> = run.clone().map(|at| self.lower(at)).collect();
        if words.len() < 2 || words.len() > RUN || self.after_number(run.start) {
            return None;
        }
        let whole = self.parsed.tokens[run.start]
            .span
            .join(self.parsed.tokens[run.end - 1].span);
        let place = whole.of(self.parsed.text()).to_lowercase();
        if words.iter().any(|word| is("place", word)) {
            return None;
        }
        if LEXICON.is_place(&place) || LEXICON.is_place(&deunicode::deunicode(&place)) {
            return None;
        }
        let last = *words.last()?;
        let company = is("company", last);
        let again = self.runs.get(&words).is_some_and(|count| *count > 1);
        let told =
            company || again || !self.nouns && !self.page.is_headline(self.number(run.start));
        // Who is called by the last word alone elsewhere is a person.
        let surname = words.len() < 4 && self.single.contains(last) && !self.small.contains(last);
        let kind = if !company && !self.nouns && surname {
            ActorKind::Person
        } else {
            ActorKind::Organisation
        };
        told.then_some(Name {
            tokens: run,
            kind,
            gender: Gender::Open,
            genitive: false,
        })
    }

    fn number(&self, at: usize) -> usize {
        self.parsed.tokens[at].sentence
    }

    /// Whether token `at` is written in capitals as organisations are: "ONU", "SPD"; no number and no state.
    fn is_acronym(&self, at: usize) -> bool {
        let word = self.word(at);
        let sentence = &self.parsed.sentences[self.number(at)].tokens;
        ACRONYM.contains(&word.len())
            && word.chars().all(|c| c.is_ascii_uppercase())
            && !word
                .chars()
                .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'M'))
            && !is("company", self.lower(at))
            && STATES.at(self.parsed, at, sentence.end).is_none()
    }

    /// Surnames that stand alone.
    fn surnames(&mut self) {
        let persons = self
            .names
            .iter()
            .filter(|name| name.kind == ActorKind::Person);
        let known: FxHashSet<&str> = persons
            .map(|name| self.lower(name.tokens.end - 1))
            .filter(|last| last.chars().count() > 2)
            .collect();
        let mut taken = vec![false; self.parsed.tokens.len()];
        for at in self.names.iter().flat_map(|name| name.tokens.clone()) {
            taken[at] = true;
        }
        let (mut found, parsed) = (Vec::new(), self.parsed);
        for (number, sentence) in parsed.sentences.iter().enumerate() {
            if !self.page.is_read(number) {
                continue;
            }
            for at in sentence.tokens.clone() {
                let common = self.nouns && at > 0 && is("article", parsed.lower(at - 1));
                let whole = known.contains(self.lower(at));
                let stem = self
                    .lower(at)
                    .strip_suffix('s')
                    .filter(|_| self.nouns && !whole);
                let genitive = stem.is_some_and(|name| known.contains(name));
                if !taken[at] && self.is_candidate(at) && (whole || genitive) && !common {
                    found.push(Name {
                        tokens: at..at + 1,
                        kind: ActorKind::Person,
                        gender: Gender::Open,
                        genitive,
                    });
                }
            }
        }
        self.names.extend(found);
    }
}

fn draft(page: &Page<'_, '_>, name: &Name, words: &mut Words) -> Option<Draft> {
    let parsed = page.parsed;
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    let mut span = unelided(parsed, first).join(parsed.tokens[last].span);
    span.end -= usize::from(name.genitive);
    let mut votes = Votes::default();
    match name.kind {
        ActorKind::Person => votes.person = 4,
        _ => votes.organisation = 4,
    }
    let parts = span
        .of(parsed.text())
        .split(|c: char| c.is_whitespace() || c == '-');
    let numbers: Vec<_> = parts
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|part| !part.is_empty())
        .map(|part| words.number(&part.to_lowercase()))
        .collect();
    (!numbers.is_empty()).then(|| Draft {
        article: page.article,
        sentence: parsed.tokens[first].sentence,
        tokens: name.tokens.clone(),
        head: last,
        span,
        form: Form::Name,
        what: What::Name(numbers, votes),
        gender: name.gender,
        plural: false,
        kind: Some(name.kind),
        age: None,
        subject: false,
        nested: false,
    })
}

/// The states whose names are written as in English, outside other names.
fn states(page: &Page<'_, '_>, names: &[Name]) -> Vec<Draft> {
    let parsed = page.parsed;
    let mut taken = vec![false; parsed.tokens.len()];
    for at in names.iter().flat_map(|name| name.tokens.clone()) {
        taken[at] = true;
    }
    let mut drafts = Vec::new();
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        if !page.is_read(number) {
            continue;
        }
        for at in sentence.tokens.clone() {
            let Some((count, state, Naming::Name)) = STATES.at(parsed, at, sentence.tokens.end)
            else {
                continue;
            };
            let tokens = at..at + count;
            if tokens.clone().any(|at| taken[at]) || !is_capital(parsed.word(at)) {
                continue;
            }
            drafts.push(Draft {
                article: page.article,
                sentence: number,
                head: tokens.end - 1,
                span: parsed.tokens[at]
                    .span
                    .join(parsed.tokens[tokens.end - 1].span),
                tokens,
                form: Form::Name,
                what: What::State(state, Naming::Name),
                gender: Gender::Open,
                plural: false,
                kind: Some(STATES.get(state).kind()),
                age: None,
                subject: false,
                nested: false,
            });
        }
    }
    drafts
}
