//! Who is who: surnames alone, sons and wives of one name, titles that several hold, firms that say and are "it".

use crossread::actor::ActorKind;
use crossread::article::Article;
use crossread::comparison::Comparison;

/// The words of all mentions of the actor that `name` stands for, and what it is.
fn actor(texts: &[&str], name: &str) -> (ActorKind, Vec<String>) {
    let article = |text: &&str| Article::new("made up", None, (*text).to_owned());
    let comparison = Comparison::new(texts.iter().map(article).collect());
    let found = comparison
        .actors
        .iter()
        .find(|actor| actor.names.iter().any(|own| own == name));
    let actor = found.unwrap_or_else(|| panic!("nobody is called {name}"));
    let words = actor.mentions.iter().map(|mention| {
        let text = &comparison.articles[mention.article].text;
        mention.span.of(text).to_owned()
    });
    (actor.kind, words.collect())
}

#[test]
fn a_campaign_that_bears_a_name_makes_its_bearer_no_organisation() {
    let (kind, words) = actor(
        &[
            "The complaint names the Ott campaign. The Ott campaign denied it on Monday, and the Ott campaign sued. \
             Ott spoke in Lund.",
            "Greta Ott spoke in Lund. The council listened.",
        ],
        "Greta Ott",
    );
    assert_eq!(kind, ActorKind::Person);
    assert!(
        words.iter().filter(|word| *word == "Ott").count() >= 3,
        "{words:?}"
    );
}

#[test]
fn a_surname_that_he_bears_alone_is_not_hers_who_is_named_in_full_later() {
    let text = "President Ott vowed on Monday that he would leave the pact. Ott said his patience was over. \
                Ott met envoys in Lund. They talked for an hour. The weather was fine. Nobody took notes. \
                The hall was cold. Later Margaret Ott, the first lady, opened a school. Ott left Lund at night.";
    let (_, hers) = actor(&[text], "Margaret Ott");
    assert!(
        hers.iter().all(|word| word != "Ott" && word != "he"),
        "{hers:?}"
    );
    let (_, his) = actor(&[text], "Ott");
    assert_eq!(
        his.iter().filter(|word| *word == "Ott").count(),
        4,
        "{his:?}"
    );
}

#[test]
fn a_son_is_told_from_his_father_where_an_article_tells_them_apart_and_nowhere_else() {
    let both = "Karl Ott owns the mill. Karl Ott Jr. runs it. Karl Ott said on Monday that it would close.";
    let again = "Karl J. Ott said on Tuesday that the mill would close.";
    let (_, father) = actor(&[both, again], "Karl J. Ott");
    assert!(!father.iter().any(|word| word.contains("Jr")), "{father:?}");
    let (_, one) = actor(
        &[
            "Karl J. Ott Jr. said on Monday that the mill would close.",
            "Karl Ott was sure of it, he said.",
        ],
        "Karl Ott",
    );
    assert!(one.iter().any(|word| word.contains("Jr")), "{one:?}");
}

#[test]
fn of_two_presidents_the_president_is_the_one_of_whom_more_is_said() {
    let (_, words) = actor(
        &[
            "President Greta Ott spoke on Monday. Ott said that the pact was dead. Ott met President \
             Jonas Lind in the evening. Later the president told reporters that she would sign nothing.",
        ],
        "Greta Ott",
    );
    assert!(
        words.iter().any(|word| word == "the president"),
        "{words:?}"
    );
}

#[test]
fn a_firm_that_says_and_is_it_is_the_company() {
    let (kind, words) = actor(
        &[
            "Norvik said on Monday that its browser had a hole. Norvik said that it would mend its browser. \
             The company told users to wait.",
        ],
        "Norvik",
    );
    assert_ne!(kind, ActorKind::Person);
    assert!(words.iter().any(|word| word == "The company"), "{words:?}");
}

#[test]
fn people_are_not_called_by_what_is_done_to_them() {
    let text = "A flood wall gave way on Tuesday, forcing 140 people from their homes. The 140 people slept in a school.";
    let comparison = Comparison::new(vec![Article::new("made up", None, text.to_owned())]);
    let names: Vec<&str> = comparison
        .actors
        .iter()
        .map(|actor| actor.name.as_str())
        .collect();
    assert!(
        names.iter().any(|name| name.ends_with("140 people")),
        "{names:?}"
    );
    assert!(
        !names.iter().any(|name| name.contains("forcing")),
        "{names:?}"
    );
}

#[test]
fn the_official_who_said_is_the_official_who_said_before_and_asking_for_no_name_is_no_claim() {
    let text = "A senior official, who asked not to be named, said the port had received two warnings. \
                “They were filed and forgotten,” the official said.";
    let comparison = Comparison::new(vec![Article::new("made up", None, text.to_owned())]);
    let sources: Vec<_> = comparison
        .claims
        .iter()
        .map(|claim| claim.source.actor())
        .collect();
    assert_eq!(sources.len(), 2, "{:?}", comparison.claims);
    assert!(
        sources[0].is_some() && sources[0] == sources[1],
        "{sources:?}"
    );
}

#[test]
fn names_that_two_papers_spell_in_two_ways_are_one_persons_and_a_sister_is_another() {
    let met = |one: &str, other: &str| {
        let texts = [
            format!(
                "{one} said on Monday that the bridge would close. The council in Lund listened."
            ),
            format!("The bridge in Lund will close, {other} said on Monday."),
        ];
        let (_, words) = actor(&[&texts[0], &texts[1]], one);
        words.contains(&other.to_owned())
    };
    assert!(met("Carla Lindqvist", "Karla Lindqvist"));
    assert!(met("Farrah Lindqvist", "Farah Lindqvist"));
    assert!(met("Olaf Henningsen", "Olaf Henningson"));
    assert!(!met("Ida Lindqvist", "Ada Lindqvist"));
    assert!(!met("Olaf Lind", "Olaf Lund"));
}
