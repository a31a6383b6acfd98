//! Any bytes end in a reading whose places are true, or in a clear error. What holds is told in `tests/fuzz/properties`, and is
//! searched there for hours; here each property is driven over some hundred cases.

#[path = "fuzz/properties/mod.rs"]
mod properties;

use crossread::article::source::{self, Access};
use crossread::comparison::Comparison;
use properties::limit::ends;
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
            "ʼ",
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

/// Noise, and noise with the marks of the formats in it.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let mark = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<h1>",
        "<a href='/b'>",
        "<blockquote>",
        "<li>",
        "<table><td>",
        "<!--",
        "<script>",
        "<meta charset=big5>",
        "# ",
        "> ",
        "* ",
        "[a](b)",
        "```\n",
        "---\n",
        "{\"text\":\"",
        "\"}\n",
        "[",
        "\\ud800",
        "From: a@b\n",
        "Subject: =?utf-8?Q?=C3?=\n",
        "Content-Type: multipart/mixed; boundary=b\n",
        "\n--b\n",
        "\n\n",
        "\u{feff}",
        "\u{1b}$B",
        "&#0;",
        "&amp",
        "A word or two. ",
        "words that go on to the end of the line and\nthen go on in the next one. ",
    ])
    .prop_map(|mark| mark.as_bytes().to_vec());
    let noise = prop::collection::vec(any::<u8>(), 0..9);
    let pieces = prop::collection::vec(prop_oneof![3 => mark, 1 => noise], 0..30);
    (any::<[u8; 2]>(), pieces).prop_map(|(choice, pieces)| [&choice[..], &pieces.concat()].concat())
}

/// Nothing but choices.
fn choices() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..300)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn bytes_in_any_encoding_become_text_that_may_be_shown(bytes in prop_oneof![any_bytes(), choices()]) {
        ends(&bytes, || properties::decoding::holds(&bytes));
    }

    #[test]
    fn bytes_of_any_format_become_sound_articles_or_are_refused(bytes in prop_oneof![4 => any_bytes(), 1 => choices()]) {
        ends(&bytes, || properties::formats::holds(&bytes));
    }

    #[cfg(feature = "html")]
    #[test]
    fn any_page_becomes_a_sound_article(bytes in any_bytes()) {
        ends(&bytes, || properties::html::holds(&bytes));
    }

    #[test]
    fn any_two_texts_are_compared_and_all_places_lie_in_them(a in any_article(), b in any_article()) {
        ends(&(a.clone(), b.clone()), || properties::matching::of_texts(a, b));
    }

    #[test]
    fn any_journal_is_replayed_and_gone_on_with(bytes in choices()) {
        ends(&bytes, || properties::journal::holds(&bytes));
    }

    #[test]
    fn a_comparison_with_any_change_is_refused_or_written_and_read_back_the_same(bytes in choices()) {
        ends(&bytes, || properties::json::holds(&[&[1], &bytes[..]].concat()));
    }

    #[test]
    fn any_bytes_in_a_file_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("article");
        std::fs::write(&path, &bytes).expect("the bytes are written");
        ends(&bytes, || {
            if let Ok(article) = source::read(&path.display().to_string(), &Access::default()) {
                let comparison = Comparison::new(vec![article]);
                properties::sound::shown(&crossread::export::text::reading(&comparison, 80));
            }
        });
    }
}
