//! The files at hand.

use yew::prelude::*;

use super::file_button::FileButton;
use crate::format::number;
use crate::format::words::Page;
use crate::web::browser::files::Handle;
use crate::web::message::Window;
use crate::web::names::marked;
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};
use crate::web::state::FileCard;

/// The files, what the report says of them, and who adds and takes out.
#[derive(Properties, PartialEq)]
pub(crate) struct CaseFilesProps {
    pub(crate) files: Vec<FileCard>,
    pub(crate) window: Option<Shared<Window>>,
    pub(crate) on_files: Callback<Vec<Handle>>,
    pub(crate) on_remove: Callback<u32>,
}

/// A list of files, each of which can be taken out.
#[component]
pub(crate) fn CaseFiles(props: &CaseFilesProps) -> Html {
    let speech = use_speech();
    let known = props.window.as_ref().map(|window| &window.report.provenance.files);
    let item = |(position, file): (usize, &FileCard)| {
        let name = marked(&file.name);
        let key = file.key;
        let onclick = props.on_remove.reform(move |_: MouseEvent| key);
        let kind = known.and_then(|files| files.get(position)).map(|file| file.kind.as_str());
        let size = number(speech.language(), &file.bytes.to_string());
        html! {
            <li class="case-file" key={file.key}>
                <span class="case-file-name">{ with_names(&name) }</span>
                <span class="case-file-note">
                    { kind.map(|kind| speech.page(Page::FileKind(kind))) }
                </span>
                <span class="case-file-note case-file-size">{ speech.page(Page::Size(&size)) }</span>
                <button type="button" class="quiet-button" {onclick}>
                    <span>{ with_names(&speech.page(Page::Remove(&name))) }</span>
                </button>
            </li>
        }
    };
    html! {
        <section class="case-files" aria-labelledby="files">
            <h2 id="files">{ speech.page(Page::Files) }</h2>
            <ul class="case-file-list">{ for props.files.iter().enumerate().map(item) }</ul>
            <div class="case-file-more">
                <FileButton label={speech.page(Page::AddFiles)} on_files={props.on_files.clone()} />
                <p class="note">{ speech.page(Page::SameName) }</p>
            </div>
        </section>
    }
}
