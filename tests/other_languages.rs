//! Stories of texts that are not in English: what their marks and capitals tell is found, and nothing else is made up.
#![cfg(feature = "reader")]

mod support;

use crossread::actor::ActorKind;
use crossread::article::{Article, source};
use crossread::claim::{Certainty, Claim, Mode, Source};
use crossread::comparison::Comparison;
use crossread::export::{json, schema, text};
use crossread::matching::Relation;
use crossread::notebook::Decided;
use crossread::reader::state::State;
use proptest::prelude::*;
use support::screen::last_line;

const GERMAN: &str = "Hafenarbeiter in Tarnstadt legen die Arbeit nieder

Die Beschäftigten des Hafens von Tarnstadt sind am Montag nicht zur Arbeit erschienen. „Das Angebot reicht uns einfach nicht“, sagte die Sprecherin der Gewerkschaft HVG, Ulrike Sommer, am Abend vor dem Tor. Die Leitung hatte drei Prozent mehr Lohn angeboten, die Gewerkschaft fordert sieben.

Wirtschaftsminister Jürgen von Ahlen sagte im Rundfunk: „Wir werden den Hafen nicht allein lassen, das ist versprochen.“ Von einem „Erpressungsversuch“ wollte er nicht sprechen. Die Zeitung „Der Bote“ hatte das Wort am Sonntag gebraucht.

„Niemand hat mit uns über die neuen Schichten gesprochen“, heißt es in einem Schreiben des Betriebsrats an die Leitung. Sommer will am Mittwoch mit der HVG über das weitere Vorgehen beraten, und die Reedereien leiten ihre Schiffe bis Ende März um.";

const FRENCH: &str = "Grève au port de Valmer : les négociations reprennent

Les dockers du port de Valmer ont cessé le travail lundi matin pour demander de meilleurs salaires. « Nous ne reculerons pas devant des promesses vagues », a déclaré Étienne Morvan, délégué de la CGP, devant les grilles. La direction propose une hausse de trois pour cent.

La ministre des Transports, Hélène d’Arcy, a répondu dans la soirée : « Le port doit rouvrir avant la fin de la semaine. » Un porte-parole de Morvan n’a pas souhaité commenter. « Tout le monde savait que cela finirait ainsi », regrette un ancien responsable de la direction d’Étienne Morvan.";

const SPANISH: &str = "La huelga del puerto de Velamar entra en su segunda semana

Los estibadores del puerto de Velamar no acudieron el lunes a su puesto de trabajo y anunciaron nuevas protestas. «No vamos a aceptar una oferta que nos insulta», dijo Ximena Duarte, portavoz de los trabajadores. El presidente de la Autoridad Portuaria, Álvaro Quintana, pidió calma.

Quintana afirmó ante la prensa: «Hay dinero para todos, pero no de golpe». Duarte negó que hubiera una propuesta por escrito, y el llamado «plan» sigue sin conocerse.";

fn comparison(texts: &[&str]) -> Comparison {
    let article = |text: &&str| Article::new("made up", None, (*text).to_owned());
    Comparison::new(texts.iter().map(article).collect())
}

/// The claims with their speakers: "Ulrike Sommer: „…“", "unnamed: …".
fn told(comparison: &Comparison) -> Vec<String> {
    let said = |claim: &Claim| {
        let who = match claim.source {
            Source::Actor(actor, _) => comparison.actors[actor].name.as_str(),
            Source::Unnamed(_) => "unnamed",
            Source::Article => "the article",
        };
        format!("{who}: {}", comparison.text_of(claim))
    };
    comparison.claims.iter().map(said).collect()
}

fn actors(comparison: &Comparison) -> Vec<(&str, ActorKind)> {
    let actors = comparison.actors.iter();
    actors
        .map(|actor| (actor.name.as_str(), actor.kind))
        .collect()
}

#[test]
fn a_german_text_gives_its_quotations_and_names_and_none_of_its_nouns() {
    let read = comparison(&[GERMAN]);
    assert_eq!(
        told(&read),
        [
            "Ulrike Sommer: „Das Angebot reicht uns einfach nicht“",
            "Jürgen von Ahlen: „Wir werden den Hafen nicht allein lassen, das ist versprochen.“",
            "unnamed: „Niemand hat mit uns über die neuen Schichten gesprochen“",
        ]
    );
    assert_eq!(
        actors(&read),
        [
            ("HVG", ActorKind::Organisation),
            ("Ulrike Sommer", ActorKind::Person),
            ("Jürgen von Ahlen", ActorKind::Person),
        ]
    );
    assert_eq!(read.actors[1].mentions.len(), 2, "{:?}", read.actors[1]);
}

#[test]
fn a_french_text_gives_its_quotations_with_their_speakers_where_that_is_plain() {
    let read = comparison(&[FRENCH]);
    assert_eq!(
        told(&read),
        [
            "Étienne Morvan: « Nous ne reculerons pas devant des promesses vagues »",
            "Hélène d’Arcy: « Le port doit rouvrir avant la fin de la semaine. »",
            "unnamed: « Tout le monde savait que cela finirait ainsi »",
        ]
    );
    let all = actors(&read);
    assert!(
        all.contains(&("Étienne Morvan", ActorKind::Person)),
        "{all:?}"
    );
    assert!(all.contains(&("CGP", ActorKind::Organisation)), "{all:?}");
    assert_eq!(all.len(), 3, "{all:?}");
}

#[test]
fn countries_and_towns_of_two_words_are_no_organisations() {
    let text = "Los ministros de los Estados Unidos y de Nueva Zelanda se reunieron el martes en Buenos Aires para hablar del puerto de Velamar y de la deuda. \
                Los acompañó el senador del PRV Ximo Baltar, que no quiso hablar con la prensa a la salida del encuentro.";
    let read = comparison(&[text]);
    let names: Vec<&str> = actors(&read).iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["PRV", "Ximo Baltar"]);
}

#[test]
fn a_spanish_text_gives_its_quotations_and_finds_who_is_called_by_surname_alone() {
    let read = comparison(&[SPANISH]);
    assert_eq!(
        told(&read),
        [
            "Ximena Duarte: «No vamos a aceptar una oferta que nos insulta»",
            "Álvaro Quintana: «Hay dinero para todos, pero no de golpe»",
        ]
    );
    let all = actors(&read);
    assert!(
        all.contains(&("Ximena Duarte", ActorKind::Person)),
        "{all:?}"
    );
    assert!(
        all.contains(&("Autoridad Portuaria", ActorKind::Organisation)),
        "{all:?}"
    );
}

#[test]
fn nothing_is_told_of_what_english_rules_alone_could_read() {
    for text in [GERMAN, FRENCH, SPANISH] {
        for claim in comparison(&[text]).claims {
            assert_eq!(claim.mode, Mode::Direct);
            assert_eq!(claim.factuality.certainty, Certainty::Unknown);
            assert!(claim.cue.is_none() && claim.figures.is_empty() && claim.dates.is_empty());
            assert!(claim.confidence <= 0.7, "{}", claim.confidence);
        }
    }
}

#[test]
fn a_quotation_that_goes_on_behind_its_speaker_is_one_claim() {
    let text = "Die Beschäftigten des Hafens sind auch am Dienstag nicht zur Arbeit erschienen, und niemand weiß, wie lange das noch dauert. \
                „Wir haben lange gewartet“, sagte Ulrike Sommer, „und jetzt ist Schluss damit.“ Danach ging sie wieder zu den anderen zurück.";
    assert_eq!(
        told(&comparison(&[text])),
        ["Ulrike Sommer: „Wir haben lange gewartet“ … „und jetzt ist Schluss damit.“"]
    );
}

#[test]
fn offices_titles_days_and_owners_do_not_hide_who_speaks() {
    let text = "Neue Strecke

Berlin – Verkehrsminister Thomas Lehner hat am 3. Mai die Pläne für die neue Strecke vorgestellt. „Das ist ein Tropfen auf den heißen Stein“, kritisierte die Sprecherin der Freien Liste, Anna-Lena Weiß. Auch der Chef des Verbandes der Güterbahnen, Prof. Dr. Karl Westhoff, war skeptisch: „Seit Jahren hören wir das, z. B. beim Ausbau im Osten.“ Lehners Haus schwieg.

Ein Sprecher von Thomas Lehner sagte: „Die Zahlen sind belastbar und geprüft worden.“ Uwe Sommer sagte dem NDR: „Mich hat hier keiner gefragt. Ich ziehe vor Gericht.“";
    let read = comparison(&[text]);
    assert_eq!(
        told(&read),
        [
            "Anna-Lena Weiß: „Das ist ein Tropfen auf den heißen Stein“",
            "Karl Westhoff: „Seit Jahren hören wir das, z. B. beim Ausbau im Osten.“",
            "unnamed: „Die Zahlen sind belastbar und geprüft worden.“",
            "Uwe Sommer: „Mich hat hier keiner gefragt. Ich ziehe vor Gericht.“",
        ]
    );
    let lehner = read
        .actors
        .iter()
        .find(|actor| actor.name == "Thomas Lehner");
    assert_eq!(lehner.map(|actor| actor.mentions.len()), Some(3));
    assert!(read.sentences[0].iter().any(|span| span.of(text).ends_with("vorgestellt.")
        && span.of(text).contains("3. Mai")));
}

#[test]
fn two_texts_in_another_language_are_matched_by_speakers_and_same_words_and_never_set_against_each_other()
 {
    let other = "Streit im Hafen von Tarnstadt geht weiter

Auch am Dienstag standen die Kräne im Hafen still, und vor dem Tor brannten die ersten Feuer. „Das Angebot reicht uns einfach nicht“, sagte Ulrike Sommer. Der Minister Jürgen von Ahlen sagte am Abend: „Wir haben nie versprochen, dass der Hafen bleibt.“";
    let both = comparison(&[GERMAN, other]);
    let relations: Vec<(Relation, bool)> = both
        .matches
        .iter()
        .map(|found| (found.relation, found.same_event))
        .collect();
    assert!(
        relations.contains(&(Relation::Restates, true)),
        "{relations:?}"
    );
    for (relation, _) in relations {
        assert!(matches!(relation, Relation::Restates | Relation::SameActor));
    }
    assert!(both.repeats.is_empty());
}

#[test]
fn an_english_article_reads_the_same_whatever_stands_beside_it() {
    let (_, english) = source::BUILT_IN[0];
    let alone = comparison(&[english]);
    let beside = comparison(&[english, GERMAN]);
    let own: Vec<String> = told(&beside)[..alone.claims.len()].to_vec();
    assert_eq!(own, told(&alone));
}

#[test]
fn a_short_text_is_read_as_english_and_the_status_line_and_report_say_what_is_limited() {
    let short = comparison(&["„Ja“, sagte Olaf Lind."]);
    assert!(!short.articles[0].is_foreign());
    let read = comparison(&[GERMAN]);
    let report = text::comparison(&read, &Decided::default(), 200);
    assert!(
        report.contains("in German: claims are found in English"),
        "{report}"
    );
    let state = State::new(read, (100, 24));
    let says = last_line(&state);
    assert!(says.contains("in German: claims are limited"), "{says}");
    // Beside an English article too, whichever of them the reader is in.
    let (_, english) = source::BUILT_IN[0];
    let state = State::new(comparison(&[english, GERMAN]), (100, 24));
    let says = last_line(&state);
    assert!(says.contains("B in German"), "{says}");
}

#[test]
fn the_json_of_other_languages_is_valid() {
    let schema: serde_json::Value = serde_json::from_str(schema::TEXT).expect("the schema");
    let valid = jsonschema::draft202012::new(&schema).expect("a schema");
    for texts in [&[GERMAN, FRENCH][..], &[SPANISH, GERMAN]] {
        let written = json::comparison(&"a", &comparison(texts));
        let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        assert!(valid.is_valid(&value));
    }
}

proptest! {
    #[test]
    fn any_text_in_any_language_gives_valid_claims_and_mentions(
        pieces in proptest::collection::vec(
            prop_oneof![
                "[A-ZÄÉ]?[a-zäéß]{0,6}",
                "[dl]’[A-Zé][a-z]{0,4}",
                Just("Olaf Lind".to_owned()),
                Just("Linds".to_owned()),
                Just("von der".to_owned()),
                Just("Anna-".to_owned()),
                Just("USA".to_owned()),
                "[„“«»\"”,.:;()'’–-]{1,2}",
                "\\PC{0,3}",
                Just("\n\n".to_owned()),
            ],
            0..60,
        ),
        gaps in proptest::collection::vec(" ?", 60),
        language in prop_oneof![Just("de"), Just("fr"), Just("ja")],
    ) {
        let text: String = pieces.iter().zip(&gaps).flat_map(|(piece, gap)| [piece.as_str(), gap]).collect();
        let mut article = Article::new("made up", None, text.clone());
        article.imprint.language = Some(language.to_owned());
        let read = Comparison::new(vec![article.clone(), article]);
        for claim in &read.claims {
            prop_assert!(claim.content.iter().all(|span| !span.is_empty() && text.get(span.range()).is_some()));
            if let Source::Actor(actor, _) = claim.source {
                prop_assert!(actor < read.actors.len());
            }
        }
        for mention in read.actors.iter().flat_map(|actor| &actor.mentions) {
            prop_assert!(text.get(mention.span.range()).is_some_and(|words| !words.is_empty()));
        }
    }
}
