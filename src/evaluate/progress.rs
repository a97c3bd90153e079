//! How far the work is, for whoever waits for it.

/// How far a step of the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: Step,
    /// How much of it is done, in the step's own unit.
    pub done: u64,
    /// How much there is of it.
    pub all: u64,
}

/// A step of the work that takes long where the files are large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading the incident histories; in bytes of all of them.
    Read,
    /// Working out the results; in results.
    Calculate,
}

/// Hears how far the work is.
pub type Tell<'t> = &'t mut dyn FnMut(Progress);

/// Tells of a step at its beginning, now and then, and at its end: often enough for a bar that
/// moves, so seldom that telling costs nothing.
pub(super) struct Teller<'t> {
    tell: Tell<'t>,
    step: Step,
    all: u64,
    /// How much is done between two tellings.
    stride: u64,
    /// At how much to tell again.
    next: u64,
}

/// The most tellings between the beginning and the end of a step.
const MOST: u64 = 32;
/// Less than this many bytes are read, and results worked out, before anybody could look.
const FEWEST_BYTES: u64 = 4 << 20;
const FEWEST_RESULTS: u64 = 256;

impl<'t> Teller<'t> {
    /// Tells that nothing of `all` is done yet.
    pub(super) fn start(tell: Tell<'t>, step: Step, all: u64) -> Self {
        let fewest = match step {
            Step::Read => FEWEST_BYTES,
            Step::Calculate => FEWEST_RESULTS,
        };
        let stride = all.div_ceil(MOST).max(fewest);
        tell(Progress { step, done: 0, all });
        Self { tell, step, all, stride, next: stride }
    }

    /// Notes that so much is `done`, and tells if it is time to.
    pub(super) fn reached(&mut self, done: u64) {
        if done >= self.next && done < self.all {
            self.next = done + self.stride;
            (self.tell)(Progress { step: self.step, done, all: self.all });
        }
    }

    /// Tells that all is done.
    pub(super) fn end(self) {
        (self.tell)(Progress { step: self.step, done: self.all, all: self.all });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Case, Input};
    use crate::units::Instant;

    #[test]
    fn a_case_tells_of_each_step_and_takes_digests_late() {
        let contract = r#"{ "format": "sla-contract/1", "currency": "EUR",
            "services": [{ "id": "erp" }],
            "objectives": [{ "id": "up", "service": "erp", "indicator": "availability",
                             "target": { "at_least": "99.9" } }] }"#;
        let title = "x".repeat(1 << 20);
        let history = |first: u32| {
            let incidents: Vec<String> = (first..first + 6)
                .map(|id| {
                    format!(
                        r#"{{ "id": "{id}", "title": "{title}", "services": ["erp"],
                              "started": "2026-01-10T10:00:00Z",
                              "restored": "2026-01-10T11:00:00Z" }}"#
                    )
                })
                .collect();
            format!(r#"{{ "format": "sla-incidents/1", "incidents": [{}] }}"#, incidents.join(","))
        };
        let texts = [history(0), contract.to_owned(), history(6)];
        let inputs = texts.each_ref().map(|text| Input::new("a.json", text.as_bytes()));
        let all = (texts[0].len() + texts[2].len()) as u64;
        let mut told = Vec::new();
        let mut case = Case::open_telling(&inputs, &mut |progress| told.push(progress)).unwrap();
        let megabytes: Vec<u64> = told.iter().map(|progress| progress.done >> 20).collect();
        assert_eq!(megabytes, [0, 4, 8, 12]);
        assert!(told.iter().all(|progress| progress.step == Step::Read && progress.all == all));

        case.set_digests(vec!["a".to_owned(), "b".to_owned()]);
        let mut told = Vec::new();
        let as_of = Instant::parse("2026-03-20T00:00:00Z").unwrap();
        let evaluation = case.evaluate_telling(as_of, &mut |progress| told.push(progress)).unwrap();
        let calculate = |done| Progress { step: Step::Calculate, done, all: 3 };
        assert_eq!(told, [0, 3].map(calculate));
        let digests = evaluation.report.provenance.files.into_iter().map(|file| file.sha256);
        assert_eq!(digests.collect::<Vec<_>>(), ["a", "b", ""]);
    }

    fn told(step: Step, all: u64, steps: impl Iterator<Item = u64>) -> Vec<u64> {
        let mut told = Vec::new();
        let mut tell = |progress: Progress| {
            assert_eq!((progress.step, progress.all), (step, all));
            told.push(progress.done);
        };
        let mut teller = Teller::start(&mut tell, step, all);
        steps.for_each(|done| teller.reached(done));
        teller.end();
        told
    }

    #[test]
    fn tells_often_enough_and_seldom_enough() {
        for megabytes in [117, 1_000, 4_000] {
            let all = megabytes << 20;
            let told = told(Step::Read, all, (0..=all).step_by(300));
            assert!((10..=50).contains(&told.len()), "{megabytes} MB: {}", told.len());
            assert!(told.is_sorted_by(|before, after| before < after));
            assert_eq!((told.first(), told.last()), (Some(&0), Some(&all)));
        }
    }

    #[test]
    fn a_small_step_has_a_beginning_and_an_end() {
        assert_eq!(told(Step::Read, 70_000, (0..=70_000).step_by(300)), [0, 70_000]);
        assert_eq!(told(Step::Calculate, 3, 1..=3), [0, 3]);
        assert_eq!(told(Step::Calculate, 600, 1..=600), [0, 256, 512, 600]);
        assert_eq!(told(Step::Calculate, 0, std::iter::empty()), [0, 0]);
    }
}
