//! What the address says of the table of all agreements: `#/quote?down=3&fee=10%2C000`, with the
//! promise whose calculation is open as `#/quote/aws-rds/single-uptime`.

use super::{decoded, encoded};
use crate::web::message::{PromiseId, QuoteWish};

/// What of the table is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotePlace {
    /// What stands in the fields.
    pub wish: QuoteWish,
    /// The kind of agreement that is looked at alone.
    pub kind: Option<String>,
    /// The promise whose calculation is open.
    pub promise: Option<PromiseId>,
}

impl QuotePlace {
    pub(super) fn parse<'a>(mut path: impl Iterator<Item = String>, query: &'a str) -> Self {
        let mut part = || path.next().filter(|part| !part.is_empty());
        let promise = part().zip(part());
        let promise = promise.map(|(agreement, objective)| PromiseId { agreement, objective });
        let (mut wish, mut kind) = (QuoteWish::default(), None);
        for (name, value) in query.split('&').filter_map(|pair: &'a str| pair.split_once('=')) {
            let field = wish.fields().into_iter().find(|(own, _)| *own == name);
            match field {
                Some((_, field)) => *field = decoded(value),
                None if name == "kind" => kind = Some(decoded(value)).filter(|it| !it.is_empty()),
                None => {}
            }
        }
        Self { wish, kind, promise }
    }

    pub(super) fn hash(&self) -> String {
        let mut hash = "#/quote".to_owned();
        if let Some(PromiseId { agreement, objective }) = &self.promise {
            hash.extend(["/", &encoded(agreement), "/", &encoded(objective)]);
        }
        let (mut wish, mut usual) = (self.wish.clone(), QuoteWish::default());
        let fields = wish.fields().into_iter().zip(usual.fields());
        let written = fields.filter(|((_, own), (_, usual))| own != usual);
        let written = written.map(|((name, own), _)| format!("{name}={}", encoded(own)));
        let kind = self.kind.as_ref().map(|kind| format!("kind={}", encoded(kind)));
        let query: Vec<String> = written.chain(kind).collect();
        if !query.is_empty() {
            hash.push('?');
            hash.push_str(&query.join("&"));
        }
        hash
    }
}
