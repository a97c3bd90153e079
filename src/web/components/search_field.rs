//! A field for words to look for.
//!
//! Not an `<input>`: of one that takes any text, browsers ask a server of their own what might be
//! filled in, and this page promises that nobody is asked anything.

use web_sys::HtmlElement;
use yew::prelude::*;

/// Its id, its label, the words in it, and who hears of others; where it is not for a search, as
/// what it is known, what is said of it, and whether that is a fault.
#[derive(Properties, PartialEq)]
pub(crate) struct SearchFieldProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) on_input: Callback<String>,
    #[prop_or(AttrValue::Static("searchbox"))]
    pub(crate) role: AttrValue,
    #[prop_or_default]
    pub(crate) said_in: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) wrong: bool,
}

/// An element that can be written in, as one line.
#[component]
pub(crate) fn SearchField(props: &SearchFieldProps) -> Html {
    let SearchFieldProps { id, label, value, on_input, role, said_in, wrong } = props;
    let field = use_node_ref();
    use_effect_with((value.clone(), field.clone()), |(value, field)| {
        // What the reader writes stands there already, with the caret in it.
        if let Some(field) = field.cast::<HtmlElement>()
            && words(&field) != *value
        {
            field.set_text_content(Some(value));
        }
    });
    let oninput = {
        let (field, on_input) = (field.clone(), on_input.clone());
        Callback::from(move |_: InputEvent| {
            if let Some(field) = field.cast::<HtmlElement>() {
                on_input.emit(words(&field));
            }
        })
    };
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default(); // one line
        }
    });
    let label_id = format!("{id}-label");
    html! {
        <div class="search">
            <span id={label_id.clone()} class="search-label">{ label }</span>
            <div ref={field} {id} class="search-field" {role} tabindex="0"
                contenteditable="plaintext-only" aria-labelledby={label_id}
                aria-describedby={said_in} aria-invalid={wrong.then_some("true")}
                {oninput} {onkeydown} />
        </div>
    }
}

fn words(field: &HtmlElement) -> String {
    field.text_content().unwrap_or_default().replace('\n', " ")
}
