//! What a mention's neighbours say it is: titles before names, appositions, "is", "named", "as", brackets.

use super::ActorKind;
use super::draft::{Determiner, Draft, What};
use super::entity::Entities;
use super::lexicon::LEXICON;
use super::place::Places;
use crate::language::{Parsed, Tag, TokenKind};

/// Joins the mentions of one article that their places join; `range` are its drafts.
pub fn join(
    parsed: &Parsed<'_>,
    drafts: &[Draft],
    range: std::ops::Range<usize>,
    places: &Places,
    entities: &mut Entities,
) {
    let beside = Beside {
        parsed,
        drafts,
        places,
    };
    for number in range {
        let draft = &drafts[number];
        if draft.role().is_some() {
            beside.role(number, entities);
        } else if draft.is_name() {
            beside.name(number, entities);
        }
    }
}

struct Beside<'b, 'a> {
    parsed: &'b Parsed<'a>,
    drafts: &'b [Draft],
    places: &'b Places,
}

impl Beside<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if at < self.parsed.tokens.len() {
            self.parsed.lower(at)
        } else {
            ""
        }
    }

    /// The next token, one quotation mark skipped.
    fn past_quote(&self, at: usize) -> usize {
        at + usize::from(
            self.parsed
                .tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Quote),
        )
    }

    /// Whether `role` can describe what `name` names.
    fn fits(&self, role: usize, name: usize, entities: &mut Entities) -> bool {
        let Some(what) = self.drafts[role].role() else {
            return false;
        };
        if self.drafts[role].plural || self.drafts[role].sentence != self.drafts[name].sentence {
            return false;
        }
        let kind = entities.profile(name).kind;
        match kind {
            Some(ActorKind::Person) => what.noun.person,
            Some(ActorKind::Organisation) => what.noun.organisation || what.noun.people,
            Some(ActorKind::State) => what.noun.state && !what.noun.person,
            _ => true,
        }
    }

    fn role(&self, number: usize, entities: &mut Entities) {
        let draft = &self.drafts[number];
        let Some(role) = draft.role() else { return };
        let end = draft.tokens.end;
        // "harbour master X", "the research group “X”"
        for next in [draft.head + 1, end] {
            let name = self
                .places
                .name_from(self.past_quote(next))
                .filter(|name| self.drafts[*name].is_name());
            if let Some(name) = name
                && self.fits(number, name, entities)
                && entities.unite_beside(number, name)
            {
                return;
            }
        }
        // "the mayor, X,"
        if self.lower(end) == ","
            && matches!(
                role.determiner,
                Determiner::The | Determiner::Possessed | Determiner::A | Determiner::Other
            )
            && let Some(name) = self
                .places
                .name_from(end + 1)
                .filter(|name| self.drafts[*name].is_name())
        {
            let after = self.lower(self.drafts[name].tokens.end);
            let closed = matches!(after, "," | "." | ";" | ")" | "-" | "");
            if closed && self.fits(number, name, entities) {
                entities.unite_beside(number, name);
            }
        }
        // "Another guest, the heiress X, said"
        let one = matches!(role.determiner, Determiner::A | Determiner::Other);
        if self.lower(end) == ","
            && one
            && let Some(other) = self.places.role_from(end + 1)
            && let Some(name) = self
                .places
                .name_from(self.drafts[other].head + 1)
                .filter(|name| self.drafts[*name].is_name())
            && self.lower(self.drafts[name].tokens.end) == ","
            && self.fits(number, name, entities)
            && self.fits(other, name, entities)
        {
            entities.unite_beside(number, name);
        }
        // "the champion turned actress"
        if self.lower(end) == "turned"
            && let Some(other) = self.places.role_from(end + 1)
        {
            entities.unite_beside(number, other);
        }
        // "a man named X"
        if LEXICON.is("naming", self.lower(end)) {
            let next = end + 1 + usize::from(self.lower(end + 1) == "as");
            if let Some(name) = self.places.name_from(next)
                && self.fits(number, name, entities)
            {
                entities.unite_beside(number, name);
            }
        }
        // "… X as host", "X became the leader"
        let start = draft.tokens.start;
        let before = start.checked_sub(1).map_or("", |at| self.lower(at));
        let becomes = matches!(before, "become" | "becomes" | "became" | "becoming");
        if (becomes || before == "as" && role.determiner != Determiner::Possessed) && !draft.plural
        {
            let sentence = self.parsed.sentences[draft.sentence].tokens.start;
            let direct = self
                .places
                .name_to(start - 1)
                .filter(|name| self.drafts[*name].is_name());
            let nearest = direct.or_else(|| {
                (sentence..start.saturating_sub(1)).rev().find_map(|at| {
                    self.places.name_to(at + 1).filter(|name| {
                        self.drafts[*name].is_name()
                            && entities.profile(*name).kind == Some(ActorKind::Person)
                    })
                })
            });
            if let Some(name) = nearest
                && self.fits(number, name, entities)
            {
                entities.unite_beside(number, name);
            }
        }
        // "defense analyst and director of …"
        if matches!(self.lower(end), "and" | "&")
            && let Some(other) = self.places.role_from(end + 1)
            && self.drafts[other]
                .role()
                .is_some_and(|other| other.determiner == Determiner::Bare)
            && role.determiner != Determiner::Other
            && !draft.plural
            && self.places.name_from(self.drafts[other].head + 1).is_none()
            && start > 0
            && self.lower(start - 1) == ","
            && role.noun.person
        {
            entities.unite_beside(number, other);
        }
    }

    fn name(&self, number: usize, entities: &mut Entities) {
        let draft = &self.drafts[number];
        let mut end = draft.tokens.end;
        if self
            .parsed
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == TokenKind::Quote)
        {
            end += 1;
        }
        // "X (ABC)"
        if self.lower(end) == "("
            && let Some(short) = self.places.name_from(end + 1)
            && self.lower(self.drafts[short].tokens.end) == ")"
            && let (What::Name(one, _), What::Name(other, _)) =
                (&draft.what, &self.drafts[short].what)
            && one.len() > 1
            && other.len() == 1
            && self
                .initials(number)
                .contains(&self.parsed.lower(self.drafts[short].head).replace('.', ""))
        {
            entities.join(number, short);
        }
        // "X, a doctor from …", "X, 33, an actress,"
        let mut next = end;
        if self.lower(next) == ","
            && self.lower(next + 1).parse::<u8>().is_ok()
            && self.lower(next + 2) == ","
        {
            next += 2;
        }
        if matches!(self.lower(next), "," | "-" | "(")
            && let Some(role) = self.places.role_from(next + 1)
            && self.drafts[role].sentence == draft.sentence
        {
            let what = &self.drafts[role];
            let titled = self
                .places
                .name_from(self.past_quote(what.head + 1))
                .is_some_and(|name| self.drafts[name].is_name());
            let determiner = what.role().map(|role| role.determiner);
            let after = self.lower(what.tokens.end);
            let bare = determiner == Some(Determiner::Bare);
            let acts = self
                .parsed
                .tokens
                .get(what.tokens.end)
                .is_some_and(|token| matches!(token.tag, Tag::Verb | Tag::Aux | Tag::Adv));
            let closed = !bare && !acts
                || after == "turned"
                || LEXICON.is("closing", after)
                || after.is_empty();
            let listed = after == "and" && determiner == Some(Determiner::Bare) && what.plural;
            if !titled
                && closed
                && !listed
                && determiner != Some(Determiner::Other)
                && self.fits(role, number, entities)
            {
                entities.unite_beside(role, number);
                self.listed(role, number, entities);
            }
        }
        // "X is the ruler of …"
        let mut next = end;
        if self.lower(next) == ","
            && self.lower(next + 1).parse::<u8>().is_ok()
            && self.lower(next + 2) == ","
        {
            next += 3;
        }
        // "X, who was the …"
        let relative = next + usize::from(self.lower(next) == ",");
        if self.lower(relative) == "who" {
            next = relative + 1;
        }
        if matches!(self.lower(next), "will" | "would" | "may" | "should")
            && self.lower(next + 1) == "be"
        {
            next += 1;
        }
        if LEXICON.is("be", self.lower(next)) || self.lower(next) == "be" {
            next += 1;
            while matches!(
                self.lower(next),
                "also" | "now" | "still" | "currently" | "once"
            ) {
                next += 1;
            }
            if matches!(self.lower(next), "a" | "an" | "the" | "one")
                && let Some(role) = self.places.role_from(next)
                && self.fits(role, number, entities)
                && self.lower(end) != "'s"
            {
                entities.unite_beside(role, number);
            }
        }
    }

    /// "X, champion, actress and icon": the descriptions that follow the first.
    fn listed(&self, first: usize, name: usize, entities: &mut Entities) {
        let mut last = first;
        loop {
            let mut next = self.drafts[last].tokens.end;
            while matches!(self.lower(next), "," | "and") && next < self.drafts[last].tokens.end + 2
            {
                next += 1;
            }
            let Some(role) = self
                .places
                .role_from(next)
                .filter(|_| next > self.drafts[last].tokens.end)
            else {
                return;
            };
            let bare = self.drafts[role]
                .role()
                .is_some_and(|role| role.determiner == Determiner::Bare && role.noun.person);
            let titled = self.places.name_from(self.drafts[role].head + 1).is_some();
            if !bare
                || titled
                || !self.fits(role, name, entities)
                || !entities.unite_beside(role, name)
            {
                return;
            }
            last = role;
        }
    }

    /// The initials of a name's words, with and without the small ones.
    fn initials(&self, name: usize) -> [String; 2] {
        let of = |small: bool| {
            self.drafts[name]
                .tokens
                .clone()
                .filter(|at| {
                    small || !matches!(self.lower(*at), "of" | "for" | "the" | "and" | "on" | "in")
                })
                .filter_map(|at| self.lower(at).chars().next())
                .filter(|c| c.is_alphanumeric())
                .collect()
        };
        [of(true), of(false)]
    }
}
