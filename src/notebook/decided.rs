//! What a reader has decided on a comparison, told with it where it travels.

use super::decision::{Decision, Entry, Ledger, Step};
use super::verdict::{Judged, Verdict};
use super::{Journal, Replay, shelf};
use crate::article::Article;
use crate::claim::ClaimId;
use std::path::Path;

/// The decisions that hold on a comparison. Claims are named by their numbers in it, articles by their places in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Decided {
    /// The decisions, each under its own name, in the order in which they were taken.
    pub entries: Vec<Entry>,
    /// The pairs of claims that were judged; of several verdicts on a pair the last.
    pub verdicts: Vec<Judged>,
    /// Notes with the claims that they are on.
    pub notes: Vec<(Vec<ClaimId>, String)>,
    /// Claims whose source or words were given.
    pub corrected: Vec<ClaimId>,
}

impl Decided {
    /// What of `ledger` holds, as `replay` worked it in. `order` gives, by article of the ledger, its place among those
    /// that are compared.
    pub fn new(ledger: &Ledger, order: &[usize], replay: &Replay) -> Self {
        let mut verdicts: Vec<Judged> = Vec::new();
        for (a, b, verdict) in &replay.verdicts {
            verdicts.retain(|(one, other, _)| (one, other) != (a, b));
            verdicts.push((*a, *b, *verdict));
        }
        Self {
            entries: ledger
                .named_in_force()
                .map(|(id, decision)| entry(id, decision.among(order)))
                .collect(),
            verdicts,
            notes: replay.notes.clone(),
            corrected: replay.corrected.clone(),
        }
    }

    /// Whether nothing was decided.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What was thought of a pair of claims, if it was judged; the claim of the earlier article is named first.
    pub fn verdict(&self, a: ClaimId, b: ClaimId) -> Option<Verdict> {
        let mut own = self.verdicts.iter();
        own.find(|(one, other, _)| (*one, *other) == (a, b))
            .map(|(_, _, verdict)| *verdict)
    }

    /// The notes on just these claims.
    pub fn notes_on<'n>(&'n self, claims: &'n [ClaimId]) -> impl Iterator<Item = &'n str> {
        let own = self.notes.iter().filter(move |(on, _)| {
            on.len() == claims.len() && on.iter().all(|claim| claims.contains(claim))
        });
        own.map(|(_, text)| text.as_str())
    }
}

/// What a saved comparison brings along; nothing for articles that are read anew.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Brought {
    /// The decisions that were worked in.
    pub entries: Vec<Entry>,
    /// What tells it from other comparisons of the same articles: it has a journal of its own, so that it opens as it was
    /// saved whatever else was decided on them.
    pub mark: Option<String>,
}

impl Brought {
    /// The decisions alone.
    pub fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::default();
        self.entries
            .iter()
            .cloned()
            .for_each(|entry| ledger.enter(entry));
        ledger
    }

    /// The journal in `folder` for these `articles`, and by article of the journal its place among them.
    pub fn journal(&self, folder: &Path, articles: &[Article]) -> (Journal, Vec<usize>) {
        let mut head = shelf::head(articles);
        head.saved.clone_from(&self.mark);
        let (path, order) = shelf::find(folder, &head);
        (Journal::new(path, head).after(self.entries.clone()), order)
    }
}

/// A decision as a journal has it. When it was taken is nobody's business but the reader's own.
pub fn entry(id: &str, decision: Decision) -> Entry {
    Entry {
        id: id.to_owned(),
        at: 0,
        step: Step::Decide(decision),
    }
}
