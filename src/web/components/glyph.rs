//! Our own small signs, drawn in the colour of the text around them.

use yew::prelude::*;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Check,
    Cross,
    Circle,
    Triangle,
    Dash,
}

/// A sign beside words that say the same.
pub(crate) fn glyph(sign: Sign) -> Html {
    let path = match sign {
        Sign::Check => "M3 8.5l3.5 3.5L13 4.5",
        Sign::Cross => "M4 4l8 8M12 4l-8 8",
        Sign::Circle => "M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
        Sign::Triangle => "M8 3.5l5.5 9.5h-11z",
        Sign::Dash => "M4 8h8",
    };
    html! {
        <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={path} />
        </svg>
    }
}

/// The sign of a state, by its letter in a strip.
pub(crate) fn sign_of(state: char) -> Sign {
    match state {
        'm' => Sign::Check,
        'x' | 'p' => Sign::Cross,
        'o' => Sign::Circle,
        'b' => Sign::Triangle,
        _ => Sign::Dash,
    }
}

/// How style sheets call a state.
pub(crate) fn state_name(state: char) -> &'static str {
    match state {
        'm' => "met",
        'x' => "missed",
        'o' => "running_on_track",
        'b' => "running_below_target",
        'p' => "running_past_recovery",
        _ => "not_measured",
    }
}
