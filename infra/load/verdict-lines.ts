/** Prints what became of the rows: refused and changed ones in full, the rest as counts. */
import type { Verdict } from "../../shared/register/rows.ts";
import type { YearVerdict } from "./calendars.ts";

/** One count line for the rows of a kind, and a line for each that was refused or changed. */
export function verdictLines(what: string, verdicts: readonly Verdict[]): string[] {
  return [countLine(what, verdicts), ...verdicts.flatMap((verdict) => rowLines(verdict))];
}

/** The same for the years of the calendars. */
export function yearLines(verdicts: readonly YearVerdict[]): string[] {
  const told = verdicts.filter(({ verdict }) => verdict === "refused" || verdict === "changed");
  return [
    countLine("calendars", verdicts),
    ...told.map(({ year, verdict, why }) => `  ${year} ${verdict}${why ? `: ${why}` : ""}`),
  ];
}

function countLine(what: string, verdicts: readonly Pick<Verdict, "verdict">[]): string {
  const count = (name: Verdict["verdict"]) => `${verdicts.filter(({ verdict }) => verdict === name).length} ${name}`;
  return `${what}: ${count("added")}, ${count("changed")}, ${count("unchanged")}, ${count("refused")}`;
}

function rowLines({ row, id, verdict, errors = [] }: Verdict): string[] {
  if (verdict !== "refused" && verdict !== "changed") return [];
  const named = `  row ${row}${id === undefined ? "" : ` (${id})`} ${verdict}`;
  return [
    named,
    ...errors.map(
      ({ path, code, detail, detailEn }) => `    ${path === "" ? "" : `${path}: `}${code}: ${detail} (${detailEn})`,
    ),
  ];
}
