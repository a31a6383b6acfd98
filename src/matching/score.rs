//! How surely two claims belong together: a logistic regression with weights of at least nought.
//!
//! Weights that may not fall below nought carry over from one kind of news to another; free ones do not.

use super::feature::{COUNT, Features, NAMES};
use crate::claim::lexicon::lines;
use std::fmt::Write as _;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(include_str!("weights.txt")));

/// A weight for each feature, and what is added to their sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// In the order of [`NAMES`].
    pub weights: Features,
    /// What the sum begins with.
    pub bias: f32,
}

impl Model {
    /// Reads a weight file; what it does not name weighs nothing.
    pub fn read(data: &'static str) -> Self {
        let mut model = Self {
            weights: [0.0; COUNT],
            bias: 0.0,
        };
        for (name, value) in lines(data) {
            let value = value.parse().unwrap_or(0.0);
            if name == "bias" {
                model.bias = value;
            } else if let Some(at) = NAMES.iter().position(|of| *of == name) {
                model.weights[at] = value;
            }
        }
        model
    }

    /// The lines of its weight file.
    pub fn written(&self) -> String {
        let mut out = format!("bias: {:.4}\n", self.bias);
        for (name, weight) in NAMES.iter().zip(self.weights) {
            let _ = writeln!(out, "{name}: {weight:.4}");
        }
        out
    }

    /// The probability of a match, 0 to 1.
    pub fn score(&self, features: &Features) -> f32 {
        let sum: f32 = self
            .weights
            .iter()
            .zip(features)
            .map(|(weight, value)| weight * value)
            .sum();
        1.0 / (1.0 + (-(sum + self.bias)).exp())
    }

    /// Learns weights from feature vectors, each with its label and how much it counts. The same examples in the same
    /// order give the same weights.
    pub fn learn(examples: &[(Features, bool, f32)], rounds: usize, ridge: f32) -> Self {
        // Every feature is brought to one scale; the weights are folded back at the end.
        let mut scale = [0.0_f64; COUNT];
        let all: f64 = examples.iter().map(|(_, _, count)| f64::from(*count)).sum();
        let mut mean = [0.0_f64; COUNT];
        for (features, _, count) in examples {
            for at in 0..COUNT {
                mean[at] += f64::from(*count) * f64::from(features[at]) / all;
            }
        }
        for (features, _, count) in examples {
            for at in 0..COUNT {
                let apart = f64::from(features[at]) - mean[at];
                scale[at] += f64::from(*count) * apart * apart / all;
            }
        }
        for scale in &mut scale {
            *scale = scale.sqrt().max(1e-6);
        }
        let (mut weights, mut bias) = ([0.0_f64; COUNT], 0.0_f64);
        let (mut momentum, mut speed) = ([[0.0_f64; 2]; COUNT + 1], 0.05_f64);
        for round in 1..=i32::try_from(rounds).unwrap_or(i32::MAX) {
            let mut slope = [0.0_f64; COUNT + 1];
            for (features, label, count) in examples {
                let mut sum = bias;
                for at in 0..COUNT {
                    sum += weights[at] * (f64::from(features[at]) - mean[at]) / scale[at];
                }
                let miss = f64::from(*count) / all
                    * (1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*label)));
                for at in 0..COUNT {
                    slope[at] += miss * (f64::from(features[at]) - mean[at]) / scale[at];
                }
                slope[COUNT] += miss;
            }
            // Adam (Kingma and Ba 2015), projected on what is not below nought.
            for at in 0..=COUNT {
                if at < COUNT {
                    slope[at] += f64::from(ridge) * weights[at];
                }
                let [first, second] = &mut momentum[at];
                *first = 0.9 * *first + 0.1 * slope[at];
                *second = 0.999 * *second + 0.001 * slope[at] * slope[at];
                let step = speed * (*first / (1.0 - 0.9_f64.powi(round)))
                    / ((*second / (1.0 - 0.999_f64.powi(round))).sqrt() + 1e-9);
                if at < COUNT {
                    weights[at] = (weights[at] - step).max(0.0);
                } else {
                    bias -= step;
                }
            }
            speed *= 0.997;
        }
        let mut model = Self {
            weights: [0.0; COUNT],
            bias: 0.0,
        };
        for at in 0..COUNT {
            bias -= weights[at] * mean[at] / scale[at];
            model.weights[at] = (weights[at] / scale[at]) as f32;
        }
        model.bias = bias as f32;
        model
    }
}

/// The trained model's score of a pair.
pub fn score(features: &Features) -> f32 {
    MODEL.score(features)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learning_finds_the_feature_that_tells_and_never_a_negative_weight() {
        let examples: Vec<_> = (0..200_u8)
            .map(|at| {
                let mut features = [0.0; COUNT];
                let label = at % 2 == 0;
                features[0] = f32::from(u8::from(label)) + f32::from(at % 7) / 10.0;
                features[1] = -f32::from(u8::from(label));
                features[2] = f32::from(at % 5);
                (features, label, 1.0)
            })
            .collect();
        let model = Model::learn(&examples, 200, 0.001);
        assert!(model.weights.iter().all(|weight| *weight >= 0.0));
        assert!(model.weights[0] > 1.0);
        assert!(model.weights[1] < 1e-6);
        let right = examples
            .iter()
            .filter(|(features, label, _)| (model.score(features) > 0.5) == *label)
            .count();
        assert!(right > 190, "{right}");
        assert_eq!(model, Model::learn(&examples, 200, 0.001));
    }

    #[test]
    fn the_weight_file_names_every_feature() {
        let data = include_str!("weights.txt");
        for name in NAMES {
            assert!(lines(data).any(|(of, _)| of == name), "{name}");
        }
    }
}
