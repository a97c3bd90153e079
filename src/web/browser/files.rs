//! Files that were chosen or dropped.

use web_sys::{Blob, File, FileList};

use crate::web::state::FileCard;

/// A file's name and its content, which the browser holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// The name.
    pub name: String,
    /// The content.
    pub content: Blob,
}

impl From<File> for Handle {
    fn from(file: File) -> Self {
        Self { name: file.name(), content: file.into() }
    }
}

/// The handles of a list of files.
pub(in crate::web) fn handles(list: Option<FileList>) -> Vec<Handle> {
    let list = list.into_iter();
    list.flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)))
        .map(Handle::from)
        .collect()
}

/// The contents of the files at hand, by the keys of their cards.
#[derive(Debug, Default)]
pub(in crate::web) struct Shelf {
    last_key: u32,
    contents: Vec<(u32, Blob)>,
}

impl Shelf {
    /// Keeps files and makes out their cards.
    pub(in crate::web) fn put(&mut self, handles: Vec<Handle>) -> Vec<FileCard> {
        handles.into_iter().map(|handle| self.put_one(handle)).collect()
    }

    fn put_one(&mut self, handle: Handle) -> FileCard {
        self.last_key += 1;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the browser counts the bytes of a file in a double"
        )]
        let bytes = handle.content.size() as u64;
        self.contents.push((self.last_key, handle.content));
        FileCard { key: self.last_key, name: handle.name, bytes }
    }

    /// The contents of these files.
    pub(in crate::web) fn contents(&self, cards: &[FileCard]) -> Vec<Blob> {
        let content = |card: &FileCard| {
            let found = self.contents.iter().find(|(key, _)| *key == card.key);
            found.map(|(_, content)| content.clone())
        };
        cards.iter().filter_map(content).collect()
    }

    /// Lets go of every file that is not among these.
    pub(in crate::web) fn keep(&mut self, keys: &[u32]) {
        self.contents.retain(|(key, _)| keys.contains(key));
    }
}
