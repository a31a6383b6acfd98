//! The terminal: the only room that knows crossterm. It is given back as it was found, whatever happens.
//!
//! | question | room |
//! |---|---|
//! | which bytes turn one screen into the next | [`paint`]; what of it only moves: [`scroll`] |
//! | what a key is, and how torn sequences are mended | [`input`] |
//! | how it is waited for keys, where the terminal may go | `waiting` |

pub mod input;
pub mod paint;
pub mod scroll;
mod waiting;

use crossterm::event::{self, Event};
use crossterm::terminal;
use input::Input;
use paint::Painter;
use ratatui::buffer::Buffer;
use signal_hook::consts::{
    SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGWINCH, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError, mpsc};
use std::time::{Duration, Instant};
use waiting::Waiting;

/// What stops the process. SIGTSTP, which others send, is watched for and so stops nothing by itself; this one does, and
/// like it only where a shell is there to bring the process back.
const STOP: i32 = SIGTTIN;
/// How long the rest of a torn key sequence may take to come.
const TORN: Duration = Duration::from_millis(50);
/// How long after a lone Esc the rest of a key may come that a slow line has torn: nobody types `[A` that fast after it.
const LATE: Duration = Duration::from_secs(1);
/// How often it is asked whether the terminal is still there, where the system does not tell.
const WATCH: Duration = Duration::from_millis(400);
/// How long giving the terminal back may take before the process ends without it: a stopped terminal takes no bytes.
const PATIENCE: Duration = Duration::from_millis(300);

/// The other screen, no cursor, pasted text told apart from keys, word of the focus.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?1004h";
/// All of that undone.
const LEAVE: &[u8] = b"\x1b[?1004l\x1b[?2004l\x1b[m\x1b[?25h\x1b[?1049l";

/// Presses of buttons and the wheel, in a form without limits; not every move, which would flood a slow wire.
const TAKE_MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// That undone.
const GIVE_MOUSE: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Whether the mouse is wanted.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is ours at the moment; also keeps two threads from giving it back at once.
static OURS: Mutex<bool> = Mutex::new(false);
/// Whether the whole screen has to be sent again.
static STALE: AtomicBool = AtomicBool::new(false);
/// The terminal, apart from the standard output and its lock.
static OUT: OnceLock<File> = OnceLock::new();

/// What is to be done before a signal ends the process.
type Last = Box<dyn Fn() + Send>;
static LAST: Mutex<Option<Last>> = Mutex::new(None);

/// Has `last` done when a signal or the loss of the terminal ends the process.
pub fn at_the_end(last: impl Fn() + Send + 'static) {
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(last));
}

/// Does it, but never for longer than [`PATIENCE`]: a disk may hang.
fn do_last() {
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        // Held until it is done: a hang-up is heard of twice, and the second to hear must not end the process before.
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.take() {
            last();
        }
        let _ = done.send(());
    });
    let _ = wait.recv_timeout(PATIENCE);
}

/// The terminal while the reader has it. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    painter: Painter,
    bytes: Vec<u8>,
    came: VecDeque<Event>,
    /// When the last Esc came, if nothing has come since.
    escaped: Option<Instant>,
    waiting: Waiting,
}

impl Terminal {
    /// Takes the terminal over, and if wanted its mouse, and sees to it that it is given back on a panic, a signal, or when it is gone.
    pub fn open(mouse: bool) -> io::Result<Self> {
        static HOOK: OnceLock<()> = OnceLock::new();
        MOUSE.store(mouse, Ordering::Relaxed);
        let own = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        watch(OUT.get_or_init(|| own))?;
        HOOK.get_or_init(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                leave();
                before(panic);
            }));
        });
        enter()?;
        let waiting = Waiting::new().inspect_err(|_| leave())?;
        Ok(Self {
            painter: Painter::default(),
            bytes: Vec::with_capacity(64 * 1024),
            came: VecDeque::new(),
            escaped: None,
            waiting,
        })
    }

    /// Its size in cells.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    /// Shows `screen`: in one piece, and only what has changed.
    pub fn draw(&mut self, screen: Buffer) -> io::Result<()> {
        if STALE.swap(false, Ordering::Relaxed) {
            self.painter.forget();
        }
        self.bytes.clear();
        self.painter.paint(screen, &mut self.bytes);
        match OUT.get() {
            Some(mut out) if !self.bytes.is_empty() => out.write_all(&self.bytes),
            _ => Ok(()),
        }
    }

    /// Makes the next [`Self::draw`] send the whole screen.
    pub fn redraw(&mut self) {
        self.painter.forget();
    }

    /// Asks the terminal to put `text` into its clipboard (OSC 52). It does not answer.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut bytes = Vec::new();
        let command = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
        crossterm::queue!(bytes, command)?;
        OUT.get().map_or(Ok(()), |mut out| out.write_all(&bytes))
    }

    /// Waits for something to happen. It may be nothing of use: what came before it is not to wait for what comes next.
    pub fn read(&mut self) -> io::Result<Input> {
        loop {
            if let Some(event) = self.came.pop_front() {
                return Ok(input::input(event));
            }
            if !self.waiting.comes(None)? {
                continue;
            }
            let first = event::read()?;
            let next = || match self.waiting.comes(Some(TORN)) {
                Ok(true) => event::read().ok(),
                _ => None,
            };
            let is_late = self.escaped.take().is_some_and(|at| at.elapsed() < LATE);
            let came = if is_late {
                input::mend_late(first, next)
            } else {
                input::mend(first, next)
            };
            self.escaped = input::is_lone_escape(&came).then(Instant::now);
            self.came.extend(came);
        }
    }

    /// The same, but not for longer than `patience`.
    pub fn read_within(&mut self, patience: Duration) -> io::Result<Option<Input>> {
        if self.came.is_empty() && !self.waiting.comes(Some(patience))? {
            return Ok(None);
        }
        self.read().map(Some)
    }

    /// Whether something has happened already.
    pub fn has_input(&mut self) -> io::Result<bool> {
        Ok(!self.came.is_empty() || self.waiting.comes(Some(Duration::ZERO))?)
    }

    /// Gives the terminal back to the shell until it tells the reader to go on.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave();
        low_level::raise(STOP)?;
        enter()?;
        self.painter.forget();
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

fn enter() -> io::Result<()> {
    let mut ours = OURS.lock().unwrap_or_else(PoisonError::into_inner);
    terminal::enable_raw_mode()?;
    *ours = true;
    let Some(mut out) = OUT.get() else {
        return Ok(());
    };
    out.write_all(ENTER)?;
    if MOUSE.load(Ordering::Relaxed) {
        out.write_all(TAKE_MOUSE)?;
    }
    Ok(())
}

/// Gives the terminal back, once: on return, panic, signal and suspension alike.
fn leave() {
    let mut ours = OURS.lock().unwrap_or_else(PoisonError::into_inner);
    if std::mem::take(&mut *ours) {
        if let Some(mut out) = OUT.get() {
            if MOUSE.load(Ordering::Relaxed) {
                let _ = out.write_all(GIVE_MOUSE);
            }
            let _ = out.write_all(LEAVE);
        }
        let _ = terminal::disable_raw_mode();
    }
}

/// [`leave`], but never for longer than [`PATIENCE`].
fn leave_quickly() {
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        leave();
        let _ = done.send(());
    });
    let _ = wait.recv_timeout(PATIENCE);
}

/// Starts the two threads that end the process when a signal says so or the terminal is gone. They do not depend on
/// the reading loop: on a dead terminal that loop may never come back (crossterm 793).
fn watch(out: &'static File) -> io::Result<()> {
    static STARTED: AtomicBool = AtomicBool::new(false);
    if STARTED.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGTSTP, SIGXFSZ])?;
    std::thread::spawn(move || {
        for signal in &mut signals {
            if signal == SIGCONT {
                go_on();
            } else if signal == SIGTSTP {
                stop();
            } else if signal == SIGXFSZ {
                // A file has reached its limit: the writer sees the error and says so.
            } else {
                leave_quickly();
                do_last();
                let _ = low_level::emulate_default_handler(signal);
            }
        }
    });
    std::thread::spawn(move || {
        while out.is_terminal() {
            wait_for_loss(out);
        }
        do_last();
        std::process::exit(1);
    });
    Ok(())
}

/// Waits until the terminal may be gone. The system tells so unasked: nothing wakes up meanwhile.
#[cfg(target_os = "linux")]
fn wait_for_loss(out: &File) {
    use rustix::event::{PollFd, PollFlags, poll};
    let mut loss = [PollFd::new(out, PollFlags::empty())];
    if !matches!(poll(&mut loss, None), Ok(1..)) || out.is_terminal() {
        std::thread::sleep(WATCH);
    }
}

/// Waits a while: not every system tells that a terminal is gone.
#[cfg(not(target_os = "linux"))]
fn wait_for_loss(_: &File) {
    std::thread::sleep(WATCH);
}

/// Stops as somebody else wishes: the terminal is the shell's until the reader is told to go on.
fn stop() {
    let ours = *OURS.lock().unwrap_or_else(PoisonError::into_inner);
    if ours {
        leave_quickly();
        let _ = low_level::raise(STOP);
        let _ = enter();
        STALE.store(true, Ordering::Relaxed);
        let _ = low_level::raise(SIGWINCH);
    }
}

/// After a stop that the reader did not ask for the shell may have changed the terminal: take it over again and have
/// the reading loop draw everything.
fn go_on() {
    let ours = *OURS.lock().unwrap_or_else(PoisonError::into_inner);
    if ours {
        let _ = terminal::disable_raw_mode();
        let _ = enter();
        STALE.store(true, Ordering::Relaxed);
        let _ = low_level::raise(SIGWINCH);
    }
}
