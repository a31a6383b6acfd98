//! A comparison in words: what every form for people is put together from.
//!
//! Whatever comes from an article passes [`clean::line`] here; a form has only its own marks left to take care of.

use crate::actor::ActorId;
use crate::article::{Article, BlockKind, clean};
use crate::claim::{Claim, ClaimId, Mode, Polarity, Source};
use crate::comparison::Comparison;
use crate::matching::{Match, Relation};
use crate::notebook::{Decided, Verdict};

/// The letter that stands for an article: A, B, C …, then numbers.
pub fn letter(article: usize) -> String {
    match u8::try_from(article) {
        Ok(number) if number < 26 => char::from(b'A' + number).to_string(),
        _ => format!("#{}", article + 1),
    }
}

/// A relation before what it stands to: "adds to".
pub const fn towards(relation: Relation) -> &'static str {
    match relation {
        Relation::Restates => "restates",
        Relation::Adds => "adds to",
        Relation::Differs => "differs from",
        Relation::Contradicts => "contradicts",
        Relation::SameActor => "same actor as",
    }
}

/// How a claim is given.
pub const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct",
        Mode::Indirect => "indirect",
        Mode::Mixed => "mixed",
        Mode::Narration => "narration",
    }
}

/// How sure a claim's source is: "certain", "possible, denied".
pub fn certainty(claim: &Claim) -> String {
    let degree = claim.factuality.certainty.word();
    let denied = if claim.factuality.polarity == Polarity::Negative {
        ", denied"
    } else {
        ""
    };
    format!("{degree}{denied}")
}

/// A comparison and what was decided on it, to be put into words.
#[derive(Debug, Clone)]
pub struct Words<'c> {
    /// What is told.
    pub comparison: &'c Comparison,
    /// What its reader thinks of it.
    pub decided: &'c Decided,
    numbers: Vec<usize>,
    /// How many articles are told before these.
    before: usize,
}

impl<'c> Words<'c> {
    /// Counts the claims.
    pub fn new(comparison: &'c Comparison, decided: &'c Decided) -> Self {
        Self {
            comparison,
            decided,
            numbers: comparison.numbers(),
            before: 0,
        }
    }

    /// The same after so many other articles, which have their letters already.
    #[must_use]
    pub fn counting_from(self, before: usize) -> Self {
        Self { before, ..self }
    }

    /// The claim of that number.
    pub fn claim(&self, id: ClaimId) -> &'c Claim {
        &self.comparison.claims[id]
    }

    /// What a claim is called: "A14" is the 14th of article A.
    pub fn label(&self, id: ClaimId) -> String {
        format!(
            "{}{}",
            letter(self.before + self.claim(id).article),
            self.numbers[id]
        )
    }

    /// Where a claim begins: "¶6", or what stands there that is no paragraph.
    pub fn place(&self, id: ClaimId) -> String {
        let claim = self.claim(id);
        let article = &self.comparison.articles[claim.article];
        let start = claim.extent().start;
        let at = article
            .blocks
            .partition_point(|block| block.span.end <= start);
        match article
            .blocks
            .get(at)
            .map(|block| (block.kind, block.paragraph))
        {
            Some((_, paragraph)) if paragraph > 0 => format!("¶{paragraph}"),
            Some((BlockKind::Heading, _)) => "heading".to_owned(),
            Some((BlockKind::Caption, _)) => "caption".to_owned(),
            Some((BlockKind::Byline, _)) => "byline".to_owned(),
            _ => "title".to_owned(),
        }
    }

    /// Who stands behind a claim, and through whom it came.
    pub fn source(&self, id: ClaimId) -> String {
        let claim = self.claim(id);
        let text = &self.comparison.articles[claim.article].text;
        let mut words = match claim.source {
            Source::Actor(actor, _) => self.name(actor),
            Source::Unnamed(Some(span)) => clean::line(span.of(text)).into_owned(),
            Source::Unnamed(None) => "unnamed source".to_owned(),
            Source::Article => "the article itself".to_owned(),
        };
        for actor in &claim.via {
            words.push_str(", via ");
            words.push_str(&self.name(*actor));
        }
        words
    }

    /// Who, where and how surely: "¶6, Ann Example, possible".
    pub fn head(&self, id: ClaimId) -> String {
        let claim = self.claim(id);
        let corrected = if self.decided.corrected.contains(&id) {
            ", corrected by the reader"
        } else {
            ""
        };
        format!(
            "{}, {}, {}{corrected}",
            self.place(id),
            self.source(id),
            certainty(claim)
        )
    }

    /// What is said.
    pub fn content(&self, id: ClaimId) -> String {
        clean::line(&self.comparison.text_of(self.claim(id))).into_owned()
    }

    /// What an actor is called.
    pub fn name(&self, actor: ActorId) -> String {
        let actor = self.comparison.actors.get(actor);
        actor.map_or_else(String::new, |actor| clean::line(&actor.name).into_owned())
    }

    /// What an article is called.
    pub fn title(&self, article: usize) -> String {
        clean::line(&self.comparison.articles[article].title).into_owned()
    }

    /// Where an article is from: outlet, byline, day, name, as far as they are known.
    pub fn origin(&self, article: usize) -> String {
        let Article { id, imprint, .. } = &self.comparison.articles[article];
        let day = imprint.date.map(crate::day::Day::iso);
        let parts = [
            imprint.outlet.as_deref(),
            imprint.byline.as_deref(),
            day.as_deref(),
            Some(id.as_str()),
        ];
        let parts = parts.into_iter().flatten().map(clean::line);
        let parts: Vec<_> = parts.filter(|part| !part.trim().is_empty()).collect();
        parts.join(", ")
    }

    /// What is not found in an article because of its language.
    pub fn limits(&self, article: usize) -> Option<String> {
        let language = self.comparison.articles[article].foreign_language()?;
        Some(format!(
            "in {language}: claims are found in English; in this text only quotations are, with who says them where the marks leave no doubt"
        ))
    }

    /// What each two articles have word for word.
    pub fn copied(&self) -> Vec<String> {
        let count = self.comparison.articles.len();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| [one, other]));
        let words = pairs.filter_map(|articles| {
            let letters = articles.map(letter);
            let words = self
                .comparison
                .sameness(articles, [&letters[0], &letters[1]])?;
            Some(clean::line(&words).into_owned())
        });
        words.collect()
    }

    /// How many claims an article has.
    pub fn count(&self, article: usize) -> String {
        let claims = self.comparison.claims.iter();
        match claims.filter(|claim| claim.article == article).count() {
            1 => "1 claim".to_owned(),
            count => format!("{count} claims"),
        }
    }

    /// How two claims stand to each other, how surely, and why: "differs (0.83)" and the reasons.
    pub fn relation(&self, found: &Match) -> (String, Vec<String>) {
        let mut reasons: Vec<String> = found
            .because
            .iter()
            .map(|reason| clean::line(reason).into_owned())
            .collect();
        if self.decided.verdict(found.a, found.b) == Some(Verdict::Confirmed) {
            reasons.insert(0, "confirmed by the reader".to_owned());
        }
        let head = format!("{} ({:.2})", found.relation.word(), found.score);
        (head, reasons)
    }

    /// The reader's notes on just these claims.
    pub fn notes(&self, claims: &[ClaimId]) -> Vec<String> {
        let notes = self.decided.notes_on(claims);
        notes.map(|note| clean::line(note).into_owned()).collect()
    }
}
