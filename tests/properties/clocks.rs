//! What holds of every clock.

use chrono::TimeDelta;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;

use super::lives::life;
use super::reported::config;

/// 1,000 cases, or what `PROPTEST_CASES` says.
pub(crate) fn thousand() -> Config {
    let said = std::env::var_os("PROPTEST_CASES").is_some();
    Config { cases: if said { config().cases } else { 1_000 }, ..config() }
}

fn zero() -> BigRational {
    BigRational::from(BigInt::from(0))
}

proptest! {
    #![proptest_config(thousand())]

    #[test]
    fn business_time_adds_up_over_any_cut(life in life(), cut in any::<Index>()) {
        let seconds = (life.stopped - life.started).num_seconds();
        let cut = cut.index(usize::try_from(seconds).unwrap() + 1);
        let cut = life.started + TimeDelta::seconds(i64::try_from(cut).unwrap());
        let stretches = [(life.started, life.stopped), (life.started, cut), (cut, life.stopped)];
        let stretches = stretches.map(|(start, stop)| (start, Some(stop)));
        let clocks = life.clocks(None, &stretches);
        for part in ["elapsed_seconds", "paused_seconds", "real_seconds"] {
            let [whole, first, second] = [0, 1, 2].map(|at| clocks[at].seconds(part));
            prop_assert_eq!(whole, first + second, "{}", part);
        }
        for clock in &clocks {
            let [elapsed, paused] = ["elapsed_seconds", "paused_seconds"].map(|n| clock.seconds(n));
            prop_assert!(elapsed >= zero() && paused >= zero());
            prop_assert!(elapsed + paused <= clock.seconds("real_seconds"));
        }
    }

    #[test]
    fn what_has_elapsed_when_it_is_due_is_the_target(
        life in life(),
        target in prop_oneof![1..200_000_i64, (1..48_i64).prop_map(|hour| hour * 3600)],
    ) {
        let running = life.clocks(Some(&format!("PT{target}S")), &[(life.started, None)]);
        // It may come too late for us, or never.
        let due = running[0].due().filter(|due| *due <= life.as_of());
        let Some(due) = due else { return Ok(()) };
        let before = due - TimeDelta::nanoseconds(1);
        let stops = [due, before].map(|stop| (life.started, Some(stop)));
        let stopped = life.clocks(None, &stops);
        let target = BigRational::from(BigInt::from(target));
        prop_assert_eq!(stopped[0].seconds("elapsed_seconds"), target.clone());
        prop_assert!(stopped[1].seconds("elapsed_seconds") < target);
    }

    #[test]
    fn what_has_elapsed_was_due_at_the_stop_or_no_open_time_before_it(life in life()) {
        let whole = life.clocks(None, &[(life.started, Some(life.stopped))]);
        let elapsed = whole[0].seconds("elapsed_seconds");
        if elapsed == zero() {
            return Ok(());
        }
        let target = format!("PT{}S", elapsed.to_integer());
        let judged = life.clocks(Some(&target), &[(life.started, Some(life.stopped))]);
        let due = judged[0].due().unwrap();
        prop_assert!(due <= life.stopped);
        let just_before = life.stopped - TimeDelta::nanoseconds(1);
        let rest = [(due, Some(life.stopped)), (just_before, Some(life.stopped))];
        let rest = life.clocks(None, &rest);
        prop_assert_eq!(rest[0].seconds("elapsed_seconds"), zero());
        // Open and unpaused to the end.
        if rest[1].seconds("elapsed_seconds") > zero() {
            prop_assert_eq!(due, life.stopped);
        }
    }
}
