/** Replays a snapshot: 0 when every byte came out again, else 1 with the first line that did not. */
import { type RankedRow, rankingOf, replayOf } from "../../shared/scoring/snapshots/replay.ts";
import { SnapshotRefused, snapshotIn } from "../../shared/scoring/snapshots/snapshot.ts";
import { groupNames } from "../../shared/units/groups.ts";

export interface ReplayShell {
  readonly read: (file: string) => Uint8Array;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

export function replayCommand([file, ...others]: readonly string[], { read, print, complain }: ReplayShell): number {
  if (file === undefined || others.length > 0) {
    complain("Say which snapshot: npm run replay -- FILE");
    return 1;
  }
  try {
    const snapshot = snapshotIn(read(file));
    const { header, hash } = snapshot;
    const { results, difference } = replayOf(snapshot);
    print(`${header.period.id}, snapshot ${header.number}, ${header.portals} portals, set ${header.set.id}`);
    for (const { group, rows } of rankingOf(header.set, results)) {
      print(`\n${groupNames[group]}`);
      for (const line of tableOf(rows)) print(line);
    }
    print(`\nsha256 ${hash}`);
    if (!difference) {
      print("equal");
      return 0;
    }
    complain(`different at line ${difference.line}`);
    complain(`frozen: ${difference.frozen}`);
    complain(`made:   ${difference.made}`);
    return 1;
  } catch (error) {
    if (!(error instanceof SnapshotRefused || isMissing(error))) throw error;
    complain(error.message);
    return 1;
  }
}

const head: RankedRow = { rank: "rank", portal: "portal", score: "score", coverage: "coverage", grade: "grade" };

function tableOf(rows: readonly RankedRow[]): string[] {
  const cells = [head, ...rows].map(({ rank, portal, score, coverage, grade }) => [
    rank,
    portal,
    score,
    coverage,
    grade,
  ]);
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** A file that cannot be opened: the system's own sentence is clear. */
function isMissing(error: unknown): error is Error {
  return error instanceof Error && "code" in error && /^E[A-Z]+$/.test(String(error.code));
}
