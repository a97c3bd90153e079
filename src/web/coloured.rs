//! A picture as a file of its own: the light colours in place of the page's classes.

use super::message::Picture;

const PAGE: &str = "#fafaf7";
const SUNKEN: &str = "#f1f2ee";
const LINE: &str = "#dddfd8";
const LINE_STRONG: &str = "#7d837c";
const INK: &str = "#15191c";
const INK_2: &str = "#444c52";
const BREACH: &str = "#8e1022";
const RISK: &str = "#7d5a00";
const ACCENT: &str = "#1b4f9c";
const ACCENT_TINT: &str = "#e8eef8";

type Look = &'static [(&'static str, &'static str)];

/// What `styles/components/chart.css` says of each class.
const LOOKS: [(&str, Look); 24] = [
    ("grid", &[("fill", "none"), ("stroke", LINE)]),
    ("zero", &[("fill", "none"), ("stroke", LINE_STRONG)]),
    ("tick", &[("fill", INK_2)]),
    (
        "label",
        &[
            ("fill", INK),
            ("font-weight", "600"),
            ("stroke", PAGE),
            ("stroke-linejoin", "round"),
            ("stroke-width", "3"),
            ("paint-order", "stroke"),
        ],
    ),
    (
        "target",
        &[("fill", "none"), ("stroke", INK), ("stroke-dasharray", "6 4"), ("stroke-width", "1.5")],
    ),
    (
        "target-edge",
        &[("fill", "none"), ("stroke", PAGE), ("stroke-dasharray", "6 4"), ("stroke-width", "3")],
    ),
    ("value", &[("fill", LINE_STRONG)]),
    ("breach", &[("fill", BREACH)]),
    ("run", &running(LINE_STRONG)),
    ("run-below", &running(RISK)),
    ("run-past", &running(BREACH)),
    ("lapsed", &[("fill", PAGE), ("stroke", LINE_STRONG)]),
    ("cut", &[("fill", PAGE), ("stroke", LINE)]),
    ("hatch", &[("fill", "none"), ("stroke", LINE)]),
    ("stem", &[("fill", "none"), ("stroke", LINE_STRONG)]),
    ("break", &[("fill", PAGE)]),
    ("band", &[("fill", SUNKEN)]),
    ("paused", &[("fill", PAGE), ("stroke", LINE_STRONG), ("stroke-width", "1.5")]),
    ("outside", &[("fill", "none"), ("stroke", LINE_STRONG)]),
    ("maintenance", &[("fill", ACCENT_TINT), ("stroke", ACCENT)]),
    ("unknown", &[("fill", PAGE), ("stroke", LINE_STRONG), ("stroke-dasharray", "3 2")]),
    ("left", &[("fill", "none"), ("stroke", INK), ("stroke-width", "1.5")]),
    (
        "forecast",
        &[
            ("fill", "none"),
            ("stroke", ACCENT),
            ("stroke-dasharray", "6 4"),
            ("stroke-width", "1.5"),
        ],
    ),
    ("pace", &[("fill", "none"), ("stroke", LINE_STRONG)]),
];

const fn running(edge: &'static str) -> [(&'static str, &'static str); 4] {
    [("fill", PAGE), ("stroke", edge), ("stroke-dasharray", "3 2"), ("stroke-width", "1.5")]
}

const FONTS: &str = "system-ui,-apple-system,Roboto,sans-serif";

/// The picture with its colours, so many times as large.
#[must_use]
pub fn coloured(picture: &Picture, times: u32) -> String {
    let Picture { svg, width, height, .. } = picture;
    // A quote in a text is escaped, so an attribute of that spelling is ours.
    let mut out = svg.clone();
    for (class, look) in LOOKS {
        out = out.replace(&format!(" class=\"{class}\""), &attributes(look));
    }
    let root = attributes(&[("font-family", FONTS), ("font-size", "12")]);
    out = out.replacen(" class=\"chart\"", &root, 1);
    let size = |width: u32, height: u32| format!(" width=\"{width}\" height=\"{height}\"");
    out = out.replacen(&size(*width, *height), &size(width * times, height * times), 1);
    let ground = format!("><rect{}{}/>", size(*width, *height), attributes(&[("fill", PAGE)]));
    out.replacen('>', &ground, 1)
}

fn attributes(look: &[(&str, &str)]) -> String {
    look.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_the_light_ones_of_the_page() {
        let tokens = include_str!("../../styles/tokens.css");
        for (name, colour) in [
            ("page", PAGE),
            ("line", LINE),
            ("line-strong", LINE_STRONG),
            ("ink", INK),
            ("sunken", SUNKEN),
            ("ink-2", INK_2),
            ("breach", BREACH),
            ("risk", RISK),
            ("accent", ACCENT),
            ("accent-tint", ACCENT_TINT),
        ] {
            assert!(tokens.contains(&format!("--{name}: light-dark({colour}, ")), "{name}");
        }
    }

    #[test]
    fn every_class_of_the_style_sheet_has_its_colours() {
        let sheet = include_str!("../../styles/components/chart.css");
        for line in sheet.lines() {
            let class = line
                .trim()
                .strip_prefix(".chart .")
                .map(|rest| rest.trim_end_matches([' ', '{', ',']).to_owned());
            if let Some(class) = class {
                assert!(LOOKS.iter().any(|(known, _)| *known == class), "{class}");
            }
        }
    }

    #[test]
    fn a_text_that_looks_like_a_class_stays_a_text() {
        let svg = "<svg xmlns=\"s\" class=\"chart\" width=\"3\" height=\"2\">\
                   <text class=\"tick\">&quot; class=&quot;grid&quot;</text></svg>";
        let picture = Picture { svg: svg.to_owned(), width: 3, height: 2, marks: Vec::new() };
        let found = coloured(&picture, 2);
        assert!(!found.contains("class=\"") && found.contains("width=\"6\" height=\"4\""));
        assert!(found.contains("><rect width=\"3\" height=\"2\" fill=\"#fafaf7\"/>"));
        assert!(found.ends_with(">&quot; class=&quot;grid&quot;</text></svg>"));
    }
}
