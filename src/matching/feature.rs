//! What speaks for two claims being on one matter, counted: every feature is greater the surer the match.
//!
//! Overlap of words, weighted by rarity; shared actors (rarer ones more); conflicts (both have a figure and share none)
//! as negative counts; the likeness of the two articles as a gate. In short articles the standing of the pair against
//! the others of its row and column tells much, and so do roles and kinds of acts. In long ones, where many sentences
//! come back to one matter, one sum of what is shared, measured against nothing, ranks better than all of these
//! together. So each of the two is counted by the length of the articles.

use super::Role;
use super::profile::Profile;
use super::terms::Terms;

/// How many features there are.
pub const COUNT: usize = NAMES.len();

/// Their names, as they stand in the weight file.
pub const NAMES: [&str; 17] = [
    "shared-terms",
    "actors-shared",
    "conflict-figures",
    "conflict-counted",
    "figures-shared",
    "articles-terms",
    "articles-actors",
    "short-actors-dice",
    "short-same-subject",
    "short-speaker-is-named",
    "short-verbs",
    "short-kinds",
    "short-rarest-kind",
    "short-contrast",
    "short-standing",
    "long",
    "long-overlap",
];

/// A feature vector in the order of [`NAMES`].
pub type Features = [f32; COUNT];

/// What a pair of claims shares, before it is set against the other pairs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw {
    /// How many terms are shared.
    pub shared: f32,
    /// The rarities of the shared terms, those that only stand in the claims' sentences at a lower weight.
    pub overlap: f32,
    /// The part of the weighted overlap that verbs make.
    pub verbs: f32,
    /// Cosine of terms and kinds, both weighted by how few claims of the two articles hold them.
    pub soft: f32,
    /// How few claims of the two articles hold the shared kinds.
    pub local_kinds: f32,
    /// The same of the rarest of them.
    pub rarest_local_kind: f32,
}

/// What the two articles are to each other.
pub struct Setting {
    /// By term: the logarithm of how few claims of the two articles hold it.
    pub term_rarity: Vec<f32>,
    /// By kind: the same.
    pub kind_rarity: Vec<f32>,
    /// By actor: the same.
    pub actor_rarity: Vec<f32>,
    /// The cosine of the two articles' terms, each counted once by its rarity.
    pub articles: f32,
    /// The cosine of their actors, by the logarithm of how many claims each is in.
    pub actors: f32,
    /// How long the articles are: 0 up to `SHORT` claims in both together, 1 from `LONG` on.
    pub long: f32,
}

/// What a kind weighs beside a term, before how few claims hold it.
const KIND: f32 = 3.0;

/// What all shared kinds weigh in the overlap of long articles, beside the rarities of the shared terms.
const KINDS_IN_OVERLAP: f32 = 4.0;

/// What a shared actor weighs there.
const ACTOR_IN_OVERLAP: f32 = 2.0;

/// Articles whose terms are more alike than this are of one story: more likeness tells nothing more.
const ALIKE: f32 = 0.35;

/// The same of their actors.
const SAME_ACTORS: f32 = 0.6;

/// So many claims in both articles together make them short.
const SHORT: f32 = 20.0;

/// So many make them long.
const LONG: f32 = 90.0;

impl Setting {
    /// [`Setting::long`] of articles with so many claims in all.
    pub fn length(claims: f32) -> f32 {
        ((claims - SHORT) / (LONG - SHORT)).clamp(0.0, 1.0)
    }

    /// The length of a claim's terms and kinds as [`Raw::soft`] weighs them.
    pub fn norm(&self, of: &Profile) -> f32 {
        let terms = of
            .terms
            .iter()
            .map(|(term, weight)| (weight * self.term_rarity[*term as usize]).powi(2));
        let kinds = of
            .kinds
            .iter()
            .map(|kind| (KIND * self.kind_rarity[usize::from(*kind)]).powi(2));
        terms.chain(kinds).sum::<f32>().sqrt()
    }
}

/// So many claims without any overlap are added to a row or column, so that short articles have a contrast too.
const FEW: f32 = 2.0;

/// The mean and greatest [`Raw::soft`] of a claim over all claims of the other article.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line {
    /// The sum, later the mean.
    pub mean: f32,
    /// The greatest.
    pub best: f32,
}

impl Line {
    /// Adds one pair.
    pub fn add(&mut self, raw: &Raw) {
        self.mean += raw.soft;
        self.best = self.best.max(raw.soft);
    }

    /// Turns the sum into the mean over `count` claims.
    pub fn close(&mut self, count: usize) {
        self.mean /= count as f32 + FEW;
    }
}

impl Raw {
    /// Compares the terms and kinds of two claims; `norms` are what [`Setting::norm`] says of them.
    pub fn new(
        a: &Profile,
        b: &Profile,
        norms: [f32; 2],
        setting: &Setting,
        terms: &Terms,
    ) -> Self {
        let mut raw = Self::default();
        let mut soft = 0.0;
        each_shared(&a.terms, &b.terms, |term, left, right| {
            soft += left * right * setting.term_rarity[term as usize].powi(2);
            raw.overlap += left * right / terms.rarity(term);
            raw.shared += 1.0;
            if a.verbs.binary_search(&term).is_ok() && b.verbs.binary_search(&term).is_ok() {
                raw.verbs += left.min(right);
            }
        });
        for kind in common(&a.kinds, &b.kinds) {
            let local = setting.kind_rarity[usize::from(*kind)];
            soft += (KIND * local).powi(2);
            raw.local_kinds += local;
            raw.rarest_local_kind = raw.rarest_local_kind.max(local);
        }
        let norms = norms[0] * norms[1];
        raw.soft = if norms > 0.0 { soft / norms } else { 0.0 };
        raw
    }
}

/// Walks two sorted weighted lists and calls `each` for what stands in both.
pub(super) fn each_shared(a: &[(u32, f32)], b: &[(u32, f32)], mut each: impl FnMut(u32, f32, f32)) {
    let (mut left, mut right) = (0, 0);
    while left < a.len() && right < b.len() {
        match a[left].0.cmp(&b[right].0) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                each(a[left].0, a[left].1, b[right].1);
                left += 1;
                right += 1;
            }
        }
    }
}

/// What stands in both of two short lists.
pub fn common<'a, T: PartialEq>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = &'a T> {
    a.iter().filter(|item| b.contains(item))
}

/// The shared actors with their roles on both sides.
pub fn shared_actors(a: &Profile, b: &Profile) -> Vec<(usize, [Role; 2])> {
    a.actors
        .iter()
        .filter_map(|(actor, left)| {
            let at = b.actors.binary_search_by_key(actor, |(of, _)| *of).ok()?;
            Some((*actor, [*left, b.actors[at].1]))
        })
        .collect()
}

/// Whether both lists have something and nothing in common.
fn conflict<T: PartialEq>(a: &[T], b: &[T]) -> f32 {
    f32::from(!a.is_empty() && !b.is_empty() && common(a, b).next().is_none())
}

/// The features of a pair, set against its row and column.
pub fn features(
    a: &Profile,
    b: &Profile,
    raw: &Raw,
    row: &Line,
    column: &Line,
    setting: &Setting,
) -> Features {
    let ratio = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    let shared = shared_actors(a, b);
    let rarities: f32 = shared
        .iter()
        .map(|(actor, _)| setting.actor_rarity[*actor])
        .sum();
    let same_subject = shared
        .iter()
        .any(|(_, roles)| *roles == [Role::Subject, Role::Subject]);
    let named = shared
        .iter()
        .any(|(_, roles)| roles[0] != roles[1] && roles.contains(&Role::Speaker));
    let values = |of: &Profile| {
        of.figures
            .iter()
            .map(|(value, _)| *value)
            .collect::<Vec<_>>()
    };
    let (left, right) = (values(a), values(b));
    let counted = a.figures.iter().any(|(value, unit)| {
        !unit.is_empty()
            && b.figures.iter().any(|(_, other)| other == unit)
            && !b
                .figures
                .iter()
                .any(|(other, _)| same_value(*other, *value))
    });
    let (long, short) = (setting.long, 1.0 - setting.long);
    let kinds = raw.local_kinds.ln_1p();
    let overlap = raw.overlap + ACTOR_IN_OVERLAP * shared.len() as f32 + KINDS_IN_OVERLAP * kinds;
    [
        raw.shared.ln_1p(),
        rarities.ln_1p(),
        -conflict(&left, &right),
        -f32::from(counted),
        (common(&left, &right).count() as f32).ln_1p(),
        setting.articles.min(ALIKE),
        setting.actors.min(SAME_ACTORS),
        short
            * ratio(
                2.0 * shared.len() as f32,
                (a.actors.len() + b.actors.len()) as f32,
            ),
        short * f32::from(same_subject),
        short * f32::from(named),
        short * raw.verbs.ln_1p(),
        short * kinds,
        short * raw.rarest_local_kind,
        short * (raw.soft - f32::midpoint(row.mean, column.mean)),
        short * ratio(2.0 * raw.soft, row.best + column.best),
        -long,
        long * overlap.ln_1p(),
    ]
}

/// Whether two numbers are the same but for rounding.
pub fn same_value(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}
