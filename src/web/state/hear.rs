//! What the engine's answer to opening and evaluating means for the page.

use super::{
    Account, Answer, AsOf, FileCard, Origin, Outcome, Question, Shared, State, Trouble, local,
};
use crate::web::message::FileView;

impl State {
    pub(super) fn hear(&mut self, answer: Answer) {
        let Some(asked) = self.asked.take() else { return };
        self.progress = None;
        self.outcome = match answer {
            Answer::Report(account) => {
                let at = &account.as_of_at;
                if asked.chosen {
                    let origin = Origin::Typed;
                    self.as_of = AsOf { chosen: Some(at.clone()), origin, ..AsOf::default() };
                    self.address.as_of = Some(at.clone());
                }
                // What the reader wrote and stopped can be asked again.
                let stopped = self.stopped.as_ref().is_some_and(|stopped| stopped.chosen);
                if !(stopped && self.trouble == Some(Trouble::Stopped)) {
                    self.as_of.draft = local(at);
                }
                self.as_of.wrong = false;
                self.reported = asked.files;
                self.otherwise = None;
                self.agreement = None;
                self.compare_with_known(&account);
                Outcome::Report(Shared::from(*account))
            }
            Answer::Faults(faults) => {
                self.reported = asked.files;
                Outcome::Faults(Shared::from(*faults))
            }
            Answer::Contracts(places) => {
                let key = |place: u32| asked.files.get(place as usize).map(|file| file.key);
                Outcome::Contracts(places.into_iter().filter_map(key).collect())
            }
            Answer::AsOfMissing => {
                self.reported = asked.files;
                Outcome::AsOfMissing
            }
            Answer::AsOfWrong => {
                self.as_of.wrong = true;
                return;
            }
            Answer::Unreadable(name) => {
                self.trouble = Some(Trouble::Unreadable(name));
                return;
            }
            Answer::TooLarge(name) => {
                self.replace_engine(Trouble::TooLarge(name));
                return;
            }
            // Nothing is open: the engine is another than before.
            Answer::Nothing => {
                if let Question::Evaluate { as_of } = asked.question {
                    self.ask_to_open(self.files.clone(), Some(as_of));
                    if let Some(again) = &mut self.asked {
                        again.chosen = asked.chosen;
                    }
                }
                return;
            }
            // None of these is an answer to what is asked here.
            Answer::Progress(_)
            | Answer::Grid(_)
            | Answer::Worked(_)
            | Answer::Otherwise(_)
            | Answer::Charts(_)
            | Answer::Incidents(_)
            | Answer::Incident(_)
            | Answer::Contract(_)
            | Answer::Print(_)
            | Answer::Quoted(_)
            | Answer::Exported(_) => return,
        };
        if self.account().is_none() {
            self.grid = None;
            self.worked = None;
            self.otherwise = None;
            self.charts = None;
            self.incidents = None;
            self.incident = None;
            self.agreement = None;
        }
    }

    /// Notes which of the files that were at hand before a reload are not the same any more.
    fn compare_with_known(&mut self, account: &Account) {
        let files = self.reported.iter().zip(&account.files);
        let other = |(card, file): (&FileCard, &FileView)| {
            let known = self.known.iter().find(|known| known.name == card.name)?;
            let noted = !known.sha256.is_empty();
            (noted && known.sha256 != file.sha256).then(|| card.name.clone())
        };
        self.others = files.filter_map(other).collect();
        self.known.clear();
    }
}
