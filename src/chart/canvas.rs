//! Shapes by their roles, handed to plotters.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};

use super::backend::Svg;
use super::role::Role;
use super::width::{ASCENT, DESCENT, MIDDLE, width};
use super::{Place, Size};

/// A point, in tenths of a pixel.
pub(super) type Point = (i32, i32);

/// Which side of a text its point is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

/// A picture in the making.
pub(super) struct Canvas<'a> {
    area: DrawingArea<Svg<'a>, Shift>,
}

impl<'a> Canvas<'a> {
    /// Begins a picture of that name.
    pub(super) fn new(out: &'a mut String, size: Size, name: &str) -> Self {
        Self { area: Svg::new(out, size, name).into_drawing_area() }
    }

    /// Ends it.
    pub(super) fn finish(self) {
        // Neither can our backend fail, nor is it shared: here and below.
        let _ = self.area.present();
    }

    pub(super) fn rectangle(&self, role: Role, place: &Place) {
        let corners = [(place.x, place.y), (place.right(), place.bottom())];
        self.draw(&Rectangle::new(corners, style(role)));
    }

    pub(super) fn path(&self, role: Role, points: Vec<Point>) {
        self.draw(&PathElement::new(points, style(role)));
    }

    pub(super) fn area(&self, role: Role, corners: Vec<Point>) {
        self.draw(&Polygon::new(corners, style(role)));
    }

    pub(super) fn dot(&self, role: Role, center: Point, radius: i32) {
        self.draw(&Circle::new(center, radius, style(role)));
    }

    /// A text whose middle line goes through the point.
    pub(super) fn text(&self, role: Role, point: Point, side: Side, text: &str) {
        let side = match side {
            Side::Left => HPos::Left,
            Side::Middle => HPos::Center,
            Side::Right => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::SansSerif, 120.0, FontStyle::Normal);
        let style = TextStyle {
            font,
            color: role.color().to_backend_color(),
            pos: Pos::new(side, VPos::Center),
        };
        self.draw(&Text::new(text.to_owned(), point, style));
    }

    fn draw<E>(&self, element: &E)
    where
        for<'b> &'b E: PointCollection<'b, Point>,
        E: Drawable<Svg<'a>>,
    {
        let _ = self.area.draw(element);
    }
}

/// The room that a text takes.
pub(super) fn room(point: Point, side: Side, text: &str, strong: bool) -> Place {
    let width = width(text, strong);
    let x = match side {
        Side::Left => point.0,
        Side::Middle => point.0.saturating_sub(width / 2),
        Side::Right => point.0.saturating_sub(width),
    };
    Place { x, y: point.1 + MIDDLE - ASCENT, width, height: ASCENT + DESCENT }
}

fn style(role: Role) -> ShapeStyle {
    ShapeStyle::from(&role.color()).filled()
}
