//! The field of the instant of evaluation.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::format::words::Page;
use crate::web::speech::use_speech;
use crate::web::state::{AsOf, Origin};

/// What stands in the field, where the files' own suggestion comes from, and who hears of changes.
#[derive(Properties, PartialEq)]
pub(crate) struct AsOfFormProps {
    pub(crate) as_of: AsOf,
    pub(crate) source: Option<String>,
    /// The contract's zone, in which the field is read.
    pub(crate) zone: Option<String>,
    pub(crate) on_write: Callback<String>,
    pub(crate) on_choose: Callback<()>,
}

/// A field, a button, and a note under them.
#[component]
pub(crate) fn AsOfForm(props: &AsOfFormProps) -> Html {
    let speech = use_speech();
    let AsOfFormProps { as_of, source, zone, on_write, on_choose } = props;
    let oninput = on_write.reform(|event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        input.map(|input| input.value()).unwrap_or_default()
    });
    let onsubmit = on_choose.reform(|event: SubmitEvent| event.prevent_default());
    let zone = speech.page(Page::AsOfZone(zone.as_deref()));
    let note = match (as_of.wrong, as_of.origin, source.as_deref()) {
        (true, ..) => speech.page(Page::AsOfWrong),
        (_, Origin::Sample, _) => speech.page(Page::AsOfProposed("sample")),
        (_, Origin::Proposed, Some(source)) => speech.page(Page::AsOfProposed(source)),
        _ => String::new(),
    };
    html! {
        <form class="as-of" {onsubmit}>
            <label for="as-of">{ speech.page(Page::AsOf) }</label>
            <input id="as-of" type="datetime-local" step="any" value={as_of.draft.clone()} {oninput} aria-describedby="as-of-note"
                aria-invalid={as_of.wrong.to_string()} />
            <button type="submit">{ speech.page(Page::Evaluate) }</button>
            <p id="as-of-note" class={classes!("note", as_of.wrong.then_some("wrong"))}
                aria-live="polite">{ zone }{ " " }{ note }</p>
        </form>
    }
}
