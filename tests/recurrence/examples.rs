//! Every example of RFC 5545, section 3.8.5.3, that has only the parts that are read.

use chrono::{Datelike, NaiveDate};

use super::{begins, days};

/// The first days of a rule, from its own first: `1997-09: 2 4 6; 1997-10: 1`. A rule that ends
/// has no more; of one that does not there are the first so many.
#[track_caller]
fn names(from: &str, rule: &str, expected: &str) {
    let mut expected_days = Vec::new();
    for month in expected.split(';') {
        let (month, days) = month.split_once(':').unwrap();
        let first: NaiveDate = format!("{}-01", month.trim()).parse().unwrap();
        for day in days.split_whitespace() {
            expected_days.push(first.with_day(day.parse().unwrap()).unwrap());
        }
    }
    let has_end = rule.contains("COUNT") || rule.contains("UNTIL");
    let last = if has_end { NaiveDate::MAX } else { *expected_days.last().unwrap() };
    let found = days(rule, from.parse().unwrap(), last, begins("America/New_York", 9 * 3_600));
    assert_eq!(found, expected_days, "{rule}");
}

#[test]
fn daily() {
    names("1997-09-02", "FREQ=DAILY;COUNT=10", "1997-09: 2 3 4 5 6 7 8 9 10 11");
    let every = |months: &[(&str, u32, u32)]| {
        let month = |(month, from, until): &(&str, u32, u32)| {
            let days = (*from..=*until).map(|day| day.to_string());
            format!("{month}: {}", days.collect::<Vec<_>>().join(" "))
        };
        months.iter().map(month).collect::<Vec<_>>().join(";")
    };
    names(
        "1997-09-02",
        "FREQ=DAILY;UNTIL=19971224T000000Z",
        &every(&[("1997-09", 2, 30), ("1997-10", 1, 31), ("1997-11", 1, 30), ("1997-12", 1, 23)]),
    );
    names(
        "1997-09-02",
        "FREQ=DAILY;INTERVAL=2",
        "1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30;
         1997-10: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30;
         1997-11: 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29; 1997-12: 1 3",
    );
    names("1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09: 2 12 22; 1997-10: 2 12");
    let januaries = every(&[("1998-01", 1, 31), ("1999-01", 1, 31), ("2000-01", 1, 31)]);
    names(
        "1998-01-01",
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        &januaries,
    );
    names("1998-01-01", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", &januaries);
}

#[test]
fn weekly() {
    names(
        "1997-09-02",
        "FREQ=WEEKLY;COUNT=10",
        "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4",
    );
    names(
        "1997-09-02",
        "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "1997-09: 2 9 16 23 30; 1997-10: 7 14 21 28; 1997-11: 4 11 18 25; 1997-12: 2 9 16 23",
    );
    names(
        "1997-09-02",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "1997-09: 2 16 30; 1997-10: 14 28; 1997-11: 11 25; 1997-12: 9 23; 1998-01: 6 20;
         1998-02: 3 17",
    );
    let five_weeks = "1997-09: 2 4 9 11 16 18 23 25 30; 1997-10: 2";
    names("1997-09-02", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", five_weeks);
    names("1997-09-02", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", five_weeks);
    names(
        "1997-09-01",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09: 1 3 5 15 17 19 29; 1997-10: 1 3 13 15 17 27 29 31; 1997-11: 10 12 14 24 26 28;
         1997-12: 8 10 12 22",
    );
    names(
        "1997-09-02",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09: 2 4 16 18 30; 1997-10: 2 14 16",
    );
    // The day on which a week begins makes a difference.
    let rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST";
    names("1997-08-05", &format!("{rule}=MO"), "1997-08: 5 10 19 24");
    names("1997-08-05", &format!("{rule}=SU"), "1997-08: 5 17 19 31");
}

#[test]
fn monthly_by_day_of_the_week() {
    names(
        "1997-09-05",
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5; 1998-01: 2; 1998-02: 6; 1998-03: 6;
         1998-04: 3; 1998-05: 1; 1998-06: 5",
    );
    names(
        "1997-09-05",
        "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "1997-09: 5; 1997-10: 3; 1997-11: 7; 1997-12: 5",
    );
    names(
        "1997-09-07",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09: 7 28; 1997-11: 2 30; 1998-01: 4 25; 1998-03: 1 29; 1998-05: 3 31",
    );
    names(
        "1997-09-22",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09: 22; 1997-10: 20; 1997-11: 17; 1997-12: 22; 1998-01: 19; 1998-02: 16",
    );
    names(
        "1997-09-02",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997-09: 2 9 16 23 30; 1997-11: 4 11 18 25; 1998-01: 6 13 20 27; 1998-03: 3 10 17 24 31",
    );
}

#[test]
fn monthly_by_day_of_the_month() {
    names(
        "1997-09-28",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09: 28; 1997-10: 29; 1997-11: 28; 1997-12: 29; 1998-01: 29; 1998-02: 26",
    );
    names(
        "1997-09-02",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-09: 2 15; 1997-10: 2 15; 1997-11: 2 15; 1997-12: 2 15; 1998-01: 2 15",
    );
    names(
        "1997-09-30",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09: 30; 1997-10: 1 31; 1997-11: 1 30; 1997-12: 1 31; 1998-01: 1 31; 1998-02: 1",
    );
    names(
        "1997-09-10",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09: 10 11 12 13 14 15; 1999-03: 10 11 12 13",
    );
    // The 30th of February is no day.
    names(
        "2007-01-15",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01: 15 30; 2007-02: 15; 2007-03: 15 30",
    );
}

#[test]
fn monthly_by_both() {
    // The first date, 2 September, is taken out there with `EXDATE`; here it is no day of the rule.
    names(
        "1997-09-02",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1998-02: 13; 1998-03: 13; 1998-11: 13; 1999-08: 13; 2000-10: 13",
    );
    names(
        "1997-09-13",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09: 13; 1997-10: 11; 1997-11: 8; 1997-12: 13; 1998-01: 10; 1998-02: 7; 1998-03: 7;
         1998-04: 11; 1998-05: 9; 1998-06: 13",
    );
    names(
        "1997-09-04",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09: 4; 1997-10: 7; 1997-11: 6",
    );
    names(
        "1997-09-29",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09: 29; 1997-10: 30; 1997-11: 27; 1997-12: 30; 1998-01: 29; 1998-02: 26; 1998-03: 30",
    );
}

#[test]
fn yearly() {
    names(
        "1997-06-10",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06: 10; 1997-07: 10; 1998-06: 10; 1998-07: 10; 1999-06: 10; 1999-07: 10;
         2000-06: 10; 2000-07: 10; 2001-06: 10; 2001-07: 10",
    );
    names(
        "1997-03-10",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03: 10; 1999-01: 10; 1999-02: 10; 1999-03: 10; 2001-01: 10; 2001-02: 10;
         2001-03: 10; 2003-01: 10; 2003-02: 10; 2003-03: 10",
    );
    names("1997-05-19", "FREQ=YEARLY;BYDAY=20MO", "1997-05: 19; 1998-05: 18; 1999-05: 17");
    names(
        "1997-03-13",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03: 13 20 27; 1998-03: 5 12 19 26; 1999-03: 4 11 18 25",
    );
    names(
        "1997-06-05",
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "1997-06: 5 12 19 26; 1997-07: 3 10 17 24 31; 1997-08: 7 14 21 28;
         1998-06: 4 11 18 25; 1998-07: 2 9 16 23 30; 1998-08: 6 13 20 27;
         1999-06: 3 10 17 24; 1999-07: 1 8 15 22 29; 1999-08: 5 12 19 26",
    );
    names(
        "1996-11-05",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11: 5; 2000-11: 7; 2004-11: 2",
    );
}
