//! The manual page: options from the arguments, keys from the key table, the rest from `manual.txt`.

use super::arguments::Arguments;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

/// What no table of the program knows.
const REST: &str = include_str!("manual.txt");
/// Written without quotes, an empty date would let what follows it slip into its place.
const NO_DATE: &str = "\"\"";

/// The page in the language of roff, for `man`.
pub fn page() -> String {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let head = Man::new(command.clone())
        .manual("User Commands")
        .title("CROSSREAD")
        .date(NO_DATE);
    // Nothing can go wrong where memory is written to.
    let _ = head.render_title(&mut page);
    let _ = head.render_name_section(&mut page);
    let _ = head.render_synopsis_section(&mut page);
    let _ = head.render_description_section(&mut page);
    let _ = head.render_options_section(&mut page);
    let _ = subcommands(&command).to_writer(&mut page);
    for subcommand in shown(&command) {
        let mut options = Vec::new();
        let _ = Man::new(subcommand.clone()).render_options_section(&mut options);
        let options = String::from_utf8_lossy(&options);
        let heading = subcommand.get_name().to_uppercase();
        page.extend(
            options
                .replacen(".SH OPTIONS", &format!(".SH \"{heading} OPTIONS\""), 1)
                .bytes(),
        );
    }
    #[cfg(feature = "reader")]
    let _ = keys().to_writer(&mut page);
    let _ = rest().to_writer(&mut page);
    String::from_utf8_lossy(&page).into_owned()
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    let all = command.get_subcommands();
    all.filter(|subcommand| !subcommand.is_hide_set())
}

/// Each with its line.
fn subcommands(command: &Command) -> Roff {
    let mut section = Roff::new();
    section.control("SH", ["SUBCOMMANDS"]);
    for subcommand in shown(command) {
        let about = subcommand.get_about().map(ToString::to_string);
        entry(
            &mut section,
            subcommand.get_name(),
            &about.unwrap_or_default(),
        );
    }
    section
}

/// What the keys of the reader do, under the headings of its help.
#[cfg(feature = "reader")]
fn keys() -> Roff {
    use crate::reader::bindings::{BINDINGS, Group};
    let mut section = Roff::new();
    section.control("SH", ["KEYS"]);
    section.text([roman(
        "A count before a key repeats it. In brackets stands the name by which a configuration calls what the key does.",
    )]);
    for group in Group::ALL {
        section.control("SS", [group.title()]);
        for binding in BINDINGS.iter().filter(|binding| binding.group == group) {
            let does = format!("{} [{}]", binding.help, binding.name);
            entry(&mut section, &binding.shown(), &does);
        }
    }
    section
}

/// The headings of `manual.txt` with what stands under them.
fn rest() -> Roff {
    let mut sections = Roff::new();
    let mut term = "";
    for line in REST.lines().filter(|line| !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[') {
            sections.control("SH", [heading.trim_end_matches(']')]);
        } else if let Some(explanation) = line.strip_prefix("  ") {
            entry(&mut sections, term, explanation);
        } else {
            term = line;
        }
    }
    sections
}

/// A term, and its explanation below it.
fn entry(section: &mut Roff, term: &str, explanation: &str) {
    section.control("TP", []);
    section.text([bold(term)]);
    section.text([roman(explanation)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_and_subcommand_is_in_the_manual() {
        let page = page();
        let command = Arguments::command();
        for of in std::iter::once(&command).chain(shown(&command)) {
            assert!(page.contains(of.get_name()), "{}", of.get_name());
            for argument in of.get_arguments().filter(|one| !one.is_hide_set()) {
                if let Some(long) = argument.get_long() {
                    let written = format!("\\-\\-{}", long.replace('-', "\\-"));
                    assert!(page.contains(&written), "--{long} is missing");
                }
            }
        }
    }

    #[cfg(feature = "reader")]
    #[test]
    fn every_key_is_in_the_manual_with_its_name() {
        let page = page();
        for binding in crate::reader::bindings::BINDINGS {
            let written = format!("[{}]", binding.name).replace('-', "\\-");
            assert!(page.contains(&written), "{} is missing", binding.name);
        }
    }

    #[test]
    fn no_line_of_text_is_taken_for_an_order_to_the_formatter() {
        const ORDERS: [&str; 9] = [
            ".TH", ".SH", ".SS", ".TP", ".RS", ".RE", ".IP", ".br", ".PP",
        ];
        for line in page().lines().filter(|line| line.starts_with(['.', '\''])) {
            let order = line.split(' ').next().unwrap_or_default();
            assert!(
                ORDERS.contains(&order) || matches!(order, ".ie" | ".el"),
                "{line}"
            );
        }
    }
}
