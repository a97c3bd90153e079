//! The worker's first line.

fn main() {
    #[cfg(target_arch = "wasm32")]
    sla_calculator::web::worker::start();
}
