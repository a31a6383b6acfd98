//! Who acts and speaks: the mentions of both articles, and which of them are one actor.

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By name ("Muzyka", "ISW").
    Name,
    /// By a role or description ("the defense analyst").
    Role,
    /// By nationality ("the Belarusians", "Belarusian" before a noun).
    Demonym,
    /// By a place that stands for the state ("Minsk has set up …").
    Place,
    /// By a pronoun ("he", "their").
    Pronoun,
}

/// Finds the actors of all `articles` together.
pub fn find(articles: &[Parsed<'_>]) -> Vec<Actor> {
    use crate::language::TokenKind;
    let mut actors: Vec<Actor> = Vec::new();
    for (article, parsed) in articles.iter().enumerate() {
        let mut at = 0;
        while at < parsed.tokens.len() {
            let capital = |at: usize| {
                parsed.tokens[at].kind == TokenKind::Word
                    && parsed
                        .word(at)
                        .chars()
                        .next()
                        .is_some_and(char::is_uppercase)
            };
            if !capital(at) {
                at += 1;
                continue;
            }
            let first = at;
            while at + 1 < parsed.tokens.len()
                && capital(at + 1)
                && parsed.tokens[at + 1].sentence == parsed.tokens[first].sentence
            {
                at += 1;
            }
            let span = parsed.tokens[first].span.join(parsed.tokens[at].span);
            let name = span.of(parsed.text()).to_owned();
            let last = parsed.word(at);
            let mention = Mention {
                article,
                span,
                form: Form::Name,
            };
            match actors.iter_mut().find(|actor| actor.name.ends_with(last)) {
                Some(actor) => actor.mentions.push(mention),
                None => actors.push(Actor {
                    id: actors.len(),
                    name: name.clone(),
                    kind: ActorKind::Person,
                    names: vec![name],
                    roles: Vec::new(),
                    mentions: vec![mention],
                }),
            }
            at += 1;
        }
    }
    actors
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
