//! Who published a page and when: from its JSON-LD, its OpenGraph and other `<meta>`, its `<time>` and its headings.

use super::super::dates::first_day;
use crate::article::Imprint;
use crate::day::Day;
use dom_query::Document;
use serde_json::Value;

/// The longest title, name or outlet in characters; more is none.
const LONGEST: usize = 400;

/// What a page says of itself. `address` is where it came from, if that is known.
pub fn find(page: &Document, address: Option<&str>) -> Imprint {
    let metas = Metas::new(page);
    let linked = linked_data(page);
    let article = linked.iter().find(|data| is_article(data));
    let string =
        |keys: &[&str]| article.and_then(|data| keys.iter().find_map(|key| name_of(&data[*key])));
    let outlet = string(&["publisher", "sourceOrganization"])
        .or_else(|| metas.first(&["og:site_name", "application-name", "dc.publisher", "cre"]))
        .or_else(|| address.and_then(host));
    let title = string(&["headline", "name"])
        .or_else(|| metas.first(&["og:title", "twitter:title", "dc.title", "title"]))
        .or_else(|| only_heading(page))
        .or_else(|| text(&page.select("head > title").text()))
        .map(|title| without_outlet(&title, outlet.as_deref()));
    let byline = string(&["author", "creator"])
        .or_else(|| {
            metas.first(&[
                "author",
                "parsely-author",
                "dc.creator",
                "article:author",
                "byl",
                "sailthru.author",
            ])
        })
        .or_else(|| by_markup(page))
        .map(|byline| without_by(&byline).to_owned())
        .filter(|byline| !byline.contains("://") && byline.contains(char::is_alphabetic));
    Imprint {
        title,
        outlet,
        byline,
        date: day(page, &metas, article),
        language: page
            .select("html")
            .attr("lang")
            .map(|lang| lang.to_string())
            .or_else(|| metas.first(&["og:locale", "content-language", "language"])),
    }
}

/// `words` on one line, unless there are none or too many.
fn text(words: &str) -> Option<String> {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty() && line.chars().count() <= LONGEST).then_some(line)
}

/// The `<meta>` of a page, in order: name in lower case, content.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn new(page: &Document) -> Self {
        let metas = page.select("meta");
        let named = metas.nodes().iter().filter_map(|node| {
            let name = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|attribute| node.attr(attribute))?;
            let content = decoded(&node.attr("content")?);
            Some((name.trim().to_ascii_lowercase(), content))
        });
        Self(named.take(1000).collect())
    }

    /// The content of the first of `names` that has one.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let mut named = self.0.iter().filter(|(own, _)| own == name);
            named.find_map(|(_, content)| text(content))
        })
    }
}

/// `words` with the references to characters that were escaped twice.
fn decoded(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    Document::fragment(words.replace('<', "&lt;"))
        .text()
        .to_string()
}

/// All objects of the page's linked data, those of lists and graphs one by one.
fn linked_data(page: &Document) -> Vec<Value> {
    let mut found = Vec::new();
    for script in page
        .select("script[type='application/ld+json']")
        .nodes()
        .iter()
        .take(50)
    {
        let script = script.text();
        let json = script
            .trim()
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>");
        if let Ok(value) = serde_json::from_str(json) {
            gather(value, &mut found);
        }
    }
    found
}

fn gather(value: Value, found: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, found)),
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                gather(graph, found);
            }
            if let Some(main) = object.get("mainEntity").filter(|main| is_article(main)) {
                found.push(main.clone());
            }
            found.push(Value::Object(object));
        }
        _ => {}
    }
}

/// Whether linked data is of an article.
fn is_article(data: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        })
    };
    match &data["@type"] {
        Value::Array(kinds) => kinds.iter().any(is),
        kind => is(kind),
    }
}

/// The name that a value of linked data gives: a string, an object's "name", several joined by commas.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => text(&decoded(name)),
        Value::Object(object) => object.get("name").and_then(name_of),
        Value::Array(values) => {
            let names: Vec<String> = values.iter().filter_map(name_of).take(20).collect();
            text(&names.join(", "))
        }
        _ => None,
    }
}

/// The day a page is of.
fn day(page: &Document, metas: &Metas, article: Option<&Value>) -> Option<Day> {
    let linked = article.and_then(|data| {
        ["datePublished", "dateCreated", "uploadDate", "dateModified"]
            .iter()
            .find_map(|key| first_day(data[*key].as_str()?))
    });
    let of_metas = || {
        [
            "article:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "published_time",
            "dc.date.issued",
            "dc.date",
            "dcterms.created",
            "date",
            "pdate",
            "ptime",
            "og:published_time",
            "last-modified",
            "article:modified_time",
        ]
        .iter()
        .find_map(|name| first_day(&metas.first(&[name])?))
    };
    let of_times = || {
        [
            "time[itemprop='datePublished']",
            "time[pubdate]",
            "[itemprop='datePublished']",
            "article time[datetime]",
            "main time[datetime]",
            "time[datetime]",
            "article time",
        ]
        .iter()
        .find_map(|which| {
            let times = page.select(which);
            times.nodes().iter().take(3).find_map(|time| {
                let attribute = ["datetime", "content"]
                    .iter()
                    .find_map(|name| time.attr(name));
                attribute
                    .and_then(|value| first_day(&value))
                    .or_else(|| first_day(&time.text()))
            })
        })
    };
    linked.or_else(of_metas).or_else(of_times)
}

/// The page's heading of the first rank, if it has just one.
fn only_heading(page: &Document) -> Option<String> {
    let headings = page.select("h1");
    match headings.nodes() {
        [one] => text(&one.text()),
        _ => None,
    }
}

/// Who is named where pages name their authors.
fn by_markup(page: &Document) -> Option<String> {
    [
        "[rel='author']",
        "[itemprop='author'] [itemprop='name']",
        "[itemprop='author']",
        ".byline-name",
        ".author-name",
        ".byline",
        ".author",
    ]
    .iter()
    .find_map(|which| {
        let named = page.select(which);
        let name = text(&named.nodes().first()?.text())?;
        (name.chars().count() < 100).then_some(name)
    })
}

/// `title` without the name of the outlet after its last bar or dash.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let squeezed = |words: &str| -> String {
        let kept = words.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let cut = [" | ", " - ", " – ", " — ", " » ", " · "]
        .iter()
        .filter_map(|bar| title.rsplit_once(bar))
        .min_by_key(|(_, last)| last.len());
    match (cut, outlet) {
        (Some((first, last)), Some(outlet)) if squeezed(last) == squeezed(outlet) => {
            first.trim().to_owned()
        }
        _ => title.to_owned(),
    }
}

/// `byline` without the word that only says that it is one.
fn without_by(byline: &str) -> &str {
    // What runs into it is the time or a number of comments.
    let end = byline
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(byline.len());
    let byline =
        byline[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '.'));
    let rest = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    rest.map_or(byline, |_| byline[3..].trim_start())
}

/// The host of `address`, as an outlet is called when nothing else names it.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let named = scheme.starts_with("http") && host.contains('.');
    named.then(|| host.trim_start_matches("www.").to_owned())
}
