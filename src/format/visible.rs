//! Names from files, made harmless for a terminal.

/// The text on one line, with every character that is invisible or turns the direction of
/// writing spelled out: `\u{202e}`.
///
/// ```
/// # use sla_calculator::format::visible;
/// assert_eq!(visible("a\u{202e}b\nc"), "a\\u{202e}b\\nc");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        if hidden(character) {
            visible.extend(character.escape_default());
        } else {
            visible.push(character);
        }
    }
    visible
}
