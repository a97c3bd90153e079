//! What a credit is a share of: charges of the contract, and what was invoiced.

use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Value, json};

use super::clock::{Nanos, seconds};
use super::labels::Span;
use super::limits::iso;
use super::number::{Number, number, text as decimal};
use super::operands::file;
use super::papers::{Papers, Period, days_of, months_of, stated, text};
use super::work::Work;

/// A stretch with a price of its own, and how many months it is.
type Stretch = (Span, u32);

/// A label's name, and its value.
type Label = (String, Option<String>);

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
        let whole = self.period_with(&self.own_cut_on(date), date).whole;
        Some((whole, self.in_term(whole)?))
    }

    /// The calendar months that a span touches.
    fn months_around(&self, span: Span) -> Vec<Stretch> {
        let first = self.clock.date_at(span.0).with_day(1).unwrap();
        let last = self.clock.date_at(span.1 - 1);
        let number =
            (last.year() - first.year()) * 12 + last.month0() as i32 - first.month0() as i32;
        self.months(first, u32::try_from(number).unwrap() + 1)
    }

    /// The stretches of a period that have a price: itself, or of days the months that they touch.
    fn priced(&self, period: &Period) -> Vec<Stretch> {
        match days_of(&period.cut.every) {
            Some(_) => self.months_around(period.whole),
            None => vec![(period.whole, months_of(&period.cut.every))],
        }
    }

    /// The contract year of a date inside the term, and the stretches of it that have a price.
    fn contract_year_priced(&self, date: NaiveDate) -> Option<(Vec<Stretch>, Span)> {
        let first = self.contract_year(date);
        let next = first.checked_add_months(Months::new(12))?;
        let held = self.of_one_currency(date);
        let year = common((self.midnight(first), self.midnight(next)), held)?;
        let year = self.in_term(year)?;
        let begin = self.clock.date_at(year.0);
        let mut period = self.period_with(&self.own_cut_on(begin), begin);
        let mut stretches = Vec::new();
        while period.whole.0 < year.1 {
            stretches.extend(self.priced(&period));
            period = self.period_with(&self.own_cut_on(period.next), period.next);
        }
        // Days share the months in which one period ends and the next begins.
        stretches.dedup();
        Some((stretches, year))
    }

    /// What a service is charged in a period, or the agreement with all its services.
    pub(crate) fn charge_of(&self, service: Option<usize>, period: &Period) -> Option<Number> {
        self.charged(service, (self.priced(period), period.span))
    }

    /// The same for the contract year of a date.
    pub(crate) fn annual_charge(&self, service: Option<usize>, last: NaiveDate) -> Option<Number> {
        self.charged(service, self.contract_year_priced(last)?)
    }

    fn charged(&self, service: Option<usize>, of: (Vec<Stretch>, Span)) -> Option<Number> {
        sum_of(&self.charges_paid(&self.payees(service), &of, None)?)
    }

    /// Who is paid for a service, or for all: the agreement, and each service that has charges.
    fn payees(&self, service: Option<usize>) -> Vec<Option<usize>> {
        if service.is_some() {
            return vec![service];
        }
        let all = std::iter::once(None).chain((0..self.list("/services").len()).map(Some));
        all.filter(|payee| self.is_paid(*payee)).collect()
    }

    /// The charges of all that are paid, as operands; nothing where any of them is missing.
    fn charges_paid(
        &self,
        payees: &[Option<usize>],
        of: &(Vec<Stretch>, Span),
        labels: Option<&[Label]>,
    ) -> Option<Vec<Value>> {
        let each = payees.iter().map(|payee| self.charges_of(*payee, of, labels));
        let all = each.collect::<Option<Vec<_>>>()?.concat();
        (!all.is_empty()).then_some(all)
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
        let beside = |date: NaiveDate| {
            let beside = papers.period_with(&period.cut.of_term(), date);
            let span =
                if period.cut.whole { beside.whole } else { papers.in_term(beside.whole)? };
            Some((papers.priced(&beside), span))
        };
        match basis {
            "previous_charge" => beside(period.first.pred_opt()?),
            "next_charge" => beside(period.next),
            "annual_charge" => papers.contract_year_priced(papers.clock.date_at(period.span.0)),
            "window_charge" => {
                let span = self.looked_at();
                Some((papers.months_around(span), span))
            }
            _ => Some((papers.priced(period), period.span)),
        }
    }

    /// The operands of the charge; none where any of it is missing.
    pub(crate) fn charges(&self) -> Vec<Value> {
        self.charges_by(self.basis())
    }

    pub(crate) fn charges_by(&self, basis: &str) -> Vec<Value> {
        let Some(of) = self.charged_time(basis) else { return Vec::new() };
        let payees = self.papers.payees(self.service.filter(|_| basis != "agreement_charge"));
        let labels = &self.papers.subjects[self.subject].labels;
        let labels = (basis == "affected_charge").then_some(labels.as_slice());
        self.papers.charges_paid(&payees, &of, labels).unwrap_or_default()
    }
}

impl Papers {
    fn list_of(&self, payee: Option<usize>) -> String {
        payee.map_or("/charges".to_owned(), |at| format!("/services/{at}/charges"))
    }

    fn is_paid(&self, payee: Option<usize>) -> bool {
        let counts = |charge: &Value| charge["kind"] != "one_time";
        self.list(&self.list_of(payee)).iter().any(counts)
            || self.invoices(payee).iter().any(|(.., invoice)| counts(invoice))
    }

    /// What was invoiced for a payee, with its file and place there.
    fn invoices(&self, payee: Option<usize>) -> Vec<(usize, usize, &Value)> {
        let id = payee.map(|at| &self.list("/services")[at]["id"]);
        let files = self.json.iter().enumerate();
        let files = files.filter(|(at, _)| *at != self.contract);
        let own = files.flat_map(|(at, json)| {
            let list = json["charges"].as_array().into_iter().flatten().enumerate();
            list.map(move |(place, invoice)| (at, place, invoice))
        });
        own.filter(|(.., invoice)| stated(invoice, "/service") == id).collect()
    }

    fn charges_of(
        &self,
        payee: Option<usize>,
        (stretches, span): &(Vec<Stretch>, Span),
        labels: Option<&[Label]>,
    ) -> Option<Vec<Value>> {
        let (papers, span) = (self, *span);
        let reading = |at: Nanos| papers.clock.reading(at);
        let length = |span: Span| decimal(&seconds(span.0, span.1));
        let kind = |charge: &Value| stated(charge, "/kind").map_or("recurring", text).to_owned();
        let mut invoiced: Vec<(String, Span)> = Vec::new();
        let mut recurring: Vec<Span> = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        let own_labels = labels.unwrap_or_default();
        let has_labels = own_labels.iter().any(|(_, value)| value.is_some());
        for (at, place, invoice) in self.invoices(payee) {
            let date = text(&invoice["period"]).parse().unwrap();
            let Some((all, whole)) = papers.invoiced_period(date) else { continue };
            let Some(inside) = common(whole, span).filter(|_| !has_labels) else {
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
            let has = |(name, value): &Label| {
                value.as_ref().is_none_or(|value| charge["labels"][name] == *value)
            };
            if kind(charge) == "one_time" || !own_labels.iter().all(has) {
                continue;
            }
            let alike = charges
                .iter()
                .filter(|it| kind(it) == kind(charge) && it["labels"] == charge["labels"]);
            let next = alike.map(begins).filter(|next| *next > begins(charge)).min();
            // An amendment may end it.
            let ended =
                stated(charge, "/until").map(|it| papers.midnight(text(it).parse().unwrap()));
            let ends = next.into_iter().chain(ended).min();
            let held = (begins(charge), ends.unwrap_or(Nanos::MAX));
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
                    "source": file(papers.contract, &papers.place(&format!("{list}/{at}"))),
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

/// What charges, as operands, come to.
pub(crate) fn sum_of(operands: &[Value]) -> Option<Number> {
    let kinds = ["charge", "invoiced"];
    let charges = operands.iter().filter(|it| kinds.iter().any(|kind| it["kind"] == *kind));
    let parts = charges.map(|part| {
        let of = |field: &str| number(&part[field]);
        let price = match (of("per_seconds"), of("months")) {
            (Some(per), _) => return Some(of("amount")? * of("seconds")? / per),
            (None, Some(months)) => of("amount")? * of("period_months")? / months,
            (None, None) => of("amount")?,
        };
        Some(price * of("seconds")? / of("period_seconds")?)
    });
    parts.collect::<Option<Vec<_>>>().map(|parts| parts.into_iter().sum())
}
