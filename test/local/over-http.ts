/** A local runner as others meet it: over HTTP, whoever started it. */
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";

export interface Sent {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer;
  /** A header that is `undefined` is left out. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  readonly body: any;
}

export type Counts = Record<"questions" | "events" | "answers", number>;
const tablePage = z.object({ items: z.array(z.record(z.string(), z.unknown())), nextCursor: z.string().optional() });

let drawn = 0;

/** A repeat key that no other request of this process has. */
export function freshKey(): string {
  return `key-${process.pid}-${drawn++}`;
}

export class OverHttp {
  readonly apiUrl: string;
  readonly consoleUrl: string;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly keys = new Map<string, string>();
  private readonly tokens = new Map<string, string>();

  constructor({ apiUrl, consoleUrl }: { readonly apiUrl: string; readonly consoleUrl: string }) {
    this.apiUrl = apiUrl;
    this.consoleUrl = consoleUrl;
  }

  /** A request to the API, as `METHOD /path?query`. A throttled one waits and tries again, as a good client does. */
  async send(request: string, sent: Sent = {}): Promise<Answer> {
    for (;;) {
      const answer = await this.once(this.apiUrl, request, sent);
      if (answer.status !== 429) return answer;
      await pause(50);
    }
  }

  /** A portal's post, with a repeat key of its own unless one is given. */
  async post(portal: string, sent: Sent): Promise<Answer> {
    const headers = { authorization: `Bearer ${await this.keyOf(portal)}`, "idempotency-key": freshKey() };
    return this.send("POST /v1/questions", { ...sent, headers: { ...headers, ...sent.headers } });
  }

  /** A request as an officer. */
  async as(officer: string, request: string, sent: Sent = {}): Promise<Answer> {
    const authorization = `Bearer ${await this.tokenOf(officer)}`;
    return this.send(request, { ...sent, headers: { authorization, ...sent.headers } });
  }

  /** The key that the demonstration gave to a portal. */
  async keyOf(portal: string): Promise<string> {
    const known = this.keys.get(portal) ?? (await this.console(`GET /keys?portal=${portal}`)).body.key;
    this.keys.set(portal, known);
    return known;
  }

  /** A token of an officer, as it was first given. */
  async tokenOf(officer: string): Promise<string> {
    const known = this.tokens.get(officer) ?? (await this.console(`GET /token?officer=${officer}`)).body.token;
    this.tokens.set(officer, known);
    return known;
  }

  /** A request to the console, which must succeed. */
  async console(request: string, sent: Sent = {}): Promise<Answer> {
    const answer = await this.once(this.consoleUrl, request, sent);
    if (answer.status !== 200) throw new Error(`${request} of the console: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** Every item of a table. */
  async items(table: string): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let cursor = "";
    do {
      const { body } = await this.console(`GET /tables/${table}?limit=200${cursor}`);
      const page = tablePage.parse(body);
      items.push(...page.items);
      cursor = page.nextCursor === undefined ? "" : `&cursor=${page.nextCursor}`;
    } while (cursor !== "");
    return items;
  }

  /** How many items the tables hold that requests write to. */
  async counts(): Promise<Counts> {
    const of = async (table: keyof Counts) => (await this.items(table)).length;
    return { questions: await of("questions"), events: await of("events"), answers: await of("answers") };
  }

  /** Bytes to the API's port as they are; resolves with all that comes back until the connection is closed, or is silent. */
  bytes(...parts: (string | Buffer)[]): Promise<string> {
    const { hostname, port } = new URL(this.apiUrl);
    return new Promise((resolve, reject) => {
      let said = "";
      const socket = connect(Number(port), hostname, () => {
        for (const part of parts) socket.write(part);
      });
      socket.setEncoding("utf8").setTimeout(500, () => socket.destroy());
      socket.on("data", (chunk) => {
        said += chunk;
      });
      socket.once("error", reject).once("close", () => resolve(said));
    });
  }

  /** Closes the connections that were kept open. */
  close(): void {
    this.agent.destroy();
  }

  private once(url: string, request: string, { body, raw, headers = {} }: Sent): Promise<Answer> {
    const [, method = "GET", path = "/"] = /^(\S+) (.*)$/s.exec(request) ?? [];
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const all = { ...(content !== undefined && { "content-type": "application/json" }), ...headers };
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const outgoing = httpRequest({ hostname, port, method, path, agent: this.agent });
      for (const [name, value] of Object.entries(all)) if (value !== undefined) outgoing.setHeader(name, value);
      outgoing.once("error", reject);
      outgoing.once("response", (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.once("error", reject);
        incoming.once("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const named = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
          resolve({
            status: incoming.statusCode ?? 0,
            headers: Object.fromEntries(named),
            text,
            body: text === "" ? undefined : JSON.parse(text),
          });
        });
      });
      outgoing.end(content);
    });
  }
}
