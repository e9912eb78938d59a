/** The officers of the demo province. None is a real person; each name says so. */
import type * as z from "zod";
import type { officer } from "../../../shared/access/officer.ts";
import type { grant, Role } from "../../../shared/access/roles.ts";
import { type Body, root, since } from "./body.ts";

export type OfficerRow = z.input<typeof officer>;
type GrantRow = z.input<typeof grant>;

/** Whom to register, before numbers are given. */
interface Post {
  readonly id: string;
  readonly title: string;
  readonly grants: GrantRow[];
}

const office = "van-phong-ubnd-tinh";

function post(unit: string, role: Role, title: string): Post {
  return { id: `${unit}.${role}`, title, grants: [{ role, unit, from: since }] };
}

/** The posts of a body with a portal: a clerk, a leader, and by what it takes part in an editor and a consolidator. */
function postsOf({ id, level, leaderTitle, participations }: Body): Post[] {
  return [
    post(id, "clerk", level === "commune" ? "Công chức Văn hóa - Xã hội" : "Chuyên viên"),
    post(id, "leader", leaderTitle),
    ...(participations.includes("questions-evaluation") ? [post(id, "editor", "Thành viên Ban Biên tập")] : []),
    ...(level === "district" ? [post(id, "consolidator", "Chuyên viên tổng hợp")] : []),
  ];
}

const provincePosts: readonly Post[] = [
  post(root, "leader", "Chủ tịch UBND tỉnh"),
  post(office, "supervisor", "Phó Chánh Văn phòng"),
  post(office, "administrator", "Quản trị viên hệ thống"),
  post(office, "auditor", "Chuyên viên kiểm tra"),
];

function deputy(unit: string, title: string, from: string, to: string): Post {
  return { id: `${unit}.deputy`, title, grants: [{ role: "leader", unit, from, to, deputyFor: `${unit}.leader` }] };
}

/** Deputies for a time, one whose role has ended, one with a role at two units. */
const specialPosts: readonly Post[] = [
  deputy("so-tu-phap", "Phó Giám đốc", "2024-02-01", "2024-02-29"),
  deputy("thi-xa-sa-pa", "Phó Chủ tịch UBND thị xã", "2023-12-25", "2024-01-05"),
  deputy(root, "Phó Chủ tịch UBND tỉnh", "2024-01-15", "2024-01-31"),
  {
    id: "so-tu-phap.former-clerk",
    title: "Chuyên viên",
    grants: [{ role: "clerk", unit: "so-tu-phap", from: since, to: "2023-06-30" }],
  },
  {
    id: "so-tai-nguyen-va-moi-truong.clerk-of-two-units",
    title: "Chuyên viên",
    grants: ["so-tai-nguyen-va-moi-truong", "ban-quan-ly-du-an-vilg"].map((unit) => ({
      role: "clerk",
      unit,
      from: since,
    })),
  },
];

/** The officers of the bodies that have a portal, known by logins of one issuer. */
export function officerRows(bodies: readonly Body[], issuer: string): OfficerRow[] {
  const posts = [
    ...provincePosts,
    ...bodies.filter(({ portalFrom }) => portalFrom !== undefined).flatMap(postsOf),
    ...specialPosts,
  ];
  return posts.map((one, index) => ({
    ...one,
    fullName: `Cán bộ mẫu ${String(index + 1).padStart(3, "0")}`,
    email: `${one.id}@laocai.example`,
    issuer,
    subject: `demo-${one.id}`,
    synthetic: true,
  }));
}
