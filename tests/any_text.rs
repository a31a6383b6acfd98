//! Any text ends in a reading whose offsets are true.

use crossread::article::Article;
use crossread::article::source::{self, Access};
use crossread::comparison::Comparison;
use crossread::span::Span;
use proptest::prelude::*;

/// Pieces of news, of noise, and of what hostile texts are made of.
fn any_article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8}){0,2}",
        prop::sample::select(vec![
            " said that ",
            "“",
            "”",
            "\"",
            "'",
            "’s ",
            ", according to ",
            ". ",
            "! ",
            "? ",
            ": ",
            "\n\n",
            "\n",
            " is said to ",
            " would ",
            " not ",
            "President ",
            "the ",
            " and ",
            "they ",
            "He ",
            " (",
            ") ",
            "Belgian ",
            "15,000-18,000 men ",
            "Dec. 19, 2022",
            "-",
            "—",
            "\u{202e}",
            "\u{0}",
            "\u{1b}[31m",
            "é",
            "e\u{301}",
            "漢字",
            "👩‍👩‍👧",
            "\u{feff}",
            "half of ",
            "U.S. ",
            "Mr. ",
            "last week ",
            "…",
            "\r\n",
            "\t",
            "By ",
            "2.5 billion ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn check(text: &str, span: Span) {
    assert!(span.start < span.end && span.end <= text.len(), "{span:?}");
    assert!(
        text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
        "{span:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_two_texts_are_compared_and_all_spans_lie_in_them(a in any_article(), b in any_article()) {
        let comparison = Comparison::new(vec![Article::new("a", None, a), Article::new("b", None, b)]);
        for (article, sentences) in comparison.articles.iter().zip(&comparison.sentences) {
            article.blocks.iter().for_each(|block| check(&article.text, block.span));
            for span in sentences {
                check(&article.text, *span);
            }
        }
        for (id, actor) in comparison.actors.iter().enumerate() {
            prop_assert_eq!(actor.id, id);
            prop_assert!(!actor.mentions.is_empty() && !actor.name.is_empty());
            actor.mentions.iter().for_each(|mention| check(&comparison.articles[mention.article].text, mention.span));
        }
        for (id, claim) in comparison.claims.iter().enumerate() {
            let text = &comparison.articles[claim.article].text;
            prop_assert_eq!(claim.id, id);
            prop_assert!(!claim.content.is_empty() && !claim.sentences.is_empty());
            claim.content.iter().chain(&claim.cue).chain(claim.source.span().as_ref()).for_each(|span| check(text, *span));
            prop_assert!(claim.content.windows(2).all(|pair| pair[0].end <= pair[1].start));
            prop_assert!(claim.about.iter().chain(&claim.via).chain(claim.source.actor().as_ref()).all(|actor| *actor < comparison.actors.len()));
            prop_assert!((0.0..=1.0).contains(&claim.confidence));
        }
        for found in &comparison.matches {
            prop_assert_eq!((comparison.claims[found.a].article, comparison.claims[found.b].article), (0, 1));
            prop_assert!((0.0..=1.0).contains(&found.score));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("article");
        std::fs::write(&path, &bytes).expect("the bytes are written");
        if let Ok(article) = source::read(&path.display().to_string(), &Access::default()) {
            let comparison = Comparison::new(vec![article]);
            prop_assert!(crossread::export::text::reading(&comparison, 80).lines().all(crossread::article::clean::is_clean));
        }
    }
}
