//! The word class of every token, by a linear model read greedily from left to right.
//!
//! An averaged perceptron (Collins 2002) over hashed features, trained on the Universal Dependencies treebank EWT; its
//! weights, one row of bytes a feature, are `weights.bin`, whose origin and licence `weights.md` tells. The training is
//! `examples/train/tagger.rs`; both share the [`features`].

pub mod features;

use super::token::{Tag, Token};
use features::{FEATURES, ROWS, Word};

/// The word classes in the order of a row of weights.
pub const TAGS: [Tag; 17] = [
    Tag::Adj,
    Tag::Adp,
    Tag::Adv,
    Tag::Aux,
    Tag::Cconj,
    Tag::Det,
    Tag::Intj,
    Tag::Noun,
    Tag::Num,
    Tag::Part,
    Tag::Pron,
    Tag::Propn,
    Tag::Punct,
    Tag::Sconj,
    Tag::Sym,
    Tag::Verb,
    Tag::X,
];

/// [`ROWS`] rows of one signed byte a tag.
static WEIGHTS: &[u8] = include_bytes!("weights.bin");

/// Tags the tokens of one sentence, given their characters in `text`.
pub fn sentence(text: &str, tokens: &mut [Token], words: &mut Vec<Word>) {
    words.clear();
    words.extend(tokens.iter().map(|token| Word::new(token.span.of(text))));
    features::headline(words);
    tagged(words, WEIGHTS, |at, tag| tokens[at].tag = TAGS[tag]);
}

/// Tags `words` with `weights` and hands the place in [`TAGS`] of each to `give`.
pub fn tagged(words: &[Word], weights: &[u8], mut give: impl FnMut(usize, usize)) {
    debug_assert!(weights.is_empty() || weights.len() == ROWS * TAGS.len());
    let (mut last, mut before) = (TAGS.len(), TAGS.len());
    for at in 0..words.len() {
        // At most FEATURES times 127: sixteen bits hold it. The last one is kept apart: sixteen are added at once.
        let (mut scores, mut rest) = ([0_i16; TAGS.len() - 1], 0_i16);
        let rows: [usize; FEATURES] = features::of(words, at, last, before);
        for row in rows {
            let Some((row, of_rest)) = weights
                .get(row * TAGS.len()..)
                .and_then(|rest| rest.first_chunk::<{ TAGS.len() }>())
                .and_then(|row| row.split_first_chunk::<{ TAGS.len() - 1 }>())
            else {
                continue;
            };
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += i16::from(weight.cast_signed());
            }
            rest += i16::from(of_rest[0].cast_signed());
        }
        // Of equal scores the first counts: its place stands in the low bits, and no branch is to be guessed.
        let all = scores.into_iter().chain([rest]).enumerate();
        let ranked = all.map(|(tag, score)| i32::from(score) * 32 + 31 - tag as i32);
        let best = 31 - (ranked.fold(i32::MIN, i32::max) & 31) as usize;
        give(at, best);
        (before, last) = (last, best);
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::language::{Parsed, Tag};

    fn tags(text: &str) -> Vec<(String, Tag)> {
        let article = Article::new("made up", None, text.to_owned());
        let parsed = Parsed::new(&article);
        (0..parsed.tokens.len())
            .map(|at| (parsed.word(at).to_owned(), parsed.tokens[at].tag))
            .collect()
    }

    #[test]
    fn a_plain_sentence_is_tagged() {
        let tags: Vec<Tag> = tags("The old minister met Anna Berg in Lisbon and said nothing.")
            .into_iter()
            .map(|(_, tag)| tag)
            .collect();
        assert_eq!(
            tags,
            [
                Tag::Det,
                Tag::Adj,
                Tag::Noun,
                Tag::Verb,
                Tag::Propn,
                Tag::Propn,
                Tag::Adp,
                Tag::Propn,
                Tag::Cconj,
                Tag::Verb,
                Tag::Pron,
                Tag::Punct
            ]
        );
    }

    #[test]
    fn a_verb_of_a_capitalised_headline_is_no_name() {
        let tags = tags("Prime Minister Says Talks Will Resume");
        assert_eq!(tags[2].1, Tag::Verb, "{tags:?}");
        assert_eq!(tags[4].1, Tag::Aux, "{tags:?}");
        assert_eq!(tags[5].1, Tag::Verb, "{tags:?}");
    }
}
