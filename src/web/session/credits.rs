//! The account of credits.

use super::cut;
use crate::format::words::{KeyFigure as Key, Language, Phrase};
use crate::format::{credit_line, money, number};
use crate::penalty::ClaimState;
use crate::report::{CreditLine, Report, Sums, credit_lines};
use crate::units::{Exact, Money};
use crate::web::message::{CreditAccount, CreditAccountLine, FigureId};
use crate::web::names::marked;

/// So many lines are told one by one.
const MOST_LINES: usize = 60;

/// The account of credits, the newest first; nothing where none is due.
pub(super) fn credits(language: &dyn Language, report: &Report) -> Option<CreditAccount> {
    let lines = credit_lines(report);
    if lines.is_empty() {
        return None;
    }
    let unlisted = lines.len().saturating_sub(MOST_LINES);
    let told = lines.iter().rev().take(MOST_LINES);
    Some(CreditAccount {
        lines: told.filter_map(|line| account_line(language, report, line)).collect(),
        unlisted: (unlisted > 0).then(|| number(language, &unlisted.to_string())),
        sums: report.summary.all_sums().flat_map(|own| sums(language, own)).collect(),
    })
}

fn account_line(
    language: &dyn Language,
    report: &Report,
    line: &CreditLine,
) -> Option<CreditAccountLine> {
    let told = credit_line(language, report, line)?;
    let objective = report.agreement.objectives.get(line.objective as usize)?;
    let lost = [ClaimState::Refused, ClaimState::Late, ClaimState::Expired];
    Some(CreditAccountLine {
        figure: FigureId {
            objective: objective.id.clone(),
            period: report.period_id(line.credit_period)?,
        },
        objective: marked(&cut::name(&told.objective)),
        period: told.period,
        by_rule: told.by_rule.unwrap_or_default(),
        cut: told.cut.unwrap_or_default(),
        paid: told.paid.unwrap_or_default(),
        state: told.state,
        last_day: told.last_day.unwrap_or_default(),
        counts: !(line.stopped || line.not_paid || line.too_small || lost.contains(&line.claim)),
    })
}

/// The sums that are not nothing, and what is owed where there are several.
fn sums(language: &dyn Language, all: &Sums) -> Vec<[String; 2]> {
    let claim = |state| language.say(&Phrase::Claim(state));
    let back = Money { amount: -all.earned_back.amount.clone(), ..all.earned_back.clone() };
    let bonus = all.bonus.as_ref();
    let set_off = bonus.map(|it| -it.set_off.amount.clone()).unwrap_or_else(Exact::zero);
    let set_off = Money { amount: set_off, ..all.owed.clone() };
    let parts = [
        (claim(ClaimState::Granted), &all.granted),
        (claim(ClaimState::Automatic), &all.automatic),
        (claim(ClaimState::Claimed), &all.claimed),
        (claim(ClaimState::Claimable), &all.claimable),
        (language.say(&Phrase::EarnedBack), &back),
        (language.say(&Phrase::BonusSetOff), &set_off),
    ];
    let some = parts.into_iter().filter(|(_, sum)| !sum.amount.is_zero());
    let mut sums: Vec<[String; 2]> = some.map(|(what, sum)| [what, money(language, sum)]).collect();
    if sums.len() > 1 {
        sums.push([language.say(&Phrase::KeyFigure(Key::Owed)), money(language, &all.owed)]);
    }
    let payable = bonus.map(|it| &it.payable).filter(|sum| !sum.amount.is_zero());
    sums.extend(payable.map(|sum| [language.say(&Phrase::BonusPayable), money(language, sum)]));
    sums
}
