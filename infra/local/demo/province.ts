/**
 * The demo province: Lào Cai of 12/2023 as rows for `loadRows`. Names that letter 6821/UBND-BBT gives are real, all else is
 * made up and marked so. Every run makes the same rows.
 */
import type * as z from "zod";
import type { portal } from "../../../shared/portals/portal.ts";
import type { unit } from "../../../shared/units/unit.ts";
import { type Body, root, since } from "./body.ts";
import { communes } from "./communes.ts";
import { districts } from "./districts.ts";
import { coBodies, madeUpBodies } from "./made-up-bodies.ts";
import { namedBodies, partyCommittee, peopleCommittee } from "./named-bodies.ts";
import { type OfficerRow, officerRows } from "./officers.ts";

type UnitRow = z.input<typeof unit>;
type PortalRow = z.input<typeof portal>;

/** The rows of each kind, in the order in which they can be loaded. */
export interface ProvinceRows {
  readonly unit: readonly UnitRow[];
  readonly portal: readonly PortalRow[];
  readonly officer: readonly OfficerRow[];
}

/** The evaluation of Q&A sections as the letter counts it begins with its year. */
const evaluatedFrom = "2023-01-01";

/** All rows; the officers' logins are of `issuer`. */
export function provinceRows(issuer: string): ProvinceRows {
  const bodies = [
    peopleCommittee,
    partyCommittee,
    ...namedBodies,
    ...madeUpBodies,
    ...coBodies,
    ...districts.map(({ body }) => body),
    ...communes(),
  ];
  return {
    unit: bodies.map(unitRow),
    portal: [provincialPortal, ...bodies.flatMap(portalRows)],
    officer: officerRows(bodies, issuer),
  };
}

function unitRow(body: Body): UnitRow {
  return {
    id: body.id,
    kind: body.kind,
    level: body.level,
    names: [{ name: body.name, shortName: body.shortName, from: since }],
    ...(body.officialCode !== undefined && { officialCode: body.officialCode }),
    aliases: [...(body.aliases ?? [])],
    reportsTo: body.reportsTo === undefined ? [] : [{ unit: body.reportsTo, from: since }],
    governedBy: [{ unit: body.governedBy ?? body.id, from: since }],
    participations: body.participations.map((kind) => ({
      kind,
      from: kind === "questions-evaluation" ? evaluatedFrom : (body.portalFrom ?? since),
    })),
    from: since,
    synthetic: body.isSynthetic,
  };
}

const provincialPortal: PortalRow = {
  id: `cong-${root}`,
  kind: "provincial",
  name: "Cổng thông tin điện tử tỉnh Lào Cai",
  address: "https://laocai.example/",
  unit: "van-phong-ubnd-tinh",
  governingUnit: root,
  from: since,
  synthetic: false,
};

function portalRows(body: Body): PortalRow[] {
  if (body.portalFrom === undefined) return [];
  return [
    {
      id: `cong-${body.id}`,
      kind: "component",
      name: `Cổng TTĐT ${body.name}`,
      address: `https://${body.id}.laocai.example/`,
      unit: body.id,
      governingUnit: body.governedBy ?? body.id,
      ...(body.handedOverOn !== undefined && { handedOverOn: body.handedOverOn }),
      from: body.portalFrom,
      synthetic: body.isSynthetic,
    },
  ];
}
