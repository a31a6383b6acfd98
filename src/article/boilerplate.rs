//! Which blocks are adverts, prompts and links.
