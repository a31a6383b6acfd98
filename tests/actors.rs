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

/// The words of the actor that `of` names among all, and that nobody else bears.
fn is_one(texts: &[&str], name: &str, words: &[&str], not: &[&str]) {
    let (_, all) = actor(texts, name);
    for word in words {
        assert!(all.iter().any(|own| own == word), "{word}: {all:?}");
    }
    for word in not {
        assert!(all.iter().all(|own| own != word), "{word}: {all:?}");
    }
}

#[test]
fn whoever_stays_anonymous_is_nobody_with_a_name() {
    let text = "A source close to the council said Ida Holm was livid. “He is toast,” said the insider. \
                An onlooker wept. Ida Holm did not comment.";
    is_one(
        &[text],
        "Ida Holm",
        &[],
        &["A source", "the insider", "An onlooker"],
    );
    let article = Article::new("made up", None, text.to_owned());
    let actors = Comparison::new(vec![article]).actors;
    let source = actors.iter().find(|actor| actor.name == "A source");
    assert!(
        source.is_some_and(|actor| actor.roles.contains(&"the insider".to_owned())),
        "{actors:?}"
    );
    is_one(
        &["Outside, a neighbour, Otto Lind, agreed. The neighbour said that it was loud."],
        "Otto Lind",
        &["a neighbour", "The neighbour"],
        &[],
    );
    is_one(
        &[
            "Mayor Ida Holm said on Monday that she had full confidence in the harbour board of Lund.",
            "A source said on Monday that Ida Holm had no confidence in the harbour board of Lund.",
        ],
        "Ida Holm",
        &["she"],
        &["A source"],
    );
}

#[test]
fn he_who_says_is_whoever_spoke_before_in_the_paragraph() {
    is_one(
        &[
            "Prosecutor Karl Ott confirmed an inquiry.\n\nProf Otto Lind of Lund University said the type had been banned. \
             “It is the cheapest,” he explained.",
        ],
        "Otto Lind",
        &["he"],
        &[],
    );
    is_one(
        &[
            "His agent, Otto Lind, denied that United had made a bid. “There is only one club,” he said.",
        ],
        "Otto Lind",
        &["His agent", "he"],
        &[],
    );
    is_one(
        &[
            "Detective Karl Ott said the victim, Ida Holm, 19, had been walking home. Her mother, Greta Holm, paid tribute. \
             “She was my world,” she said.",
        ],
        "Greta Holm",
        &["Her mother", "she"],
        &["She"],
    );
}

#[test]
fn a_common_word_with_the_capital_of_its_sentence_is_no_name() {
    let text =
        "A spokesman for the ferry said: “Safety is our priority.” He declined to give details.";
    let actors = Comparison::new(vec![Article::new("made up", None, text.to_owned())]).actors;
    assert!(
        actors.iter().all(|actor| actor.name != "Safety"),
        "{actors:?}"
    );
    let spokesman = actors.iter().find(|actor| actor.name == "A spokesman");
    assert!(
        spokesman.is_some_and(|actor| actor.mentions.len() == 2),
        "{actors:?}"
    );
}

/// How many actors bear that name, or that description if they have none.
fn called(texts: &[&str], name: &str) -> usize {
    let article = |text: &&str| Article::new("made up", None, (*text).to_owned());
    let actors = Comparison::new(texts.iter().map(article).collect()).actors;
    let called = actors.iter().filter(|actor| actor.name == name);
    called.count()
}

#[test]
fn mr_is_not_mrs() {
    let both =
        "Mr Lind, the mayor, said taxes would rise. Mrs Lind, a baker, said bread would cost more.";
    assert_eq!(called(&[both], "Lind"), 2);
    let (his, hers) = (
        "Mr Lind said taxes would rise.",
        "Mrs Lind said bread would cost more.",
    );
    assert_eq!(called(&[his, hers], "Lind"), 2);
    assert_eq!(called(&[his, "Mr Lind left on Monday."], "Lind"), 1);
}

#[test]
fn spokesmen_of_two_are_two() {
    let text = "Ott’s spokesman said that he knew of no tape. A government spokesman said that there was none.";
    assert_eq!(called(&[text], "A government spokesman"), 1);
    let again =
        "Ott’s spokesman said that he knew of no tape. The spokesman added that there was none.";
    assert_eq!(called(&[again], "The spokesman"), 0);
}

#[test]
fn what_is_done_to_people_is_no_part_of_what_they_are_called() {
    let texts = [
        "The fire killed 14 people, police said. The 14 people were found on Monday.",
        "The fire killed 19 people, police said. Two people were found on Monday.",
    ];
    assert_eq!(called(&texts, "The fire killed 14 people"), 0);
    assert_eq!(called(&texts, "Two people"), 1);
    assert_eq!(
        called(
            &["A sacked baker claims mining bosses were told about cracks."],
            "mining bosses"
        ),
        1
    );
}

#[test]
fn who_is_of_a_union_is_a_person_and_not_the_union() {
    let (kind, words) = actor(
        &["Holger Lind of the Varda union ruled out strikes. The union met on Monday."],
        "Holger Lind",
    );
    assert_eq!(kind, ActorKind::Person);
    assert!(
        words.iter().all(|word| !word.contains("union")),
        "{words:?}"
    );
}

#[test]
fn another_guest_is_whoever_is_named_beside_it() {
    is_one(
        &["Another guest, the whisky heiress Ida Holm, said she heard no such thing."],
        "Ida Holm",
        &["Another guest", "the whisky heiress", "she"],
        &[],
    );
    is_one(
        &[
            "A Lund climber has fallen. Another climber, Otto Lind, died on Friday. The climber was alone.",
        ],
        "Otto Lind",
        &["Another climber"],
        &["A Lund climber", "The climber"],
    );
}

#[test]
fn a_title_is_no_part_of_the_name_behind_it() {
    for title in ["MSP", "MP", "DS", "PM", "Prof", "Baker", "Boss"] {
        let text = format!("{title} Ida Holm said that the bridge was shut.");
        assert_eq!(called(&[&text], "Ida Holm"), 1, "{text}");
    }
    let several = "Two SNP MSPs told the paper that they would abstain.";
    assert_eq!(called(&[several], "Two SNP MSPs"), 1);
    let hour = "The quay was shut at 9 pm. The PM left Lund on Monday.";
    assert_eq!(called(&[hour], "The PM"), 1);
}

#[test]
fn the_state_of_a_people_is_their_own() {
    is_one(
        &["Ukraine protested on Monday. The Belarusian state did not comment."],
        "Belarus",
        &["The Belarusian state"],
        &[],
    );
}

#[test]
fn papers_that_differ_on_an_age_speak_of_one_person_all_the_same() {
    is_one(
        &[
            "“We heard a roar,” Ida Holm, a 43-year-old baker, told the paper in Lund on Monday.",
            "Baker Ida Holm, 34, said in Lund on Monday that she had heard a roar.",
        ],
        "Ida Holm",
        &["a 43-year-old baker", "Baker", "she"],
        &[],
    );
}

#[test]
fn the_group_of_a_town_is_the_company_and_a_union_with_a_name_is_not() {
    is_one(
        &[
            "Brinkmann AG cut its forecast on Monday. Brinkmann said that sales had slipped. The Hamburg-based group expects less. \
             The Varda union objects.",
        ],
        "Brinkmann AG",
        &["The Hamburg-based group"],
        &["The Varda union"],
    );
}

#[test]
fn a_text_may_end_in_the_midst_of_a_word_that_hyphens_join() {
    for end in [
        "the mayor-",
        "a mother-of-",
        "his brother-in-",
        "last",
        "two weeks",
    ] {
        let text = format!("Ida Falk spoke on Monday of {end}");
        assert_eq!(called(&[&text], "Ida Falk"), 1, "{text}");
    }
}
