//! Waiting for the terminal without asking a dead one over and over: crossterm's reading never comes back from a terminal
//! that is gone, and takes all of the processor (crossterm 793). So it is asked only when something is there.

use std::io;
use std::time::Duration;

#[cfg(target_os = "linux")]
pub use known::Waiting;
#[cfg(not(target_os = "linux"))]
pub use trusting::Waiting;

/// Where the system tells of keys and of loss alike.
#[cfg(target_os = "linux")]
mod known {
    use super::{Duration, io};
    use crossterm::event;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::SigId;
    use signal_hook::consts::SIGWINCH;
    use signal_hook::low_level;
    use std::fs::File;
    use std::io::{IsTerminal, Read};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;
    use std::time::Instant;

    /// How long the thread that ends the process may take, before the reading loop says itself that the terminal is gone.
    const GRACE: Duration = Duration::from_secs(1);
    /// What tells that it is.
    const LOSS: PollFlags = PollFlags::HUP.union(PollFlags::ERR).union(PollFlags::NVAL);

    /// The terminal that keys come from, and the word of another size.
    #[derive(Debug)]
    pub struct Waiting {
        keys: File,
        sizes: UnixStream,
        told: SigId,
    }

    impl Drop for Waiting {
        fn drop(&mut self) {
            low_level::unregister(self.told);
        }
    }

    impl Waiting {
        /// Begins to hear of sizes; keys come from where crossterm takes them, the standard input or `/dev/tty`.
        pub fn new() -> io::Result<Self> {
            let input = io::stdin();
            let keys = if input.is_terminal() {
                File::from(input.as_fd().try_clone_to_owned()?)
            } else {
                File::options().read(true).write(true).open("/dev/tty")?
            };
            // Crossterm is to hear of a size before this does, else it is asked too early: who is asked first is told first.
            event::poll(Duration::ZERO)?;
            let (sizes, tell) = UnixStream::pair()?;
            sizes.set_nonblocking(true)?;
            let told = low_level::pipe::register(SIGWINCH, tell)?;
            Ok(Self { keys, sizes, told })
        }

        /// Whether something has come, at the latest after `patience`; without one it is waited until something has.
        pub fn comes(&mut self, patience: Option<Duration>) -> io::Result<bool> {
            let began = Instant::now();
            loop {
                if self.is_lost()? {
                    std::thread::sleep(GRACE);
                    return Err(io::Error::other("the terminal is gone"));
                }
                if event::poll(Duration::ZERO)? {
                    return Ok(true);
                }
                let left = patience.map(|patience| patience.saturating_sub(began.elapsed()));
                if left.is_some_and(|left| left.is_zero()) {
                    return Ok(false);
                }
                self.wait(left)?;
            }
        }

        fn is_lost(&self) -> io::Result<bool> {
            let mut keys = [PollFd::new(&self.keys, PollFlags::empty())];
            poll_for(&mut keys, Some(Duration::ZERO))?;
            Ok(keys[0].revents().intersects(LOSS))
        }

        /// Waits for a key, another size or loss.
        fn wait(&mut self, patience: Option<Duration>) -> io::Result<()> {
            let mut both = [
                PollFd::new(&self.keys, PollFlags::IN),
                PollFd::new(&self.sizes, PollFlags::IN),
            ];
            poll_for(&mut both, patience)?;
            if both[1].revents().contains(PollFlags::IN) {
                let mut bytes = [0; 64];
                while matches!(self.sizes.read(&mut bytes), Ok(1..)) {}
            }
            Ok(())
        }
    }

    /// A signal in between ends it early.
    fn poll_for(of: &mut [PollFd<'_>], patience: Option<Duration>) -> io::Result<()> {
        let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
        match poll(of, patience.as_ref()) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Where it does not: crossterm waits itself.
#[cfg(not(target_os = "linux"))]
mod trusting {
    use super::{Duration, io};
    use crossterm::event;

    /// Nothing of its own.
    #[derive(Debug)]
    pub struct Waiting;

    impl Waiting {
        /// Nothing that could fail.
        pub const fn new() -> io::Result<Self> {
            Ok(Self)
        }

        /// Whether something has come, at the latest after `patience`; without one the reading itself waits.
        pub fn comes(&mut self, patience: Option<Duration>) -> io::Result<bool> {
            patience.map_or(Ok(true), event::poll)
        }
    }
}
