// Before the first paint: the reader's own choice of light or dark, where there is one, and whether
// the address leads to files, a sample or the table of agreements, so that the document shows no start that has to go again.
{
  const { dataset } = document.documentElement;
  try {
    const theme = localStorage.getItem("sla-calculator.theme");
    if (theme === "light" || theme === "dark") dataset.theme = theme;
  } catch {
    // Where the browser keeps nothing for us, the system decides.
  }
  const [, leads] = location.hash.match(/^#\/(files|quote|sample(?=\/[^/?]))(?:[/?]|$)/) ?? [];
  if (leads) dataset.leads = leads;
}
