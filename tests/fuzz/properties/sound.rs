//! What holds of every article and every comparison, wherever they come from.

use crossread::article::Article;
use crossread::article::clean;
use crossread::comparison::Comparison;
use crossread::span::Span;

/// `span` is a stretch of `text`.
pub fn span(text: &str, span: Span) {
    assert!(span.start < span.end && span.end <= text.len(), "{span:?}");
    assert!(
        text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
        "{span:?}"
    );
}

/// The blocks of `article` are in order and leave only white space out, and what is known of it lies in its text.
pub fn article(article: &Article) {
    let text = &article.text;
    let mut before = 0;
    for block in &article.blocks {
        span(text, block.span);
        assert_eq!(block.span, block.span.trimmed(text));
        assert!(block.span.start >= before, "{:?}", article.blocks);
        assert_eq!(text[before..block.span.start].trim(), "");
        before = block.span.end;
    }
    assert_eq!(text[before..].trim(), "");
    for link in &article.links {
        span(text, link.span);
        if let Some(address) = link.offered() {
            assert!(
                clean::is_clean(&address) && !address.contains(' '),
                "{address}"
            );
        }
    }
    assert!(article.links.is_sorted_by_key(|link| link.span.start));
    assert!(
        article
            .foreign_language()
            .is_none_or(|name| clean::is_clean(&name))
    );
}

/// The paragraphs of `article` are numbered as they come, as long as nobody has called one something else.
pub fn numbered(article: &Article) {
    self::article(article);
    let mut paragraph = 0;
    for block in &article.blocks {
        assert_eq!(block.paragraph > 0, block.kind.is_paragraph());
        if block.paragraph > 0 {
            paragraph += 1;
            assert_eq!(block.paragraph, paragraph);
        }
    }
}

/// All that `comparison` names is there and in its order.
pub fn comparison(comparison: &Comparison) {
    places(comparison);
    comparison.articles.iter().for_each(article);
    for sentences in &comparison.sentences {
        assert!(
            sentences
                .windows(2)
                .all(|pair| pair[0].end <= pair[1].start)
        );
    }
    for claim in &comparison.claims {
        assert!(!claim.sentences.is_empty());
        assert!(
            claim
                .content
                .windows(2)
                .all(|pair| pair[0].end <= pair[1].start)
        );
    }
}

/// Every place that `comparison` names is a stretch of its text, every number one of something that is there.
pub fn places(comparison: &Comparison) {
    assert_eq!(comparison.articles.len(), comparison.sentences.len());
    for (article, sentences) in comparison.articles.iter().zip(&comparison.sentences) {
        let blocks = article.blocks.iter().map(|block| &block.span);
        let links = article.links.iter().map(|link| &link.span);
        for own in blocks.chain(links).chain(sentences) {
            span(&article.text, *own);
        }
        assert!(
            article
                .foreign_language()
                .is_none_or(|name| clean::is_clean(&name))
        );
    }
    for (id, actor) in comparison.actors.iter().enumerate() {
        assert_eq!(actor.id, id);
        assert!(!actor.name.is_empty());
        for mention in &actor.mentions {
            span(&comparison.articles[mention.article].text, mention.span);
        }
    }
    let actors = comparison.actors.len();
    for (id, claim) in comparison.claims.iter().enumerate() {
        let text = &comparison.articles[claim.article].text;
        assert_eq!(claim.id, id);
        assert!(!claim.content.is_empty());
        let places = claim.content.iter().chain(&claim.cue).chain(&claim.places);
        let figures = claim.figures.iter().map(|figure| &figure.span);
        let dates = claim.dates.iter().map(|date| &date.span);
        let source = claim.source.span();
        for own in places.chain(figures).chain(dates).chain(source.as_ref()) {
            span(text, *own);
        }
        let sentences = comparison.sentences[claim.article].len();
        assert!(claim.sentences.iter().all(|sentence| *sentence < sentences));
        let source = claim.source.actor();
        let mut named = claim.about.iter().chain(&claim.via).chain(source.as_ref());
        assert!(named.all(|actor| *actor < actors));
        assert!((0.0..=1.0).contains(&claim.confidence));
    }
    assert!(comparison.claims.is_sorted_by_key(|claim| claim.article));
    let claims = &comparison.claims;
    for found in &comparison.matches {
        assert!(claims[found.a].article < claims[found.b].article);
        assert!((0.0..=1.0).contains(&found.score));
        assert!(found.actors.iter().all(|(actor, _)| *actor < actors));
    }
    assert!(comparison.matches.is_sorted_by_key(|found| found.a));
    for repeat in &comparison.repeats {
        assert!(repeat.a < repeat.b);
        assert_eq!(claims[repeat.a].article, claims[repeat.b].article);
    }
}

/// No line of what is shown holds what could steer a terminal.
pub fn shown(words: &str) {
    for line in words.lines() {
        assert!(clean::is_clean(line), "{line:?}");
    }
}
