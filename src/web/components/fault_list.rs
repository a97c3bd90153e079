//! Faults, grouped by file.

use yew::prelude::*;

use super::fault::FaultEntry;
use super::fold::Fold;
use crate::format::number;
use crate::format::words::Page;
use crate::web::message::{FaultList, FaultView};
use crate::web::names::marked;
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};

/// The faults.
#[derive(Properties, PartialEq)]
pub(crate) struct FaultGroupsProps {
    pub(crate) faults: Shared<FaultList>,
}

/// A section for each file, errors first; then what concerns no single file.
#[component]
pub(crate) fn FaultGroups(props: &FaultGroupsProps) -> Html {
    let speech = use_speech();
    let FaultList { listed, count, unlisted, .. } = &*props.faults;
    html! {
        <section class="faults" aria-labelledby="faults">
            <h2 id="faults">{ speech.page(Page::Faults) }</h2>
            if let Some(count) = count {
                <p class="note">{ count }</p>
            }
            { for groups(listed).into_iter().map(|group| html! { <Group faults={group} /> }) }
            if let Some(unlisted) = unlisted {
                <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
            }
        </section>
    }
}

/// The faults of each file, in the order of the files; those of no file last.
fn groups(faults: &[FaultView]) -> Vec<Vec<FaultView>> {
    let file = |fault: &FaultView| fault.place.as_ref().map_or(u32::MAX, |place| place.file);
    let mut sorted = faults.to_vec();
    sorted.sort_by_key(file);
    sorted.chunk_by(|one, other| file(one) == file(other)).map(<[FaultView]>::to_vec).collect()
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    faults: Vec<FaultView>,
}

#[component]
fn Group(props: &GroupProps) -> Html {
    /// So many faults are shown at once.
    const SHOWN: usize = 20;
    let speech = use_speech();
    let name = props.faults.first().and_then(|fault| fault.place.as_ref()).map(|place| &place.name);
    let entry = |fault: &FaultView| html! { <FaultEntry fault={fault.clone()} /> };
    let all = number(speech.language(), &props.faults.len().to_string());
    html! {
        <div class="fault-group">
            if let Some(name) = name {
                <h3>{ with_names(&marked(name)) }</h3>
            }
            <Fold items={props.faults.iter().map(entry).collect::<Vec<_>>()} shown={SHOWN}
                more={Callback::from(move |_: String| speech.page(Page::ShowAll(&all)))} />
        </div>
    }
}
