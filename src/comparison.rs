//! The one value that every face reads: the articles, their actors, claims and matches.

use crate::actor::{self, Actor};
use crate::article::Article;
use crate::claim::{self, Claim};
use crate::language::Parsed;
use crate::matching::{self, Match};
use crate::span::Span;

/// One or more articles, read together.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The articles, in the order they were given.
    pub articles: Vec<Article>,
    /// The sentences of each article.
    pub sentences: Vec<Vec<Span>>,
    /// The actors of all articles; an actor's id is its place here.
    pub actors: Vec<Actor>,
    /// The claims of all articles, by article and place; a claim's id is its place here.
    pub claims: Vec<Claim>,
    /// The matches between claims of different articles, by claim `a`, best first.
    pub matches: Vec<Match>,
}

/// What may be changed between the steps of a reading, each in time for the next step to build on it.
pub trait Revision {
    /// After the actors were found.
    fn actors(&mut self, articles: &[Parsed<'_>], actors: &mut Vec<Actor>) {
        let _ = (articles, actors);
    }
    /// After the claims were found.
    fn claims(&mut self, articles: &[Parsed<'_>], actors: &[Actor], claims: &mut Vec<Claim>) {
        let _ = (articles, actors, claims);
    }
    /// After the matches were found.
    fn matches(
        &mut self,
        articles: &[Parsed<'_>],
        actors: &[Actor],
        claims: &[Claim],
        matches: &mut Vec<Match>,
    ) {
        let _ = (articles, actors, claims, matches);
    }
}

/// No change.
impl Revision for () {}

impl Comparison {
    /// Reads `articles`: language, actors, claims, matches.
    pub fn new(articles: Vec<Article>) -> Self {
        Self::revised(articles, &mut ())
    }

    /// The same with a say between the steps.
    pub fn revised(articles: Vec<Article>, revision: &mut impl Revision) -> Self {
        let parsed: Vec<Parsed<'_>> = articles.iter().map(Parsed::new).collect();
        let mut actors = actor::find(&parsed);
        revision.actors(&parsed, &mut actors);
        let mut claims = claim::find(&parsed, &actors);
        revision.claims(&parsed, &actors, &mut claims);
        let mut matches = matching::find(&parsed, &actors, &claims);
        revision.matches(&parsed, &actors, &claims, &mut matches);
        let sentences = parsed
            .iter()
            .map(|parsed| {
                parsed
                    .sentences
                    .iter()
                    .map(|sentence| sentence.span)
                    .collect()
            })
            .collect();
        Self {
            articles,
            sentences,
            actors,
            claims,
            matches,
        }
    }

    /// By claim its number within its article, from 1: "A14" is the article's 14th claim.
    pub fn numbers(&self) -> Vec<usize> {
        let mut counts = vec![0; self.articles.len()];
        let mut numbers = Vec::with_capacity(self.claims.len());
        for claim in &self.claims {
            counts[claim.article] += 1;
            numbers.push(counts[claim.article]);
        }
        numbers
    }

    /// The number of the paragraph that `claim` begins in, 0 in a title; see [`Article::paragraph_at`].
    pub fn paragraph_of(&self, claim: &Claim) -> usize {
        self.articles[claim.article].paragraph_at(claim.extent().start)
    }

    /// The content of `claim` in its article's words, its parts joined by an ellipsis.
    pub fn text_of(&self, claim: &Claim) -> String {
        let text = &self.articles[claim.article].text;
        claim
            .content
            .iter()
            .map(|span| span.of(text))
            .collect::<Vec<_>>()
            .join(" … ")
    }
}
