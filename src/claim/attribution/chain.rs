//! Linear chains: the best labels of a sequence, and how probable each label is.
//!
//! A conditional random field of the first order (Lafferty, McCallum, Pereira 2001): each place has a score for each of
//! `N` labels, each step from one place to the next a score for each pair. Label 0 is "outside".

/// The scores of one sequence. It is kept and filled anew, so that reading allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Chain<const N: usize> {
    /// The score of each label at each place.
    pub nodes: Vec<[f32; N]>,
    /// The score of each step into a place: `[from][to]`; that of the first place is not used.
    pub edges: Vec<[[f32; N]; N]>,
    /// After [`Chain::marginals`]: the probability of each label at each place.
    pub probable: Vec<[f32; N]>,
    forward: Vec<[f32; N]>,
    backward: Vec<[f32; N]>,
    from: Vec<[u8; N]>,
}

/// The score of what cannot be.
pub const NEVER: f32 = -1e4;

impl<const N: usize> Chain<N> {
    /// Forgets the sequence.
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.edges.clear();
    }

    /// Puts the labels of the best path into `labels`.
    pub fn best(&mut self, labels: &mut Vec<u8>) {
        labels.clear();
        let Some(first) = self.nodes.first() else {
            return;
        };
        let mut scores = *first;
        self.from.clear();
        self.from.push([0; N]);
        for (node, edge) in self.nodes.iter().zip(&self.edges).skip(1) {
            let mut next = [f32::NEG_INFINITY; N];
            let mut from = [0; N];
            for to in 0..N {
                for (of, score) in scores.iter().enumerate() {
                    let score = score + edge[of][to];
                    if score > next[to] {
                        next[to] = score;
                        from[to] = of as u8;
                    }
                }
                next[to] += node[to];
            }
            scores = next;
            self.from.push(from);
        }
        let mut label = (1..N).fold(0, |best, label| {
            if scores[label] > scores[best] {
                label
            } else {
                best
            }
        });
        for from in self.from.iter().rev() {
            labels.push(label as u8);
            label = usize::from(from[label]);
        }
        labels.reverse();
    }

    /// Fills [`Chain::probable`] and returns the logarithm of the sum over all paths.
    pub fn marginals(&mut self) -> f32 {
        let length = self.nodes.len();
        self.forward.clear();
        self.probable.clear();
        self.backward.clear();
        self.backward.resize(length, [0.0; N]);
        let Some(first) = self.nodes.first() else {
            return 0.0;
        };
        // Each place is scaled by its own largest score, which `shift` collects.
        let (mut scores, mut shift) = scaled(*first);
        self.forward.push(scores);
        for (node, edge) in self.nodes.iter().zip(&self.edges).skip(1) {
            let mut next = [0.0; N];
            for (of, score) in scores.iter().enumerate() {
                for to in 0..N {
                    next[to] += score * exp(edge[of][to]);
                }
            }
            let (node, moved) = scaled(*node);
            let mut most = 0.0_f32;
            for to in 0..N {
                next[to] *= node[to];
                most = most.max(next[to]);
            }
            for score in &mut next {
                *score /= most.max(1e-37);
            }
            shift += moved + most.max(1e-37).ln();
            scores = next;
            self.forward.push(scores);
        }
        let total = scores.iter().sum::<f32>().ln() + shift;
        let mut scores = [1.0; N];
        self.backward[length - 1] = scores;
        for at in (1..length).rev() {
            let (node, _) = scaled(self.nodes[at]);
            let mut next = [0.0; N];
            let mut most = 0.0_f32;
            for of in 0..N {
                for to in 0..N {
                    next[of] += exp(self.edges[at][of][to]) * node[to] * scores[to];
                }
                most = most.max(next[of]);
            }
            for score in &mut next {
                *score /= most.max(1e-37);
            }
            scores = next;
            self.backward[at - 1] = scores;
        }
        for (forward, backward) in self.forward.iter().zip(&self.backward) {
            let mut all = [0.0; N];
            let mut sum = 0.0;
            for label in 0..N {
                all[label] = forward[label] * backward[label];
                sum += all[label];
            }
            for share in &mut all {
                *share /= sum;
            }
            self.probable.push(all);
        }
        total
    }

    /// After [`Chain::marginals`]: the probability of each step into place `at`.
    pub fn step(&self, at: usize) -> [[f32; N]; N] {
        let (node, _) = scaled(self.nodes[at]);
        let mut all = [[0.0; N]; N];
        let mut sum = 0.0;
        for of in 0..N {
            for to in 0..N {
                all[of][to] = self.forward[at - 1][of]
                    * exp(self.edges[at][of][to])
                    * node[to]
                    * self.backward[at][to];
                sum += all[of][to];
            }
        }
        for row in &mut all {
            for share in row {
                *share /= sum;
            }
        }
        all
    }
}

/// The exponential, from sums and products alone, so that every machine gives the same bits; `score` is held to ±40.
pub fn exp(score: f32) -> f32 {
    let power = score.clamp(-40.0, 40.0) * std::f32::consts::LOG2_E;
    let whole = power.floor();
    let rest = (power - whole) * std::f32::consts::LN_2;
    let part = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (1.0 / 6.0
                                + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
    part * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// The exponentials of `scores` over that of the largest, and the largest.
fn scaled<const N: usize>(mut scores: [f32; N]) -> ([f32; N], f32) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for score in &mut scores {
        *score = exp(*score - most);
    }
    (scores, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Chain<2> {
        Chain {
            nodes: vec![[0.0, 1.0], [0.5, 0.2], [0.0, -1.0]],
            edges: vec![
                [[0.0; 2]; 2],
                [[0.3, -2.0], [0.1, 0.6]],
                [[0.0, 1.0], [0.2, -0.4]],
            ],
            ..Chain::default()
        }
    }

    /// Every path with its score.
    fn paths(chain: &Chain<2>) -> Vec<([usize; 3], f32)> {
        (0..8)
            .map(|bits| {
                let path = [bits & 1, (bits >> 1) & 1, (bits >> 2) & 1];
                let mut score = 0.0;
                for (at, label) in path.iter().enumerate() {
                    score += chain.nodes[at][*label];
                    if at > 0 {
                        score += chain.edges[at][path[at - 1]][*label];
                    }
                }
                (path, score)
            })
            .collect()
    }

    #[test]
    fn the_best_path_is_the_best_of_all_paths() {
        let mut chain = small();
        let mut labels = Vec::new();
        chain.best(&mut labels);
        let all = paths(&chain);
        let best = all
            .iter()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(path, _)| path.map(|label| label as u8));
        assert_eq!(best.map(|path| path.to_vec()), Some(labels));
    }

    #[test]
    fn marginals_are_the_shares_of_all_paths() {
        let mut chain = small();
        let total = chain.marginals();
        let all = paths(&chain);
        let sum: f32 = all.iter().map(|(_, score)| score.exp()).sum();
        assert!((total - sum.ln()).abs() < 1e-4);
        for at in 0..3 {
            let share: f32 = all
                .iter()
                .filter(|(path, _)| path[at] == 1)
                .map(|(_, score)| score.exp() / sum)
                .sum();
            assert!((chain.probable[at][1] - share).abs() < 1e-4);
        }
        let both: f32 = all
            .iter()
            .filter(|(path, _)| path[0] == 1 && path[1] == 1)
            .map(|(_, score)| score.exp() / sum)
            .sum();
        assert!((chain.step(1)[1][1] - both).abs() < 1e-4);
    }

    #[test]
    fn an_empty_sequence_has_no_labels() {
        let mut chain = Chain::<3>::default();
        let mut labels = vec![1];
        chain.best(&mut labels);
        assert_eq!((labels.len(), chain.marginals()), (0, 0.0));
    }
}
