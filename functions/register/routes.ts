/** The register: units, portals and their keys, officers. Units and portals are public; changes are the administrator's and the supervisor's. */
import * as z from "zod";
import { officer } from "../../shared/access/officer.ts";
import type { OfficerRule } from "../../shared/access/roles.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { slug } from "../../shared/platform/schemas.ts";
import { portal } from "../../shared/portals/portal.ts";
import { registerKinds } from "../../shared/register/register-store.ts";
import { verdict } from "../../shared/register/rows.ts";
import { unit } from "../../shared/units/unit.ts";

const keepers: OfficerRule = { atUnit: [], anywhere: ["administrator", "supervisor"] };
const administrators: OfficerRule = { atUnit: [], anywhere: ["administrator"] };
const readers: OfficerRule = { atUnit: [], anywhere: ["administrator", "supervisor", "auditor"] };

const unitParam = z.strictObject({ unit: z.string().max(200) });
const portalParam = z.strictObject({ portal: z.string().max(200) });
const officerParam = z.strictObject({ officer: z.string().max(200) });

const keyAnswer = z.object({ keyId: z.string(), issuedAt: z.string(), revokedAt: z.string().optional() });

export const registerRoutes = {
  listUnits: {
    method: "GET",
    path: "/v1/units",
    summary: "The units of the province; with parent, the children of one",
    summaryVi: "Danh sách cơ quan, đơn vị, tổ chức, địa phương",
    caller: "anyone",
    query: z.strictObject({ parent: slug.optional(), ...pageQuery }),
    status: 200,
    answer: pageAnswer(unit),
    refusals: ["cursor-invalid"],
  },
  showUnit: {
    method: "GET",
    path: "/v1/units/{unit}",
    summary: "One unit",
    summaryVi: "Một cơ quan, đơn vị",
    caller: "anyone",
    params: unitParam,
    status: 200,
    answer: unit,
    refusals: ["not-found"],
  },
  addUnit: {
    method: "POST",
    path: "/v1/units",
    summary: "Register a unit",
    summaryVi: "Thêm cơ quan, đơn vị",
    caller: { officer: keepers },
    body: unit,
    status: 201,
    answer: unit,
    refusals: ["already-exists"],
  },
  changeUnit: {
    method: "PUT",
    path: "/v1/units/{unit}",
    summary: "Change a unit",
    summaryVi: "Sửa thông tin cơ quan, đơn vị",
    caller: { officer: keepers },
    params: unitParam,
    body: unit,
    status: 200,
    versioned: true,
    answer: unit,
    refusals: ["not-found", "version-stale"],
  },
  listPortals: {
    method: "GET",
    path: "/v1/portals",
    summary: "The portals, each with the unit that runs it and its governing unit",
    summaryVi: "Danh sách Cổng TTĐT, cơ quan vận hành và cơ quan chủ quản",
    caller: "anyone",
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(portal),
    refusals: ["cursor-invalid"],
  },
  showPortal: {
    method: "GET",
    path: "/v1/portals/{portal}",
    summary: "One portal",
    summaryVi: "Một Cổng TTĐT",
    caller: "anyone",
    params: portalParam,
    status: 200,
    answer: portal,
    refusals: ["not-found"],
  },
  addPortal: {
    method: "POST",
    path: "/v1/portals",
    summary: "Register a portal",
    summaryVi: "Thêm Cổng TTĐT",
    caller: { officer: keepers },
    body: portal,
    status: 201,
    answer: portal,
    refusals: ["already-exists"],
  },
  changePortal: {
    method: "PUT",
    path: "/v1/portals/{portal}",
    summary: "Change a portal",
    summaryVi: "Sửa thông tin Cổng TTĐT",
    caller: { officer: keepers },
    params: portalParam,
    body: portal,
    status: 200,
    versioned: true,
    answer: portal,
    refusals: ["not-found", "version-stale"],
  },
  listKeys: {
    method: "GET",
    path: "/v1/portals/{portal}/keys",
    summary: "The keys of a portal: ids and dates, never the keys themselves",
    summaryVi: "Danh sách khóa của Cổng TTĐT (không hiện khóa)",
    caller: { officer: readers },
    params: portalParam,
    status: 200,
    answer: z.object({ items: z.array(keyAnswer) }),
    refusals: ["not-found"],
  },
  issueKey: {
    method: "POST",
    path: "/v1/portals/{portal}/keys",
    summary:
      "Issue a key; it is shown once (a repeat shows everything but the key). Two may be valid at once, for rotation",
    summaryVi: "Cấp khóa cho Cổng TTĐT; khóa chỉ hiện một lần",
    caller: { officer: administrators },
    params: portalParam,
    status: 201,
    answer: keyAnswer.extend({ key: z.string().nullable() }),
    refusals: ["not-found", "too-many-keys"],
  },
  revokeKey: {
    method: "DELETE",
    path: "/v1/portals/{portal}/keys/{key}",
    summary: "Revoke a key; once this is answered it opens nothing any more",
    summaryVi: "Thu hồi khóa của Cổng TTĐT",
    caller: { officer: administrators },
    params: portalParam.extend({ key: z.string().max(20) }),
    status: 200,
    answer: keyAnswer,
    refusals: ["not-found"],
  },
  listOfficers: {
    method: "GET",
    path: "/v1/officers",
    summary: "The officers and their dated roles",
    summaryVi: "Danh sách cán bộ và vai trò",
    caller: { officer: readers },
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(officer),
    refusals: ["cursor-invalid"],
  },
  showOfficer: {
    method: "GET",
    path: "/v1/officers/{officer}",
    summary: "One officer",
    summaryVi: "Một cán bộ",
    caller: { officer: readers },
    params: officerParam,
    status: 200,
    answer: officer,
    refusals: ["not-found"],
  },
  addOfficer: {
    method: "POST",
    path: "/v1/officers",
    summary: "Register an officer by the issuer and subject of their login",
    summaryVi: "Thêm cán bộ",
    caller: { officer: administrators },
    body: officer,
    status: 201,
    answer: officer,
    refusals: ["already-exists", "login-taken"],
  },
  changeOfficer: {
    method: "PUT",
    path: "/v1/officers/{officer}",
    summary: "Change an officer's roles, deputies or login",
    summaryVi: "Sửa vai trò, người được giao thay",
    caller: { officer: administrators },
    params: officerParam,
    body: officer,
    status: 200,
    versioned: true,
    answer: officer,
    refusals: ["not-found", "version-stale", "login-taken"],
  },
  loadRows: {
    method: "POST",
    path: "/v1/register/rows",
    summary: "Load up to 1,000 rows of one kind from JSON or CSV, with a verdict per row; a dry run writes nothing",
    summaryVi: "Nạp tối đa 1.000 dòng từ JSON hoặc CSV, có kết quả từng dòng; chạy thử không ghi dữ liệu",
    caller: { officer: administrators },
    body: z
      .strictObject({
        kind: z.enum(registerKinds),
        dryRun: z.boolean().default(false),
        rows: z.array(z.unknown()).min(1).max(1_000).optional(),
        csv: z.string().max(250_000).optional(),
      })
      .refine(({ rows, csv }) => (rows === undefined) !== (csv === undefined), {
        params: { code: "malformed" },
        path: ["rows"],
      }),
    status: 200,
    answer: z.object({ dryRun: z.boolean(), verdicts: z.array(verdict) }),
    refusals: ["invalid-content"],
  },
} as const satisfies Routes;
