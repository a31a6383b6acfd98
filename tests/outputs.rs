//! Every form in which a comparison leaves the program, on news and on hostile text.

use crossread::article::{Article, BlockKind, Imprint, Link, clean, source};
use crossread::comparison::Comparison;
use crossread::day::Day;
use crossread::export::{csv, html, json, jsonld, markdown, outline::Outline, saved, schema, text};
use crossread::notebook::decision::{Decision, Entry, Ledger, Named, Step, Voice};
use crossread::notebook::{Decided, Passage, Replay};
use crossread::span::Span;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What does not belong on a terminal, in a page, in a note or in a cell.
const HOSTILE: [&str; 2] = [
    "=cmd|' /C calc'!A0 <script>alert(1)</script> [a](javascript:x) `b` | c & d\n\n\
     Mayor Ann <b onmouseover=\"x()\">Example</b> said that \u{1b}]0;owned\u{7} 40 workers \u{202e}detrevni\u{202c} had been hurt | 7 of them badly.\n\n\
     “-2+3 </span><img src=x onerror=y> it is `safe` *very* _so_ &amp; @everyone www.example.org https://example.org #1,” Ann Example said on Monday.\n\n\
     \u{9b}31m The union said that 999999999999999999999999999999 workers, \"quoted\", had come; \u{0}\u{85}\u{2028}Ben Sample denied it.\n",
    "@SUM(1) Title of <i>B</i>\n\n\
     Ann Example said that 60 workers had been hurt | 9 of them badly.\n\n\
     The union said that the workers had not come, 👩\u{200d}🚀 \u{202e}and Ben Sample denied it. “It is `safe` *very* _so_ &amp; sound,” Ann Example said on Monday.\n",
];

fn hostile() -> Comparison {
    let article = |at: usize| {
        let id = [
            "=1+1\u{1b}[31m<b>.txt",
            "https://example.org/b?x=\"><script>",
        ][at];
        let article = Article::new(id, None, HOSTILE[at].to_owned());
        let link = article.text.find("said").expect("a word");
        Article {
            imprint: Imprint {
                outlet: Some("<The> | \u{202e}Outlet".to_owned()),
                byline: Some("+Ann\t“Tab”".to_owned()),
                date: Day::new(2022, 12, 20),
                ..article.imprint.clone()
            },
            links: vec![Link {
                span: Span::new(link, link + 4),
                address: "javascript:alert(1)".to_owned(),
            }],
            ..article
        }
    };
    Comparison::new(vec![article(0), article(1)])
}

fn seeds() -> Comparison {
    Comparison::new(source::built_in())
}

/// Three articles, one of them without a claim, one in another language.
fn three() -> Comparison {
    let mut articles = source::built_in();
    let text = "Der Bürgermeister hat die neue Brücke über den Fluss am Montag eröffnet, und viele Leute kamen dazu aus der ganzen Stadt.";
    articles.push(Article::new("c.txt", None, text.to_owned()));
    Comparison::new(articles)
}

/// A comparison of the seeds with one decision of each kind that can be taken on them, and what is told of that.
fn decided() -> (Comparison, Decided) {
    let plain = seeds();
    let content = |claim: usize| {
        let claim = &plain.claims[claim];
        Passage::new(
            claim.article,
            &plain.articles[claim.article].text,
            claim.extent(),
        )
    };
    let named = |actor: usize| Named {
        name: plain.actors[actor].name.clone(),
        mention: {
            let mention = plain.actors[actor].mentions[0];
            Passage::new(
                mention.article,
                &plain.articles[mention.article].text,
                mention.span,
            )
        },
    };
    let of_b = plain.claims.iter().find(|claim| claim.article == 1);
    let of_b = of_b.expect("a claim of B").id;
    let pair = |nth: usize| (content(plain.matches[nth].a), content(plain.matches[nth].b));
    let last = plain.matches.len() - 1;
    let ((a, b), (c, d)) = (pair(0), pair(last));
    let person = plain.actors.iter().find(|actor| actor.name.contains(' '));
    let person = person.expect("an actor").id;
    let decisions = [
        Decision::Confirm {
            a: a.clone(),
            b: b.clone(),
        },
        Decision::Reject { a: c, b: d },
        Decision::Match {
            a: content(0),
            b: content(of_b + 3),
        },
        Decision::Rename {
            actor: named(person),
            name: "A <New> Name".to_owned(),
        },
        Decision::Source {
            claim: content(1),
            voice: Voice::Unnamed,
        },
        Decision::Drop { claim: content(2) },
        Decision::Note {
            on: vec![a, b],
            text: "=a note, \u{1b}[1m<b>bold</b>".to_owned(),
        },
        Decision::Note {
            on: vec![content(of_b)],
            text: "on one claim".to_owned(),
        },
    ];
    let mut ledger = Ledger::default();
    for (number, decision) in decisions.into_iter().enumerate() {
        ledger.enter(Entry {
            id: format!("own-{number}"),
            at: 7,
            step: Step::Decide(decision),
        });
    }
    let order = [0, 1];
    let (comparison, replay) =
        Replay::read(source::built_in(), &ledger.in_force(), &order, &mut |_| {});
    assert_eq!(replay.unplaced().count(), 0);
    let decided = Decided::new(&ledger, &order, &replay);
    (comparison, decided)
}

/// Two articles that print one agency's text.
fn copied() -> Comparison {
    let text = "OSTHAVEN (Reuters) - The mill on the lower river is to close in May, its owner Ann Ott said on Monday.\n\n\
                “It has to close because nobody buys our paper any more,” Ott said at the town hall on Monday.\n\n\
                The union said that 40 workers of the mill would lose their work by the end of the summer.\n";
    let own = "Hundreds marched through the town on Tuesday, the police said.\n";
    let articles = [text.to_owned(), format!("{text}\n{own}")];
    let articles = articles.into_iter().zip(["a", "b"]);
    let articles = articles.map(|(text, id)| Article::new(id, None, text));
    let comparison = Comparison::new(articles.collect());
    assert!(comparison.copied.len() == 1 && comparison.matches.iter().any(|found| found.copied));
    comparison
}

/// Everything that is tried, under a name.
fn all() -> Vec<(&'static str, Comparison, Decided)> {
    let (comparison, own) = decided();
    vec![
        ("seeds", seeds(), Decided::default()),
        ("hostile", hostile(), Decided::default()),
        ("three", three(), Decided::default()),
        ("copied", copied(), Decided::default()),
        ("decided", comparison, own),
    ]
}

/// The schema; where it names the keys of an object, `strict` allows no others.
fn validator(strict: bool) -> jsonschema::Validator {
    let mut own: Value = serde_json::from_str(schema::TEXT).expect("the schema is JSON");
    if strict {
        close(&mut own);
    }
    jsonschema::draft202012::new(&own).expect("the schema is a schema")
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            keys.values_mut().for_each(close);
            if keys.contains_key("properties") && keys.get("type") == Some(&json!("object")) {
                keys.insert("additionalProperties".to_owned(), json!(false));
            }
        }
        Value::Array(all) => all.iter_mut().for_each(close),
        _ => {}
    }
}

fn assert_valid(validator: &jsonschema::Validator, name: &str, written: &str) {
    let value: Value = serde_json::from_str(written).expect("JSON");
    let errors = validator
        .iter_errors(&value)
        .map(|error| format!("{name}: {} at {}", error, error.instance_path()));
    let errors: Vec<String> = errors.take(3).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_schema_is_one_itself_and_holds_every_key_that_is_written() {
    let own: Value = serde_json::from_str(schema::TEXT).expect("JSON");
    assert!(jsonschema::meta::is_valid(&own));
    let validator = validator(true);
    for (name, comparison, decided) in all() {
        assert_valid(
            &validator,
            name,
            &json::decided(&name, &comparison, &decided),
        );
        for article in &comparison.articles {
            let reading = Comparison::new(vec![article.clone()]);
            assert_valid(&validator, name, &json::reading(&7, &reading));
        }
    }
    assert_valid(&validator, "error", r#"{"id":null,"error":"bad"}"#);
}

#[test]
fn the_schema_takes_keys_of_later_versions_and_refuses_what_is_wrong() {
    let validator = validator(false);
    let good = json::comparison(&"x", &hostile());
    let mut value: Value = serde_json::from_str(&good).expect("JSON");
    value["later"] = json!(1);
    assert!(validator.is_valid(&value));
    for (pointer, wrong) in [
        ("/claims/0/mode", json!("shouted")),
        ("/claims/0/content", json!([])),
        ("/schema", json!("crossread/2")),
        ("/matches/0/score", json!(2)),
    ] {
        let mut value: Value = serde_json::from_str(&good).expect("JSON");
        *value.pointer_mut(pointer).expect("it is there") = wrong;
        assert!(!validator.is_valid(&value), "{pointer}");
    }
}

#[test]
fn what_is_saved_is_read_back_and_saved_again_to_the_byte_with_its_decisions() {
    for (name, comparison, decided) in all() {
        let written = json::decided(&name, &comparison, &decided);
        let read = saved::read(&written).expect(name);
        assert_eq!(read.decided(), decided, "{name}");
        assert_eq!(
            json::decided(&name, &read.comparison, &read.decided()),
            written,
            "{name}"
        );
    }
    let (comparison, decided) = decided();
    let value: Value =
        serde_json::from_str(&json::decided(&"x", &comparison, &decided)).expect("JSON");
    let verdicts: Vec<&str> = value["verdicts"]
        .as_array()
        .expect("verdicts")
        .iter()
        .filter_map(|verdict| verdict["verdict"].as_str())
        .collect();
    assert_eq!(verdicts, ["confirmed", "rejected", "by-hand"]);
    assert_eq!(value["notes"].as_array().map(Vec::len), Some(2));
    assert_eq!(value["decisions"].as_array().map(Vec::len), Some(8));
}

#[test]
fn no_form_carries_anything_that_steers_a_terminal() {
    for (name, comparison, decided) in all() {
        let forms = [
            text::comparison(&comparison, &decided, 80),
            json::decided(&name, &comparison, &decided),
            jsonld::comparison(&comparison, &decided),
            markdown::comparison(&comparison, &decided),
            html::comparison(&comparison, &decided),
            csv::matches(&comparison, &decided),
            csv::claims(&comparison, 0),
        ];
        for (number, form) in forms.iter().enumerate() {
            let bad = form.lines().find(|line| !clean::is_clean(line));
            assert_eq!(bad, None, "{name}, form {number}");
        }
    }
}

#[test]
fn the_report_keeps_to_its_width_and_to_the_order_of_the_overview() {
    for (name, comparison, decided) in all() {
        for width in [80, 40] {
            let report = text::comparison(&comparison, &decided, width);
            let long = report
                .lines()
                .find(|line| unicode_width::UnicodeWidthStr::width(*line) > width);
            assert_eq!(long, None, "{name}");
            assert!(!report.contains(['│', '┃', '─', '═']), "{name}");
        }
        let report = text::comparison(&comparison, &decided, 80);
        let headings = [
            "ONE AFFIRMS WHAT THE OTHER DENIES",
            "OTHER FIGURES, DATES",
            "THE SAME QUOTATION",
            "Found no ",
            "WHOSE WORD IT IS",
            "WHO IS QUOTED",
            "BOTH SAY IT",
            "ONE SAYS MORE",
            "IN PARAGRAPHS THAT ARE",
            "ONLY IN A",
            "ONLY IN B",
        ];
        let places: Vec<usize> = headings
            .iter()
            .filter_map(|words| report.find(words))
            .collect();
        assert!(
            places.is_sorted() && places.len() >= headings.len() - 3,
            "{name}: {places:?}"
        );
    }
}

#[test]
fn the_report_tells_every_claim_that_is_worth_it() {
    let comparison = seeds();
    let outline = Outline::new(&comparison);
    let mut told: BTreeSet<usize> = outline.only.iter().flatten().copied().collect();
    let sections = outline.apart.iter().chain(&outline.together);
    for pair in sections.flat_map(|section| &section.pairs) {
        told.extend(pair.claims);
    }
    for claim in &comparison.claims {
        assert!(
            told.contains(&claim.id) || comparison.is_scrap(claim.id),
            "{}",
            claim.id
        );
    }
}

/// A cell of a table by the name of its column.
fn rows(table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = ::csv::Reader::from_reader(table.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let rows = reader.records().map(|row| {
        let row = row.expect("rows of one length");
        head.iter()
            .map(str::to_owned)
            .zip(row.iter().map(str::to_owned))
            .collect()
    });
    rows.collect()
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for (name, comparison, decided) in all() {
        for table in [
            csv::matches(&comparison, &decided),
            csv::claims(&comparison, 0),
        ] {
            for row in rows(&table) {
                for (column, cell) in row {
                    let first = cell.trim_start().chars().next();
                    assert!(
                        !matches!(first, Some('=' | '+' | '-' | '@')),
                        "{name}, {column}: {cell}"
                    );
                }
            }
        }
    }
    assert_eq!(csv::harmless("=1"), "'=1");
    assert_eq!(csv::harmless("\t＝1"), "' ＝1");
    assert_eq!(csv::harmless("1-2"), "1-2");
}

#[test]
fn the_table_of_matches_has_every_match_and_every_claim() {
    for (name, comparison, decided) in all() {
        let rows = rows(&csv::matches(&comparison, &decided));
        let matched = rows.iter().filter(|row| row["relation"] != "only here");
        assert_eq!(matched.count(), comparison.matches.len(), "{name}");
        let claims: BTreeSet<&str> = rows
            .iter()
            .flat_map(|row| [row["a_claim"].as_str(), row["b_claim"].as_str()])
            .filter(|claim| !claim.is_empty())
            .collect();
        assert_eq!(claims.len(), comparison.claims.len(), "{name}");
    }
    let (comparison, decided) = decided();
    let rows = rows(&csv::matches(&comparison, &decided));
    assert!(
        rows.iter()
            .any(|row| row["verdict"] == "confirmed" && row["note"].starts_with("'=a note"))
    );
}

#[test]
#[cfg(feature = "markdown")]
fn nothing_of_an_article_becomes_a_mark_of_markdown() {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    for (name, comparison, decided) in all() {
        let note = markdown::comparison(&comparison, &decided);
        let mut words = String::new();
        for event in Parser::new_ext(&note, Options::all()) {
            match event {
                Event::Text(text) => words.push_str(&text),
                Event::Start(
                    Tag::Heading { .. }
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Strong
                    | Tag::Paragraph
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell,
                )
                | Event::End(_)
                | Event::SoftBreak => words.push(' '),
                other => panic!("{name}: {other:?}"),
            }
        }
        for claim in comparison
            .claims
            .iter()
            .filter(|claim| !comparison.is_scrap(claim.id))
        {
            let content = clean::line(&comparison.text_of(claim)).into_owned();
            // Typographers' options turn straight quotes and dots into others.
            let plain =
                |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
            let is_told = plain(&words).contains(&plain(&content));
            let is_answered = comparison
                .matches
                .iter()
                .any(|found| found.a == claim.id || found.b == claim.id);
            assert!(is_told || is_answered, "{name}: {content}");
        }
        assert!(!note.contains("://") && !note.contains("www."), "{name}");
    }
}

/// The values of an attribute, as they stand.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let open = format!(" {name}=\"");
    let found = page.match_indices(&open).map(|(at, _)| {
        let rest = &page[at + open.len()..];
        &rest[..rest.find('"').expect("it is closed")]
    });
    found.collect()
}

#[test]
fn every_link_of_the_page_leads_to_a_place_in_it_and_every_claim_has_one() {
    for (name, comparison, decided) in all() {
        let page = html::comparison(&comparison, &decided);
        let ids = attributes(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}");
        for link in attributes(&page, "href") {
            let id = link.strip_prefix('#').expect("nothing leads outside");
            assert!(unique.contains(id), "{name}: {id}");
        }
        for claim in &comparison.claims {
            assert!(
                unique.contains(format!("claim-{}", claim.id).as_str()),
                "{name}: {}",
                claim.id
            );
        }
        for id in attributes(&page, "aria-labelledby") {
            assert!(unique.contains(id), "{name}: {id}");
        }
    }
}

#[test]
fn the_page_is_whole_needs_nothing_and_says_just_what_the_articles_say() {
    for (name, comparison, decided) in all() {
        let page = html::comparison(&comparison, &decided);
        let allowed = [
            "!doctype",
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "a",
            "header",
            "h1",
            "h2",
            "h3",
            "h4",
            "nav",
            "ul",
            "li",
            "span",
            "main",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "section",
            "p",
            "b",
            "div",
            "article",
            "blockquote",
            "details",
            "summary",
        ];
        let mut open: Vec<&str> = Vec::new();
        let (_, body) = page.split_once("</style>").expect("a style");
        for tag in body.split('<').skip(1) {
            let (inside, _) = tag.split_once('>').expect("a tag ends");
            let element = inside
                .trim_start_matches('/')
                .split([' ', '\n'])
                .next()
                .unwrap_or("");
            assert!(allowed.contains(&element), "{name}: <{inside}>");
            if inside.starts_with('/') {
                // The head and the page were opened before the style.
                let expected =
                    open.pop()
                        .unwrap_or(if element == "head" { "head" } else { "html" });
                assert_eq!(expected, element, "{name}");
            } else {
                open.push(element);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
        for needle in [
            "src=",
            "url(",
            "@import",
            "http://",
            "<script",
            "onerror=\"",
            "javascript:alert",
        ] {
            let is_there = body.contains(needle)
                || page
                    .split("</style>")
                    .next()
                    .is_some_and(|head| head.contains(needle));
            // In the words of an article they are harmless.
            let words = comparison
                .articles
                .iter()
                .any(|article| article.text.contains(needle));
            assert!(
                !is_there || words && !needle.starts_with('<'),
                "{name}: {needle}"
            );
        }
        let told: String = body
            .split('<')
            .filter_map(|tag| tag.split_once('>'))
            .map(|(_, words)| words)
            .collect();
        let told = told
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        for claim in &comparison.claims {
            let content = clean::line(&comparison.text_of(claim)).into_owned();
            let is_split = claim.content.len() > 1;
            assert!(
                is_split
                    || told.contains(&content)
                    || told.contains(&content[..content.len().min(1)]),
                "{name}"
            );
        }
        for article in &comparison.articles {
            for block in article
                .blocks
                .iter()
                .filter(|block| block.kind == BlockKind::Boilerplate)
            {
                assert!(
                    told.contains(&*clean::line(block.span.of(&article.text))),
                    "{name}"
                );
            }
        }
    }
}

/// What of a graph has to be known: every key and type, and every reference to a term.
fn terms(
    value: &Value,
    found: &mut BTreeSet<String>,
    ids: &mut BTreeSet<String>,
    references: &mut BTreeSet<String>,
) {
    match value {
        Value::Object(keys) => {
            let is_reference = keys.len() == 1;
            for (key, value) in keys {
                match (key.as_str(), value) {
                    ("@id", Value::String(id)) if is_reference => {
                        references.insert(id.clone());
                    }
                    ("@id", Value::String(id)) => assert!(ids.insert(id.clone()), "{id} twice"),
                    ("@type", Value::String(term)) => {
                        found.insert(term.clone());
                    }
                    ("@type", Value::Array(terms)) => {
                        found.extend(terms.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("@value", _) => {}
                    _ => {
                        found.insert(key.clone());
                        terms(value, found, ids, references);
                    }
                }
            }
        }
        Value::Array(all) => all
            .iter()
            .for_each(|one| terms(one, found, ids, references)),
        _ => {}
    }
}

fn vocabulary(list: &str) -> BTreeSet<&str> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

#[test]
fn every_term_of_the_linked_data_is_in_the_lists_of_its_vocabulary() {
    let schema = vocabulary(include_str!("vocabularies/schema.txt"));
    let oa = vocabulary(include_str!("vocabularies/oa.txt"));
    for (name, comparison, decided) in all() {
        let value: Value =
            serde_json::from_str(&jsonld::comparison(&comparison, &decided)).expect("JSON");
        let (mut found, mut ids, mut references) =
            <(BTreeSet<_>, BTreeSet<_>, BTreeSet<_>)>::default();
        terms(&value["@graph"], &mut found, &mut ids, &mut references);
        let (nodes, named): (Vec<&String>, Vec<&String>) =
            references.iter().partition(|id| ids.contains(*id));
        found.extend(named.into_iter().cloned());
        for term in &found {
            let is_known = match term.split_once(':') {
                Some(("schema", own)) => schema.contains(own),
                Some(("oa", own)) => oa.contains(own),
                Some(("rdf", own)) => own == "value",
                Some(("xsd", own)) => own == "nonNegativeInteger",
                _ => false,
            };
            assert!(is_known, "{name}: {term}");
        }
        assert!(
            nodes.len() > 3 && value["@context"]["schema"] == "https://schema.org/",
            "{name}"
        );
    }
}

#[test]
fn the_selectors_of_the_linked_data_select_their_words() {
    for (name, comparison, decided) in all() {
        let value: Value =
            serde_json::from_str(&jsonld::comparison(&comparison, &decided)).expect("JSON");
        let nodes = value["@graph"].as_array().expect("nodes");
        let by_id = |id: &Value| {
            nodes
                .iter()
                .find(|node| node["@id"] == *id)
                .expect("a node")
        };
        let (mut places, mut links) = (0, 0);
        for node in nodes {
            if node["oa:hasSelector"].is_array() {
                places += 1;
                let source = by_id(&node["oa:hasSource"]["@id"]);
                let text: Vec<char> = source["schema:articleBody"]
                    .as_str()
                    .expect("a text")
                    .chars()
                    .collect();
                let [quote, position] = [0, 1].map(|nth| &node["oa:hasSelector"][nth]);
                let at = |key: &str| -> usize {
                    let value = position[key]["@value"].as_str().expect("a number");
                    value.parse().expect("a number")
                };
                let exact: String = text[at("oa:start")..at("oa:end")].iter().collect();
                assert_eq!(quote["oa:exact"], exact, "{name}");
                let prefix = quote["oa:prefix"].as_str().expect("words");
                let before: String = text[..at("oa:start")].iter().collect();
                assert!(before.ends_with(prefix), "{name}");
            }
            if node["oa:motivatedBy"]["@id"] == "oa:linking" {
                links += 1;
                let targets = node["oa:hasTarget"].as_array().expect("targets");
                let sources: Vec<&Value> = targets
                    .iter()
                    .map(|target| &by_id(&target["@id"])["oa:hasSource"]["@id"])
                    .collect();
                assert!(sources.len() == 2 && sources[0] != sources[1], "{name}");
            }
        }
        assert_eq!(links, comparison.matches.len(), "{name}");
        assert!(places >= comparison.claims.len(), "{name}");
    }
}

#[test]
fn what_is_taken_back_of_a_saved_comparison_leaves_the_plain_reading() {
    let (comparison, own) = decided();
    let written = json::decided(&"x", &comparison, &own);
    let read = saved::read(&written).expect("it can be read");
    let ledger = read.brought.ledger();
    let mut again = read.comparison.clone();
    let mut replay = Replay::of_saved(&again, &ledger.in_force(), &[0, 1]);
    // One decision less: the comparison is that of the others.
    let all = ledger.in_force();
    let (rejected, rest): (Vec<&Decision>, Vec<&Decision>) = all
        .into_iter()
        .partition(|decision| matches!(decision, Decision::Reject { .. }));
    assert_eq!(rejected.len(), 1);
    replay.revise(&mut again, &rest);
    let (wanted, _) = Replay::read(source::built_in(), &rest, &[0, 1], &mut |_| {});
    assert_eq!(again.matches, wanted.matches);
    replay.revise(&mut again, &[]);
    let plain = seeds();
    assert_eq!(
        (again.claims, again.actors, again.matches),
        (plain.claims, plain.actors, plain.matches)
    );
}
