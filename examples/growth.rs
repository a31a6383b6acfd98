//! How time and memory grow with the text: `cargo run --release --example growth`.
//!
//! Texts of 5 kB to 5 MB are made by repeating the built-in articles, every name in them replaced by another one in each
//! copy, so that actors grow in number with the text. Each size is read by a process of its own. Printed are the best of
//! some runs, the peak of the process's memory (Linux only), and the exponents of both: 1 is growth in step with the text.

#[path = "../tests/support/long.rs"]
mod long;

use crossread::article::{Article, source};
use crossread::comparison::Comparison;
use crossread::export::json;
use long::long;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Bytes of text; for a comparison, of each of the two.
const SIZES: [usize; 6] = [5_000, 20_000, 80_000, 320_000, 1_280_000, 5_120_000];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, size] = arguments.as_slice() {
        run(command, size.parse().unwrap_or_default());
        return ExitCode::SUCCESS;
    }
    for command in ["extract", "compare"] {
        println!(
            "{command}\n{:>10} {:>10} {:>8} {:>8}",
            "bytes", "ms", "MB/s", "MiB"
        );
        let base = child(command, 0).map_or(0.0, |(_, _, memory)| memory);
        let mut points = Vec::new();
        for size in SIZES {
            let Some((bytes, time, memory)) = child(command, size) else {
                eprintln!("a text of {size} bytes could not be measured");
                return ExitCode::FAILURE;
            };
            println!(
                "{bytes:>10} {:>10.2} {:>8.2} {memory:>8.1}",
                time * 1e3,
                bytes / time / 1e6
            );
            points.push([bytes, time, (memory - base).max(0.01)]);
        }
        println!(
            "text to the power of {:.2} in time, {:.2} in memory\n",
            exponent(&points, 1),
            exponent(&points, 2)
        );
    }
    ExitCode::SUCCESS
}

/// Measures one size in a process of its own: bytes, seconds, MiB.
fn child(command: &str, size: usize) -> Option<(f64, f64, f64)> {
    let output = Command::new(std::env::current_exe().ok()?)
        .args([command, &size.to_string()])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut numbers = text.split_whitespace().map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some((next()?, next()?, next()?))
}

/// Reads texts of `size` bytes a few times and prints bytes, the best time in seconds and the peak of memory in MiB.
fn run(command: &str, size: usize) {
    let texts: Vec<String> = match command {
        "extract" => vec![long(&source::BUILT_IN.map(|(_, text)| text), size)],
        _ => source::BUILT_IN.map(|(_, text)| long(&[text], size)).into(),
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut best = Duration::MAX;
    let begun = Instant::now();
    for round in 0..50 {
        if round > 2 && begun.elapsed() > Duration::from_secs(1) || bytes == 0 && round > 0 {
            break;
        }
        let start = Instant::now();
        let articles = texts
            .iter()
            .map(|text| Article::new("long", None, text.clone()))
            .collect();
        let comparison = Comparison::new(articles);
        let written = match command {
            "extract" => json::reading(&"long", &comparison),
            _ => json::comparison(&"long", &comparison),
        };
        best = best.min(start.elapsed());
        std::hint::black_box(written);
    }
    println!(
        "{bytes} {} {}",
        best.as_secs_f64(),
        peak().unwrap_or(f64::NAN)
    );
}

/// The most memory that this process had at any time, in MiB.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The slope of a straight line through the logarithms of `points`, column `of` against column 0.
fn exponent(points: &[[f64; 3]], of: usize) -> f64 {
    let logs: Vec<(f64, f64)> = points.iter().map(|at| (at[0].ln(), at[of].ln())).collect();
    let count = logs.len() as f64;
    let (x, y) = logs.iter().fold((0.0, 0.0), |sum, at| {
        (sum.0 + at.0 / count, sum.1 + at.1 / count)
    });
    let product: f64 = logs.iter().map(|at| (at.0 - x) * (at.1 - y)).sum();
    let square: f64 = logs.iter().map(|at| (at.0 - x) * (at.0 - x)).sum();
    product / square
}
