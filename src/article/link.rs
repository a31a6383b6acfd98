//! Where words of an article lead, and what of it may be handed on: an address is a stranger's text.

use super::clean;
use crate::span::Span;
use std::fmt::Write as _;

/// What an address may begin with to be offered; anything else could do more than be looked at or written to.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];
/// An address of more bytes is cut nowhere and offered nowhere: no server takes it.
const LONGEST: usize = 4000;

/// Words that lead to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words; never empty.
    pub span: Span,
    /// Where they lead, as written down or made whole with the page's own address.
    pub address: String,
}

impl Link {
    /// The address as it may be shown and copied, one word that steers nothing: what no address may hold (RFC 3986) is
    /// written as its percent code, as browsers do. None unless it is one of the web or of mail.
    pub fn offered(&self) -> Option<String> {
        let address = self.address.trim();
        let leads_on = SCHEMES.iter().any(|scheme| {
            let head = address.get(..scheme.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
                && address.len() > scheme.len()
        });
        if !leads_on || address.len() > LONGEST {
            return None;
        }
        let mut offered = String::with_capacity(address.len());
        for character in address.chars() {
            let mut bytes = [0; 4];
            let written = character.encode_utf8(&mut bytes);
            if is_plain(character) && clean::is_clean(written) {
                offered.push(character);
            } else {
                for byte in written.bytes() {
                    let _ = write!(offered, "%{byte:02X}");
                }
            }
        }
        // Towers of marks are the only thing left that cleaning changes.
        Some(clean::line(&offered).into_owned())
    }

    /// Whether [`Self::offered`] is a page, which can be opened as an article.
    pub fn is_page(&self) -> bool {
        let address = self.address.trim_start().as_bytes();
        let head = address.get(..4);
        head.is_some_and(|head| head.eq_ignore_ascii_case(b"http"))
    }
}

/// Whether an address may hold `character` as it is; letters of all scripts may stand in one that is meant to be read.
fn is_plain(character: char) -> bool {
    !character.is_whitespace() && !"\"<>\\^`{|}".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(address: &str) -> Option<String> {
        let link = Link {
            span: Span::new(0, 1),
            address: address.to_owned(),
        };
        link.offered()
    }

    #[test]
    fn addresses_of_the_web_and_of_mail_are_offered_as_they_are() {
        for address in [
            "https://example.org/a?b=c&d=%20#e",
            "HTTP://example.org",
            "mailto:desk@example.org",
            "https://de.example.org/wiki/Übersicht_(Müller)",
        ] {
            assert_eq!(offered(address).as_deref(), Some(address));
        }
    }

    #[test]
    fn what_is_no_address_to_look_at_is_not_offered() {
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        for address in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,a",
            "/a",
            "#top",
            "https://",
            "mailto:",
            "",
            &long,
        ] {
            assert_eq!(offered(address), None, "{address:.40}");
        }
    }

    #[test]
    fn nothing_in_an_address_parts_it_hides_or_steers() {
        assert_eq!(
            offered("https://example.org/a b\n\u{1b}]52;c;x\u{7}\u{202e}`\"").as_deref(),
            Some("https://example.org/a%20b%0A%1B]52;c;x%07%E2%80%AE%60%22")
        );
    }
}
