//! Names in running text: what of a run of capitals is title, state, person or organisation.

use super::Form;
use super::around;
use super::draft::{Draft, Votes, What, Words};
use super::lexicon::{Gender, LEXICON};
use super::page::{Known, Page, is_capital};
use super::state::{Naming, STATES};
use crate::language::{Tag, TokenKind};

/// Reads the names of one article.
pub struct Reader<'r, 'p, 'a> {
    /// The article.
    pub page: &'r Page<'p, 'a>,
    /// What is known of all words.
    pub known: &'r Known<'p>,
    /// The words of names, numbered.
    pub words: &'r mut Words,
    /// What was found.
    pub drafts: Vec<Draft>,
    /// By token: whether it belongs to a name of a person or organisation, or to a state's.
    pub named: Vec<bool>,
}

impl<'r, 'p, 'a> Reader<'r, 'p, 'a> {
    /// Finds every name in `page`.
    pub fn read(
        page: &'r Page<'p, 'a>,
        known: &'r Known<'p>,
        words: &'r mut Words,
    ) -> (Vec<Draft>, Vec<bool>) {
        let mut reader = Self {
            page,
            known,
            words,
            drafts: Vec::new(),
            named: vec![false; page.parsed.tokens.len()],
        };
        for (number, sentence) in page.parsed.sentences.iter().enumerate() {
            if !page.is_read(number) {
                continue;
            }
            let (mut at, end) = (sentence.tokens.start, sentence.tokens.end);
            while at < end {
                at = reader.step(at, end);
            }
        }
        (reader.drafts, reader.named)
    }

    /// Reads what begins at token `at` and gives the token to go on with.
    fn step(&mut self, at: usize, end: usize) -> usize {
        let lower = self.page.parsed.lower(at);
        if let Some(count) = self.known.spelt_out(self.page, at, end)
            && STATES
                .at(self.page.parsed, at, end)
                .is_none_or(|(of, _, _)| of < count)
        {
            let votes = Votes {
                organisation: 4,
                ..Votes::default()
            };
            self.push_name(at, at + count, Gender::Open, votes);
            return at + count;
        }
        if lower == "the"
            && let Some((count, state, Naming::Short)) = STATES.at(self.page.parsed, at, end)
            && self.known.states.contains_key(&state)
            && !(at + count < end && self.known.can_name(self.page, at + count))
        {
            self.state(at, at + count, state, Naming::Short);
            return at + count;
        }
        if let Some(state) = STATES.shared(self.page.parsed, at, end) {
            self.state(at, at + 1, state, Naming::Name);
            return at + 1;
        }
        if !self.known.can_name(self.page, at) {
            return at + 1;
        }
        let last = self.run_end(at, end);
        self.cut(at, last);
        last
    }

    pub(super) fn is_company(&self, at: usize) -> bool {
        let lower = self.page.parsed.lower(at);
        LEXICON.is("company", lower)
    }

    fn is_title(&self, at: usize) -> bool {
        let lower = self.page.parsed.lower(at);
        LEXICON.is("honorific-m", lower)
            || LEXICON.is("honorific-f", lower)
            || LEXICON.is("honorific-x", lower)
            || LEXICON.noun(lower).is_some_and(|(noun, _, plural)| {
                !noun.loose && !plural && (noun.person && !noun.kin || noun.title)
            })
    }

    /// Cuts the run `[start, end)` into states, a title and a name.
    fn cut(&mut self, start: usize, end: usize) {
        let parsed = self.page.parsed;
        let company = self.is_company(end - 1)
            || (start..end).any(|at| {
                matches!(parsed.lower(at), "of" | "for" | "on")
                    && at > start
                    && self.is_company(at - 1)
            });
        // The last word of a title with a name behind it.
        let mut title = None;
        for at in start..end.saturating_sub(1) {
            if self.is_title(at) {
                let mut next = at + 1;
                if parsed.lower(next) == "of" {
                    next += 2;
                }
                if next < end && !(company && LEXICON.forename(parsed.lower(next)).is_none()) {
                    title = Some((at, next));
                }
            }
        }
        let mut name = start;
        let mut gender = Gender::Open;
        let mut titled = false;
        if let Some((last, next)) = title {
            let lower = parsed.lower(last);
            gender = if LEXICON.is("honorific-m", lower) {
                Gender::Male
            } else if LEXICON.is("honorific-f", lower) {
                Gender::Female
            } else {
                LEXICON
                    .noun(lower)
                    .map_or(Gender::Open, |(noun, _, _)| noun.gender)
            };
            self.before_title(start, last);
            name = next;
            titled = true;
        }
        self.name(name, end, gender, titled, company && !titled);
    }

    /// The states and organisations in front of a title: "FBI" in "FBI Director".
    fn before_title(&mut self, start: usize, title: usize) {
        let mut at = start;
        while at < title {
            if let Some((count, state, naming)) = STATES.at(self.page.parsed, at, title) {
                self.state(at, at + count, state, naming);
                at += count;
                continue;
            }
            let word = self.page.parsed.word(at);
            let acronym = word.len() >= 2
                && word
                    .chars()
                    .all(|c| c.is_uppercase() || c == '.' || c == '&');
            if acronym {
                self.push_name(
                    at,
                    at + 1,
                    Gender::Open,
                    Votes {
                        organisation: 3,
                        ..Votes::default()
                    },
                );
            } else if let Some(last) = (at..title).rev().find(|at| self.is_company(*at)) {
                self.push_name(
                    at,
                    last + 1,
                    Gender::Open,
                    Votes {
                        organisation: 3,
                        ..Votes::default()
                    },
                );
                at = last;
            }
            at += 1;
        }
    }

    /// The name in `[start, end)`, without a title before it.
    fn name(
        &mut self,
        mut start: usize,
        mut end: usize,
        gender: Gender,
        titled: bool,
        company: bool,
    ) {
        let parsed = self.page.parsed;
        // States at its start; a person's surname may be one ("Michael Jordan"), so only there.
        let mut states = Vec::new();
        while start < end {
            let Some((count, state, naming)) = STATES.at(parsed, start, end) else {
                break;
            };
            if titled && start + count == end && naming != Naming::Name {
                break;
            }
            states.push((start, start + count, state, naming));
            start += count;
            if start < end && parsed.lower(start) == "-" {
                start += 1;
            }
        }
        if start >= end {
            for (from, to, state, naming) in states {
                self.state(from, to, state, naming);
            }
            return;
        }
        // Descriptive words at the end are no names: "Belarusian Defense Minister".
        let roles = |at: usize| {
            let lower = parsed.lower(at);
            LEXICON.noun(lower).is_some_and(|(noun, _, plural)| {
                let several = self.known.is_common(lower) || is_acronym(parsed.word(at));
                noun.person && !noun.loose && (!plural || several)
            })
        };
        let club = roles(end - 1)
            && end - start >= 2
            && parsed.lower(end - 1).ends_with('s')
            && !is_acronym(parsed.word(end - 1))
            && !self.page.is_headline(parsed.tokens[start].sentence);
        if roles(end - 1) && !titled && !club && LEXICON.forename(parsed.lower(start)).is_none() {
            self.before_title(start, end - 1);
            for (from, to, state, naming) in states {
                self.state(from, to, state, naming);
            }
            return;
        }
        // A slip in a capital's name, after "in", where its state is spoken of: "in Lisbn".
        if end - start == 1
            && states.is_empty()
            && !titled
            && start > parsed.sentences[parsed.tokens[start].sentence].tokens.start
            && parsed.lower(start - 1) == "in"
            && self.known.is_rare(parsed.lower(start))
            && let Some(state) = STATES.capital_like(parsed.lower(start), |state| {
                self.known.states.contains_key(&state)
                    && STATES
                        .get(state)
                        .capitals
                        .iter()
                        .any(|capital| self.known.is_name(capital))
            })
        {
            self.state(start, end, state, Naming::Capital);
            return;
        }
        let whole = states.first().map_or(start, |first| first.0);
        let last = parsed.lower(end - 1);
        let forename = LEXICON.forename(parsed.lower(start));
        let mut votes = Votes::default();
        let words = end - start;
        let sentence_start = parsed.sentences[parsed.tokens[start].sentence].tokens.start;
        if LEXICON.is("suffix", last) && words > 1 {
            votes.person += 3;
        } else if end + 1 < parsed.tokens.len()
            && parsed.lower(end) == ","
            && LEXICON.is("suffix", parsed.lower(end + 1))
        {
            end += 2;
            votes.person += 3;
        }
        if company {
            // "Russian General Staff", "Bank of China": the whole run is one organisation.
            for (from, to, state, naming) in &states {
                if matches!(naming, Naming::Adjective | Naming::Name) {
                    self.state(*from, *to, *state, *naming);
                }
            }
            votes.organisation += 3;
            self.push_name(whole, end, Gender::Open, votes);
            return;
        }
        for (from, to, state, naming) in states {
            self.state(from, to, state, naming);
        }
        // "World War II" is as little a person as "the World War".
        let numbered = words > 2
            && last.chars().all(|c| c == 'i')
            && LEXICON.is("thing", parsed.lower(end - 2));
        if (LEXICON.is("thing", last) || numbered) && !titled && (forename.is_none() || words > 2) {
            (start..end).for_each(|at| self.named[at] = true);
            return;
        }
        let joined: String = parsed.tokens[start]
            .span
            .join(parsed.tokens[end - 1].span)
            .of(parsed.text())
            .to_lowercase();
        if LEXICON.is_place(&joined) && !titled {
            votes.place += 3;
        }
        if titled {
            votes.person += 4;
        }
        let upper = parsed.word(start).chars().all(|c| !c.is_lowercase());
        if let Some(_gender) = forename
            && (words > 1 || !LEXICON.is_place(&joined))
        {
            let place = LEXICON.is_place(parsed.lower(start));
            votes.person += if words > 1 && !place { 3 } else { 1 };
        }
        if words > 1
            && (start + 1..end - 1)
                .any(|at| parsed.word(at).ends_with('.') && parsed.word(at).len() == 2)
        {
            votes.person += 3;
        }
        // A dateline: "LUND (Agency) -".
        let dateline = upper
            && start == sentence_start
            && parsed.tokens.get(end).is_some()
            && matches!(parsed.lower(end), "(" | "-");
        if dateline && words <= 2 && parsed.word(start).len() > 4 {
            votes.place += 3;
        } else if words == 1
            && upper
            && parsed.word(start).len() >= 2
            && !self.page.is_headline(parsed.tokens[start].sentence)
        {
            votes.organisation += 3;
        }
        let gender = gender.or(if words > 1 || titled {
            forename.unwrap_or_default()
        } else {
            Gender::Open
        });
        // "the Boston Herons": a city and several of something.
        let of_city = words > 1
            && !titled
            && last.ends_with('s')
            && !last.ends_with("ss")
            && (start > sentence_start && parsed.lower(start - 1) == "the")
            && (1..words.min(3)).any(|count| {
                let city = parsed.tokens[start]
                    .span
                    .join(parsed.tokens[start + count - 1].span);
                LEXICON.is_place(&city.of(parsed.text()).to_lowercase())
            });
        if club || of_city {
            votes.organisation += 3;
            votes.person -= 3 * i32::from(of_city);
        }
        around::vote(self.page.parsed, start, end, &mut votes);
        self.push_name(start, end, gender, votes);
    }

    fn push_name(&mut self, start: usize, end: usize, gender: Gender, votes: Votes) {
        let parsed = self.page.parsed;
        let mut words: Vec<_> = Vec::with_capacity(end - start);
        let mut quoted = false;
        for at in start..end {
            let lower = parsed.lower(at).trim_end_matches('.');
            if parsed.tokens[at].kind == TokenKind::Quote {
                quoted = !quoted;
            }
            // A nickname between forename and surname is no part of the name that others use.
            if quoted
                || parsed.tokens[at].kind == TokenKind::Quote
                || lower.is_empty()
                || matches!(lower, "-" | "," | "the" | "'" | "'s")
            {
                continue;
            }
            let plain: String;
            let lower = if lower.contains('.') {
                plain = lower.replace('.', "");
                &plain
            } else {
                lower
            };
            words.push(self.words.number(lower));
        }
        if words.is_empty() {
            return;
        }
        (start..end).for_each(|at| self.named[at] = true);
        self.drafts.push(Draft {
            article: self.page.article,
            sentence: parsed.tokens[start].sentence,
            tokens: start..end,
            head: end - 1,
            span: parsed.tokens[start].span.join(parsed.tokens[end - 1].span),
            form: Form::Name,
            what: What::Name(words, votes),
            gender,
            plural: false,
            kind: None,
            age: None,
            subject: false,
            nested: false,
        });
    }

    fn state(&mut self, start: usize, end: usize, state: u16, naming: Naming) {
        let parsed = self.page.parsed;
        let sentence = &parsed.sentences[parsed.tokens[start].sentence].tokens;
        let next = (end < sentence.end).then_some(end);
        let tag = next.map(|at| parsed.tokens[at].tag);
        let before = (start > sentence.start).then(|| parsed.lower(start - 1));
        (start..end).for_each(|at| self.named[at] = true);
        let form = match naming {
            Naming::Name | Naming::Short => Form::Name,
            Naming::People => Form::Demonym,
            Naming::Seat => Form::Place,
            Naming::Adjective => {
                // "an Australian", "the American, who …": one of its people, no state.
                let noun = !matches!(
                    tag,
                    Some(
                        Tag::Noun
                            | Tag::Propn
                            | Tag::Adj
                            | Tag::Num
                            | Tag::Punct
                            | Tag::Cconj
                            | Tag::Sym
                    )
                ) && next.is_none_or(|at| !is_capital(parsed.word(at)));
                if noun
                    && before.is_some_and(|before| matches!(before, "a" | "an" | "lanky" | "young"))
                {
                    (start..end).for_each(|at| self.named[at] = false);
                    return;
                }
                Form::Demonym
            }
            Naming::Capital => {
                let acts = matches!(tag, Some(Tag::Verb | Tag::Aux))
                    || next.is_some_and(|at| parsed.lower(at) == "'s");
                let there = before.is_some_and(|before| LEXICON.is("locative", before));
                let spoken_of = self.known.states.contains_key(&state);
                // A dateline: "WASHINGTON -", "MINSK (Agency)".
                let dateline = start == sentence.start
                    && next.is_some_and(|at| matches!(parsed.lower(at), "-" | "(" | ","))
                    && parsed.word(start).chars().all(|c| !c.is_lowercase());
                if dateline || !(spoken_of || acts && !there) {
                    return;
                }
                Form::Place
            }
        };
        self.drafts.push(Draft {
            article: self.page.article,
            sentence: parsed.tokens[start].sentence,
            tokens: start..end,
            head: end - 1,
            span: parsed.tokens[start].span.join(parsed.tokens[end - 1].span),
            form,
            what: What::State(state, naming),
            gender: Gender::Open,
            plural: naming == Naming::People,
            kind: Some(STATES.get(state).kind()),
            age: None,
            subject: false,
            nested: false,
        });
    }
}

/// Whether a word is an acronym in the plural: "MPs".
fn is_acronym(word: &str) -> bool {
    word.strip_suffix('s')
        .is_some_and(|word| word.len() > 1 && word.chars().all(char::is_uppercase))
}
