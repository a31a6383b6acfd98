//! What a name on the command line stands for.

use std::path::Path;

/// The name that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'n> {
    /// Standard input.
    StandardInput,
    /// A page at an http or https address, its fragment left out.
    Address(&'n str),
    /// A file or folder.
    Path(&'n Path),
}

/// A place, and which of several articles there is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'n> {
    /// The place.
    pub place: Place<'n>,
    /// The article's number there, from 1, as in `book.epub#3`.
    pub number: Option<usize>,
}

impl<'n> Named<'n> {
    /// Reads `name`. A file may be called `book.epub#3` itself: then it is that file.
    pub fn new(name: &'n str) -> Self {
        let at = |place, number| Self { place, number };
        if name == STANDARD_INPUT {
            return at(Place::StandardInput, None);
        }
        let numbered = name.rsplit_once('#').and_then(|(before, after)| {
            let number = after.parse().ok().filter(|number| *number > 0)?;
            (!before.is_empty() && !after.starts_with('+')).then_some((before, number))
        });
        if is_address(name) {
            let whole = name.split_once('#').map_or(name, |(before, _)| before);
            return at(Place::Address(whole), numbered.map(|(_, number)| number));
        }
        match numbered {
            Some((before, number)) if !Path::new(name).exists() => {
                at(Place::Path(Path::new(before)), Some(number))
            }
            _ => at(Place::Path(Path::new(name)), None),
        }
    }
}

/// Whether `name` is an http or https address.
pub fn is_address(name: &str) -> bool {
    let begins = |scheme: &str| {
        let start = name.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    begins("http://") || begins("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_standard_input_an_address_or_a_path_and_may_end_in_a_number() {
        let named = |name: &'static str| {
            let named = Named::new(name);
            (named.place, named.number)
        };
        let path = |path: &'static str| Place::Path(Path::new(path));
        assert_eq!(named("-"), (Place::StandardInput, None));
        assert_eq!(named("book.epub#3"), (path("book.epub"), Some(3)));
        assert_eq!(named("a#b.txt"), (path("a#b.txt"), None));
        assert_eq!(named("a#0"), (path("a#0"), None));
        assert_eq!(named("#3"), (path("#3"), None));
        assert_eq!(
            named("HTTPS://example.org/a#top"),
            (Place::Address("HTTPS://example.org/a"), None)
        );
        assert_eq!(
            named("http://example.org/book.epub#12"),
            (Place::Address("http://example.org/book.epub"), Some(12))
        );
        assert_eq!(
            named("www.example.org/a"),
            (path("www.example.org/a"), None)
        );
    }

    #[test]
    fn a_file_whose_own_name_ends_in_a_number_is_that_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list#2");
        std::fs::write(&path, "text").expect("written");
        let name = path.display().to_string();
        assert_eq!(Named::new(&name).number, None);
    }
}
