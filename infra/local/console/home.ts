/** The console's first page: the clock, and links to everything there is. */
import type { Instant } from "../../../shared/platform/clock.ts";
import { escaped } from "../../../shared/platform/html.ts";
import { provinceText } from "../moments.ts";
import type { Table } from "../tables.ts";
import { both, page, table } from "./html.ts";

export interface Home {
  readonly now: Instant;
  readonly apiUrl: string;
  /** As the template writes them. */
  readonly routeKeys: readonly string[];
  readonly tables: readonly Table[];
  /** Addresses of the issuers' documents. */
  readonly issuerPaths: readonly string[];
  readonly logFile: string;
  /** Names of the rules that run jobs. */
  readonly rules: readonly string[];
  /** A sentence about a change of the clock that was refused. */
  readonly problem?: { readonly detail: string; readonly detailEn: string } | undefined;
}

export function homePage(home: Home): string {
  return page(
    "Bảng điều khiển trên máy này",
    [clockPart(home), whoPart(home), workPart(home), tablesPart(home), routesPart(home)].join("\n"),
  );
}

function clockPart({ now, problem }: Home): string {
  const text = provinceText(now).replace(/\[.*$/, "");
  return `<h2>${both("Đồng hồ", "Clock")}</h2>
${problem ? `<p class="problem" role="alert">${both(problem.detail, problem.detailEn)}</p>` : ""}
<p class="now"><time datetime="${text}">${text}</time></p>
<form method="post" action="/clock"><label for="now">${both("Đặt thời điểm (chỉ được chỉnh tới)", "Set a moment (forward only)")}</label>
<input id="now" name="now" size="28" value="${text}" required> <button>${both("Đặt", "Set")}</button></form>
<form method="post" action="/clock"><label for="advance">${both("Tiến thêm (P1D là 1 ngày, PT1H là 1 giờ)", "Advance by (P1D is a day, PT1H an hour)")}</label>
<input id="advance" name="advance" size="12" value="P1D" required> <button>${both("Tiến", "Advance")}</button></form>`;
}

function whoPart({ issuerPaths }: Home): string {
  const links = issuerPaths.map((path) => `<li><a href="${path}">${path}</a></li>`).join("");
  return `<h2>${both("Mã truy cập và khóa", "Tokens and keys")}</h2>
<form action="/token"><label for="officer">${both("Mã truy cập của cán bộ: <mã đơn vị>.<vai trò>, ví dụ so-tu-phap.clerk, so-tu-phap.leader", "Token of an officer: <unit id>.<role>")}</label>
<input id="officer" name="officer" size="40" value="so-tu-phap.clerk" required> <button>${both("Lấy mã", "Get token")}</button></form>
<form action="/keys"><label for="portal">${both("Khóa của Cổng TTĐT, ví dụ cong-so-tu-phap", "Key of a portal")}</label>
<input id="portal" name="portal" size="40" value="cong-so-tu-phap" required> <button>${both("Lấy khóa", "Get key")}</button></form>
<ul>${links}</ul>`;
}

function workPart({ rules }: Home): string {
  const buttons = rules.map(
    (name) =>
      `<form method="post" action="/jobs/${escaped(name)}"><button>${both("Chạy", "Run")} ${escaped(name)}</button></form>`,
  );
  return `<h2>${both("Theo dõi, thư và tác vụ", "What is measured, mail and jobs")}</h2>
<ul><li><a href="/dashboards">${both("Bảng theo dõi", "Dashboards")}</a></li><li><a href="/alarms">${both("Cảnh báo", "Alarms")}</a></li><li><a href="/mailbox">${both("Hộp thư", "Mailbox")}</a></li><li><a href="/faults">${both("Lỗi giả lập", "Faults")}</a></li></ul>
${buttons.join("\n")}`;
}

function tablesPart({ tables, logFile }: Home): string {
  const links = tables.map(({ shortName }) => `<li><a href="/tables/${shortName}">${shortName}</a></li>`).join("");
  return `<h2>${both("Dữ liệu", "Data")}</h2><ul>${links}</ul>
<p>${both("Nhật ký của các hàm", "Log of the functions")}: <code>${escaped(logFile)}</code></p>`;
}

function routesPart({ apiUrl, routeKeys }: Home): string {
  const rows = routeKeys.map((key) => {
    const [method = "", path = ""] = key.split(" ");
    const isOpenable = method === "GET" && !path.includes("{");
    const shown = `<code>${escaped(path)}</code>`;
    return [escaped(method), isOpenable ? `<a href="${apiUrl}${path}">${shown}</a>` : shown];
  });
  return `<h2>${both("Đường dẫn của API", "Routes of the API")}</h2>
<p><code>${apiUrl}</code></p>
${table("Đường dẫn", [both("Phương thức", "Method"), both("Đường dẫn", "Path")], rows)}`;
}
