//! What must hold for every picture.

use sla_calculator::chart::{Picture, Place};

/// An element: its name, its attributes, its text.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn tenths(&self, name: &str) -> i32 {
        tenths(self.attribute(name).unwrap())
    }
}

fn tenths(text: &str) -> i32 {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    assert!(part.len() == 1 && part.parse::<u8>().is_ok(), "{text} is not in tenths");
    format!("{whole}{part}").parse().unwrap()
}

/// The elements of well-formed SVG of our kind: none within another but the outermost.
fn parse(svg: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut rest = svg;
    let mut open: Vec<String> = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').unwrap();
            assert_eq!(open.pop().as_deref(), Some(name), "an end without a beginning");
            rest = after;
            continue;
        }
        let tag = rest.strip_prefix('<').unwrap_or_else(|| panic!("text outside: {rest}"));
        let (tag, after) = tag.split_once('>').unwrap();
        let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, written) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.chars().all(|letter| letter.is_ascii_lowercase()), "{name}");
        let mut attributes: Vec<(String, String)> = Vec::new();
        let mut written = written.trim_start();
        while !written.is_empty() {
            let (attribute, value) = written.split_once("=\"").unwrap();
            let (value, more) = value.split_once('"').unwrap();
            assert!(attributes.iter().all(|(known, _)| known != attribute), "{attribute} twice");
            attributes.push((attribute.to_owned(), plain(value)));
            written = more.trim_start();
        }
        let (text, after) = match after.find('<') {
            Some(end) if !alone => (&after[..end], &after[end..]),
            _ => ("", after),
        };
        elements.push(Element { name: name.to_owned(), attributes, text: plain(text) });
        if !alone {
            open.push(name.to_owned());
        }
        rest = after;
    }
    assert!(open.is_empty(), "{open:?} have no end");
    elements
}

fn plain(text: &str) -> String {
    assert!(!text.contains(['<', '>']), "{text}");
    for part in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        assert!(known.iter().any(|entity| part.starts_with(entity)), "&{part}");
    }
    assert!(text.chars().all(|c| !c.is_control()), "{text:?}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The rules of every picture.
pub(crate) fn check_shapes(picture: &Picture) {
    let svg = &picture.svg;
    for word in ["style=", "fill", "stroke", "rgb(", "url(", "<script", "<image", " id=", "NaN"] {
        assert!(!svg.contains(word), "{word} in {svg}");
    }
    let elements = parse(svg);
    let (width, height) = (picture.size.width, picture.size.height);
    let root = &elements[0];
    assert_eq!(root.attribute("viewBox").unwrap(), format!("0 0 {width} {height}"));
    let (width, height) = (i32::try_from(width * 10).unwrap(), i32::try_from(height * 10).unwrap());
    let whole = Place { x: 0, y: 0, width, height };
    for element in &elements[1..] {
        assert!(!element.attribute("class").unwrap().contains('#'));
        for corner in corners(element) {
            let inside = (0..=width).contains(&corner.0) && (0..=height).contains(&corner.1);
            assert!(inside, "{} at {corner:?} in {svg}", element.name);
        }
    }
    let texts: Vec<(Place, &str)> =
        elements.iter().filter(|e| e.name == "text").map(|e| (room(e), e.text.as_str())).collect();
    for (at, (place, text)) in texts.iter().enumerate() {
        assert!(is_within(place, &whole), "{text} leaves {svg}");
        for (other, beside) in &texts[at + 1..] {
            assert!(!touches(place, other), "{text} touches {beside} in {svg}");
        }
    }
    // Words lie on agreed hours.
    let is_bar =
        |element: &&Element| element.name == "rect" && element.attribute("class") != Some("band");
    let bars = elements.iter().filter(is_bar).map(|bar| {
        let (x, y) = (bar.tenths("x"), bar.tenths("y"));
        Place { x, y, width: bar.tenths("width"), height: bar.tenths("height") }
    });
    for bar in bars {
        for (place, text) in &texts {
            assert!(!touches(place, &bar), "{text} lies on a bar in {svg}");
        }
    }
    for mark in &picture.marks {
        assert!(is_within(&mark.column, &whole), "{mark:?}");
        assert!(is_within(&mark.drawn, &whole), "{mark:?}");
        assert!(mark.column.width > 0 && !mark.words.is_empty(), "{mark:?}");
    }
}

/// The rules of a picture of periods.
pub(crate) fn check(picture: &Picture) {
    check_shapes(picture);
    let svg = &picture.svg;
    let elements = parse(svg);
    let classes = |class: &'static str| {
        elements.iter().filter(move |element| element.attribute("class") == Some(class))
    };
    let lines: usize = ["grid", "zero"]
        .into_iter()
        .flat_map(classes)
        .map(|line| line.attribute("d").unwrap().matches('M').count())
        .sum();
    assert!((2..=5).contains(&lines), "{lines} grid lines");
    assert!(classes("label").count() <= 7, "too many labels");
    let columns: Vec<_> = picture.marks.iter().map(|mark| mark.column).collect();
    assert!(columns.windows(2).all(|pair| pair[0].x + pair[0].width <= pair[1].x));
}

/// Where the corners of a shape are.
fn corners(element: &Element) -> Vec<(i32, i32)> {
    match element.name.as_str() {
        "rect" => {
            let (x, y) = (element.tenths("x"), element.tenths("y"));
            let (width, height) = (element.tenths("width"), element.tenths("height"));
            assert!(width >= 0 && height >= 0);
            vec![(x, y), (x + width, y + height)]
        }
        "circle" => {
            let (x, y, r) = (element.tenths("cx"), element.tenths("cy"), element.tenths("r"));
            vec![(x - r, y - r), (x + r, y + r)]
        }
        "path" => along(element.attribute("d").unwrap()),
        "text" => vec![(element.tenths("x"), element.tenths("y"))],
        name => panic!("{name}"),
    }
}

/// The points of a path of `M`, `L`, `H`, `V` and `Z`.
fn along(path: &str) -> Vec<(i32, i32)> {
    let mut points: Vec<(i32, i32)> = Vec::new();
    let mut rest = path;
    while let Some(step) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_uppercase()).map_or(rest.len(), |e| e + 1);
        let numbers: Vec<i32> = rest[1..end].split_whitespace().map(tenths).collect();
        let last = points.last().copied().unwrap_or_default();
        points.push(match (step, numbers.as_slice()) {
            ('M' | 'L', [x, y]) => (*x, *y),
            ('H', [x]) => (*x, last.1),
            ('V', [y]) => (last.0, *y),
            ('Z', []) => last,
            _ => panic!("{path}"),
        });
        rest = &rest[end..];
    }
    points
}

/// The room of a text, by a rule of its own: digits 0.6 of the size, letters 0.62, marks 0.3.
fn room(text: &Element) -> Place {
    let thousandths = |letter: char| match letter {
        '0'..='9' => 600,
        'm' | '%' => 900,
        '.' | ',' | '\u{a0}' | ' ' | 'i' => 300,
        'f' | 'l' | 'r' | 't' => 390,
        _ => 620,
    };
    let width: i32 = text.text.chars().map(thousandths).sum::<i32>() * 12 / 100;
    let x = text.tenths("x");
    let x = match text.attribute("text-anchor") {
        Some("middle") => x - width / 2,
        Some("end") => x - width,
        _ => x,
    };
    Place { x, y: text.tenths("y") - 90, width, height: 110 }
}

fn is_within(place: &Place, whole: &Place) -> bool {
    place.x >= 0
        && place.y >= 0
        && place.x + place.width <= whole.width
        && place.y + place.height <= whole.height
}

fn touches(one: &Place, other: &Place) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}
