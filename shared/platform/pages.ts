/** Lists in pages: `limit` and an opaque `cursor`. A cursor holds a place in the list, never the list itself. */
import * as z from "zod";
import { Refusal } from "./refusals.ts";
import { wholeNumber } from "./schemas.ts";

/** The query of every list. */
export const pageQuery = {
  limit: wholeNumber(1, 200).default(50).meta({ description: "1–200, default 50" }),
  cursor: z.string().max(2_000).optional(),
};

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor?: string | undefined;
}

/** The answer of every list. */
export const pageAnswer = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() });

type Key = Record<string, string | number>;
const key = z.record(z.string(), z.union([z.string().min(1).max(1_000), z.number()]));

export function encodeCursor(place: Key): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Reads a cursor; one that names other attributes, or a place outside `within`, is refused. */
export function decodeCursor(
  cursor: string | undefined,
  attributes: readonly string[],
  within: Key = {},
): Key | undefined {
  if (cursor === undefined) return undefined;
  const place = key.safeParse(parsed(cursor));
  const fits =
    place.success &&
    Object.keys(place.data).sort().join() === [...attributes].sort().join() &&
    Object.entries(within).every(([name, value]) => place.data[name] === value);
  if (!fits) throw new Refusal("cursor-invalid");
  return place.data;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

interface QueryAnswer {
  Items?: Record<string, unknown>[] | undefined;
  LastEvaluatedKey?: Record<string, unknown> | undefined;
}

/** One page of a query whose place is described by `attributes`. */
export async function pageOf<Item>(
  request: PageRequest,
  attributes: readonly string[],
  query: (limit: number, startKey: Key | undefined) => Promise<QueryAnswer>,
  read: (item: unknown) => Item,
  within: Key = {},
): Promise<Page<Item>> {
  const place = decodeCursor(request.cursor, attributes, within);
  const answer = await query(request.limit, place).catch((error: unknown) => {
    const isForged = place !== undefined && error instanceof Error && error.name === "ValidationException";
    throw isForged ? new Refusal("cursor-invalid") : error;
  });
  const last = key.safeParse(answer.LastEvaluatedKey);
  return {
    items: (answer.Items ?? []).map(read),
    ...(last.success && { nextCursor: encodeCursor(last.data) }),
  };
}
