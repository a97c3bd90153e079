//! The steps of downtime and of figures of outages.

use super::{Work, of, step};
use crate::measurement::{Availability, OutageFigures};
use crate::model::{Indicator, OutageIn};
use crate::report::{Operand, Operation, Outcome, Role, Step, StepName};
use crate::timeline::WholeOutage;
use crate::units::Exact;

impl Work<'_> {
    /// Down and measured time where they are needed, the outages that belong here, and the figure.
    pub(super) fn outages(&self, found: &OutageFigures) -> Vec<Step> {
        let (indicator, time) = (self.objective.indicator, &found.time);
        let of_time = [Indicator::Downtime, Indicator::MeanTimeBetweenFailures];
        let mut steps = self.measured_time(time);
        let least = self.objective.minimum_coverage.as_ref();
        if !of_time.contains(&indicator) && least.is_none() {
            steps.retain(|step| step.name != StepName::Measured);
        }
        steps.extend(least.and_then(|_| self.coverage(time)));
        steps.extend(self.enough_known(time));
        if indicator != Indicator::Downtime {
            let own = (found.outages.as_slice(), self.objective.counting.outage_in);
            steps.push(self.counted_outages(self.outages_step(), time, own));
        }
        let Some(value) = &found.value else { return steps };
        let figure = |operation| {
            step(StepName::OutageFigure, operation, self.measured(value))
                .operands([Operand::OutagesOf { step: self.outages_step() }])
        };
        match indicator {
            Indicator::LongestOutage => steps.push(figure(Operation::LongestOutage)),
            Indicator::MeanTimeToRestore => steps.push(figure(Operation::MeanOutage)),
            Indicator::MeanTimeBetweenFailures => {
                let (measured, down) = (time.measured(), time.down.clone());
                steps.push(
                    figure(Operation::TimeBetween)
                        .operand(Role::Measured, Outcome::Seconds(measured), of(StepName::Measured))
                        .operand(Role::Down, Outcome::Seconds(down), of(StepName::Down)),
                );
            }
            _ => {}
        }
        if self.is_enough(time) {
            steps.extend(self.judged(value));
        }
        steps
    }

    /// How many whole outages there are, and which.
    pub(super) fn counted_outages(
        &self,
        name: StepName,
        time: &Availability,
        (outages, outage_in): (&[(WholeOutage, bool)], OutageIn),
    ) -> Step {
        let number = i128::try_from(outages.len()).unwrap_or(i128::MAX);
        let outages = outages.iter().map(|(outage, ended)| Operand::Outage {
            from: self.reading(outage.from),
            until: self.reading(outage.until),
            length: Exact::seconds(outage.length),
            ended: *ended,
        });
        let incidents = [Operand::IncidentsOf { step: self.outage_step(time) }];
        let incidents = incidents.into_iter().chain(self.members_of());
        let counted = Outcome::Number(Exact::from(number));
        let operation = match outage_in {
            OutageIn::Began => Operation::CountOutages,
            OutageIn::Ended => Operation::CountEnded,
        };
        self.windowed(name, operation, counted)
            .operands(self.calendar())
            .operands(incidents)
            .operands(outages)
    }
}
