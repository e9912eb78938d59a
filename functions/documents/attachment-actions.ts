/** Files that go with reports: announced, judged, listed, fetched. */
import { actorOf } from "../../shared/access/acting.ts";
import {
  type Attachment,
  announced,
  attachmentsAtMost,
  checked,
  downloadSeconds,
  faultOf,
  objectKeyOf,
  refusedReasons,
  uploadSeconds,
} from "../../shared/documents/attachment.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { Actor, ChangeEvent } from "../../shared/platform/events.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { obligationStateAfter } from "../../shared/reports/moves.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import type { DocumentDeps } from "./deps.ts";
import { found, newId, type Opened, opened } from "./open.ts";
import type { documentRoutes } from "./routes.ts";

type AttachmentActions = Pick<
  Actions<typeof documentRoutes, DocumentDeps>,
  "announceAttachment" | "checkAttachment" | "listAttachments" | "showAttachment"
>;

export const attachmentActions: AttachmentActions = {
  announceAttachment: async ({ params, body, caller, now, repeat }, deps) => {
    const { head, acting } = await opened(params.obligation, caller, deps);
    if (acting.unit !== head.unit && head.tier !== "child") throw new Refusal("not-a-child");
    await refuseUnwritable(head, deps);
    const others = await deps.attachments.list(head.id);
    if (others.length >= attachmentsAtMost) throw new Refusal("too-many-attachments");
    const by = { by: caller.officer.id, byUnit: acting.unit };
    const actor = actorOf(caller.officer, acting);
    const added = announced(body, { id: newId(deps.chance), obligation: head.id, ...by }, now);
    const { url, fields } = await deps.objects.uploadForm(objectKeyOf(added), body, uploadSeconds);
    const answer = { attachment: shown(added), upload: { url, fields, until: after(now, uploadSeconds) } };
    await deps.transactions.commit(
      { writes: [deps.attachments.add(added)], events: [eventOf("attachment-announced", added, head, actor, now)] },
      { repeat, status: 201, body: answer },
      now,
    );
    return { body: answer };
  },

  checkAttachment: async ({ params, caller, now, repeat }, deps) => {
    const place = await opened(params.obligation, caller, deps);
    const before = await fileSeenBy(place, params.attachment, deps);
    if (before.state !== "pending") return { body: shown(before) };
    const file = await deps.objects.file(objectKeyOf(before));
    if (!file) throw new Refusal("attachment-not-uploaded");
    const { objectVersion } = file;
    const actor = actorOf(caller.officer, place.acting);
    const judged = checked(before, { fault: await faultOf(before, file), objectVersion }, now);
    const body = shown(judged);
    try {
      await deps.transactions.commit(
        {
          writes: [deps.attachments.judge(judged)],
          events: [eventOf("attachment-checked", judged, place.head, actor, now)],
        },
        { repeat, status: 200, body },
        now,
      );
      return { body };
    } catch (error) {
      // Another check was quicker: its verdict stands.
      if (!(error instanceof Refusal && error.code === "moved-meanwhile")) throw error;
      return { body: shown(found(await deps.attachments.get(before.obligation, before.id))) };
    }
  },

  listAttachments: async ({ params, caller }, deps) => {
    const place = await opened(params.obligation, caller, deps);
    return { body: { items: (await seenBy(place, deps)).map(shown) } };
  },

  showAttachment: async ({ params, caller, now }, deps) => {
    const place = await opened(params.obligation, caller, deps);
    const seen = await fileSeenBy(place, params.attachment, deps);
    if (seen.state !== "ready") return { body: { attachment: shown(seen) } };
    const url = await deps.objects.downloadUrl(objectKeyOf(seen), seen.objectVersion, downloadSeconds);
    return { body: { attachment: shown(seen), download: { url, until: after(now, downloadSeconds) } } };
  },
};

/** A file can come while a report may be drafted. */
async function refuseUnwritable({ state, period, of }: ObligationHead, { orders }: DocumentDeps): Promise<void> {
  obligationStateAfter("report-drafted", state);
  const order = period ? undefined : await orders.get(of);
  if (order?.state === "closed") throw new Refusal("order-closed");
}

/**
 * The files that an officer sees. Until a report is handed in, they are its writers' own, as its draft is. A report that meets two
 * obligations has its files under one of them.
 */
async function seenBy({ head, acting, isWriter }: Opened, deps: DocumentDeps): Promise<Attachment[]> {
  const [own, met, handedIn] = await Promise.all([
    deps.attachments.list(head.id),
    head.metBy === undefined ? [] : deps.attachments.list(head.metBy),
    handedInWith(head, deps),
  ]);
  return [
    ...own.filter(({ id, byUnit }) => isWriter || byUnit === acting.unit || handedIn.has(id)),
    ...met.filter(({ id }) => handedIn.has(id)),
  ];
}

async function fileSeenBy(place: Opened, id: string, deps: DocumentDeps): Promise<Attachment> {
  return found((await seenBy(place, deps)).find((one) => one.id === id));
}

/** So many versions are looked through, from the newest back. */
const versionsAtMost = 20;

/** The ids that any report of an obligation names. */
async function handedInWith({ id, report }: ObligationHead, { reports }: DocumentDeps): Promise<ReadonlySet<string>> {
  const newest = report?.number ?? 0;
  const numbers = Array.from({ length: Math.min(newest, versionsAtMost) }, (_, back) => newest - back);
  const found = await Promise.all(numbers.map((number) => reports.report({ obligation: id, number })));
  return new Set(found.flatMap((one) => one?.content.attachments ?? []));
}

function shown({ id, name, type, size, state, reason, by, at, checkedAt }: Attachment) {
  const [detail = "", detailEn = ""] = reason === undefined ? [] : refusedReasons[reason];
  return {
    ...{ id, name, type, size, state, by, at, checkedAt },
    ...(reason !== undefined && { refused: { code: reason, detail, detailEn } }),
  };
}

/** What the history says: type, size and verdict, never the name, which may be a person's. */
function eventOf(
  kind: "attachment-announced" | "attachment-checked",
  { id, obligation, type, size, state, reason }: Attachment,
  { unit }: ObligationHead,
  by: Actor,
  now: Instant,
): ChangeEvent {
  const sequence = kind === "attachment-announced" ? 1 : 2;
  return {
    subject: `attachment#${obligation}#${id}`,
    sequence,
    version: sequence,
    kind,
    at: new Date(now).toISOString(),
    by,
    unit,
    to: state,
    facts: { obligation, type, size, ...(reason !== undefined && { reason }) },
  };
}

function after(now: Instant, seconds: number): string {
  return new Date(now + seconds * 1000).toISOString();
}
