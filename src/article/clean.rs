//! What of a stranger’s text may reach a terminal.
