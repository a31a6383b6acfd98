//! The one value that every face reads: the articles, their actors, claims and matches.

mod digest;

use crate::actor::{self, Actor};
use crate::article::Article;
use crate::claim::{self, Claim};
use crate::language::Parsed;
use crate::matching::{self, Copied, Match, Repeat};
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
    /// The claims of one article on one matter; see [`matching::Found`].
    pub repeats: Vec<Repeat>,
    /// The paragraphs that each two articles have in common.
    pub copied: Vec<Copied>,
}

impl Comparison {
    /// Reads `articles`: language, actors, claims, matches.
    pub fn new(articles: Vec<Article>) -> Self {
        let parsed: Vec<Parsed<'_>> = articles.iter().map(Parsed::new).collect();
        let actors = actor::find(&parsed);
        let claims = claim::find(&parsed, &actors);
        let found = matching::find(&parsed, &actors, &claims);
        Self {
            sentences: parsed.iter().map(|parsed| parsed.spans()).collect(),
            articles,
            actors,
            claims,
            matches: found.matches,
            repeats: found.repeats,
            copied: found.copied,
        }
    }

    /// The articles alone, nothing read of them yet.
    pub fn unread(articles: Vec<Article>) -> Self {
        Self {
            sentences: vec![Vec::new(); articles.len()],
            articles,
            actors: Vec::new(),
            claims: Vec::new(),
            matches: Vec::new(),
            repeats: Vec::new(),
            copied: Vec::new(),
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
