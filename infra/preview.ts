/** `npm run preview [-- TEMPLATE [--html]]`: shows a mail as it is sent, with made-up values; without a name, lists the templates. */
import { parseArgs } from "node:util";
import { mailText } from "../shared/notices/mail-text.ts";
import { templates } from "../shared/notices/templates.ts";
import { frame, valuesOf } from "./preview/samples.ts";

const { values, positionals } = parseArgs({
  options: { html: { type: "boolean", default: false } },
  allowPositionals: true,
});
const [name] = positionals;
const template = templates.findLast(({ id }) => id === name);

if (template) {
  const { subject, text, html } = mailText(template, valuesOf(template.id), frame);
  console.log(values.html ? html : `${subject}\n\n${text}`);
} else {
  const ids = [...new Set(templates.map(({ id }) => id))].join(", ");
  console.log(name === undefined ? `The templates are: ${ids}.` : `There is no template "${name}". They are: ${ids}.`);
  process.exitCode = name === undefined ? 0 : 1;
}
