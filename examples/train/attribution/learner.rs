//! Learns a linear chain: gradient of the log-likelihood, Adagrad (Duchi, Hazan, Singer 2011), feature dropout, averaged
//! weights.

use crossread::claim::attribution::chain::Chain;

/// How it learns.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The share of features that each example leaves out.
    pub dropout: f32,
    /// The size of the first steps.
    pub rate: f32,
    /// The rows of the table; a power of two.
    pub rows: usize,
    /// The articles that a feature must occur in.
    pub articles: u8,
}

/// The weights of one kind, while they are learnt.
#[derive(Debug, Clone)]
struct Weights<const N: usize> {
    now: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
    /// The sum over all changes, each times the step it came at.
    late: Vec<[f32; N]>,
}

impl<const N: usize> Weights<N> {
    fn new(rows: usize) -> Self {
        Self {
            now: vec![[0.0; N]; rows],
            squares: vec![[1e-2; N]; rows],
            late: vec![[0.0; N]; rows],
        }
    }

    /// Moves `row` along `gradient`.
    fn change(&mut self, row: usize, gradient: &[f32; N], rate: f32, step: f32) {
        for label in 0..N {
            let slope = gradient[label];
            self.squares[row][label] += slope * slope;
            let by = rate * slope / self.squares[row][label].sqrt();
            self.now[row][label] += by;
            self.late[row][label] += by * step;
        }
    }

    fn averaged(&self, steps: f32) -> Vec<[f32; N]> {
        self.now
            .iter()
            .zip(&self.late)
            .map(|(now, late)| {
                std::array::from_fn(|label| now[label] - late[label] / steps.max(1.0))
            })
            .collect()
    }
}

/// A chain of `N` labels that learns.
#[derive(Debug, Clone)]
pub struct Learner<const N: usize> {
    settings: Settings,
    nodes: Weights<N>,
    /// The steps' weights by row: `[from][to]` flattened would need `N * N`, so each "from" is a row of its own.
    edges: Weights<N>,
    /// In how many articles each row occurs, and which was the last.
    seen: Vec<(u8, u32)>,
    step: f32,
    random: u64,
    kept: Vec<u32>,
    ends: Vec<usize>,
}

impl<const N: usize> Learner<N> {
    /// Nothing learnt; `steps` rows of step weights.
    pub fn new(settings: Settings, steps: usize) -> Self {
        Self {
            nodes: Weights::new(settings.rows),
            edges: Weights::new(steps * N),
            seen: vec![(0, u32::MAX); settings.rows],
            step: 0.0,
            random: 0x9E37_79B9_7F4A_7C15,
            kept: Vec::new(),
            ends: Vec::new(),
            settings,
        }
    }

    /// Notes that `article` has `features`.
    pub fn count(&mut self, article: u32, features: &[u32]) {
        let mask = self.settings.rows - 1;
        for feature in features {
            let (count, last) = &mut self.seen[*feature as usize & mask];
            if *last != article {
                *last = article;
                *count = count.saturating_add(1);
            }
        }
    }

    fn random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    /// A number in 0..1, the same in every run.
    pub fn chance(&mut self) -> f32 {
        (self.random() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// Begins an example: its places follow by [`Learner::place`].
    pub fn begin(&mut self, chain: &mut Chain<N>) {
        chain.clear();
        self.kept.clear();
        self.ends.clear();
    }

    /// Adds a place with `features`, some of which are left out.
    pub fn place(&mut self, features: &[u32], chain: &mut Chain<N>) {
        let mask = self.settings.rows - 1;
        let limit = (self.settings.dropout * 65536.0) as u64;
        let mut scores = [0.0; N];
        let mut bits = 0;
        for (number, feature) in features.iter().enumerate() {
            if number % 4 == 0 {
                bits = self.random();
            }
            let drop = bits & 0xFFFF;
            bits >>= 16;
            let row = *feature as usize & mask;
            if drop < limit || self.seen[row].0 < self.settings.articles {
                continue;
            }
            self.kept.push(row as u32);
            for (score, weight) in scores.iter_mut().zip(&self.nodes.now[row]) {
                *score += weight;
            }
        }
        let worth = 1.0 / (1.0 - self.settings.dropout);
        chain.nodes.push(scores.map(|score| score * worth));
        self.ends.push(self.kept.len());
    }

    /// The steps' weights as they are now.
    pub fn steps(&self) -> Vec<[[f32; N]; N]> {
        self.edges.now.as_chunks::<N>().0.to_vec()
    }

    /// Ends an example: learns from its `labels`. `rows` gives the rows of the step into each place.
    pub fn learn<const R: usize>(
        &mut self,
        chain: &mut Chain<N>,
        labels: &[u8],
        rows: impl Fn(usize) -> [usize; R],
    ) {
        self.step += 1.0;
        chain.marginals();
        let worth = 1.0 / (1.0 - self.settings.dropout);
        let mut start = 0;
        for (at, end) in self.ends.iter().enumerate() {
            let mut gradient = chain.probable[at].map(|share| -share);
            gradient[usize::from(labels[at])] += 1.0;
            if gradient.iter().any(|slope| slope.abs() > 1e-3) {
                let gradient = gradient.map(|slope| slope * worth);
                for row in &self.kept[start..*end] {
                    self.nodes
                        .change(*row as usize, &gradient, self.settings.rate, self.step);
                }
            }
            start = *end;
            if at == 0 {
                continue;
            }
            let step = chain.step(at);
            for (from, shares) in step.iter().enumerate() {
                let mut gradient = shares.map(|share| -share);
                if usize::from(labels[at - 1]) == from {
                    gradient[usize::from(labels[at])] += 1.0;
                }
                if gradient.iter().any(|slope| slope.abs() > 1e-3) {
                    for row in rows(at) {
                        self.edges
                            .change(row * N + from, &gradient, self.settings.rate, self.step);
                    }
                }
            }
        }
    }

    /// The averaged weights of the features, without the first label, which is 0.
    pub fn table<const M: usize>(&self) -> Vec<[f32; M]> {
        self.nodes
            .averaged(self.step)
            .into_iter()
            .map(|row| std::array::from_fn(|label| row[label + 1] - row[0]))
            .collect()
    }

    /// The averaged weights of the steps.
    pub fn averaged_steps(&self) -> Vec<[[f32; N]; N]> {
        self.edges.averaged(self.step).as_chunks::<N>().0.to_vec()
    }
}
