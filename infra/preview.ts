/**
 * `npm run preview [-- TEMPLATE [--html]]`: shows a mail as it is sent, with made-up values; without a name, lists the templates.
 * `npm run preview -- document NAME [--out FOLDER]`: writes a made-up document; without a name, lists the documents.
 */
import { parseArgs } from "node:util";
import { mailText } from "../shared/notices/mail-text.ts";
import { templates } from "../shared/notices/templates.ts";
import { frame, valuesOf } from "./preview/samples.ts";
import { documents, writeDocument } from "./preview/write-document.ts";

const { values, positionals } = parseArgs({
  options: { html: { type: "boolean", default: false }, out: { type: "string", default: ".build/preview" } },
  allowPositionals: true,
});
const [first, second] = positionals;

if (first === "document") await document(second);
else mail(first);

function mail(name: string | undefined): void {
  const template = templates.findLast(({ id }) => id === name);
  if (template) {
    const { subject, text, html } = mailText(template, valuesOf(template.id), frame);
    console.log(values.html ? html : `${subject}\n\n${text}`);
  } else list("template", name, [...new Set(templates.map(({ id }) => id))]);
}

async function document(name: string | undefined): Promise<void> {
  const path = name === undefined ? undefined : await writeDocument(name, values.out);
  if (path === undefined) list("document", name, Object.keys(documents));
  else console.log(`Written: ${path}`);
}

function list(what: string, name: string | undefined, known: readonly string[]): void {
  const names = known.join(", ");
  console.log(
    name === undefined ? `The ${what}s are: ${names}.` : `There is no ${what} "${name}". They are: ${names}.`,
  );
  process.exitCode = name === undefined ? 0 : 1;
}
