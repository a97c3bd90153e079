//! The files at hand.

use yew::prelude::*;

use super::file_button::FileButton;
use crate::format::number;
use crate::format::words::Page;
use crate::web::browser::files::Handle;
use crate::web::message::Account;
use crate::web::names::{marked, plain};
use crate::web::shared::Shared;
use crate::web::speech::{listed, use_speech};
use crate::web::state::{Action, FileCard};

/// The files, what the report says of them, and who adds and takes out.
#[derive(Properties, PartialEq)]
pub(crate) struct CaseFilesProps {
    pub(crate) files: Vec<FileCard>,
    /// The report, if it is that of these files.
    pub(crate) account: Option<Shared<Account>>,
    pub(crate) on: Callback<Action>,
    pub(crate) on_files: Callback<Vec<Handle>>,
}

/// A list of files, each of which can be taken out.
#[component]
pub(crate) fn CaseFiles(props: &CaseFilesProps) -> Html {
    let speech = use_speech();
    let CaseFilesProps { files, account, on, on_files } = props;
    let views = account.as_ref().map(|account| account.files.as_slice()).unwrap_or_default();
    let item = |(position, file): (usize, &FileCard)| {
        let name = marked(&file.name);
        let key = file.key;
        let view = views.get(position);
        let size = number(speech.language(), &file.bytes.to_string());
        let remove = on.reform(move |_: MouseEvent| Action::FileRemoved(key));
        let choose = view.filter(|view| view.kind == "unused").map(|_| {
            let onclick = on.reform(move |_: MouseEvent| Action::ContractChosen(key));
            html! {
                <button type="button" class="quiet-button" {onclick}>
                    { speech.page(Page::UseContract) }
                </button>
            }
        });
        html! {
            <li class="case-file" key={file.key}>
                <span class="case-file-name">{ listed(&name) }</span>
                <span class="case-file-note">
                    { view.map(|view| speech.page(Page::FileKind(&view.kind))) }
                </span>
                <span class="case-file-note case-file-size">{ speech.page(Page::Size(&size)) }</span>
                { choose }
                <button type="button" class="quiet-button case-file-remove"
                    aria-label={speech.page(Page::RemoveFile(&plain(&name)))} onclick={remove}>
                    <span>{ speech.page(Page::Remove) }</span>
                </button>
            </li>
        }
    };
    html! {
        <section class="case-files" aria-labelledby="files" tabindex="-1">
            <h2 id="files">{ speech.page(Page::Files) }</h2>
            <ul class="case-file-list">{ for files.iter().enumerate().map(item) }</ul>
            <div class="case-file-more">
                <FileButton label={speech.page(Page::AddFiles)} on_files={on_files.clone()} />
                <p class="note">{ speech.page(Page::SameName) }</p>
            </div>
        </section>
    }
}
