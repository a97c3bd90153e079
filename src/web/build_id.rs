//! The name of this build, equal in page and worker when they belong together.

/// Given by the build from the sources; a build without it says so, and matches its like.
pub const BUILD_ID: &str = match option_env!("SLA_BUILD_ID") {
    Some(id) => id,
    None => "unmarked",
};
