//! What each incident cost the client.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, seconds};
use super::currencies::decimals;
use super::number::{Number, number, text as decimal, whole};
use super::operation::Operands;
use super::work::{Expected, Work, step};

/// What brought a part, and which: `incident` and its id.
type Whose = (String, String);

/// What was open, in the order in which it began.
struct Open {
    whose: Whose,
    from: Nanos,
    until: Nanos,
    weight: Number,
}

/// What brought a part: a label, or what stands in the file where it says.
fn by(lost: &Value) -> Value {
    match (&lost["by"], lost["source"]["file"]["pointer"].as_str()) {
        (label @ Value::Object(_), _) => label.clone(),
        (_, Some(pointer)) if pointer.starts_with("/incidents/") => json!("incident"),
        (_, Some(_)) => json!("maintenance"),
        (_, None) => json!("requests"),
    }
}

impl Work<'_> {
    /// The step that shares out a cost of that many, in the currency's units.
    pub(super) fn loss_shared(&self, priced: Vec<Value>) -> Option<Expected> {
        let told: Vec<&Value> = self.step("loss_by_incident").map(lost).unwrap_or_default();
        let down = number(&self.bare("down"))?;
        if down == whole(0) {
            return None;
        }
        let owned = self.owned();
        let own = |it: &&Value| match (&owned, it["by"].as_str()) {
            (Some(owned), Some(_)) => owned.get(&whose(it)).cloned().unwrap_or_else(|| whole(0)),
            (None, Some(_)) => number(&it["seconds"]).unwrap(),
            (_, None) => self.down_by_label(&it["by"]["label"]),
        };
        let parts: Vec<Number> = told.iter().map(own).collect();
        let all: Number = parts.iter().cloned().sum();
        let of = |name: &str| number(&self.bare(name));
        let costs: Vec<Number> = match all == whole(0) {
            true => parts.clone(),
            false => parts.iter().map(|own| self.exact_loss(&priced) * own / &all).collect(),
        };
        let currency = priced[1]["value"]["value"]["currency"].as_str();
        let places = currency.map_or_else(|| self.papers.minor_digits_of(self.number), decimals);
        let amounts = shared(&costs, &of("loss")?, places);
        let mut operands = priced;
        operands.push(self.earlier("value", "loss"));
        for (it, (seconds, amount)) in told.into_iter().zip(parts.iter().zip(&amounts)) {
            let mut expected = json!({
                "kind": "lost",
                "by": by(it),
                "seconds": decimal(seconds),
                "amount": decimal(amount),
            });
            self.tell_source(it, &mut expected);
            operands.push(expected);
        }
        // What counts by units of the clock, or no longer, is shared in proportion; else all of the
        // downtime is somebody's.
        let is_plain = self.unit().is_none() && self.down_step() == "down";
        if is_plain && all != down {
            operands.push(json!({ "kind": "lost", "seconds": decimal(&(down - all)) }));
        }
        Some(step("loss_by_incident", "shared_by_downtime", operands))
    }

    /// What a loss is before it is rounded.
    fn exact_loss(&self, priced: &[Value]) -> Number {
        let of = |at: usize| number(&priced[at]["value"]["value"]).unwrap();
        number(&self.bare("down")).unwrap() * of(1) / of(2)
    }

    /// The id and title that the file has where the part says that it stands.
    fn tell_source(&self, lost: &Value, expected: &mut Value) {
        let place = &lost["source"]["file"];
        let Some(pointer) = place["pointer"].as_str() else { return };
        let file = usize::try_from(place["file"].as_u64().unwrap()).unwrap();
        let record = self.papers.json.get(file).and_then(|file| file.pointer(pointer));
        let Some(record) = record else { return };
        expected["source"] = lost["source"].clone();
        expected["id"] = record["id"].clone();
        if lost["by"] == "incident" && !record["title"].is_null() {
            expected["title"] = record["title"].clone();
        }
    }

    /// The time with a label that counts as down.
    fn down_by_label(&self, label: &Value) -> Number {
        let label = label.as_str().unwrap();
        assert_eq!(self.treatment(label), "down", "{label}");
        let step = match label {
            "exclusion_span" => "exclusion_spans",
            "excluded_incident" => "excluded_incidents",
            label => label,
        };
        number(&self.bare(step)).unwrap()
    }

    /// Of each, the seconds of downtime at which it is the heaviest that is open, of equally heavy
    /// ones the first to begin. Of a group, of what adds up, and of units of the clock it is not read
    /// here.
    fn owned(&self) -> Option<BTreeMap<Whose, Number>> {
        let outages = self.step(self.outage_step())?;
        let list = outages["operands"].as_array()?;
        let adds_up = ["sum_of_weights", "weight_of_users"];
        if self.is_group()
            || self.unit().is_some()
            || adds_up.iter().any(|it| outages["operation"] == **it)
        {
            return None;
        }
        let mut open: Vec<Open> = list.iter().filter_map(open).collect();
        open.sort_by_key(|it| (it.from, it.until));
        let counted = self.outages_of(outages)?.counted;
        let operands = Operands { step: outages, list, work: self };
        let mut owned: BTreeMap<Whose, Number> = BTreeMap::new();
        for piece in operands.pieces(self.looked_at()) {
            let ends = open.iter().flat_map(|it| [it.from, it.until]);
            let ends = ends.chain(counted.iter().flat_map(|it| [it.0, it.1]));
            let mut cuts: Vec<Nanos> = ends.chain([piece.0, piece.1]).collect();
            cuts.retain(|cut| (piece.0..=piece.1).contains(cut));
            cuts.sort_unstable();
            for slice in cuts.windows(2) {
                let weights = counted.iter().filter(|it| it.0 <= slice[0] && slice[1] <= it.1);
                let Some(weight) = weights.map(|it| it.2.clone()).max() else { continue };
                let mut here = open.iter().filter(|it| it.from <= slice[0] && slice[1] <= it.until);
                let Some(first) = here.find(|it| it.weight == weight) else { continue };
                let sum = owned.entry(first.whose.clone()).or_insert_with(|| whole(0));
                *sum += weight * seconds(slice[0], slice[1]);
            }
        }
        Some(owned)
    }
}

fn lost(step: &Value) -> Vec<&Value> {
    let operands = step["operands"].as_array().into_iter().flatten();
    operands.filter(|operand| operand["kind"] == "lost").collect()
}

fn whose(lost: &Value) -> Whose {
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    (text(&lost["by"]), text(&lost["id"]))
}

fn open(operand: &Value) -> Option<Open> {
    let by = match operand["kind"].as_str()? {
        "incident" => "incident",
        "not_permitted" => "maintenance",
        "steps" => "requests",
        _ => return None,
    };
    let at = |field: &str| instant(operand[field]["at"].as_str()?);
    Some(Open {
        whose: (by.to_owned(), operand["id"].as_str().unwrap_or_default().to_owned()),
        from: at("from")?,
        until: at("until")?,
        weight: number(&operand["weight"]).unwrap_or_else(|| whole(1)),
    })
}

/// Each rounded down, and the units that are left given to the largest remainders.
fn shared(costs: &[Number], all: &Number, places: u32) -> Vec<Number> {
    let unit = (0..places).fold(whole(1), |unit, _| unit / whole(10));
    let floor = |cost: &Number| (cost / &unit).floor() * &unit;
    let mut shares: Vec<Number> = costs.iter().map(floor).collect();
    let mut given = vec![false; costs.len()];
    while shares.iter().cloned().sum::<Number>() < *all {
        let mut largest: Option<(Number, usize)> = None;
        for (at, (cost, share)) in costs.iter().zip(&shares).enumerate() {
            let remainder = cost - share;
            let is_larger = largest.as_ref().is_none_or(|(most, _)| remainder > *most);
            if !given[at] && is_larger {
                largest = Some((remainder, at));
            }
        }
        // There are no more units than parts.
        let Some((_, at)) = largest else { break };
        given[at] = true;
        shares[at] += &unit;
    }
    shares
}
