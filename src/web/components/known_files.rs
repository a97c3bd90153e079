//! The files that were at hand before the page was loaded again.

use yew::prelude::*;

use super::drop_zone::DropZone;
use super::file_button::FileButton;
use crate::format::number;
use crate::format::words::Page;
use crate::web::browser::files::Handle;
use crate::web::message::Known;
use crate::web::names::marked;
use crate::web::speech::{listed, use_speech};
use crate::web::state::FileCard;

/// The files of before, those at hand, and who hears of more.
#[derive(Properties, PartialEq)]
pub(crate) struct KnownFilesProps {
    pub(crate) known: Vec<Known>,
    pub(crate) files: Vec<FileCard>,
    pub(crate) on_files: Callback<Vec<Handle>>,
    pub(crate) on_without: Callback<()>,
}

/// Each by name, size and digest, with the way to bring them.
#[component]
pub(crate) fn KnownFiles(props: &KnownFilesProps) -> Html {
    let speech = use_speech();
    let item = |known: &Known| {
        let here = props.files.iter().any(|file| file.name == known.name);
        let size = number(speech.language(), &known.bytes.to_string());
        let state = speech.page(if here { Page::HasCome } else { Page::StillMissing });
        html! {
            <li class="case-file">
                <span class="case-file-name">{ listed(&marked(&known.name)) }</span>
                <span class="case-file-note">{ state }</span>
                <span class="case-file-note case-file-size">{ speech.page(Page::Size(&size)) }</span>
                <code class="case-file-digest" translate="no">{ &known.sha256 }</code>
            </li>
        }
    };
    let onclick = props.on_without.reform(|_: MouseEvent| ());
    html! {
        <section class="known-files">
            <h1 class="verdict">{ speech.page(Page::KnownFiles) }</h1>
            <p class="lede">{ speech.page(Page::KnownFilesWhy) }</p>
            <ul class="case-file-list">{ for props.known.iter().map(item) }</ul>
            <DropZone label={speech.page(Page::DropHere)}>
                <FileButton label={speech.page(Page::ChooseFiles)} primary=true
                    on_files={props.on_files.clone()} />
            </DropZone>
            if !props.files.is_empty() {
                <button type="button" {onclick}>{ speech.page(Page::GoOnWithout) }</button>
            }
        </section>
    }
}
