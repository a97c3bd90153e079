//! The whole page.

use yew::prelude::*;

use super::agent::{Agent, Health, PATIENCE, SCRIPT};
use super::components::engine_notice::EngineNotice;

/// Starts the worker and shows how it is.
#[component]
pub(super) fn App() -> Html {
    let health = use_state_eq(|| Health::Starting);
    let agent = use_mut_ref(|| None::<Agent>);
    {
        let setter = health.setter();
        use_effect_with((), move |()| {
            let on_health = Callback::from(move |health| setter.set(health));
            *agent.borrow_mut() = Some(Agent::start(SCRIPT, PATIENCE, on_health));
        });
    }
    html! {
        <main>
            <h1>{ "SLA Calculator" }</h1>
            <EngineNotice health={(*health).clone()} />
        </main>
    }
}
