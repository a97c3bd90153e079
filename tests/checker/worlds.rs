//! Random agreements about money, and what became of their credits, worked out again from the files.
//!
//! 300 worlds in a normal run; `MONEY_WORLDS` says otherwise. It prints how often each kind of rule,
//! cap, choice and claim was met with.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Sample;

const WORLDS: u64 = 300;
const MONTHS: u32 = 5;

/// A small generator: the same worlds on every machine (D. Knuth's constants for 64 bits).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    pub(crate) fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    pub(crate) fn any<T: Clone>(&mut self, of: &[T]) -> T {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap();
        of[at].clone()
    }

    /// An amount of up to so many whole units, with as many decimals as the currency has.
    fn amount(&mut self, most: u64, decimals: u32) -> String {
        let minor = self.below(most * 10_u64.pow(decimals)) + 1;
        let (whole, rest) = (minor / 10_u64.pow(decimals), minor % 10_u64.pow(decimals));
        match decimals {
            0 => whole.to_string(),
            _ => format!("{whole}.{rest:0width$}", width = decimals as usize),
        }
    }
}

struct World {
    contract: Value,
    incidents: Value,
    as_of: String,
}

fn first(month: u32) -> String {
    format!("{}-{:02}-01", 2026 + month / 12, month % 12 + 1)
}

fn midnight(month: u32) -> String {
    format!("{}T00:00:00Z", first(month))
}

fn world(number: u64) -> World {
    let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66);
    let (currency, decimals) = dice.any(&[("EUR", 2), ("EUR", 2), ("JPY", 0), ("BHD", 3)]);
    let services: Vec<Value> = ["erp", "desk"]
        .iter()
        .map(|id| match dice.one_in(6) {
            true => json!({ "id": id }),
            false => json!({ "id": id, "charges": charges(&mut dice, decimals) }),
        })
        .collect();
    let names = ["a", "b", "c"];
    let objectives: Vec<Value> = names
        .iter()
        .map(|id| {
            json!({
                "id": id, "service": dice.any(&["erp", "desk"]), "indicator": "measurement",
                "source": id, "unit": "%", "target": { "at_least": "99" },
                "credit": rule(&mut dice, decimals),
            })
        })
        .collect();
    let mut measured = Vec::new();
    for (objective, id) in objectives.iter().zip(names) {
        for month in 0..MONTHS {
            // Some months are good, and some not measured.
            let value = match dice.below(6) {
                0 => continue,
                1 | 2 => "100".to_owned(),
                _ => format!("{}.{}", 90 + dice.below(10), dice.below(10)),
            };
            measured.push(json!({ "indicator": id, "service": objective["service"],
                "from": midnight(month), "until": midnight(month + 1), "value": value }));
        }
    }
    let claims: Vec<Value> = names
        .iter()
        .flat_map(|id| (0..MONTHS).map(move |month| (*id, month)))
        .filter_map(|(id, month)| claim(&mut dice, id, month, decimals))
        .collect();
    let contract = json!({
        "format": "sla-contract/1", "currency": currency, "term": { "from": "2026-01-01" },
        "services": services, "objectives": objectives, "credits": credits(&mut dice, decimals),
    });
    let incidents = json!({
        "format": "sla-incidents/1", "incidents": [], "measurements": measured, "claims": claims,
        "history": before(&mut dice, decimals),
        "source": { "covers": { "from": midnight(0), "until": midnight(MONTHS) } },
    });
    let as_of = dice.any(&["2026-03-01T00:00:00Z", "2026-04-17T11:00:00Z", "2026-08-01T00:00:00Z"]);
    World { contract, incidents, as_of: as_of.to_owned() }
}

fn charges(dice: &mut Dice, decimals: u32) -> Value {
    let per = dice.any(&["month", "month", "quarter", "year"]);
    let mut charges =
        vec![json!({ "from": "2020-01-01", "amount": dice.amount(2000, decimals), "per": per })];
    if dice.one_in(3) {
        let amount = dice.amount(2000, decimals);
        charges.push(json!({ "from": dice.any(&["2026-02-01", "2026-03-11"]), "amount": amount, "per": per }));
    }
    json!(charges)
}

fn rule(dice: &mut Dice, decimals: u32) -> Value {
    match dice.below(4) {
        0 => json!({ "per_breach": { "amount": dice.amount(300, decimals) } }),
        1 => json!({ "per_breach": { "percent": (dice.below(40) + 1).to_string() } }),
        2 => json!({ "tiers": [
            { "below": "99", "amount": dice.amount(90, decimals) },
            { "below": "95", "amount": dice.amount(900, decimals) },
        ] }),
        _ => json!({ "tiers": [
            { "below": "99", "percent": format!("{}.{}", dice.below(9), dice.below(10)) },
            { "below": "97.5", "percent": (dice.below(30) + 10).to_string() },
            { "below": "93", "percent": "100" },
        ] }),
    }
}

fn credits(dice: &mut Dice, decimals: u32) -> Value {
    let mut credits = json!({});
    let caps: Vec<Value> = (0..dice.below(4)).map(|_| cap(dice, decimals)).collect();
    credits["caps"] = json!(caps);
    credits["combination"] = match dice.below(5) {
        0 => json!("highest"),
        1 => json!({ "exclusive": [["a", "b"], ["b", "c"]] }),
        _ => json!("sum"),
    };
    if dice.one_in(3) {
        credits["day_of_charge"] = json!("thirtieth");
    }
    if dice.one_in(4) {
        let (bound, each) = (dice.any(&["more_than", "at_least"]), dice.any(&["credit", "period"]));
        credits["minimum"] = json!({ bound: dice.amount(60, decimals), "each": each });
    }
    if dice.one_in(2) {
        let within = dice.any(&[
            json!({ "days": 30 }),
            json!({ "months": 1 }),
            json!({ "working_days": 10 }),
            json!({ "hours": 240 }),
            json!({ "periods": 1 }),
        ]);
        credits["claim"] = json!({ "within": within });
    }
    if dice.one_in(3) {
        let of = dice.any(&["same_objective", "all_objectives"]);
        credits["earn_back"] = json!({ "after_periods": dice.below(2) + 1, "within": 3,
            "percent": dice.any(&["100", "50", "33.3"]), "of": of });
    }
    credits
}

fn cap(dice: &mut Dice, decimals: u32) -> Value {
    let per = dice.any(&["period", "period", "2_months", "12_months", "contract_year", "term"]);
    let each = dice.any(&["objective", "part", "service", "together", "together"]);
    let mut cap = json!({ "per": per, "each": each });
    match dice.below(4) {
        0 => cap["amount"] = json!(dice.amount(400, decimals)),
        1 => cap["days_of_charge"] = json!((dice.below(6) + 1).to_string()),
        _ => {
            cap["percent"] = json!((dice.below(20) + 1).to_string());
            if dice.one_in(4) {
                cap["of"] = json!("annual_charges");
            }
        }
    }
    if dice.one_in(3) {
        cap["carry_forward"] = json!(true);
    }
    if dice.one_in(4) {
        cap["objectives"] = dice.any(&[json!(["a", "c"]), json!(["b"])]);
    }
    cap
}

fn claim(dice: &mut Dice, id: &str, month: u32, decimals: u32) -> Option<Value> {
    let mut claim = json!({ "period": first(month), "objective": id });
    match dice.below(8) {
        0 => claim["choice"] = json!(true),
        1 => claim["requested"] = json!(first(month + 1).replace("-01", "-15") + "T09:00:00Z"),
        2 => {
            claim["requested"] = json!(midnight(month + 1));
            claim["decided"] = json!(midnight(month + 2));
            let granted = if dice.one_in(3) { "0".to_owned() } else { dice.amount(100, decimals) };
            claim["granted"] = json!(granted);
        }
        3 => claim["requested"] = json!(midnight(month + 3)),
        _ => return None,
    }
    Some(claim)
}

fn before(dice: &mut Dice, decimals: u32) -> Value {
    let mut before = json!({});
    if dice.one_in(3) {
        before["charges"] = json!([
            { "period": "2025-12-01", "service": "erp", "amount": dice.amount(900, decimals) },
            { "period": "2025-06-01", "service": "desk", "amount": dice.amount(900, decimals) },
        ]);
        before["credits"] = json!([
            { "period": "2025-12-01", "objective": "a", "amount": dice.amount(50, decimals) },
            { "period": "2025-11-01", "amount": dice.amount(50, decimals) },
        ]);
    }
    before
}

/// What is met with, by the words of reports, calculations and contracts.
const WORDS: [&str; 24] = [
    "\"capped_each\"",
    "\"capped\"",
    "\"with_carried\"",
    "\"paid_instead\"",
    "\"too_small\"",
    "\"earned_back\":[{",
    "\"claim\":\"expired\"",
    "\"claim\":\"late\"",
    "\"claim\":\"refused\"",
    "\"claim\":\"granted\"",
    "\"claim\":\"partly_granted\"",
    "\"claim\":\"claimable\"",
    "\"claim\":\"claimed\"",
    "\"claim\":\"automatic\"",
    "\"is_share\":true",
    "\"annual\":true",
    "\"charged_days\"",
    "/history/credits/",
    "/history/charges/",
    "\"provisional\":true",
    "\"JPY\"",
    "\"BHD\"",
    "\"part\"",
    "\"contract_year\"",
];

#[test]
fn random_agreements_follow_from_their_files() {
    let worlds = std::env::var("MONEY_WORLDS").map_or(WORLDS, |worlds| worlds.parse().unwrap());
    let mut met: BTreeMap<&str, u64> = WORDS.iter().map(|word| (*word, 0)).collect();
    for number in 0..worlds {
        let World { contract, incidents, as_of } = world(number);
        let (contract, incidents) = (contract.to_string(), incidents.to_string());
        let sample = Sample::of_two(contract.as_bytes(), incidents.as_bytes(), &as_of);
        let complaints = sample.complaints();
        assert!(
            complaints.is_empty(),
            "world {number}, as of {as_of}\n{contract}\n{incidents}\n{}",
            complaints.join("\n")
        );
        let told = [sample.report.to_string(), json!(sample.calculations).to_string()].concat();
        for (word, times) in &mut met {
            *times += u64::from(told.contains(*word));
        }
    }
    for (word, times) in &met {
        println!("{times:>6} of {worlds} worlds: {word}");
        // Each is met with, or the worlds say nothing of it.
        assert!(worlds < WORLDS || *times >= 3, "{word} was met with {times} times");
    }
}
