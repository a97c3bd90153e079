//! What the document says before the program arrives.

use sla_calculator::format::words::{English, Page, PageLanguage};

#[test]
fn the_document_says_what_the_page_says() {
    let document = include_str!("../../index.html");
    let said = [
        Page::Title,
        Page::Promise,
        Page::Privacy,
        Page::PrivacyCheck,
        Page::DropHere,
        Page::ChooseFiles,
        Page::Quote,
        Page::QuoteWhat,
        Page::ToQuote,
        Page::Working,
        Page::SampleBanner,
    ];
    for page in said {
        let words = English.page(&page);
        assert!(document.contains(&format!(">{words}<")), "{words}");
    }
    assert!(document.contains(&format!("<html lang=\"{}\">", English.tag())));
}
