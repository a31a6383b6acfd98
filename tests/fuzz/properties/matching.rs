//! Two texts become sentences, actors, claims and matches.

use super::sound;
use crossread::article::Article;
use crossread::comparison::Comparison;
use crossread::export::text;
use crossread::notebook::Decided;

/// What parts the two texts: no text holds it.
const BETWEEN: u8 = 0x1e;

/// The texts stand before and after the first record separator.
pub fn holds(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == BETWEEN);
    let mut text = || String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    of_texts(text(), text());
}

/// The comparison of the two texts is sound, the same the second time, and may be shown.
pub fn of_texts(a: String, b: String) {
    let articles = [("a", a), ("b", b)].map(|(id, text)| Article::new(id, None, text));
    let comparison = crossread::compare(articles.clone());
    sound::comparison(&comparison);
    comparison.articles.iter().for_each(sound::numbered);
    for actor in &comparison.actors {
        assert!(!actor.mentions.is_empty());
    }
    assert_eq!(comparison, Comparison::new(articles.to_vec()));
    sound::shown(&text::comparison(&comparison, &Decided::default(), 80));
}
