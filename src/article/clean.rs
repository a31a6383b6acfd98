//! What of a stranger's text may reach a terminal: the one door for everything from outside.
//!
//! Whatever could steer a terminal, turn the order of its letters or hide in it is dropped or becomes visible. White
//! space of every kind becomes a plain space, so the result is one line. What would make two programs disagree about
//! the width of a character (joined emoji, skin tones, flags, variation selectors, towers of combining marks) is taken
//! apart, so that columns stay straight. The article's own text stays untouched: [`Cleaned`] leads from a place in
//! what is shown to the place in what came in, and back.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// How many combining marks a letter may carry; Hebrew with accents and Vietnamese need no more.
const MARKS: usize = 4;

/// A text fit for a terminal, with the way back to what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// What may be shown: one line without any control, format or invisible character.
    pub text: Cow<'a, str>,
    /// Where the two texts part: from `cleaned` on the text runs along with `original`. Empty where nothing changed.
    steps: Vec<Step>,
    /// The length in bytes of what came in.
    original: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    cleaned: usize,
    original: usize,
}

impl Cleaned<'_> {
    /// The byte of the original that byte `at` of the cleaned text stands for.
    pub fn to_original(&self, at: usize) -> usize {
        let next = self.steps.partition_point(|step| step.cleaned <= at);
        let limit = self
            .steps
            .get(next)
            .map_or(self.original, |step| step.original);
        match next.checked_sub(1).map(|last| self.steps[last]) {
            Some(step) => (step.original + (at - step.cleaned)).min(limit),
            None => at.min(limit),
        }
    }

    /// The byte of the cleaned text that shows byte `at` of the original; for a dropped one the next that is shown.
    pub fn from_original(&self, at: usize) -> usize {
        let next = self.steps.partition_point(|step| step.original <= at);
        let limit = self
            .steps
            .get(next)
            .map_or(self.text.len(), |step| step.cleaned);
        let mut shown = match next.checked_sub(1).map(|last| self.steps[last]) {
            Some(step) => (step.cleaned + (at - step.original)).min(limit),
            None => at.min(limit),
        };
        // A picture is longer than what it stands for.
        while !self.text.is_char_boundary(shown) {
            shown += 1;
        }
        shown
    }

    /// The same, free of what it was made from.
    pub fn into_owned(self) -> Cleaned<'static> {
        Cleaned {
            text: Cow::Owned(self.text.into_owned()),
            steps: self.steps,
            original: self.original,
        }
    }
}

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Drop,
    Show(char),
}

/// `text` as one line fit for a terminal; borrowed where nothing had to change.
pub fn line(text: &str) -> Cow<'_, str> {
    with_map(text).text
}

/// `text` as one line fit for a terminal, with the way back.
pub fn with_map(text: &str) -> Cleaned<'_> {
    let mut cleaned = String::new();
    let mut steps: Vec<Step> = Vec::new();
    // Everything before `taken` is in `cleaned` already; nothing is copied before the first change.
    let mut taken = 0;
    let mut marks = 0;
    for (at, character) in text.char_indices() {
        if character.is_ascii() && !character.is_ascii_control() {
            marks = 0;
            continue;
        }
        let mut fate = fate(character);
        if fate == Fate::Keep && character >= '\u{300}' && character.width() == Some(0) {
            marks += 1;
            if marks > MARKS {
                fate = Fate::Drop;
            }
        } else if fate != Fate::Drop {
            marks = 0;
        }
        if fate == Fate::Keep {
            continue;
        }
        cleaned.push_str(&text[taken..at]);
        taken = at + character.len_utf8();
        if let Fate::Show(picture) = fate {
            push_step(&mut steps, cleaned.len(), at);
            cleaned.push(picture);
        }
        push_step(&mut steps, cleaned.len(), taken);
    }
    if steps.is_empty() {
        return Cleaned {
            text: Cow::Borrowed(text),
            steps,
            original: text.len(),
        };
    }
    cleaned.push_str(&text[taken..]);
    Cleaned {
        text: Cow::Owned(cleaned),
        steps,
        original: text.len(),
    }
}

/// Notes that the texts run along from here; a later word on the same place of the cleaned text replaces the earlier.
fn push_step(steps: &mut Vec<Step>, cleaned: usize, original: usize) {
    match steps.last_mut() {
        Some(last) if last.cleaned == cleaned => last.original = original,
        _ => steps.push(Step { cleaned, original }),
    }
}

/// Whether `text` holds nothing that [`line()`] would change, towers of marks apart.
pub fn is_clean(text: &str) -> bool {
    text.chars().all(|character| fate(character) == Fate::Keep)
}

fn fate(character: char) -> Fate {
    match character {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Fate::Show(' ')
        }
        // C0 and DEL have pictures of their own; C1 have none.
        '\0'..='\u{1f}' => Fate::Show(picture('\u{2400}', character as u32)),
        '\u{7f}' => Fate::Show('\u{2421}'),
        '\u{80}'..='\u{9f}' => Fate::Show('\u{fffd}'),
        _ if character < '\u{ad}' => Fate::Keep,
        // Flags are pairs of letters; terminals disagree about how wide a pair is.
        '\u{1f1e6}'..='\u{1f1ff}' => Fate::Show(picture('A', character as u32 - 0x1f1e6)),
        _ if is_hidden(character) => Fate::Drop,
        _ => Fate::Keep,
    }
}

fn picture(first: char, offset: u32) -> char {
    char::from_u32(first as u32 + offset).unwrap_or('\u{fffd}')
}

/// Format characters, fillers, selectors and noncharacters: nothing to see, or something to be deceived by
/// (Unicode 17, general category Cf, Default_Ignorable_Code_Point, emoji modifiers).
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}'
        | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}'
        | '\u{fffe}'..='\u{ffff}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
        || (character as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text in which the dangerous is common.
    fn hostile() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            any::<char>(),
            proptest::char::range('\0', '\u{a0}'),
            proptest::char::range('\u{300}', '\u{340}'),
            proptest::char::range('\u{2000}', '\u{2070}'),
            proptest::char::range('\u{1f1e0}', '\u{1f400}'),
            proptest::char::range('\u{e0000}', '\u{e0080}'),
            Just('a'),
        ];
        proptest::collection::vec(character, 0..60)
            .prop_map(|characters| characters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_that_steers_or_hides_comes_through(text in hostile()) {
            let cleaned = line(&text);
            prop_assert!(is_clean(&cleaned));
            prop_assert!(!cleaned.chars().any(char::is_control));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in hostile()) {
            let once = line(&text).into_owned();
            prop_assert_eq!(line(&once).into_owned(), once);
        }

        #[test]
        fn the_map_is_monotone_true_and_stays_on_characters(text in hostile()) {
            let cleaned = with_map(&text);
            let mut before = 0;
            for (at, character) in cleaned.text.char_indices() {
                let original = cleaned.to_original(at);
                prop_assert!(original >= before);
                before = original;
                prop_assert!(text.is_char_boundary(original));
                let stood = text[original..].chars().next();
                prop_assert!(stood.is_some_and(|stood| stood == character || fate(stood) == Fate::Show(character)));
                prop_assert_eq!(cleaned.from_original(original), at);
            }
            prop_assert!(cleaned.to_original(cleaned.text.len()) <= text.len());
            let mut before = 0;
            for (at, _) in text.char_indices() {
                let shown = cleaned.from_original(at);
                prop_assert!(shown >= before && cleaned.text.is_char_boundary(shown));
                before = shown;
            }
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        assert!(matches!(
            line("“It’s fine” — she said, naïvely. 東京"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn escapes_become_pictures_and_overrides_vanish() {
        assert_eq!(
            line("a\x1b[31mb\u{202e}c\u{9b}d\te\r\nf"),
            "a␛[31mbc\u{fffd}d e  f"
        );
    }

    #[test]
    fn joined_emoji_flags_and_towers_of_marks_are_taken_apart() {
        assert_eq!(line("👩\u{200d}🚀"), "👩🚀");
        assert_eq!(line("🇫🇮"), "FI");
        let tower = format!("a{}b", "\u{301}".repeat(40));
        assert_eq!(line(&tower), format!("a{}b", "\u{301}".repeat(MARKS)));
    }
}
