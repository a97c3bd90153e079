// Starts the page. A file, because the page's policy allows no inline script.
const { app, wasm } = document.querySelector("script[data-app]").dataset;
try {
  const { default: start } = await import(new URL(app, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (fault) {
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.textContent = "This page could not start. Reload it, or use a current browser.";
  document.body.append(notice);
  throw fault;
}
