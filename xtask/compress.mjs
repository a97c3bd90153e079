// Writes a .gz and a .br beside every file of a folder that shrinks, and prints the sizes.
// Node brings both compressors with it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder, quick] = process.argv.slice(2);
const kinds = new Set([".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".wasm"]);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && kinds.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();

const column = (value) => String(value).padStart(9);
console.log(`${column("raw")}${column("gzip")}${column("brotli")}  bytes`);
for (const file of files) {
  const raw = readFileSync(file);
  const gzip = gzipSync(raw, { level: quick ? 1 : 9 });
  const brotli = brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quick ? 1 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
  if (gzip.length < raw.length) writeFileSync(`${file}.gz`, gzip);
  if (brotli.length < raw.length) writeFileSync(`${file}.br`, brotli);
  const sizes = [raw, gzip, brotli].map((bytes) => column(bytes.length)).join("");
  console.log(`${sizes}  ${relative(folder, file)}`);
}
