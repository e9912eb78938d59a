/** What a body says of each criterion, and what the reviewer finds: drawn by the portal's own seed. */
import type { CriteriaSet, Criterion } from "../../../../shared/scoring/criteria/criteria-set.ts";
import type { FactValue } from "../../../../shared/scoring/facts/fact.ts";
import { type Seeded, seeded } from "../seeded.ts";
import type { Conduct } from "./conduct.ts";

/** Of one criterion: the body's value and the reviewer's; what is claimed and not there is told in the reason. */
export interface Finding {
  readonly claimed: FactValue;
  readonly found: FactValue;
  /** Absent: they agree. */
  readonly reason?: string;
  /** Whether the reviewer could tell, where nothing was handed in. */
  readonly isTold: boolean;
}

/** Of 100 criteria so many are claimed higher than they are. */
const overstated = 12;

/** By how many things each ratio of the set is counted. */
const sizes: Readonly<Record<string, number>> = { A3: 4, A4: 10, A7: 40, A9: 20, E1: 60, E2: 400, G4: 360 };
/** Shares stand at so many of 100 from each other, so that scores can meet. */
const step = 5;

/** The findings of a portal by criterion; system facts are not among them: nothing of 2022 was counted. */
export function findingsOf(
  portal: string,
  { criteria }: CriteriaSet,
  { quality, told }: Conduct,
): Map<string, Finding> {
  const draw = seeded(seedOf(portal));
  const declared = criteria.filter(({ fact, isInformative }) => fact === undefined && !isInformative);
  return new Map(
    declared.map((criterion) => {
      const isOverstated = draw.below(100) < overstated;
      const isTold = draw.below(100) < told;
      return [criterion.id, { ...findingOf(criterion, quality, isOverstated, draw), isTold }];
    }),
  );
}

function findingOf(
  criterion: Criterion,
  quality: number,
  isOverstated: boolean,
  draw: Seeded,
): Omit<Finding, "isTold"> {
  const isThere = () => draw.below(100) < quality;
  if (criterion.items) {
    const items = criterion.items.map((item) => ({ ...item, isThere: isThere() }));
    const done = items.filter((item) => item.isThere).map(({ id }) => id);
    const missing = items.find((item) => !item.isThere);
    if (!missing || !isOverstated) return same({ done });
    const reason = `Chưa thấy trên Cổng TTĐT nội dung đã tự chấm điểm: ${missing.text}.`;
    return { claimed: { done: [...done, missing.id] }, found: { done }, reason };
  }
  if (criterion.method === "yes-no") {
    const yes = isThere();
    if (yes || !isOverstated) return same({ yes });
    return { claimed: { yes: true }, found: { yes }, reason: "Kiểm tra trên Cổng TTĐT: chưa đáp ứng tiêu chí." };
  }
  if (criterion.target !== undefined) {
    const count = Math.round((criterion.target * shareDrawn(quality, draw)) / 100);
    const claimed = Math.min(count + 9, criterion.target);
    if (claimed <= count || !isOverstated) return same({ count });
    return { claimed: { count: claimed }, found: { count }, reason: `Đếm trên kênh tin: ${count} tin, bài.` };
  }
  const of = sizes[criterion.id] ?? 20;
  const n = Math.round((of * shareDrawn(quality, draw)) / 100);
  if (n === of || !isOverstated) return same({ n, of });
  return { claimed: { n: of, of }, found: { n, of }, reason: `Đối chiếu tài liệu kiểm chứng: đạt ${n}/${of}.` };
}

/** About the quality, in steps. */
function shareDrawn(quality: number, draw: Seeded): number {
  return Math.min(100, Math.max(0, Math.round((quality + 5 - draw.below(20)) / step) * step));
}

function same(value: FactValue): Omit<Finding, "isTold"> {
  return { claimed: value, found: value };
}

/** The reports of 2022 as the Office's own book has them: of four dates so many late, so many missed. */
export function reportsInBook(portal: string, { quality }: Conduct): FactValue {
  const draw = seeded(seedOf(portal) + 4);
  const lapses = { late: 0, missing: 0 };
  for (let date = 0; date < 4; date++) {
    const drawn = draw.below(100);
    if (drawn >= quality) lapses.missing++;
    else if (drawn >= quality - 15) lapses.late++;
  }
  return { of: 4, lapses };
}

function seedOf(text: string): number {
  let seed = 5381;
  for (const sign of text) seed = (Math.imul(seed, 33) + (sign.codePointAt(0) ?? 0)) >>> 0;
  return seed;
}
