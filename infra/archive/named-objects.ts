/**
 * Which objects of the bucket items name, each by its key and the version that counts: a ready attachment of a report, the frozen results
 * of a score period. Written into another bucket that is another version, so an import rewrites it in the item.
 */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { attachment, objectKeyOf } from "../../shared/documents/attachment.ts";
import type { FileLabel } from "../../shared/documents/object-store.ts";
import { frozenSnapshot } from "../../shared/scoring/periods/period-record.ts";
import { snapshotLabel } from "../../shared/scoring/snapshots/snapshot-store.ts";
import type { Item } from "./item-json.ts";

export interface NamedObject {
  readonly key: string;
  readonly objectVersion: string | undefined;
  readonly label: FileLabel;
  /** Of frozen results: the hash that they must prove. */
  readonly frozenAs?: string;
}

/** New versions by key. */
export type NewVersions = ReadonlyMap<string, string | undefined>;

/** The items of one table that name objects. */
export interface NamingItems {
  readonly table: "reports" | "scores";
  /** What stands in the line of such an item; most lines have none, and need not be read. */
  readonly mark: string;
  objectsOf(item: Item): NamedObject[];
  /** The item with the versions that were written anew in place of the former ones. */
  withVersions(item: Item, versions: NewVersions): Item;
}

const attachments: NamingItems = {
  table: "reports",
  mark: '"attachment#',
  objectsOf: (item) => {
    const [, id] = /^attachment#(.+)$/.exec(item.part?.S ?? "") ?? [];
    if (id === undefined) return [];
    const { data } = attachment.safeParse({ ...unmarshall(item), id });
    if (data?.state !== "ready") return [];
    return [{ key: objectKeyOf(data), objectVersion: data.objectVersion, label: data }];
  },
  withVersions: (item, versions) => {
    const [named] = attachments.objectsOf(item);
    return named && versions.has(named.key) ? versioned(item, versions.get(named.key)) : item;
  },
};

const frozen = z.object({ snapshots: z.array(frozenSnapshot) });

const snapshots: NamingItems = {
  table: "scores",
  mark: '"snapshots":[{',
  objectsOf: (item) => {
    const [, period] = /^period#(.+)$/.exec(item.id?.S ?? "") ?? [];
    const { data } = frozen.safeParse(unmarshall(item));
    if (period === undefined || !data) return [];
    return data.snapshots.map(({ key, objectVersion, number, hash }) => ({
      ...{ key, objectVersion, label: snapshotLabel(period, number), frozenAs: hash },
    }));
  },
  withVersions: (item, versions) => {
    const list = item.snapshots?.L?.map((entry) => {
      const key = entry.M?.key?.S;
      return entry.M && key !== undefined && versions.has(key) ? { M: versioned(entry.M, versions.get(key)) } : entry;
    });
    return list ? { ...item, snapshots: { L: list } } : item;
  },
};

export const namingItems: readonly NamingItems[] = [attachments, snapshots];

function versioned({ objectVersion: _, ...item }: Item, version: string | undefined): Item {
  return version === undefined ? item : { ...item, objectVersion: { S: version } };
}
