//! Where everything stands on a screen of a given size.

use ratatui::layout::Rect;

/// Columns and rows that a screen needs at least.
pub const LEAST: (u16, u16) = (40, 12);
/// Cells before a line of text: the mark and a space.
pub const GUTTER: u16 = 2;
/// Lines longer than this are hard to read on from.
const MEASURE: u16 = 90;
/// From this width on the panel may stand between the articles.
pub const SPINE: u16 = 160;
/// Narrower screens show one article at a time.
const TWO_COLUMNS: u16 = 72;

/// How much of the screen the panel takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub enum PanelSize {
    Off,
    #[default]
    Small,
    Big,
    /// All between the first line and the last; the articles lie beneath it.
    Whole,
    /// Between the articles; on a narrower screen small.
    Spine,
}

impl PanelSize {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Small, Self::Big, Self::Whole, Self::Spine, Self::Off];

    /// How a configuration calls it, and the last line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Big => "big",
            Self::Whole => "whole",
            Self::Spine => "between",
            Self::Off => "off",
        }
    }

    /// The one after it; after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|size| *size == self);
        Self::ALL[at.map_or(0, |at| at + 1) % Self::ALL.len()]
    }
}

/// What a screen of this size can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Not even a sentence.
    Nothing,
    /// One sentence that asks for more.
    Sentence,
    /// One article at a time.
    One,
    /// Two articles side by side.
    Two,
}

/// Where everything stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// What there is room for.
    pub room: Room,
    /// The whole screen.
    pub screen: Rect,
    /// The panes under the header line; where only one is shown both have its place.
    pub panes: [Rect; 2],
    /// The column after the left pane.
    pub separator: Option<u16>,
    /// The second such column, where the panel stands between the panes.
    pub second: Option<u16>,
    /// The panel with its header line; of no height when it is off.
    pub panel: Rect,
    /// The panel's two columns: under their articles, or both the whole panel, one below the other.
    pub columns: [Rect; 2],
    /// Whether they stand beside each other.
    pub beside: bool,
    /// The size that the panel has here.
    pub size: PanelSize,
    /// The last line.
    pub status: Rect,
}

impl Layout {
    /// Divides a screen of `width` and `height` cells. `alone` asks for one article over the whole width.
    pub fn new((width, height): (u16, u16), size: PanelSize, alone: bool) -> Self {
        let screen = Rect::new(0, 0, width, height);
        let room = match (width, height) {
            (0..20, _) | (_, 0..2) => Room::Nothing,
            (columns, rows) if columns < LEAST.0 || rows < LEAST.1 => Room::Sentence,
            (TWO_COLUMNS.., _) if !alone => Room::Two,
            _ => Room::One,
        };
        let size = match size {
            PanelSize::Spine if room != Room::Two || width < SPINE => PanelSize::Small,
            size => size,
        };
        let rows = match size {
            PanelSize::Off | PanelSize::Spine => 0,
            PanelSize::Small => (height.min(100) * 22 / 100).clamp(4, 14),
            PanelSize::Big | PanelSize::Whole => height / 2,
        };
        let status = Rect::new(0, height.saturating_sub(1), width, height.min(1));
        let panel_top = status.y.saturating_sub(rows).max(1).min(status.y);
        let panel = Rect::new(0, panel_top, width, status.y - panel_top);
        let top = 1.min(panel_top);
        let pane_rows = panel_top - top;
        let (panes, separator) = if room == Room::Two {
            let left = (width - 1) / 2;
            let right = Rect::new(left + 1, top, width - left - 1, pane_rows);
            ([Rect::new(0, top, left, pane_rows), right], Some(left))
        } else {
            ([Rect::new(0, top, width, pane_rows); 2], None)
        };
        let (mut panes, mut separator, mut second) = (panes, separator, None);
        let panel = if size == PanelSize::Spine {
            let spine = width / 4;
            let left = (width - spine - 2) / 2;
            let right = left + spine + 2;
            panes = [
                Rect::new(0, top, left, pane_rows),
                Rect::new(right, top, width - right, pane_rows),
            ];
            separator = Some(left);
            second = Some(right - 1);
            Rect::new(left + 1, top, spine, pane_rows)
        } else if size == PanelSize::Whole {
            Rect::new(0, top, width, status.y.saturating_sub(top))
        } else {
            panel
        };
        Self {
            room,
            screen,
            panes,
            separator,
            second,
            columns: if size == PanelSize::Spine {
                [panel; 2]
            } else {
                panes
            },
            beside: room == Room::Two && size != PanelSize::Spine,
            size,
            panel,
            status,
        }
    }

    /// Whether there is room for articles at all.
    pub const fn is_usable(&self) -> bool {
        matches!(self.room, Room::One | Room::Two)
    }

    /// The longest line of text, in cells: the same for both panes, so that nothing is wrapped anew when they change places.
    pub fn text_width(&self) -> u16 {
        let narrow = self.panes[0].width.min(self.panes[1].width);
        narrow.saturating_sub(GUTTER + 1).clamp(1, MEASURE)
    }

    /// Rows of text in a pane.
    pub fn text_rows(&self) -> usize {
        usize::from(self.panes[0].height).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_terminal_has_two_columns_and_a_panel_of_five_rows() {
        let layout = Layout::new((80, 24), PanelSize::Small, false);
        assert_eq!(layout.room, Room::Two);
        assert_eq!(layout.panel.height, 5);
        assert_eq!(layout.text_rows(), 17);
        assert!(layout.panes[0].width >= 38 && layout.panes[1].width >= 38);
    }

    #[test]
    fn every_part_lies_on_the_screen_whatever_its_size() {
        for width in 0..200 {
            for height in 0..60 {
                for panel in [
                    PanelSize::Off,
                    PanelSize::Small,
                    PanelSize::Big,
                    PanelSize::Whole,
                    PanelSize::Spine,
                ] {
                    let layout = Layout::new((width, height), panel, false);
                    for part in [
                        layout.panes[0],
                        layout.panes[1],
                        layout.panel,
                        layout.status,
                    ] {
                        assert_eq!(part.intersection(layout.screen).area(), part.area());
                    }
                    if layout.is_usable() {
                        assert!(layout.panes[0].height >= 4);
                    }
                }
            }
        }
    }

    #[test]
    fn the_panel_of_a_screen_without_end_is_as_high_as_that_of_a_high_one() {
        for height in [64, 3000, u16::MAX] {
            let layout = Layout::new((80, height), PanelSize::Small, false);
            assert_eq!(layout.panel.height, 14);
        }
    }

    #[test]
    fn the_room_follows_the_width() {
        let room = |width, height| Layout::new((width, height), PanelSize::Small, false).room;
        assert_eq!(room(71, 24), Room::One);
        assert_eq!(room(39, 24), Room::Sentence);
        assert_eq!(room(80, 11), Room::Sentence);
        assert_eq!(room(19, 24), Room::Nothing);
        assert_eq!(room(80, 1), Room::Nothing);
    }

    #[test]
    fn on_a_wide_screen_the_panel_may_stand_between_the_articles() {
        let layout = Layout::new((200, 50), PanelSize::Spine, false);
        assert!(layout.panes[0].right() < layout.panel.x);
        assert!(layout.panel.right() < layout.panes[1].x);
        assert_eq!(layout.panel.height, layout.panes[0].height);
        let narrow = Layout::new((159, 50), PanelSize::Spine, false);
        assert_eq!(narrow, Layout::new((159, 50), PanelSize::Small, false));
    }
}
