//! What the address after `#` says: which case is looked at, and what of it.
//!
//! `#/` is the start, `#/quote` the table of what agreements would pay, `#/sample/managed-services` a
//! sample, `#/files` the reader's own files. After the last two come an objective's id and a period's
//! first day, and after `?` what is looked at, the report, its agreement (`?contract`) or its
//! incidents, and how: `#/files/erp-up/2026-03-01?as-of=2026-07-10T00:00:00`. Whatever else stands
//! there is passed over, so that no address is wrong.

mod quote;

use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

use super::message::{FigureId, Filter, FilterBy, IncidentOrder, Order};
pub use quote::QuotePlace;

/// All that RFC 3986 leaves unreserved stands as it is, and the colon of a time too.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');

/// Where the reader is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Which files are looked at.
    pub case: Case,
    /// The objective that is looked at, by its id.
    pub objective: Option<String>,
    /// The period of it whose calculation is open, by its first day.
    pub period: Option<String>,
    /// What of the case is looked at.
    pub aspect: Aspect,
    /// The instant of evaluation, where the reader chose one.
    pub as_of: Option<String>,
    /// What of it the reader wants to see.
    pub filter: Filter,
    /// The order of the grid, where the reader chose one.
    pub order: Option<Order>,
    /// That of the incidents.
    pub incident_order: IncidentOrder,
    /// What of the table of agreements is looked at.
    pub quote: QuotePlace,
}

/// The files that are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// None: this is the start.
    #[default]
    Start,
    /// None: agreements are asked what they would pay.
    Quote,
    /// Those of the sample of this id.
    Sample(String),
    /// The reader's own.
    Files,
}

/// What of a case is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Aspect {
    /// The report.
    #[default]
    Report,
    /// The agreement: the place of it by its id, or its beginning.
    Contract(String),
    /// The list of incidents.
    Incidents,
    /// The incident of this id.
    Incident(String),
}

impl Address {
    /// Reads what stands after the address of the page, from `#` on.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let Some(rest) = hash.strip_prefix("#/") else { return Self::default() };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut parts = path.split('/').map(decoded);
        let case = match parts.next().as_deref() {
            Some("files") => Case::Files,
            Some("quote") => {
                let quote = QuotePlace::parse(parts, query);
                return Self { case: Case::Quote, quote, ..Self::default() };
            }
            Some("sample") => match parts.next() {
                Some(id) if !id.is_empty() => Case::Sample(id),
                _ => return Self::default(),
            },
            _ => return Self::default(),
        };
        let mut part = || parts.next().filter(|part| !part.is_empty());
        let (objective, period) = (part(), part());
        let period = period.filter(|_| objective.is_some());
        let mut address = Self { case, objective, period, ..Self::default() };
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                "as-of" => address.as_of = Some(decoded(value)).filter(|it| !it.is_empty()),
                "find" => address.filter.words = decoded(value),
                "contract" => address.aspect = Aspect::Contract(decoded(value)),
                "incidents" => address.aspect = Aspect::Incidents,
                "incident" if !value.is_empty() => {
                    address.aspect = Aspect::Incident(decoded(value));
                }
                "order" => {
                    address.order = Order::ALL.into_iter().find(|own| own.name() == value);
                    let order = IncidentOrder::ALL.into_iter().find(|own| own.name() == value);
                    address.incident_order = order.unwrap_or_default();
                }
                _ => {
                    let by = FilterBy::ALL.into_iter().find(|by| by.name() == name);
                    if let Some(by) = by.filter(|_| !value.is_empty()) {
                        address.filter.wanted.insert(by, decoded(value));
                    }
                }
            }
        }
        address
    }

    /// What stands in the address bar.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = match &self.case {
            Case::Start => return "#/".to_owned(),
            Case::Quote => return self.quote.hash(),
            Case::Sample(id) => format!("#/sample/{}", encoded(id)),
            Case::Files => "#/files".to_owned(),
        };
        for part in self.objective.iter().chain(self.objective.as_ref().and(self.period.as_ref())) {
            hash.push('/');
            hash.push_str(&encoded(part));
        }
        let aspect = match &self.aspect {
            Aspect::Report => None,
            Aspect::Contract(place) if place.is_empty() => Some("contract".to_owned()),
            Aspect::Contract(place) => Some(format!("contract={}", encoded(place))),
            Aspect::Incidents => Some("incidents".to_owned()),
            Aspect::Incident(id) => Some(format!("incident={}", encoded(id))),
        };
        let as_of = self.as_of.as_ref().map(|at| format!("as-of={}", encoded(at)));
        let find = Some(&self.filter.words).filter(|words| !words.is_empty());
        let find = find.map(|words| format!("find={}", encoded(words)));
        let wanted = self.filter.wanted.iter();
        let wanted = wanted.map(|(by, wanted)| format!("{}={}", by.name(), encoded(wanted)));
        let order = match self.aspect {
            Aspect::Report => self.order.map(Order::name),
            _ => Some(self.incident_order.name())
                .filter(|_| self.incident_order != IncidentOrder::default()),
        };
        let order = order.map(|order| format!("order={order}"));
        let own = [aspect, as_of, find].into_iter().flatten();
        let query: Vec<String> = own.chain(wanted).chain(order).collect();
        if !query.is_empty() {
            hash.push('?');
            hash.push_str(&query.join("&"));
        }
        hash
    }

    /// The figure whose calculation is open.
    #[must_use]
    pub fn figure(&self) -> Option<FigureId> {
        let (objective, period) = (self.objective.clone()?, self.period.clone()?);
        Some(FigureId { objective, period })
    }

    /// The address of another aspect of the same case, with what of the filter holds there too.
    #[must_use]
    pub fn of_aspect(&self, aspect: Aspect) -> String {
        let crosses = (aspect == Aspect::Report) != (self.aspect == Aspect::Report);
        let filter = if crosses { self.filter.of_both() } else { self.filter.clone() };
        Self { aspect, objective: None, period: None, filter, ..self.clone() }.hash()
    }

    /// The address of the list of those incidents of the same case of which this became.
    #[must_use]
    pub fn of_class(&self, class: &str) -> String {
        let filter = Filter::only(FilterBy::Class, class);
        let aspect = Aspect::Incidents;
        Self { filter, aspect, ..self.clone() }.of_aspect(Aspect::Incidents)
    }

    /// Whether `other` is another screen or another selection, which Back should leave.
    #[must_use]
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        let place = |address: &Self| {
            let Self { case, objective, period, aspect, as_of, quote, .. } = address.clone();
            (case, objective, period, aspect, as_of, quote.promise)
        };
        place(self) != place(other)
    }
}

/// What of an element's id browsers take for its end, or for an escape.
const NOT_IN_AN_ID: &AsciiSet = &CONTROLS.add(b' ').add(b'%');

/// The id of an element for a place of a document, whose parts have names of any kind: no id may hold
/// white space, and none stands for two places.
#[must_use]
pub fn element_id(kind: &str, place: &str) -> String {
    format!("{kind}-{}", utf8_percent_encode(place, NOT_IN_AN_ID))
}

fn encoded(part: &str) -> String {
    utf8_percent_encode(part, ENCODED).to_string()
}

fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::message::{PromiseId, QuoteWish};

    #[test]
    fn a_place_has_an_id_without_white_space() {
        let id = |place: &str| element_id("contract", place);
        assert_eq!(id("hours/office"), "contract-hours/office");
        assert_eq!(id("hours/head office"), "contract-hours/head%20office");
        assert_ne!(id("hours/head office"), id("hours/head%20office"));
        assert!(!id("a\tb\u{a0}c\u{2028}d").contains(char::is_whitespace));
    }

    #[test]
    fn an_address_survives_the_way() {
        let start = Address::default();
        let files = Address { case: Case::Files, ..start.clone() };
        let odd = "a/b?c=d&e#f%20 ä\u{202e}";
        let full = Address {
            case: Case::Sample(odd.to_owned()),
            objective: Some(odd.to_owned()),
            period: Some("2026-03-01".to_owned()),
            aspect: Aspect::Incident(odd.to_owned()),
            as_of: Some("2026-07-10T00:00:00.5".to_owned()),
            filter: Filter {
                words: odd.to_owned(),
                wanted: FilterBy::ALL.map(|by| (by, odd.to_owned())).into(),
            },
            incident_order: IncidentOrder::Oldest,
            ..start.clone()
        };
        let ordered = Address { order: Some(Order::Worst), ..files.clone() };
        let objective = Address { objective: Some("..".to_owned()), ..files.clone() };
        let incidents = Address { aspect: Aspect::Incidents, ..files.clone() };
        let wish = QuoteWish { down: String::new(), fee: odd.to_owned(), ..QuoteWish::default() };
        let promise = PromiseId { agreement: odd.to_owned(), objective: odd.to_owned() };
        let quote = QuotePlace { wish, kind: Some(odd.to_owned()), promise: Some(promise) };
        let quote = Address { case: Case::Quote, quote, ..start.clone() };
        let asked = Address { case: Case::Quote, ..start.clone() };
        let contract = Address { aspect: Aspect::Contract(String::new()), ..files.clone() };
        let place = Address { aspect: Aspect::Contract(odd.to_owned()), ..files.clone() };
        for address in
            [start, files, full, ordered, objective, incidents, quote, asked, contract, place]
        {
            assert_eq!(Address::parse(&address.hash()), address, "{}", address.hash());
        }
    }

    #[test]
    fn a_foreign_address_is_the_start_and_never_wrong() {
        for hash in ["", "#", "#/", "#result", "#/nowhere", "#/sample", "#/sample/", "#//", "#/?x"]
        {
            assert_eq!(Address::parse(hash), Address::default(), "{hash}");
        }
        let odd = Address::parse("#/files//2026?as-of=&find=%ff%&order=odd&order");
        assert_eq!((odd.objective, odd.as_of, odd.order), (None, None, None));
        assert_eq!(odd.filter.words, "\u{fffd}%");
    }

    #[test]
    fn an_address_is_short_where_there_is_little_to_say() {
        assert_eq!(Address::default().hash(), "#/");
        assert_eq!(Address::parse("#/quote/?down=3&fee=10,000&kind=&odd").hash(), "#/quote");
        assert_eq!(Address::parse("#/quote/a/b?hour=5").hash(), "#/quote/a/b?hour=5");
        let figure = Address::parse("#/files/erp-up/2026-03-01?as-of=2026-07-10T00:00:00");
        assert_eq!(figure.hash(), "#/files/erp-up/2026-03-01?as-of=2026-07-10T00:00:00");
        assert!(figure.is_elsewhere(&Address { period: None, ..figure.clone() }));
        let filter = Filter::only(FilterBy::Verdict, "missed");
        assert!(!figure.is_elsewhere(&Address { filter, ..figure.clone() }));
    }
}
