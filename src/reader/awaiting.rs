//! Articles that are not there yet: what stands in their place, and what becomes of it when they come.

use super::arriving::Coming;
use super::choosing::Choosing;
use super::index::{Index, letter};
use super::notice::Notice;
use super::sheet::{Place, Sheet};
use super::state::{Overlay, State};
use crate::article::source::collection::{Choice, Collection, size};
use crate::article::source::gathering::{Found, News, Ticket, Wanted};
use crate::article::source::progress::{Progress, Step};
use crate::article::source::{Opened, SourceError};
use crate::article::{Article, clean};
use std::collections::VecDeque;
use std::sync::Arc;

/// The place of an article.
#[derive(Debug)]
enum Seat {
    /// It is there.
    Taken,
    /// It was asked for at some second, and is so far.
    Awaited {
        ticket: Ticket,
        progress: Progress,
        since: u64,
    },
    /// It is still to be chosen from several.
    Open { ticket: Ticket },
}

impl Seat {
    const fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Taken => None,
            Self::Awaited { ticket, .. } | Self::Open { ticket } => Some(*ticket),
        }
    }
}

/// The articles that are not there yet.
#[derive(Debug, Default)]
pub struct Awaiting {
    /// By article.
    seats: Vec<Seat>,
    /// Several articles at one place, whose turn to be chosen from has not come.
    offers: VecDeque<(Ticket, Collection)>,
    /// What will not come, and what becomes of the others, still to be told.
    failures: Vec<(String, String)>,
    /// What is to be asked for.
    orders: Vec<(Ticket, Wanted)>,
    /// The next number to ask under.
    next: Ticket,
    /// The seconds since the reader was opened.
    now: u64,
    /// What the reader should know of how articles came.
    says: Vec<String>,
}

impl Awaiting {
    fn awaited(&mut self, wanted: Wanted) -> Seat {
        let ticket = self.next;
        self.next += 1;
        self.orders.push((ticket, wanted));
        Seat::Awaited {
            ticket,
            progress: Progress::default(),
            since: self.now,
        }
    }
}

/// What stands in the place of an article.
fn stand_in(name: &str) -> Article {
    Article {
        id: name.to_owned(),
        title: name.to_owned(),
        ..Article::default()
    }
}

impl State {
    /// The reader on what was found of names so far; the others were asked for under their place in the list.
    pub fn awaiting(names: &[String], found: Vec<Found>, screen: (u16, u16)) -> Self {
        let mut state = Self::opening(names.iter().map(|name| stand_in(name)).collect(), screen);
        let seat = |ticket| Seat::Awaited {
            ticket,
            progress: Progress::default(),
            since: 0,
        };
        state.awaiting = Some(Awaiting {
            seats: (0..names.len()).map(seat).collect(),
            next: names.len(),
            ..Awaiting::default()
        });
        for (ticket, found) in found.into_iter().enumerate() {
            let news = match found {
                Found::Opened(opened) => News::Came(Ok(opened)),
                Found::SoFar(progress) => News::Progress(progress),
            };
            state.hear_news(ticket, news);
        }
        state
    }

    /// What has to be asked for.
    pub fn take_orders(&mut self) -> Vec<(Ticket, Wanted)> {
        let awaiting = self.awaiting.as_mut();
        awaiting
            .map(|awaiting| std::mem::take(&mut awaiting.orders))
            .unwrap_or_default()
    }

    /// Whether all articles are there that will come.
    pub fn is_gathered(&self) -> bool {
        self.awaiting.as_ref().is_none_or(|awaiting| {
            let taken = awaiting
                .seats
                .iter()
                .all(|seat| matches!(seat, Seat::Taken));
            taken && awaiting.failures.is_empty()
        })
    }

    /// Whether no article is left.
    pub fn has_nothing(&self) -> bool {
        self.comparison.articles.is_empty()
    }

    /// The articles, all of which are there; nothing is awaited any more.
    pub fn gathered(&mut self) -> Vec<Article> {
        if let Some(awaiting) = self.awaiting.take() {
            self.origins = awaiting.says;
        }
        self.comparison.articles.clone()
    }

    /// Says how articles came that were not simply read.
    pub(super) fn tell_origins(&mut self) {
        for says in std::mem::take(&mut self.origins) {
            self.add_to_message(&says);
        }
    }

    /// Notes how many seconds have passed since the reader was opened.
    pub(super) fn tick(&mut self, seconds: u64) {
        if let Some(awaiting) = &mut self.awaiting {
            awaiting.now = seconds;
            self.offer();
        }
    }

    /// Takes news of what was asked for under `ticket`.
    pub(super) fn hear_news(&mut self, ticket: Ticket, news: News) {
        let Some(awaiting) = &mut self.awaiting else {
            return;
        };
        let mine = |seat: &Seat| seat.ticket() == Some(ticket);
        let Some(article) = awaiting.seats.iter().position(mine) else {
            return;
        };
        match news {
            News::Progress(so_far) => {
                if let Seat::Awaited { progress, .. } = &mut awaiting.seats[article] {
                    *progress = so_far;
                }
            }
            News::Came(Ok(Opened::One(came, says))) => {
                awaiting.seats[article] = Seat::Taken;
                let says = says.map(|says| format!("{} {says}", letter(article)));
                awaiting.says.extend(says);
                self.seat(article, *came);
            }
            News::Came(Ok(Opened::Several(collection))) => {
                awaiting.seats[article] = Seat::Open { ticket };
                awaiting.offers.push_back((ticket, collection));
                self.offer();
            }
            News::Came(Err(error)) => {
                self.replace(article, Vec::new());
                self.tell_failure(&error);
            }
        }
    }

    /// Puts `article` where another one stood in for it.
    fn seat(&mut self, at: usize, article: Article) {
        Arc::make_mut(&mut self.comparison).articles[at] = article;
        self.index = Index::new(&self.comparison);
        self.stays.remove(&at);
        for side in 0..2 {
            if self.shown[side] == at {
                self.sheets[side] = Sheet::new(self.layout.text_width(), self.folded);
                self.tops[side] = Place::default();
            }
        }
        self.find_again();
        self.settle();
    }

    /// Puts other articles into the place of one; those on the screen that stay are where they were.
    fn replace(&mut self, at: usize, with: Vec<(Article, Seat)>) {
        let Some(mut awaiting) = self.awaiting.take() else {
            return;
        };
        let (count, before) = (
            with.len(),
            self.shown.map(|article| (article != at).then_some(article)),
        );
        let mut articles = std::mem::take(&mut Arc::make_mut(&mut self.comparison).articles);
        let offsets = [0, 1].map(|side| match articles.get(self.shown[side]) {
            Some(article) => self.sheets[side].offset_of(article, self.tops[side]),
            None => 0,
        });
        let (new, seats): (Vec<Article>, Vec<Seat>) = with.into_iter().unzip();
        articles.splice(at..=at, new);
        awaiting.seats.splice(at..=at, seats);
        let mut fresh = Self::opening(articles, self.size());
        fresh.configure(std::mem::take(&mut self.keymap), Some(self.panel));
        for (side, article) in before.into_iter().enumerate() {
            let article = article.map(|article| {
                if article > at {
                    article + count - 1
                } else {
                    article
                }
            });
            if let Some(now) = article.and_then(|article| fresh.side_of(article)) {
                fresh.set_offset(now, offsets[side]);
            }
        }
        fresh.lock = self.lock;
        fresh.overlay = std::mem::take(&mut self.overlay);
        fresh.coming = self.coming;
        fresh.awaiting = Some(awaiting);
        *self = fresh;
    }

    /// Tells what will not come, or offers the next articles to choose from, once nothing lies over the screen.
    fn offer(&mut self) {
        let Some(awaiting) = self
            .awaiting
            .as_mut()
            .filter(|_| matches!(self.overlay, Overlay::None))
        else {
            return;
        };
        if !awaiting.failures.is_empty() {
            let lines = std::mem::take(&mut awaiting.failures);
            self.tell(Notice {
                title: "Not everything could be opened".to_owned(),
                lines,
                top: 0,
            });
        } else if let Some((ticket, collection)) = awaiting.offers.pop_front() {
            self.overlay = Overlay::Choosing(Choosing::new(ticket, collection));
        }
    }

    /// Asks for what was chosen in the place of `ticket`; nothing chosen is nothing missed.
    pub(super) fn take_choices(&mut self, ticket: Ticket, chosen: Vec<Choice>) {
        let Some(awaiting) = &mut self.awaiting else {
            return;
        };
        let mine = |seat: &Seat| seat.ticket() == Some(ticket);
        if let Some(article) = awaiting.seats.iter().position(mine) {
            let seats = chosen
                .into_iter()
                .map(|choice| (stand_in(&choice.name), awaiting.awaited(choice.wanted)));
            let seats = seats.collect();
            self.replace(article, seats);
        }
        self.offer();
    }

    /// Says what will not come, and what becomes of the others.
    fn tell_failure(&mut self, error: &SourceError) {
        let others = match self.comparison.articles.len() {
            0 => return,
            1 => "the other article stays open".to_owned(),
            count => format!("the other {count} articles stay open"),
        };
        if let Some(awaiting) = &mut self.awaiting {
            let words = clean::line(&error.to_string()).into_owned();
            awaiting.failures.push((words, others));
        }
        self.offer();
    }

    /// What is said of `article` while it is not there: its name, and how far it is.
    pub fn absence(&self, article: usize) -> Option<[String; 2]> {
        let awaiting = self.awaiting.as_ref()?;
        let says = match awaiting.seats.get(article)? {
            Seat::Taken => return None,
            Seat::Open { .. } => "to be chosen".to_owned(),
            Seat::Awaited {
                progress, since, ..
            } => so_far(progress, awaiting.now.saturating_sub(*since)),
        };
        let name = &self.comparison.articles.get(article)?.title;
        Some([clean::line(name).into_owned(), says])
    }

    /// What is still to come, in words; none when all is there.
    pub(super) fn coming_words(&self) -> Option<String> {
        let coming = self.coming.map(Coming::words);
        let absent = (0..self.comparison.articles.len()).filter_map(|article| {
            let [_, says] = self.absence(article)?;
            Some(format!("{}: {says}", letter(article)))
        });
        let absent: Vec<String> = absent.collect();
        if absent.is_empty() {
            coming
        } else {
            Some(absent.join(" · "))
        }
    }
}

/// How far something is after so many seconds.
fn so_far(progress: &Progress, seconds: u64) -> String {
    let Progress { step, bytes, of } = *progress;
    match (step, of) {
        (Step::Asking, _) => format!("asked for, {seconds} s"),
        (Step::Receiving, None) => format!("{}, {seconds} s", size(bytes)),
        (Step::Receiving, Some(of)) => format!("{} of {}, {seconds} s", size(bytes), size(of)),
        (Step::Reading, _) => format!("{}, reading", size(bytes)),
    }
}
