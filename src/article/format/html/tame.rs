//! What of a page's markup reaches the parser: a page of hostile markup becomes one that a tree can be built of.
//!
//! The rules for building a tree out of broken markup let small pages grow into huge or endlessly deep trees: elements
//! that are never closed, text formatting that is opened again in every paragraph, thousands of attributes. So elements
//! are kept to a depth and a number, attributes to a number, formatting without a meaning for the text is left out, and
//! so is everything that is no text: scripts, styles, drawings. What is left out never takes the words around it along.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// How deep elements may be nested; browsers stop at 512, news pages at 40.
const DEPTH: usize = 120;
/// How many elements a page may have; the longest articles have some ten thousand.
const ELEMENTS: usize = 100_000;
/// How many attributes of an element are kept.
const ATTRIBUTES: usize = 40;
/// The longest start tag that is read, in bytes; embedded data in attributes makes them long.
const LONGEST_TAG: usize = 256 * 1024;

/// A set of names of elements.
type Names = LazyLock<FxHashSet<&'static str>>;

/// A set of the words in `list`.
fn names(list: &'static str) -> FxHashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Elements whose contents are no text to read.
static SILENT: Names = LazyLock::new(|| {
    names(
        "script style svg math template noscript iframe object audio video canvas map noembed noframes textarea applet \
         frameset xmp",
    )
});

/// Elements that only say how letters look. (That also keeps the parser from opening them again in every paragraph.)
static LOOKS: Names = LazyLock::new(|| {
    names("b big code em font i nobr s small strike strong tt u plaintext marquee blink center")
});

/// Elements without contents.
static VOID: Names = LazyLock::new(|| {
    names(
        "area base br col embed hr img input link meta param source track wbr keygen frame bgsound image",
    )
});

/// Elements that end a paragraph that is open, and that the end tag of an element within a line does not close.
static BLOCKS: Names = LazyLock::new(|| {
    names(
        "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 \
         h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul",
    )
});

/// Elements that keep to themselves what is open in them.
static SCOPES: Names =
    LazyLock::new(|| names("html body table caption td th tr tbody thead tfoot button select"));

/// Which elements end where one of the name begins, and within which they are looked for.
fn ended_by(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "menu", "table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
        "td" | "th" => (&["td", "th"], &["tr", "tbody", "table"]),
        "tr" => (&["tr"], &["tbody", "thead", "tfoot", "table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
        "option" => (&["option"], &["select"]),
        _ => return None,
    })
}

/// The page without what must not reach a parser, and the number of its elements.
pub fn tame(page: &str) -> (String, usize) {
    let mut tamer = Tamer {
        page,
        at: 0,
        out: String::with_capacity(page.len().min(16 << 20)),
        open: Vec::new(),
        elements: 0,
        unclosed: FxHashSet::default(),
    };
    tamer.run();
    (tamer.out, tamer.elements)
}

struct Tamer<'a> {
    page: &'a str,
    /// Everything before this byte is done.
    at: usize,
    out: String,
    /// The names of the elements that are open, outermost first.
    open: Vec<String>,
    elements: usize,
    /// Silent elements of which no end tag follows any more: they are not looked for again and again.
    unclosed: FxHashSet<String>,
}

/// A tag, as far as it is kept.
struct Tag<'a> {
    name: String,
    closing: bool,
    /// The attributes that are kept, as they stand.
    attributes: &'a str,
    /// Where what follows it begins.
    end: usize,
}

impl<'a> Tamer<'a> {
    fn run(&mut self) {
        while let Some(found) = self.page[self.at..].find('<') {
            let start = self.at + found;
            self.out.push_str(&self.page[self.at..start]);
            self.at = start;
            let rest = &self.page[start..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.at = comment
                    .find("-->")
                    .map_or(self.page.len(), |end| start + 4 + end + 3);
            } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
                let end = data.find("]]>").unwrap_or(data.len());
                push_text(&mut self.out, &data[..end]);
                self.at = (start + 9 + end + 3).min(self.page.len());
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                if rest
                    .get(..9)
                    .is_some_and(|it| it.eq_ignore_ascii_case("<!doctype"))
                {
                    self.out.push_str("<!DOCTYPE html>");
                }
                self.at = rest
                    .find('>')
                    .map_or(self.page.len(), |end| start + end + 1);
            } else if let Some(tag) = self.tag() {
                self.at = tag.end;
                self.take(&tag);
            } else {
                self.out.push_str("&lt;");
                self.at = start + 1;
            }
        }
        self.out.push_str(&self.page[self.at..]);
    }

    /// The tag that begins here, if one does.
    fn tag(&self) -> Option<Tag<'a>> {
        let page: &'a str = self.page;
        let bytes = page.as_bytes();
        let closing = bytes.get(self.at + 1) == Some(&b'/');
        let first = self.at + 1 + usize::from(closing);
        if !bytes.get(first)?.is_ascii_alphabetic() {
            return None;
        }
        let ends_name =
            |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<');
        let name_end = bytes[first..].iter().position(ends_name)? + first;
        let name = page.get(first..name_end)?;
        let most = bytes.len().min(self.at + LONGEST_TAG);
        let (mut quote, mut count, mut kept) = (None, 0, name_end);
        let mut end = most;
        let mut before = b' ';
        for (at, byte) in bytes.iter().enumerate().take(most).skip(name_end) {
            match (quote, byte) {
                (None, b'>') => {
                    end = at;
                    break;
                }
                (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
                (Some(mark), byte) if mark == *byte => quote = None,
                // An attribute ends where white space follows it.
                (None, byte) if byte.is_ascii_whitespace() && !before.is_ascii_whitespace() => {
                    if count < ATTRIBUTES {
                        kept = at;
                    }
                    count += 1;
                }
                _ => {}
            }
            if !(byte.is_ascii_whitespace() && before == b'=') {
                before = *byte;
            }
        }
        if end == most {
            // It never ends: a bare "<" where the tag is cut off by the end of the page, else a tag too long to be one.
            return None;
        }
        let attributes = if count < ATTRIBUTES { end } else { kept };
        Some(Tag {
            name: name.to_ascii_lowercase(),
            closing,
            attributes: page.get(name_end..attributes)?.trim_end_matches('/'),
            end: end + 1,
        })
    }

    fn take(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if tag.closing {
            self.close(name);
        } else if name == "title" {
            let inside = self.skip_to_end_of("title");
            // There is a title of the page, and titles of drawings that count for nothing.
            if self
                .open
                .iter()
                .all(|open| open == "html" || open == "head")
            {
                self.out.push_str("<title>");
                push_text(&mut self.out, inside);
                self.out.push_str("</title>");
            }
        } else if name == "script" {
            let inside = self.skip_to_end_of("script");
            let kind = tag.attributes.to_ascii_lowercase();
            if kind.contains("application/ld+json") {
                // Within JSON a "<" can only stand in a string, where this says the same.
                self.out.push_str("<script type=\"application/ld+json\">");
                self.out.push_str(&inside.replace('<', "\\u003c"));
                self.out.push_str("</script>");
            }
        } else if SILENT.contains(name) {
            self.skip_to_end_of(name);
            // Words on both sides of it are not one word.
            self.out.push(' ');
        } else if !LOOKS.contains(name) {
            self.begin(tag);
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        let void = VOID.contains(name);
        if let Some((same, within)) = ended_by(name) {
            self.close_nearest(same, within);
        } else if BLOCKS.contains(name)
            && let Some(place) = self.open.iter().rposition(|open| open == "p")
            && !self.open[place..]
                .iter()
                .any(|open| SCOPES.contains(open.as_str()))
        {
            self.close_from(place);
        }
        if self.open.len() >= DEPTH || self.elements >= ELEMENTS {
            self.out.push(' ');
            return;
        }
        // A name that holds anything unusual is of no element that matters.
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return;
        }
        self.elements += 1;
        self.out.push('<');
        self.out.push_str(name);
        if !tag.attributes.is_empty() {
            self.out.push(' ');
            self.out.push_str(tag.attributes.trim_start());
        }
        self.out.push('>');
        if !void {
            self.open.push(name.to_owned());
        }
    }

    /// Closes the innermost element with one of the names `same`, if it is open within one of `within`.
    fn close_nearest(&mut self, same: &[&str], within: &[&str]) {
        let open = self.open.iter().enumerate().rev();
        let mut inner = open.take_while(|(_, open)| !within.contains(&open.as_str()));
        if let Some((place, _)) = inner.find(|(_, open)| same.contains(&open.as_str())) {
            self.close_from(place);
        }
    }

    /// Closes `name` and all that is open within it, as a browser would.
    fn close(&mut self, name: &str) {
        let Some(place) = self.open.iter().rposition(|open| open == name) else {
            self.out.push(' ');
            return;
        };
        let special =
            |open: &String| BLOCKS.contains(open.as_str()) || SCOPES.contains(open.as_str());
        if special(&self.open[place]) || !self.open[place..].iter().any(special) {
            self.close_from(place);
        } else if name == "a" {
            // The parser takes such a link apart; the elements in it stay open.
            self.open.remove(place);
            self.out.push_str("</a>");
        }
    }

    /// Closes the elements from place `place` on, with their own end tags so that the parser agrees.
    fn close_from(&mut self, place: usize) {
        for open in self.open.drain(place..).rev() {
            self.out.push_str("</");
            self.out.push_str(&open);
            self.out.push('>');
        }
    }

    /// Goes on after the end tag of the element that has just begun, and gives what stood in it.
    fn skip_to_end_of(&mut self, name: &str) -> &'a str {
        let page: &'a str = self.page;
        let rest = &page[self.at..];
        if self.unclosed.contains(name) {
            return "";
        }
        let mut from = 0;
        while let Some(found) = rest[from..].find("</") {
            let start = from + found;
            let after = &rest[start + 2..];
            let named = after.get(..name.len());
            if named.is_some_and(|it| it.eq_ignore_ascii_case(name)) {
                let end = after
                    .find('>')
                    .map_or(rest.len(), |end| start + 2 + end + 1);
                self.at += end;
                return &rest[..start];
            }
            from = start + 2;
        }
        // It is never closed. Only a script hides the rest of the page; else one forgotten tag would.
        if name == "script" || name == "style" {
            self.at = page.len();
            rest
        } else {
            self.unclosed.insert(name.to_owned());
            ""
        }
    }
}

/// Appends `text` so that no tag is in it.
fn push_text(to: &mut String, text: &str) {
    for part in text.split_inclusive('<') {
        match part.strip_suffix('<') {
            Some(before) => {
                to.push_str(before);
                to.push_str("&lt;");
            }
            None => to.push_str(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tame(page: &str) -> String {
        super::tame(page).0
    }

    #[test]
    fn words_stay_and_what_is_no_text_goes() {
        assert_eq!(
            tame("<P class='x'>One <b>two</b><script>if (a<b) </script> <!-- no --> a < b</P>"),
            "<p class='x'>One two   a &lt; b</p>"
        );
        assert_eq!(
            tame("<script type=application/ld+json>{\"a\":\"<b>\"}</script>"),
            "<script type=\"application/ld+json\">{\"a\":\"\\u003cb>\"}</script>"
        );
        assert_eq!(tame("<title>a <b> c</title>"), "<title>a &lt;b> c</title>");
        assert_eq!(tame("<p title=\"a > b\">c"), "<p title=\"a > b\">c");
    }

    #[test]
    fn no_element_is_nested_too_deep_however_it_is_written() {
        for tags in [
            "<div>",
            "<div><p><font color=red>",
            "<i><section>",
            "<table><tr><td>",
        ] {
            let tamed = tame(&tags.repeat(100_000));
            let mut deep = 0_usize;
            for (at, _) in tamed.match_indices('<') {
                deep = if tamed[at..].starts_with("</") {
                    deep - 1
                } else {
                    deep + 1
                };
                assert!(deep <= DEPTH, "{tags}");
            }
        }
    }

    #[test]
    fn a_page_of_forgotten_tags_keeps_its_words() {
        let tamed = tame("<table><tr><td><p>One</div></td><td>two <a href=x>three");
        assert_eq!(
            tamed,
            "<table><tr><td><p>One </p></td><td>two <a href=x>three"
        );
    }

    #[test]
    fn thousands_of_attributes_become_a_few() {
        let tag = format!("<p {}>x", "a=1 ".repeat(10_000));
        assert!(tame(&tag).len() < 10 * ATTRIBUTES);
        assert_eq!(tame("<p a='"), "&lt;p a='");
    }
}
