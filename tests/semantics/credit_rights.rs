//! Rights that rest on credits, and rights that stop them.

use serde_json::{Value, json};

use super::settlement::{LATER, credit, months, paid, told, with};
use super::story::Story;

pub(super) fn right(effect: &str, trigger: Value) -> Value {
    json!([{ "effect": effect, "clause": "§9", "any": [trigger] }])
}

/// The months at whose ends it arose, and how far it is.
fn stands(story: &Story, credits: Value) -> (Vec<u32>, u32) {
    let story =
        story.clone().contract("/rights", right("terminate", json!({ "credits": credits })));
    let trigger = story.report(LATER).rights.remove(0).triggers.remove(0);
    (trigger.arisen.iter().map(|it| it.period.unwrap() + 1).collect(), trigger.so_far)
}

#[test]
fn credits_of_a_period_are_held_against_an_amount() {
    // 1,000 a month.
    let story = months("s", &[&[5, 0, 20, 3]]);
    assert_eq!(stands(&story, json!({ "at_least": "200.00" })), (vec![3], 0));
    assert_eq!(stands(&story, json!({ "at_least": "200.01" })), (vec![], 0));
    assert_eq!(stands(&story, json!({ "at_least": "50.00" })), (vec![1, 3], 0));
    // Of both objectives together.
    let two = months("st", &[&[5, 0, 20, 3], &[10, 0, 0, 0]]);
    assert_eq!(stands(&two, json!({ "at_least": "150.00" })), (vec![1, 3], 0));
    assert_eq!(stands(&two, json!({ "at_least": "150.00", "of": ["b"] })), (vec![], 0));
}

#[test]
fn credits_of_several_periods_are_added_up() {
    // Voya and Milliman: so much in twelve months.
    let story = months("s", &[&[5, 10, 20, 3, 0]]);
    assert_eq!(stands(&story, json!({ "at_least": "350.00", "over": 3 })), (vec![3], 0));
    assert_eq!(stands(&story, json!({ "at_least": "350.01", "over": 3 })), (vec![], 0));
    assert_eq!(stands(&story, json!({ "at_least": "380.00", "over": 12 })), (vec![4], 0));
}

#[test]
fn credits_are_held_against_charges() {
    // OneNeck: 20 % of the fees or more in any two of four months.
    let share = || json!({ "percent": "20", "periods": 2, "within": 4 });
    assert_eq!(stands(&months("s", &[&[20, 0, 0, 20]]), share()), (vec![4], 0));
    assert_eq!(stands(&months("s", &[&[20, 0, 0, 0, 20]]), share()), (vec![], 0));
    assert_eq!(stands(&months("s", &[&[20, 0, 0, 19]]), share()), (vec![], 0));
    // Of two services it is a share of the charges of both.
    assert_eq!(stands(&months("st", &[&[20, 20], &[19, 20]]), share()), (vec![], 0));
    // Without a price there is nothing to hold against it.
    let free = months("s", &[&[20, 20]]).contract("/services/0/charges", json!([]));
    assert_eq!(stands(&free, share()), (vec![], 0));
}

#[test]
fn what_was_granted_stands_for_what_was_calculated() {
    let claim = |granted: &str| {
        json!([{ "period": "2026-01-01", "objective": "a", "requested": "2026-02-02T00:00:00Z",
                 "decided": "2026-02-03T00:00:00Z", "granted": granted }])
    };
    let story = || {
        let claims = json!({ "claim": { "within": { "days": 30 } } });
        with(months("s", &[&[20]]), claims)
    };
    let reached = json!({ "at_least": "200.00" });
    assert_eq!(stands(&told(story(), "claims", claim("200.00")), reached.clone()), (vec![1], 0));
    assert_eq!(stands(&told(story(), "claims", claim("199.99")), reached.clone()), (vec![], 0));
    // Nobody claimed it in time.
    assert_eq!(stands(&story(), reached), (vec![], 0));
}

fn stopped(story: &Story, trigger: Value) -> Story {
    story.clone().contract("/rights", right("no_credits", trigger))
}

#[test]
fn no_credits_are_due_once_the_right_has_arisen() {
    let story = months("s", &[&[5, 20, 7, 8]]);
    let after = stopped(&story, json!({ "credits": { "at_least": "200.00" } }));
    assert_eq!(paid(&after, 0, 4), ["50.00", "200.00", "0.00", "0.00"]);
    let report = after.report(LATER);
    assert_eq!(report.summary.sums.earned.amount.to_string(), "250");
    assert!(credit(&report, 0, 2).stopped);
    assert!(!credit(&report, 0, 1).stopped);
    // What is not due can give it no second time.
    let trigger = &report.rights[0].triggers[0];
    assert_eq!(trigger.arisen.iter().map(|it| it.period).collect::<Vec<_>>(), [Some(1)]);
    assert!(after.explained(LATER, "2026-03-01").contains("no credits are due"));
    // Whatever gives the right.
    let missed = json!({ "breached": { "periods": 3, "consecutive": true } });
    assert_eq!(paid(&stopped(&story, missed), 0, 4), ["50.00", "200.00", "70.00", "0.00"]);
}

#[test]
fn credits_are_due_again_when_the_right_has_lapsed() {
    let story = months("s", &[&[20, 7, 8, 9]]);
    let after = |days: u32| {
        let mut right = right("no_credits", json!({ "credits": { "at_least": "200.00" } }));
        right[0]["exercise_within"] = json!({ "days": days });
        paid(&story.clone().contract("/rights", right), 0, 4)
    };
    // It lapses after 28 February, or a day later: March begins within it.
    assert_eq!(after(28), ["200.00", "0.00", "80.00", "90.00"]);
    assert_eq!(after(29), ["200.00", "0.00", "0.00", "90.00"]);
}

#[test]
fn what_a_cap_cut_off_is_not_added_where_nothing_is_due() {
    let cap = json!({ "caps": [{ "amount": "100.00", "per": "period", "carry_forward": true }] });
    let story = with(months("s", &[&[30, 1, 1]]), cap);
    assert_eq!(paid(&story, 0, 3), ["100.00", "100.00", "100.00"]);
    let after = stopped(&story, json!({ "credits": { "at_least": "100.00" } }));
    assert_eq!(paid(&after, 0, 3), ["100.00", "0.00", "0.00"]);
}

#[test]
fn a_trigger_by_credits_says_what_is_wrong_with_it() {
    let faults = |credits: Value| {
        let story = months("s", &[&[5]]);
        story.contract("/rights", right("withhold", json!({ "credits": credits }))).faults()
    };
    assert_eq!(faults(json!({})), ["bound_count"]);
    assert_eq!(faults(json!({ "at_least": "5", "percent": "5" })), ["bound_count"]);
    assert_eq!(faults(json!({ "percent": "101" })), ["off_scale"]);
    assert_eq!(faults(json!({ "at_least": "5.001" })), ["too_many_decimals"]);
    assert_eq!(faults(json!({ "at_least": "5", "over": 0 })), ["off_scale"]);
    assert_eq!(faults(json!({ "at_least": "5", "periods": 3, "within": 2 })), ["off_scale"]);
    assert_eq!(faults(json!({ "at_least": "5", "of": ["x"] })), ["unknown_objective"]);
    let without = months("s", &[&[5]]).contract("/objectives/0/credit", Value::Null);
    let trigger = json!({ "credits": { "at_least": "5" } });
    assert_eq!(without.contract("/rights", right("withhold", trigger)).faults(), ["empty_list"]);
}

#[test]
fn credits_of_the_period_itself_are_stopped_where_the_right_says_so() {
    // "Any service credits that would otherwise have accrued during the relevant service period shall
    // not accrue."
    let story = months("s", &[&[5, 20, 0, 7]]);
    let after = |stops: &str, trigger: Value| {
        let mut right = right("no_credits", trigger);
        right[0]["stops"] = json!(stops);
        story.clone().contract("/rights", right)
    };
    let second = || json!({ "breached": { "periods": 2, "consecutive": true } });
    assert_eq!(paid(&after("later", second()), 0, 4), ["50.00", "200.00", "0.00", "0.00"]);
    assert_eq!(paid(&after("own_period", second()), 0, 4), ["50.00", "0.00", "0.00", "70.00"]);
    let both = after("own_period_and_later", second());
    assert_eq!(paid(&both, 0, 4), ["50.00", "0.00", "0.00", "0.00"]);
    let own = after("own_period", second());
    assert_eq!(own.report(LATER).rights[0].stops.as_deref(), Some("own_period"));
    let words = own.explained(LATER, "2026-02-01");
    assert!(words.contains("no credits are due for the period at whose\n"), "{words}");
    // Of what gives it by credits the own ones cannot be stopped, and another right stops none.
    let credits = json!({ "credits": { "at_least": "200.00" } });
    assert_eq!(after("own_period", credits.clone()).faults(), ["field_not_here"]);
    assert_eq!(after("later", credits).faults(), [""; 0]);
    let mut other = right("terminate", second());
    other[0]["stops"] = json!("later");
    assert_eq!(story.clone().contract("/rights", other).faults(), ["field_not_here"]);
}
