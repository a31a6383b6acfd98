//! The command line.

pub mod batch;

use std::process::ExitCode;

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["extract", "--batch"] => batch::run(batch::Kind::Extract),
        ["compare", "--batch"] => batch::run(batch::Kind::Compare),
        [] => read_seeds(),
        _ => ExitCode::from(2),
    }
}

/// Opens the reader on the two built-in articles.
fn read_seeds() -> ExitCode {
    use crate::article::Article;
    let articles = [
        (
            "seeds/000",
            include_str!("../../seeds/000_49c58ced305d02ae.txt"),
        ),
        (
            "seeds/004",
            include_str!("../../seeds/004_880624812ef1aa2e.txt"),
        ),
    ];
    let articles = articles.map(|(id, text)| Article::new(id, None, text.to_owned()));
    let comparison = crate::comparison::Comparison::new(articles.to_vec());
    match crate::reader::run(comparison, &crate::reader::Options::from_environment()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
