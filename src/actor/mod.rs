//! Who acts and speaks: the mentions of both articles, and which of them are one actor.

pub mod across;
pub mod age;
pub mod alias;
pub mod around;
pub mod beside;
pub mod dominant;
pub mod draft;
pub mod entity;
pub mod foreign;
pub mod gather;
pub mod lead;
pub mod lexicon;
pub mod name;
pub mod owner;
pub mod page;
pub mod phrase;
pub mod place;
pub mod pronoun;
pub mod role;
pub mod run;
pub mod slip;
pub mod speech_tag;
pub mod state;
pub mod subject;
pub mod surname;

use crate::language::Parsed;
use crate::span::Span;

/// The number of an actor in its [`crate::comparison::Comparison`].
pub type ActorId = usize;

/// A person, organisation, state or group, with all its mentions in all articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its number: its place in the list of actors.
    pub id: ActorId,
    /// The fullest of its names; for an actor without a name its role.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Every form of its name, the fullest first.
    pub names: Vec<String>,
    /// The descriptions that refer to it.
    pub roles: Vec<String>,
    /// Its mentions, by article and place.
    pub mentions: Vec<Mention>,
}

/// What an actor is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A company, party, agency, paper, club.
    Organisation,
    /// A country, region or city with a government.
    State,
    /// Several people without an organisation's name.
    Group,
}

impl ActorKind {
    /// It in words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Group => "group",
        }
    }
}

/// A span that refers to an actor. Mentions may nest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The article, by its place in the comparison.
    pub article: usize,
    /// The words, in bytes of that article.
    pub span: Span,
    /// How it refers.
    pub form: Form,
}

/// How a mention refers to its actor.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By name ("Example", "WHO").
    Name,
    /// By a role or description ("the harbour master").
    Role,
    /// By nationality ("the Belarusians", "Belarusian" before a noun).
    Demonym,
    /// By a place that stands for the state ("Oslo has set up …").
    Place,
    /// By a pronoun ("he", "their").
    Pronoun,
}

/// Finds the actors of all `articles` together.
pub fn find(articles: &[Parsed<'_>]) -> Vec<Actor> {
    let pages: Vec<page::Page<'_, '_>> = articles
        .iter()
        .enumerate()
        .map(|(article, parsed)| page::Page::new(article, parsed))
        .collect();
    let known = page::Known::gather(&pages);
    let mut words = draft::Words::default();
    let mut drafts: Vec<draft::Draft> = Vec::new();
    let mut ranges = Vec::new();
    for page in &pages {
        let mut found = if page.is_foreign() {
            foreign::read(page, &mut words)
        } else {
            let (mut found, named) = name::Reader::read(page, &known, &mut words);
            phrase::read(page, &named, &mut words, &mut found);
            found
        };
        found.sort_by_key(|draft| (draft.span.start, std::cmp::Reverse(draft.span.end)));
        if !page.is_foreign() {
            subject::mark(page.parsed, &mut found);
            age::mark(page.parsed, &mut found);
        }
        let first = drafts.len();
        drafts.append(&mut found);
        ranges.push(first..drafts.len());
    }
    let places: Vec<place::Places> = articles
        .iter()
        .zip(&ranges)
        .map(|(parsed, range)| {
            place::Places::new(&drafts[range.clone()], range.start, parsed.tokens.len())
        })
        .collect();
    let mut entities = entity::Entities::new(&drafts);
    let states = states(&drafts, &mut entities);
    let names = alias::join(&drafts, &words, &mut entities);
    // What is said beside a name, by a role or a pronoun, is said in English.
    let english = |(_, parsed): &(usize, &Parsed<'_>)| !parsed.article.is_foreign();
    for (article, parsed) in articles.iter().enumerate().filter(english) {
        beside::join(
            parsed,
            &drafts,
            ranges[article].clone(),
            &places[article],
            &mut entities,
        );
    }
    slip::join(&names, &drafts, &words, &mut entities);
    let alike = across::alike(articles);
    age::join(&drafts, &ranges, &alike, &mut entities);
    for (article, parsed) in articles.iter().enumerate().filter(english) {
        role::join(
            parsed,
            &drafts,
            ranges[article].clone(),
            &places[article],
            &words,
            &states,
            &mut entities,
        );
    }
    across::join(&alike, (&drafts, &words), &ranges, &mut entities);
    for (article, parsed) in articles.iter().enumerate().filter(english) {
        pronoun::join(
            parsed,
            &drafts,
            ranges[article].clone(),
            &places[article],
            &mut entities,
        );
    }
    gather::actors(articles, &drafts, &words, &mut entities)
}

/// Joins all mentions of each state; the first mention of each.
fn states(drafts: &[draft::Draft], entities: &mut entity::Entities) -> role::States {
    let mut first = role::States::default();
    for (number, draft) in drafts.iter().enumerate() {
        if let Some(state) = draft.state() {
            entities.join(*first.entry(state).or_insert(number), number);
        }
    }
    first
}

/// The smallest mention lookup: which actor's mention covers which place of an article.
#[derive(Debug, Clone, Default)]
pub struct MentionIndex {
    /// By article: `(span, actor)` sorted by start.
    by_article: Vec<Vec<(Span, ActorId, Form)>>,
}

impl MentionIndex {
    /// Sorts the mentions of `actors` over so many articles.
    pub fn new(actors: &[Actor], articles: usize) -> Self {
        let mut by_article = vec![Vec::new(); articles];
        for actor in actors {
            for mention in &actor.mentions {
                by_article[mention.article].push((mention.span, actor.id, mention.form));
            }
        }
        for mentions in &mut by_article {
            mentions.sort_unstable_by_key(|(span, actor, _)| {
                (span.start, std::cmp::Reverse(span.end), *actor)
            });
        }
        Self { by_article }
    }

    /// The mentions of `article` that begin in `span`, in order of their starts, the longer first.
    pub fn starting_in(&self, article: usize, span: Span) -> &[(Span, ActorId, Form)] {
        let all = &self.by_article[article];
        let first = all.partition_point(|(mention, _, _)| mention.start < span.start);
        let last = all.partition_point(|(mention, _, _)| mention.start < span.end);
        &all[first..last.max(first)]
    }

    /// The mentions of `article` that hold all of `span`.
    pub fn covering(
        &self,
        article: usize,
        span: Span,
    ) -> impl Iterator<Item = (Span, ActorId, Form)> + '_ {
        let all = &self.by_article[article];
        let past = all.partition_point(|(mention, _, _)| mention.start <= span.start);
        // Mentions are short and nest a few deep: those that hold `span` begin close before it.
        all[past.saturating_sub(NESTED_MAX)..past]
            .iter()
            .copied()
            .filter(move |(mention, _, _)| mention.covers(span))
    }
}

/// How many mentions may begin between the start of a mention and a word inside it.
const NESTED_MAX: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// The names under which the actors of some articles go, and the words of their mentions.
    fn actors(texts: &[&str]) -> Vec<(Actor, Vec<String>)> {
        let articles: Vec<Article> = texts
            .iter()
            .map(|text| Article::new("made up", None, (*text).to_owned()))
            .collect();
        let parsed: Vec<Parsed<'_>> = articles.iter().map(Parsed::new).collect();
        find(&parsed)
            .into_iter()
            .map(|actor| {
                let words = actor
                    .mentions
                    .iter()
                    .map(|mention| mention.span.of(&articles[mention.article].text).to_owned())
                    .collect();
                (actor, words)
            })
            .collect()
    }

    fn mentions(all: &[(Actor, Vec<String>)], name: &str) -> Vec<String> {
        all.iter()
            .find(|(actor, _)| actor.names.iter().any(|own| own == name))
            .map(|(_, words)| words.clone())
            .unwrap_or_default()
    }

    fn mentions_of_first(all: &[(Actor, Vec<String>)]) -> Vec<String> {
        all.first()
            .map(|(_, words)| words.clone())
            .unwrap_or_default()
    }

    #[test]
    fn a_person_is_one_by_full_name_surname_role_and_pronoun() {
        let all = actors(&[
            "The harbour analyst Ingrid Solberg spoke on Monday. Solberg said that she would return. \
             “We saw ships,” said the harbour analyst.",
        ]);
        assert_eq!(
            mentions(&all, "Ingrid Solberg"),
            [
                "The harbour analyst",
                "Ingrid Solberg",
                "Solberg",
                "she",
                "the harbour analyst"
            ]
        );
    }

    #[test]
    fn a_state_is_one_by_name_people_adjective_and_capital() {
        let all = actors(&[
            "Norway has closed its border. The Norwegians were not asked. A Norwegian ship waited.",
            "Oslo has set up two offices. Norway did not comment.",
        ]);
        let words = mentions(&all, "Norway");
        for word in ["Norway", "Norwegians", "Norwegian", "Oslo"] {
            assert!(words.iter().any(|own| own == word), "{word}: {words:?}");
        }
    }

    #[test]
    fn an_acronym_is_its_organisation() {
        let all = actors(&[
            "A report by the Institute for River Studies (IRS) came out. The IRS warned of floods.",
        ]);
        assert_eq!(
            mentions(&all, "Institute for River Studies"),
            ["Institute for River Studies", "IRS", "IRS"]
        );
    }

    #[test]
    fn quotation_marks_around_a_name_are_not_of_it() {
        let all =
            actors(&["So says the “Institute for River Studies” (IRS). The IRS warned of floods."]);
        assert_eq!(
            mentions(&all, "Institute for River Studies"),
            ["Institute for River Studies", "IRS", "IRS"]
        );
    }

    #[test]
    fn an_organisation_whose_initials_are_told_is_one_name_whatever_small_words_it_has() {
        let all = actors(&[
            "The Lake and River Watchers’ Union (LRWU) met on Monday. The Lake and River Watchers’ Union rejects the plan. \
             The LRWU will vote.",
        ]);
        let name = "Lake and River Watchers’ Union";
        assert_eq!(
            mentions(&all, name),
            [name, "LRWU", name, "LRWU"],
            "{all:?}"
        );
    }

    #[test]
    fn whoever_leads_a_firm_is_not_the_firm() {
        let all = actors(&[
            "Olaf Lind, the firm’s chief executive, spoke on Monday. Its managing director, Ida Falk, said nothing. \
             The firm has two ships.",
        ]);
        let lind = mentions(&all, "Olaf Lind");
        assert!(
            lind.contains(&"the firm’s chief executive".to_owned()),
            "{all:?}"
        );
        assert!(
            !lind
                .iter()
                .any(|word| word.eq_ignore_ascii_case("the firm"))
        );
        assert!(mentions(&all, "Ida Falk").contains(&"Its managing director".to_owned()));
    }

    #[test]
    fn words_joined_by_hyphens_describe_as_one() {
        let all = actors(&[
            "Olaf Lind became the club’s all-time best scorer on Monday. Ida Falk, his sister-in-law, watched. \
             Karl Brenner, 33, who is the runner-up, left.",
        ]);
        for (name, words) in [
            ("Olaf Lind", "the club’s all-time best scorer"),
            ("Ida Falk", "his sister-in-law"),
            ("Karl Brenner", "the runner-up"),
            ("Karl Brenner", "who"),
        ] {
            assert!(mentions(&all, name).contains(&words.to_owned()), "{all:?}");
        }
    }

    #[test]
    fn one_of_several_is_one() {
        let all = actors(&["One of the drivers hurt himself on Monday."]);
        assert_eq!(
            mentions_of_first(&all),
            ["One of the drivers", "himself"],
            "{all:?}"
        );
    }

    #[test]
    fn a_figure_is_somebody_beside_a_name_only() {
        let all = actors(&[
            "Ida Falk, a familiar figure on the quay, left on Monday. A figure of ten was given.",
        ]);
        assert_eq!(
            mentions_of_first(&all),
            ["Ida Falk", "a familiar figure"],
            "{all:?}"
        );
        assert!(
            !all.iter()
                .any(|(_, words)| words.iter().any(|word| word.contains("ten")))
        );
    }

    #[test]
    fn a_company_is_told_by_the_words_beside_its_name() {
        let all = actors(&[
            "The lorry was seen at the gate on Monday and nobody has moved it since. The operator, Gorin Ports, denied it. \
             Then Lind Haulage, which owns the lorry, said that it would be moved.",
        ]);
        for name in ["Gorin Ports", "Lind Haulage"] {
            let found = all.iter().find(|(actor, _)| actor.name == name);
            let kind = found.map(|(actor, _)| actor.kind);
            assert_eq!(kind, Some(ActorKind::Organisation), "{name}");
        }
    }

    #[test]
    fn she_is_who_spoke_last_in_the_paragraph_and_he_is_no_town() {
        let all = actors(&[
            "Minister Helen Falk told the council that the strike was dear.\n\n“Trade may not come back,” said Margit Holm, \
             an analyst. She believes that a third could stay in Tarnby. Ships went to Tarnby before. He did not accept that.",
        ]);
        assert!(
            mentions(&all, "Margit Holm").contains(&"She".to_owned()),
            "{all:?}"
        );
        assert!(
            !mentions(&all, "Tarnby").contains(&"He".to_owned()),
            "{all:?}"
        );
    }

    #[test]
    fn names_that_look_alike_stay_apart() {
        let all = actors(&[
            "Boris Melnikov met Anna Melnikova in Vienna. Niger and Nigeria sent envoys.",
            "Anna Melnikova thanked Boris Melnikov. Austria and Australia voted. Nigeria left.",
        ]);
        for (one, other) in [
            ("Boris Melnikov", "Anna Melnikova"),
            ("Niger", "Nigeria"),
            ("Austria", "Australia"),
        ] {
            let (one, other) = (mentions(&all, one), mentions(&all, other));
            assert!(!one.is_empty() && !other.is_empty(), "{all:?}");
            assert!(one.iter().all(|word| !other.contains(word)));
        }
    }

    #[test]
    fn a_slip_in_a_surname_is_the_same_person_where_forename_and_country_agree() {
        let all = actors(&[
            "Latvian President Andris Kalvenieks arrived. Kalvenieks smiled.",
            "The Latvian leader Andris Kalveneks spoke.",
        ]);
        let words = mentions(&all, "Andris Kalvenieks");
        assert!(
            words.iter().any(|word| word == "Andris Kalveneks"),
            "{all:?}"
        );
    }

    #[test]
    fn a_counterpart_holds_the_same_office_for_its_own_country() {
        let all = actors(&[
            "Latvia’s foreign minister Andris Kalns and his Estonian counterpart Jaan Tamm met on Friday. \
             Later the Estonian foreign minister left.",
        ]);
        assert!(
            mentions(&all, "Jaan Tamm")
                .iter()
                .any(|word| word == "the Estonian foreign minister"),
            "{all:?}"
        );
    }

    #[test]
    fn no_text_makes_it_panic_and_none_gives_an_empty_mention() {
        for text in [
            "",
            "’s",
            "“",
            "The",
            "- - -",
            "of of of",
            "I I I",
            "X",
            "Mr.",
            "the President's",
        ] {
            for (actor, words) in actors(&[text, text]) {
                assert!(!actor.name.is_empty() && words.iter().all(|word| !word.is_empty()));
            }
        }
    }
}
