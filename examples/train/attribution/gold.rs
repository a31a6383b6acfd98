//! The annotated articles: JSON Lines of `{"id", "text", "attributions": [{"source", "cue", "content"}]}`, each a list of
//! `[start, end)` in code points.

use crossread::article::Article;
use crossread::language::Parsed;
use crossread::span::Span;
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;

/// One annotated article.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What is attributed in it.
    pub attributions: Vec<Marked>,
}

/// One attribution, in code points.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Marked {
    /// Who says it.
    pub source: Option<Vec<[usize; 2]>>,
    /// What says so.
    pub cue: Option<Vec<[usize; 2]>>,
    /// What is said.
    pub content: Vec<[usize; 2]>,
}

/// One attribution, in tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Who says it.
    pub source: Vec<Range<usize>>,
    /// What says so: the first stretch.
    pub cue: Option<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
}

/// Reads a file of annotated articles.
pub fn read(path: &Path) -> Result<Vec<Gold>, Box<dyn std::error::Error>> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?)
}

impl Gold {
    /// The article to be read.
    pub fn article(&self) -> Article {
        Article::new(self.id.as_str(), None, self.text.clone())
    }

    /// The attributions in tokens of `parsed`, by place of the cue.
    pub fn tokens(&self, parsed: &Parsed<'_>) -> Vec<Tokens> {
        let bytes: Vec<usize> = self
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain([self.text.len()])
            .collect();
        let place = |at: usize| bytes.get(at).copied().unwrap_or(self.text.len());
        let ranges = |spans: &[[usize; 2]]| {
            spans
                .iter()
                .map(|[start, end]| parsed.tokens_in(Span::new(place(*start), place(*end))))
                .filter(|range| !range.is_empty())
                .collect::<Vec<_>>()
        };
        let mut all: Vec<Tokens> = self
            .attributions
            .iter()
            .map(|marked| Tokens {
                source: ranges(marked.source.as_deref().unwrap_or_default()),
                cue: ranges(marked.cue.as_deref().unwrap_or_default())
                    .into_iter()
                    .next(),
                content: ranges(&marked.content),
            })
            .collect();
        all.sort_by_key(|tokens| tokens.cue.as_ref().map(|cue| (cue.start, cue.end)));
        all
    }
}
