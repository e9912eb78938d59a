/** The other bodies of the province, made up in series and marked so in their names. */
import type { Day } from "../../../shared/calendar/province-time.ts";
import type { Participation, Unit } from "../../../shared/units/unit.ts";
import { type Body, mark, root, since } from "./body.ts";

/** Bodies of one kind, numbered from 1. */
interface Series {
  readonly id: string;
  readonly name: string;
  readonly kind: Unit["kind"];
  readonly leaderTitle: string;
  readonly count: number;
  /** So many, the first ones, are evaluated on their Q&A section. */
  readonly evaluated?: number;
  /** So many, the first ones, take part in it. @default all */
  readonly questions?: number;
  readonly onlineServices?: boolean;
  readonly governedBy?: string;
  /** So many, the last ones, have had their portal only since `newPortalsFrom`. */
  readonly newPortals?: number;
}

const newPortalsFrom: Day = "2023-03-01";

const series: readonly Series[] = [
  {
    id: "so-mau",
    name: "Sở Mẫu",
    kind: "department",
    leaderTitle: "Giám đốc",
    count: 15,
    evaluated: 15,
    onlineServices: true,
  },
  {
    id: "ban-mau",
    name: "Ban Mẫu",
    kind: "department",
    leaderTitle: "Trưởng ban",
    count: 2,
    evaluated: 2,
    onlineServices: true,
  },
  {
    id: "ban-dang-mau",
    name: "Ban Đảng Mẫu",
    kind: "party",
    leaderTitle: "Trưởng ban",
    count: 4,
    governedBy: "tinh-uy",
  },
  {
    id: "dang-bo-mau",
    name: "Đảng bộ Mẫu",
    kind: "party",
    leaderTitle: "Bí thư",
    count: 4,
    questions: 0,
    governedBy: "tinh-uy",
  },
  {
    id: "to-chuc-chinh-tri-xa-hoi-mau",
    name: "Tổ chức chính trị - xã hội Mẫu",
    kind: "mass-organisation",
    leaderTitle: "Chủ tịch",
    count: 3,
    evaluated: 1,
  },
  { id: "hoi-mau", name: "Hội Mẫu", kind: "mass-organisation", leaderTitle: "Chủ tịch", count: 3, newPortals: 1 },
  {
    id: "co-quan-trung-uong-mau",
    name: "Cơ quan trung ương Mẫu",
    kind: "central-body",
    leaderTitle: "Giám đốc",
    count: 4,
    evaluated: 3,
  },
  {
    id: "don-vi-su-nghiep-mau",
    name: "Đơn vị sự nghiệp Mẫu",
    kind: "public-service-unit",
    leaderTitle: "Giám đốc",
    count: 5,
    evaluated: 3,
  },
  { id: "quy-mau", name: "Quỹ Mẫu", kind: "state-fund", leaderTitle: "Giám đốc", count: 1, questions: 0 },
  {
    id: "to-chuc-mau",
    name: "Tổ chức Mẫu",
    kind: "other",
    leaderTitle: "Người đứng đầu",
    count: 2,
    questions: 0,
    newPortals: 2,
  },
];

function bodiesOf(one: Series): Body[] {
  return Array.from({ length: one.count }, (_, index): Body => {
    const number = twoDigits(index + 1);
    return {
      id: `${one.id}-${number}`,
      kind: one.kind,
      level: "province",
      name: `${one.name} ${number} (${mark})`,
      shortName: `${one.name} ${number}`,
      leaderTitle: one.leaderTitle,
      reportsTo: root,
      ...(one.governedBy !== undefined && { governedBy: one.governedBy }),
      participations: participationsOf(one, index),
      portalFrom: index >= one.count - (one.newPortals ?? 0) ? newPortalsFrom : since,
      isSynthetic: true,
    };
  });
}

function participationsOf(
  { count, questions = count, evaluated = 0, onlineServices = false }: Series,
  index: number,
): Participation[] {
  return [
    ...(index < questions ? ["questions" as const] : []),
    ...(index < evaluated ? ["questions-evaluation" as const] : []),
    ...(onlineServices ? ["online-services" as const] : []),
  ];
}

/** The 43 made-up bodies that report to the People's Committee and have a portal. */
export const madeUpBodies: readonly Body[] = series.flatMap(bodiesOf);

/** Bodies without a portal or officers: six branches under a department, four that only answer beside others. */
export const coBodies: readonly Body[] = [
  ...Array.from({ length: 6 }, (_, index): Body => {
    const number = twoDigits(index + 1);
    const above = `so-mau-${number}`;
    return {
      ...withoutPortal("chi-cuc-mau", "Chi cục Mẫu", number, `thuộc Sở Mẫu ${number}, ${mark}`),
      leaderTitle: "Chi cục trưởng",
      reportsTo: above,
      governedBy: above,
    };
  }),
  ...Array.from({ length: 4 }, (_, index) =>
    withoutPortal("co-quan-phoi-hop-mau", "Cơ quan phối hợp Mẫu", twoDigits(index + 1), mark),
  ),
];

function withoutPortal(id: string, name: string, number: string, remark: string): Body {
  return {
    id: `${id}-${number}`,
    kind: "other",
    level: "province",
    name: `${name} ${number} (${remark})`,
    shortName: `${name} ${number}`,
    leaderTitle: "Người đứng đầu",
    participations: [],
    isSynthetic: true,
  };
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
