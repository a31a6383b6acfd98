//! A case that never ends is a fault like any other, and is told with what led to it.

use std::fmt::Debug;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Far more than any case needs, on any machine.
const LIMIT: Duration = Duration::from_mins(2);

/// What `work` gives. If it is not done within two minutes, the whole test ends and tells `case`.
pub fn ends<T>(case: &(impl Debug + Sync), work: impl FnOnce() -> T) -> T {
    let (done, waits) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if waits.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout) {
                eprintln!("this does not end: {case:?}");
                std::process::abort();
            }
        });
        // Dropped at its end, also by a panic.
        let _done = done;
        work()
    })
}
