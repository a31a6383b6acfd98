//! Web pages: the article in them, and what is folded away.
//!
//! | question | room |
//! |---|---|
//! | what of the markup reaches the parser | [`tame`] |
//! | what begins a block, and of which kind it is | [`walk`] |
//! | who published it, and when | [`imprint`] |
//!
//! The article is what dom_smoothie, after Mozilla's Readability, takes out of the page. What stood in the midst of it and
//! was left out (links to other articles, prompts, shares) becomes boilerplate at its place; what stood around it is gone.

pub mod imprint;
pub mod tame;
pub mod walk;

use super::draft::Draft;
use super::{Declared, FormatError};
use crate::article::{Article, BlockKind, Imprint};
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use similar::{Algorithm, DiffOp};
use walk::Extent;

/// Pages longer than this, in bytes of markup and in elements, are books; they are read whole.
const BOOK: (usize, usize) = (4 << 20, 30_000);
/// Fewer words than this are no article; then the whole page is read.
const FEW: usize = 25;

/// What a comparison that Crossread wrote says of itself.
const OWN: &str = r#"meta[name="generator"][content="crossread"]"#;

/// The article in `page`, under the name `id`.
pub fn read(id: &str, page: &str, declared: &Declared) -> Result<Article, FormatError> {
    let (tamed, elements) = tame::tame(page);
    let is_book = tamed.len() > BOOK.0 || elements > BOOK.1;
    let document = Document::from(tamed);
    if document.select(OWN).exists() {
        return Err(FormatError::Export("a page for browsers"));
    }
    let address = declared.address.as_deref();
    let imprint = imprint::find(&document, address);
    let mut whole = Draft::default();
    walk::walk(
        &document
            .select("body")
            .nodes()
            .first()
            .copied()
            .unwrap_or(document.root()),
        Extent::WithoutSite,
        &mut whole,
    );
    let taken = if is_book {
        None
    } else {
        extracted(document, address)
    };
    let body = match taken {
        Some(taken) => folded(&taken, &whole),
        None => whole,
    };
    let words: usize = body.blocks().map(|(_, words)| words.len()).sum();
    if words == 0 {
        return Err(FormatError::NoArticle);
    }
    Ok(headed(id, imprint, &body))
}

/// A part of a page, a letter or a book: all of it, under a title if `imprint` has one.
pub fn read_whole(id: &str, page: &str, imprint: Imprint) -> Article {
    let document = Document::from(tame::tame(page).0);
    let mut draft = Draft::default();
    walk::walk(&document.root(), Extent::Article, &mut draft);
    headed(id, imprint, &draft)
}

/// What Readability takes out of `page`; nothing if that is hardly anything.
fn extracted(page: Document, address: Option<&str>) -> Option<Draft> {
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        ..Config::default()
    };
    // An address that is not whole is of no use for links.
    let address = address.filter(|address| address.starts_with("http"));
    let mut readability = Readability::with_document(page, address, Some(config)).ok()?;
    let content = readability.parse().ok()?.content;
    let mut draft = Draft::default();
    walk::walk(
        &Document::fragment(content).root(),
        Extent::Article,
        &mut draft,
    );
    let words = draft
        .blocks()
        .map(|(_, words)| words.split_whitespace().count());
    (words.sum::<usize>() >= FEW).then_some(draft)
}

/// `taken` with the blocks of `whole` that stood between its blocks and were left out, as boilerplate.
fn folded(taken: &Draft, whole: &Draft) -> Draft {
    let key = |(_, words): (BlockKind, &str)| -> String { words.split_whitespace().collect() };
    let old: Vec<String> = whole.blocks().map(key).collect();
    let new: Vec<String> = taken.blocks().map(key).collect();
    let ops = similar::capture_diff_slices(Algorithm::Patience, &old, &new);
    let is_equal = |op: &DiffOp| matches!(op, DiffOp::Equal { .. });
    let (Some(first), Some(last)) = (
        ops.iter().position(is_equal),
        ops.iter().rposition(is_equal),
    ) else {
        return taken.with_left_out(std::iter::empty());
    };
    let mut left_out: Vec<(usize, usize)> = Vec::new();
    for op in &ops[first..=last] {
        match *op {
            DiffOp::Delete {
                old_index,
                old_len,
                new_index,
            } => left_out.extend((old_index..old_index + old_len).map(|old| (new_index, old))),
            // Some of these may be the same words in other blocks.
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                let kept = new[new_index..new_index + new_len].concat();
                let gone = (old_index..old_index + old_len).filter(|at| !kept.contains(&old[*at]));
                left_out.extend(gone.map(|old| (new_index, old)));
            }
            _ => {}
        }
    }
    let words: Vec<&str> = whole.blocks().map(|(_, words)| words).collect();
    taken.with_left_out(
        left_out
            .into_iter()
            .map(|(before, old)| (before, words[old])),
    )
}

/// The article of `body` under its title and byline.
fn headed(id: &str, imprint: Imprint, body: &Draft) -> Article {
    body.under(&imprint).article(id, imprint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Harbour strike goes on | The Paper</title>
<meta property="og:site_name" content="The Paper"><script type="application/ld+json">{"@context":"https://schema.org",
"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"Harbour strike goes on","datePublished":
"2021-05-03T10:00:00Z","author":[{"@type":"Person","name":"Ann Example"},{"name":"Bo Other"}]}]}</script></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav><header>The Paper</header><article><h1>Harbour strike goes on</h1>
<p>Dock workers at the harbour stayed away from work on Monday, the second week of their strike, as talks about higher wages
went on without a result, and ships waited outside.</p><figure><img src="a.jpg"><figcaption>Ships wait outside the
harbour.</figcaption></figure><p>The company said it had offered <a href="https://example.org/offer">a rise of three
percent</a>, which the union has called an insult to everybody who works there by day and by night.</p>
<div class="related-links share"><a href="/1">Ten quiet beaches</a> <a href="/2">Share this</a></div>
<blockquote><p>“It is not enough,” said the speaker of the union, who has worked there since she was sixteen, and “we will
go on,” she said.</p></blockquote><h2>What is asked for</h2><ul><li>More pay for those who work at night and on Sundays,
who have had none.</li><li>Shorter days for the drivers of the cranes, who sit for ten hours.</li></ul>
<table><tr><th>Year</th><th>Rise</th></tr><tr><td>2020</td><td>1 %</td></tr></table><p>Both sides meet again on Friday at
the office of the harbour, where they have met four times since the strike began, a spokesman said.</p></article>
<footer>Copyright The Paper. All rights reserved.</footer></body></html>"#;

    fn article(page: &str) -> Result<Article, FormatError> {
        read("a.html", page, &Declared::default())
    }

    fn blocks(page: &str) -> Vec<(BlockKind, String)> {
        article(page).expect("an article").told()
    }

    #[test]
    fn a_page_becomes_its_article_and_what_stood_in_its_midst_is_folded() {
        use BlockKind::{Body, Boilerplate, Byline, Caption, Heading, List, Quotation, Title};
        let blocks = blocks(PAGE);
        let kinds: Vec<BlockKind> = blocks.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(
            kinds,
            [
                Title,
                Byline,
                Body,
                Caption,
                Body,
                Boilerplate,
                Quotation,
                Heading,
                List,
                List,
                List,
                List,
                Body
            ],
            "{blocks:#?}"
        );
        assert_eq!(blocks[0].1, "Harbour strike goes on");
        assert_eq!(
            blocks[1].1,
            "Ann Example, Bo Other · The Paper · 2021-05-03"
        );
        assert_eq!(blocks[5].1, "Ten quiet beaches Share this");
        assert!(blocks[8].1.starts_with("• More pay"));
        assert_eq!(blocks[11].1, "2020 | 1 %");
    }

    #[test]
    fn a_page_says_who_published_it_and_where_its_words_lead() {
        let article = article(PAGE).expect("an article");
        assert_eq!(article.imprint.outlet.as_deref(), Some("The Paper"));
        assert_eq!(
            article.imprint.byline.as_deref(),
            Some("Ann Example, Bo Other")
        );
        assert_eq!(article.imprint.date, crate::day::Day::new(2021, 5, 3));
        assert_eq!(article.imprint.language.as_deref(), Some("en"));
        let links: Vec<_> = article.links.iter().collect();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].span.of(&article.text), "a rise of three percent");
        assert_eq!(links[0].address, "https://example.org/offer");
    }

    #[test]
    fn links_are_made_whole_with_the_address_of_the_page() {
        let declared = Declared {
            address: Some("https://example.org/news/strike.html".to_owned()),
            ..Declared::default()
        };
        let page = PAGE.replace("https://example.org/offer", "../offer");
        let article = read("a", &page, &declared).expect("an article");
        assert_eq!(article.links[0].address, "https://example.org/offer");
    }

    #[test]
    fn the_date_of_the_page_is_what_today_means_in_it() {
        let article = article(PAGE).expect("an article").judged();
        let parsed = crate::language::Parsed::new(&article);
        assert_eq!(
            crate::claim::date::of_article(&parsed),
            crate::day::Day::new(2021, 5, 3)
        );
    }

    #[test]
    fn a_page_of_a_script_alone_says_that_it_holds_nothing() {
        let page = "<html><head><title>The Paper</title></head><body><div id=app></div><script>go()</script></body></html>";
        assert_eq!(article(page).map(|_| ()), Err(FormatError::NoArticle));
    }

    #[test]
    fn tags_nested_without_end_leave_the_words() {
        for tag in [
            "<div>",
            "<b>",
            "<a href=x>",
            "<table><tr><td>",
            "<p><font a=1>",
            "<ul><li>",
            "<q>",
            "<blockquote>",
            "<svg>",
        ] {
            let page = format!(
                "<html><body>{}<p>The words that are left.",
                tag.repeat(60_000)
            );
            let text = article(&page).map(|article| article.text);
            assert!(
                text.is_ok_and(|text| text.contains("words that are left")),
                "{tag}"
            );
        }
    }

    #[test]
    fn formatting_that_is_opened_again_in_every_paragraph_does_not_grow() {
        let lines = (0..20_000).map(|at| format!("<p><font size={at}>word</p>"));
        let page = format!("<html>{}", lines.collect::<String>());
        let text = article(&page).expect("an article").text;
        assert_eq!(text.matches("word").count(), 20_000);
    }

    #[test]
    fn escapes_in_titles_and_addresses_stay_words() {
        let page = PAGE.replace(
            "Harbour strike goes on",
            "Harbour \u{1b}[31m&#27;]0;x&#7; strike",
        );
        let article = article(&page).expect("an article");
        let shown = crate::article::clean::line(&article.title);
        assert!(crate::article::clean::is_clean(&shown) && shown.contains("strike"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn any_markup_is_read_or_refused(
            pieces in proptest::collection::vec(
                prop_oneof![
                    "</?(p|div|a|li|ul|table|tr|td|h1|b|script|title|q|pre|svg|select|template|form|br|frameset|body|html)( [a-z]=['\"]?[a-z<>]{0,3}['\"]?)?/?>",
                    "[\\PC ]{0,12}",
                    Just("<!--".to_owned()),
                    Just("-->".to_owned()),
                    Just("<![CDATA[".to_owned()),
                    Just("words of some length, which may be read".to_owned()),
                ],
                0..60
            )
        ) {
            let page = format!("<html>{}", pieces.concat());
            if let Ok(article) = article(&page) {
                prop_assert!(article.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
                prop_assert!(article.blocks.iter().all(|block| article.text.get(block.span.range()).is_some_and(|words| !words.is_empty())));
                prop_assert!(article.links.iter().all(|link| article.text.get(link.span.range()).is_some_and(|words| !words.is_empty())));
            }
        }

        #[test]
        fn a_page_cut_off_anywhere_is_read_or_refused(end in 0..PAGE.len()) {
            if let Some(start) = PAGE.get(..end) {
                let _ = article(start);
            }
        }
    }
}
