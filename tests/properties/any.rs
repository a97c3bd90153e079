//! Random worlds.

use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::world::{Incident, Objective, Service, Source, Tier, World};

pub(crate) const DAY: i64 = 86_400;

const ZONES: [&str; 5] =
    ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];

/// Near changes of the clocks, and the day that Samoa left out.
const BEGINNINGS: [&str; 4] = ["2011-11-01", "2026-02-10", "2026-09-20", "2024-01-31"];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn second(date: NaiveDate) -> i64 {
    date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp()
}

prop_compose! {
    fn tier()(
        begin in select(vec!["below", "at_or_below"]),
        ends in any::<bool>(),
        percent in 0..=100_u32,
    ) -> (&'static str, bool, u32) {
        (begin, ends, percent)
    }
}

prop_compose! {
    fn objective(services: usize)(
        service in 0..services,
        kind in select(vec!["at_least", "above"]),
        value in select(vec!["100", "99.95", "99.9", "99", "95", "50"]),
        tiers in option::of(vec(tier(), 1..4)),
    ) -> Objective {
        const VALUES: [&str; 4] = ["99.9", "99", "95.5", "60"];
        let tiers = tiers.map(|mut tiers| {
            // The deeper, the more.
            tiers.sort_by_key(|(.., percent)| *percent);
            let tiers = tiers.into_iter().zip(VALUES);
            tiers.map(|((kind, ends, percent), value)| Tier { begin: (kind, value), ends, percent })
                .collect()
        });
        Objective { service, target: (kind, value), tiers }
    }
}

prop_compose! {
    fn service(beginning: NaiveDate)(
        charges in vec(
            (0..150_u64, 0..2_000_000_u32, select(vec!["month", "quarter", "half_year", "year"])),
            0..3,
        ),
    ) -> Service {
        let mut charges: Vec<_> = charges
            .into_iter()
            .map(|(days, amount, per)| (beginning - Days::new(30) + Days::new(days), amount, per))
            .collect();
        charges.dedup_by_key(|(from, ..)| *from);
        if let [(first, ..), .., (last, ..)] = charges.as_slice() && first == last {
            charges.pop();
        }
        Service { charges }
    }
}

prop_compose! {
    fn incident(services: usize, beginning: i64)(
        service in option::weighted(0.95, (0..=8 * services).prop_map(|service| service / 8)),
        more in 0..8_usize,
        impact in option::of(0..3_usize),
        own_impact in any::<bool>(),
        started in prop_oneof![
            -10 * DAY..150 * DAY,
            // Some fall close together.
            (select(vec![5, 36, 48, 80]), 0..8 * 3600_i64).prop_map(|(day, second)| day * DAY + second),
        ],
        length in option::weighted(
            0.9,
            prop_oneof![Just(0), 1..7200_i64, 1..10 * DAY].prop_map(|length| length / 2 * 2),
        ),
        end in select(vec!["restored", "resolved"]),
        round in any::<bool>(),
    ) -> Incident {
        // Many begin and end on a full hour, so that they touch.
        let unit = if round { 3600 } else { 1 };
        Incident {
            services: service.into_iter().chain((more <= services).then_some(more)).collect(),
            impact,
            own_impact,
            started: beginning + started / unit * unit,
            length: length.map(|length| (length / unit * unit, end)),
        }
    }
}

fn source(beginning: i64) -> impl Strategy<Value = Source> {
    prop_oneof![
        3 => Just(Source::Covers(beginning - 30 * DAY, beginning + 400 * DAY)),
        2 => (0..60 * DAY, 0..120 * DAY)
            .prop_map(move |(from, length)| Source::Covers(beginning + from, beginning + from + length)),
        1 => (0..150 * DAY).prop_map(move |at| Source::Exported(beginning + at)),
        1 => Just(Source::Silent),
    ]
}

/// Any world.
pub(crate) fn world() -> impl Strategy<Value = World> {
    (select(BEGINNINGS.to_vec()), 1..4_usize).prop_flat_map(|(beginning, services)| {
        let first = date(beginning);
        let beginning = second(first);
        let days = move |days: i64| first + Days::new(days.unsigned_abs());
        let parts = (
            option::of(select(ZONES.to_vec())),
            select(vec!["EUR", "JPY", "BHD"]),
            option::of(select(vec!["month", "quarter"])),
            (
                option::weighted(0.7, (0..40_i64).prop_map(days)),
                option::of((41..160_i64).prop_map(days)),
            ),
            option::of(Just(vec![("high", "1"), ("a/b~c", "0.3"), ("low", "0")])),
            vec(service(first), services),
            vec(objective(services), 1..4),
            option::of(0..70_u32),
            source(beginning),
            vec(incident(services, beginning), 0..20),
            prop_oneof![
                beginning..beginning + 170 * DAY,
                beginning + 90 * DAY..beginning + 170 * DAY
            ],
        );
        parts.prop_map(
            |(
                zone,
                currency,
                every,
                term,
                levels,
                services,
                objectives,
                claim_days,
                source,
                incidents,
                as_of,
            )| World {
                zone,
                currency,
                every,
                term,
                levels,
                services,
                objectives,
                claim_days,
                source,
                incidents,
                as_of,
            },
        )
    })
}
