/** Makes the HTML of a custom widget safe to show, as CloudWatch does: no scripts, no frames, no handlers; only known elements and attributes are written again. */
import { escaped } from "../../../shared/platform/html.ts";

const elements = new Set(
  "a abbr b br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead time tr u ul wbr svg g path rect circle ellipse line polyline polygon text tspan title desc".split(
    " ",
  ),
);
const empty = new Set(["br", "col", "hr", "wbr"]);
/** Elements that go with everything inside them. */
const dropped = new Set([
  "script",
  "style",
  "iframe",
  "object",
  "embed",
  "form",
  "template",
  "noscript",
  "use",
  "cwdb-action",
]);
const attributes = new Set(
  "abbr class colspan datetime dir headers href lang open role rowspan scope span style title viewbox width height x y x1 x2 y1 y2 cx cy r rx ry d points fill stroke stroke-width stroke-dasharray text-anchor transform opacity".split(
    " ",
  ),
);

export interface SafeHtml {
  readonly html: string;
  /** What was taken out, by name. */
  readonly removed: readonly string[];
}

const token = /<!--[\s\S]*?(?:-->|$)|<(\/?)([A-Za-z][A-Za-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|<|[^<]+/g;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

export function safeHtml(source: string): SafeHtml {
  const removed = new Set<string>();
  const open: string[] = [];
  let inside: string | undefined;
  let html = "";
  for (const [whole, slash, written, given = ""] of source.matchAll(token)) {
    const name = written?.toLowerCase();
    if (inside !== undefined) {
      if (slash === "/" && name === inside) inside = undefined;
    } else if (name === undefined) {
      html += whole.startsWith("<!--") ? "" : textHtml(whole);
    } else if (dropped.has(name)) {
      removed.add(name);
      if (slash === "" && !given.endsWith("/")) inside = name;
    } else if (!elements.has(name)) removed.add(name);
    else if (slash === "/") html += closed(name, open);
    else {
      html += `<${name}${attributesHtml(given, removed)}>`;
      if (!empty.has(name)) open.push(name);
      if (given.endsWith("/") && !empty.has(name)) html += closed(name, open);
    }
  }
  return {
    html:
      html +
      open
        .toReversed()
        .map((name) => `</${name}>`)
        .join(""),
    removed: [...removed],
  };
}

/** Closes an element and what is still open inside it; an end without a beginning is nothing. */
function closed(name: string, open: string[]): string {
  const at = open.lastIndexOf(name);
  if (at < 0) return "";
  return open
    .splice(at)
    .toReversed()
    .map((one) => `</${one}>`)
    .join("");
}

/** Characters that were written as references stay so. */
function textHtml(text: string): string {
  return text.replace(/&(?!#?[A-Za-z0-9]+;)|[<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function attributesHtml(given: string, removed: Set<string>): string {
  return [...given.matchAll(attribute)]
    .map(([, written = "", ...values]) => {
      const name = written.toLowerCase();
      const value = values.find((one) => one !== undefined) ?? "";
      if (name === "") return "";
      if (!(attributes.has(name) || name.startsWith("aria-")) || !isHarmless(name, value)) {
        removed.add(name);
        return "";
      }
      return ` ${name}="${textHtml(value).replace(/["']/g, (sign) => escaped(sign))}"`;
    })
    .join("");
}

function isHarmless(name: string, value: string): boolean {
  if (name === "href") return /^(?:https?:\/\/|#|\/(?!\/))/.test(value.trim());
  if (name === "style") return !/url\s*\(|expression|@import|position\s*:|\\/i.test(value);
  return !/url\s*\(/i.test(value);
}
