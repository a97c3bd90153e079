// Tables of Markdown.

/** A table whose first column is of words, the others of numbers. */
export const table = (head, rows) =>
  [head, head.map((_, at) => (at ? "--:" : "---")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
