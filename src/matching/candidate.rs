//! Which pairs of claims are worth comparing, found by an index over terms and actors: never all with all.

use super::feature::{Features, Line, Raw, Setting, features};
use super::profile::Profile;
use super::terms::{Term, Terms};
use crate::claim::{Claim, ClaimId};
use rustc_hash::FxHashMap;

/// A term or actor that more claims of an article hold than this leads to no candidates.
const TOO_COMMON: usize = 96;

/// How many candidates a claim keeps.
const KEPT: usize = 48;

/// Two claims with what speaks for them.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The claim of the earlier article.
    pub a: ClaimId,
    /// The claim of the later article.
    pub b: ClaimId,
    /// What speaks for a match.
    pub features: Features,
}

/// The claims of one article with their profiles.
pub type Side<'s> = &'s [(&'s Claim, &'s Profile)];

/// The candidates between two articles, by `a` and `b`, with their features.
pub fn pairs(a: Side<'_>, b: Side<'_>, terms: &Terms, actors: usize) -> Vec<Pair> {
    let setting = setting(a, b, terms, actors);
    let found = shared(a, b);
    let norms = [a, b].map(|side| -> Vec<f32> {
        let of = side.iter().map(|(_, profile)| setting.norm(profile));
        of.collect()
    });
    let mut rows = vec![Line::default(); a.len()];
    let mut columns = vec![Line::default(); b.len()];
    let raws: Vec<Raw> = found
        .iter()
        .map(|&(left, right)| {
            let raw = Raw::new(
                a[left].1,
                b[right].1,
                [norms[0][left], norms[1][right]],
                &setting,
                terms,
            );
            rows[left].add(&raw);
            columns[right].add(&raw);
            raw
        })
        .collect();
    for row in &mut rows {
        row.close(b.len());
    }
    for column in &mut columns {
        column.close(a.len());
    }
    found
        .iter()
        .zip(&raws)
        .map(|(&(left, right), raw)| Pair {
            a: a[left].0.id,
            b: b[right].0.id,
            features: features(
                a[left].1,
                b[right].1,
                raw,
                &rows[left],
                &columns[right],
                &setting,
            ),
        })
        .collect()
}

/// The places `(in a, in b)` of claims that share a term or an actor, in order.
pub(super) fn shared(a: Side<'_>, b: Side<'_>) -> Vec<(usize, usize)> {
    let mut by_term: FxHashMap<Term, Vec<u32>> = FxHashMap::default();
    let mut by_actor: FxHashMap<usize, Vec<u32>> = FxHashMap::default();
    for (at, (_, profile)) in b.iter().enumerate() {
        for (term, _) in &profile.terms {
            by_term.entry(*term).or_default().push(at as u32);
        }
        for (actor, _) in &profile.actors {
            by_actor.entry(*actor).or_default().push(at as u32);
        }
    }
    let mut found = Vec::new();
    let mut weight = vec![0.0_f32; b.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (left, (_, profile)) in a.iter().enumerate() {
        let mut touch = |list: Option<&Vec<u32>>, by: f32, touched: &mut Vec<u32>| {
            let Some(list) = list.filter(|list| list.len() <= TOO_COMMON) else {
                return;
            };
            for &right in list {
                if weight[right as usize] <= 0.0 {
                    touched.push(right);
                }
                weight[right as usize] += by;
            }
        };
        for (term, by) in &profile.terms {
            touch(by_term.get(term), *by, &mut touched);
        }
        for (actor, _) in &profile.actors {
            touch(by_actor.get(actor), 1.0, &mut touched);
        }
        if touched.len() > KEPT {
            touched.sort_unstable_by(|x, y| {
                weight[*y as usize]
                    .total_cmp(&weight[*x as usize])
                    .then(x.cmp(y))
            });
            for right in touched.drain(KEPT..) {
                weight[right as usize] = 0.0;
            }
        }
        touched.sort_unstable();
        for right in touched.drain(..) {
            weight[right as usize] = 0.0;
            found.push((left, right as usize));
        }
    }
    found
}

/// What the two articles are to each other.
fn setting(a: Side<'_>, b: Side<'_>, terms: &Terms, actors: usize) -> Setting {
    let all = (a.len() + b.len()) as f32;
    let mut of_terms = [vec![0.0_f32; terms.len()], vec![0.0_f32; terms.len()]];
    let mut of_actors = vec![[0.0_f32; 2]; actors];
    let mut of_kinds = vec![0.0_f32; super::terms::kinds()];
    for (at, side) in [a, b].into_iter().enumerate() {
        for (_, profile) in side {
            for (term, _) in &profile.terms {
                of_terms[at][*term as usize] += 1.0;
            }
            for kind in &profile.kinds {
                of_kinds[usize::from(*kind)] += 1.0;
            }
            for (actor, _) in &profile.actors {
                of_actors[*actor][at] += 1.0;
            }
        }
    }
    let rarity = |count: f32| ((1.0 + all) / (0.5 + count)).ln().max(0.0);
    let mut term_rarity = Vec::with_capacity(terms.len());
    let mut like_terms = Cosine::default();
    for (term, (left, right)) in of_terms[0].iter().zip(&of_terms[1]).enumerate() {
        term_rarity.push(rarity(left + right));
        let by = terms.rarity(term as Term);
        like_terms.add([left, right].map(|count| if *count > 0.0 { by } else { 0.0 }));
    }
    let mut like_actors = Cosine::default();
    for counts in &of_actors {
        like_actors.add(counts.map(f32::ln_1p));
    }
    Setting {
        term_rarity,
        kind_rarity: of_kinds.into_iter().map(rarity).collect(),
        actor_rarity: of_actors
            .into_iter()
            .map(|[left, right]| rarity(left + right))
            .collect(),
        articles: like_terms.value(),
        actors: like_actors.value(),
        long: Setting::length(all),
    }
}

/// How alike two lists of weights are, 0 to 1: their cosine.
#[derive(Default)]
struct Cosine {
    product: f32,
    squares: [f32; 2],
}

impl Cosine {
    /// Adds what stands at one place of both.
    fn add(&mut self, [left, right]: [f32; 2]) {
        self.product += left * right;
        self.squares[0] += left * left;
        self.squares[1] += right * right;
    }

    fn value(&self) -> f32 {
        let norm = (self.squares[0] * self.squares[1]).sqrt();
        if norm > 0.0 { self.product / norm } else { 0.0 }
    }
}
