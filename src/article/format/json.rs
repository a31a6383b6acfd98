//! JSON: an object with a "text", a list of such objects, or one object a line.

use super::dates::first_day;
use super::{Contents, Entry, FormatError};
use crate::article::{Article, Imprint, tongue};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::HashMap;

/// What is read of an object; everything else in it is passed over.
#[derive(Debug, Clone, Deserialize)]
#[serde(expecting = "an object")]
struct Told {
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default, alias = "source", alias = "publisher")]
    outlet: Option<String>,
    #[serde(default, alias = "author")]
    byline: Option<String>,
    #[serde(default, alias = "published")]
    date: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

impl Told {
    fn article(self, id: &str) -> Article {
        let article = Article::glance(id, self.title, self.text);
        Article {
            imprint: Imprint {
                outlet: self.outlet,
                byline: self.byline,
                date: self.date.as_deref().and_then(first_day),
                language: tongue::find(&article.text, &article.blocks, self.language.as_deref()),
                ..article.imprint
            },
            ..article
        }
    }

    fn entry(self, id: String) -> Entry {
        let title = match &self.title {
            Some(title) if !title.trim().is_empty() => title.clone(),
            _ => Article::glance("", None, first_words(&self.text)).title,
        };
        let hint = super::length(&self.text);
        Entry::new(title, hint, move || Ok(self.clone().article(&id)))
    }
}

/// So much of `text` as is enough for a title.
fn first_words(text: &str) -> String {
    text.chars().take(1000).collect()
}

/// One value: an article, or a list of them.
pub fn value(name: &str, text: &str) -> Result<Contents, FormatError> {
    if text.trim_start().starts_with('[') {
        let all: Vec<Told> = serde_json::from_str(text).map_err(|error| reason(&error))?;
        return Ok(several(name, all.into_iter().map(Ok)));
    }
    match serde_json::from_str::<Told>(text) {
        Ok(told) => Ok(Contents::One(told.article(name))),
        Err(_) if is_own(text) => Err(FormatError::Saved),
        Err(_) if is_linked(text) => Err(FormatError::Export("linked data")),
        Err(error) => Err(reason(&error)),
    }
}

/// Whether it is something that Crossread wrote itself.
fn is_own(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Own {
        schema: String,
    }
    let own: Result<Own, _> = serde_json::from_str(text);
    own.is_ok_and(|own| own.schema.starts_with("crossread/"))
}

/// Whether it is the linked data that Crossread writes, by the vocabularies that it names.
fn is_linked(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Linked {
        #[serde(rename = "@context")]
        context: HashMap<String, String>,
        #[serde(rename = "@graph")]
        _graph: IgnoredAny,
    }
    let linked: Result<Linked, _> = serde_json::from_str(text);
    linked.is_ok_and(|linked| linked.context.contains_key("oa"))
}

/// One object a line. A line that can't be read keeps its place in the list and says why when it is chosen.
pub fn lines(name: &str, text: &str) -> Contents {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    several(
        name,
        lines.map(|line| serde_json::from_str::<Told>(line).map_err(|error| reason(&error))),
    )
}

fn several(name: &str, all: impl Iterator<Item = Result<Told, FormatError>>) -> Contents {
    let mut all: Vec<_> = all.collect();
    if let [Ok(_)] = all.as_slice()
        && let Some(Ok(told)) = all.pop()
    {
        return Contents::One(told.article(name));
    }
    let numbered = all.into_iter().zip(1..);
    let entries = numbered.map(|(told, number)| match told {
        Ok(told) => told.entry(format!("{name}#{number}")),
        Err(error) => {
            let hint = error.to_string();
            Entry::new(format!("line {number}"), hint, move || Err(error.clone()))
        }
    });
    Contents::Several(entries.collect())
}

fn reason(error: &serde_json::Error) -> FormatError {
    if error.is_eof() {
        return FormatError::Broken("JSON", error.to_string());
    }
    FormatError::Json(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{Declared, read};
    use super::*;

    fn contents(text: &str) -> Result<Contents, FormatError> {
        read("a.json", text.as_bytes().to_vec(), &Declared::default())
    }

    #[test]
    fn an_object_is_an_article_with_its_text_as_it_stands() {
        let text = r#"{"title":"Strike","text":"One.\r\nTwo.","date":"2021-05-03T10:00Z","author":"Ann","x":[1]}"#;
        let Ok(Contents::One(article)) = contents(text) else {
            panic!("one article");
        };
        assert_eq!(
            (article.text.as_str(), article.title.as_str()),
            ("One.\r\nTwo.", "Strike")
        );
        assert_eq!(article.imprint.date, crate::day::Day::new(2021, 5, 3));
        assert_eq!(article.judged().title, "Strike");
    }

    #[test]
    fn lines_and_lists_are_several_each_with_its_number() {
        for text in [
            "{\"text\":\"One is here.\"}\n\n{\"text\":\"Two\",\"title\":\"T\"}\n",
            "[{\"text\":\"One is here.\"},\n{\"text\":\"Two\",\"title\":\"T\"}]",
        ] {
            let Ok(Contents::Several(entries)) = contents(text) else {
                panic!("several articles");
            };
            let titles: Vec<&str> = entries.iter().map(|entry| entry.title.as_str()).collect();
            assert_eq!(titles, ["One is here.", "T"]);
            assert_eq!(
                entries[1].article().map(|article| article.id),
                Ok("a.json#2".to_owned())
            );
        }
    }

    #[test]
    fn a_bad_line_keeps_its_place_and_says_why() {
        let Ok(Contents::Several(entries)) = contents("{\"text\":\"One\"}\n{\"txt\":1}\n{\"text\"")
        else {
            panic!("several articles");
        };
        assert_eq!(entries.len(), 3);
        let error = entries[1].article().expect_err("no text").to_string();
        assert!(
            error.contains("“text”") && error.contains("missing field"),
            "{error}"
        );
    }

    #[test]
    fn an_object_without_text_says_what_it_needs() {
        let error = contents("{\"words\":\"one\"}").expect_err("no text");
        assert!(error.to_string().contains("“text”"));
        let error = contents("{\"schema\":\"crossread/1\"}").expect_err("no text");
        assert_eq!(error, FormatError::Saved);
    }
}
