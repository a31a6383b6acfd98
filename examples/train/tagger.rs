//! The tagger: an averaged perceptron on Universal Dependencies English EWT.

use crossread::article::Article;
use crossread::language::tag::features::{self, FEATURES, ROWS, Word};
use crossread::language::tag::{TAGS, tagged};
use crossread::language::{Parsed, Tag};
use std::error::Error;
use std::path::Path;

/// Where the weights go.
const WEIGHTS: &str = "src/language/tag/weights.bin";
/// How often the training set is read.
const EPOCHS: usize = 8;
/// How many features of a hundred are left out of a training step, so that no single one is relied on.
const LEFT_OUT: u64 = 12;

/// A sentence: its words and their tags' places in [`TAGS`].
type Sentence = (Vec<String>, Vec<usize>);

/// Trains on `ud/en_ewt-train.conllu`, prints the figures on `dev`, writes [`WEIGHTS`].
pub fn train(corpora: &Path) -> Result<(), Box<dyn Error>> {
    let read = |name: &str| std::fs::read_to_string(corpora.join("ud").join(name));
    let (training, dev, news) = (
        read("en_ewt-train.conllu")?,
        read("en_ewt-dev.conllu")?,
        read("en_pud-test.conllu")?,
    );
    let sentences = conllu(&training);
    let weights = learn(&augmented(&sentences), EPOCHS);
    println!("EWT dev UPOS {:.2} %", accuracy(&conllu(&dev), &weights));
    println!(
        "EWT dev, first letters capital {:.2} %",
        accuracy(
            &conllu(&dev)
                .iter()
                .map(|sentence| recased(sentence, capitalised))
                .collect::<Vec<_>>(),
            &weights
        )
    );
    println!("PUD UPOS {:.2} %", accuracy(&conllu(&news), &weights));
    println!("tokens as in EWT dev: F1 {:.2} %", tokenisation(&dev));
    println!("tokens as in PUD: F1 {:.2} %", tokenisation(&news));
    let words = looked_at(&sentences);
    let start = std::time::Instant::now();
    let mut tokens = 0;
    for (words, _) in &words {
        tagged(words, &weights, |_, _| tokens += 1);
    }
    println!(
        "{:.0} thousand tokens a second",
        f64::from(tokens) / start.elapsed().as_secs_f64() / 1000.0
    );
    std::fs::write(WEIGHTS, weights)?;
    Ok(())
}

/// The sentences of a CoNLL-U file.
fn conllu(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for part in text.split("\n\n") {
        let mut sentence: Sentence = (Vec::new(), Vec::new());
        for line in part.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let tag = columns.get(3).and_then(|name| tag(name));
            if let (true, Some(tag)) = (columns[0].bytes().all(|b| b.is_ascii_digit()), tag) {
                sentence.0.push(columns[1].to_owned());
                sentence.1.push(tag);
            }
        }
        if !sentence.0.is_empty() {
            sentences.push(sentence);
        }
    }
    sentences
}

/// The place in [`TAGS`] of a tag as CoNLL-U writes it.
fn tag(name: &str) -> Option<usize> {
    TAGS.iter()
        .position(|tag: &Tag| format!("{tag:?}").eq_ignore_ascii_case(name))
}

/// `sentences`, and a tenth of them again as headlines, in capitals, and without any.
fn augmented(sentences: &[Sentence]) -> Vec<Sentence> {
    let mut all = sentences.to_vec();
    for (at, sentence) in sentences.iter().enumerate() {
        match at % 20 {
            0 | 7 | 13 => all.push(recased(sentence, capitalised)),
            3 => all.push(recased(sentence, str::to_lowercase)),
            5 => all.push(recased(sentence, str::to_uppercase)),
            _ => {}
        }
    }
    all
}

fn recased(sentence: &Sentence, case: impl Fn(&str) -> String) -> Sentence {
    (
        sentence.0.iter().map(|word| case(word)).collect(),
        sentence.1.clone(),
    )
}

/// The word as in a headline: short words stay small.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if word.len() > 3 || !first.is_alphabetic() => {
            first.to_uppercase().chain(chars).collect()
        }
        Some(first) if ["is", "be", "he", "it", "we", "no", "up"].contains(&word) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => word.to_owned(),
    }
}

fn looked_at(sentences: &[Sentence]) -> Vec<(Vec<Word>, &[usize])> {
    sentences
        .iter()
        .map(|(words, tags)| {
            let mut words: Vec<Word> = words.iter().map(|word| Word::new(word)).collect();
            features::headline(&mut words);
            (words, tags.as_slice())
        })
        .collect()
}

/// One byte a feature row and tag, learnt in so many `epochs`.
fn learn(sentences: &[Sentence], epochs: usize) -> Vec<u8> {
    let width = TAGS.len();
    let mut now = vec![0_f32; ROWS * width];
    // The sum of each weight over all steps, kept up by the time of its last change.
    let mut sum = vec![0_f64; ROWS * width];
    let mut random = Random(7);
    let sentences = looked_at(sentences);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut step = 0_f64;
    for _ in 0..epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at as u64 + 1) as usize);
        }
        for &number in &order {
            let (words, gold) = &sentences[number];
            let (mut last, mut before) = (width, width);
            for at in 0..words.len() {
                step += 1.0;
                let all: [usize; FEATURES] = features::of(words, at, last, before);
                let rows: Vec<usize> = all
                    .into_iter()
                    .filter(|_| random.below(100) >= LEFT_OUT)
                    .collect();
                let mut scores = vec![0_f32; width];
                for row in &rows {
                    for (score, weight) in scores.iter_mut().zip(&now[row * width..]) {
                        *score += weight;
                    }
                }
                let mut best = 0;
                for tag in 1..width {
                    if scores[tag] > scores[best] {
                        best = tag;
                    }
                }
                if best != gold[at] {
                    for row in &rows {
                        for (tag, by) in [(gold[at], 1.0), (best, -1.0)] {
                            now[row * width + tag] += by;
                            sum[row * width + tag] += f64::from(by) * step;
                        }
                    }
                }
                (before, last) = (last, best);
            }
        }
    }
    let averaged: Vec<f64> = now
        .iter()
        .zip(&sum)
        .map(|(now, sum)| f64::from(*now) - sum / step.max(1.0))
        .collect();
    // The scale that keeps all but one weight in ten thousand inside a signed byte.
    let mut sizes: Vec<f64> = averaged.iter().map(|weight| weight.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let scale = 127.0 / sizes[sizes.len() - 1 - sizes.len() / 10_000].max(1e-9);
    averaged
        .iter()
        .map(|weight| ((weight * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned())
        .collect()
}

/// The tokens of a hundred that get their tag.
fn accuracy(sentences: &[Sentence], weights: &[u8]) -> f64 {
    let (mut right, mut all) = (0, 0);
    for (words, gold) in looked_at(sentences) {
        tagged(&words, weights, |at, tag| {
            right += u32::from(tag == gold[at]);
            all += 1;
        });
    }
    100.0 * f64::from(right) / f64::from(all.max(1))
}

/// How well our tokens agree with those of a CoNLL-U file: F1 in a hundred.
fn tokenisation(text: &str) -> f64 {
    let (mut both, mut all) = (0, 0);
    for part in text.split("\n\n") {
        let Some(raw) = part.lines().find_map(|line| line.strip_prefix("# text = ")) else {
            continue;
        };
        let gold = ends(
            conllu(part)
                .iter()
                .flat_map(|(words, _)| words.iter().map(String::as_str)),
        );
        let article = Article::new("", None, raw.to_owned());
        let parsed = Parsed::new(&article);
        let ours = ends((0..parsed.tokens.len()).map(|at| parsed.word(at)));
        both += 2 * ours.intersection(&gold).count();
        all += ours.len() + gold.len();
    }
    100.0 * both as f64 / all.max(1) as f64
}

/// From where to where each word runs when the white space is left out.
fn ends<'a>(words: impl Iterator<Item = &'a str>) -> std::collections::BTreeSet<(usize, usize)> {
    let mut at = 0;
    words
        .map(|word| {
            let start = at;
            at += word.chars().filter(|c| !c.is_whitespace()).count();
            (start, at)
        })
        .collect()
}

/// A small generator with a fixed start: the same training gives the same weights.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(0x5851_F42D_4C95_7F2D)
            .wrapping_add(0x1405_7B7E_F767_814F);
        (self.0 >> 33) % limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADE_UP: &str = "# text = A cat sleeps\n1\tA\ta\tDET\n2\tcat\tcat\tNOUN\n3\tsleeps\tsleep\tVERB\n\n\
        # text = Dogs don't\n1\tDogs\tdog\tNOUN\n2-3\tdon't\t_\t_\n2\tdo\tdo\tAUX\n3\tn't\tnot\tPART\n";

    #[test]
    fn words_of_a_contraction_are_read_one_by_one() {
        let sentences = conllu(MADE_UP);
        assert_eq!(sentences[1].0, ["Dogs", "do", "n't"]);
        assert!((tokenisation(MADE_UP) - 100.0).abs() < 0.001);
    }

    #[test]
    fn a_tiny_set_is_learnt_by_heart_and_the_same_each_time() {
        let sentences = conllu(MADE_UP);
        let weights = learn(&sentences, 5);
        assert!((accuracy(&sentences, &weights) - 100.0).abs() < 0.001);
        assert_eq!(weights, learn(&sentences, 5));
    }
}
