//! A page of lines that lead somewhere: every view and the overview. It narrows while words are typed.

use super::bindings::Command;
use super::keys::{Key, Named};
use super::prefix::Prefix;
use super::prompt::Prompt;
use super::state::{Effect, Overlay, Spot, State};
use crate::actor::ActorId;
use crate::claim::ClaimId;
use crate::matching::Relation;

/// Where a line leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To a claim, beside a certain counterpart or its best one.
    Claim(ClaimId, Option<ClaimId>),
    /// To the dossier of an actor.
    Actor(ActorId),
    /// To a place where the reader stood.
    Spot(Spot),
    /// To the list of all actors.
    Actors,
    /// To the words of a link: its article, and its place among the links there.
    Link(usize, usize),
}

/// What a line shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// A heading over the lines that follow.
    Heading(String),
    /// A remark that leads nowhere.
    Remark(String),
    /// A place and its words over the whole width.
    One(String, String),
    /// What the left and what the right article says, under the articles.
    Two([String; 2]),
    /// The same of a match: shown from shortly before the words in which the two differ, which are looked for when the
    /// line comes into view.
    Pair([String; 2], [ClaimId; 2], Relation),
    /// A label and how many there are of it in each article, as bars.
    Bars(String, [usize; 2]),
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub body: Body,
    /// Where it leads; headings and remarks lead nowhere.
    pub target: Option<Target>,
}

impl Row {
    /// A heading.
    pub fn heading(words: impl Into<String>) -> Self {
        Self {
            body: Body::Heading(words.into()),
            target: None,
        }
    }

    /// A remark.
    pub fn remark(words: impl Into<String>) -> Self {
        Self {
            body: Body::Remark(words.into()),
            target: None,
        }
    }

    fn fits(&self, words: &[String]) -> bool {
        let within = |texts: &[&str]| {
            words.iter().all(|word| {
                let exact = word.chars().any(char::is_uppercase);
                texts.iter().any(|text| {
                    if exact {
                        text.contains(word.as_str())
                    } else {
                        text.to_lowercase().contains(word.as_str())
                    }
                })
            })
        };
        match &self.body {
            Body::Heading(_) => false,
            Body::Remark(_) => words.is_empty(),
            Body::One(place, text) => within(&[place, text]),
            Body::Two([left, right]) | Body::Pair([left, right], ..) => within(&[left, right]),
            Body::Bars(label, _) => within(&[label]),
        }
    }
}

/// A page of lines.
#[derive(Debug, Default)]
pub struct List {
    /// What it is.
    pub title: String,
    /// All lines.
    pub rows: Vec<Row>,
    /// The places in `rows` of those that fit what was typed, with the headings they stand under.
    pub fitting: Vec<usize>,
    /// The place in `fitting` of the line that enter takes.
    pub selected: usize,
    /// What was typed.
    pub prompt: Prompt,
    /// Whether keys go into the typed line.
    pub typing: bool,
}

impl List {
    /// A page of `rows`, at the first that leads somewhere, or the one that leads to `here`.
    pub fn new(title: impl Into<String>, rows: Vec<Row>, here: Option<ClaimId>) -> Self {
        let mut list = Self {
            title: title.into(),
            fitting: (0..rows.len()).collect(),
            rows,
            ..Self::default()
        };
        let at = |row: &Row| matches!(row.target, Some(Target::Claim(claim, other)) if here == Some(claim) || here.is_some() && here == other);
        list.selected = list.rows.iter().position(at).unwrap_or(0);
        list.step(0, true);
        list
    }

    /// Moves on, or back, by so many lines that lead somewhere; with 0 to the nearest.
    fn step(&mut self, times: usize, on: bool) {
        let leads = |at: &usize| {
            let row = self.fitting.get(*at).and_then(|row| self.rows.get(*row));
            row.is_some_and(|row| row.target.is_some())
        };
        let here = self.selected;
        let found = match (times, on) {
            (0, _) => (here..self.fitting.len())
                .find(leads)
                .or_else(|| (0..here.min(self.fitting.len())).rfind(leads)),
            (times, true) => (here + 1..self.fitting.len())
                .filter(leads)
                .take(times)
                .last(),
            (times, false) => (0..here.min(self.fitting.len()))
                .rev()
                .filter(leads)
                .take(times)
                .last(),
        };
        self.selected = found.unwrap_or(here);
    }

    /// Keeps what fits the typed words, and the headings over it.
    fn narrow(&mut self) {
        let typed = self.prompt.text();
        let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        let mut heading = None;
        self.fitting.clear();
        for (at, row) in self.rows.iter().enumerate() {
            if matches!(row.body, Body::Heading(_)) {
                heading = Some(at);
                if words.is_empty() {
                    self.fitting.push(at);
                }
            } else if row.fits(&words) {
                if !words.is_empty() {
                    self.fitting.extend(heading.take());
                }
                self.fitting.push(at);
            }
        }
        self.selected = 0;
        self.step(0, true);
    }

    /// Where the chosen line leads.
    pub fn choice(&self) -> Option<Target> {
        self.rows.get(*self.fitting.get(self.selected)?)?.target
    }

    /// How many lines lead somewhere.
    pub fn count(&self) -> usize {
        let rows = self.fitting.iter().filter_map(|at| self.rows.get(*at));
        rows.filter(|row| row.target.is_some()).count()
    }
}

impl State {
    pub(super) fn press_in_list(&mut self, key: Key) -> Effect {
        let page = usize::from(self.layout.screen.height)
            .saturating_sub(4)
            .max(1);
        let Overlay::List(list) = &mut self.overlay else {
            return Effect::Draw;
        };
        match key {
            Key::Named(Named::Enter) => {
                let choice = list.choice();
                self.overlay = Overlay::None;
                match choice {
                    Some(target) => self.go_to(target),
                    None => self.message = Some("nothing was chosen".to_owned()),
                }
            }
            Key::Named(Named::Escape) | Key::Ctrl('g') if list.typing => {
                list.prompt = Prompt::default();
                list.typing = false;
                list.narrow();
            }
            Key::Named(Named::Escape) | Key::Ctrl('g' | 'c') => self.overlay = Overlay::None,
            Key::Named(Named::Down) | Key::Ctrl('n' | 'j') => list.step(1, true),
            Key::Named(Named::Up) | Key::Ctrl('p' | 'k') => list.step(1, false),
            Key::Named(Named::PageDown) => list.step(page, true),
            Key::Named(Named::PageUp) => list.step(page, false),
            Key::Ctrl('l') => return Effect::Redraw,
            Key::Ctrl('z') => return Effect::Suspend,
            Key::Named(Named::Backspace) if list.typing && list.prompt.text().is_empty() => {
                list.typing = false;
            }
            key if list.typing => {
                if list.prompt.press(key) {
                    list.narrow();
                }
            }
            key => match self.keymap.command(key) {
                Some(Command::LineDown) => list.step(1, true),
                Some(Command::LineUp) => list.step(1, false),
                Some(Command::PageDown) => list.step(page, true),
                Some(Command::PageUp) => list.step(page, false),
                Some(Command::HalfDown) => list.step((page / 2).max(1), true),
                Some(Command::HalfUp) => list.step((page / 2).max(1), false),
                Some(Command::Top) => {
                    list.selected = 0;
                    list.step(0, true);
                }
                Some(Command::Bottom) => {
                    list.selected = list.fitting.len().saturating_sub(1);
                    list.step(0, true);
                }
                Some(Command::Search) => list.typing = true,
                Some(Command::Quit | Command::Overview) => self.overlay = Overlay::None,
                Some(Command::View) => self.overlay = Overlay::Prefix(Prefix::View),
                Some(Command::Copy) if let Some(Target::Link(article, number)) = list.choice() => {
                    return self.copy_link(article, number);
                }
                _ => {
                    let shown = key.to_string();
                    self.message = Some(format!(
                        "{} does nothing here; {} closes",
                        crate::article::clean::line(&shown),
                        self.keymap.first(Command::Quit)
                    ));
                }
            },
        }
        Effect::Draw
    }

    /// Goes where a line leads.
    fn go_to(&mut self, target: Target) {
        match target {
            Target::Claim(claim, counterpart) => {
                self.leave();
                self.bring(self.comparison.claims[claim].article);
                self.choose(Some(claim), counterpart);
            }
            Target::Actor(actor) => self.take(actor),
            Target::Spot(spot) => {
                self.leave();
                self.return_to(spot);
            }
            Target::Actors => self.open_actors(),
            Target::Link(article, number) => self.go_to_link(article, number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> List {
        let line = |words: &str, claim: ClaimId| Row {
            body: Body::One("¶1".to_owned(), words.to_owned()),
            target: Some(Target::Claim(claim, None)),
        };
        let rows = vec![
            Row::heading("first"),
            line("the mill closes", 0),
            line("a strike", 1),
            Row::heading("second"),
            line("the Mill stays", 2),
        ];
        List::new("lines", rows, None)
    }

    #[test]
    fn stepping_passes_over_headings() {
        let mut list = list();
        assert_eq!(list.choice(), Some(Target::Claim(0, None)));
        list.step(2, true);
        assert_eq!(list.choice(), Some(Target::Claim(2, None)));
        list.step(1, true);
        assert_eq!(list.choice(), Some(Target::Claim(2, None)));
        list.step(1, false);
        assert_eq!(list.choice(), Some(Target::Claim(1, None)));
    }

    #[test]
    fn narrowing_keeps_the_headings_of_what_fits() {
        let mut list = list();
        for key in Key::parse_all("mill st").expect("keys") {
            list.prompt.press(key);
        }
        list.narrow();
        assert_eq!(list.fitting, [3, 4]);
        assert_eq!(list.choice(), Some(Target::Claim(2, None)));
    }

    #[test]
    fn a_page_opens_at_the_current_claim() {
        let rows = list().rows;
        assert_eq!(
            List::new("", rows, Some(2)).choice(),
            Some(Target::Claim(2, None))
        );
    }
}
