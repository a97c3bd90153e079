//! Faults of documents.

use super::{list, plural};
use crate::diagnostic::{Code, Expected, FileKind, Shape};

pub(super) fn words(code: Code, found: &str, other: Option<&str>) -> String {
    let other = other.unwrap_or("the other");
    match code {
        Code::EmptyFile => "The file is empty.".to_owned(),
        Code::WrongKind => "This is no contract and no incident history in JSON.".to_owned(),
        Code::NotUtf8 => "The text is not UTF-8 from here on.".to_owned(),
        Code::Syntax => format!("The JSON is broken here: found “{found}”."),
        Code::Truncated => "The file ends in the middle.".to_owned(),
        Code::TooDeep => "The file is nested deeper than any document of this kind.".to_owned(),
        Code::NotAnObject => "The JSON does not begin with an object, { … }.".to_owned(),
        Code::NoFormat => {
            "The JSON does not say what it is: the field “format” is missing.".to_owned()
        }
        Code::UnknownFormat => format!("This program does not read the format “{found}”."),
        Code::NoContract => "None of the files is a contract.".to_owned(),
        Code::NoIncidents => "None of the files is an incident history.".to_owned(),
        Code::TwoContracts => format!("A second contract; the first is {other}."),
        Code::UnknownField => format!("There is no field “{found}” here."),
        Code::DuplicateField => format!("The field “{found}” stands here twice."),
        Code::MissingField => format!("The field “{found}” is missing here."),
        Code::WrongShape => format!("{found} does not belong here."),
        Code::EmptyText => "This text is empty.".to_owned(),
        Code::NotADecimal => format!("“{found}” is not a decimal number."),
        Code::DecimalComma => format!("“{found}” has a comma where the decimal point belongs."),
        Code::TooManyDigits => format!("The number {found} has more than 30 digits."),
        Code::TooManyDecimals => {
            format!("The amount {found} has more decimals than its currency has.")
        }
        Code::OffScale => format!("{found} is off the scale."),
        Code::NotADate => format!("“{found}” is not a date of the calendar."),
        Code::NotAnInstant => format!("“{found}” is not an instant."),
        Code::NoOffset => format!("“{found}” does not say its offset from UTC."),
        Code::UnknownWord => format!("“{found}” is not a word for this."),
        Code::UnknownZone => format!("There is no time zone “{found}”."),
        Code::UnknownCurrency => format!("There is no currency “{found}”."),
        Code::UnknownService => format!("The contract has no service “{found}”."),
        Code::MemberTwice => {
            format!("The group has “{found}” already: {other}. A service is in a group once.")
        }
        Code::GroupKind => "A group is of one kind, and only one.".to_owned(),
        Code::SharesNotOne => format!("The shares of this group are {found} together, not 1."),
        Code::GroupOfItself => format!("This group contains itself: {found}."),
        Code::UnknownCalendar => format!("The contract has no calendar “{found}”."),
        Code::UnknownPriority => format!("The contract has no priority “{found}”."),
        Code::UnknownLabel => format!("Nothing in the history has a label “{found}”."),
        Code::UnknownObjective => {
            format!("There is no objective “{found}” that can be named here.")
        }
        Code::ExpectedUnlikeTarget => {
            "The expected level is of another kind than the target.".to_owned()
        }
        Code::OtherPeriods => format!("It rests on “{found}”, which is judged for other periods."),
        Code::NotALength => format!("“{found}” is no length that can stand here."),
        Code::NotPartOfADay => format!("“{found}” does not divide a day."),
        Code::UnitNever => {
            format!("Nothing counts: a unit is never down for longer than “{found}”.")
        }
        Code::NotDays => format!("“{found}” names no days of the week."),
        Code::NotHours => format!("“{found}” names no hours of a day."),
        Code::FieldNotHere => format!("The field “{found}” does not belong here."),
        Code::FixedLengthWithHours => format!(
            "A period of a fixed length is always open, but the objective “{found}” has hours."
        ),
        Code::LengthUnlikePeriod => {
            format!(
                "This length stands for the periods of the objective “{found}”, which are others."
            )
        }
        Code::UnknownIncident => {
            format!(
                "Nothing that the files tell has the id “{found}”; there is nothing to correct."
            )
        }
        Code::UnknownImpact => format!("The contract gives the impact “{found}” no weight."),
        Code::DuplicateId => format!("“{found}” is there already: {other}."),
        Code::ServiceTwice => {
            format!("This incident names the service “{found}” twice; the heavier impact counts.")
        }
        Code::CapOfZero => "This cap lets no credit be paid at all.".to_owned(),
        Code::ClaimWithoutCredit => {
            format!("A claim is made for {found}, and no credit is due there.")
        }
        Code::CapWithoutCharge => {
            format!("Cap {found} is a share of charges, and none is known; it was not held.")
        }
        Code::CreditToldTwice => format!(
            "The history tells a credit of {found}, of which one is calculated here too; both count for caps."
        ),
        Code::NotAPeriod => format!("No period of this objective begins on {found}."),
        Code::VerdictToldTwice => {
            format!("The verdict of the period of {found} is told already: {other}.")
        }
        Code::VerdictOfJudged => format!(
            "The history tells a verdict of {found}, which is judged here; what is calculated holds."
        ),
        Code::EmptyList => format!("The list “{found}” has no item."),
        Code::ConflictingIncident => {
            format!("The incident “{found}” is told differently at {other}.")
        }
        Code::ConflictingRecord => {
            format!("The maintenance “{found}” is told differently at {other}.")
        }
        Code::LengthsDiffer => {
            format!("The lists of good requests and of all requests differ in length: {found}.")
        }
        Code::MoreGoodThanTotal => format!("{found} requests succeeded of fewer in this step."),
        Code::MissingInOne => {
            "This step is missing in one of the two lists, and is told in the other.".to_owned()
        }
        Code::SeriesOverlap => {
            format!("This series tells of time, service and labels of which {other} tells too.")
        }
        Code::EndBeforeStart => format!("{found} is no later than its beginning."),
        Code::ReopenedBeforeEnd => {
            format!("At {found}, when it was reopened, this incident had not ended.")
        }
        Code::PausesOverlap => {
            "This pause begins before another ends; their common time counts once.".to_owned()
        }
        Code::PauseOutside => "This pause lies outside its incident.".to_owned(),
        Code::HolidayTwice => format!("The calendar lists {found} twice, first at {other}."),
        Code::EventBeforeStart => format!("{found} lies before the beginning of the incident."),
        Code::OutOfOrder => format!("{found} lies before an event that comes first."),
        Code::OutsideIncident => format!("{found} lies outside this incident."),
        Code::ChangedTwice => {
            format!(
                "At {found} it changed already: {other}. The highest priority, and the heaviest impact, holds."
            )
        }
        Code::WholeDayHours => {
            format!("“{found}” ends where it begins; it is read as a whole day.")
        }
        Code::TierOverlap => format!("This tier and the one at {other} hold for the same values."),
        Code::EmptyTier => {
            "No value lies in this tier: it ends where it begins, or before.".to_owned()
        }
        Code::BoundCount => "One of several fields belongs here, and only one.".to_owned(),
        Code::PoolOverdrawn => {
            format!("With this, {found} % of the pool are allocated, more than it holds.")
        }
        Code::TooManyPeriods => {
            format!("There would be {found} results, more than one report can hold.")
        }
        Code::TooManyStretches => format!("The hours of {found} are in too many pieces."),
        Code::TooManyPieces => {
            "Maintenance falls into more pieces beside what is permitted than can be worked out."
                .to_owned()
        }
        Code::TooManyTotals => {
            "Incidents touch users of more unlike totals than can be worked out together."
                .to_owned()
        }
        Code::TooManyHours => format!(
            "With “{found}”, the calendars open more often in the years looked at than can be worked out."
        ),
        Code::TierHole if other == "the other" => {
            format!("For {found} no credit is due: it lies past the end of the deepest tier.")
        }
        Code::BonusShortOfTarget => {
            "This bonus would be due where the target is not kept: its level must be the target or better."
                .to_owned()
        }
        Code::TierHole => format!(
            "For {found} no credit is due: it lies between this tier and the one at {other}."
        ),
        Code::TierPaysLess => format!("The deeper tier at {other} pays less than this one."),
        Code::TierAboveTarget => {
            "This tier begins where the target is still kept; a credit is due there all the same."
                .to_owned()
        }
        Code::ServiceWithoutObjective => {
            format!("Nothing is promised of the service “{found}”: no objective names it.")
        }
        Code::DuplicateIncident => {
            format!("The incident “{found}” is told twice, first at {other}; it counts once.")
        }
        Code::DuplicateRecord => {
            format!("The maintenance “{found}” is told twice, first at {other}; it counts once.")
        }
        Code::SameFileTwice => format!("This file is the same as {other}; it was read once."),
        Code::AfterExport => "This incident goes on after the instant of the export.".to_owned(),
        Code::YearsLong => format!("This incident lasts more than a year, until {found}."),
        Code::NotAWebAddress => format!("“{found}” is no web address; it is not linked."),
        Code::NotARule if found.is_empty() => "The rule does not say how often.".to_owned(),
        Code::NotARule => format!("“{found}” is not read in a rule."),
        Code::RuleNever => format!("“{found}” names no date."),
        Code::RuleAlways => {
            format!("“{found}” leaves no time out: the next slot begins before the last is over.")
        }
        Code::NothingOfAgreement => {
            format!("The agreement has no service “{found}”: this has no effect.")
        }
        Code::EmptyAmendment => "This amendment sets, adds and takes out nothing.".to_owned(),
        Code::AmendsNothing => {
            format!("“{found}” leads to nothing of the contract as it reads by then.")
        }
        Code::CannotAmend => format!("An amendment cannot change “{found}”."),
        Code::NotAnEdge => format!(
            "Service periods, the time zone or the currency change on {found}, in the middle of a period: of those before, or of the new."
        ),
        Code::AmendedTwice => {
            format!("This amendment changes “{found}” already: {other}. Which of the two holds?")
        }
        Code::StillPromised => {
            format!(
                "The service “{found}” is taken out here, and something of it is promised still."
            )
        }
        Code::TooManyAmendments => format!("There are {found} amendments of this contract."),
        Code::NotCounted => "Some incidents did not count.".to_owned(),
        Code::MoreFaults => "Further faults are not listed.".to_owned(),
    }
}

pub(super) fn kind_words(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "a PDF document",
        FileKind::Word => "a Word document",
        FileKind::Excel => "an Excel workbook",
        FileKind::OldOffice => "an Office document",
        FileKind::Zip => "a ZIP archive",
        FileKind::Gzip => "a gzip archive",
        FileKind::Picture => "a picture",
        FileKind::Html => "a web page",
        FileKind::Xml => "an XML file",
        FileKind::Csv => "a CSV table",
        FileKind::Utf16 => "text in UTF-16",
        FileKind::Binary => "a binary file",
        FileKind::Text => "plain text",
    }
}

/// What to do; empty where the message says it all.
pub(super) fn remedy_words(code: Code, kind: Option<FileKind>) -> &'static str {
    match (code, kind) {
        (Code::WrongKind, Some(FileKind::Utf16)) | (Code::NotUtf8, _) => {
            "Save the file again as UTF-8."
        }
        (Code::WrongKind, Some(FileKind::Zip | FileKind::Gzip)) => {
            "Unpack it, and give the JSON files inside."
        }
        (Code::WrongKind, Some(FileKind::Csv | FileKind::Excel)) => {
            "Export the incidents as JSON, with “format”: “sla-incidents/1”."
        }
        (Code::WrongKind, Some(FileKind::Pdf | FileKind::Word | FileKind::OldOffice)) => {
            "Write its terms down as JSON; the samples show how a contract looks."
        }
        (Code::WrongKind | Code::EmptyFile, _) => {
            "Give a contract and an incident history; the samples show how they look."
        }
        (Code::Truncated, _) => "Copy or download the file again, whole.",
        (Code::NotAnObject, _) => {
            "A list of incidents belongs under “incidents” in an object with “format”: “sla-incidents/1”."
        }
        (Code::NoFormat, _) => "Add the field as the first of the object.",
        (Code::NoContract, _) => "Add a file with “format”: “sla-contract/1”.",
        (Code::NoIncidents, _) => "Add a file with “format”: “sla-incidents/1”.",
        (Code::TwoContracts, _) => "Give one contract at a time.",
        (Code::DecimalComma, _) => "Write a point: “99.9”.",
        (Code::NotADecimal, _) => "Write digits with at most one point: “99.95”.",
        (Code::NotADate, _) => "Write year, month and day: “2026-03-29”.",
        (Code::NotAnInstant, _) => "Write RFC 3339: “2026-03-29T12:00:00+02:00”.",
        (Code::NoOffset, _) => "Add “Z” for UTC, or an offset such as “+01:00”.",
        (Code::UnknownZone, _) => "Write a name of the IANA database: “Europe/Berlin”.",
        (Code::UnknownCurrency, _) => "Write a code of ISO 4217: “EUR”.",
        (Code::UnknownCalendar, _) => "Define it under calendars of the contract.",
        (Code::UnknownObjective, _) => {
            "Name one that fits: for a score in percent with more being better, for a mean any but a mean, for the downtime of a right an availability without a window; for none of these, or the value of a right, one with per."
        }
        (Code::ExpectedUnlikeTarget, _) => {
            "Spell it with the same field as the target, or with its neighbour: at_least, above."
        }
        (Code::OtherPeriods, _) => "Give both the same period.",
        (Code::UnknownPriority, _) => "Add it to priorities of the contract, the highest first.",
        (Code::UnknownLabel, _) => {
            "Until something has it, an objective that is about it alone is met."
        }
        (Code::NotALength, _) => "Write ISO 8601: “PT15M”, “PT4H”; for days “P7D”.",
        (Code::FieldNotHere, _) => {
            "Leave it out, or change what stands beside it and gives it no meaning."
        }
        (Code::EndBeforeStart, _) => "Set the beginning or the end right.",
        (Code::TierOverlap, _) => "Let one end where the other begins.",
        (Code::FixedLengthWithHours, _) => "Write “actual”, or leave the calendar out.",
        (Code::LengthUnlikePeriod, _) => {
            "It takes the place of each whole period, not of a month of it: a quarter has about 91 days."
        }
        (Code::LengthsDiffer, _) => {
            "Give each step a number in both lists, or null in both where it is missing."
        }
        (Code::MissingInOne, _) => "Write null in both, or a number in both.",
        (Code::SeriesOverlap, _) => "Tell each step once, or tell the series apart by labels.",
        (Code::NotPartOfADay, _) => "Write a length that does: “PT1M”, “PT15M”, “PT1H”.",
        (Code::NotDays, _) => "Write days in three letters: “mon”, “mon-fri”, “sat,sun”.",
        (Code::NotHours, _) => "Write beginning and end: “08:00-17:30”, “22:00-06:00”.",
        (Code::WholeDayHours, _) => {
            "Write “00:00-24:00” for a whole day, “09:00-33:00” for one from nine to nine."
        }
        (Code::OutOfOrder, _) => {
            "Is the instant right? A clock from the one to the other stops as it starts."
        }
        (Code::OutsideIncident, _) => {
            "Is the instant right? A change before the beginning holds from there on, one after the end has no effect, and nobody waits for news."
        }
        (Code::ChangedTwice, _) => "Keep the one that is right.",
        (Code::HolidayTwice, _) => "If it is closed in one place, it is closed.",
        (Code::ReopenedBeforeEnd, _) => {
            "“resolved” is when it ended first, “reopened” when it was open again after that."
        }
        (Code::UnknownIncident, _) => {
            "A correction names the incident, or the maintenance, by the id that it is told with."
        }
        (Code::UnknownImpact, _) => "Give the word a weight under counting/impact of the contract.",
        (Code::NotARule, _) => {
            "Write RFC 5545 with FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT, UNTIL, \
             WKST: “FREQ=MONTHLY;BYDAY=1SU”."
        }
        (Code::NothingOfAgreement, _) => {
            "Name a service by its id, or leave “services” out for all."
        }
        (Code::MemberTwice, _) => "Name it once; a service that carries more has a larger share.",
        (Code::SharesNotOne, _) => "Write decimals that add up exactly: “0.6” and “0.4”.",
        (Code::GroupOfItself, _) => "Take one of these services out of the group before it.",
        (Code::UnknownService, _) => "Name a service by its id.",
        (Code::ConflictingIncident | Code::ConflictingRecord, _) => {
            "Keep the version that is right."
        }
        (Code::TierHole, _) => "If that is how the agreement reads, nothing need be done.",
        (Code::YearsLong, _) => "Is the year right?",
        (Code::TooManyStretches, _) => "Leave out the shortest gaps between hours.",
        (Code::TooManyPieces, _) => {
            "Join records of maintenance that overlap, or slots that follow each other."
        }
        (Code::TooManyTotals, _) => {
            "Give incidents that were open together the same number of all users, “of”."
        }
        (Code::TooManyHours, _) => {
            "Shorten the term, give fewer calendars, or set right an instant with a wrong year."
        }
        (Code::AmendsNothing, _) => {
            "Write fields and ids from the contract down: “objectives/p1/within/P1”, “term/until”. What is new belongs under “add”, or in the value of the part around it."
        }
        (Code::CannotAmend, _) => {
            "Items are named by id: “objectives/p1”. What an objective is about, its own periods and the beginning of the term stay as they are: take the promise out and add another with its own id, or write a contract of its own. The term ends on the day from which the amendment holds, or later. The time zone changes at most four times."
        }
        (Code::NotAnEdge, _) => {
            "Let the amendment take effect on a day that ends a period of those before and begins one of the new; where the new may be counted from any day, say from which: “service_period/from”. A change of the zone or the currency cuts the own periods of objectives, too."
        }
        (Code::AmendedTwice, _) => "Set the larger part alone, whole.",
        (Code::StillPromised, _) => "Take out its objectives too.",
        (Code::TooManyAmendments, _) => {
            "Put amendments of one day together, or write the contract anew as it reads."
        }
        (Code::EmptyAmendment, _) => "Give it “set”, “add” or “remove”.",
        (Code::TooManyPeriods, _) => "Shorten the term, or give fewer objectives.",
        _ => "",
    }
}

fn shape_words(shape: Shape) -> &'static str {
    match shape {
        Shape::Object => "an object { … }",
        Shape::List => "a list [ … ]",
        Shape::Text => "a text in quotes",
        Shape::Decimal => "a decimal such as \"99.9\"",
        Shape::WholeNumber => "a whole number",
        Shape::Date => "a date such as \"2026-03-29\"",
        Shape::Length => "a length of hours and less such as \"PT4H\"",
        Shape::Truth => "true or false",
        Shape::Instant => "an instant such as \"2026-03-29T12:00:00+02:00\"",
    }
}

pub(super) fn expected_words(expected: &Expected) -> String {
    let quoted = |names: &[String]| -> Vec<String> {
        names.iter().map(|name| format!("“{name}”")).collect()
    };
    match expected {
        Expected::Shape(shapes) => {
            let shapes: Vec<String> = shapes.iter().map(|s| shape_words(*s).to_owned()).collect();
            format!("Expected {}.", list(&shapes, "or"))
        }
        Expected::OneOf(names) => format!("Expected {}.", list(&quoted(names), "or")),
        // The message names it.
        Expected::Field(_) => String::new(),
        Expected::ExactlyOneField(names) => {
            format!("Expected one of {}.", list(&quoted(names), "and"))
        }
        Expected::Between(least, most) => format!("Expected {least} to {most}."),
        Expected::MoreThan(bound) => format!("Expected more than {bound}."),
        Expected::AtLeast(least) => format!("Expected at least {least}."),
        Expected::NotBefore(event) => format!("Expected no instant before that of “{event}”."),
        Expected::AtMost(most) => format!("Expected at most {most}."),
        Expected::Decimals(most) => format!("Expected at most {}.", plural(*most, "decimal")),
        Expected::Character(characters) => {
            let names: Vec<String> = characters.iter().map(char::to_string).collect();
            format!("Expected {}.", list(&quoted(&names), "or"))
        }
        Expected::Value => "Expected a value.".to_owned(),
        Expected::End => "Expected the end of the file.".to_owned(),
        Expected::Escape => {
            "A line break, a control character or such an escape cannot stand in a text.".to_owned()
        }
        Expected::Number => "Expected a number.".to_owned(),
    }
}
