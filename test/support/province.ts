/** A small province for tests: the tree of 2023, two departments, a district with communes, and their people. */

const since = "2020-01-01";
const direct = [{ unit: "ubnd-tinh", from: since }];
const asks = [{ kind: "questions", from: since }];

const unit = (id: string, kind: string, level: string, name: string, more: object = {}) => ({
  id,
  kind,
  level,
  names: [{ name, from: since }],
  from: since,
  synthetic: true,
  ...more,
});

export const units = [
  unit("ubnd-tinh", "people-committee", "province", "Ủy ban nhân dân tỉnh"),
  unit("van-phong-ubnd-tinh", "department", "province", "Văn phòng Ủy ban nhân dân tỉnh", {
    reportsTo: direct,
    participations: asks,
  }),
  unit("so-tu-phap", "department", "province", "Sở Tư pháp", { reportsTo: direct, participations: asks }),
  unit("so-mau", "department", "province", "Sở Mẫu", { reportsTo: direct, participations: asks }),
  unit("hoi-mau", "mass-organisation", "province", "Hội Mẫu", { reportsTo: direct }),
  unit("hoi-cu", "mass-organisation", "province", "Hội Cũ", {
    reportsTo: direct,
    participations: [{ kind: "questions", from: since, to: "2024-01-31" }],
  }),
  unit("thi-xa-sa-pa", "people-committee", "district", "UBND thị xã Sa Pa", {
    reportsTo: direct,
    participations: asks,
  }),
  unit("xa-mau-01", "people-committee", "commune", "UBND xã Mẫu 01", {
    reportsTo: [
      { unit: "thi-xa-sa-pa", from: since, to: "2025-06-30" },
      { unit: "ubnd-tinh", from: "2025-07-01" },
    ],
    participations: asks,
  }),
  unit("xa-mau-02", "people-committee", "commune", "UBND xã Mẫu 02", {
    reportsTo: [{ unit: "thi-xa-sa-pa", from: since }],
    participations: asks,
  }),
];

const portal = (unitId: string, more: object = {}) => ({
  id: `cong-${unitId}`,
  name: `Cổng TTĐT ${unitId}`,
  address: `https://${unitId}.example`,
  unit: unitId,
  governingUnit: unitId,
  from: since,
  synthetic: true,
  ...more,
});

export const portals: { id: string }[] = [
  portal("ubnd-tinh", { kind: "provincial", unit: "van-phong-ubnd-tinh", governingUnit: "ubnd-tinh" }),
  portal("so-tu-phap"),
  portal("so-mau"),
  portal("thi-xa-sa-pa"),
  portal("xa-mau-01"),
  portal("hoi-cu", { to: "2024-06-30" }),
];

const grant = (role: string, unitId: string, more: object = {}) => ({ role, unit: unitId, from: since, ...more });

const people: Record<string, object[]> = {
  "so-tu-phap.clerk": [grant("clerk", "so-tu-phap")],
  "so-tu-phap.leader": [grant("leader", "so-tu-phap")],
  "so-tu-phap.editor": [grant("editor", "so-tu-phap")],
  "so-tu-phap.former-clerk": [grant("clerk", "so-tu-phap", { to: "2023-06-30" })],
  "so-tu-phap.deputy": [
    grant("clerk", "so-tu-phap", { from: "2024-02-01", to: "2024-02-29", deputyFor: "so-tu-phap.clerk" }),
  ],
  "so-mau.clerk": [grant("clerk", "so-mau")],
  "so-mau.leader": [grant("leader", "so-mau")],
  "thi-xa-sa-pa.clerk": [grant("clerk", "thi-xa-sa-pa")],
  "thi-xa-sa-pa.leader": [grant("leader", "thi-xa-sa-pa")],
  "thi-xa-sa-pa.consolidator": [grant("consolidator", "thi-xa-sa-pa")],
  "xa-mau-01.clerk": [grant("clerk", "xa-mau-01")],
  "ubnd-tinh.leader": [grant("leader", "ubnd-tinh")],
  "two-units.clerk": [grant("clerk", "so-tu-phap"), grant("clerk", "so-mau")],
  "nobody.none": [],
  "van-phong-ubnd-tinh.supervisor": [grant("supervisor", "van-phong-ubnd-tinh")],
  "van-phong-ubnd-tinh.auditor": [grant("auditor", "van-phong-ubnd-tinh")],
  "van-phong-ubnd-tinh.administrator": [grant("administrator", "van-phong-ubnd-tinh")],
};

export const officerIds = Object.keys(people);

export function officers(issuer: string) {
  return Object.entries(people).map(([id, grants]) => ({
    id,
    fullName: `Cán bộ mẫu ${id}`,
    title: "Chuyên viên",
    issuer,
    subject: `login-${id}`,
    grants,
    synthetic: true,
  }));
}

/** A question as a portal posts it. */
export function question(more: object = {}) {
  return {
    unit: "so-tu-phap",
    asker: { name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" },
    title: "Thủ tục đăng ký khai sinh",
    content: "Tôi cần những giấy tờ gì để đăng ký khai sinh cho con?",
    consent: true,
    ...more,
  };
}
