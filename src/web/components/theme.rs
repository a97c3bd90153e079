//! The switch of light and dark.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::format::words::Page;
use crate::web::browser::theme;
use crate::web::speech::use_speech;

/// A small list of three, of which the system's own has no name.
#[component]
pub(crate) fn Theme() -> Html {
    let speech = use_speech();
    let chosen = use_state_eq(theme::chosen);
    let onchange = {
        let chosen = chosen.setter();
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            let name = select.map(|select| select.value()).filter(|name| !name.is_empty());
            theme::choose(name.as_deref());
            chosen.set(name);
        })
    };
    let option = |name: &'static str, words: Page<'_>| {
        let selected = chosen.as_deref().unwrap_or_default() == name;
        html! { <option value={name} {selected}>{ speech.page(words) }</option> }
    };
    html! {
        <label class="theme">
            <span class="theme-name">{ speech.page(Page::Theme) }</span>
            <select {onchange}>
                { option("", Page::ThemeOfSystem) }
                { option("light", Page::ThemeLight) }
                { option("dark", Page::ThemeDark) }
            </select>
        </label>
    }
}
