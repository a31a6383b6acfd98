//! How long each stage of a reading takes on the two built-in articles: `cargo bench`.
//!
//! The rate is that of the text: both articles for whatever reads both, the first one for a reading. How time and memory
//! grow with the text is told by `examples/growth.rs`.

use crossread::article::{Article, blocks, source};
use crossread::comparison::Comparison;
use crossread::export::json;
use crossread::language::Parsed;
use crossread::{actor, claim, matching};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    // What is read once a run is read before anything is timed.
    black_box(Comparison::new(source::built_in()));
    divan::main();
}

fn parsed(articles: &[Article]) -> Vec<Parsed<'_>> {
    articles.iter().map(Parsed::new).collect()
}

fn bytes(articles: &[Article]) -> BytesCount {
    let all: usize = articles.iter().map(|article| article.text.len()).sum();
    BytesCount::from(all)
}

#[divan::bench]
fn stage_1_blocks(bencher: Bencher<'_, '_>) {
    let articles = source::built_in();
    bencher.counter(bytes(&articles)).bench(|| {
        for article in &articles {
            black_box(blocks::find(black_box(&article.text)));
        }
    });
}

#[divan::bench]
fn stage_2_sentences_tokens_tags(bencher: Bencher<'_, '_>) {
    let articles = source::built_in();
    bencher
        .counter(bytes(&articles))
        .bench(|| parsed(black_box(&articles)).len());
}

#[divan::bench]
fn stage_3_actors(bencher: Bencher<'_, '_>) {
    let articles = source::built_in();
    let parsed = parsed(&articles);
    bencher
        .counter(bytes(&articles))
        .bench(|| actor::find(black_box(&parsed)));
}

#[divan::bench]
fn stage_4_claims(bencher: Bencher<'_, '_>) {
    let articles = source::built_in();
    let parsed = parsed(&articles);
    let actors = actor::find(&parsed);
    bencher
        .counter(bytes(&articles))
        .bench(|| claim::find(black_box(&parsed), &actors));
}

#[divan::bench]
fn stage_5_matches(bencher: Bencher<'_, '_>) {
    let articles = source::built_in();
    let parsed = parsed(&articles);
    let actors = actor::find(&parsed);
    let claims = claim::find(&parsed, &actors);
    bencher
        .counter(bytes(&articles))
        .bench(|| matching::find(black_box(&parsed), &actors, &claims));
}

#[divan::bench]
fn whole_reading(bencher: Bencher<'_, '_>) {
    let (id, text) = source::BUILT_IN[0];
    bencher.counter(BytesCount::of_str(text)).bench(|| {
        let article = Article::new(id, None, black_box(text).to_owned());
        json::reading(&id, &Comparison::new(vec![article]))
    });
}

#[divan::bench]
fn whole_comparison(bencher: Bencher<'_, '_>) {
    let articles = source::built_in();
    bencher
        .counter(bytes(&articles))
        .bench(|| json::comparison(&"both", &Comparison::new(black_box(source::built_in()))));
}
