/** The part of Markdown that dashboards and the runbook use, as HTML: headings, paragraphs, lists, tables, code, bold, links. Everything else is shown as text. */
import { escaped } from "../../../shared/platform/html.ts";

export interface MarkdownOptions {
  /** What an address becomes; undefined: the text stands without a link. */
  readonly address: (href: string) => string | undefined;
  /** The level of a `#`. */
  readonly topLevel: number;
}

export function markdownHtml(text: string, options: MarkdownOptions): string {
  const blocks = blocksOf(text.replaceAll("\r\n", "\n").split("\n"));
  return blocks.map((block) => blockHtml(block, options)).join("\n");
}

/** The name of a heading in addresses, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "code"; readonly lines: readonly string[] }
  | { readonly kind: "list"; readonly isNumbered: boolean; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "paragraph"; readonly text: string };

const isBullet = (line: string) => /^\s*[-*] /.test(line);
const isNumber = (line: string) => /^\s*\d+\. /.test(line);
const isRow = (line: string) => /^\s*\|.*\|\s*$/.test(line);

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const takeWhile = (matches: (line: string) => boolean) => {
    const taken: string[] = [];
    for (let line = lines[at]; line !== undefined && matches(line); line = lines[++at]) taken.push(line);
    return taken;
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const [, signs, heading] = /^(#{1,6}) +(.+)$/.exec(line) ?? [];
    if (line.trim() === "") at++;
    else if (signs !== undefined && heading !== undefined) {
      blocks.push({ kind: "heading", level: signs.length, text: heading });
      at++;
    } else if (line.startsWith("```")) {
      at++;
      blocks.push({ kind: "code", lines: takeWhile((one) => !one.startsWith("```")) });
      at++;
    } else if (isRow(line)) blocks.push({ kind: "table", rows: takeWhile(isRow).map(cellsOf).filter(isNoRule) });
    else if (isBullet(line) || isNumber(line)) {
      const isNumbered = isNumber(line);
      const isPart = (one: string) => (isNumbered ? isNumber(one) : isBullet(one)) || /^\s{2,}\S/.test(one);
      blocks.push({ kind: "list", isNumbered, items: itemsOf(takeWhile(isPart)) });
    } else {
      const isPlain = (one: string) =>
        one.trim() !== "" && !/^#{1,6} |^```/.test(one) && !isRow(one) && !isBullet(one) && !isNumber(one);
      blocks.push({ kind: "paragraph", text: takeWhile(isPlain).join("\n") });
    }
  }
  return blocks;
}

/** A line that is no new item goes on with the one before. */
function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (isBullet(line) || isNumber(line)) items.push(line.replace(/^\s*(?:[-*]|\d+\.) /, ""));
    else items.push(`${items.pop() ?? ""}\n${line.trim()}`);
  }
  return items;
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function isNoRule(cells: readonly string[]): boolean {
  return !cells.every((cell) => /^:?-+:?$/.test(cell));
}

function blockHtml(block: Block, options: MarkdownOptions): string {
  const inline = (text: string) => inlineHtml(text, options);
  switch (block.kind) {
    case "heading": {
      const level = Math.min(6, options.topLevel + block.level - 1);
      return `<h${level} id="${escaped(anchorOf(block.text))}">${inline(block.text)}</h${level}>`;
    }
    case "code":
      return `<pre tabindex="0">${escaped(block.lines.join("\n"))}</pre>`;
    case "list": {
      const tag = block.isNumbered ? "ol" : "ul";
      return `<${tag}>${block.items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`;
    }
    case "table": {
      const [head = [], ...rows] = block.rows;
      const header = head.map((cell) => `<th scope="col">${inline(cell)}</th>`).join("");
      const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join("")}</tr>`).join("");
      return `<table><thead><tr>${header}</tr></thead><tbody>${body}</tbody></table>`;
    }
    case "paragraph":
      return `<p>${inline(block.text)}</p>`;
  }
}

const pieces = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

function inlineHtml(text: string, options: MarkdownOptions): string {
  let html = "";
  let at = 0;
  for (const match of text.matchAll(pieces)) {
    html += escaped(text.slice(at, match.index));
    html += pieceHtml(match, options);
    at = match.index + match[0].length;
  }
  return html + escaped(text.slice(at));
}

function pieceHtml([, code, bold, slanted, label = "", href = ""]: RegExpExecArray, options: MarkdownOptions): string {
  if (code !== undefined) return `<code>${escaped(code)}</code>`;
  if (bold !== undefined) return `<strong>${inlineHtml(bold, options)}</strong>`;
  if (slanted !== undefined) return `<em>${inlineHtml(slanted, options)}</em>`;
  const address = options.address(href);
  return address === undefined ? escaped(label) : `<a href="${escaped(address)}">${escaped(label)}</a>`;
}
