// The page that shows the pictures of a folder side by side.

import { readdirSync } from "node:fs";

/** A row for each state and width, light beside dark. */
export function sheet(folder) {
  const names = readdirSync(folder).filter((name) => /\.(png|pdf)$/.test(name));
  const order = new Intl.Collator("en", { numeric: true });
  const titles = [...new Set(names.map(title))].sort(order.compare);
  const rows = titles.map((own) => {
    const figures = names.filter((name) => title(name) === own).sort().reverse().map(figure);
    return `<h2>${own}</h2>\n<p>${figures.join("\n")}</p>`;
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Pictures of the page</title>
<style>
  body { font: 1rem system-ui, sans-serif; margin: 2rem; background: #888 }
  p { display: flex; gap: 1rem; align-items: start; flex-wrap: wrap }
  img { display: block; max-width: 40rem; max-height: 40rem }
</style>
${rows.join("\n")}
`;
}

/** What a file's name says besides the theme. */
const title = (name) => name.replace(/(-(light|dark|forced))?\.\w+$/, "");

const figure = (name) =>
  name.endsWith(".pdf")
    ? `<a href="${name}">${name}</a>`
    : `<a href="${name}"><img src="${name}" alt="${name}" loading="lazy"></a>`;
