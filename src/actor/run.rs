//! Where a run of capitals that may be a name ends: past particles, nicknames, hyphens, "of" and "and" in organisations.

use super::lexicon::LEXICON;
use super::name::Reader;
use super::page::is_capital;
use super::state::STATES;
use crate::language::{Tag, TokenKind};

impl Reader<'_, '_, '_> {
    /// The token after the run of capitals that begins at `at`.
    pub(super) fn run_end(&self, at: usize, end: usize) -> usize {
        let parsed = self.page.parsed;
        let mut last = at + 1;
        let mut organised = self.is_company(at);
        let mut chained = false;
        while last < end {
            let lower = parsed.lower(last);
            // "Karl Ott Jr" in a headline too.
            if last > at + 1 && LEXICON.is("suffix", lower) && is_capital(parsed.word(last)) {
                last += 1;
                continue;
            }
            if self.known.can_name(self.page, last) {
                // In a headline all words have capitals: what is no name elsewhere ends one that is.
                let headline = self.page.is_headline(parsed.tokens[at].sentence);
                let known = |at: usize| self.known.is_name(parsed.lower(at));
                let forename = |at: usize| LEXICON.forename(parsed.lower(at)).is_some();
                if headline && known(last - 1) != known(last) && !forename(last - 1) {
                    break;
                }
                organised |= self.is_company(last);
                last += 1;
                continue;
            }
            let capital_at = |at: usize| at < end && self.known.can_name(self.page, at);
            let joined = self.page.parsed.is_joined(last)
                && last + 1 < end
                && self.page.parsed.is_joined(last + 1);
            if lower == "-" && joined && parsed.tokens[last + 1].kind == TokenKind::Word {
                let next = parsed.word(last + 1);
                // "the Smith-Jones talks": two names, unless the first is a forename or a particle.
                let first = parsed.lower(last - 1);
                let two = last == at + 1
                    && is_capital(next)
                    && self.known.is_name(parsed.lower(last + 1))
                    && LEXICON.forename(first).is_none()
                    && !LEXICON.is("particle", first);
                if two {
                    break;
                }
                if is_capital(next)
                    || next.len() <= 3 && !matches!(next, "led" | "run" | "era" | "old")
                {
                    last += 2;
                    continue;
                }
                break;
            }
            // "Jae - in", with white space where the print had none.
            if lower == "-"
                && last + 1 < end
                && parsed.word(last + 1).len() <= 2
                && parsed.tokens[last + 1].tag == Tag::Propn
            {
                last += 2;
                continue;
            }
            if (LEXICON.is("particle", lower) || lower == "&") && lower != "a" {
                // "van der X", "al-X"
                let mut next = last + 1;
                while next < end
                    && next < last + 3
                    && (LEXICON.is("particle", parsed.lower(next))
                        || parsed.lower(next) == "-" && self.page.parsed.is_joined(next))
                {
                    next += 1;
                }
                if capital_at(next) {
                    last = next + 1;
                    continue;
                }
            }
            // Vincent “The Brick” Marchetti
            if let Some(next) = self.nickname_end(at, last, end) {
                last = next;
                continue;
            }
            // "the Dockers' Union", "the Food and Health Agency"
            if lower == "'" && capital_at(last + 1) && self.is_company(last + 1) {
                last += 2;
                organised = true;
                continue;
            }
            if lower == "and"
                && at > 0
                && parsed.lower(at - 1) == "the"
                && last - at <= 2
                && let Some(next) = self.organised_end(last + 1, end)
            {
                last = next;
                organised = true;
                continue;
            }
            let step = if capital_at(last + 1) {
                1
            } else if last + 2 < end && parsed.lower(last + 1) == "the" && capital_at(last + 2) {
                2
            } else {
                break;
            };
            let before = parsed.lower(last - 1);
            let joins = match lower {
                "of" => {
                    organised && (self.is_company(last - 1) || chained || before == "affairs")
                        || matches!(before, "secretary" | "chief" | "minister")
                            && step == 1
                            && STATES.at(parsed, last + 1, end).is_none()
                }
                "for" | "on" => self.is_company(last - 1),
                "and" => {
                    chained
                        && step == 1
                        && LEXICON.forename(parsed.lower(last + 1)).is_none()
                        && STATES.at(parsed, last + 1, end).is_none()
                }
                _ => false,
            };
            if !joins {
                break;
            }
            chained = true;
            last += step;
        }
        last
    }

    /// The token after the words with capitals from `at` on, the last of which is an organisation's: "Health Agency".
    fn organised_end(&self, at: usize, end: usize) -> Option<usize> {
        let parsed = self.page.parsed;
        let mut last = at;
        while last < end && last < at + 5 {
            let possessive = last > at && matches!(parsed.lower(last), "'" | "'s");
            if !possessive && !self.known.can_name(self.page, last) {
                break;
            }
            last += 1;
        }
        let told = last > at + 1
            && self.is_company(last - 1)
            && LEXICON.forename(parsed.lower(at)).is_none()
            && STATES.at(parsed, at, end).is_none();
        told.then_some(last)
    }

    /// Where the surname begins behind a nickname in quotation marks that opens at token `quote`, after a forename at `start`.
    fn nickname_end(&self, start: usize, quote: usize, end: usize) -> Option<usize> {
        let parsed = self.page.parsed;
        let is_quote = |at: usize| parsed.tokens[at].kind == TokenKind::Quote;
        if !is_quote(quote) || quote > start + 2 || LEXICON.forename(parsed.lower(start)).is_none()
        {
            return None;
        }
        let close = (quote + 2..end.min(quote + 5)).find(|at| is_quote(*at))?;
        (close + 1 < end
            && (quote + 1..close).all(|at| is_capital(parsed.word(at)))
            && self.known.can_name(self.page, close + 1)
            && parsed.tokens[close + 1].tag == Tag::Propn)
            .then_some(close + 1)
    }
}
