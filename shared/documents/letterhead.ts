/** How a body stands at the head and the foot of its documents (Decree 30/2020/NĐ-CP, Annex I, parts II.2 to II.7). */

import type { Signature } from "../access/signature.ts";
import { type Day, yearOf } from "../calendar/province-time.ts";
import { includes, nameOn, parentOn, type Unit } from "../units/unit.ts";
import type { Issuer } from "./document-facts.ts";
import { capitals, printed } from "./document-text.ts";

const committee = "Ủy ban nhân dân";

/** The body above it, which its letterhead names: who governs it; for a department, to whom it reports. */
export function parentBodyOn(unit: Unit, on: Day): string | undefined {
  if (unit.kind === "people-committee") return undefined;
  const governing = unit.governedBy.find((link) => includes(link, on))?.unit;
  const parent = governing ?? (unit.kind === "department" ? parentOn(unit, on) : undefined);
  return parent === unit.id ? undefined : parent;
}

/** `provinceName`: "tỉnh Lào Cai". */
export function issuerOf(unit: Unit, parentName: string | undefined, provinceName: string, on: Day): Issuer {
  const name = nameOn(unit, on);
  const isCommittee = unit.kind === "people-committee";
  return {
    name: printed(name),
    letterhead: isCommittee ? committeeLines(bare(name)) : [capitals(withoutParent(bare(name), parentName))],
    parentLetterhead: parentName === undefined ? undefined : capitals(shortCommittee(bare(parentName))),
    hasStateForm: unit.kind !== "party",
    symbol: isCommittee ? "BC-UBND" : "BC-…",
    place: isCommittee && unit.level !== "province" ? placeOf(bare(name)) : placeOf(provinceName),
  };
}

/** Without what a register adds in brackets. */
function bare(name: string): string {
  return printed(name).replace(/\s*\([^)]*\)$/, "");
}

/** A People's Committee takes two lines: what it is, and of where. */
function committeeLines(name: string): string[] {
  const place = name.replace(committeePrefix, "");
  return place === name || place === "" ? [capitals(name)] : [capitals(committee), capitals(place)];
}
const committeePrefix = /^(Ủy ban nhân dân|UBND)\s*/iu;

function shortCommittee(name: string): string {
  return name.replace(committeePrefix, "UBND ").trim();
}

/** "Văn phòng Ủy ban nhân dân tỉnh" under the committee itself is "Văn phòng". */
function withoutParent(name: string, parentName: string | undefined): string {
  const parent = parentName === undefined ? "" : bare(parentName);
  const isPart = parent !== "" && name.endsWith(` ${parent}`);
  return isPart ? name.slice(0, -parent.length - 1) : name;
}

/** "Sa Pa" of "UBND thị xã Sa Pa", "Lào Cai" of "tỉnh Lào Cai". */
function placeOf(name: string): string {
  return name
    .replace(committeePrefix, "")
    .replace(/^(tỉnh|thành phố|thị xã|huyện|quận|phường|thị trấn|xã|đặc khu)\s+/iu, "");
}

/**
 * The lines over the place of a signature that was given. A vice-head who signs for a collective does so for its head as well:
 * `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
 */
export function signatureLines({ capacity, line, unitName }: Signed): string[] {
  const [first = "", ...rest] = line.split("\n").map(capitals);
  const titles = rest.map((title) => withoutBody(title, unitName));
  if (capacity !== "tm") return [withoutBody(first, unitName), ...titles];
  const head = titles.length === 1 && titles[0]?.startsWith("PHÓ ") ? [`KT. ${titles[0].slice("PHÓ ".length)}`] : [];
  return [first, ...head, ...titles];
}

type Signed = Pick<Signature, "capacity" | "line" | "unitName">;

/** Over the place of a signature that nobody has given yet: the collective's form, or the head's title alone. */
export function expectedSignatureLines(
  { kind }: Pick<Unit, "kind">,
  unitName: string,
  headTitle: string | undefined,
): string[] {
  if (kind === "people-committee") return [`TM. ${capitals(committee)}`, "CHỦ TỊCH"];
  // Where only a vice-head is known, the head's title follows from theirs.
  const title = capitals(headTitle ?? "Thủ trưởng cơ quan").replace(/^PHÓ /, "");
  return [withoutBody(title, unitName)];
}

/** A title without its body: that stands in the letterhead. */
function withoutBody(title: string, unitName: string): string {
  const end = ` ${capitals(bare(unitName))}`;
  const alone = title.endsWith(end) ? title.slice(0, -end.length) : title;
  return alone.replace(/^(.+?) (UBND|ỦY BAN NHÂN DÂN)( .*)?$/u, "$1");
}

/** `ngày      tháng      năm 2024`: the clerk of documents writes the day. */
export function openDate(on: Day): string {
  return `ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0tháng\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0năm ${yearOf(on)}`;
}
