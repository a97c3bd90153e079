//! Not yet anything.

fn main() {}
