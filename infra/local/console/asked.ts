/** A request to the console, and what a part of the console is. */
import type { IncomingMessage } from "node:http";
import { bodyOf } from "../request-body.ts";
import { ConsoleRefusal, type Reply } from "./reply.ts";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly wantsPage: boolean;
  readonly request: IncomingMessage;
}

/** Answers the requests that are its own; undefined for others. */
export type Room = (asked: Asked) => Promise<Reply | undefined>;

const bodyLimitBytes = 64 * 1024;

/** The body as text. */
export async function bodyText({ request }: Asked): Promise<string> {
  const body = await bodyOf(request, bodyLimitBytes);
  if (body) return body.toString("utf8");
  throw new ConsoleRefusal(413, "body-too-large", "Nội dung vượt quá 64 KB.", "The body exceeds 64 KB.");
}

/** The body as JSON. */
export async function bodyJson(asked: Asked): Promise<unknown> {
  try {
    return JSON.parse(await bodyText(asked));
  } catch (error) {
    if (error instanceof ConsoleRefusal) throw error;
    throw new ConsoleRefusal(
      400,
      "body-not-json",
      "Nội dung không phải là JSON hợp lệ.",
      "The body is not valid JSON.",
    );
  }
}

/** The parameter `limit` of a list. */
export function limitOf(query: URLSearchParams, usual: number, most: number): number {
  const text = query.get("limit");
  const limit = text === null ? usual : /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= most) return limit;
  throw new ConsoleRefusal(422, "limit-invalid", `limit phải từ 1 đến ${most}.`, `limit is from 1 to ${most}.`);
}
