//! Which language a text is in: claims are found by words in English only, and a reader should know.

use super::{Block, BlockKind};
use std::sync::LazyLock;
use whatlang::Lang;

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 1200;
/// Fewer letters than this decide nothing against what was declared.
const LETTERS: usize = 120;

/// The languages that are told apart: their code after ISO 639-3, after ISO 639-1 or -3, and their English name.
static TONGUES: LazyLock<Vec<[&'static str; 3]>> = LazyLock::new(|| {
    include_str!("tongues.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some([columns.next()?, columns.next()?, columns.next()?])
        })
        .collect()
});

/// The code of the language that `blocks` of `text` are in, or that of `declared` where they do not show it.
pub fn find(text: &str, blocks: &[Block], declared: Option<&str>) -> Option<String> {
    let mut sample = String::new();
    // The middle of a text has the least of what is not its own.
    let told = |block: &&Block| {
        matches!(
            block.kind,
            BlockKind::Body | BlockKind::Quotation | BlockKind::List
        )
    };
    for block in blocks
        .iter()
        .filter(told)
        .chain(blocks.iter().filter(|block| block.kind == BlockKind::Title))
    {
        if sample.len() >= SAMPLE {
            break;
        }
        let words = block.span.of(text);
        let most = words.floor_char_boundary(SAMPLE);
        sample.push_str(&words[..most]);
        sample.push('\n');
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let detected = (letters >= LETTERS)
        .then(|| whatlang::detect(&sample))
        .flatten();
    let sure = detected
        .filter(whatlang::Info::is_reliable)
        .map(|info| info.lang());
    let code = |lang: Lang| {
        let known = TONGUES.iter().find(|tongue| tongue[0] == lang.code());
        known.map_or(lang.code(), |tongue| tongue[1]).to_owned()
    };
    sure.map(code).or_else(|| declared.and_then(normal))
}

/// A declared language as its code: "en-GB", "EN_us" and "eng" are "en".
fn normal(declared: &str) -> Option<String> {
    let first = declared
        .trim()
        .split(['-', '_', ',', ';', ' '])
        .next()?
        .to_ascii_lowercase();
    let is_code =
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let known = TONGUES
        .iter()
        .find(|tongue| tongue[..2].contains(&first.as_str()));
    is_code.then(|| known.map_or(first.clone(), |tongue| tongue[1].to_owned()))
}

/// The English name of the language with this code, or the code itself.
pub fn name(code: &str) -> &str {
    TONGUES
        .iter()
        .find(|tongue| tongue[1] == code)
        .map_or(code, |tongue| tongue[2])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn language(text: &str) -> Option<String> {
        Article::new("a", None, text.to_owned()).imprint.language
    }

    #[test]
    fn a_text_shows_its_language_and_a_short_one_does_not() {
        let german = "Die Arbeiter des Hafens blieben am Montag der Arbeit fern. „Es reicht nicht“, sagte ihre Sprecherin, \
                      die mit der Leitung seit zwei Wochen über höhere Löhne verhandelt.";
        assert_eq!(language(german).as_deref(), Some("de"));
        let english = "The workers of the harbour stayed away on Monday. “It is not enough,” said their speaker, who has been \
                       talking with the company about higher wages for two weeks.";
        assert_eq!(language(english).as_deref(), Some("en"));
        assert_eq!(language("Gut."), None);
    }

    #[test]
    fn what_is_declared_counts_where_the_text_does_not_show_it() {
        assert_eq!(find("Gut.", &[], Some("de-AT")).as_deref(), Some("de"));
        assert_eq!(find("", &[], Some("ENG")).as_deref(), Some("en"));
        assert_eq!(find("", &[], Some("<script>")), None);
    }

    #[test]
    fn every_language_that_can_be_found_has_a_code_and_a_name() {
        for lang in Lang::all() {
            assert!(
                TONGUES.iter().any(|tongue| tongue[0] == lang.code()),
                "{lang}"
            );
        }
        assert_eq!((name("de"), name("xx")), ("German", "xx"));
    }
}
