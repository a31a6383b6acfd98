//! The forms of English verbs and nouns, given their lemmas.
//!
//! Where the spelling leaves a choice both forms are given: one that does not exist is never met.

/// The form of a lemma itself.
pub const PLAIN: u8 = 0;
/// The form in "-s".
pub const ES: u8 = 1;
/// The past and its participle.
pub const PAST: u8 = 2;
/// The form in "-ing".
pub const ING: u8 = 3;

/// The forms of `entry`: a lemma, perhaps with its irregular past forms after slashes.
pub fn forms(entry: &str) -> Vec<(u8, String)> {
    let mut parts = entry.split('/');
    let lemma = parts.next().unwrap_or("");
    let irregular: Vec<(u8, String)> = parts.map(|form| (PAST, form.to_owned())).collect();
    let is_regular = irregular.is_empty();
    let mut all = vec![(PLAIN, lemma.to_owned())];
    all.extend(irregular);
    let consonant = |c: char| c.is_ascii_alphabetic() && !"aeiou".contains(c);
    let last: Vec<char> = lemma.chars().rev().take(3).collect();
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| lemma.ends_with(end));
    let mut stems = Vec::new();
    if let Some(stem) = lemma
        .strip_suffix('y')
        .filter(|_| last.get(1).copied().is_some_and(consonant))
    {
        all.push((ES, format!("{stem}ies")));
        all.push((ING, format!("{lemma}ing")));
        if is_regular {
            all.push((PAST, format!("{stem}ied")));
        }
    } else if let Some(stem) = lemma.strip_suffix('e') {
        all.push((ES, format!("{lemma}s")));
        stems.push(stem.to_owned());
        if let Some(stem) = stem.strip_suffix('i') {
            all.push((ING, format!("{stem}ying")));
        }
        if stem.ends_with('e') {
            all.push((ING, format!("{lemma}ing")));
        }
    } else {
        all.push((ES, format!("{lemma}{}", if hisses { "es" } else { "s" })));
        stems.push(lemma.to_owned());
        if let [end, vowel, before] = last[..]
            && consonant(end)
            && !"wxy".contains(end)
            && !consonant(vowel)
            && consonant(before)
        {
            stems.push(format!("{lemma}{end}"));
        }
    }
    for stem in stems {
        all.push((ING, format!("{stem}ing")));
        if is_regular {
            all.push((PAST, format!("{stem}ed")));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(entry: &str, form: u8, word: &str) -> bool {
        forms(entry).contains(&(form, word.to_owned()))
    }

    #[test]
    fn forms_follow_the_spelling() {
        for (lemma, form, word) in [
            ("deny", PAST, "denied"),
            ("deny", ES, "denies"),
            ("say/said", ES, "says"),
            ("say/said", PAST, "said"),
            ("argue", ING, "arguing"),
            ("argue", PAST, "argued"),
            ("admit", PAST, "admitted"),
            ("stress", ES, "stresses"),
            ("agree", ING, "agreeing"),
            ("agree", PAST, "agreed"),
            ("lie", ING, "lying"),
            ("belief", ES, "beliefs"),
        ] {
            assert!(has(lemma, form, word), "{word}");
        }
        assert!(!has("say/said", PAST, "sayed"));
    }
}
