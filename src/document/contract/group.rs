//! Groups of services as they are written.

use crate::document::object::{Members, object};
use crate::document::token::{Digits, Text};

object! {
    /// Services that make one together: one of its fields, and only one.
    Group {
        /// Each is needed: it is down as badly as the worst of these services.
        optional series: Vec<Text<'j>>,
        /// Any is enough: it is down as badly as the best of these services.
        optional parallel: Vec<Text<'j>>,
        /// So many are needed: it is down as badly as the best so many allow.
        optional k_of_n: KOfN<'j>,
        /// Each carries a share, by service id; together they are 1: `"east": "0.6"`.
        optional weighted: Members<'j, Digits<'j>>,
    }
}

object! {
    /// Services of which so many are needed.
    KOfN {
        /// So many, at least 1.
        required k: Digits<'j>,
        /// The services, by id.
        required of: Vec<Text<'j>>,
    }
}
