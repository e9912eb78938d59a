import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeHtml } from "../../../infra/local/dashboards/widget-html.ts";

test("a table with captions, scopes and references stays as it is", () => {
  const table =
    '<table><caption>S&#7889; li&amp;u &lt;b&gt;</caption><thead><tr><th scope="col">Đơn vị</th></tr></thead><tbody><tr><td colspan="2">03</td></tr></tbody></table>';
  expect(safeHtml(table)).toEqual({ html: table, removed: [] });
});

describe("what could run or load something is taken out, and named", () => {
  test.each<[string, string, string[]]>([
    ["<p>a</p><script>alert(1)</script><p>b</p>", "<p>a</p><p>b</p>", ["script"]],
    ["<SCRIPT src=x>alert(1)</ScRiPt>b", "b", ["script"]],
    ["<script>never closed", "", ["script"]],
    ["<p onclick='a()' class=\"x\">a</p>", '<p class="x">a</p>', ["onclick"]],
    ["<img src=x onerror=alert(1)>", "", ["img"]],
    ["<svg><use href='#a'/><path d='M0 0'/></svg>", '<svg><path d="M0 0"></path></svg>', ["use"]],
    ["<a href='javascript:alert(1)'>a</a>", "<a>a</a>", ["href"]],
    ["<a href=' JaVa&#9;script:alert(1)'>a</a>", "<a>a</a>", ["href"]],
    ["<a href='//elsewhere'>a</a>", "<a>a</a>", ["href"]],
    ["<p style='background:url(http://x)'>a</p>", "<p>a</p>", ["style"]],
    ["<a>a</a><cwdb-action action='call'>{}</cwdb-action>", "<a>a</a>", ["cwdb-action"]],
    ["<iframe srcdoc='<p>'></iframe>b", "b", ["iframe"]],
    ["<!-- <p> --><b>b</b>", "<b>b</b>", []],
    ["<style>p{}</style>a", "a", ["style"]],
  ])("%s", (source, html, removed) => {
    expect(safeHtml(source)).toEqual({ html, removed });
  });
});

test("what is left open is closed, what was never opened is not: the page around it stays whole", () => {
  expect(safeHtml("</div></section><ul><li><b>a</ul>").html).toBe("<ul><li><b>a</b></li></ul>");
});

test("whatever a function answers, no element or attribute comes out that is not known", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    "</",
    "/>",
    '"',
    "'",
    "=",
    " ",
    "script",
    "p",
    "img",
    "onerror",
    "href",
    "javascript:",
    "a",
    "svg",
    "<!--",
    "-->",
    "&",
    "&lt;",
    "\n",
    "style",
    "url(",
    "đ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { html } = safeHtml(pieces.join(""));
      expect(html).not.toMatch(/<\/?(?:script|img|style|iframe)|<!|<(?![a-z/])/i);
      for (const [tag] of html.matchAll(/<[a-z][^>]*>/g))
        expect(tag).toMatch(/^<(?:p|a|svg)(?: (?:href|style|p|a)="[^"<>]*")*>$/);
      expect(html).not.toMatch(/="\s*javascript:/);
    }),
    { numRuns: 400 },
  );
});
