//! stub
mod score;
fn main() {
    println!("{}", score::Figures::default());
}
