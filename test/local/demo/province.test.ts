import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { provinceRows } from "../../../infra/local/demo/province.ts";
import { officer } from "../../../shared/access/officer.ts";
import { grantsOn, type Role } from "../../../shared/access/roles.ts";
import { portal } from "../../../shared/portals/portal.ts";
import { nameOn, parentOn, takesPart, type Unit, unit } from "../../../shared/units/unit.ts";

const issuer = "https://issuer.example/";
const day = "2023-12-31";
const rows = provinceRows(issuer);
const units = rows.unit.map((row) => unit.parse(row));
const portals = rows.portal.map((row) => portal.parse(row));
const officers = rows.officer.map((row) => officer.parse(row));
const components = portals.filter(({ kind }) => kind === "component");
const byId = new Map(units.map((one) => [one.id, one]));
const unitOf = (id: string): Unit => {
  const found = byId.get(id);
  if (!found) throw new Error(`no unit ${id}`);
  return found;
};
const running = components.map((one) => unitOf(one.unit));

/** The names of the letter, with its scanning errors mended. */
const letter = {
  "ubnd-tinh": "Ủy ban nhân dân tỉnh Lào Cai",
  "tinh-uy": "Tỉnh ủy Lào Cai",
  "van-phong-ubnd-tinh": "Văn phòng Ủy ban nhân dân tỉnh Lào Cai",
  "so-tu-phap": "Sở Tư pháp",
  "so-tai-nguyen-va-moi-truong": "Sở Tài nguyên và Môi trường",
  "hoi-khuyen-hoc-tinh": "Hội Khuyến học tỉnh",
  "kho-bac-nha-nuoc-tinh": "Kho bạc Nhà nước tỉnh",
  "van-phong-tinh-uy": "Văn phòng Tỉnh ủy",
  "uy-ban-mttq-viet-nam-tinh": "Ủy ban MTTQ Việt Nam tỉnh",
  "cong-doan-vien-chuc-tinh": "Công đoàn viên chức tỉnh",
  "lien-doan-lao-dong-tinh": "Liên đoàn Lao động tỉnh",
  "quy-bao-ve-phat-trien-rung-tinh": "Quỹ Bảo vệ phát triển rừng tỉnh",
  "quy-bao-ve-moi-truong-tinh": "Quỹ Bảo vệ môi trường tỉnh",
  "trung-tam-dich-vu-dau-gia-tai-san-tinh": "Trung tâm Dịch vụ Đấu giá tài sản tỉnh",
  "ban-quan-ly-du-an-vilg": "Ban Quản lý dự án VILG Lào Cai",
  "thi-xa-sa-pa": "Ủy ban nhân dân thị xã Sa Pa",
  "huyen-van-ban": "Ủy ban nhân dân huyện Văn Bàn",
  "huyen-bac-ha": "Ủy ban nhân dân huyện Bắc Hà",
  "huyen-bat-xat": "Ủy ban nhân dân huyện Bát Xát",
  "huyen-si-ma-cai": "Ủy ban nhân dân huyện Si Ma Cai",
  "huyen-bao-thang": "Ủy ban nhân dân huyện Bảo Thắng",
};

describe("the demo province", () => {
  it("is the same in every run", () => {
    expect(provinceRows(issuer)).toEqual(rows);
    const hash = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
    expect(hash).toBe("8ddf85a3cf7d3315280d9a74bb56ebfa0231cb3f73d3d9013362601778429b36");
  });

  it("is plain data: what is stored is what was made", () => {
    expect(JSON.parse(JSON.stringify(rows))).toStrictEqual(rows);
    expect(JSON.stringify(rows).normalize("NFC")).toBe(JSON.stringify(rows));
  });

  it("counts as the letter counts", () => {
    expect(components).toHaveLength(195);
    expect(components.filter(({ from }) => from >= "2023-01-01" && from <= "2023-12-31")).toHaveLength(63);
    expect(components.filter(({ from }) => from <= "2022-12-31")).toHaveLength(132);
    expect(components.every(({ from }) => from <= day)).toBe(true);
    expect(portals.filter(({ kind }) => kind === "provincial").map(({ id, unit: by }) => [id, by])).toEqual([
      ["cong-ubnd-tinh", "van-phong-ubnd-tinh"],
    ]);
  });

  it("has 65 bodies that report to the province and 130 communes that report to their district", () => {
    const direct = running.filter((one) => parentOn(one, day) === "ubnd-tinh");
    expect(direct).toHaveLength(65);
    expect(direct.filter(({ level }) => level === "district")).toHaveLength(9);
    expect(direct.filter(({ level }) => level === "province")).toHaveLength(56);
    const communes = running.filter(({ level }) => level === "commune");
    expect(communes).toHaveLength(130);
    expect(communes.every((one) => unitOf(parentOn(one, day) ?? "").level === "district")).toBe(true);
    expect(communes.every(({ id }) => /^(xa|phuong|thi-tran)-/.test(id))).toBe(true);
    expect(units.filter(({ level }) => level === "district")).toHaveLength(9);
  });

  it("has 38 units evaluated on questions in 2023, all of which take questions", () => {
    for (const on of ["2023-01-01", day]) {
      const evaluated = units.filter((one) => takesPart(one, "questions-evaluation", on));
      expect(evaluated).toHaveLength(38);
      expect(evaluated.every((one) => takesPart(one, "questions", on))).toBe(true);
      expect(evaluated.map(({ id }) => id)).toContain("so-tu-phap");
    }
  });

  it("lets most of the 65 and some communes take questions, and some units serve online", () => {
    const taking = units.filter((one) => takesPart(one, "questions", day));
    const direct = taking.filter((one) => parentOn(one, day) === "ubnd-tinh");
    expect(direct.length).toBeGreaterThan(50);
    expect(direct.length).toBeLessThan(65);
    expect(
      Object.keys(letter).filter(
        (id) => !["ubnd-tinh", "tinh-uy"].includes(id) && !takesPart(unitOf(id), "questions", day),
      ),
    ).toEqual([]);
    const communes = taking.filter(({ level }) => level === "commune");
    const perDistrict = Map.groupBy(communes, (one) => parentOn(one, day));
    expect([...perDistrict.values()].map((group) => group.length)).toEqual(Array(9).fill(4));
    const serving = units.filter((one) => takesPart(one, "online-services", day));
    expect(serving.length).toBeGreaterThan(0);
    expect(serving.length).toBeLessThan(units.length);
  });

  it("gives the letter's bodies their names and marks everything else as made up", () => {
    for (const [id, name] of Object.entries(letter)) {
      expect(nameOn(unitOf(id), day)).toBe(name);
      expect(unitOf(id).synthetic, id).toBe(false);
    }
    for (const one of units.filter(({ id }) => !(id in letter))) {
      expect(one.synthetic, one.id).toBe(true);
      expect(one.id).toMatch(/mau/);
      expect(nameOn(one, day)).toMatch(/Mẫu \d+.*dữ liệu mẫu/);
      expect(one.officialCode).toBeUndefined();
    }
    for (const one of components) expect(one.synthetic).toBe(unitOf(one.unit).synthetic);
    for (const one of officers) {
      expect(one.synthetic).toBe(true);
      expect(one.fullName).toMatch(/^Cán bộ mẫu \d{3}$/);
    }
  });

  it("governs as the letter says", () => {
    const governing = (id: string) => portals.find((one) => one.unit === id && one.kind === "component")?.governingUnit;
    expect(governing("trung-tam-dich-vu-dau-gia-tai-san-tinh")).toBe("so-tu-phap");
    expect(parentOn(unitOf("trung-tam-dich-vu-dau-gia-tai-san-tinh"), day)).toBe("ubnd-tinh");
    expect(governing("ban-quan-ly-du-an-vilg")).toBe("so-tai-nguyen-va-moi-truong");
    expect(governing("hoi-khuyen-hoc-tinh")).toBe("hoi-khuyen-hoc-tinh");
    expect(governing("kho-bac-nha-nuoc-tinh")).toBe("kho-bac-nha-nuoc-tinh");
    expect(unitOf("kho-bac-nha-nuoc-tinh").kind).toBe("central-body");
    for (const one of components)
      expect(unitOf(one.unit).governedBy.map(({ unit: by }) => by)).toEqual([one.governingUnit]);
  });

  it("fills every group of bodies and leaves some without a portal", () => {
    const kinds = new Set(running.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      "central-body",
      "department",
      "front",
      "mass-organisation",
      "other",
      "party",
      "people-committee",
      "public-service-unit",
      "state-fund",
    ]);
    expect(units.length - running.length).toBeGreaterThan(20);
  });

  it("hands commune portals over in 2022 and 2023, on weekdays", () => {
    for (const one of components.filter(({ unit: by }) => unitOf(by).level === "commune")) {
      expect(one.handedOverOn).toMatch(/^202[23]-/);
      expect(one.handedOverOn).toBe(one.from);
      expect([0, 6]).not.toContain(new Date(`${one.handedOverOn}T00:00:00Z`).getUTCDay());
    }
  });

  it("refers only to what is there, by ids that are unique", () => {
    const known = new Set(units.map(({ id }) => id));
    const named = [
      ...units.flatMap(({ reportsTo, governedBy }) => [...reportsTo, ...governedBy].map((link) => link.unit)),
      ...portals.flatMap((one) => [one.unit, one.governingUnit]),
      ...officers.flatMap(({ grants }) => grants.map((grant) => grant.unit)),
    ];
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    const officerIds = new Set(officers.map(({ id }) => id));
    const deputies = officers.flatMap(({ grants }) => grants.flatMap(({ deputyFor }) => deputyFor ?? []));
    expect(deputies.length).toBeGreaterThanOrEqual(3);
    expect(deputies.filter((id) => !officerIds.has(id))).toEqual([]);
    for (const all of [units, portals, officers]) expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(officers.map(({ subject }) => subject)).size).toBe(officers.length);
    for (const one of components) expect(one.id).toBe(`cong-${one.unit}`);
  });

  it("holds no address, telephone or host that could be somebody's", () => {
    const text = JSON.stringify(provinceRows("https://issuer.example/"));
    expect(text.replaceAll("@laocai.example", "")).not.toMatch(/@/);
    expect(text.replace(/\d{4}-\d{2}-\d{2}/g, "")).not.toMatch(/\+?\d[\d .-]{7,}/);
    for (const { address } of portals)
      expect(new URL(address).hostname).toMatch(/^(?:[a-z0-9-]{1,63}\.)?laocai\.example$/);
    expect(new Set(portals.map(({ address }) => address)).size).toBe(portals.length);
  });
});

describe("the demo officers", () => {
  const held = (id: string, on = day) => {
    const found = officers.find((one) => one.id === id);
    return found && grantsOn(found.grants, on).map(({ role, unit: at }) => `${role}@${at}`);
  };
  const withRole = (role: Role) => officers.filter(({ id }) => id.endsWith(`.${role}`)).map(({ id }) => id);

  it("are a clerk and a leader for every portal, an editor for each evaluated, a consolidator for each district", () => {
    for (const { id } of running)
      for (const role of ["clerk", "leader"]) expect(held(`${id}.${role}`)).toEqual([`${role}@${id}`]);
    expect(withRole("clerk")).toHaveLength(195);
    expect(withRole("leader")).toHaveLength(196);
    expect(withRole("editor")).toHaveLength(38);
    expect(withRole("consolidator")).toHaveLength(9);
  });

  it("follow up, read, administer and decide for the province", () => {
    for (const role of ["supervisor", "auditor", "administrator"]) {
      expect(held(`van-phong-ubnd-tinh.${role}`)).toEqual([`${role}@van-phong-ubnd-tinh`]);
    }
    expect(held("ubnd-tinh.leader")).toEqual(["leader@ubnd-tinh"]);
  });

  it("stand in, end and hold two units by date", () => {
    expect(held("so-tu-phap.deputy")).toEqual([]);
    expect(held("so-tu-phap.deputy", "2024-02-29")).toEqual(["leader@so-tu-phap"]);
    expect(held("so-tu-phap.deputy", "2024-03-01")).toEqual([]);
    expect(held("so-tu-phap.former-clerk", "2023-06-30")).toEqual(["clerk@so-tu-phap"]);
    expect(held("so-tu-phap.former-clerk")).toEqual([]);
    expect(held("so-tai-nguyen-va-moi-truong.clerk-of-two-units")).toHaveLength(2);
  });

  it("sign in at the issuer handed in", () => {
    expect(new Set(officers.map((one) => one.issuer))).toEqual(new Set([issuer]));
    expect(officers.find(({ id }) => id === "so-tu-phap.leader")?.subject).toBe("demo-so-tu-phap.leader");
  });
});
