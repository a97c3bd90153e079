//! What a credit is a share of: charges of the contract, and what was invoiced.

use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Value, json};

use super::clock::{Nanos, seconds};
use super::labels::Span;
use super::limits::iso;
use super::number::{number, text as decimal};
use super::operands::file;
use super::papers::{Papers, months_of, stated, text};
use super::work::Work;

/// A stretch with a price of its own, and how many months it is.
type Stretch = (Span, u32);

/// A part of a charge: from when, where it stands, and its operand.
type Part = (Span, String, Value);

fn common(a: Span, b: Span) -> Option<Span> {
    let span = (a.0.max(b.0), a.1.min(b.1));
    (span.0 < span.1).then_some(span)
}

impl Papers {
    fn midnight(&self, date: NaiveDate) -> Nanos {
        self.clock.start_of_day(date)
    }

    /// So many months from a date on, each by itself.
    fn months(&self, first: NaiveDate, number: u32) -> Vec<Stretch> {
        let cut = |month: u32| first.checked_add_months(Months::new(month)).unwrap();
        let month = |at: u32| ((self.midnight(cut(at)), self.midnight(cut(at + 1))), 1);
        (0..number).map(month).collect()
    }

    fn in_term(&self, span: Span) -> Option<Span> {
        common(span, (self.term.0, self.term.1.unwrap_or(Nanos::MAX)))
    }

    /// The agreement's own service period that has a date, and what of it is inside the term.
    fn invoiced_period(&self, date: NaiveDate) -> Option<(Span, Span)> {
        let every = self.says("/service_period/every").map_or("month", text);
        let months = months_of(every);
        let first =
            NaiveDate::from_ymd_opt(date.year(), date.month0() / months * months + 1, 1).unwrap();
        let next = first.checked_add_months(Months::new(months)).unwrap();
        let whole = (self.midnight(first), self.midnight(next));
        Some((whole, self.in_term(whole)?))
    }

    /// A span without the clip by the term, within a stretch: what is paid by use is no less because
    /// the term begins or ends within it.
    fn unclipped(&self, span: Span, whole: Span) -> Span {
        let (from, until) = (self.term.0, self.term.1.unwrap_or(Nanos::MAX));
        let begin = if span.0 == from { whole.0.min(span.0) } else { span.0 };
        (begin, if span.1 == until { whole.1.max(span.1) } else { span.1 })
    }
}

/// What of a span lies in none of the others.
fn without(span: Span, others: &[Span]) -> Vec<Span> {
    let mut left = vec![span];
    for (from, until) in others {
        let parts = left.iter().flat_map(|it| [(it.0, it.1.min(*from)), (it.0.max(*until), it.1)]);
        left = parts.filter(|it| it.0 < it.1).collect();
    }
    left
}

impl Work<'_> {
    /// What percentages are of.
    pub(crate) fn basis(&self) -> &str {
        let default = if self.service.is_some() { "service_charge" } else { "agreement_charge" };
        self.papers.says(&self.rule("/credit/basis")).map_or(default, text)
    }

    /// The time whose charges count, and the stretches of it that have a price.
    fn charged_time(&self, basis: &str) -> Option<(Vec<Stretch>, Span)> {
        let (papers, period) = (self.papers, self.period);
        let every = months_of(&period.cut.every);
        let moved = |first: NaiveDate| {
            let next = first.checked_add_months(Months::new(every)).unwrap();
            let whole = (papers.midnight(first), papers.midnight(next));
            Some((vec![(whole, every)], papers.in_term(whole)?))
        };
        match basis {
            "previous_charge" => moved(period.first.checked_sub_months(Months::new(every))?),
            "next_charge" => moved(period.next),
            "annual_charge" => {
                let date = papers.clock.date_at(period.span.0);
                let january = NaiveDate::from_ymd_opt(date.year(), 1, 1).unwrap();
                let term = papers.says("/term/from").map(|from| text(from).parse().unwrap());
                let mut first: NaiveDate = term.unwrap_or(january);
                while first.checked_add_months(Months::new(12))? <= date {
                    first = first.checked_add_months(Months::new(12))?;
                }
                let next = first.checked_add_months(Months::new(12))?;
                let year = papers.in_term((papers.midnight(first), papers.midnight(next)))?;
                let begin = papers.clock.date_at(year.0);
                let every = months_of(papers.says("/service_period/every").map_or("month", text));
                let month = begin.month0() / every * every + 1;
                let mut first = NaiveDate::from_ymd_opt(begin.year(), month, 1).unwrap();
                let mut stretches = Vec::new();
                while papers.midnight(first) < year.1 {
                    let next = first.checked_add_months(Months::new(every))?;
                    stretches.push(((papers.midnight(first), papers.midnight(next)), every));
                    first = next;
                }
                Some((stretches, year))
            }
            "window_charge" => {
                let span = self.looked_at();
                let first = papers.clock.date_at(span.0).with_day(1)?;
                let last = papers.clock.date_at(span.1 - 1);
                let number = (last.year() - first.year()) * 12 + last.month0() as i32
                    - first.month0() as i32;
                Some((papers.months(first, u32::try_from(number).unwrap() + 1), span))
            }
            _ => Some((vec![(period.whole, every)], period.span)),
        }
    }

    /// The operands of the charge; none where any of it is missing.
    pub(crate) fn charges(&self) -> Vec<Value> {
        self.charges_by(self.basis())
    }

    pub(crate) fn charges_by(&self, basis: &str) -> Vec<Value> {
        let Some((stretches, span)) = self.charged_time(basis) else { return Vec::new() };
        let services = self.papers.list("/services").len();
        let payees: Vec<Option<usize>> = match self.service {
            Some(service) if basis != "agreement_charge" => vec![Some(service)],
            _ => {
                let all = std::iter::once(None).chain((0..services).map(Some));
                all.filter(|payee| self.is_paid(*payee)).collect()
            }
        };
        let each =
            payees.into_iter().map(|payee| self.charges_of(payee, &stretches, (span, basis)));
        each.collect::<Option<Vec<_>>>().unwrap_or_default().concat()
    }

    fn list_of(&self, payee: Option<usize>) -> String {
        payee.map_or("/charges".to_owned(), |at| format!("/services/{at}/charges"))
    }

    fn is_paid(&self, payee: Option<usize>) -> bool {
        let counts = |charge: &Value| charge["kind"] != "one_time";
        self.papers.list(&self.list_of(payee)).iter().any(counts)
            || self.invoices(payee).iter().any(|(.., invoice)| counts(invoice))
    }

    /// What was invoiced for a payee, with its file and place there.
    fn invoices(&self, payee: Option<usize>) -> Vec<(usize, usize, &Value)> {
        let id = payee.map(|at| &self.papers.list("/services")[at]["id"]);
        let files = self.papers.json.iter().enumerate();
        let files = files.filter(|(at, _)| *at != self.papers.contract);
        let own = files.flat_map(|(at, json)| {
            let list = json["charges"].as_array().into_iter().flatten().enumerate();
            list.map(move |(place, invoice)| (at, place, invoice))
        });
        own.filter(|(.., invoice)| stated(invoice, "/service") == id).collect()
    }

    fn charges_of(
        &self,
        payee: Option<usize>,
        stretches: &[Stretch],
        (span, basis): (Span, &str),
    ) -> Option<Vec<Value>> {
        let papers = self.papers;
        let reading = |at: Nanos| papers.clock.reading(at);
        let length = |span: Span| decimal(&seconds(span.0, span.1));
        let kind = |charge: &Value| stated(charge, "/kind").map_or("recurring", text).to_owned();
        let mut invoiced: Vec<(String, Span)> = Vec::new();
        let mut recurring: Vec<Span> = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        let affected = basis == "affected_charge";
        let own_labels = &papers.subjects[self.subject].labels;
        let has_labels = own_labels.iter().any(|(_, value)| value.is_some());
        for (at, place, invoice) in self.invoices(payee) {
            let date = text(&invoice["period"]).parse().unwrap();
            let Some((all, whole)) = papers.invoiced_period(date) else { continue };
            let Some(inside) = common(whole, span).filter(|_| !(affected && has_labels)) else {
                continue;
            };
            if kind(invoice) == "one_time" {
                continue;
            }
            invoiced.push((kind(invoice), all));
            recurring.extend((kind(invoice) == "recurring").then_some(inside));
            let operand = json!({
                "kind": "invoiced",
                "amount": decimal(&number(&invoice["amount"]).unwrap()),
                "seconds": length(inside),
                "period_seconds": length(whole),
                "from": reading(inside.0),
                "until": reading(inside.1),
                "source": file(at, &format!("/charges/{place}")),
            });
            parts.push((inside, format!("invoice {at} {place}"), operand));
        }
        let list = self.list_of(payee);
        let charges = papers.list(&list);
        let begins = |charge: &Value| papers.midnight(text(&charge["from"]).parse().unwrap());
        let mut order: Vec<usize> = (0..charges.len()).collect();
        order.sort_by_key(|at| begins(&charges[*at]));
        for at in order {
            let charge = &charges[at];
            let has = |(name, value): &(String, Option<String>)| {
                value.as_ref().is_none_or(|value| charge["labels"][name] == *value)
            };
            if kind(charge) == "one_time" || affected && !own_labels.iter().all(has) {
                continue;
            }
            let alike = charges
                .iter()
                .filter(|it| kind(it) == kind(charge) && it["labels"] == charge["labels"]);
            let next = alike.map(begins).filter(|next| *next > begins(charge)).min();
            let held = (begins(charge), next.unwrap_or(Nanos::MAX));
            let taken = invoiced.iter().filter(|(of, _)| *of == kind(charge));
            let taken: Vec<Span> = taken.map(|(_, it)| *it).collect();
            let mut last: Option<Part> = None;
            let own_parts = stretches.iter().flat_map(|(whole, months)| {
                common(span, *whole)
                    .map(|_| match kind(charge) == "usage" {
                        true => papers.unclipped(span, *whole),
                        false => span,
                    })
                    .and_then(|asked| common(common(held, asked)?, *whole))
                    .into_iter()
                    .flat_map(|own| without(own, &taken))
                    .map(|own| (own, *whole, *months))
                    .collect::<Vec<_>>()
            });
            for (own, whole, months) in own_parts {
                if kind(charge) == "recurring" {
                    recurring.push(own);
                }
                let mut operand = json!({
                    "kind": "charge",
                    "amount": decimal(&number(&charge["amount"]).unwrap()),
                    "seconds": length(own),
                    "period_seconds": length(whole),
                    "period_months": months,
                    "from": reading(own.0),
                    "until": reading(own.1),
                    "source": self.contract(&format!("{list}/{at}")),
                });
                match text(&charge["per"]) {
                    per if per.starts_with('P') => {
                        let days = per.strip_prefix('P').and_then(|it| it.strip_suffix('D'));
                        let day = 86_400_000_000_000;
                        let per =
                            days.map_or_else(|| iso(per), |it| it.parse::<Nanos>().unwrap() * day);
                        operand["per_seconds"] = json!(decimal(&seconds(0, per)));
                    }
                    per => operand["months"] = json!(months_of(per)),
                }
                // Whole months that follow each other are one part.
                let is_whole = own == whole;
                if let Some((before, _, earlier)) = &mut last
                    && is_whole
                    && before.1 == own.0
                    && earlier["seconds"] == earlier["period_seconds"]
                {
                    before.1 = own.1;
                    earlier["seconds"] = json!(length(*before));
                    earlier["period_seconds"] = json!(length(*before));
                    earlier["until"] = operand["until"].clone();
                    let months = earlier["period_months"].as_u64().unwrap() + u64::from(months);
                    earlier["period_months"] = json!(months);
                    continue;
                }
                parts.extend(last.replace((own, format!("{at:04}"), operand)));
            }
            parts.extend(last);
        }
        let is_recurring = |charge: &Value| kind(charge) == "recurring";
        let never = !charges.iter().any(is_recurring) && !parts.is_empty();
        recurring.sort_unstable();
        let reached = recurring.iter().fold(span.0, |until, it| match it.0 <= until {
            true => until.max(it.1),
            false => until,
        });
        parts.sort_by(|a, b| (a.0.0, &a.1).cmp(&(b.0.0, &b.1)));
        (reached >= span.1 || never).then(|| parts.into_iter().map(|(.., it)| it).collect())
    }
}
