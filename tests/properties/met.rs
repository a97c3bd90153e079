//! Properties that see that they met with what they are about.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::strategy::Strategy;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::clocks::thousand;

/// In how many worlds a property met with what.
#[derive(Default)]
pub(crate) struct Met(RefCell<BTreeMap<&'static str, u32>>);

impl Met {
    /// Notes that a world had it, where it `is` so.
    pub(crate) fn note(&self, what: &'static str, is: bool) {
        *self.0.borrow_mut().entry(what).or_default() += u32::from(is);
    }
}

/// Whether a property holds of worlds, of which each thing that it notes is to be met with in one of
/// two hundred, at least.
pub(crate) fn holds<S: Strategy>(worlds: &S, property: impl Fn(S::Value, &Met) -> TestCaseResult) {
    let (config, met) = (thousand(), Met::default());
    let least = config.cases / 200;
    let found = TestRunner::new(config).run(worlds, |world| property(world, &met));
    found.unwrap_or_else(|error| panic!("{error}"));
    let met = met.0.into_inner();
    println!("{met:?}");
    assert!(!met.is_empty() && met.values().all(|number| *number >= least), "seldom: {met:?}");
}
