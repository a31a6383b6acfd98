//! Trains the attribution model on PolNeAR (Newell, Margolin and Ruths 2018).

mod gold;
mod learner;
#[path = "../../evaluate/score.rs"]
mod score;
mod turned;
mod words;

use crossread::article::Article;
use crossread::claim::attribution::arguments;
use crossread::claim::attribution::chain::Chain;
use crossread::claim::attribution::facts::Facts;
use crossread::claim::attribution::lexicon::{Lexicon, Row};
use crossread::claim::attribution::site::Site;
use crossread::claim::attribution::table::Table;
use crossread::claim::attribution::{Candidate, Model, cues, filter, passes};
use crossread::language::Parsed;
use crossread::span::CodePoints;
use gold::{Gold, Tokens};
use learner::{Learner, Settings};
use std::ops::Range;
use std::path::Path;

/// How often the chains see the training articles.
const EPOCHS: usize = 8;
/// Into how many parts the training articles are divided to learn the filter, and to count words.
const FOLDS: usize = 5;
/// How many of these parts are held out in turn to learn the filter.
const HELD: usize = 5;
/// The confidence below which an attribution is dropped.
const LEAST: f32 = 0.25;
/// The share of windows that are learnt without knowledge of the other cues.
const ALONE: f32 = 0.3;

const CUES: Settings = Settings {
    dropout: 0.5,
    rate: 0.1,
    rows: 1 << 18,
    articles: 5,
};
const ARGUMENTS: Settings = Settings {
    dropout: 0.5,
    rate: 0.1,
    rows: 1 << 18,
    articles: 5,
};

/// Where the results go.
const WEIGHTS: &str = "src/claim/attribution/weights.bin";
const WORDS: &str = "src/claim/attribution/words.txt";
const WORDS_HEAD: &str = "\
# Words that occur in at least five articles of the training part of PolNeAR 1.0 (Newell, Margolin, Ruths 2018; no licence
# stated), names left out: `word stem begins within`, the last two being how often the stem begins a cue and the word
# stands in one, 0 (never) to 7. Made by `cargo run --release --example train -- CORPORA attribution`.
";
const ORIGIN: &str = "src/claim/attribution/weights.txt";
const ORIGIN_HEAD: &str = "\
weights.bin: the weights of the attribution model, made by

    cargo run --release --example train -- CORPORA attribution

from the annotations of the training part of PolNeAR 1.0 (Newell, Margolin, Ruths 2018; no licence stated). It holds hashed
feature weights in eight bits and no text of the corpus. No feature that occurs in fewer than five articles has a weight.
";

/// Reads `corpora/polnear`, writes the words' and weights' files, prints the figures on the development articles.
pub fn train(corpora: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let train = gold::read(&corpora.join("polnear/train.jsonl"))?;
    let dev = gold::read(&corpora.join("polnear/dev.jsonl"))?;
    let train: Vec<Gold> = train.iter().map(turned::turned).collect();
    let (model, rows) = learn(&train);
    let figures = evaluate(&model, &dev);
    println!(
        "{} words; {} development articles:\n{figures}",
        rows.len(),
        dev.len()
    );
    std::fs::write(WEIGHTS, model.write())?;
    std::fs::write(WORDS, format!("{WORDS_HEAD}{}", Lexicon::format(&rows)))?;
    std::fs::write(
        ORIGIN,
        format!(
            "{ORIGIN_HEAD}\nOn its {} development articles:\n\n{figures}\n",
            dev.len()
        ),
    )?;
    Ok(())
}

/// An annotated article, read.
struct Sample<'a> {
    parsed: Parsed<'a>,
    gold: Vec<Tokens>,
    facts: Facts,
}

/// Learns a model from `train`.
fn learn(train: &[Gold]) -> (Model, Vec<Row>) {
    let articles: Vec<Article> = train.iter().map(Gold::article).collect();
    let parsed: Vec<Parsed<'_>> = articles.iter().map(Parsed::new).collect();
    let tokens: Vec<Vec<Tokens>> = train
        .iter()
        .zip(&parsed)
        .map(|(gold, parsed)| gold.tokens(parsed))
        .collect();
    let words_without = |fold: Option<usize>| {
        words::learn(
            parsed
                .iter()
                .zip(&tokens)
                .enumerate()
                .filter(|(number, _)| Some(number % FOLDS) != fold)
                .map(|(_, (parsed, tokens))| (parsed, tokens.as_slice())),
        )
    };
    // What is known of a word must not come from the article that it is learnt on.
    let lexicons: Vec<Lexicon> = (0..FOLDS)
        .map(|fold| Lexicon::from_rows(&words_without(Some(fold))))
        .collect();
    let samples: Vec<Sample<'_>> = parsed
        .iter()
        .zip(&tokens)
        .enumerate()
        .map(|(number, (parsed, gold))| Sample {
            facts: Facts::new(parsed, &lexicons[number % FOLDS]),
            parsed: parsed.clone(),
            gold: gold.clone(),
        })
        .collect();
    let all: Vec<usize> = (0..samples.len()).collect();
    let rows = words_without(None);
    let (mut model, examples) = std::thread::scope(|scope| {
        let folds = scope.spawn(|| {
            let mut examples = Vec::new();
            for fold in 0..HELD {
                let (held, rest): (Vec<usize>, Vec<usize>) =
                    all.iter().partition(|number| **number % FOLDS == fold);
                let model = chains(&samples, &rest, Lexicon::default());
                for number in held {
                    filter_examples(&model, &samples[number], &mut examples);
                }
            }
            examples
        });
        let model = chains(&samples, &all, Lexicon::from_rows(&rows));
        (model, folds.join().unwrap_or_default())
    });
    if !examples.is_empty() {
        model.filter = filter_weights(&examples);
        model.least = LEAST;
    }
    (model, rows)
}

/// Learns both chains from the samples `numbers`.
fn chains(samples: &[Sample<'_>], numbers: &[usize], lexicon: Lexicon) -> Model {
    let cues = cue_chain(samples, numbers);
    let arguments = argument_chain(samples, numbers);
    Model {
        lexicon,
        cues: Table::new(&cues.table()),
        cue_steps: cues.averaged_steps(),
        arguments: Table::new(&arguments.table()),
        argument_steps: arguments.averaged_steps(),
        filter: Vec::new(),
        least: 0.0,
    }
}

/// Marks `range` of labels that begin at token `first`: `begin`, then `begin + 1`.
fn mark(labels: &mut [u8], first: usize, range: &Range<usize>, begin: u8) {
    for at in range.clone() {
        if let Some(label) = at.checked_sub(first).and_then(|at| labels.get_mut(at)) {
            *label = if at == range.start.max(first) {
                begin
            } else {
                begin + 1
            };
        }
    }
}

fn cue_chain(samples: &[Sample<'_>], numbers: &[usize]) -> Learner<{ cues::LABELS }> {
    let mut learner = Learner::new(CUES, cues::CLASSES);
    let mut buffer = Vec::new();
    let mut chain = Chain::default();
    for number in numbers {
        let Sample { parsed, facts, .. } = &samples[*number];
        for (sentence, headline) in parsed.sentences.iter().zip(&facts.headline) {
            for at in sentence.tokens.clone() {
                cues::features(facts, &sentence.tokens, at, *headline, &mut buffer);
                learner.count(*number as u32, &buffer);
            }
        }
    }
    for epoch in 0..EPOCHS {
        for number in shuffled(numbers, epoch) {
            let Sample {
                parsed,
                facts,
                gold,
            } = &samples[number];
            let mut labels = vec![0; parsed.tokens.len()];
            for cue in gold.iter().filter_map(|gold| gold.cue.as_ref()) {
                mark(&mut labels, 0, cue, 1);
            }
            for (sentence, headline) in parsed.sentences.iter().zip(&facts.headline) {
                let range = &sentence.tokens;
                if range.is_empty() {
                    continue;
                }
                learner.begin(&mut chain);
                for at in range.clone() {
                    cues::features(facts, range, at, *headline, &mut buffer);
                    learner.place(&buffer, &mut chain);
                }
                let mut labels = labels[range.clone()].to_vec();
                if labels[0] == 2 {
                    labels[0] = 1;
                }
                cues::steps(facts, range, &learner.steps(), &mut chain);
                learner.learn(&mut chain, &labels, |at| {
                    [usize::from(facts.tokens[range.start + at].class)]
                });
            }
        }
    }
    learner
}

fn argument_chain(samples: &[Sample<'_>], numbers: &[usize]) -> Learner<{ arguments::LABELS }> {
    let mut learner = Learner::new(ARGUMENTS, arguments::STEPS);
    let (mut buffer, mut own) = (Vec::new(), Vec::new());
    let mut chain = Chain::default();
    // The first round only counts in how many articles each feature occurs.
    for epoch in 0..=EPOCHS {
        for number in shuffled(numbers, epoch) {
            let Sample {
                parsed,
                facts,
                gold,
            } = &samples[number];
            let mut before = vec![0; facts.tokens.len() + 1];
            let starts: Vec<usize> = gold
                .iter()
                .filter_map(|gold| gold.cue.as_ref())
                .map(|cue| cue.start)
                .collect();
            for (at, before) in before.iter_mut().enumerate() {
                *before = starts.partition_point(|start| *start < at) as u32;
            }
            for gold in gold {
                let Some(cue) = gold.cue.clone() else {
                    continue;
                };
                let site = Site::new(parsed, facts, cue);
                let others = (learner.chance() >= ALONE).then_some(before.as_slice());
                let window = site.window.clone();
                let mut labels = vec![0; window.len()];
                for source in &gold.source {
                    mark(&mut labels, window.start, source, 3);
                }
                for content in &gold.content {
                    mark(&mut labels, window.start, content, 1);
                }
                for at in site.cue.clone() {
                    if let Some(label) = at
                        .checked_sub(window.start)
                        .and_then(|at| labels.get_mut(at))
                    {
                        *label = 0;
                    }
                }
                for at in 0..labels.len() {
                    let before = if at == 0 { 0 } else { labels[at - 1] };
                    // An "inside" whose "begin" is beyond the window begins here.
                    let is_inside = labels[at] == 2 || labels[at] == 4;
                    if is_inside && before != labels[at] && before + 1 != labels[at] {
                        labels[at] -= 1;
                    }
                }
                learner.begin(&mut chain);
                for at in window.clone() {
                    let range = &parsed.sentences[parsed.tokens[at].sentence].tokens;
                    arguments::own_features(facts, range, at, &mut own);
                    arguments::features(parsed, facts, &site, at, &mut buffer);
                    own.extend_from_slice(&buffer);
                    arguments::features_among(parsed, facts, &site, others, at, &mut buffer);
                    own.extend_from_slice(&buffer);
                    if epoch == 0 {
                        learner.count(number as u32, &own);
                    } else {
                        learner.place(&own, &mut chain);
                    }
                }
                if epoch > 0 {
                    arguments::steps(facts, &site, &learner.steps(), &mut chain);
                    learner.learn(&mut chain, &labels, |at| {
                        arguments::step_rows(facts, &site, window.start + at)
                    });
                }
            }
        }
    }
    learner
}

/// The numbers in an order of their own for each epoch.
fn shuffled(numbers: &[usize], epoch: usize) -> Vec<usize> {
    let mut numbers = numbers.to_vec();
    let mix = |number: usize| {
        ((number + 1000 * epoch + 1) as u64)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(29)
            .wrapping_mul(0xBF58_476D_1CE4_E5B9)
    };
    numbers.sort_by_key(|number| mix(*number));
    numbers
}

/// What the filter learns from: the features of a candidate and whether it is an attribution.
type Example = (Vec<u32>, bool);

fn filter_examples(model: &Model, sample: &Sample<'_>, examples: &mut Vec<Example>) {
    for candidate in passes::candidates(model, &sample.parsed, &sample.facts, &mut |_| {}) {
        if candidate.outer.is_some() {
            continue;
        }
        let site = Site::new(&sample.parsed, &sample.facts, candidate.cue.clone());
        let mut features = Vec::new();
        filter::features(&sample.facts, &site, &candidate, &mut features);
        let right = sample.gold.iter().any(|gold| is_usable(gold, &candidate));
        examples.push((features, right));
    }
}

/// Whether half of both contents is common to both, and the sources meet.
fn is_usable(gold: &Tokens, candidate: &Candidate) -> bool {
    let common: usize = gold
        .content
        .iter()
        .flat_map(|gold| {
            candidate
                .content
                .iter()
                .map(move |found| overlap(gold, found))
        })
        .sum();
    let length = |ranges: &[Range<usize>]| ranges.iter().map(ExactSizeIterator::len).sum::<usize>();
    let source = match (&candidate.source, gold.source.as_slice()) {
        (None, gold) => gold.is_empty(),
        (Some(found), gold) => gold.iter().any(|gold| overlap(gold, found) > 0),
    };
    source
        && 2 * common >= length(&gold.content)
        && 2 * common >= length(&candidate.content)
        && common > 0
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn filter_weights(examples: &[Example]) -> Vec<f32> {
    let mut weights = vec![0.0_f32; filter::WEIGHTS];
    let mut squares = vec![1e-2_f32; filter::WEIGHTS];
    let order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..8 {
        for number in shuffled(&order, epoch) {
            let (features, right) = &examples[number];
            let slope = f32::from(u8::from(*right)) - filter::probability(&weights, features);
            for feature in features {
                let at = *feature as usize;
                let slope = slope - 1e-4 * weights[at];
                squares[at] += slope * slope;
                weights[at] += 0.015 * slope / squares[at].sqrt();
            }
        }
    }
    weights
}

/// The figures of `model` on `gold`.
fn evaluate(model: &Model, gold: &[Gold]) -> score::Figures {
    let mut figures = score::Figures::default();
    for of in gold {
        let article = of.article();
        let parsed = Parsed::new(&article);
        let points = CodePoints::new(&article.text);
        let marked: Vec<score::Marked> = of
            .attributions
            .iter()
            .map(|marked| score::Marked {
                source: marked.source.clone().unwrap_or_default(),
                cue: marked.cue.clone().unwrap_or_default(),
                content: marked.content.clone(),
            })
            .collect();
        let found: Vec<score::Marked> = model
            .find(&parsed)
            .iter()
            .filter(|found| found.outer.is_none())
            .map(|found| score::Marked {
                source: found.source.iter().map(|span| points.span(*span)).collect(),
                cue: found.cue.iter().map(|span| points.span(*span)).collect(),
                content: found
                    .content
                    .iter()
                    .map(|span| points.span(*span))
                    .collect(),
            })
            .collect();
        figures.add(&of.text, &marked, &found);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use gold::Marked;

    /// Articles of one pattern: NAME said it would …; with what is marked in them.
    fn small() -> Vec<Gold> {
        let names = [
            "Ada Broom",
            "Bo Lind",
            "Cem Dorn",
            "Eva Fell",
            "Gus Hart",
            "Ida Jung",
        ];
        let doings = [
            "open the bridge",
            "close the mill",
            "paint the hall",
            "sell the field",
            "mend the road",
        ];
        let mut all = Vec::new();
        for (number, name) in names.iter().cycle().take(30).enumerate() {
            let doing = doings[number % doings.len()];
            let start = format!("News of the town\n\nIt was a long day. {name} ");
            let content = format!("the town would {doing}");
            let text = format!("{start}said {content}. The day was cold.");
            let at = start.len();
            all.push(Gold {
                id: number.to_string(),
                text,
                attributions: vec![Marked {
                    source: Some(vec![[at - 1 - name.len(), at - 1]]),
                    cue: Some(vec![[at, at + 4]]),
                    content: vec![[at + 5, at + 5 + content.len()]],
                }],
            });
        }
        all
    }

    #[test]
    fn a_pattern_is_learnt_and_carries_over_to_other_names() {
        let (mut model, _) = learn(&small());
        model.filter.clear();
        model.least = 0.0;
        let text = "News\n\nIt was a long day. Una Voss said the town would close the bridge. The day was cold.";
        let article = Article::new("x", None, text.to_owned());
        let found = model.find(&Parsed::new(&article));
        let words = |span: Option<crossread::span::Span>| span.map(|span| span.of(text));
        assert_eq!(found.len(), 1);
        assert_eq!(
            (words(found[0].source), words(found[0].cue)),
            (Some("Una Voss"), Some("said"))
        );
        assert_eq!(
            words(found[0].content.first().copied()),
            Some("the town would close the bridge")
        );
    }

    #[test]
    fn the_same_articles_give_the_same_bytes() {
        let gold = small();
        assert_eq!(learn(&gold).0.write(), learn(&gold).0.write());
    }
}
