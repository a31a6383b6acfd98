//! The JSON Schema of everything that Crossread writes as JSON: what each key means, and how the schema may change.

/// The schema (JSON Schema, draft 2020-12).
pub const TEXT: &str = include_str!("schema.json");
