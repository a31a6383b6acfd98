//! A program in a terminal of its own, and what it makes of the screen.
#![allow(dead_code)]

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use std::io::{BufRead as _, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// What a key led to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Bytes that came.
    pub bytes: usize,
    /// From the key to the last of them.
    pub time: Duration,
}

/// A running program and its terminal.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that came, as it came.
    pub raw: Vec<u8>,
    /// In how many pieces it came.
    pub pieces: usize,
}

impl Session {
    /// Starts a shell that the reader can be started from, at its prompt.
    pub fn shell() -> Self {
        let mut command = CommandBuilder::new("bash");
        command.args(["--norc", "-i"]);
        command.env("TERM", "xterm-256color");
        command.env("PS1", "shell> ");
        command.env("BASH_SILENCE_DEPRECATION_WARNING", "1");
        let mut session = Self::start(command, (80, 24));
        session.wait_for("shell>");
        session
    }

    /// Starts `command` in a terminal of `columns` × `rows`.
    pub fn start(command: CommandBuilder, size: (u16, u16)) -> Self {
        Self::start_through(command, size, |mut reader, send| {
            let mut bytes = vec![0; 65536];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        })
    }

    /// The same where `carry`, on a thread of its own, brings what the program writes to the terminal.
    pub fn start_through(
        command: CommandBuilder,
        (columns, rows): (u16, u16),
        carry: impl FnOnce(Box<dyn Read + Send>, Sender<Vec<u8>>) + Send + 'static,
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        let reader = pair.master.try_clone_reader().expect("a reader");
        let (send, output) = channel();
        std::thread::spawn(move || carry(reader, send));
        let writer = pair.master.take_writer().expect("a writer");
        Self {
            master: pair.master,
            writer,
            child,
            output,
            parser: parser((columns, rows)),
            raw: Vec::new(),
            pieces: 0,
        }
    }

    /// Types `keys`, as bytes.
    pub fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// The same of bytes that need be no text.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).expect("typed");
        self.writer.flush().expect("typed");
    }

    /// Takes `bytes` that came.
    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.raw.extend_from_slice(bytes);
        self.pieces += 1;
    }

    /// Takes what comes until all letters of `whole` in its first `rows`, the uppermost apart, stand where they stand there, or nothing has come
    /// for `quiet`. The bytes are those up to the last letter, the time is that of the read which brought it.
    pub fn show(&mut self, whole: &vt100::Screen, rows: u16, quiet: Duration) -> Cost {
        let size = (whole.size().1.get(), whole.size().0.get());
        let letters = letters(whole, rows);
        let stand = |screen: &vt100::Screen| {
            let is_there = |(at, letter): &((u16, u16), String)| {
                screen
                    .cell(at.0, at.1)
                    .is_some_and(|cell| cell.contents() == letter)
            };
            letters.iter().all(is_there)
        };
        let began = Instant::now();
        let before = self.raw.len();
        while let Ok(bytes) = self.output.recv_timeout(quiet) {
            let time = began.elapsed();
            self.take(&bytes);
            if stand(self.parser.screen()) {
                // Reads end anywhere: which byte it was shows in the terminal that gets so many of them.
                let all: Vec<usize> = (before..self.raw.len()).collect();
                let needed = all.partition_point(|&last| {
                    let mut terminal = parser(size);
                    terminal.process(&self.raw[..=last]);
                    !stand(terminal.screen())
                });
                let bytes = needed + 1;
                return Cost { bytes, time };
            }
        }
        Cost {
            bytes: self.raw.len() - before,
            time: began.elapsed(),
        }
    }

    /// Takes what comes until nothing has come for `quiet`.
    pub fn settle(&mut self, quiet: Duration) -> Cost {
        let began = Instant::now();
        let mut cost = Cost::default();
        loop {
            let patience = if cost.bytes == 0 {
                quiet.max(Duration::from_millis(150))
            } else {
                quiet
            };
            match self.output.recv_timeout(patience) {
                Ok(bytes) => {
                    cost.bytes += bytes.len();
                    cost.time = began.elapsed();
                    self.take(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return cost,
            }
        }
    }

    /// Types `keys` and takes what they lead to.
    pub fn press(&mut self, keys: &str) -> Cost {
        self.send(keys);
        self.settle(Duration::from_millis(60))
    }

    /// Waits until the screen shows `words`.
    pub fn wait_for(&mut self, words: &str) {
        self.wait_within(words, Duration::from_secs(10));
    }

    /// The same with a limit of its own.
    pub fn wait_within(&mut self, words: &str, limit: Duration) {
        let began = Instant::now();
        while !self.screen().contains(words) {
            assert!(
                began.elapsed() < limit,
                "{words:?} never came:\n{}",
                self.screen()
            );
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.take(&bytes);
            }
        }
    }

    /// Waits until the screen no longer shows `words`.
    pub fn wait_until_gone(&mut self, words: &str) {
        let began = Instant::now();
        while self.screen().contains(words) {
            assert!(
                began.elapsed() < Duration::from_secs(10),
                "{words:?} never went:\n{}",
                self.screen()
            );
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.take(&bytes);
            }
        }
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// The terminal's state.
    pub fn terminal(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, (columns, rows): (u16, u16)) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).expect("resized");
        self.parser.screen_mut().set_size(
            rows.try_into().expect("rows"),
            columns.try_into().expect("columns"),
        );
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Sends the signal of that name.
    pub fn signal(&self, name: &str) {
        let status = std::process::Command::new("kill")
            .args([&format!("-{name}"), &self.id().to_string()])
            .status()
            .expect("kill");
        assert!(status.success());
    }

    /// How the program ended, if it did within `limit`. What it still wrote is taken.
    pub fn ended_within(&mut self, limit: Duration) -> Option<ExitStatus> {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                self.settle(Duration::from_millis(50));
                return Some(status);
            }
            if began.elapsed() > limit {
                return None;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A process of its own that runs the `test` of this name with `script` in its `variable`, once that has said that the
/// reader is there: what is killed with it is a terminal with a reader on it.
pub fn elsewhere(test: &str, variable: &str, script: String) -> std::process::Child {
    let mut process = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", test, "--nocapture"])
        .env(variable, script)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("a terminal");
    let said = BufReader::new(process.stdout.take().expect("its output")).lines();
    let there = said
        .map_while(Result::ok)
        .any(|line| line.contains("reader is there"));
    assert!(there, "the reader does not run");
    process
}

/// The letters in the first `rows` of a screen without the uppermost, which may hold counts that come later, each with its row and column.
fn letters(screen: &vt100::Screen, rows: u16) -> Vec<((u16, u16), String)> {
    let places = (1..rows).flat_map(|y| (0..screen.size().1.get()).map(move |x| (y, x)));
    let letter = |at: (u16, u16)| {
        let cell = screen.cell(at.0, at.1)?.contents();
        let is_letter = cell.chars().all(char::is_alphabetic) && !cell.is_empty();
        is_letter.then(|| (at, cell.to_owned()))
    };
    places.filter_map(letter).collect()
}

/// A terminal that holds what it is sent.
pub fn parser((columns, rows): (u16, u16)) -> vt100::Parser {
    vt100::Parser::new(
        rows.try_into().expect("rows"),
        columns.try_into().expect("columns"),
        0,
    )
}
