//! The incident history as it is written, `sla-incidents/1`.

mod claim;
mod correction;
mod declared;
mod done;
mod maintenance;
mod series;

pub use claim::{ClaimMade, Earlier, EarlierCharge, EarlierCredit, EarlierVerdict};
pub use correction::{Correction, IncidentCorrection, MaintenanceCorrection};
pub use declared::{ExclusionSpan, ImpactChange, UnknownSpan};
pub use done::{Deed, Invoiced, Measurement};
pub use maintenance::Maintenance;
pub use series::{Count, Counts, Series};

use jiter::Peek;
use serde_json::{Value as Json, json};

use super::few::Few;
use super::object::{Members, object};
use super::read::{Broken, Reader, Value};
use super::token::{Digits, Moment, Text};
use crate::diagnostic::Shape;

/// What `format` says of incidents that this program reads.
pub const FORMAT: &str = "sla-incidents/1";

object! {
    /// An incident history: what happened, and what it is evidence for.
    Incidents {
        /// `sla-incidents/1`.
        required format: Text<'j>,
        /// Where it comes from.
        optional source: Origin<'j>,
        /// The incidents, in any order.
        required incidents: HandedOn,
        /// Maintenance that was done.
        optional maintenance: Vec<Maintenance<'j>>,
        /// Spans that do not count.
        optional exclusion_spans: Vec<ExclusionSpan<'j>>,
        /// Spans of which nothing is known.
        optional unknown: Vec<UnknownSpan<'j>>,
        /// What was measured elsewhere.
        optional measurements: Vec<Measurement<'j>>,
        /// How many requests there were, and how many of them succeeded, step by step.
        optional series: Vec<Series<'j>>,
        /// What was invoiced, in the place of the contract's charges.
        optional charges: Vec<Invoiced<'j>>,
        /// What was done: reports delivered, reviews held, drills, attestations.
        optional events: Vec<Deed<'j>>,
        /// Claims for credits, and what became of them.
        optional claims: Vec<ClaimMade<'j>>,
        /// What was charged and credited before the time that this tells of.
        optional history: Earlier<'j>,
        /// What was told wrongly, in any order.
        optional corrections: Vec<Correction<'j>>,
    }
}

/// A list of incidents, each of which was handed on as it was read.
#[derive(Clone, Copy, Debug)]
pub struct HandedOn;

impl<'j> Value<'j> for HandedOn {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        Ok(reader.incidents(peek)?.then_some(Self))
    }

    fn schema() -> Json {
        json!({ "type": "array", "items": <Incident as Value>::schema() })
    }
}

object! {
    /// Where a history comes from.
    Origin {
        /// The system that recorded it.
        optional system: Text<'j>,
        /// Its address.
        optional url: Text<'j>,
        /// A remark, such as a licence and attribution.
        optional note: Text<'j>,
        /// When it was exported.
        optional exported_at: Moment<'j>,
        /// The time for which it is evidence.
        optional covers: Covers<'j>,
    }
}

object! {
    /// The time for which a history is evidence; outside it, time is unknown.
    Covers {
        /// Its first instant.
        required from: Moment<'j>,
        /// The first instant no longer covered.
        required until: Moment<'j>,
    }
}

object! {
    /// An incident.
    Incident {
        /// Its id.
        required id: Text<'j>,
        /// What it was about.
        optional title: Text<'j>,
        /// The services it touched, by id.
        optional services: Few<Touched<'j>>,
        /// How badly, by a word of the contract; `full` where it is missing.
        optional impact: Text<'j>,
        /// How many of all users it touched; all of them where it is missing.
        optional affected: Affected<'j>,
        /// What it says of itself: a site, a region, a customer.
        optional labels: Members<'j, Text<'j>>,
        /// Its priority at its beginning.
        optional priority: Text<'j>,
        /// What it came from, by a word of the contract's exclusions or any other.
        optional cause: Text<'j>,
        /// When it began.
        required started: Moment<'j>,
        /// When it was noticed.
        optional detected: Moment<'j>,
        /// When it was reported.
        optional reported: Moment<'j>,
        /// When the report was acknowledged.
        optional acknowledged: Moment<'j>,
        /// When somebody answered.
        optional responded: Moment<'j>,
        /// When a workaround was there.
        optional workaround: Moment<'j>,
        /// When somebody was on site.
        optional on_site: Moment<'j>,
        /// When service was back.
        optional restored: Moment<'j>,
        /// When it was resolved; stands in for `restored`.
        optional resolved: Moment<'j>,
        /// When it was closed.
        optional closed: Moment<'j>,
        /// When the provider knew of a breach of data.
        optional aware: Moment<'j>,
        /// When the client was told of it.
        optional notified: Moment<'j>,
        /// The last instant of which the data could be brought back.
        optional recovery_point: Moment<'j>,
        /// When news of it was given.
        optional updates: Few<Moment<'j>>,
        /// When it waited for somebody else.
        optional pauses: Few<Pause<'j>>,
        /// When it was open again after its first end.
        optional reopened: Few<Reopened<'j>>,
        /// When its priority changed; of several at one instant the highest holds.
        optional priority_changes: Few<PriorityChange<'j>>,
        /// When its impact changed; of several at one instant the heaviest holds.
        optional impact_changes: Few<ImpactChange<'j>>,
        /// Where it is told in full.
        optional url: Text<'j>,
    }
}

object! {
    /// How many of all users an incident touched.
    Affected {
        /// So many,
        required users: Digits<'j>,
        /// of so many.
        required of: Digits<'j>,
    }
}

object! {
    /// A stretch in which an incident waited for somebody else.
    Pause {
        /// Its first instant.
        required from: Moment<'j>,
        /// The first instant after it; open where it is missing.
        optional until: Moment<'j>,
        /// Why, by a word of the contract.
        optional reason: Text<'j>,
    }
}

object! {
    /// A stretch in which an incident was open again.
    Reopened {
        /// Its first instant.
        required from: Moment<'j>,
        /// The first instant after it; open where it is missing.
        optional until: Moment<'j>,
    }
}

object! {
    /// A change of priority.
    PriorityChange {
        /// From when.
        required at: Moment<'j>,
        /// The priority from then on.
        required priority: Text<'j>,
    }
}

object! {
    /// A service that an incident touched in its own way.
    TouchedService {
        /// The service's id.
        required id: Text<'j>,
        /// How badly, by a word of the contract; the incident's own where it is missing.
        optional impact: Text<'j>,
    }
}

/// A service that an incident touched: its id alone, or with an impact of its own.
#[derive(Clone, Debug)]
pub enum Touched<'j> {
    /// `"erp"`
    Id(Text<'j>),
    /// `{ "id": "erp", "impact": "degraded" }`
    Service(TouchedService<'j>),
}

impl<'j> Value<'j> for Touched<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Text::read(reader, peek)?.map(Self::Id)),
            Peek::Object => Ok(TouchedService::read(reader, peek)?.map(Self::Service)),
            _ => reader.wrong_shape(peek, &[Shape::Text, Shape::Object]),
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [<Text as Value>::schema(), <TouchedService as Value>::schema()] })
    }
}
