//! The stable name of each fault.

use serde::{Deserialize, Serialize};

/// How much a fault stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing is calculated.
    Error,
    /// The calculation goes on; the report carries it.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal $severity:ident,)*) => {
        /// What is wrong, by a name that never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name as it is printed: `unknown_field`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Whether it stops the calculation.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The file has no bytes, or white space alone.
    EmptyFile = "empty_file" Error,
    /// The file is something else: a PDF, a spreadsheet, a picture; `found` says what.
    WrongKind = "wrong_kind" Error,
    /// The bytes are no UTF-8.
    NotUtf8 = "not_utf8" Error,
    /// The text breaks the grammar of JSON.
    Syntax = "syntax" Error,
    /// The text ends in the middle.
    Truncated = "truncated" Error,
    /// Arrays and objects are nested deeper than any document of ours.
    TooDeep = "too_deep" Error,
    /// JSON whose top level is no object.
    NotAnObject = "not_an_object" Error,
    /// JSON without the field `format`.
    NoFormat = "no_format" Error,
    /// A `format` that this program does not read.
    UnknownFormat = "unknown_format" Error,
    /// No contract among the files.
    NoContract = "no_contract" Error,
    /// No incidents among the files.
    NoIncidents = "no_incidents" Error,
    /// More than one contract among the files.
    TwoContracts = "two_contracts" Error,
    /// A field that the format does not have.
    UnknownField = "unknown_field" Error,
    /// A field that stands twice in one object.
    DuplicateField = "duplicate_field" Error,
    /// A field that must be there and is not.
    MissingField = "missing_field" Error,
    /// A value of another shape: a number where a list belongs.
    WrongShape = "wrong_shape" Error,
    /// A text without a character where a name belongs.
    EmptyText = "empty_text" Error,
    /// A text that is no decimal.
    NotADecimal = "not_a_decimal" Error,
    /// A decimal written with a comma.
    DecimalComma = "decimal_comma" Error,
    /// A number with more digits than any amount has.
    TooManyDigits = "too_many_digits" Error,
    /// More decimals than the currency's minor unit has.
    TooManyDecimals = "too_many_decimals" Error,
    /// A number outside its scale: a target of 101 %.
    OffScale = "off_scale" Error,
    /// A text that is no calendar date.
    NotADate = "not_a_date" Error,
    /// A text that is no instant.
    NotAnInstant = "not_an_instant" Error,
    /// A date and time without an offset from UTC.
    NoOffset = "no_offset" Error,
    /// A word that is none of those allowed.
    UnknownWord = "unknown_word" Error,
    /// A time zone that the IANA database does not have.
    UnknownZone = "unknown_zone" Error,
    /// A currency that ISO 4217 does not have.
    UnknownCurrency = "unknown_currency" Error,
    /// An objective's service that the contract does not define.
    UnknownService = "unknown_service" Error,
    /// A service that one group names twice.
    MemberTwice = "member_twice" Error,
    /// A group of several kinds, or of none.
    GroupKind = "group_kind" Error,
    /// Shares of a group that are not 1 together.
    SharesNotOne = "shares_not_one" Error,
    /// A group that is behind itself; `found` is the way round.
    GroupOfItself = "group_of_itself" Error,
    /// A calendar that the contract does not define.
    UnknownCalendar = "unknown_calendar" Error,
    /// An objective that the contract does not state, or that cannot be named there.
    UnknownObjective = "unknown_objective" Error,
    /// An objective that rests on one whose periods are others.
    OtherPeriods = "other_periods" Error,
    /// An expected level that is of another kind than its target.
    ExpectedUnlikeTarget = "expected_unlike_target" Error,
    /// A priority that the contract does not list.
    UnknownPriority = "unknown_priority" Error,
    /// A label by which incidents are chosen or told apart, and which nothing in the history has.
    UnknownLabel = "unknown_label" Warning,
    /// A text that is no length, or none of the kind that belongs there.
    NotALength = "not_a_length" Error,
    /// A unit of the clock that does not divide a day.
    NotPartOfADay = "not_part_of_a_day" Error,
    /// A unit of the clock that would have to be down for longer than it is.
    UnitNever = "unit_never" Warning,
    /// A text that names no days of the week.
    NotDays = "not_days" Error,
    /// A text that names no hours of a day.
    NotHours = "not_hours" Error,
    /// A part of a rule that is not read, or a value that it does not have.
    NotARule = "not_a_rule" Error,
    /// A rule that names no date.
    RuleNever = "rule_never" Warning,
    /// A rule that leaves no time out.
    RuleAlways = "rule_always" Warning,
    /// A field of another indicator.
    FieldNotHere = "field_not_here" Error,
    /// A fixed length of periods beside hours that are not always agreed.
    FixedLengthWithHours = "fixed_length_with_hours" Error,
    /// An impact word that the contract gives no weight.
    UnknownImpact = "unknown_impact" Error,
    /// Two things with one id.
    DuplicateId = "duplicate_id" Error,
    /// A claim for which no credit is due.
    ClaimWithoutCredit = "claim_without_credit" Warning,
    /// A cap that is a share of charges, of which none is known.
    CapWithoutCharge = "cap_without_charge" Warning,
    /// A credit that a history tells for a period of which a credit is calculated as well.
    CreditToldTwice = "credit_told_twice" Warning,
    /// A date that is the first of none of an objective's periods.
    NotAPeriod = "not_a_period" Error,
    /// A verdict of before that is told twice, of one objective, period and labels.
    VerdictToldTwice = "verdict_told_twice" Error,
    /// A verdict that a history tells of a period that is judged here.
    VerdictOfJudged = "verdict_of_judged" Warning,
    /// A cap that lets nothing be credited.
    CapOfZero = "cap_of_zero" Warning,
    /// A list that must have an item and has none.
    EmptyList = "empty_list" Error,
    /// A correction of an incident, or of maintenance, that no file tells.
    UnknownIncident = "unknown_incident" Error,
    /// One incident told twice in two ways.
    ConflictingIncident = "conflicting_incident" Error,
    /// A record of maintenance told twice in two ways.
    ConflictingRecord = "conflicting_record" Error,
    /// A series with more steps of good requests than of all requests, or fewer.
    LengthsDiffer = "lengths_differ" Error,
    /// A step of which more requests succeeded than there were.
    MoreGoodThanTotal = "more_good_than_total" Error,
    /// A step that is missing in one of the two lists of a series.
    MissingInOne = "missing_in_one" Error,
    /// Two series of one service and the same labels that tell of one instant.
    SeriesOverlap = "series_overlap" Error,
    /// An end before its start.
    EndBeforeStart = "end_before_start" Error,
    /// An incident that was reopened before it had ended.
    ReopenedBeforeEnd = "reopened_before_end" Error,
    /// Two tiers that both hold for one value.
    TierOverlap = "tier_overlap" Error,
    /// A tier that holds for no value.
    EmptyTier = "empty_tier" Error,
    /// More of a pool at risk is allocated than it holds.
    PoolOverdrawn = "pool_overdrawn" Error,
    /// Several fields of which exactly one belongs there, or none of them: the bounds of a target or
    /// tier, what a credit is worth.
    BoundCount = "bound_count" Error,
    /// Hours of a day in more pieces than any has.
    TooManyStretches = "too_many_stretches" Error,
    /// Calendars that open more often than can be worked out, over all years that are looked at.
    TooManyHours = "too_many_hours" Error,
    /// Records of maintenance that overlap and fall into more pieces beside what is permitted than
    /// can be worked out.
    TooManyPieces = "too_many_pieces" Error,
    /// Incidents of so many unlike numbers of all users that what they weigh together cannot be worked
    /// out.
    TooManyTotals = "too_many_totals" Error,
    /// More periods and objectives than can be shown.
    TooManyPeriods = "too_many_periods" Error,
    /// A fixed length that stands for periods which are much shorter or longer.
    LengthUnlikePeriod = "length_unlike_period" Warning,
    /// A level of a bonus that lies where the target is not kept.
    BonusShortOfTarget = "bonus_short_of_target" Error,
    /// Values between two tiers for which no credit is due.
    TierHole = "tier_hole" Warning,
    /// A deeper tier that pays less.
    TierPaysLess = "tier_pays_less" Warning,
    /// A tier that begins where the target is met; a credit is due there all the same.
    TierAboveTarget = "tier_above_target" Warning,
    /// A service that no objective names.
    ServiceWithoutObjective = "service_without_objective" Warning,
    /// An incident told twice in the same way, counted once.
    DuplicateIncident = "duplicate_incident" Warning,
    /// A record of maintenance told twice in the same way, counted once.
    DuplicateRecord = "duplicate_record" Warning,
    /// A service that one incident names twice; the heavier impact counts, once.
    ServiceTwice = "service_twice" Warning,
    /// An amendment that changes nothing.
    EmptyAmendment = "empty_amendment" Error,
    /// A path of an amendment that leads to nothing of the contract as it reads then.
    AmendsNothing = "amends_nothing" Error,
    /// A part that no amendment can change; `found` says which.
    CannotAmend = "cannot_amend" Error,
    /// Service periods, a zone or a currency that an amendment changes on a day on which no period of
    /// those before ends and one of the new begins; `expected` has the nearest days on which that is so.
    NotAnEdge = "not_an_edge" Error,
    /// Two paths of one amendment of which one is inside the other.
    AmendedTwice = "amended_twice" Error,
    /// A service that is taken out, and of which something is promised still.
    StillPromised = "still_promised" Error,
    /// More amendments than can be worked out.
    TooManyAmendments = "too_many_amendments" Error,
    /// A file with the very bytes of another, read once.
    SameFileTwice = "same_file_twice" Warning,
    /// An event after the instant of the export.
    AfterExport = "after_export" Warning,
    /// An incident longer than a year: perhaps a wrong year.
    YearsLong = "years_long" Warning,
    /// A pause that begins before the end of another; their time counts once.
    PausesOverlap = "pauses_overlap" Warning,
    /// A pause outside its incident.
    PauseOutside = "pause_outside" Warning,
    /// Hours that end where they begin; they are read as a whole day.
    WholeDayHours = "whole_day_hours" Warning,
    /// A date that one calendar lists twice.
    HolidayTwice = "holiday_twice" Warning,
    /// An event before the beginning of its incident.
    EventBeforeStart = "event_before_start" Warning,
    /// An event before another that comes first: an answer before the report.
    OutOfOrder = "out_of_order" Warning,
    /// News, or a change of priority or impact, outside its incident.
    OutsideIncident = "outside_incident" Warning,
    /// Two priorities, or two impacts, from one instant on; the highest, the heaviest, holds.
    ChangedTwice = "changed_twice" Warning,
    /// An address that is no web address; it is shown as text.
    NotAWebAddress = "not_a_web_address" Warning,
    /// A span or record that names none of the agreement's services; it has no effect.
    NothingOfAgreement = "nothing_of_agreement" Warning,
    /// Incidents of one class that did not count.
    NotCounted = "not_counted" Warning,
    /// More faults than are listed.
    MoreFaults = "more_faults" Error,
}
