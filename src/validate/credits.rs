//! What holds for every credit.

use super::contract::clause;
use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Digits, Text, WordOr, contract as written};
use crate::model::{
    Calendar, Cap, CapCharges, CapEach, CapPer, Claim, ClaimFrom, ClaimWithin, Clause, Combination,
    Credits, DayOfCharge, EarnBack, LEAST_PER_PERIOD, LeastCredit, Most, OF_ALL_OBJECTIVES,
    Objective, Place, Statements, Switch,
};
use crate::units::Currency;

/// A hundred years: more is a mistake.
const MOST_DAYS: u32 = 36_525;

/// As many hours.
const MOST_HOURS: u32 = MOST_DAYS * 24;

/// As many months.
const MOST_MONTHS: u32 = 1_200;

/// No credit is earned back over more periods.
const MOST_PERIODS: u32 = 1_200;

/// What the credits of an agreement may name.
#[derive(Clone, Copy)]
pub(super) struct Credited<'a> {
    pub(super) objectives: &'a [Objective],
    pub(super) calendars: &'a [Calendar],
    pub(super) currency: Option<Currency>,
}

impl<'j> Check<'j, '_> {
    /// What holds for all credits.
    pub(super) fn credits(
        &mut self,
        written: Option<&written::Credits<'j>>,
        credited: Credited<'_>,
        statements: &mut Statements,
    ) -> Credits {
        let rounding = written.and_then(|credits| credits.rounding.as_ref());
        if let Some(rounding) = rounding {
            self.word(rounding, &[("half_up", ())]);
        }
        statements.put(Switch::Rounding, Place::Contract, said(rounding));
        let Some(written) = written else { return Credits::default() };
        let combination = written.combination.as_ref();
        statements.put(Switch::Combination, Place::Contract, combination.map(combination_said));
        let day = written.day_of_charge.as_ref();
        statements.put(Switch::DayOfCharge, Place::Contract, said(day));
        let caps = || written.caps.iter().flatten();
        for (at, cap) in caps().enumerate() {
            statements.put(Switch::CapOf, Place::Cap(at), said(cap.of.as_ref()));
        }
        let each = written.minimum.as_ref().and_then(|it| it.each.as_ref());
        statements.put(Switch::MinimumEach, Place::Contract, said(each));
        let of = written.earn_back.as_ref().and_then(|it| it.of.as_ref());
        statements.put(Switch::EarnBackOf, Place::Contract, said(of));
        let claim = written.claim.as_ref();
        let from = claim.and_then(|claim| claim.from.as_ref());
        statements.put(Switch::ClaimFrom, Place::Contract, said(from));
        Credits {
            caps: caps().filter_map(|cap| self.cap(cap, credited)).collect(),
            combination: combination
                .and_then(|it| self.combination(it, credited))
                .unwrap_or_default(),
            day_of_charge: day.and_then(|it| self.word(it, DayOfCharge::WORDS)).unwrap_or_default(),
            minimum: written.minimum.as_ref().and_then(|it| self.least_credit(it, credited)),
            claim: claim.and_then(|claim| self.claim(claim, credited.calendars)),
            earn_back: written.earn_back.as_ref().and_then(|it| self.earn_back(it)),
        }
    }

    fn combination(
        &mut self,
        written: &written::Combination<'j>,
        credited: Credited<'_>,
    ) -> Option<Combination> {
        let lists = match written {
            WordOr::Word(word) => {
                const SUM: u8 = 0;
                const HIGHEST: u8 = 1;
                const ONE: u8 = 2;
                let words = [("sum", SUM), ("highest", HIGHEST), ("one_per_incident", ONE)];
                return Some(match self.word(word, &words)? {
                    SUM => Combination::Sum,
                    HIGHEST => Combination::Highest,
                    _ => Combination::OnePerIncident,
                });
            }
            WordOr::Object(written) => written,
        };
        let written = lists.exclusive.as_deref()?;
        if written.is_empty() || written.iter().any(Vec::is_empty) {
            self.note(Finding::new(Code::EmptyList, self.spot(lists.start)).found("exclusive"));
        }
        let list = |check: &mut Self, ids: &[Text<'j>]| {
            ids.iter().map(|id| check.credited(id, credited)).collect::<Option<Vec<_>>>()
        };
        let lists: Vec<_> = written.iter().map(|ids| list(self, ids)).collect();
        Some(Combination::Exclusive(lists.into_iter().collect::<Option<_>>()?))
    }

    /// The objective of that id, which must have a credit.
    fn credited(&mut self, id: &Text<'j>, credited: Credited<'_>) -> Option<usize> {
        let written = id.decoded();
        let may = |it: &&Objective| it.credit.is_some();
        let found = credited.objectives.iter().position(|it| it.id == *written && may(&it));
        if found.is_none() {
            let known = credited.objectives.iter().filter(may).map(|it| it.id.as_str());
            self.unknown(Code::UnknownObjective, id, known.collect::<Vec<_>>().into_iter());
        }
        found
    }

    fn cap(&mut self, cap: &written::Cap<'j>, credited: Credited<'_>) -> Option<Cap> {
        let of = cap.of.as_ref();
        let charges = of.map_or(Some(CapCharges::Window), |of| self.word(of, CapCharges::WORDS));
        let most = match (&cap.percent, &cap.amount, &cap.days_of_charge, &cap.months_of_charge) {
            (Some(percent), None, None, None) => {
                let percent = self.decimal_between(percent, 0, 100);
                percent.zip(charges).map(|(percent, charges)| Most::Percent(percent, charges))
            }
            (None, Some(amount), None, None) => {
                self.amount(amount, credited.currency).map(Most::Amount)
            }
            (None, None, Some(days), None) => {
                self.decimal_between(days, 0, MOST_DAYS.into()).map(Most::Days)
            }
            (None, None, None, Some(months)) => self.months_of_charge(months, credited),
            _ => {
                let names = ["percent", "amount", "days_of_charge", "months_of_charge"];
                let names = names.map(str::to_owned).to_vec();
                let finding = Finding::new(Code::BoundCount, self.spot(cap.start));
                self.note(finding.expected(Expected::ExactlyOneField(names)));
                None
            }
        };
        if let Some(
            Most::Amount(zero) | Most::Percent(zero, _) | Most::Days(zero) | Most::Months(zero),
        ) = &most
            && zero.is_zero()
        {
            self.note(Finding::new(Code::CapOfZero, self.spot(cap.start)));
        }
        let per = cap.per.as_ref().and_then(|per| self.cap_per(per));
        let each = cap.each.as_ref();
        let each = each.map_or(Some(CapEach::Together), |each| self.word(each, CapEach::WORDS));
        let ids = cap.objectives.as_deref();
        if ids.is_some_and(<[_]>::is_empty) {
            self.note(Finding::new(Code::EmptyList, self.spot(cap.start)).found("objectives"));
        }
        let of = ids.unwrap_or_default().iter().map(|id| self.credited(id, credited));
        let of: Vec<Option<usize>> = of.collect();
        Some(Cap {
            most: most?,
            per: per?,
            each: each?,
            of: of.into_iter().collect::<Option<_>>()?,
            of_all: ids.is_none(),
            carry_forward: cap.carry_forward == Some(true),
            clause: clause(cap.clause.as_ref(), cap.text.as_ref()),
        })
    }

    /// So many months' charge; a fault where what is credited is not of months.
    fn months_of_charge(&mut self, months: &Digits<'j>, credited: Credited<'_>) -> Option<Most> {
        let of_months = |it: &Objective| it.periods.every.months().is_some();
        if !credited.objectives.iter().filter(|it| it.credit.is_some()).all(of_months) {
            let finding = Finding::new(Code::FieldNotHere, self.source.spot(months));
            self.note(finding.found("months_of_charge"));
        }
        self.decimal_between(months, 0, MOST_MONTHS.into()).map(Most::Months)
    }

    /// `period`, `contract_year`, `term`, or any number of months: `12_months`.
    fn cap_per(&mut self, per: &Text<'j>) -> Option<CapPer> {
        let written = per.decoded();
        let months = written.strip_suffix("_months").and_then(|months| months.parse().ok());
        if let Some(months) = months.filter(|months| (1..=MOST_MONTHS).contains(months)) {
            return Some(CapPer::Months(months));
        }
        let words = [
            ("period", CapPer::Period),
            ("12_months", CapPer::Months(12)),
            ("contract_year", CapPer::ContractYear),
            ("term", CapPer::Term),
        ];
        self.word(per, &words)
    }

    fn least_credit(
        &mut self,
        written: &written::LeastCredit<'j>,
        credited: Credited<'_>,
    ) -> Option<LeastCredit> {
        let (digits, inclusive): (&Digits<'j>, bool) = match (&written.more_than, &written.at_least)
        {
            (Some(more_than), None) => (more_than, false),
            (None, Some(at_least)) => (at_least, true),
            _ => {
                let names = ["more_than", "at_least"].map(str::to_owned);
                let finding = Finding::new(Code::BoundCount, self.spot(written.start));
                self.note(finding.expected(Expected::ExactlyOneField(names.to_vec())));
                return None;
            }
        };
        let each = written.each.as_ref();
        let per_period = each.map_or(Some(false), |each| self.word(each, LEAST_PER_PERIOD));
        Some(LeastCredit {
            amount: self.amount(digits, credited.currency)?,
            inclusive,
            per_period: per_period?,
            clause: clause(written.clause.as_ref(), written.text.as_ref()),
        })
    }

    pub(super) fn claim(
        &mut self,
        claim: &written::Claim<'j>,
        calendars: &[Calendar],
    ) -> Option<Claim> {
        let from = claim.from.as_ref();
        let from =
            from.map_or(Some(ClaimFrom::PeriodEnd), |from| self.word(from, ClaimFrom::WORDS));
        let within = claim.within.as_ref().and_then(|within| self.claim_within(within, calendars));
        let clause = clause(claim.clause.as_ref(), claim.text.as_ref());
        let steps = claim.steps.as_deref().unwrap_or_default();
        for (at, id) in steps.iter().enumerate().filter_map(|(at, step)| Some((at, step.id?))) {
            let before = steps.get(..at).unwrap_or_default().iter().filter_map(|it| it.id);
            if let Some(first) = before.into_iter().find(|it| it.decoded() == id.decoded()) {
                self.duplicate(&id, &first);
            }
        }
        let steps: Vec<_> =
            steps.iter().map(|step| self.claim_step(step, &clause, calendars)).collect();
        let steps = steps.into_iter().collect::<Option<_>>();
        Some(Claim { within: within?, from: from?, steps: steps?, clause })
    }

    fn claim_step(
        &mut self,
        step: &written::ClaimStep<'j>,
        of_claim: &Clause,
        calendars: &[Calendar],
    ) -> Option<(String, Claim)> {
        let id = step.id.as_ref().and_then(|id| self.name(id)).map(|id| id.into_owned());
        let from = step.from.as_ref();
        let from =
            from.map_or(Some(ClaimFrom::PeriodEnd), |from| self.word(from, ClaimFrom::WORDS));
        let within = step.within.as_ref().and_then(|within| self.claim_within(within, calendars));
        let own = clause(step.clause.as_ref(), step.text.as_ref());
        let of_claim = of_claim.clone();
        let clause =
            Clause { number: own.number.or(of_claim.number), text: own.text.or(of_claim.text) };
        Some((id?, Claim { within: within?, from: from?, steps: Vec::new(), clause }))
    }

    fn claim_within(
        &mut self,
        within: &written::ClaimWithin<'j>,
        calendars: &[Calendar],
    ) -> Option<ClaimWithin> {
        let written::ClaimWithin { days, working_days, months, hours, periods, .. } = within;
        let calendar = match &within.calendar {
            None => Some(None),
            Some(id) => self.calendar(id, calendars).map(Some),
        };
        match (days, working_days, months, hours, periods) {
            (Some(days), None, None, None, None) => {
                self.whole(days, 0, MOST_DAYS).map(ClaimWithin::Days)
            }
            (None, Some(days), None, None, None) => {
                let days = self.whole(days, 0, MOST_DAYS);
                Some(ClaimWithin::WorkingDays(days?, calendar?))
            }
            (None, None, Some(months), None, None) => {
                self.whole(months, 0, MOST_MONTHS).map(ClaimWithin::Months)
            }
            (None, None, None, Some(hours), None) => {
                self.whole(hours, 0, MOST_HOURS).map(ClaimWithin::Hours)
            }
            (None, None, None, None, Some(periods)) => {
                self.whole(periods, 0, MOST_PERIODS).map(ClaimWithin::Periods)
            }
            _ => {
                let names = ["days", "working_days", "months", "hours", "periods"];
                let finding = Finding::new(Code::BoundCount, self.spot(within.start));
                let names = names.map(str::to_owned).to_vec();
                self.note(finding.expected(Expected::ExactlyOneField(names)));
                None
            }
        }
    }

    fn earn_back(&mut self, written: &written::EarnBack<'j>) -> Option<EarnBack> {
        let after = written.after_periods.as_ref();
        let after = after.and_then(|after| self.whole(after, 1, MOST_PERIODS));
        let within = match &written.within {
            None => after,
            Some(digits) => {
                let within = self.whole(digits, 1, MOST_PERIODS);
                if let Some((within, after)) = within.zip(after)
                    && within < after
                {
                    let finding = Finding::new(Code::OffScale, self.source.spot(digits));
                    let finding = finding.found(&digits.decoded());
                    self.note(finding.expected(Expected::AtLeast(after.to_string())));
                }
                within
            }
        };
        let level = match &written.at_least {
            None => Some(None),
            Some(digits) => self.decimal(digits).map(Some),
        };
        let percent = written.percent.as_ref().and_then(|it| self.decimal_between(it, 0, 100));
        let of = written.of.as_ref();
        let of_all = of.map_or(Some(false), |of| self.word(of, OF_ALL_OBJECTIVES));
        Some(EarnBack {
            after_periods: after?,
            level: level?,
            within: within?,
            percent: percent?,
            of_all: of_all?,
            clause: clause(written.clause.as_ref(), written.text.as_ref()),
        })
    }
}

fn combination_said(written: &written::Combination<'_>) -> String {
    match written {
        WordOr::Word(word) => word.decoded().into_owned(),
        WordOr::Object(_) => "exclusive".to_owned(),
    }
}
