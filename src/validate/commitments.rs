//! Promises without a measure.

use super::scalar::Check;
use crate::diagnostic::Code;
use crate::document::{Text, contract as written};
use crate::model::{Commitment, Service};

impl<'j> Check<'j, '_> {
    /// What is promised without any measure, in the contract's order.
    pub(super) fn commitments(
        &mut self,
        commitments: &[written::Commitment<'j>],
        services: &[Service],
    ) -> Vec<Commitment> {
        let mut ids: Vec<Text<'j>> = Vec::new();
        let mut known = Vec::new();
        for written in commitments {
            if let Some(id) = &written.id {
                match ids.iter().find(|known| known.decoded() == id.decoded()) {
                    Some(first) => self.duplicate(id, first),
                    None => ids.push(*id),
                }
            }
            known.extend(self.commitment(written, services));
        }
        known
    }

    fn commitment(
        &mut self,
        written: &written::Commitment<'j>,
        services: &[Service],
    ) -> Option<Commitment> {
        let mut named = |text: &Option<Text<'j>>| {
            text.as_ref().and_then(|text| Some(self.name(text)?.into_owned()))
        };
        let (id, text) = (named(&written.id), named(&written.text));
        let service = written.service.as_ref().map(|id| {
            let position = services.iter().position(|service| service.id == id.decoded());
            if position.is_none() {
                let ids = services.iter().map(|service| service.id.as_str());
                self.unknown(Code::UnknownService, id, ids);
            }
            position
        });
        Some(Commitment {
            id: id?,
            service: match service {
                None => None,
                Some(position) => Some(position?),
            },
            clause: written.clause.map(|clause| clause.decoded().into_owned()),
            text: text?,
        })
    }
}
