//! Plain text: what stands there, with one kind of line end, its words whole, and without hyphens that only ask to be broken
//! at.

use super::wrapped;
use crate::article::Article;

/// The article under the name `id` that `text` is, its blocks only glanced at.
pub fn read(id: &str, text: String) -> Article {
    Article::glance(id, None, wrapped::whole(plain(text)))
}

/// `text` with `\n` as its only line end and without soft hyphens.
pub fn plain(text: String) -> String {
    if !text.contains(['\r', '\u{ad}']) {
        return text;
    }
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\u{ad}', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_other_systems_and_soft_hyphens_are_gone() {
        let text = "One\r\ntwo\rhy\u{ad}phen\n".to_owned();
        assert_eq!(plain(text), "One\ntwo\nhyphen\n");
    }
}
