//! What speaks for two claims being on one matter, counted: every feature is greater the surer the match.
//!
//! Four forms of lexical overlap weighted by rarity, the standing of the pair against the others of its row and column,
//! shared actors (rarer ones more), conflicts (both have a person, name, figure, day and share none) as negative counts,
//! kinds of acts, figures and days, and the likeness of the two articles as a gate.

use super::Role;
use super::profile::Profile;
use super::terms;

/// How many features there are.
pub const COUNT: usize = NAMES.len();

/// Their names, as they stand in the weight file.
pub const NAMES: [&str; 43] = [
    "cosine",
    "dice",
    "containment",
    "overlap",
    "overlap-local",
    "rarest-shared",
    "shared-terms",
    "cosine-contrast",
    "overlap-contrast",
    "cosine-standing",
    "overlap-standing",
    "best-of-both",
    "actors-shared",
    "actor-rarest",
    "actors-dice",
    "same-speaker",
    "same-subject",
    "speaker-is-named",
    "conflict-people",
    "conflict-names",
    "conflict-figures",
    "conflict-counted",
    "conflict-days",
    "figures-shared",
    "days-shared",
    "names-shared",
    "kinds-shared",
    "kinds-rarest",
    "kinds-contrast",
    "articles",
    "articles-low",
    "articles-middle",
    "articles-names",
    "articles-names-low",
    "overlap-names",
    "overlap-verbs",
    "overlap-plain",
    "soft",
    "soft-contrast",
    "soft-standing",
    "soft-best",
    "kinds-local",
    "kinds-local-rarest",
];

/// A feature vector in the order of [`NAMES`].
pub type Features = [f32; COUNT];

/// What a pair of claims shares, before it is set against the other pairs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Raw {
    /// Cosine of the rarity-weighted terms.
    pub cosine: f32,
    /// The shared terms' rarity, by the smaller weight of both.
    pub overlap: f32,
    /// The same, with how rare the terms are in these two articles.
    pub local: f32,
    /// The rarity of the rarest shared term.
    pub rarest: f32,
    /// How many terms are shared.
    pub shared: f32,
    /// The part of the overlap that names make.
    pub names: f32,
    /// The part that verbs make.
    pub verbs: f32,
    /// The rarities of the shared kinds.
    pub kinds: f32,
    /// The rarity of the rarest shared kind.
    pub rarest_kind: f32,
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
    /// The cosine of the two articles' terms.
    pub articles: f32,
    /// The cosine of their names.
    pub names: f32,
}

/// What a kind weighs beside a term, before how few claims hold it.
const KIND: f32 = 3.0;

impl Setting {
    /// The square of the length of a claim's terms and kinds as [`Raw::soft`] weighs them.
    pub fn soft_norm(&self, of: &Profile) -> f32 {
        let terms = of
            .terms
            .iter()
            .map(|(term, weight)| (weight * self.term_rarity[*term as usize]).powi(2));
        let kinds = of
            .kinds
            .iter()
            .map(|kind| (KIND * self.kind_rarity[usize::from(*kind)]).powi(2));
        terms.chain(kinds).sum()
    }
}

/// So many claims without any overlap are added to a row or column, so that short articles have a contrast too.
const FEW: f32 = 2.0;

/// The greatest and mean values over all claims of the other article.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line {
    /// Sums, later means, of cosine, logarithm of overlap, kinds, soft cosine.
    pub mean: [f32; 4],
    /// Their greatest values.
    pub best: [f32; 4],
}

impl Line {
    /// Adds one pair.
    pub fn add(&mut self, raw: &Raw) {
        for (at, value) in raw.levels().into_iter().enumerate() {
            self.mean[at] += value;
            self.best[at] = self.best[at].max(value);
        }
    }

    /// Turns sums into means over `count` claims.
    pub fn close(&mut self, count: usize) {
        for mean in &mut self.mean {
            *mean /= count as f32 + FEW;
        }
    }
}

impl Raw {
    fn levels(&self) -> [f32; 4] {
        [self.cosine, self.overlap.ln_1p(), self.kinds, self.soft]
    }

    /// Compares the terms and kinds of two claims.
    pub fn new(a: &Profile, b: &Profile, setting: &Setting) -> Self {
        let mut raw = Self::default();
        let mut product = 0.0;
        let mut soft = 0.0;
        each_shared(&a.terms, &b.terms, |term, left, right| {
            product += left * right;
            let least = left.min(right);
            soft += left * right * setting.term_rarity[term as usize].powi(2);
            raw.overlap += least;
            raw.local += least * setting.term_rarity[term as usize];
            raw.rarest = raw.rarest.max(least);
            raw.shared += 1.0;
            if a.capitals.contains(&term) || b.capitals.contains(&term) {
                raw.names += least;
            }
            if a.verbs.contains(&term) && b.verbs.contains(&term) {
                raw.verbs += least;
            }
        });
        let norms = (a.norm * b.norm).sqrt();
        raw.cosine = if norms > 0.0 { product / norms } else { 0.0 };
        for kind in common(&a.kinds, &b.kinds) {
            let rarity = terms::kind_rarity(*kind);
            raw.kinds += rarity;
            raw.rarest_kind = raw.rarest_kind.max(rarity);
            let local = setting.kind_rarity[usize::from(*kind)];
            soft += (KIND * local).powi(2);
            raw.local_kinds += local;
            raw.rarest_local_kind = raw.rarest_local_kind.max(local);
        }
        let norms = (setting.soft_norm(a) * setting.soft_norm(b)).sqrt();
        raw.soft = if norms > 0.0 { soft / norms } else { 0.0 };
        raw
    }
}

/// Walks two sorted weighted lists and calls `each` for what stands in both.
fn each_shared(a: &[(u32, f32)], b: &[(u32, f32)], mut each: impl FnMut(u32, f32, f32)) {
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
    let mut of = [0.0; COUNT];
    let levels = raw.levels();
    let mut next = 0;
    let mut push = |value: f32| {
        of[next] = value;
        next += 1;
    };
    let ratio = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    let contrast = |at: usize| levels[at] - f32::midpoint(row.mean[at], column.mean[at]);
    let standing = |at: usize| ratio(2.0 * levels[at], row.best[at] + column.best[at]);
    push(raw.cosine);
    push(ratio(2.0 * raw.overlap, a.sum + b.sum));
    push(ratio(raw.overlap, a.sum.min(b.sum)));
    push(levels[1]);
    push(raw.local.ln_1p());
    push(raw.rarest);
    push(raw.shared.ln_1p());
    push(contrast(0));
    push(contrast(1));
    push(standing(0));
    push(standing(1));
    push(f32::from(
        levels[1] > 0.0 && levels[1] >= row.best[1] && levels[1] >= column.best[1],
    ));
    let shared = shared_actors(a, b);
    let rarity = |actor: usize| setting.actor_rarity[actor];
    let rarities: f32 = shared.iter().map(|(actor, _)| rarity(*actor)).sum();
    push(rarities.ln_1p());
    push(
        shared
            .iter()
            .map(|(actor, _)| rarity(*actor))
            .fold(0.0, f32::max),
    );
    let actors = (a.actors.len() + b.actors.len()) as f32;
    push(ratio(2.0 * shared.len() as f32, actors));
    let both = |role: Role| shared.iter().any(|(_, roles)| *roles == [role, role]);
    push(f32::from(both(Role::Speaker)));
    push(f32::from(both(Role::Subject)));
    push(f32::from(shared.iter().any(|(_, roles)| {
        roles[0] != roles[1] && roles.contains(&Role::Speaker)
    })));
    push(-conflict(&a.people, &b.people));
    push(-conflict(&a.capitals, &b.capitals));
    let values = |of: &Profile| {
        of.figures
            .iter()
            .map(|(value, _)| *value)
            .collect::<Vec<_>>()
    };
    let (left, right) = (values(a), values(b));
    push(-conflict(&left, &right));
    let counted = a.figures.iter().any(|(value, unit)| {
        !unit.is_empty()
            && b.figures.iter().any(|(_, other)| other == unit)
            && !b
                .figures
                .iter()
                .any(|(other, _)| same_value(*other, *value))
    });
    push(-f32::from(counted));
    push(-conflict(&a.days, &b.days));
    push((common(&left, &right).count() as f32).ln_1p());
    push((common(&a.days, &b.days).count() as f32).ln_1p());
    push((common(&a.capitals, &b.capitals).count() as f32).ln_1p());
    push(levels[2].ln_1p());
    push(raw.rarest_kind);
    push(contrast(2));
    push(setting.articles);
    push(setting.articles.min(0.2));
    push(setting.articles.min(0.35));
    push(setting.names);
    push(setting.names.min(0.2));
    push(raw.names.ln_1p());
    push(raw.verbs.ln_1p());
    push((raw.overlap - raw.names).max(0.0).ln_1p());
    push(raw.soft);
    push(contrast(3));
    push(standing(3));
    push(f32::from(
        raw.soft > 0.0 && raw.soft >= row.best[3] && raw.soft >= column.best[3],
    ));
    push(raw.local_kinds.ln_1p());
    push(raw.rarest_local_kind);
    of
}

/// Whether two numbers are the same but for rounding.
pub fn same_value(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}
