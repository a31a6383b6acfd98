//! Pages become sound articles.

use super::sound;
use crossread::article::format::{Declared, FormatError, html};

/// The page may say where it comes from.
pub fn holds(bytes: &[u8]) {
    let page = String::from_utf8_lossy(bytes);
    let declared = Declared {
        address: Some("https://example.org/a/b?c#d".to_owned()),
        ..Declared::default()
    };
    for declared in [Declared::default(), declared] {
        let read = html::read("a.html", &page, &declared);
        assert_eq!(read, html::read("a.html", &page, &declared));
        match read {
            Ok(article) => {
                sound::numbered(&article);
                sound::numbered(&article.judged());
            }
            Err(error) => assert_eq!(error, FormatError::NoArticle),
        }
    }
}
