//! Which journal belongs to these articles.
//!
//! A journal is known again by its articles' names, titles or texts, so that it is found when a file has moved, a headline
//! was changed, or some paragraphs were. Texts are compared by a sketch of their five-word shingles (min-wise hashing;
//! Broder 1997).

use super::journal::{About, Head, VERSION};
use crate::article::Article;
use std::hash::Hasher;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// The longest first line that is read, in bytes.
const LONGEST: u64 = 1 << 20;
/// How many values a sketch has.
const SKETCH: usize = 32;
/// Words in a shingle.
const SHINGLE: usize = 5;
/// How many values of two sketches have to agree for the texts to be one article in two states.
const SAME: usize = SKETCH / 3;

/// What is kept of `articles` to know them again.
pub fn head(articles: &[Article]) -> Head {
    let about = |article: &Article| About {
        id: article.id.clone(),
        title: article.title.clone(),
        sketch: sketch(&article.text),
    };
    Head {
        crossread: VERSION,
        articles: articles.iter().map(about).collect(),
        saved: None,
    }
}

/// The least hash of the text's shingles under each of so many hash functions.
pub fn sketch(text: &str) -> Vec<u32> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut least = vec![u32::MAX; SKETCH];
    for shingle in words.windows(SHINGLE.min(words.len()).max(1)) {
        let mut hasher = rustc_hash::FxHasher::default();
        for word in shingle {
            hasher.write(word.as_bytes());
            hasher.write_u8(0);
        }
        let mut state = hasher.finish();
        for value in &mut least {
            // SplitMix64 (Steele, Lea, Flood 2014) makes one hash into many.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *value = (*value).min((mixed >> 32) as u32);
        }
    }
    least
}

/// The journal in `folder` for the articles of `head`, or the name of a new one. With it comes, by article of the
/// journal, its place in `head`: the same articles may be opened in another order.
pub fn find(folder: &Path, head: &Head) -> (PathBuf, Vec<usize>) {
    let best = journals(folder)
        .into_iter()
        .filter_map(|path| {
            let (likeness, order) = alike(head, &first_line(&path)?)?;
            Some((likeness, std::cmp::Reverse(path), order))
        })
        .max_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    match best {
        Some((_, std::cmp::Reverse(path), order)) => (path, order),
        None => (folder.join(name(head)), (0..head.articles.len()).collect()),
    }
}

/// The journals in `folder`, by name.
fn journals(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "jsonl")
    });
    paths.sort();
    paths
}

/// Another set of articles of which some are open.
#[derive(Debug)]
pub struct Sharing {
    /// Its journal.
    pub path: PathBuf,
    /// Its articles.
    pub head: Head,
    /// By article of that journal its place among those that are open, if it is one of them.
    pub places: Vec<Option<usize>>,
}

/// The journals in `folder` but the one at `own` that have some of the articles of `head` too.
pub fn sharing(folder: &Path, head: &Head, own: &Path) -> Vec<Sharing> {
    let journals = journals(folder).into_iter().filter(|path| path != own);
    let sharing = journals.filter_map(|path| {
        // What was decided on a saved comparison is its own.
        let kept = first_line(&path).filter(|kept| kept.saved.is_none())?;
        let place = |about: &About| {
            let all = head.articles.iter().enumerate();
            all.map(|(at, article)| (likeness(article, about), at))
                .filter(|(likeness, _)| *likeness >= SAME)
                .max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(*at)))
                .map(|(_, at)| at)
        };
        let places: Vec<Option<usize>> = kept.articles.iter().map(place).collect();
        let some = places.iter().any(Option::is_some);
        some.then_some(Sharing {
            path,
            head: kept,
            places,
        })
    });
    sharing.collect()
}

fn first_line(path: &Path) -> Option<Head> {
    // A device or pipe between the journals may never end.
    if !std::fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut line = String::new();
    std::io::BufReader::new(std::fs::File::open(path).ok()?)
        .take(LONGEST)
        .read_line(&mut line)
        .ok()?;
    serde_json::from_str(&line).ok()
}

/// How alike the articles of two heads are, and which is which; `None` when they are other articles.
fn alike(own: &Head, kept: &Head) -> Option<(usize, Vec<usize>)> {
    if own.articles.len() != kept.articles.len() || own.saved != kept.saved {
        return None;
    }
    let mut free: Vec<usize> = (0..kept.articles.len()).collect();
    let mut total = 0;
    let mut order = vec![0; kept.articles.len()];
    for (place, article) in own.articles.iter().enumerate() {
        let (likeness, at) = free
            .iter()
            .map(|at| (likeness(article, &kept.articles[*at]), *at))
            .max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(*at)))?;
        if likeness < SAME {
            return None;
        }
        free.retain(|other| *other != at);
        order[at] = place;
        total += likeness;
    }
    Some((total, order))
}

/// How many values of the sketches agree; a like name or title counts as well.
fn likeness(one: &About, other: &About) -> usize {
    let shared = one
        .sketch
        .iter()
        .zip(&other.sketch)
        .filter(|(a, b)| a == b)
        .count();
    let named =
        usize::from(one.id == other.id && one.id != "-") + usize::from(one.title == other.title);
    shared + named * SAME / 2
}

/// A name that a person can tell in a folder, unique by its hash.
fn name(head: &Head) -> String {
    let mut hasher = rustc_hash::FxHasher::default();
    let mut words = Vec::new();
    if let Some(saved) = &head.saved {
        hasher.write(saved.as_bytes());
    }
    for article in &head.articles {
        article
            .sketch
            .iter()
            .for_each(|value| hasher.write_u32(*value));
        hasher.write(article.title.as_bytes());
        let plain = deunicode::deunicode(&article.title).to_lowercase();
        words.extend(
            plain
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| word.len() > 3)
                .take(3)
                .map(str::to_owned),
        );
    }
    let mut name = words.join("-");
    name.truncate(60);
    format!("{name}-{:016x}.jsonl", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, first: &str) -> Article {
        let body: String = (0..60)
            .map(|number| format!("Sentence number {number} of {first} tells of something. "))
            .collect();
        Article::new(id, None, format!("Headline of {first}\n\n{body}"))
    }

    #[test]
    fn a_journal_is_found_again_in_another_order_and_with_changed_texts() {
        let folder = tempfile::tempdir().expect("a folder");
        let (a, b) = (article("a.txt", "bridges"), article("b.txt", "tunnels"));
        let kept = head(&[a.clone(), b.clone()]);
        let (path, order) = find(folder.path(), &kept);
        assert_eq!(order, [0, 1]);
        std::fs::write(
            &path,
            format!("{}\n", serde_json::to_string(&kept).expect("JSON")),
        )
        .expect("a journal is written");
        let changed = Article::new(
            "moved/a.txt",
            None,
            a.text.replace("number 7 ", "number seven "),
        );
        assert_eq!(
            find(folder.path(), &head(&[b.clone(), changed])),
            (path.clone(), vec![1, 0])
        );
        let other = article("c.txt", "ferries");
        assert_ne!(find(folder.path(), &head(&[a, other])).0, path);
    }
}
