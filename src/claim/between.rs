//! "“We will rebuild it,” Ida Falk, who owns the mill, said Monday": who speaks stands between the quotation and the verb.
//!
//! Where something stands after the verb too, the chains may take that for the speaker and run the content on up to the verb.

use super::attribution::Attribution;
use crate::language::{Parsed, Tag};
use crate::span::Span;

/// The longest subject, in bytes.
const SUBJECT_MAX: usize = 160;

/// The marks that close a quotation; two single ones are typed for a double one.
const CLOSERS: [&str; 3] = ["”", "\"", "''"];

/// Gives each verb after a quotation the subject that stands between them.
pub fn complete(parsed: &Parsed<'_>, attributions: &mut [Attribution]) {
    for attribution in attributions {
        let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else {
            continue;
        };
        let tokens = parsed.tokens_in(cue);
        let verbal = |at: usize| matches!(parsed.tokens[at].tag, Tag::Verb | Tag::Aux);
        // "according" passes for a verb.
        let phrase = tokens.clone().any(|at| parsed.lower(at) == "according");
        if source.start < cue.end || phrase || !tokens.clone().any(verbal) {
            continue;
        }
        let found = attribution
            .content
            .iter()
            .position(|part| part.end <= cue.start && cue.start - part.end <= 2)
            .and_then(|part| Some((part, subject(parsed, attribution.content[part])?)));
        if let Some((part, (closed, subject))) = found {
            attribution.content[part].end = closed;
            attribution.source = Some(subject);
        }
    }
}

/// The end of the last quotation in `part`, and the subject that follows it there.
fn subject(parsed: &Parsed<'_>, part: Span) -> Option<(usize, Span)> {
    let words = part.of(parsed.text());
    let closed = CLOSERS
        .iter()
        .filter_map(|mark| Some(words.rfind(mark)? + mark.len()))
        .max()?;
    let closed = part.start + closed;
    let rest = Span::new(closed, part.end).trimmed(parsed.text());
    let rest_words = rest
        .of(parsed.text())
        .trim_end_matches([',', '-', '–', '—', ' ']);
    let subject = Span::new(rest.start, rest.start + rest_words.len());
    let named = rest_words.starts_with(char::is_uppercase) && rest_words.len() <= SUBJECT_MAX;
    (named && parsed.quotation_at(subject.start).is_none()).then_some((closed, subject))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn completed(text: &str, content: &str, cue: &str, source: &str) -> (String, String) {
        let article = Article::new("a", None, text.to_owned());
        let parsed = Parsed::new(&article);
        let place = |words: &str| {
            let start = text.find(words)?;
            Some(Span::new(start, start + words.len()))
        };
        let mut attributions = [Attribution {
            source: place(source),
            cue: place(cue),
            content: place(content).into_iter().collect(),
            confidence: 0.8,
            outer: None,
        }];
        complete(&parsed, &mut attributions);
        let [said] = attributions;
        let source = said.source.map_or("", |source| source.of(text));
        (source.to_owned(), said.content[0].of(text).to_owned())
    }

    #[test]
    fn who_stands_between_quotation_and_verb_is_the_source() {
        for (open, close) in [("“", "”"), ("\"", "\""), ("''", "''")] {
            let quote = format!("{open}We will rebuild the mill,{close}");
            let run_on = format!("{quote} Ida Falk, its new owner");
            let text = format!("{run_on}, told the parish paper.");
            assert_eq!(
                completed(&text, &run_on, "told", "the parish paper"),
                ("Ida Falk, its new owner".to_owned(), quote)
            );
        }
    }

    #[test]
    fn what_goes_on_after_a_quotation_within_the_content_is_no_subject() {
        for (content, cue, source) in [
            ("The “mill of all mills” is a ruin", "said", "Ida Falk"),
            (
                "After the “fair,” Ida Falk left",
                "according to",
                "her brother",
            ),
        ] {
            let text = format!("{content}, {cue} {source}.");
            assert_eq!(
                completed(&text, content, cue, source),
                (source.to_owned(), content.to_owned())
            );
        }
    }
}
