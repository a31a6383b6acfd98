//! A story of texts that change between two openings: what was decided still sits where it belongs.

use std::path::Path;

const A: &str = "Paper mill at Lower Wick to close

The paper mill at Lower Wick will close in March. “It has to close before the next flood,” Ann Ott said on Monday.

Milan Brod said that 300 workers would go on strike within days.

The town council met for an hour behind closed doors.

Engineers advised a wall, but Ann Ott never built the wall, Milan Brod said.
";
const B: &str = "Hundreds march through Lower Wick

Ann Ott said the mill had to close before the next flood.

Milan Brod said 200 workers would go on strike on Friday.

Mayor Eva Lind said that the council had heard of the closure from the radio.
";

/// The last screen after `keys`, with what was decided kept beside the articles.
fn screen(folder: &Path, keys: &str) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_crossread"))
        .current_dir(folder)
        .args([
            "a.txt", "b.txt", "--state", "state", "--print", "--size", "120x40",
        ])
        .args(["--keys", keys])
        .output()
        .expect("it runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn decisions_sit_where_they_belong_after_a_paragraph_was_edited_and_what_fits_nowhere_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("written");
    write("a.txt", A);
    write("b.txt", B);
    let go_to = |words: &str| format!("/{words}<enter><ctrl-g>");
    let decided = screen(folder, &format!("{}c", go_to("300 workers")));
    assert!(decided.contains("✓ confirmed"), "{decided}");
    let decided = screen(
        folder,
        &format!("{}easked the union<enter>", go_to("before the next flood")),
    );
    assert!(decided.contains("asked the union"), "{decided}");
    let decided = screen(folder, &format!("{}Ed", go_to("town council met")));
    assert!(decided.contains("claim dropped"), "{decided}");
    let decided = screen(
        folder,
        &format!("{}eask who<enter>", go_to("advised a wall")),
    );
    assert!(decided.contains("ask who"), "{decided}");

    // A new beginning, a paragraph edited, one rewritten from scratch, one untouched.
    let changed = A
        .replace("The paper mill", "A river runs by.\n\nThe old paper mill")
        .replace(
            "300 workers would go on strike within days",
            "some 300 workers would go on strike within a few days",
        )
        .replace(
            "The town council met for an hour behind closed doors.",
            "Nobody opened the gate to Eva Lind.",
        );
    write("a.txt", &changed);
    let opened = screen(folder, "");
    assert!(
        opened.contains("4 decisions of yours are in force · 1 fits nowhere"),
        "{opened}"
    );
    let pair = screen(folder, &go_to("300 workers"));
    assert!(pair.contains("✓ confirmed"), "{pair}");
    let noted = screen(folder, &go_to("before the next flood"));
    assert!(noted.contains("asked the union"), "{noted}");
    let noted = screen(folder, &go_to("advised a wall"));
    assert!(noted.contains("ask who"), "{noted}");
    let list = screen(folder, "vn");
    assert!(
        list.contains("fits nowhere now, kept: claim dropped: “The town council met"),
        "{list}"
    );

    // With the old text everything fits again.
    write("a.txt", A);
    let opened = screen(folder, "");
    assert!(
        opened.contains("4 decisions of yours are in force") && !opened.contains("nowhere"),
        "{opened}"
    );
}
