/** The frame of the console's pages: Vietnamese first, English beside it. */

import { escaped } from "../../../shared/platform/html.ts";

/** A text in both languages. */
export function both(vietnamese: string, english: string): string {
  return `${escaped(vietnamese)} <span class="en" lang="en">${escaped(english)}</span>`;
}

export interface PageLook {
  /** What this page adds to the style of all. */
  readonly style: string;
  /** As wide as the window. */
  readonly isWide: boolean;
  /** The content has the heading itself. @default false */
  readonly hasHeading?: boolean;
}

/** A whole page; `main` is HTML. */
export function page(
  title: string,
  main: string,
  { style: own, isWide, hasHeading = false }: PageLook = { style: "", isWide: false },
): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Đôn đốc</title>
<style>${style}${own}</style>
</head>
<body>
<header><a href="/">Đôn đốc</a> ${both("trên máy này; dữ liệu giả định", "on this machine; synthetic data")}</header>
<main${isWide ? ' class="wide-page"' : ""}>
${hasHeading ? "" : `<h1>${escaped(title)}</h1>`}
${main}
</main>
</body>
</html>
`;
}

/** A table with a header row; cells are HTML. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const header = head.map((cell) => `<th scope="col">${cell}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n");
  return `<div class="wide" role="region" aria-label="${escaped(caption)}" tabindex="0"><table><caption>${escaped(caption)}</caption><thead><tr>${header}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}

const style = `
:root { color-scheme: light; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 0; }
header { background: #7a0f14; color: #fff; padding: .75rem 1rem; }
header a { color: #fff; font-weight: 700; margin-right: .5rem; }
header .en, button .en { color: #fff; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
main.wide-page { max-width: 100rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.en { color: #555; font-size: .9em; }
a { color: #0b4f9e; }
:focus-visible { outline: 3px solid #0b4f9e; outline-offset: 2px; }
header :focus-visible { outline-color: #fff; }
table { border-collapse: collapse; } caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; }
.wide { overflow-x: auto; }
code, pre { font: .9rem/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
form { margin: .5rem 0; } label { display: block; margin: .25rem 0; }
input, button { font: inherit; padding: .35rem .6rem; border: 1px solid #595959; border-radius: 4px; }
button { background: #0b4f9e; color: #fff; border-color: #0b4f9e; }
.problem { border-left: 6px solid #a3161c; padding: .5rem 1rem; background: #fdecec; }
.now { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
`;
