//! What plotters draws on: SVG without colours, in tenths of a pixel.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::role::Role;
use super::width::{ASCENT, DESCENT, MIDDLE, width};
use super::{Size, pixels};

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Writes SVG as it is drawn; a pixel of plotters is a tenth of one.
pub(super) struct Svg<'a> {
    out: &'a mut String,
    size: Size,
    /// The role of the path that is still open: lines of one role share an element.
    path: Option<Role>,
}

impl<'a> Svg<'a> {
    /// Begins a picture that is called `name`.
    pub(super) fn new(out: &'a mut String, size: Size, name: &str) -> Self {
        let Size { width, height } = size;
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\"");
        // Writing into a String cannot fail, here and below.
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        let _ = write!(out, " viewBox=\"0 0 {width} {height}\" aria-label=\"");
        escape(out, name);
        out.push_str("\">");
        Self { out, size, path: None }
    }

    /// Begins an element, and ends a path that is still open.
    fn element(&mut self, name: &str, role: Role) {
        self.end_path();
        let _ = write!(self.out, "<{name} class=\"{}\"", role.class());
    }

    fn number(&mut self, name: &str, tenths: i32) {
        let _ = write!(self.out, " {name}=\"{}\"", pixels(tenths));
    }

    fn end_path(&mut self) {
        if self.path.take().is_some() {
            self.out.push_str("\"/>");
        }
    }

    fn points(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut last: Option<BackendCoord> = None;
        for (x, y) in points {
            let step = match last {
                None => format!("M{} {}", pixels(x), pixels(y)),
                Some(same) if same == (x, y) => String::new(),
                Some((_, same)) if same == y => format!("H{}", pixels(x)),
                Some((same, _)) if same == x => format!("V{}", pixels(y)),
                Some(_) => format!("L{} {}", pixels(x), pixels(y)),
            };
            self.out.push_str(&step);
            last = Some((x, y));
        }
    }

    fn end(&mut self) {
        self.end_path();
        self.out.push_str("</svg>");
    }
}

/// Text as it may stand in an element or an attribute; the only place where any is written.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // XML 1.0 has no such characters, not even escaped.
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}');
            }
            _ => out.push(letter),
        }
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.width * 10, self.size.height * 10)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.end();
        Ok(())
    }

    /// Nothing of ours is made of pixels.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let Some(role) = Role::of(style.color()) else { return Ok(()) };
        if self.path != Some(role) {
            self.element("path", role);
            self.out.push_str(" d=\"");
            self.path = Some(role);
        }
        self.points(path);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        let Some(role) = Role::of(style.color()) else { return Ok(()) };
        self.element("rect", role);
        let sides = [("x", left), ("y", top), ("width", right - left), ("height", bottom - top)];
        for (name, tenths) in sides {
            self.number(name, tenths);
        }
        self.out.push_str("/>");
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        let Some(role) = Role::of(style.color()) else { return Ok(()) };
        self.element("circle", role);
        for (name, tenths) in [("cx", x), ("cy", y), ("r", radius.cast_signed())] {
            self.number(name, tenths);
        }
        self.out.push_str("/>");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let Some(role) = Role::of(style.color()) else { return Ok(()) };
        self.element("path", role);
        self.out.push_str(" d=\"");
        self.points(corners);
        self.out.push_str("Z\"/>");
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        let Some(role) = Role::of(style.color()) else { return Ok(()) };
        self.element("text", role);
        let base = match style.anchor().v_pos {
            VPos::Top => y + ASCENT,
            VPos::Center => y + MIDDLE,
            VPos::Bottom => y - DESCENT,
        };
        self.number("x", x);
        self.number("y", base);
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => self.out.push_str(" text-anchor=\"middle\""),
            HPos::Right => self.out.push_str(" text-anchor=\"end\""),
        }
        self.out.push('>');
        escape(self.out, text);
        self.out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let strong = Role::of(style.color()) == Some(Role::Label);
        Ok((width(text, strong).unsigned_abs(), (ASCENT + DESCENT).unsigned_abs()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_text_stays_a_text() {
        let mut out = String::new();
        escape(&mut out, "<script>alert('1')</script>&\"\u{0}\n\u{202e}");
        assert_eq!(
            out,
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;\u{fffd} \u{202e}"
        );
    }

    #[test]
    fn lines_of_one_role_share_a_path() {
        let mut out = String::new();
        let mut svg = Svg::new(&mut out, Size { width: 10, height: 10 }, "a");
        let style = BackendColor { alpha: 1.0, rgb: (0, 0, Role::Grid as u8) };
        svg.draw_line((0, 5), (100, 5), &style).unwrap();
        svg.draw_line((0, 15), (103, 25), &style).unwrap();
        svg.draw_rect((1, 2), (3, 42), &style, true).unwrap();
        svg.present().unwrap();
        let body = out.split_once('>').unwrap().1;
        assert_eq!(
            body,
            "<path class=\"grid\" d=\"M0 0.5H10M0 1.5L10.3 2.5\"/>\
             <rect class=\"grid\" x=\"0.1\" y=\"0.2\" width=\"0.2\" height=\"4\"/></svg>"
        );
    }
}
