//! What of a stranger’s text may reach a terminal.

use std::borrow::Cow;

/// Placeholder.
pub fn line(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
