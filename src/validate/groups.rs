//! Services that make one together.

use std::collections::HashMap;

use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding, Spot};
use crate::document::{Digits, Text, contract as written};
use crate::model::{Group, GroupKind, Service};
use crate::units::{Exact, Sort};

/// A member of a group: its service, and where it is named.
type Named<'j> = (usize, Text<'j>);

impl<'j> Check<'j, '_> {
    /// Puts the groups, of services given by position, where they belong.
    pub(super) fn groups(
        &mut self,
        groups: &[(usize, &written::Group<'j>)],
        services: &mut [Service],
    ) {
        let ids = services.iter().enumerate().map(|(at, service)| (service.id.clone(), at));
        let positions: HashMap<String, usize> = ids.collect();
        let mut members: Vec<Vec<Named<'j>>> = vec![Vec::new(); services.len()];
        for (at, group) in groups {
            let (kind, own) = self.group(group, (&positions, services));
            if let (Some(service), Some(kind)) = (services.get_mut(*at), kind) {
                let of = own.iter().map(|(member, _)| *member).collect();
                service.group = Some(Group { members: of, kind });
            }
            members.get_mut(*at).into_iter().for_each(|known| known.clone_from(&own));
        }
        self.no_circles(&members, services);
    }

    /// What the members of a group are together, and those that are services of the contract.
    fn group(
        &mut self,
        group: &written::Group<'j>,
        known: (&HashMap<String, usize>, &[Service]),
    ) -> (Option<GroupKind>, Vec<Named<'j>>) {
        let written::Group { series, parallel, k_of_n, weighted, .. } = group;
        let spot = self.spot(group.start);
        match (series, parallel, k_of_n, weighted) {
            (Some(series), None, None, None) => {
                (Some(GroupKind::Series), self.members(("series", spot), series, known))
            }
            (None, Some(parallel), None, None) => {
                (Some(GroupKind::Parallel), self.members(("parallel", spot), parallel, known))
            }
            (None, None, Some(some), None) => {
                let of = some.of.as_deref().unwrap_or_default();
                let (spot, most) = (self.spot(some.start), u32::try_from(of.len()));
                let own = match &some.of {
                    Some(of) => self.members(("of", spot), of, known),
                    None => Vec::new(),
                };
                let most = most.unwrap_or(u32::MAX).max(1);
                let k = some.k.as_ref().and_then(|k| self.whole(k, 1, most));
                (k.map(GroupKind::KOfN), own)
            }
            (None, None, None, Some(weighted)) => {
                // The order of members says nothing.
                let mut in_order: Vec<&(Text<'j>, Digits<'j>)> = weighted.members.iter().collect();
                in_order.order_by_key(|(id, _)| id.decoded());
                let of: Vec<Text<'j>> = in_order.iter().map(|(id, _)| *id).collect();
                let own = self.members(("weighted", spot), &of, known);
                let shares = in_order.into_iter().map(|(_, share)| self.share(share));
                let shares: Vec<Option<Exact>> = shares.collect();
                let shares: Option<Vec<Exact>> = shares.into_iter().collect();
                let shares = shares.filter(|it| !it.is_empty());
                if let Some(shares) = &shares {
                    self.one_in_all(shares, spot);
                }
                (shares.map(GroupKind::Weighted), own)
            }
            _ => {
                let names = ["series", "parallel", "k_of_n", "weighted"].map(str::to_owned);
                let expected = Expected::ExactlyOneField(names.to_vec());
                self.note(Finding::new(Code::GroupKind, spot).expected(expected));
                (None, Vec::new())
            }
        }
    }

    /// The services that are named, each once.
    fn members(
        &mut self,
        (list, spot): (&str, Spot),
        named: &[Text<'j>],
        (positions, services): (&HashMap<String, usize>, &[Service]),
    ) -> Vec<Named<'j>> {
        if named.is_empty() {
            self.note(Finding::new(Code::EmptyList, spot).found(list));
        }
        let mut first: HashMap<usize, Text<'j>> = HashMap::new();
        let mut own = Vec::new();
        for written in named {
            let Some(position) = positions.get(written.decoded().as_ref()).copied() else {
                let ids = services.iter().map(|service| service.id.as_str());
                self.unknown(Code::UnknownService, written, ids);
                continue;
            };
            if let Some(first) = first.get(&position) {
                let finding = Finding::new(Code::MemberTwice, self.source.spot(written))
                    .found(&written.decoded())
                    .other(self.source.spot(first));
                self.note(finding);
                continue;
            }
            first.insert(position, *written);
            own.push((position, *written));
        }
        own
    }

    /// A share above 0, up to 1.
    fn share(&mut self, digits: &Digits<'j>) -> Option<Exact> {
        let share = self.decimal(digits)?;
        if share <= Exact::zero() {
            self.off_scale(digits, Expected::MoreThan("0".to_owned()));
            return None;
        }
        if share > Exact::from(1) {
            self.off_scale(digits, Expected::AtMost(1));
            return None;
        }
        Some(share)
    }

    /// Notes shares that are not 1 together.
    fn one_in_all(&mut self, shares: &[Exact], spot: Spot) {
        let sum: Exact = shares.iter().cloned().sum();
        if sum != Exact::from(1) {
            self.note(Finding::new(Code::SharesNotOne, spot).found(&sum.to_string()));
        }
    }

    /// Notes groups that contain themselves, each circle once, with the way round.
    fn no_circles(&mut self, members: &[Vec<Named<'j>>], services: &[Service]) {
        #[derive(Clone, Copy, PartialEq, Eq)]
        enum Seen {
            Never,
            /// It is on the way.
            Open,
            Done,
        }
        let of = |at: usize| members.get(at).map(Vec::as_slice).unwrap_or_default();
        let mut seen = vec![Seen::Never; services.len()];
        let mark = |seen: &mut Vec<Seen>, at: usize, now: Seen| {
            seen.get_mut(at).into_iter().for_each(|it| *it = now);
        };
        for start in 0..services.len() {
            if seen.get(start) != Some(&Seen::Never) {
                continue;
            }
            mark(&mut seen, start, Seen::Open);
            // The way down to what is looked at, each with its members still to come.
            let mut way: Vec<(usize, std::slice::Iter<'_, Named<'j>>)> =
                vec![(start, of(start).iter())];
            while let Some((at, rest)) = way.last_mut() {
                let Some((member, written)) = rest.next() else {
                    mark(&mut seen, *at, Seen::Done);
                    way.pop();
                    continue;
                };
                match seen.get(*member) {
                    Some(Seen::Never) => {
                        mark(&mut seen, *member, Seen::Open);
                        way.push((*member, of(*member).iter()));
                    }
                    Some(Seen::Open) => {
                        let round = way.iter().map(|(at, _)| *at).skip_while(|at| at != member);
                        let ids = round.chain([*member]).filter_map(|at| services.get(at));
                        let ids: Vec<&str> = ids.map(|service| service.id.as_str()).collect();
                        let finding = Finding::new(Code::GroupOfItself, self.source.spot(written));
                        self.note(finding.found(&ids.join(" → ")));
                    }
                    _ => {}
                }
            }
        }
    }
}
