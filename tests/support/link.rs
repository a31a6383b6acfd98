//! A slow line between a program and its terminal.

use super::pty::Session;
use portable_pty::CommandBuilder;
use std::io::Read;
use std::sync::mpsc::{Sender, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The line takes so many bytes at once. What it has not taken yet waits at the program's end, as far as the system holds it.
const PIECE: usize = 64;

/// How slow it is.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// How long a byte is under way, either way.
    pub latency: Duration,
    /// Bits a second towards the terminal.
    pub rate: u32,
}

impl Link {
    /// A line of so many milliseconds and kilobits a second.
    pub const fn new(milliseconds: u64, kilobits: u32) -> Self {
        Self {
            latency: Duration::from_millis(milliseconds),
            rate: kilobits * 1000,
        }
    }

    /// Starts `command` at the far end.
    pub fn start(self, command: CommandBuilder, size: (u16, u16)) -> Session {
        Session::start_through(command, size, move |reader, send| self.carry(reader, send))
    }

    /// Brings what the program writes: no faster than the rate, and later by the latency.
    fn carry(self, mut reader: Box<dyn Read + Send>, send: Sender<Vec<u8>>) {
        let (under_way, arriving) = channel::<(Instant, Vec<u8>)>();
        std::thread::spawn(move || {
            for (due, bytes) in arriving {
                sleep(due.saturating_duration_since(Instant::now()));
                if send.send(bytes).is_err() {
                    break;
                }
            }
        });
        let mut free = Instant::now();
        let mut bytes = [0; PIECE];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            let takes = Duration::from_secs(1) * (count as u32 * 8) / self.rate;
            free = free.max(Instant::now()) + takes;
            sleep(free.saturating_duration_since(Instant::now()));
            let due = Instant::now() + self.latency;
            if under_way.send((due, bytes[..count].to_vec())).is_err() {
                break;
            }
        }
    }

    /// Hands the program what the terminal sends, after the latency and byte by byte; `gaps` are the pauses between.
    pub fn hand_over(
        self,
        session: &mut Session,
        bytes: &[u8],
        mut gaps: impl Iterator<Item = Duration>,
    ) {
        sleep(self.latency);
        for (at, byte) in bytes.iter().enumerate() {
            if at > 0 {
                sleep(gaps.next().unwrap_or_default());
            }
            session.send_bytes(&[*byte]);
        }
    }
}
