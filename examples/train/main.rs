//! Trains the models that the program carries and writes their weight files.
//!
//! `cargo run --release --example train -- CORPORA [tagger|attribution|frequencies|matching]`
//!
//! `CORPORA` is a folder that holds `ud/`, `polnear/` and `ecbplus/`; none of their words enters the project. Without a
//! second argument all models are trained, in the order in which they build on each other.

mod attribution;
mod frequencies;
mod matching;
mod tagger;

use std::path::Path;
use std::process::ExitCode;

/// A model's training: reads the corpora's folder, writes its weight files, prints its figures.
type Training = fn(&Path) -> Result<(), Box<dyn std::error::Error>>;

/// Every training by its name, in the order of the pipeline.
const TRAININGS: [(&str, Training); 4] = [
    ("tagger", tagger::train),
    ("attribution", attribution::train),
    ("frequencies", frequencies::train),
    ("matching", matching::train),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(corpora) = arguments.next() else {
        eprintln!("usage: train CORPORA [tagger|attribution|frequencies|matching]");
        return ExitCode::from(2);
    };
    let wanted = arguments.next();
    let wants = |name: &str| wanted.as_deref().is_none_or(|wanted| wanted == name);
    for (name, train) in TRAININGS.iter().filter(|(name, _)| wants(name)) {
        if let Err(error) = train(Path::new(&corpora)) {
            eprintln!("{name}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
