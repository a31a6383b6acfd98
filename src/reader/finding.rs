//! Searching both articles while the words are typed.

use super::bindings::Command;
use super::index::letter;
use super::keys::{Key, Named};
use super::prompt::Prompt;
use super::state::{Effect, Overlay, Spot, State};
use crate::claim::{Claim, ClaimId};
use crate::comparison::Comparison;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;

/// So many claims before and after a hit are looked at for the one that it stands in.
const NEAR: usize = 64;

/// How the claim that a hit makes the current one stands to the hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// Its content, source or cue holds the hit, or it stands in the same sentence.
    There,
    /// It is the next one after it.
    After,
    /// It is the last one of the article.
    Before,
}

/// Where a search has brought the reader: as long as this claim is current, he is at the hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtHit {
    article: usize,
    byte: usize,
    claim: Option<ClaimId>,
    nearness: Nearness,
}

/// A search: the words, what they found, and the hit that is looked at.
#[derive(Debug)]
pub struct Search {
    /// The words.
    pub prompt: Prompt,
    /// By pane: where they stand.
    pub hits: [Vec<Span>; 2],
    /// How often they stand in the articles that are in no pane, by article.
    pub elsewhere: Vec<(usize, usize)>,
    /// The hit that is looked at: pane and place in its list.
    pub at: Option<(usize, usize)>,
    /// Where the search began.
    origin: Spot,
    /// By pane: the text in the form in which it is searched, capitals kept and not, made when first needed.
    folded: [[Option<Rc<str>>; 2]; 2],
    /// The same of the other articles, by article and whether capitals are kept.
    folded_elsewhere: FxHashMap<(usize, bool), Rc<str>>,
    /// The words of the last hits and the form they were found in, so that a longer search only sifts them.
    found: (String, bool),
}

/// `text` with white space as blanks and, unless `exact`, in lower case; every byte stays where it is.
pub(super) fn fold(text: &str, exact: bool) -> String {
    text.chars()
        .map(|character| {
            if character.is_whitespace() && character.len_utf8() == 1 {
                return ' ';
            }
            if exact {
                return character;
            }
            let mut lower = character.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) if one.len_utf8() == character.len_utf8() => one,
                _ => character,
            }
        })
        .collect()
}

impl Search {
    fn new(origin: Spot) -> Self {
        Self {
            prompt: Prompt::default(),
            hits: [Vec::new(), Vec::new()],
            elsewhere: Vec::new(),
            at: None,
            origin,
            folded: [[None, None], [None, None]],
            folded_elsewhere: FxHashMap::default(),
            found: (String::new(), false),
        }
    }

    /// Finds the words in the texts of both panes, and counts them in those of `others`. Capitals count where one was typed.
    fn find(&mut self, texts: [Option<&str>; 2], others: &[(usize, &str)]) {
        let words = self.prompt.text();
        let exact = words.chars().any(char::is_uppercase);
        let needle = fold(words, exact);
        let sift =
            !self.found.0.is_empty() && self.found.1 == exact && needle.starts_with(&self.found.0);
        for (side, text) in texts.into_iter().enumerate() {
            let hits = &mut self.hits[side];
            let Some(text) = text.filter(|_| !needle.is_empty()) else {
                hits.clear();
                continue;
            };
            let folded = self.folded[side][usize::from(exact)]
                .get_or_insert_with(|| fold(text, exact).into());
            if sift {
                hits.retain(|hit| {
                    folded
                        .get(hit.start..)
                        .is_some_and(|rest| rest.starts_with(&needle))
                });
                for hit in hits {
                    hit.end = hit.start + needle.len();
                }
            } else {
                *hits = folded
                    .match_indices(&needle)
                    .map(|(at, _)| Span::new(at, at + needle.len()))
                    .collect();
            }
        }
        self.elsewhere.clear();
        for (article, text) in others.iter().filter(|_| !needle.is_empty()) {
            let folded = self.folded_elsewhere.entry((*article, exact));
            let folded = folded.or_insert_with(|| fold(text, exact).into());
            let count = folded.matches(&needle).count();
            if count > 0 {
                self.elsewhere.push((*article, count));
            }
        }
        self.found = (needle, exact);
    }

    /// Finds the words in other texts than before.
    pub fn begin_again(&mut self, texts: [Option<&str>; 2], others: &[(usize, &str)]) {
        self.folded = Default::default();
        self.found = Default::default();
        self.find(texts, others);
    }

    /// The hits of pane `side` that touch `span`.
    pub fn hits_in(&self, side: usize, span: Span) -> &[Span] {
        let hits = &self.hits[side];
        let first = hits.partition_point(|hit| hit.end <= span.start);
        let last = hits.partition_point(|hit| hit.start < span.end);
        &hits[first..last.max(first)]
    }
}

impl State {
    pub(super) fn open_search(&mut self) {
        self.search = Some(Search::new(self.spot()));
        self.overlay = Overlay::Search;
    }

    pub(super) fn end_search(&mut self) {
        self.search = None;
        if matches!(self.overlay, Overlay::Search) {
            self.overlay = Overlay::None;
        }
    }

    pub(super) fn press_in_search(&mut self, key: Key) -> Effect {
        match key {
            Key::Named(Named::Enter) => {
                self.overlay = Overlay::None;
                let search = self.search.as_ref();
                let nothing = search.is_none_or(|search| search.at.is_none());
                if let Some(origin) = search.map(|search| search.origin) {
                    if search.is_some_and(|search| search.prompt.text().is_empty()) {
                        self.end_search();
                    } else if nothing {
                        // The search stays on: who asks for the next hit is told that there is none.
                        self.message = Some(self.found_nowhere());
                    } else {
                        self.jumps.push(origin);
                        self.tell_hit();
                    }
                }
            }
            Key::Named(Named::Escape) | Key::Ctrl('g' | 'c') => {
                if let Some(search) = self.search.take() {
                    self.return_to(search.origin);
                }
                self.at_hit = None;
                self.overlay = Overlay::None;
            }
            Key::Ctrl('l') => return Effect::Redraw,
            Key::Ctrl('z') => return Effect::Suspend,
            Key::Named(Named::Down | Named::Up) => self.next_hit(1, key == Key::Named(Named::Down)),
            Key::Named(Named::Backspace)
                if self
                    .search
                    .as_ref()
                    .is_none_or(|search| search.prompt.text().is_empty()) =>
            {
                self.end_search();
            }
            _ => {
                let comparison = Arc::clone(&self.comparison);
                let (texts, others) = self.texts(&comparison);
                let Some(search) = &mut self.search else {
                    self.overlay = Overlay::None;
                    return Effect::Draw;
                };
                if !search.prompt.press(key) {
                    return Effect::Draw;
                }
                search.find(texts, &others);
                self.show_first_hit();
            }
        }
        Effect::Draw
    }

    /// The texts in the panes, and those of the other articles.
    pub(super) fn texts<'a>(
        &self,
        comparison: &'a Comparison,
    ) -> ([Option<&'a str>; 2], Vec<(usize, &'a str)>) {
        let sides = if self.is_pair() { 2 } else { 1 };
        let text = |article: usize| comparison.articles.get(article).map(|of| of.text.as_str());
        let panes = [0, 1].map(|side| text(self.shown[side]).filter(|_| side < sides));
        let all = 0..comparison.articles.len();
        let others = all.filter(|article| !self.shown.contains(article));
        (
            panes,
            others.filter_map(|at| Some((at, text(at)?))).collect(),
        )
    }

    /// To the first hit from where the search began, in the article it began in, else in the other.
    fn show_first_hit(&mut self) {
        let Some(search) = &self.search else { return };
        let origin = search.origin;
        let side = origin.active;
        let after = |side: usize| {
            let hits = &search.hits[side];
            let next = hits.partition_point(|hit| hit.start < origin.offsets[side]);
            if hits.is_empty() {
                None
            } else {
                Some((side, if next < hits.len() { next } else { 0 }))
            }
        };
        if let Some(at) = after(side).or_else(|| after(1 - side)) {
            self.go_to_hit(at);
        } else {
            if let Some(search) = &mut self.search {
                search.at = None;
            }
            self.at_hit = None;
            self.return_to(origin);
        }
    }

    fn go_to_hit(&mut self, at: (usize, usize)) {
        let (side, number) = at;
        let Some(search) = &mut self.search else {
            return;
        };
        search.at = Some(at);
        let Some(hit) = search.hits[side].get(number).copied() else {
            return;
        };
        self.stand_at(side, hit);
        self.tell_hit();
    }

    /// Brings `hit` into view in pane `side`; the claim that it stands in, or the nearest, is the current one.
    pub(super) fn stand_at(&mut self, side: usize, hit: Span) {
        self.active = side;
        self.reveal(side, hit);
        let near = self.claim_near(side, hit);
        let claim = near.map(|(claim, _)| claim);
        if claim == self.current {
            self.reveal_pair();
        } else {
            self.choose(claim, None);
        }
        self.active = side;
        self.reveal(side, hit);
        self.at_hit = Some(AtHit {
            article: self.shown[side],
            byte: hit.start,
            claim,
            nearness: near.map_or(Nearness::There, |(_, nearness)| nearness),
        });
    }

    /// The claim that `hit` stands in, by its content, else by its source or cue, else by its sentence; where no claim
    /// has that sentence the nearest one, which is not the claim that was looked for.
    fn claim_near(&self, side: usize, hit: Span) -> Option<(ClaimId, Nearness)> {
        let article = self.shown[side];
        let claims = self.index.claims(article);
        let next = claims.partition_point(|(start, _)| *start < hit.start);
        let near = &claims[next.saturating_sub(NEAR)..(next + NEAR).min(claims.len())];
        let nearest = |wanted: &dyn Fn(&Claim) -> bool| {
            let all = near
                .iter()
                .map(|(_, claim)| &self.comparison.claims[*claim]);
            let away = |claim: &&Claim| {
                let content = claim.extent();
                let before = hit.start.saturating_sub(content.end);
                let after = content.start.saturating_sub(hit.end);
                (before.max(after), content.len(), claim.id)
            };
            all.filter(|claim| wanted(claim))
                .min_by_key(away)
                .map(|claim| claim.id)
        };
        let leads = |claim: &Claim| claim.source.span().into_iter().chain(claim.cue);
        let says = |claim: &Claim, words: Span| claim.content.iter().any(|span| span.meets(words));
        let sentences = self.comparison.sentences.get(article);
        let sentence = sentences.and_then(|all| {
            let at = all.partition_point(|sentence| sentence.end <= hit.start);
            all.get(at).copied().filter(|sentence| sentence.meets(hit))
        });
        let there = nearest(&|claim| says(claim, hit))
            .or_else(|| nearest(&|claim| leads(claim).any(|span| span.meets(hit))))
            .or_else(|| {
                let sentence = sentence?;
                nearest(&|claim| {
                    says(claim, sentence) || leads(claim).any(|span| span.meets(sentence))
                })
            });
        let there = there.map(|claim| (claim, Nearness::There));
        there
            .or_else(|| Some((claims.get(next)?.1, Nearness::After)))
            .or_else(|| Some((claims.last()?.1, Nearness::Before)))
    }

    /// Says so where the hit stands in no claim, as the current one is another's then.
    fn tell_hit(&mut self) {
        let Some(AtHit {
            claim: Some(claim),
            nearness,
            ..
        }) = self.at_hit.filter(|at| at.claim == self.current)
        else {
            return;
        };
        let which = match nearness {
            Nearness::There => return,
            Nearness::After => "the next one",
            Nearness::Before => "the last one",
        };
        let place = self.place_words(claim);
        self.message = Some(format!(
            "no claim in this sentence; {which}, {place}, is the current one"
        ));
    }

    /// The byte of the active article at which the reader is: the hit that he has come to, else the current claim, else
    /// the top of the screen.
    pub(super) fn here_in_text(&self) -> usize {
        let article = self.shown[self.active];
        let hit = self
            .at_hit
            .filter(|at| at.article == article && at.claim == self.current);
        let claim = || Some(self.comparison.claims.get(self.current?)?.extent().start);
        hit.map(|at| at.byte)
            .or_else(claim)
            .unwrap_or_else(|| self.offset(self.active))
    }

    /// The byte of the hit that the search stands at, if that is in pane `side`.
    pub(super) fn hit_here(&self, side: usize) -> Option<usize> {
        let search = self.search.as_ref()?;
        let (at, number) = search.at.filter(|(at, _)| *at == side)?;
        search.hits[at].get(number).map(|hit| hit.start)
    }

    /// That the words stand in no article on the screen, and where they do, and which keys bring it.
    fn found_nowhere(&self) -> String {
        let elsewhere = self.search.iter().flat_map(|search| &search.elsewhere);
        let key = self.keymap.first(Command::ThisArticle);
        let found: Vec<String> = elsewhere
            .map(|(article, count)| {
                let number = article + 1;
                format!("{count} in {}: {number}{key} shows it", letter(*article))
            })
            .collect();
        match (self.has_more(), found.is_empty()) {
            (false, _) => "found in neither article".to_owned(),
            (true, true) => "found in no article".to_owned(),
            (true, false) => format!("found in neither on the screen, {}", found.join(", ")),
        }
    }

    /// To the next hit, or the one before; from the last of one article to the first of the other.
    pub(super) fn next_hit(&mut self, times: usize, on: bool) {
        let Some(search) = &self.search else { return };
        let counts = [search.hits[0].len(), search.hits[1].len()];
        let all = counts[0] + counts[1];
        let Some((side, number)) = search.at.filter(|_| all > 0) else {
            let words = crate::article::clean::line(search.prompt.text());
            self.message = Some(format!("no hits for {words}"));
            return;
        };
        let at = number + if side == 1 { counts[0] } else { 0 };
        let by = times % all;
        let next = if on { at + by } else { at + all - by } % all;
        let target = if next < counts[0] {
            (0, next)
        } else {
            (1, next - counts[0])
        };
        self.leave();
        self.go_to_hit(target);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folding_keeps_every_byte_in_its_place(text in "\\PC{0,60}") {
            for exact in [false, true] {
                let folded = fold(&text, exact);
                prop_assert_eq!(folded.len(), text.len());
                for (at, _) in text.char_indices() {
                    prop_assert!(folded.is_char_boundary(at));
                }
            }
        }
    }

    #[test]
    fn capitals_count_only_where_one_was_typed() {
        let spot = Spot {
            shown: [0, 1],
            active: 0,
            current: None,
            counterpart: None,
            offsets: [0, 0],
        };
        let mut search = Search::new(spot);
        let texts = [Some("Tea and tea\nTEA"), Some("no coffee")];
        for (key, found) in [('t', 3), ('e', 3), ('a', 3)] {
            search.prompt.press(Key::Char(key));
            search.find(texts, &[]);
            assert_eq!(search.hits[0].len(), found);
        }
        search.prompt = Prompt::default();
        search.prompt.press(Key::Char('T'));
        search.find(texts, &[]);
        assert_eq!(search.hits[0].len(), 2);
        assert_eq!(search.hits[1].len(), 0);
    }
}
