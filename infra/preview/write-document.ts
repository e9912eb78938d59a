/** Writes a made-up document into a folder, to be opened and looked at. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { registerWorkbook } from "../../shared/documents/register-workbook.ts";
import { reportDocument } from "../../shared/documents/report-document.ts";
import { reportFacts } from "../../shared/documents/report-facts.ts";
import { documentSamples } from "./document-samples.ts";
import { registerSample } from "./register-samples.ts";

const { report, consolidated, directed } = documentSamples;

/** What can be seen, by name. */
export const documents: Readonly<Record<string, { readonly file: string; readonly make: () => Promise<Uint8Array> }>> =
  {
    report: { file: "report.docx", make: () => reportDocument(reportFacts(report())) },
    consolidated: { file: "consolidated.docx", make: () => reportDocument(reportFacts(consolidated())) },
    directed: { file: "directed.docx", make: () => reportDocument(reportFacts(directed())) },
    register: {
      file: "register.xlsx",
      make: () => {
        const { obligations, title, today, nameOf } = registerSample;
        return registerWorkbook(obligations, title, today, nameOf);
      },
    },
  };

/** The path of the file that was written; undefined: there is no such document. */
export async function writeDocument(name: string, folder: string): Promise<string | undefined> {
  const found = documents[name];
  if (!found) return undefined;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, found.file);
  writeFileSync(path, await found.make());
  return path;
}
