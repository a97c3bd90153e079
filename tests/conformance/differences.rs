//! Reads `DIFFERENCES.md`: what it does not say is a failure, and so is what it says in vain.

use crate::ask::{Answer, same};

/// A row of one of its tables.
pub(crate) struct Difference {
    peer: String,
    case: String,
    asked: String,
    theirs: String,
    ours: String,
}

impl Difference {
    pub(crate) fn is_about(&self, peer: &str, case: &str, answer: &Answer) -> bool {
        self.peer == peer
            && self.case == case
            && self.asked == answer.asked
            && same(&self.theirs, &answer.theirs)
            && same(&self.ours, &answer.ours)
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { peer, case, asked, theirs, ours } = self;
        write!(f, "{peer}: {case}: {asked}: {theirs} there, {ours} here")
    }
}

/// Every row, each below the sentence that demands it.
pub(crate) fn read(text: &str) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut demanded = false;
    for line in text.lines() {
        if line.starts_with("## ") {
            demanded = false;
        } else if line.starts_with("> ") {
            demanded = true;
        } else if let Some(difference) = row(line) {
            assert!(demanded, "no sentence is quoted above: {line}");
            differences.push(difference);
        }
    }
    differences
}

/// Neither the head of a table nor the line below it.
fn row(line: &str) -> Option<Difference> {
    let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<&str> = cells.split(" | ").map(str::trim).collect();
    let [peer, case, asked, theirs, ours] = cells[..] else { panic!("not five cells: {line}") };
    (peer != "peer").then(|| Difference {
        peer: peer.to_owned(),
        case: case.to_owned(),
        asked: asked.to_owned(),
        theirs: theirs.to_owned(),
        ours: ours.to_owned(),
    })
}
