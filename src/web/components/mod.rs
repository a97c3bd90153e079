//! The page's parts, one a file.

pub(super) mod account;
pub(super) mod as_of;
pub(super) mod case_files;
pub(super) mod chart_figure;
pub(super) mod chart_marks;
pub(super) mod chart_table;
pub(super) mod charts;
pub(super) mod choice;
pub(super) mod drop_zone;
pub(super) mod engine_notice;
pub(super) mod fault;
pub(super) mod fault_list;
pub(super) mod file_button;
pub(super) mod fine_print;
pub(super) mod fold;
pub(super) mod glyph;
pub(super) mod grid;
pub(super) mod grid_cell;
pub(super) mod grid_part;
pub(super) mod masthead;
pub(super) mod notice;
pub(super) mod panel;
pub(super) mod samples;
pub(super) mod start;
pub(super) mod step_line;
pub(super) mod worked_panel;
