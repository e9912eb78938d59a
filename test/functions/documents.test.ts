/** Attachments and jobs through the whole handlers: engine, bucket on this machine, worker by hand. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { documentRoutes } from "../../functions/documents/routes.ts";
import { reportRoutes } from "../../functions/reports/routes.ts";
import { attachment, attachmentsAtMost } from "../../shared/documents/attachment.ts";
import { attachmentStore } from "../../shared/documents/attachment-store.ts";
import { fileTypeOf } from "../../shared/documents/file-type.ts";
import { documentsArea, documentsIn } from "../support/documents.ts";
import { compoundFile, officeEntries, officeFile, pdfOf, zipOf } from "../support/office-files.ts";
import { actsIn, addCommunes, freeze, refusal, reportsIn, wholeContent, writingIn } from "../support/reports.ts";
import { World } from "../support/world.ts";

const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";
const supervisor = "van-phong-ubnd-tinh.supervisor";
const id = "2024-quarter-2.so-tu-phap";
const child = "2024-quarter-2.xa-mau-01";
const media = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
const start = "2024-06-15T08:00:00+07:00";
let world: World;
let documents: Awaited<ReturnType<typeof documentsIn>>;
let acts: ReturnType<typeof actsIn>;

beforeAll(async () => {
  world = await World.at(start);
  acts = actsIn(world);
  await addCommunes(world);
  await freeze(world, "2024-quarter-2");
  await freeze(world, "2024-half-year");
  documents = await documentsIn(world);
});
afterAll(() => documents.stop());
beforeEach(() => {
  world.clock.set(start);
  documents.queue.isDown = false;
});

const announce = (body: object, officer = clerk, obligation = id, headers = {}) =>
  world.as(officer, `POST /v1/obligations/${obligation}/attachments`, { body, headers });
const check = (attachment: string, officer = clerk, obligation = id) =>
  world.as(officer, `POST /v1/obligations/${obligation}/attachments/${attachment}/check`);
const show = (attachment: string, officer = clerk, obligation = id) =>
  world.as(officer, `GET /v1/obligations/${obligation}/attachments/${attachment}`);
const list = async (officer: string, obligation = id): Promise<string[]> =>
  (await world.as(officer, `GET /v1/obligations/${obligation}/attachments`)).body.items.map(
    (item: { id: string }) => item.id,
  );

/** What can be fetched at an address, by its content. */
async function typeAt(url: string) {
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  return fileTypeOf({ size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) });
}

/** Announces and uploads a file. */
async function uploaded(bytes: Buffer, kind: keyof typeof media = "pdf", officer = clerk, obligation = id) {
  const name = `Báo cáo đã ký.${kind}`;
  const { status, body } = await announce({ name, type: media[kind], size: bytes.length }, officer, obligation);
  expect(status, JSON.stringify(body)).toBe(201);
  expect(await documents.upload(body.upload, bytes)).toEqual([204, undefined]);
  return { id: body.attachment.id, upload: body.upload };
}

/** A file that may go with a report. */
async function ready(bytes = pdfOf(), officer = clerk, obligation = id): Promise<string> {
  const file = await uploaded(bytes, "pdf", officer, obligation);
  expect((await check(file.id, officer, obligation)).body).toMatchObject({ state: "ready" });
  return file.id;
}

describe("a file that goes with a report", () => {
  it.each([
    ["pdf", pdfOf(5_000)],
    ["docx", officeFile("docx")],
    ["xlsx", officeFile("xlsx")],
  ] as const)("%s: announced, uploaded, judged by its content, fetched under its own name", async (kind, bytes) => {
    const file = await uploaded(bytes, kind);
    expect(file.id).toMatch(/^[0-9a-z]{16}$/);
    expect(file.upload.until).toBe("2024-06-15T01:15:00.000Z");
    expect((await show(file.id)).body).toMatchObject({ attachment: { state: "pending" } });
    expect((await show(file.id)).body.download).toBeUndefined();
    const judged = await check(file.id);
    expect(judged.body).toMatchObject({ id: file.id, state: "ready", by: clerk, size: bytes.length });
    const { body } = await show(file.id);
    expect(body.download.until).toBe("2024-06-15T01:10:00.000Z");
    expect(decodeURIComponent(body.download.url), "no name stands in an address").not.toMatch(
      /Bao cao|Báo cáo|filename/,
    );
    const response = await fetch(body.download.url);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="Bao cao da ky.${kind}"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%91%C3%A3%20k%C3%BD.${kind}`,
    );
    expect(response.headers.get("content-type")).toBe(media[kind]);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("is taken by the bucket only as it was announced: key, type, name, size, and for a quarter of an hour", async () => {
    const { body } = await announce({ name: "a.pdf", type: media.pdf, size: 200 });
    const { upload } = body;
    const refused = [
      await documents.upload(upload, pdfOf(201)),
      await documents.upload(upload, pdfOf(199)),
      await documents.upload(upload, pdfOf(), { key: "attachments/other/key" }),
      await documents.upload(upload, pdfOf(), { "Content-Type": "text/html" }),
      await documents.upload(upload, pdfOf(), { "Content-Disposition": "inline" }),
      await documents.upload(upload, pdfOf(), { "x-amz-meta-a": "b" }),
      await documents.upload(upload, pdfOf(), { Policy: Buffer.from("{}").toString("base64") }),
    ];
    expect(refused).toEqual([
      [400, "EntityTooLarge"],
      [400, "EntityTooSmall"],
      [403, "AccessDenied"],
      [403, "AccessDenied"],
      [403, "AccessDenied"],
      [403, "AccessDenied"],
      [403, "SignatureDoesNotMatch"],
    ]);
    world.clock.set("2024-06-15T08:16:00+07:00");
    expect(await documents.upload(upload, pdfOf())).toEqual([403, "AccessDenied"]);
    expect(refusal(await check(body.attachment.id))).toEqual([409, "attachment-not-uploaded"]);
  });

  it("that was never uploaded is no file: checked, it is refused; named by a report, too", async () => {
    const { body } = await announce({ name: "a.pdf", type: media.pdf, size: 200 });
    expect(refusal(await check(body.attachment.id))).toEqual([409, "attachment-not-uploaded"]);
    const draft = await acts.act(clerk, id, "draft", { ...wholeContent(), attachments: [body.attachment.id] });
    expect(refusal(draft)).toEqual([422, "invalid-content", "attachments[0] attachment-unknown"]);
    expect((await show(body.attachment.id)).body.attachment.state).toBe("pending");
  });

  it.each([
    ["a picture under the name of a PDF", Buffer.alloc(300, 1), "pdf", "type-unknown"],
    ["a DOCX that was announced as PDF", officeFile("docx"), "pdf", "type-differs"],
    ["an XLSX that was announced as DOCX", officeFile("xlsx"), "docx", "type-differs"],
    [
      "a document with macros",
      zipOf([...officeEntries("docx"), { name: "word/vbaProject.bin", text: "x" }]),
      "docx",
      "macros",
    ],
    ["a locked document", compoundFile("EncryptedPackage"), "xlsx", "encrypted"],
    ["half a PDF", pdfOf(3_000).subarray(0, 2_500), "pdf", "damaged"],
  ] as const)("is refused for ever when it is %s, and nobody can fetch it", async (_, bytes, kind, code) => {
    const file = await uploaded(bytes, kind);
    const { body } = await check(file.id);
    expect(body).toMatchObject({ state: "refused", refused: { code, detail: expect.any(String) } });
    expect(await documents.upload(file.upload, bytes)).toEqual([204, undefined]);
    expect((await check(file.id)).body).toEqual(body);
    expect((await show(file.id)).body).toEqual({ attachment: body });
    const draft = await acts.act(clerk, id, "draft", { ...wholeContent(), attachments: [file.id] });
    expect(refusal(draft)).toEqual([422, "invalid-content", "attachments[0] attachment-unknown"]);
  });

  it("stays what was judged: what is uploaded to the same address later is another version", async () => {
    const [first, second] = [pdfOf(), Buffer.from(pdfOf().toString("latin1").replace("    ", "evil"), "latin1")];
    const file = await uploaded(first);
    await check(file.id);
    expect(await documents.upload(file.upload, second)).toEqual([204, undefined]);
    expect((await check(file.id)).body.state).toBe("ready");
    const { body } = await show(file.id);
    expect(Buffer.from(await (await fetch(body.download.url)).arrayBuffer()).equals(first)).toBe(true);
    const other = new URL(body.download.url);
    other.searchParams.delete("versionId");
    expect((await fetch(other)).status, "the address opens that version alone").toBe(403);
    world.clock.set("2024-06-15T08:11:00+07:00");
    expect((await fetch(body.download.url)).status, "and for ten minutes").toBe(403);
  });

  it("judged twice at once has one verdict and one event", async () => {
    const file = await uploaded(pdfOf());
    const answers = await Promise.all([check(file.id), check(file.id), check(file.id)]);
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual(Array(3).fill([200, "ready"]));
    expect(new Set(answers.map(({ body }) => body.checkedAt)).size).toBe(1);
  });

  it("announced again under the same key is the same file", async () => {
    const said = { name: "a.pdf", type: media.pdf, size: 200 };
    const first = await announce(said, clerk, id, { "idempotency-key": "file-1" });
    const again = await announce(said, clerk, id, { "idempotency-key": "file-1" });
    expect(again.body).toEqual(first.body);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(refusal(await announce({ ...said, size: 201 }, clerk, id, { "idempotency-key": "file-1" }))).toEqual([
      422,
      "idempotency-key-reused",
    ]);
  });

  it.each([
    ["empty", { size: 0 }, "size too-small"],
    ["over 20 MB", { size: 20 * 1024 * 1024 + 1 }, "size too-large"],
    ["of another type", { type: "application/x-msdownload" }, "type not-one-of"],
    ["named by a path", { name: "../a.pdf" }, "name path-in-name"],
    ["named by another ending", { name: "a.pdf.exe" }, "name extension-differs"],
    ["named backwards", { name: "a\u202Efdp.pdf" }, "name control-characters"],
  ])("is refused when it is %s", async (_, more, fault) => {
    const answer = await announce({ name: "a.pdf", type: media.pdf, size: 200, ...more });
    expect(refusal(answer)).toEqual([422, "invalid-content", fault]);
  });

  it("leaves its name out of history and logs: it may be a person's", async () => {
    const file = await uploaded(pdfOf());
    await check(file.id);
    const { ScanCommand } = await import("@aws-sdk/lib-dynamodb");
    const { Items = [] } = await world.client.send(new ScanCommand({ TableName: world.tables.Events }));
    const events = Items.filter(({ subject }) => String(subject).endsWith(file.id));
    expect(events.map(({ kind }) => kind).toSorted()).toEqual(["attachment-announced", "attachment-checked"]);
    expect(JSON.stringify([events, world.lines])).not.toContain("Báo cáo đã ký");
  });

  it("is one of some dozens at most", async () => {
    const obligation = "2024-half-year.xa-mau-02";
    const store = attachmentStore(world.client, world.tables.Reports);
    const one = attachment.parse({
      id: "",
      obligation,
      name: "a.pdf",
      type: media.pdf,
      size: 1,
      state: "pending",
      by: "xa-mau-02.clerk",
      byUnit: "xa-mau-02",
      at: start,
    });
    const writes = Array.from({ length: attachmentsAtMost }, (_, index) => store.add({ ...one, id: `file-${index}` }));
    await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
    const answer = await announce({ name: "a.pdf", type: media.pdf, size: 1 }, "xa-mau-02.clerk", obligation);
    expect(refusal(answer)).toEqual([409, "too-many-attachments"]);
  });

  it("cannot be reached while the bucket does not answer, and nothing is decided", async () => {
    const file = await uploaded(pdfOf());
    world.serve("documents", documentsArea(world));
    expect(refusal(await check(file.id))).toEqual([503, "storage-unreachable"]);
    documents.serve();
    expect((await check(file.id)).body.state).toBe("ready");
  });
});

describe("who reaches a file", () => {
  it("is as of the obligation itself: the same roles on the same matter", () => {
    const rules = (routes: object) => new Map(Object.entries(routes).map(([name, { caller }]) => [name, caller]));
    const [files, reports] = [rules(documentRoutes), rules(reportRoutes)];
    for (const name of ["listAttachments", "showAttachment", "makeDocument"]) {
      expect(files.get(name), name).toEqual(reports.get("showObligation"));
    }
    for (const name of ["announceAttachment", "checkAttachment"]) {
      expect(files.get(name), name).toEqual(reports.get("draftReport"));
    }
  });

  it.each([
    ["another body's clerk", "so-mau.clerk", 404],
    ["who follows up: they read, they add nothing", supervisor, 403],
    ["a parent's clerk: a child's matter is not theirs", "thi-xa-sa-pa.clerk", 404],
  ])("%s adds none", async (_, officer, status) => {
    const obligation = status === 404 && officer.startsWith("thi-xa") ? child : id;
    expect((await announce({ name: "a.pdf", type: media.pdf, size: 1 }, officer, obligation)).status).toBe(status);
  });

  it("until a report is handed in its files are its writers' own, as the draft is; then who receives it has them, too", async () => {
    const obligation = "2024-half-year.so-tu-phap";
    const [named, unnamed] = [await ready(pdfOf(), clerk, obligation), await ready(pdfOf(300), clerk, obligation)];
    expect((await list(leader, obligation)).toSorted()).toEqual([named, unnamed].toSorted());
    expect(await list(supervisor, obligation)).toEqual([]);
    expect((await show(named, supervisor, obligation)).status).toBe(404);
    const handed = await acts.handIn(obligation, { ...wholeContent(), attachments: [named] });
    expect(handed.status, JSON.stringify(handed.body)).toBe(200);
    expect(await list(supervisor, obligation)).toEqual([named]);
    expect((await show(named, supervisor, obligation)).body.download).toBeDefined();
    expect((await show(unnamed, supervisor, obligation)).status).toBe(404);
    expect((await show(named, "so-mau.clerk", obligation)).status).toBe(404);
  });

  it("a report that meets two obligations brings its files to both", async () => {
    const [quarter, half] = ["2024-quarter-2.thi-xa-sa-pa", "2024-half-year.thi-xa-sa-pa"];
    const file = await ready(pdfOf(), "thi-xa-sa-pa.consolidator", quarter);
    const handed = await acts.handIn(
      quarter,
      { ...wholeContent(), attachments: [file] },
      { alsoMeets: [half], despite: true },
    );
    expect(handed.status, JSON.stringify(handed.body)).toBe(200);
    expect(await list(supervisor, half)).toEqual([file]);
    expect((await show(file, supervisor, half)).body.download).toBeDefined();
  });

  it("a parent that acts for a child adds and sees its own files, not the child's drafts", async () => {
    const own = await ready(pdfOf(), "xa-mau-01.clerk", child);
    const parents = await ready(pdfOf(), "thi-xa-sa-pa.leader", child);
    expect(await list("thi-xa-sa-pa.leader", child)).toEqual([parents]);
    expect((await list("xa-mau-01.clerk", child)).toSorted()).toEqual([own, parents].toSorted());
  });

  it("who receives a body's own report adds none in its place, and a parent judges no file of the child's own", async () => {
    const said = { name: "a.pdf", type: media.pdf, size: 1 };
    expect(refusal(await announce(said, "ubnd-tinh.leader"))).toEqual([409, "not-a-child"]);
    const own = await uploaded(pdfOf(), "pdf", "xa-mau-01.clerk", child);
    expect((await check(own.id, "thi-xa-sa-pa.leader", child)).status).toBe(404);
  });

  it("a file of one obligation goes with no other", async () => {
    const file = await ready();
    expect((await show(file, clerk, "2024-half-year.so-tu-phap")).status).toBe(404);
    const other = await acts.act(clerk, "2024-half-year.so-tu-phap", "draft", {
      ...wholeContent(),
      attachments: [file],
    });
    expect(refusal(other)).toContain("attachments[0] attachment-unknown");
  });
});

describe("the register of a period as a job", () => {
  const ask = (body: object, officer = supervisor, headers = {}, period = "2024-quarter-2") =>
    world.as(officer, `POST /v1/periods/${period}/export`, { body, headers });
  const job = (jobId: string, officer = supervisor) => world.as(officer, `GET /v1/jobs/${jobId}`);

  it("is asked for, made, and fetched as CSV for a day", async () => {
    world.clock.set("2024-06-20T08:00:00+07:00");
    const { status, body } = await ask({ format: "csv" });
    expect([status, Object.keys(body)]).toEqual([202, ["jobId"]]);
    expect((await job(body.jobId)).body).toMatchObject({ state: "queued", progress: 0 });
    expect(await documents.work()).toEqual({ batchItemFailures: [] });
    const done = (await job(body.jobId)).body;
    const owing = (await reportsIn(world).period("2024-quarter-2"))?.owing;
    expect(done).toMatchObject({
      state: "done",
      progress: 100,
      rows: owing,
      name: "Sổ theo dõi báo cáo quý II năm 2024.csv",
    });
    const response = await fetch(done.download.url);
    expect(response.headers.get("content-disposition")).toContain('filename="So theo doi bao cao quy II nam 2024.csv"');
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    const lines = text.split("\r\n");
    expect(lines[0]).toMatch(/^\ufeffSTT;Cơ quan, đơn vị;Mã;Nhóm;Nơi nhận báo cáo;Hạn gửi;/);
    expect(lines).toHaveLength((owing ?? 0) + 2);
    expect(text).toMatch(
      /\d+;Sở Tư pháp;so-tu-phap;[^;]+;Ủy ban nhân dân tỉnh;18\/06\/2024;;Chưa gửi, quá hạn;;2;;;;;\r\n/,
    );
    expect(text).toMatch(/;thi-xa-sa-pa;[^;]+;[^;]+;18\/06\/2024;;Đúng hạn;15\/06\/2024;0;/);
    world.clock.set("2024-06-21T08:01:00+07:00");
    expect((await job(body.jobId)).body.download).toBeUndefined();
  });

  it("is made as a workbook, too", async () => {
    const { body } = await ask({ format: "xlsx" });
    await documents.work();
    const done = (await job(body.jobId)).body;
    expect(done, JSON.stringify(done)).toMatchObject({
      state: "done",
      type: media.xlsx,
      name: "Sổ theo dõi báo cáo quý II năm 2024.xlsx",
    });
    expect(await typeAt(done.download.url)).toEqual({ type: "xlsx" });
  });

  it("of one parent holds its children only, and who gathers them may ask for it", async () => {
    const { status, body } = await ask({ format: "csv", to: "thi-xa-sa-pa" }, "thi-xa-sa-pa.consolidator");
    expect(status).toBe(202);
    await documents.work();
    const done = (await job(body.jobId, "thi-xa-sa-pa.consolidator")).body;
    expect(done).toMatchObject({ state: "done", rows: 2 });
  });

  it("asked for again under the same key is the same job", async () => {
    const first = await ask({ format: "csv" }, supervisor, { "idempotency-key": "export-1" });
    const again = await ask({ format: "csv" }, supervisor, { "idempotency-key": "export-1" });
    expect(again.body).toEqual(first.body);
    expect(documents.queue.ids.splice(0)).toEqual([first.body.jobId]);
  });

  it("is shown to who asked, and to nobody else", async () => {
    const { body } = await ask({ format: "csv" });
    for (const other of [leader, "van-phong-ubnd-tinh.auditor"])
      expect((await job(body.jobId, other)).status).toBe(404);
    expect((await job("0000000000000000")).status).toBe(404);
    documents.queue.ids.splice(0);
  });

  it.each([
    ["a period that does not exist", { format: "csv" }, supervisor, "2024-quarter-9", [404, "not-found"]],
    [
      "a format that does not exist",
      { format: "pdf" },
      supervisor,
      "2024-quarter-2",
      [422, "invalid-content", "format not-one-of"],
    ],
    ["the whole province by a body", { format: "csv" }, leader, "2024-quarter-2", [404, "not-found"]],
    [
      "the children of another parent",
      { format: "csv", to: "thi-xa-sa-pa" },
      leader,
      "2024-quarter-2",
      [404, "not-found"],
    ],
    [
      "children by a clerk of their parent",
      { format: "csv", to: "thi-xa-sa-pa" },
      "thi-xa-sa-pa.clerk",
      "2024-quarter-2",
      [403, "role-missing"],
    ],
  ])("is refused for %s", async (_, body, officer, period, expected) => {
    expect(refusal(await ask(body, officer, {}, period))).toEqual(expected);
    expect(documents.queue.ids).toEqual([]);
  });

  it("whose id is lost on the way to the queue is put in again when its asker looks, a minute later", async () => {
    documents.queue.isDown = true;
    const { status, body } = await ask({ format: "csv" });
    expect(status).toBe(202);
    expect(world.lines.at(-2)?.code).toBe("documents-queue-unreachable");
    documents.queue.isDown = false;
    expect((await job(body.jobId)).body.state).toBe("queued");
    expect(documents.queue.ids).toEqual([]);
    world.clock.set("2024-06-15T08:01:00+07:00");
    await job(body.jobId);
    await job(body.jobId);
    expect(documents.queue.ids).toEqual([body.jobId]);
    await documents.work();
    expect((await job(body.jobId)).body.state).toBe("done");
  });

  it("is made once by two workers, and by a message that comes twice", async () => {
    const { body } = await ask({ format: "csv" });
    const [id = ""] = documents.queue.ids.splice(0);
    let puts = 0;
    const counted = {
      ...documents.worker,
      objects: {
        put: async (...object: Parameters<typeof documents.worker.objects.put>) => {
          puts++;
          return documents.worker.objects.put(...object);
        },
      },
    };
    documents.queue.ids.push(id, id);
    await Promise.all([documents.work(counted), documents.work(counted)]);
    documents.queue.ids.push(id);
    await documents.work(counted);
    expect(puts).toBe(1);
    expect((await job(body.jobId)).body.state).toBe("done");
  });

  it("that fails comes back twice; then the job says so and its id lies in the failure queue", async () => {
    const { body } = await ask({ format: "csv" });
    const [id = ""] = documents.queue.ids.splice(0);
    const broken = { ...documents.worker, objects: { put: () => Promise.reject(new RangeError("no")) } };
    const states: string[] = [];
    for (let round = 0; round < 3; round++) {
      documents.queue.ids.push(id);
      const { batchItemFailures } = await documents.work(broken);
      states.push(`${(await job(body.jobId)).body.state} ${batchItemFailures.length}`);
    }
    expect(states).toEqual(["queued 1", "queued 1", "failed 0"]);
    expect((await job(body.jobId)).body).toMatchObject({ state: "failed", reason: "RangeError" });
    expect(documents.queue.failed.splice(0)).toEqual([id]);
    documents.queue.ids.push(id);
    expect(await documents.work()).toEqual({ batchItemFailures: [] });
    expect((await job(body.jobId)).body.state).toBe("failed");
  });

  it("an id that names no job is passed over", async () => {
    documents.queue.ids.push("0000000000000000");
    expect(await documents.work()).toEqual({ batchItemFailures: [] });
  });
});

describe("a report as a document", () => {
  const ask = (obligation: string, officer = clerk, body: object = {}) =>
    world.as(officer, `POST /v1/obligations/${obligation}/document`, { body });
  const job = (jobId: string, officer: string) => world.as(officer, `GET /v1/jobs/${jobId}`);
  /** What is made, as what it is by its content. */
  const made = async (obligation: string, officer = clerk, body: object = {}) => {
    const { status, body: asked } = await ask(obligation, officer, body);
    expect(status, JSON.stringify(asked)).toBe(202);
    await documents.work();
    const done = (await job(asked.jobId, officer)).body;
    expect(done.state, JSON.stringify([done, world.lines.at(-2)])).toBe("done");
    return { done, found: await typeAt(done.download.url) };
  };

  it("is made of what was handed in, for whoever may read it", async () => {
    for (const officer of [clerk, supervisor]) {
      const { done, found } = await made("2024-half-year.so-tu-phap", officer);
      expect(found).toEqual({ type: "docx" });
      expect(done).toMatchObject({
        type: media.docx,
        name: "Báo cáo 6 tháng đầu năm 2024 - Sở Tư pháp.docx",
        bytes: expect.any(Number),
      });
    }
  });

  it("is made of a draft for its writers, and for nobody else", async () => {
    expect((await acts.act(clerk, id, "draft", wholeContent())).status).toBe(200);
    expect((await made(id)).found).toEqual({ type: "docx" });
    expect(refusal(await ask(id, supervisor))).toEqual([409, "report-unwritten"]);
  });

  it("holds what a parent gathered, and both labels of one report", async () => {
    const gathered = "2024-quarter-2.thi-xa-sa-pa";
    const { done, found } = await made(gathered, "thi-xa-sa-pa.leader");
    expect([found, done.name]).toEqual([{ type: "docx" }, expect.stringMatching(/^Báo cáo quý II năm 2024 - .*Sa Pa/)]);
    expect((await made("2024-half-year.thi-xa-sa-pa", "thi-xa-sa-pa.leader")).done.name).toContain("6 tháng đầu năm");
  });

  it.each([
    ["nothing was written", "2024-half-year.so-mau", "so-mau.clerk", {}, [409, "report-unwritten"]],
    ["there is no such version", "2024-half-year.so-tu-phap", clerk, { number: 7 }, [404, "not-found"]],
    ["it is another body's", "2024-half-year.so-tu-phap", "so-mau.clerk", {}, [404, "not-found"]],
  ])("is refused when %s", async (_, obligation, officer, body, expected) => {
    expect(refusal(await ask(obligation, officer, body))).toEqual(expected);
  });
});
