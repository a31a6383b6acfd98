//! How far the reading of a source is.

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How much has come, in bytes; of packed pages as unpacked.
    pub bytes: u64,
    /// Of how much, where that was told.
    pub of: Option<u64>,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// Waiting to be reached or opened.
    #[default]
    Asking,
    /// Taking what comes.
    Receiving,
    /// Making an article of it.
    Reading,
}

impl Progress {
    /// So many bytes have come, of so many.
    pub const fn receiving(bytes: u64, of: Option<u64>) -> Self {
        Self {
            step: Step::Receiving,
            bytes,
            of,
        }
    }

    /// All has come.
    #[must_use]
    pub const fn reading(self) -> Self {
        Self {
            step: Step::Reading,
            ..self
        }
    }
}

/// Who hears how far it is.
pub type Tell<'t> = &'t mut dyn FnMut(Progress);
