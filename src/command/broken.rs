//! What is said when the program breaks down: a panic's message may quote a text, and may be read on a terminal.

use crate::article::clean;
use std::panic::{PanicHookInfo, set_hook, take_hook};

/// Has the words of a panic pass [`clean::line`] where a text has put anything into them that is not plain.
pub fn tell_cleanly() {
    let before = take_hook();
    set_hook(Box::new(move |panic| match words(panic) {
        Some(words) if !words.lines().all(clean::is_clean) => {
            let place = panic.location().map(ToString::to_string);
            eprintln!(
                "crossread broke down at {}: {}",
                place.unwrap_or_default(),
                clean::line(words)
            );
        }
        _ => before(panic),
    }));
}

fn words<'a>(panic: &'a PanicHookInfo<'_>) -> Option<&'a str> {
    let payload = panic.payload();
    let owned = payload.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| payload.downcast_ref::<&str>().copied())
}
