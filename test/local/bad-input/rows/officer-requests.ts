/** Requests of officers that are refused, by the way in which they are wrong. `{code}` is a question of so-tu-phap. */
import { type BadRequest, forged } from "./requests.ts";

export interface Refused extends BadRequest {
  readonly officer: string;
  readonly ifMatch?: string;
  readonly body?: unknown;
}

const clerk = "so-tu-phap.clerk";
const acceptance = "POST /v1/questions/{code}/acceptance";

/** Known people who may not. */
const roles: readonly Refused[] = [
  { officer: "so-tu-phap.editor", request: "GET /v1/questions/{code}/case", status: 403, code: "role-missing" },
  { officer: "so-tu-phap.editor", request: acceptance, ifMatch: '"1"', status: 403, code: "role-missing" },
  { officer: "so-tu-phap.leader", request: acceptance, ifMatch: '"1"', status: 403, code: "role-missing" },
  { officer: "van-phong-ubnd-tinh.auditor", request: acceptance, ifMatch: '"1"', status: 403, code: "role-missing" },
  {
    officer: "van-phong-ubnd-tinh.administrator",
    request: "GET /v1/questions/{code}/case",
    status: 403,
    code: "role-missing",
  },
  { officer: "so-tu-phap.former-clerk", request: "GET /v1/questions/{code}/case", status: 404, code: "not-found" },
  { officer: "so-tu-phap.former-clerk", request: acceptance, ifMatch: '"1"', status: 404, code: "not-found" },
  { officer: "so-tu-phap.former-clerk", request: "GET /v1/worklist", status: 422, code: "scope-not-held" },
  ...["case", "deadline", "events"].map((part) => ({
    officer: "so-mau-01.clerk",
    request: `GET /v1/questions/{code}/${part}`,
    status: 404,
    code: "not-found",
  })),
  { officer: "so-mau-01.clerk", request: acceptance, ifMatch: '"1"', status: 404, code: "not-found" },
  { officer: "ubnd-tinh.leader", request: "GET /v1/questions/{code}/case", status: 404, code: "not-found" },
  { officer: clerk, request: "GET /v1/worklist?unit=so-mau-01", status: 404, code: "not-found" },
  { officer: clerk, request: "GET /v1/worklist?unit=so-khong-co", status: 404, code: "not-found" },
  { officer: clerk, request: "GET /v1/worklist?scope=province", status: 403, code: "role-missing" },
  { officer: clerk, request: "GET /v1/worklist?scope=subtree", status: 403, code: "role-missing" },
  {
    officer: "so-tai-nguyen-va-moi-truong.clerk-of-two-units",
    request: "GET /v1/worklist",
    status: 422,
    code: "unit-ambiguous",
  },
  ...["GET /v1/officers", "GET /v1/officers/so-tu-phap.clerk", "GET /v1/portals/cong-so-tu-phap/keys"].map(
    (request) => ({
      officer: clerk,
      request,
      status: 403,
      code: "role-missing",
    }),
  ),
  ...[
    "POST /v1/portals/cong-so-tu-phap/keys",
    "DELETE /v1/portals/cong-so-tu-phap/keys/00000000",
    "POST /v1/units",
  ].map((request) => ({
    officer: "van-phong-ubnd-tinh.auditor",
    request,
    status: 403,
    code: "role-missing",
  })),
];

/** Changes without the version that was read, or with something else in its place. */
const versions: readonly Refused[] = [
  { officer: clerk, request: acceptance, status: 428, code: "version-missing" },
  ...[
    "*",
    "1",
    "",
    " ",
    'W/"1"',
    "'1'",
    '"1',
    '"1", "2"',
    '"v1"',
    '"-1"',
    '"1.0"',
    '"01"',
    '""',
    '"1234567890"',
    '"\u00b9"',
  ].map((ifMatch) => ({
    officer: clerk,
    request: acceptance,
    ifMatch,
    status: 400,
    code: "if-match-malformed",
  })),
  ...['"0"', '"2"', '"999999999"'].map((ifMatch) => ({
    officer: clerk,
    request: acceptance,
    ifMatch,
    status: ifMatch === '"0"' ? 400 : 412,
    code: ifMatch === '"0"' ? "if-match-malformed" : "version-stale",
  })),
];

/** Paths and queries. */
const requests: readonly Refused[] = [
  ...["0000-0000-1", "khong-co", "%00", "..%2Funits", "{code}%0A%00"].map((code) => ({
    officer: clerk,
    request: `GET /v1/questions/${code}/case`,
    status: 404,
    code: "not-found",
  })),
  { officer: clerk, request: `GET /v1/questions/${"0".repeat(41)}/case`, faults: [["code", "too-long"]] },
  { officer: clerk, request: "GET /v1/worklist?scope=all", faults: [["scope", "not-one-of"]] },
  { officer: clerk, request: "GET /v1/worklist?scope=unit&scope=province", faults: [["scope", "not-one-of"]] },
  { officer: clerk, request: "GET /v1/worklist?unit=S%E1%BB%9F", faults: [["unit", "id-malformed"]] },
  { officer: clerk, request: "GET /v1/worklist?sort=title", faults: [["sort", "unknown-field"]] },
  { officer: clerk, request: "GET /v1/worklist?limit=1000", faults: [["limit", "too-large"]] },
  { officer: clerk, request: "GET /v1/questions/{code}/case?asker=no", faults: [["asker", "unknown-field"]] },
  ...[
    "x",
    forged({ after: "" }),
    forged({ after: {} }),
    forged({ after: 5 }),
    forged({ after: "ế".repeat(400) }),
    forged({ after: "0", openUnit: "so-mau-01" }),
    forged({ openUnit: "so-mau-01" }),
  ].map((cursor) => ({
    officer: clerk,
    request: `GET /v1/worklist?cursor=${cursor}`,
    status: 400,
    code: "cursor-invalid",
  })),
  ...[
    { subject: "question#0000-0000-0", version: 1 },
    { subject: "question#0000-0000-0", sequence: 1 },
    { subject: "unit#so-tu-phap", version: 1 },
    { version: 1 },
    {},
  ].map((place) => ({
    officer: clerk,
    request: `GET /v1/questions/{code}/events?cursor=${forged(place)}`,
    status: 400,
    code: "cursor-invalid",
  })),
];

const administrator = "van-phong-ubnd-tinh.administrator";
const unit = {
  id: "so-moi",
  kind: "department",
  level: "province",
  names: [{ name: "Sở Mới", from: "2024-01-01" }],
  reportsTo: [{ unit: "ubnd-tinh", from: "2024-01-01" }],
  from: "2024-01-01",
};
const officer = {
  id: "so-tu-phap.new",
  fullName: "Cán bộ mẫu",
  title: "Chuyên viên",
  issuer: "https://issuer.example",
  subject: "s",
  grants: [],
};

/** Changes of the register. */
const register: readonly Refused[] = [
  {
    officer: administrator,
    request: "POST /v1/units",
    body: { ...unit, id: "so-tu-phap" },
    status: 409,
    code: "already-exists",
  },
  {
    officer: administrator,
    request: "POST /v1/units",
    body: { ...unit, colour: "red" },
    faults: [["colour", "unknown-field"]],
  },
  {
    officer: administrator,
    request: "POST /v1/units",
    body: { ...unit, reportsTo: [{ unit: "so-khong-co", from: "2024-01-01" }] },
    faults: [["reportsTo[0].unit", "unit-unknown"]],
  },
  {
    officer: administrator,
    request: "POST /v1/units",
    body: { ...unit, reportsTo: [{ unit: "so-moi", from: "2024-01-01" }] },
    faults: [["reportsTo", "tree-cycle"]],
  },
  {
    officer: administrator,
    request: "POST /v1/units",
    body: { ...unit, from: "2024-02-30" },
    faults: [["from", "day-malformed"]],
  },
  {
    officer: administrator,
    request: "POST /v1/units",
    body: { ...unit, to: "2023-12-31" },
    faults: [["to", "days-reversed"]],
  },
  { officer: administrator, request: "POST /v1/units", body: { ...unit, names: [] }, faults: [["names", "too-short"]] },
  { officer: administrator, request: "PUT /v1/units/so-tu-phap", body: unit, status: 428, code: "version-missing" },
  {
    officer: administrator,
    request: "PUT /v1/units/so-tu-phap",
    body: unit,
    ifMatch: '"1"',
    faults: [["id", "malformed"]],
  },
  {
    officer: administrator,
    request: "PUT /v1/units/so-khong-co",
    body: { ...unit, id: "so-khong-co" },
    ifMatch: '"1"',
    status: 404,
    code: "not-found",
  },
  {
    officer: administrator,
    request: "PUT /v1/units/so-tu-phap",
    body: { ...unit, id: "so-tu-phap" },
    ifMatch: '"9"',
    status: 412,
    code: "version-stale",
  },
  {
    officer: administrator,
    request: "POST /v1/officers",
    body: { ...officer, grants: [{ role: "god", unit: "so-tu-phap", from: "2024-01-01" }] },
    faults: [["grants[0].role", "not-one-of"]],
  },
  {
    officer: administrator,
    request: "POST /v1/officers",
    body: { ...officer, issuer: "javascript" },
    faults: [["issuer", "malformed"]],
  },
  { officer: administrator, request: "POST /v1/portals/cong-khong-co/keys", status: 404, code: "not-found" },
  {
    officer: administrator,
    request: "DELETE /v1/portals/cong-so-tu-phap/keys/00000000",
    status: 404,
    code: "not-found",
  },
  {
    officer: administrator,
    request: "POST /v1/register/rows",
    body: { kind: "unit" },
    faults: [["rows", "malformed"]],
  },
  {
    officer: administrator,
    request: "POST /v1/register/rows",
    body: { kind: "unit", rows: [] },
    faults: [["rows", "too-short"]],
  },
  {
    officer: administrator,
    request: "POST /v1/register/rows",
    body: { kind: "key", rows: [{}] },
    faults: [["kind", "not-one-of"]],
  },
  {
    officer: administrator,
    request: "POST /v1/register/rows",
    body: { kind: "unit", rows: Array(1_001).fill({}) },
    faults: [["rows", "too-long"]],
  },
  {
    officer: administrator,
    request: "POST /v1/register/rows",
    body: { kind: "unit", csv: "id,colour\nx,red" },
    faults: [["csv.colour", "unknown-field"]],
  },
  {
    officer: administrator,
    request: "POST /v1/register/rows",
    body: { kind: "unit", csv: 'id,kind\n"x,y' },
    faults: [["csv.line[2]", "malformed"]],
  },
];

export const refused: Readonly<Record<string, readonly Refused[]>> = {
  "who may not": roles,
  "without the version that they read": versions,
  "whose path or query is wrong": requests,
  "who keep the register": register,
};
