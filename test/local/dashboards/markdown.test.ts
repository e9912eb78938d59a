import { expect, test } from "vitest";
import { anchorOf, markdownHtml } from "../../../infra/local/dashboards/markdown.ts";

const html = (text: string) =>
  markdownHtml(text, { topLevel: 2, address: (href) => (href.startsWith("https://") ? href : undefined) }).replaceAll(
    "\n",
    "",
  );

test.each<[string, string, string]>([
  ["a heading, one level down", "# Vận hành", '<h2 id="vận-hành">Vận hành</h2>'],
  ["a paragraph of several lines", "a\nb\n\nc", "<p>ab</p><p>c</p>"],
  ["a list, its items over several lines", "- a\n  b\n- c", "<ul><li>ab</li><li>c</li></ul>"],
  ["a numbered list", "1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"],
  [
    "a table",
    "| A | B |\n|---|:-:|\n| 1 | 2 |",
    '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
  ],
  ["code", "```yaml\nwidget: <x>\n```", '<pre tabindex="0">widget: &lt;x&gt;</pre>'],
  ["code, bold and slanted text", "`a*b*` **c** *d*", "<p><code>a*b*</code> <strong>c</strong> <em>d</em></p>"],
  ["a link", "[a](https://a.example/?b=1&c)", '<p><a href="https://a.example/?b=1&amp;c">a</a></p>'],
  ["a link that leads nowhere here", "[a](javascript:alert)", "<p>a</p>"],
  ["HTML, which is text", "<b>&amp;", "<p>&lt;b&gt;&amp;amp;</p>"],
])("%s", (_, text, expected) => {
  expect(html(text)).toBe(expected);
});

test("a heading is found under the name that GitHub gives it: links of the runbook lead there", () => {
  expect(anchorOf("job-silent")).toBe("job-silent");
  expect(anchorOf("Restore a table (PITR)")).toBe("restore-a-table-pitr");
});
