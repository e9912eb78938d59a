/**
 * How the portals did in 2022, made up: how much of what is asked each has, who is late, who hands in nothing. Nothing is said of how a
 * real body did: the bodies that the letter names are never late, weak or suspended here.
 */
import { seeded } from "../seeded.ts";

export interface Conduct {
  /** Of 100 things asked, about so many are there. */
  readonly quality: number;
  /** Calendar days that the self-score came after its due day; undefined: it never came. */
  readonly lateDays: number | undefined;
  /** Of 100 criteria the reviewer could tell so many; less than all only where no self-score came. */
  readonly told: number;
  readonly isSuspended: boolean;
}

/** A portal before the draw. */
export interface Drawn {
  readonly portal: string;
  readonly group: string;
  readonly isSynthetic: boolean;
}

const usual: Readonly<Record<string, number>> = {
  departments: 88,
  districts: 86,
  communes: 74,
  "party-and-mass": 78,
  others: 80,
};
/** What the draw takes away or gives. */
const [least, spread] = [-34, 52];
const leastOfNamed = 86;

/** On working days: Tết lies between the fourth and the eleventh day. */
const lateDays = [1, 1, 2, 2, 3, 3, 11, 14, 15];
/** Without a self-score: of two the reviewer saw all on the portal itself, of three hardly anything. */
const toldOfSilent = [100, 100, 45, 40, 35];

/** The conduct of each portal, by portal; the same for the same portals. */
export function conductsOf(portals: readonly Drawn[]): Map<string, Conduct> {
  const draw = seeded(2022);
  const made = new Map<string, Conduct>();
  for (const { portal, group, isSynthetic } of portals) {
    const drawn = (usual[group] ?? 75) + least + draw.below(spread);
    const quality = Math.min(100, isSynthetic ? drawn : Math.max(drawn, leastOfNamed));
    made.set(portal, { quality, lateDays: 0, told: 100, isSuspended: false });
  }
  const special = draw.shuffled(portals.filter(({ isSynthetic }) => isSynthetic).map(({ portal }) => portal));
  const give = (part: Partial<Conduct>) => {
    const portal = special.shift();
    const before = portal === undefined ? undefined : made.get(portal);
    if (portal !== undefined && before) made.set(portal, { ...before, ...part });
  };
  for (const late of lateDays) give({ lateDays: late });
  for (const told of toldOfSilent) give({ lateDays: undefined, told });
  give({ isSuspended: true, quality: 30 });
  return made;
}
