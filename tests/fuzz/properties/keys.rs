//! Whatever happens to a reader, over whatever text: what is drawn has the size of the screen and steers nothing.

use super::input::Input;
use crossread::article::{Article, clean};
use crossread::comparison::Comparison;
use crossread::reader::event::Event;
use crossread::reader::keys::Key;
use crossread::reader::pointing::{Gesture, Pointer};
use crossread::reader::state::State;
use crossread::reader::view::{self, Looks};

/// One thing that happens.
#[derive(Debug, Clone)]
pub enum Happening {
    /// Keys are pressed, as they are written in the key table.
    Keys(&'static str),
    /// A letter is typed.
    Letter(char),
    /// Words are pasted.
    Paste(String),
    /// The mouse is used.
    Pointer(Pointer),
    /// The screen has so many columns and rows.
    Size(u16, u16),
}

/// Keys, alone and where one leads to the next.
#[rustfmt::skip]
pub const KEYS: [&str; 81] = [
    "]", "[", "}", "{", ")", "(", ">", "<lt>", "<enter>", "n", "N", "<tab>", "<backtab>", "t", "T", "3t", "2T", "j", "k",
    "<space>", "b", "<ctrl-d>", "<ctrl-u>", "<pgdn>", "<pgup>", "<home>", "<end>", "g", "G", "a", "/", "e", "the", "<ctrl-g>",
    "o", "O", "s", "p", "z", "x", "?", "<esc>", "<backspace>", "<delete>", "<up>", "<down>", "<left>", "<right>", "3", "12",
    "999", "<ctrl-l>", "c", "r", "u", "<ctrl-r>", "eseen<enter>", "Ed", "Es<down><enter>", "Ej<enter>", "Ep<enter>",
    "ErNew<enter>", "Ea]<right><enter><enter>", "Ee<left><left>L<enter>", "Eb<enter>", "Em]<enter>", "El", "E", "f", "m", "'",
    "v", "F", "=", "y", "i", "d", "w", "L", ".", "<ctrl-o>",
];

/// Pieces of articles in which the odd is common.
pub const PIECES: [&str; 14] = [
    "Ann Ott said the mill must close. ",
    "“We will stay,” said Milan Brod. ",
    "Ott denied it.\n\n",
    "According to Brod, 300 workers will go. ",
    "Brod expects a strike on Friday, Ott told reporters. ",
    "東京の工場は閉鎖される。",
    "إغلاق المصنع ",
    "👩\u{200d}🚀🇫🇮 ",
    "Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo ",
    "\u{202e}evil\u{202c} ",
    "\u{1b}]52;c;eA==\u{7} ",
    "\t\r\n",
    "\n\n",
    "incomprehensibilitiesincomprehensibilitiesincomprehensibilities ",
];

/// The first bytes make up to three articles and a screen, each that follows is something that happens.
pub fn holds(bytes: &[u8]) {
    let mut input = Input(bytes);
    let articles =
        (0..=input.below(3)).map(|at| Article::new(at.to_string(), None, text(&mut input)));
    let comparison = Comparison::new(articles.collect());
    let mut state = State::new(comparison, size(&mut input));
    let mut happenings = Vec::new();
    while !input.is_over() && happenings.len() < 200 {
        happenings.push(match input.byte() {
            key @ ..200 => Happening::Keys(KEYS[usize::from(key) % KEYS.len()]),
            200..210 => Happening::Pointer(Pointer {
                gesture: input.of(&[Gesture::Click, Gesture::Down, Gesture::Up]),
                column: u16::from(input.byte()),
                row: u16::from(input.byte()),
            }),
            210..220 => Happening::Letter(char::from(input.byte())),
            220..230 => Happening::Letter(input.words().chars().next().unwrap_or('\0')),
            230..240 => Happening::Paste(input.words()),
            240.. => {
                let (width, height) = size(&mut input);
                Happening::Size(width, height)
            }
        });
    }
    play(&mut state, &happenings);
}

/// A screen that somebody has, or none, or one of a single row or column.
fn size(input: &mut Input<'_>) -> (u16, u16) {
    let (width, height) = (u16::from(input.byte()), u16::from(input.byte()));
    match width {
        250..253 => (height * 257, 1),
        253.. => (1, height * 257),
        _ => (width % 210, height % 64),
    }
}

fn text(input: &mut Input<'_>) -> String {
    let count = input.below(24);
    let mut piece = || match usize::from(input.byte()) {
        own @ 240.. => {
            String::from_utf8_lossy(&input.0[..input.0.len().min(own - 239)]).into_owned()
        }
        piece => PIECES[piece % PIECES.len()].to_owned(),
    };
    (0..count).map(|_| piece()).collect()
}

/// Has it all happen, and looks at the screen each time.
pub fn play(state: &mut State, happenings: &[Happening]) {
    looked_at(state);
    for happening in happenings {
        match happening {
            Happening::Keys(keys) => {
                for key in Key::parse_all(keys).expect("keys of the table") {
                    state.press(key);
                }
            }
            Happening::Letter(letter) => {
                state.press(Key::Char(*letter));
            }
            Happening::Paste(words) => {
                state.hear(Event::Paste(words.clone()));
            }
            Happening::Pointer(pointer) => {
                state.point(*pointer);
            }
            Happening::Size(width, height) => state.resize((*width, *height)),
        }
        looked_at(state);
    }
}

fn looked_at(state: &State) {
    let screen = view::draw(state, &Looks::default());
    assert_eq!((screen.area.width, screen.area.height), state.size());
    for cell in &screen.content {
        assert!(clean::is_clean(cell.symbol()), "{:?}", cell.symbol());
    }
}
