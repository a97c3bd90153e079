//! An agreement as it was written, kept so that it can be asked again and again.

use serde_json::{Map, Value};

/// A part of a contract.
pub(super) type Object = Map<String, Value>;

/// An agreement that can be asked.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Its id; empty where it has none.
    pub id: String,
    /// Of what kind it is, as a list of agreements says: `cloud`, `hosting` and others; empty where
    /// none does.
    pub kind: String,
    /// Its title, or else its id.
    pub title: String,
    pub(super) contract: Object,
}

impl Agreement {
    /// A contract's bytes; nothing where they are no JSON object.
    #[must_use]
    pub fn read(contract: &[u8]) -> Option<Self> {
        Some(Self::of(object(contract)?, String::new()))
    }

    /// All agreements of a bundle: `index` lists their ids and kinds, and `contracts` has each by
    /// its id. None where it is no such thing.
    #[must_use]
    pub fn bundled(bundle: &[u8]) -> Vec<Self> {
        let Some(mut bundle) = object(bundle) else { return Vec::new() };
        let Some(Value::Object(mut contracts)) = bundle.remove("contracts") else {
            return Vec::new();
        };
        let index = bundle.get("index").and_then(Value::as_array);
        let listed = index.into_iter().flatten().filter_map(Value::as_object);
        let agreements = listed.filter_map(|listed| {
            let id = text(listed, "id")?;
            let Value::Object(contract) = contracts.remove(id)? else { return None };
            let kind = text(listed, "kind").unwrap_or_default().to_owned();
            Some(Self { id: id.to_owned(), ..Self::of(contract, kind) })
        });
        agreements.collect()
    }

    fn of(contract: Object, kind: String) -> Self {
        let id = text(&contract, "id").unwrap_or_default().to_owned();
        let title = text(&contract, "title").map_or_else(|| id.clone(), str::to_owned);
        Self { id, kind, title, contract }
    }
}

/// A text among the members of an object.
pub(super) fn text<'v>(object: &'v Object, name: &str) -> Option<&'v str> {
    object.get(name)?.as_str()
}

/// A JSON object whose numbers keep all their digits.
fn object(bytes: &[u8]) -> Option<Object> {
    let text = str::from_utf8(bytes).ok()?;
    serde_json::from_str(&with_decimals_as_texts(text)).ok()
}

/// The most digits of which a binary number surely keeps all.
const SURE_DIGITS: usize = 15;

/// A JSON text in which each number that is no short integer is a text. A contract says the same so,
/// and a binary number would not keep its digits.
fn with_decimals_as_texts(json: &str) -> String {
    let mut written = String::with_capacity(json.len());
    let mut in_text = false;
    let mut rest = json;
    while let Some(letter) = rest.chars().next() {
        let is_in_number = |letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter);
        let length = match letter {
            '\\' if in_text => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            '-' | '0'..='9' if !in_text => {
                rest.find(|letter| !is_in_number(letter)).unwrap_or(rest.len())
            }
            _ => letter.len_utf8(),
        };
        in_text ^= letter == '"';
        let (part, after) = rest.split_at(length);
        let is_number = !in_text
            && length > 0
            && part.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        let is_sure = length <= SURE_DIGITS && !part.contains(['.', 'e', 'E']);
        if is_number && !is_sure {
            written.extend(["\"", part, "\""]);
        } else {
            written.push_str(part);
        }
        rest = after;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_would_lose_digits_become_texts() {
        let json = r#"{"a-1":[3,-4,99.9,1e3],"b":"0.5 \"1.5\" \\","c":0.1234567890123456789}"#;
        let written =
            r#"{"a-1":[3,-4,"99.9","1e3"],"b":"0.5 \"1.5\" \\","c":"0.1234567890123456789"}"#;
        assert_eq!(with_decimals_as_texts(json), written);
        assert_eq!(with_decimals_as_texts("\"\\"), "\"\\");
    }

    #[test]
    fn what_is_no_bundle_has_no_agreements() {
        for odd in
            ["", "[]", "{}", r#"{"contracts":{}}"#, r#"{"index":[{"id":"a"}],"contracts":{}}"#]
        {
            assert!(Agreement::bundled(odd.as_bytes()).is_empty(), "{odd}");
        }
        let whole =
            r#"{"index":[{"id":"a","kind":"cloud"}],"contracts":{"a":{"title":"A"},"b":{}}}"#;
        let found = Agreement::bundled(whole.as_bytes());
        let named = found.iter().map(|it| (it.id.as_str(), it.kind.as_str(), it.title.as_str()));
        assert_eq!(named.collect::<Vec<_>>(), [("a", "cloud", "A")]);
    }
}
