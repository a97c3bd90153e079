//! What a shape is for: the class that the style sheet knows it by.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

/// The part that a shape plays. Its colour is the style sheet's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A line to read values by.
    Grid,
    /// The line of nothing, where bars begin.
    Zero,
    /// The text of an axis.
    Tick,
    /// The number of a mark.
    Label,
    /// The target.
    Target,
    /// What sets the target off from the bars behind it.
    TargetEdge,
    /// A target kept, or an amount.
    Value,
    /// A target missed, or an amount owed.
    Breach,
    /// A period that runs, on track.
    Run,
    /// A period that runs, below its target.
    RunBelow,
    /// A period that runs, and cannot reach its target any more.
    RunPast,
    /// An amount that lapsed.
    Lapsed,
    /// What a cap cut off an amount.
    Cut,
    /// Lines over what a cap cut off, or over a period of which nothing is known.
    Hatch,
    /// What leads to a value beyond the axis.
    Stem,
    /// Where the axis is left.
    Break,
    /// Agreed hours.
    Band,
    /// A clock that is paused.
    Paused,
    /// A clock outside its hours.
    Outside,
    /// Maintenance.
    Maintenance,
    /// Time of which nothing is known.
    Unknown,
    /// What is left of a budget.
    Left,
    /// What comes at the present rate.
    Forecast,
    /// An even pace.
    Pace,
}

const ALL: [(Role, &str); 24] = [
    (Role::Grid, "grid"),
    (Role::Zero, "zero"),
    (Role::Tick, "tick"),
    (Role::Label, "label"),
    (Role::Target, "target"),
    (Role::TargetEdge, "target-edge"),
    (Role::Value, "value"),
    (Role::Breach, "breach"),
    (Role::Run, "run"),
    (Role::RunBelow, "run-below"),
    (Role::RunPast, "run-past"),
    (Role::Lapsed, "lapsed"),
    (Role::Cut, "cut"),
    (Role::Hatch, "hatch"),
    (Role::Stem, "stem"),
    (Role::Break, "break"),
    (Role::Band, "band"),
    (Role::Paused, "paused"),
    (Role::Outside, "outside"),
    (Role::Maintenance, "maintenance"),
    (Role::Unknown, "unknown"),
    (Role::Left, "left"),
    (Role::Forecast, "forecast"),
    (Role::Pace, "pace"),
];

impl Role {
    /// Its class.
    pub(super) fn class(self) -> &'static str {
        ALL.iter().find(|(role, _)| *role == self).map_or("", |(_, class)| class)
    }

    /// Plotters hands a backend nothing but colours, so each role goes through it as one.
    pub(super) fn color(self) -> RGBColor {
        RGBColor(0, 0, self as u8)
    }

    /// The role that went through plotters as a colour.
    pub(super) fn of(color: BackendColor) -> Option<Self> {
        ALL.iter().find(|(role, _)| *role as u8 == color.rgb.2).map(|(role, _)| *role)
    }
}
