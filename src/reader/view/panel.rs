//! The panel: whose matters these are, why the source is who it is, and a row a matter under its articles.

use super::{Looks, deciding, pair, put};
use crate::actor::{ActorId, Form};
use crate::article::clean;
use crate::claim::sourcing::is_unnamed;
use crate::claim::{Claim, ClaimId, Polarity, Source};
use crate::matching::{Relation, Role};
use crate::reader::dossier::Matter;
use crate::reader::index::letter;
use crate::reader::layout::{GUTTER, PanelSize};
use crate::reader::state::State;
use crate::reader::wrap::{self, cells, cut};
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::fmt::Write as _;

/// The lines that a claim takes at most in a high panel.
const DEEPEST: usize = 4;
/// Bytes of a part of a claim that are looked at: more than any row shows.
const LONGEST: usize = 4096;

/// Draws the panel.
pub fn draw(state: &State, looks: &Looks, buffer: &mut Buffer) {
    let area = state.layout.panel;
    if area.height == 0 {
        return;
    }
    header(state, looks, buffer);
    let two = state.layout.beside;
    let from = pair::draw(state, looks, buffer);
    let mut y = from;
    let matters = state.panel_matters();
    let depths = depths(state, &matters);
    'rows: for ((matter, marked), deep) in matters.into_iter().zip(depths) {
        let mut height = 0;
        for (side, of_pair) in marked.into_iter().enumerate() {
            let pane = state.layout.columns[side];
            let Some(claim) = matter.claims[side] else {
                continue;
            };
            if y >= area.bottom() {
                break 'rows;
            }
            let row = Row::new(state, claim, matter.claims[1 - side], deep);
            let at = Rect::new(pane.x, y, pane.width, area.bottom() - y);
            row.draw(state, of_pair.then_some(side), looks, at, buffer);
            if two {
                height = height.max(row.height());
            } else {
                y += row.height();
            }
        }
        y += height;
    }
    if let Some(column) = state.layout.separator.filter(|_| two) {
        for row in from..area.bottom() {
            buffer[(column, row)]
                .set_char(looks.marks.separator)
                .set_style(looks.theme.dim);
        }
    }
}

/// By matter the lines that it may take at most: more than one only in a high panel, as far as it has lines left over,
/// the matters around the current one first; that one is told in full above them.
fn depths(state: &State, matters: &[(Matter, [bool; 2])]) -> Vec<usize> {
    let mut depths = vec![1; matters.len()];
    if !matches!(state.layout.size, PanelSize::Whole | PanelSize::Spine) {
        return depths;
    }
    let taken = 1 + pair::height(state);
    let room = usize::from(state.layout.panel.height).saturating_sub(taken);
    let height = |at: usize, deep: usize| lines(state, &matters[at].0, deep).iter().sum::<usize>();
    let used: usize = (0..matters.len()).map(|at| height(at, 1)).sum();
    let mut spare = room.saturating_sub(used);
    let current = matters
        .iter()
        .position(|(_, of_pair)| *of_pair != [false; 2]);
    let mut nearest: Vec<usize> = (0..matters.len()).collect();
    nearest.sort_by_key(|at| (Some(*at) == current, at.abs_diff(current.unwrap_or(0))));
    for deep in 2..=DEEPEST {
        for at in &nearest {
            let more = height(*at, deep) - height(*at, depths[*at]);
            if more <= spare {
                spare -= more;
                depths[*at] = deep;
            }
        }
    }
    depths
}

/// The lines that each claim of a matter takes, where a claim takes `deep` at most; where they stand beside each other those
/// of the longer one are counted once, for the left.
fn lines(state: &State, matter: &Matter, deep: usize) -> [usize; 2] {
    let lines = |side: usize| {
        matter.claims[side].map_or(0, |claim| {
            usize::from(Row::new(state, claim, matter.claims[1 - side], deep).height())
        })
    };
    let both = [lines(0), lines(1)];
    if state.layout.beside {
        [both[0].max(both[1]), 0]
    } else {
        both
    }
}

/// The matter in line `line` below the pair, and where they stand one below the other the side.
pub fn matter_at(state: &State, line: usize) -> Option<(Matter, Option<usize>)> {
    let matters = state.panel_matters();
    let depths = depths(state, &matters);
    let mut below = line;
    for ((matter, _), deep) in matters.iter().zip(depths) {
        for (side, height) in lines(state, matter, deep).into_iter().enumerate() {
            if below < height {
                return Some((*matter, (!state.layout.beside).then_some(side)));
            }
            below -= height;
        }
    }
    None
}

/// One claim in its column: place, what says so, content.
struct Row {
    claim: ClaimId,
    counterpart: Option<ClaimId>,
    /// What leads the content in, with its colon.
    lead: String,
    /// Both, and the lines that they take.
    words: String,
    lines: Vec<Span>,
    /// Whether more follows than the lines hold.
    cut: bool,
}

impl Row {
    /// `claim` beside `counterpart` in `deep` lines at most.
    fn new(state: &State, claim: ClaimId, counterpart: Option<ClaimId>, deep: usize) -> Self {
        let (lead, content) = words(state, &state.comparison.claims[claim]);
        let lead = if lead.is_empty() {
            lead
        } else {
            format!("{lead}: ")
        };
        let words = format!("{lead}{content}");
        let before = Self::before(state)
            + if Self::is_noted(state, claim, counterpart) {
                2
            } else {
                0
            };
        // The narrower of the two columns, so that a row is as high on either side.
        let columns = state.layout.columns.map(|column| column.width);
        let width = columns[0].min(columns[1]).saturating_sub(before + 1);
        let width = usize::from(width).max(4);
        let mut lines = wrap::lines(&words, width);
        let cut = lines.len() > deep;
        lines.truncate(deep);
        if cut && deep == 1 {
            // A single line is filled to its end.
            lines = vec![Span::new(0, words.len())];
        }
        Self {
            claim,
            counterpart,
            lead,
            words,
            lines,
            cut,
        }
    }

    /// The cells before the words: gutter, letter where the columns do not tell the article, place.
    fn before(state: &State) -> u16 {
        GUTTER + 4 + if state.layout.beside { 0 } else { 2 }
    }

    /// Whether both a verdict and a note are marked, so that the note needs cells of its own.
    fn is_noted(state: &State, claim: ClaimId, counterpart: Option<ClaimId>) -> bool {
        let (verdict, noted) = state.decided.pair_marks(claim, counterpart);
        verdict.is_some() && noted
    }

    fn height(&self) -> u16 {
        self.lines.len().max(1) as u16
    }

    /// Draws it at the top of `area`; `current` is its side where it is one of the current pair.
    fn draw(
        &self,
        state: &State,
        current: Option<usize>,
        looks: &Looks,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let (x, y) = (area.x, area.y);
        let of = &state.comparison.claims[self.claim];
        if let Some(side) = current {
            let mark = if side == state.active {
                looks.marks.current
            } else {
                looks.marks.counterpart
            };
            for y in y..area.bottom().min(y + self.height()) {
                buffer[(x, y)].set_char(mark).set_style(looks.theme.mark);
            }
        }
        // A verdict has the place before the claim; a note gives way to it.
        let [verdict, note] = deciding::pair_marks(state, self.claim, self.counterpart, looks);
        if let Some((mark, style)) = verdict.or(note) {
            buffer[(x + 1, y)].set_char(mark).set_style(style);
        }
        let end = area.right().saturating_sub(1);
        let room = |at: u16| end.saturating_sub(at);
        let mut at = x + GUTTER;
        if !state.layout.beside {
            let letter = format!("{} ", letter(of.article));
            at = put(buffer, at, y, &letter, room(at), looks.theme.strong);
        }
        let place = format!("{:<4}", paragraph(state, of) + " ");
        at = put(buffer, at, y, &place, room(at), looks.theme.dim);
        if let (Some(_), Some((mark, style))) = (verdict, note) {
            at = put(buffer, at, y, &format!("{mark} "), room(at), style);
        }
        let style = if current.is_some() {
            looks.theme.strong
        } else {
            Style::new()
        };
        for (number, (line, y)) in self.lines.iter().zip(y..area.bottom()).enumerate() {
            let last = number + 1 == self.lines.len();
            let lead = self.lead.len().clamp(line.start, line.end);
            let (lead, rest) = (&self.words[line.start..lead], &self.words[lead..line.end]);
            let lead = cut(lead, usize::from(room(at)));
            let x = put(buffer, at, y, &lead, room(at), looks.theme.cue).min(end);
            let more = if last && self.cut && self.lines.len() > 1 {
                " …"
            } else {
                ""
            };
            let rest = cut(&format!("{rest}{more}"), usize::from(room(x)));
            put(buffer, x, y, &rest, room(x), style);
        }
    }
}

/// Where a claim stands, in a word.
fn paragraph(state: &State, claim: &Claim) -> String {
    match state.comparison.paragraph_of(claim) {
        0 => "¶-".to_owned(),
        number => format!("¶{number}"),
    }
}

/// What leads a claim in, and the claim: for the actor whose dossier this is the cue, else who says it.
fn words(state: &State, claim: &Claim) -> (String, String) {
    let text = &state.comparison.articles[claim.article].text;
    let content = claim
        .content
        .iter()
        .filter_map(|span| text.get(span.range()))
        .map(|part| clean::line(&part[..part.floor_char_boundary(LONGEST)]).into_owned())
        .collect::<Vec<_>>()
        .join(" … ");
    let owner = state.actor();
    let lead = match claim.source {
        Source::Actor(actor, _) if Some(actor) == owner => {
            let direct = content.starts_with(['“', '"', '‘', '«', '„']);
            claim
                .cue
                .filter(|_| !direct)
                .and_then(|cue| text.get(cue.range()))
                .map_or_else(String::new, |cue| clean::line(cue).into_owned())
        }
        Source::Actor(actor, _) => name(state, actor),
        Source::Unnamed(Some(span)) => text
            .get(span.range())
            .map_or_else(String::new, |words| clean::line(words).into_owned()),
        Source::Unnamed(None) => "unnamed".to_owned(),
        Source::Article => String::new(),
    };
    (lead, content)
}

/// The name of `actor`, fit for the screen.
pub fn name(state: &State, actor: ActorId) -> String {
    state
        .comparison
        .actors
        .get(actor)
        .map_or_else(String::new, |actor| clean::line(&actor.name).into_owned())
}

/// Why the source of a claim is who it is, how sure it is of what it says, and how sure the extraction is, in `width`
/// cells: what is cut first are the words that name the source.
pub fn because(state: &State, claim: ClaimId, width: usize) -> String {
    let claim = &state.comparison.claims[claim];
    let text = &state.comparison.articles[claim.article].text;
    let words = |span: crate::span::Span| {
        clean::line(text.get(span.range()).unwrap_or_default()).into_owned()
    };
    let mut quoted = None;
    let mut source = match claim.source {
        Source::Article => "the article itself".to_owned(),
        Source::Unnamed(span) => {
            quoted = span.map(words);
            if span.is_some() {
                ", unnamed"
            } else {
                "unnamed"
            }
            .to_owned()
        }
        Source::Actor(actor, span) => {
            let name = name(state, actor);
            let tells = |words: &str| {
                let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
                words.to_lowercase().contains(&last)
            };
            let mut told = match span {
                None if state.decided.is_corrected(claim.id) => name,
                None => format!("{name}, carried on"),
                Some(span) if tells(&words(span)) => name,
                Some(span) => {
                    quoted = Some(words(span));
                    let place = introduced(state, actor, claim.article, span);
                    format!(
                        " = {name}{}",
                        place.map_or_else(String::new, |place| format!(", {place}"))
                    )
                }
            };
            if state.comparison.actors.get(actor).is_some_and(is_unnamed) {
                told.push_str(", unnamed");
            }
            told
        }
    };
    for actor in &claim.via {
        source.push_str(" via ");
        source.push_str(&name(state, *actor));
    }
    let sure = claim.confidence.clamp(0.0, 1.0) * 100.0;
    let mut rest = source;
    if certainty(claim) != "certain" {
        rest.push_str(" · ");
        rest.push_str(&certainty(claim));
    }
    if state.decided.is_corrected(claim.id) {
        rest.push_str(" · as you corrected it");
    } else {
        let _ = write!(rest, " · reading {sure:.0} %");
    }
    match quoted {
        Some(quoted) => {
            let room = width.saturating_sub(cells(&rest) + 2).max(8);
            cut(&format!("“{}”{rest}", cut(&quoted, room)), width)
        }
        None => cut(&rest, width),
    }
}

/// The paragraph that tells who the words in `span` mean: the last before it that gives the actor's name.
fn introduced(
    state: &State,
    actor: ActorId,
    article: usize,
    span: crate::span::Span,
) -> Option<String> {
    let mentions = &state.comparison.actors.get(actor)?.mentions;
    let text = &state.comparison.articles[article].text;
    let words = |span: crate::span::Span| text.get(span.range()).unwrap_or_default().to_lowercase();
    let here = words(span);
    let head = here.rsplit(char::is_whitespace).next().unwrap_or_default();
    let paragraph = |at: usize| state.comparison.articles[article].paragraph_at(at);
    let names = || {
        mentions.iter().filter(|mention| {
            mention.article == article && mention.form == Form::Name && !span.covers(mention.span)
        })
    };
    // Where the same role stands beside the name, else where the name was given last.
    let beside = mentions
        .iter()
        .filter(|mention| {
            mention.article == article
                && mention.form == Form::Role
                && mention.span.start < span.start
        })
        .filter(|mention| words(mention.span).contains(head))
        .find(|mention| {
            names().any(|name| paragraph(name.span.start) == paragraph(mention.span.start))
        });
    let at = beside
        .or_else(|| names().rfind(|name| name.span.start < span.start))
        .or_else(|| names().next())?;
    let number = paragraph(at.span.start);
    (number > 0).then(|| format!("¶{number}"))
}

/// How sure a source is, with its "not".
pub fn certainty(claim: &Claim) -> String {
    let negated = match claim.factuality.polarity {
        Polarity::Positive => "",
        Polarity::Negative => ", negated",
    };
    format!("{}{negated}", claim.factuality.certainty.word())
}

/// How two claims stand to each other, in words.
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::SameActor => "same actor, another event",
        other => other.word(),
    }
}

/// In which of the articles that are in no pane there is more of `actor`: " · more in C D".
fn further(state: &State, actor: ActorId) -> String {
    let mut words = String::new();
    for found in state.elsewhere(Some(actor), None) {
        if found.says + found.named > 0 {
            words.push_str(if words.is_empty() {
                " · more in "
            } else {
                " "
            });
            words.push(letter(found.article));
        }
    }
    words
}

/// The roles of the shared actor, where they tell something.
const fn roles(roles: [Role; 2]) -> Option<&'static str> {
    match roles {
        [Role::Speaker, Role::Speaker] => Some("same speaker"),
        [Role::Subject, Role::Subject] => Some("same subject"),
        [Role::Speaker, Role::Subject] | [Role::Subject, Role::Speaker] => {
            Some("speaker and subject")
        }
        _ => None,
    }
}

/// What the panel is headed by: actor and counts, relation and, if asked for, reasons, each in its style; and how sure
/// both are.
fn heading(state: &State, looks: &Looks, reasons: bool) -> (Vec<(String, Style)>, String) {
    let mut parts: Vec<(String, Style)> = Vec::new();
    match state.actor() {
        Some(actor) => {
            let counts = if state.is_pair() {
                format!(
                    " · {} in {} · {} in {}{}",
                    state.dossier.counts[0],
                    state.letter(0),
                    state.dossier.counts[1],
                    state.letter(1),
                    further(state, actor)
                )
            } else {
                format!(" · {}", state.dossier.counts[0])
            };
            parts.push((
                format!("{}{counts}", name(state, actor)),
                looks.theme.strong,
            ));
        }
        None if state.coming.is_some() => {
            parts.push(("claims are still to come".to_owned(), looks.theme.dim));
        }
        None => parts.push(("no actor".to_owned(), looks.theme.dim)),
    }
    let pair = state
        .pair_match()
        .map(|(_, number)| &state.comparison.matches[number]);
    if let Some(found) = pair {
        let style = match found.relation {
            Relation::Differs | Relation::Contradicts => looks.theme.alert,
            _ => Style::new(),
        };
        let mut words: Vec<String> = deciding::verdict(state, looks).into_iter().collect();
        let stands = match found.relation {
            Relation::SameActor if found.actors.is_empty() => "another event",
            relation => self::relation(relation),
        };
        words.push(stands.to_owned());
        let role = found.actors.first().and_then(|(_, both)| roles(*both));
        let reason = |role: &str| reasons && found.because.iter().any(|of| of.starts_with(role));
        words.extend(role.filter(|role| !reason(role)).map(str::to_owned));
        words.extend(
            found
                .because
                .iter()
                .filter(|_| reasons)
                .map(|reason| clean::line(reason).into_owned()),
        );
        parts.push((words.join(" · "), style));
    }
    let of = |claim: Option<ClaimId>| claim.map(|claim| certainty(&state.comparison.claims[claim]));
    let sides = if state.active == 0 {
        [of(state.current), of(state.counterpart)]
    } else {
        [of(state.counterpart), of(state.current)]
    };
    let sure = match sides {
        [Some(left), Some(right)] => format!("{left} / {right}"),
        [Some(one), None] | [None, Some(one)] => one.clone(),
        [None, None] => String::new(),
    };
    (parts, sure)
}

/// How the current pair stands and how sure both are: for a panel whose first line has no room for it.
pub fn below_header(state: &State, looks: &Looks) -> Option<(String, Style)> {
    let (parts, sure) = heading(state, looks, false);
    let (words, style) = parts.into_iter().nth(1)?;
    Some((format!("{words} · {sure}"), style))
}

/// The panel's first line: actor and counts, relation and reasons, how sure both are.
fn header(state: &State, looks: &Looks, buffer: &mut Buffer) {
    let area = state.layout.panel;
    for x in area.left()..area.right() {
        buffer[(x, area.y)]
            .set_char(looks.marks.rule)
            .set_style(looks.theme.dim);
    }
    let (mut parts, sure) = heading(state, looks, true);
    // The reasons matter more than how sure both are, which the next line says too.
    let room = usize::from(area.width).saturating_sub(cells(&parts[0].0) + 10);
    let spare = room.saturating_sub(cells(&sure) + 4);
    let wanted = parts.get(1).map_or(0, |(reasons, _)| cells(reasons));
    if state.layout.size == PanelSize::Spine {
        parts.truncate(1);
    } else if !sure.is_empty() && spare >= wanted.min(24) {
        if let Some((reasons, _)) = parts.get_mut(1) {
            *reasons = cut(reasons, spare);
        }
        parts.push((sure, Style::new()));
    }
    let mut x = area.x + 2;
    for (text, style) in parts {
        let room = area.right().saturating_sub(x + 4);
        if room < 4 {
            break;
        }
        x = put(buffer, x, area.y, " ", 1, Style::new());
        x = put(
            buffer,
            x,
            area.y,
            &cut(&text, usize::from(room)),
            room,
            style,
        );
        x = put(buffer, x, area.y, " ", 1, Style::new()) + 2;
    }
}
