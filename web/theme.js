// Before the first paint: the reader's own choice of light or dark, where there is one.
try {
  const theme = localStorage.getItem("sla-calculator.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Where the browser keeps nothing for us, the system decides.
}
