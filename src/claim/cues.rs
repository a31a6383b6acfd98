//! Which attribution has its cue at a place.

use super::attribution::Attribution;
use crate::span::Span;

/// The cues of an article's attributions by place.
#[derive(Debug, Clone)]
pub struct Cues {
    /// Sorted; each with its attribution's number.
    cues: Vec<(Span, usize)>,
}

impl Cues {
    /// Sorts the cues of `attributions` as they are now.
    pub fn new(attributions: &[Attribution]) -> Self {
        let numbered = attributions.iter().enumerate();
        let mut cues: Vec<_> = numbered
            .filter_map(|(at, found)| Some((found.cue?, at)))
            .collect();
        cues.sort_unstable();
        Self { cues }
    }

    /// The attribution whose cue shares a byte with `span`.
    pub fn meeting(&self, span: Span) -> Option<usize> {
        let near = self.cues.partition_point(|(cue, _)| cue.end <= span.start);
        self.cues
            .get(near)
            .filter(|(cue, _)| cue.meets(span))
            .map(|(_, at)| *at)
    }
}
