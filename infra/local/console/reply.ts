/** What the console answers: JSON for programs, a page for people. */

export interface Reply {
  readonly status: number;
  readonly type: "application/json; charset=utf-8" | "text/html; charset=utf-8";
  readonly body: string;
  readonly location?: string;
}

export function json(value: unknown, status = 200): Reply {
  return { status, type: "application/json; charset=utf-8", body: JSON.stringify(value) };
}

export function html(body: string, status = 200): Reply {
  return { status, type: "text/html; charset=utf-8", body };
}

/** After a form: back to a page. */
export function seeOther(location: string): Reply {
  return { ...html("", 303), location };
}

/** A "no" of the console, in one sentence of each language. */
export class ConsoleRefusal extends Error {
  override readonly name = "ConsoleRefusal";
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly detailEn: string;

  constructor(status: number, code: string, detail: string, detailEn: string) {
    super(detailEn);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.detailEn = detailEn;
  }
}

export function refused({ status, code, detail, detailEn }: ConsoleRefusal): Reply {
  return json({ code, detail, detailEn }, status);
}
