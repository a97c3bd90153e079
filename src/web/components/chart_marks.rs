//! What can be pointed at in a picture: a column for each period, and a small panel beside the one
//! that is pointed at.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::drawn::{Drawn, name};
use crate::chart::pixels;
use crate::format::words::Page;
use crate::web::browser::focus::focus;
use crate::web::browser::place;
use crate::web::message::{Leads, Mark, Picture, Subject};
use crate::web::names::plain;
use crate::web::speech::{use_speech, with_names};
use crate::web::state::Action;

/// How wide the panel is, here and in the style sheet, and how far from its mark, in pixels.
const PANEL: i32 = 176;
const NARROW_PANEL: i32 = 136;
const NARROW_BELOW: u32 = 480;
const ASIDE: i32 = 8;

/// The picture, and who hears of a mark that is opened.
#[derive(Properties, PartialEq)]
pub(crate) struct ChartMarksProps {
    pub(crate) drawn: Drawn,
    pub(crate) on: Callback<Action>,
}

/// One tab stop; arrow keys, Home and End move, Enter opens, Esc leaves.
#[component]
pub(crate) fn ChartMarks(props: &ChartMarksProps) -> Html {
    let speech = use_speech();
    let ChartMarksProps { drawn, on } = props;
    let hovered = use_state_eq(|| None::<usize>);
    let focused = use_state_eq(|| None::<usize>);
    let current = use_state_eq(|| None::<usize>);
    let touch = use_mut_ref(|| (false, None::<usize>));
    let panel = use_node_ref();
    let picture = drawn.picture();
    let marks = drawn.marks();
    let last = marks.len().saturating_sub(1);
    let stop = current.unwrap_or(last).min(last);
    let pointed = (*hovered).or(*focused);
    let shown = pointed.and_then(|at| marks.get(at));
    let spot = picture.zip(shown).map(|(picture, mark)| beside(picture, mark));
    use_effect_with((spot, panel.clone()), |(spot, panel)| {
        if let Some(((left, top), panel)) = spot.zip(panel.cast::<HtmlElement>()) {
            place::put(&panel, &pixels(left), &pixels(top));
        }
    });

    let open = {
        let (on, drawn) = (on.clone(), drawn.clone());
        let current = current.setter();
        Callback::from(move |at: usize| {
            let Some(mark) = drawn.marks().get(at) else { return };
            current.set(Some(at));
            match &mark.leads {
                Leads::Figure(figure) => {
                    on.emit(Action::FigureOpened(drawn.subject(), figure.clone()));
                }
                Leads::Incident(id) => on.emit(Action::IncidentOpened(id.clone())),
                Leads::Nowhere => {}
            }
        })
    };
    let onkeydown = {
        let (open, drawn) = (open.clone(), drawn.clone());
        let (hovered, focused, current) = (hovered.setter(), focused.setter(), current.setter());
        let shows = shown.is_some();
        Callback::from(move |event: KeyboardEvent| {
            let wanted = match event.key().as_str() {
                "ArrowLeft" | "ArrowUp" => stop.saturating_sub(1),
                "ArrowRight" | "ArrowDown" => (stop + 1).min(last),
                "Home" => 0,
                "End" => last,
                "Enter" | " " => {
                    event.prevent_default();
                    return open.emit(stop);
                }
                "Escape" if shows => {
                    event.stop_propagation(); // what else is open stays open
                    hovered.set(None);
                    return focused.set(None);
                }
                _ => return,
            };
            event.prevent_default();
            if let Some(mark) = drawn.marks().get(wanted) {
                current.set(Some(wanted));
                hovered.set(None);
                focus(&own_id(&drawn, wanted, mark));
            }
        })
    };
    let onpointerout = {
        let (hovered, touch) = (hovered.setter(), touch.clone());
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() == "mouse" {
                hovered.set(None);
                touch.borrow_mut().1 = None;
            }
        })
    };
    let onfocusout = {
        let (hovered, focused, touch) = (hovered.setter(), focused.setter(), touch.clone());
        Callback::from(move |_: FocusEvent| {
            focused.set(None);
            hovered.set(None);
            touch.borrow_mut().1 = None;
        })
    };
    let mark = |(at, mark): (usize, &Mark)| {
        // Not `over`, which scrolling causes too, under a mouse that rests.
        let onpointermove = {
            let hovered = hovered.setter();
            Callback::from(move |_: PointerEvent| hovered.set(Some(at)))
        };
        let onfocusin = {
            let (hovered, focused) = (hovered.setter(), focused.setter());
            let current = current.setter();
            Callback::from(move |_: FocusEvent| {
                hovered.set(None);
                focused.set(Some(at));
                current.set(Some(at));
            })
        };
        let onpointerdown = {
            let touch = touch.clone();
            Callback::from(move |event: PointerEvent| {
                touch.borrow_mut().0 = event.pointer_type() == "touch";
            })
        };
        let onclick = {
            let (touch, open) = (touch.clone(), open.clone());
            // A finger sees the panel first, and opens with its second touch.
            Callback::from(move |_: MouseEvent| {
                let (by_finger, before) = *touch.borrow();
                touch.borrow_mut().1 = Some(at);
                if !by_finger || before == Some(at) {
                    open.emit(at);
                }
            })
        };
        let column = mark.column;
        let pointed = pointed == Some(at);
        let leads = mark.leads != Leads::Nowhere;
        let id = own_id(drawn, at, mark);
        html! {
            <rect key={id.clone()} {id} role={if leads { "button" } else { "img" }}
                class={classes!("chart-mark", leads.then_some("chart-mark-leads"),
                    pointed.then_some("chart-mark-pointed"))}
                tabindex={if at == stop { "0" } else { "-1" }} aria-label={plain(&mark.words)}
                x={pixels(column.x)} y={pixels(column.y)}
                width={pixels(column.width)} height={pixels(column.height)} rx="2"
                {onpointermove} {onpointerdown} {onclick} {onfocusin} />
        }
    };
    let Some(picture) = picture else { return Html::default() };
    let [second, third] = drawn.headings();
    let lines =
        shown.map(|mark| [(second, &mark.value), (third, &mark.against), (None, &mark.state)]);
    let lines = lines.into_iter().flatten().filter(|(_, text)| !text.is_empty());
    let line = |(heading, text): (Option<&String>, &String)| {
        html! {
            <p>
                if let Some(heading) = heading {
                    <span class="chart-panel-heading">{ heading }</span>{ " " }
                }
                { text }
            </p>
        }
    };
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    html! {
        <>
            <svg class="chart-marks" role="group" aria-label={plain(&drawn.measure(&speech))}
                viewBox={format!("0 0 {width} {height}")} {width} {height}
                {onkeydown} {onpointerout} {onfocusout}>
                { for marks.iter().enumerate().map(mark) }
            </svg>
            if let Some(mark) = shown {
                <div class="chart-panel" ref={panel} aria-hidden="true">
                    <p class="chart-panel-title">{ with_names(&mark.title) }</p>
                    { for lines.map(line) }
                    if mark.leads != Leads::Nowhere {
                        <p class="chart-panel-opens">{ speech.page(Page::MarkOpens) }</p>
                    }
                </div>
            }
        </>
    }
}

/// The id of a mark, by its period's id.
pub(in crate::web) fn mark_id(subject: Subject, period: &str) -> String {
    format!("mark-{}-{period}", name(subject))
}

/// The id of a mark: that of its period, or else its place in the picture.
fn own_id(drawn: &Drawn, at: usize, mark: &Mark) -> String {
    match (drawn.subject(), &mark.leads) {
        (Some(subject), Leads::Figure(figure)) => mark_id(subject, &figure.period),
        _ => format!("mark-{}-{at}", drawn.name()),
    }
}

/// Where the panel stands, in tenths of a pixel: at the right of what is drawn, or else at its
/// left, or else under the picture.
fn beside(picture: &Picture, mark: &Mark) -> (i32, i32) {
    let narrow = picture.width < NARROW_BELOW;
    let panel = 10 * if narrow { NARROW_PANEL } else { PANEL };
    let whole = |pixels: u32| i32::try_from(pixels).unwrap_or_default().saturating_mul(10);
    let right = mark.drawn.x + mark.drawn.width + 10 * ASIDE;
    let left = mark.drawn.x - 10 * ASIDE - panel;
    let top = 10 * ASIDE;
    if right + panel <= whole(picture.width) {
        (right, top)
    } else if left >= 0 {
        (left, top)
    } else {
        (0, whole(picture.height))
    }
}
