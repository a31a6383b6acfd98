//! Which files are opened, and how they are decoded.
