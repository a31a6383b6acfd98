//! Two short made-up articles with their claims set by hand: the reader's tests do not move when extraction does.

use crossread::actor::{Actor, ActorKind, Form, Mention};
use crossread::article::{Article, Block, BlockKind};
use crossread::claim::{Certainty, Claim, Factuality, Mode, Polarity, Source};
use crossread::comparison::Comparison;
use crossread::matching::{Match, Relation, Role};
use crossread::span::Span;

const A: &[(BlockKind, &str)] = &[
    (
        BlockKind::Title,
        "Paper mill at Lower Wick to close after ninety years",
    ),
    (
        BlockKind::Caption,
        "The mill seen from the river. Photo: archive",
    ),
    (
        BlockKind::Body,
        "The paper mill at Lower Wick will close in March. “It has to close before the next flood,” the owner said on Monday. Ann Ott bought the mill eleven years ago and has run it at a loss since the fire.",
    ),
    (
        BlockKind::Body,
        "Ott, owner and last manager of the mill, told reporters that 240 workers would lose their jobs. She promised to pay wages until June.",
    ),
    (
        BlockKind::Body,
        "The union doubts that. According to Milan Brod, nobody has seen a single paper about the plan. The union leader expects a strike within days.",
    ),
    (
        BlockKind::Boilerplate,
        "Do you know how much you can save with the right insurance? Our guide compares forty offers and shows you the way through the small print, step by step.",
    ),
    (
        BlockKind::Body,
        "The town council met behind closed doors. Its members are said to have known of the plan since autumn. The mayor did not answer questions, and the session ended after midnight without a vote.",
    ),
    (
        BlockKind::Body,
        "“We will not leave the yard,” Brod said at the gate, where some forty workers had gathered around a fire in the rain and sang until the morning.",
    ),
    (
        BlockKind::Body,
        "The river has flooded the mill four times in ten years. Engineers had advised a wall, but the wall was never built. Ott denies that she was warned.",
    ),
];

const B: &[(BlockKind, &str)] = &[
    (
        BlockKind::Title,
        "Hundreds march through Lower Wick for their mill",
    ),
    (
        BlockKind::Body,
        "Hundreds marched through Lower Wick on Tuesday. They carried lanterns and a coffin made of cardboard from their own machines, and the shops along the high street stayed shut.",
    ),
    (
        BlockKind::Body,
        "“Nobody has shown us a plan,” said Milan Brod, who leads the paper workers’ union. Brod announced a strike for Friday.",
    ),
    (
        BlockKind::Body,
        "Owner Ann Ott said 300 people would have to go. The mill, she said, must be closed before the water comes back.",
    ),
    (
        BlockKind::Body,
        "The bridge was closed to traffic for three hours. Older inhabitants remembered the strike of their grandparents, which lasted a winter and ended with a ball in the sorting hall.",
    ),
    (
        BlockKind::Body,
        "Ott was warned of the floods by engineers as early as last year, a letter shows that this paper has seen.",
    ),
    (
        BlockKind::Body,
        "The council says it heard of the closure from the radio. Nobody on the council had been told, the mayor said.",
    ),
    (
        BlockKind::Boilerplate,
        "Sign up for our weekly letter from the valley.",
    ),
];

const C: &[(BlockKind, &str)] = &[
    (BlockKind::Title, "What the bank knew of the mill"),
    (
        BlockKind::Body,
        "The valley bank has lent nothing to the mill since spring. Its head keeps silent, and the branch in Lower Wick has been shut for a week because of burst pipes.",
    ),
    (
        BlockKind::Body,
        "Ann Ott told the bank that 260 workers would be dismissed. Sister Agnes, who cooks for the strikers, called that a fairy tale.",
    ),
    (
        BlockKind::Body,
        "Whoever walks along the yard in the evening sees a row of tents, a stove made of an oil drum and a hand-painted board with the days since the announcement.",
    ),
    (
        BlockKind::Body,
        "Milan Brod spoke of a strike from Thursday on. The soup, he joked, would last until Easter.",
    ),
];

const D: &[(BlockKind, &str)] = &[
    (BlockKind::Title, "A river and its mill"),
    (
        BlockKind::Body,
        "The river has a long memory, people here say. Ann Ott maintains that the mill must go before the water comes.",
    ),
];

/// The two articles and two more: C has something on workers and strike, D on the flood.
pub fn four() -> Comparison {
    let mut made = Maker {
        comparison: comparison(),
    };
    for (id, blocks) in [("c.txt", C), ("d.txt", D)] {
        made.comparison.articles.push(article(id, blocks));
        made.comparison.sentences.push(Vec::new());
    }
    let (ott, brod, mill) = (0, 1, 2);
    let agnes = made.actor("Sister Agnes", ActorKind::Person, &[], &["Sister Agnes"]);
    made.claim(
        2,
        Mode::Narration,
        "The valley bank has lent nothing to the mill since spring",
        Who::Article,
        "",
        &[mill],
    );
    let dismissed = made.claim(
        2,
        Mode::Indirect,
        "that 260 workers would be dismissed",
        Who::Actor(ott, "Ann Ott"),
        "told",
        &[],
    );
    made.claim(
        2,
        Mode::Indirect,
        "that a fairy tale",
        Who::Actor(agnes, "Sister Agnes"),
        "called",
        &[],
    );
    let thursday = made.claim(
        2,
        Mode::Indirect,
        "a strike from Thursday on",
        Who::Actor(brod, "Milan Brod"),
        "spoke of",
        &[],
    );
    let water = made.claim(
        3,
        Mode::Indirect,
        "that the mill must go before the water comes",
        Who::Actor(ott, "Ann Ott"),
        "maintains",
        &[mill],
    );
    let claim = |words: &str| {
        let all = made.comparison.claims.iter();
        let mut found = all.filter(|claim| made.comparison.text_of(claim).contains(words));
        found.next().expect("such a claim").id
    };
    let (jobs, go) = (claim("240 workers"), claim("300 people"));
    let (strike, flood) = (
        claim("a strike within days"),
        claim("before the next flood"),
    );
    let speaks = [Role::Speaker; 2];
    for (a, b, actor, relation, because) in [
        (
            jobs,
            dismissed,
            ott,
            Relation::Differs,
            "240 workers, 260 workers",
        ),
        (
            go,
            dismissed,
            ott,
            Relation::Differs,
            "300 people, 260 workers",
        ),
        (strike, thursday, brod, Relation::Adds, "a strike"),
        (
            flood,
            water,
            ott,
            Relation::Restates,
            "going before the water",
        ),
    ] {
        made.pair(a, b, actor, speaks, relation, 0.6, because);
    }
    made.comparison
}

/// The two articles and everything about them.
pub fn comparison() -> Comparison {
    let articles = vec![article("a.txt", A), article("b.txt", B)];
    let mut made = Maker {
        comparison: Comparison {
            sentences: articles.iter().map(|_| Vec::new()).collect(),
            articles,
            actors: Vec::new(),
            claims: Vec::new(),
            matches: Vec::new(),
            repeats: Vec::new(),
            copied: Vec::new(),
        },
    };
    let ott = made.actor(
        "Ann Ott",
        ActorKind::Person,
        &["the owner"],
        &["Ann Ott", "Ott", "the owner", "Owner Ann Ott", "she"],
    );
    let brod = made.actor(
        "Milan Brod",
        ActorKind::Person,
        &["the union leader"],
        &["Milan Brod", "Brod", "The union leader"],
    );
    let mill = made.actor(
        "Lower Wick Paper",
        ActorKind::Organisation,
        &["the mill"],
        &["the mill", "The mill", "The paper mill"],
    );
    let council = made.actor(
        "town council",
        ActorKind::Group,
        &["the council"],
        &["The town council", "The council"],
    );

    let close = made.claim(
        0,
        Mode::Narration,
        "The paper mill at Lower Wick will close in March",
        Who::Article,
        "",
        &[mill],
    );
    let flood = made.claim(
        0,
        Mode::Direct,
        "“It has to close before the next flood,”",
        Who::Actor(ott, "the owner"),
        "said",
        &[mill],
    );
    made.claim(
        0,
        Mode::Narration,
        "Ann Ott bought the mill eleven years ago and has run it at a loss since the fire",
        Who::Article,
        "",
        &[ott, mill],
    );
    let jobs = made.claim(
        0,
        Mode::Indirect,
        "that 240 workers would lose their jobs",
        Who::Actor(ott, "Ott, owner and last manager of the mill"),
        "told reporters",
        &[],
    );
    made.claim(
        0,
        Mode::Indirect,
        "to pay wages until June",
        Who::Actor(ott, "She"),
        "promised",
        &[],
    );
    let paper = made.claim(
        0,
        Mode::Indirect,
        "nobody has seen a single paper about the plan",
        Who::Actor(brod, "Milan Brod"),
        "According to",
        &[],
    );
    let strike = made.claim(
        0,
        Mode::Indirect,
        "a strike within days",
        Who::Actor(brod, "The union leader"),
        "expects",
        &[],
    );
    made.claim(
        0,
        Mode::Narration,
        "The town council met behind closed doors",
        Who::Article,
        "",
        &[council],
    );
    let known = made.claim(
        0,
        Mode::Indirect,
        "have known of the plan since autumn",
        Who::Unnamed("are said to"),
        "are said to",
        &[council],
    );
    made.claim(
        0,
        Mode::Direct,
        "“We will not leave the yard,”",
        Who::Actor(brod, "Brod"),
        "said",
        &[],
    );
    let denies = made.claim(
        0,
        Mode::Indirect,
        "that she was warned",
        Who::Actor(ott, "Ott denies"),
        "denies",
        &[ott],
    );

    let march = made.claim(
        1,
        Mode::Narration,
        "Hundreds marched through Lower Wick on Tuesday",
        Who::Article,
        "",
        &[mill],
    );
    let plan = made.claim(
        1,
        Mode::Direct,
        "“Nobody has shown us a plan,”",
        Who::Actor(brod, "Milan Brod"),
        "said",
        &[],
    );
    let friday = made.claim(
        1,
        Mode::Indirect,
        "a strike for Friday",
        Who::Actor(brod, "Brod announced"),
        "announced",
        &[],
    );
    let go = made.claim(
        1,
        Mode::Indirect,
        "300 people would have to go",
        Who::Actor(ott, "Owner Ann Ott"),
        "said",
        &[],
    );
    let water = made.claim(
        1,
        Mode::Indirect,
        "must be closed before the water comes back",
        Who::Actor(ott, "she"),
        "said",
        &[mill],
    );
    let warned = made.claim(
        1,
        Mode::Indirect,
        "Ott was warned of the floods by engineers as early as last year",
        Who::Unnamed("a letter"),
        "shows",
        &[ott],
    );
    let radio = made.claim(
        1,
        Mode::Indirect,
        "it heard of the closure from the radio",
        Who::Actor(council, "The council"),
        "says",
        &[council],
    );

    made.pair(
        flood,
        water,
        ott,
        [Role::Speaker; 2],
        Relation::Restates,
        0.83,
        "closing before a flood",
    );
    made.pair(
        close,
        water,
        mill,
        [Role::Subject; 2],
        Relation::Adds,
        0.61,
        "closing",
    );
    made.pair(
        close,
        march,
        mill,
        [Role::Subject, Role::Mentioned],
        Relation::SameActor,
        0.2,
        "the mill",
    );
    made.pair(
        jobs,
        go,
        ott,
        [Role::Speaker; 2],
        Relation::Differs,
        0.77,
        "240 workers, 300 people",
    );
    made.pair(
        paper,
        plan,
        brod,
        [Role::Speaker; 2],
        Relation::Restates,
        0.72,
        "no plan seen",
    );
    made.pair(
        strike,
        friday,
        brod,
        [Role::Speaker; 2],
        Relation::Adds,
        0.7,
        "a strike",
    );
    made.pair(
        denies,
        warned,
        ott,
        [Role::Speaker, Role::Subject],
        Relation::Contradicts,
        0.66,
        "warned",
    );
    made.pair(
        known,
        radio,
        council,
        [Role::Subject, Role::Speaker],
        Relation::Differs,
        0.5,
        "when the council knew",
    );
    made.comparison
}

fn article(id: &str, blocks: &[(BlockKind, &str)]) -> Article {
    let mut text = String::new();
    let mut made = Vec::new();
    for (kind, words) in blocks {
        let start = text.len();
        text.push_str(words);
        let before = made
            .iter()
            .filter(|block: &&Block| block.paragraph > 0)
            .count();
        made.push(Block {
            kind: *kind,
            paragraph: if kind.is_paragraph() { before + 1 } else { 0 },
            span: Span::new(start, text.len()),
        });
        text.push_str("\n\n");
    }
    Article {
        title: made[0].span.of(&text).to_owned(),
        id: id.to_owned(),
        text,
        blocks: made,
        ..Article::default()
    }
}

#[derive(Clone, Copy)]
enum Who {
    Article,
    Unnamed(&'static str),
    Actor(usize, &'static str),
}

struct Maker {
    comparison: Comparison,
}

impl Maker {
    fn find(&self, article: usize, words: &str, near: usize) -> Option<Span> {
        let text = &self.comparison.articles[article].text;
        let (start, _) = text
            .match_indices(words)
            .min_by_key(|(start, _)| start.abs_diff(near))?;
        Some(Span::new(start, start + words.len()))
    }

    fn actor(&mut self, name: &str, kind: ActorKind, roles: &[&str], forms: &[&str]) -> usize {
        let id = self.comparison.actors.len();
        let mut mentions = Vec::new();
        for (article, of) in self.comparison.articles.iter().enumerate() {
            for form in forms {
                mentions.extend(of.text.match_indices(form).map(|(start, _)| Mention {
                    article,
                    span: Span::new(start, start + form.len()),
                    form: match *form {
                        "she" => Form::Pronoun,
                        form if form.to_lowercase().starts_with("the ") => Form::Role,
                        _ => Form::Name,
                    },
                }));
            }
        }
        mentions.sort_unstable();
        self.comparison.actors.push(Actor {
            id,
            name: name.to_owned(),
            kind,
            names: vec![name.to_owned()],
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            mentions,
        });
        id
    }

    fn claim(
        &mut self,
        article: usize,
        mode: Mode,
        content: &str,
        who: Who,
        cue: &str,
        about: &[usize],
    ) -> usize {
        let id = self.comparison.claims.len();
        let span = self
            .find(article, content, 0)
            .expect("the content stands in the article");
        let source = match who {
            Who::Article => Source::Article,
            Who::Unnamed(words) => Source::Unnamed(self.find(article, words, span.start)),
            Who::Actor(actor, words) => Source::Actor(
                actor,
                self.find(
                    article,
                    words
                        .trim_end_matches(" denies")
                        .trim_end_matches(" announced"),
                    span.start,
                ),
            ),
        };
        let denied = cue == "denies";
        let figures = {
            let parsed = crossread::language::Parsed::new(&self.comparison.articles[article]);
            crossread::claim::figure::figures(&parsed, &[span])
        };
        self.comparison.claims.push(Claim {
            id,
            article,
            sentences: Vec::new(),
            content: vec![span],
            source,
            cue: (!cue.is_empty())
                .then(|| self.find(article, cue, span.start))
                .flatten(),
            mode,
            via: Vec::new(),
            about: about.to_vec(),
            factuality: Factuality {
                certainty: if cue == "are said to" {
                    Certainty::Possible
                } else {
                    Certainty::Certain
                },
                polarity: if denied {
                    Polarity::Negative
                } else {
                    Polarity::Positive
                },
            },
            figures,
            dates: Vec::new(),
            places: Vec::new(),
            confidence: 0.9,
        });
        id
    }

    #[allow(clippy::too_many_arguments)]
    fn pair(
        &mut self,
        a: usize,
        b: usize,
        actor: usize,
        roles: [Role; 2],
        relation: Relation,
        score: f32,
        because: &str,
    ) {
        self.comparison.matches.push(Match {
            a,
            b,
            actors: vec![(actor, roles)],
            same_event: relation != Relation::SameActor,
            relation,
            score,
            because: vec![because.to_owned()],
            copied: false,
        });
    }
}
