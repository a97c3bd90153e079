//! What page and worker hand each other: a number, a text, and things that are not text.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// The number of the worker's first message, which answers nothing: its text is the build's name.
pub const HELLO: u32 = 0;

/// One message. An answer carries the number of its question.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// Which question this is, or which it answers.
    pub number: u32,
    /// What is said, in the form that the two agree on.
    pub text: String,
    /// Files, blobs and buffers that go with it.
    pub enclosed: Vec<JsValue>,
}

impl Envelope {
    /// The form in which the browser carries it: an array of number, text and what is enclosed.
    #[must_use]
    pub fn to_js(&self) -> JsValue {
        let array = Array::of2(&self.number.into(), &self.text.as_str().into());
        for thing in &self.enclosed {
            array.push(thing);
        }
        array.into()
    }

    /// Reads that form again; `None` is a message of somebody else.
    #[must_use]
    pub fn from_js(value: &JsValue) -> Option<Self> {
        let array = value.dyn_ref::<Array>()?;
        let number = array.get(0).as_f64()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "written by `to_js` from a u32; anything else matches no question"
        )]
        let number = number as u32;
        let text = array.get(1).as_string()?;
        let enclosed = array.iter().skip(2).collect();
        Some(Self { number, text, enclosed })
    }
}
