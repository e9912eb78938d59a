/** The chapter about reports: a list frozen by its job, a file that goes with a report, a signature, a parent that gathers, an export. */
import type { ReportContent } from "../../shared/reports/content.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { obligationSubject } from "../../shared/reports/subject.ts";
import { pdfOf } from "../support/office-files.ts";
import { insist } from "./failure.ts";
import { fetched, postForm } from "./files.ts";
import { partIn, textIn } from "./gateway.ts";
import { child, closedQuarter, owedBy, parent, unit } from "./province.ts";
import type { Take } from "./story.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

const soonSeconds = 10;

/** After the job has frozen the list of the closed quarter. */
export async function tellReports(world: World, take: Take): Promise<void> {
  await take("the register of the closed quarter counts its bodies", () => readRegister(world));
  const file = await take("a file is announced, posted to the bucket, found sound and fetched", () =>
    attach(world, owedBy(unit), unit),
  );
  await take("the clerk drafts the report with it, the leader signs, the receipt is planned", () =>
    handIn(world, file),
  );
  await take("a parent hands in for its child and gathers it, figure by figure", () => gatherChild(world));
  await take("the register as a list and the report as a document are made and fetched", () => makeFiles(world));
}

async function readRegister({ gateway, token }: World): Promise<void> {
  const bearer = await token("van-phong-ubnd-tinh.supervisor");
  const shown = await gateway({ path: `/v1/periods/${closedQuarter().id}`, bearer }, 200);
  insist(JSON.stringify(shown.body).includes('"isFrozen":true'), "The list of the closed quarter is not frozen.");
  const list = await gateway({ path: `/v1/periods/${closedQuarter().id}/obligations`, bearer }, 200);
  for (const body of [unit, parent, child])
    insist(JSON.stringify(list.body).includes(owedBy(body)), `${body} owes no report.`);
}

/** The whole way of a file: its id. */
export async function attach({ gateway, token }: World, obligation: string, body: string, repeatKey = "file-1") {
  const bearer = await token(`${body}.clerk`);
  const path = `/v1/obligations/${obligation}/attachments`;
  const bytes = pdfOf();
  const file = { name: "Phụ lục số liệu.pdf", type: "application/pdf", size: bytes.byteLength };
  const announced = await gateway({ method: "POST", path, bearer, body: file, repeatKey }, 201);
  const id = textIn(partIn(announced, "attachment"), "id");
  // Refused under a key: whether it was answered before is looked up.
  const tooEarly = { method: "POST", path: `${path}/${id}/check`, bearer, repeatKey: `${repeatKey}-early` } as const;
  await gateway(tooEarly, 409);
  await postForm(partIn(announced, "upload"), bytes);
  const judged = await gateway({ method: "POST", path: `${path}/${id}/check`, bearer }, 200);
  insist(textIn(judged, "state") === "ready", "A sound file was not found sound.");
  const shown = await gateway({ path: `${path}/${id}`, bearer }, 200);
  insist((await fetched(partIn(shown, "download"))).equals(bytes), "Another file is fetched than was posted.");
  return id;
}

/** Every section, and every figure that the system does not know itself. */
function content(value: number, attachments: readonly string[] = []): Partial<ReportContent> {
  const [regime] = regimes;
  const figures = regime?.figures.filter(({ source }) => source === undefined) ?? [];
  return {
    sections: Object.fromEntries(regime?.outline.map(({ id }) => [id, "Nội dung báo cáo."]) ?? []),
    figures: Object.fromEntries(figures.map(({ id }) => [id, { value }])),
    attachments: [...attachments],
  };
}

async function handIn({ gateway, token, stores }: World, file: string): Promise<void> {
  const clerk = await token(`${unit}.clerk`);
  const leader = await token(`${unit}.leader`);
  const path = `/v1/obligations/${owedBy(unit)}`;
  const draft = { ...content(7, [file]), submit: true };
  await gateway({ method: "PUT", path: `${path}/draft`, bearer: clerk, ifMatch: 1, body: draft }, 200);
  const sign = { method: "POST", path: `${path}/submission`, ifMatch: 2, body: { capacity: "own" } } as const;
  await gateway({ ...sign, bearer: clerk }, 403);
  await gateway({ ...sign, bearer: leader }, 200);
  await waitFor("The receipt of the report", soonSeconds, async () => {
    const { items } = await stores.notices.of(obligationSubject(owedBy(unit)), { limit: 50 });
    return items.some(({ cause }) => cause === "report-submitted");
  });
}

async function gatherChild({ gateway, token }: World): Promise<void> {
  const bearer = await token(`${parent}.consolidator`);
  const leader = await token(`${parent}.leader`);
  const path = `/v1/obligations/${owedBy(child)}`;
  const draft = { ...content(5), submit: true };
  await gateway({ method: "PUT", path: `${path}/draft`, bearer, ifMatch: 1, body: draft }, 200);
  const body = { capacity: "own", onBehalfReason: "Xã chưa có người phụ trách." };
  await gateway({ method: "POST", path: `${path}/submission`, bearer: leader, ifMatch: 2, body }, 200);
  const own = `/v1/obligations/${owedBy(parent)}`;
  await gateway({ method: "POST", path: `${own}/consolidation`, bearer, ifMatch: 1 }, 200);
  const traced = await gateway({ path: `${own}/sources?figure=news-items`, bearer }, 200);
  const told = JSON.stringify(traced.body);
  insist(told.includes('"total":5') && told.includes(owedBy(child)), `The figure does not lead to its source: ${told}`);
}

async function makeFiles(world: World): Promise<void> {
  const list = await exportRegister(world, "csv");
  insist(list.toString("utf8").includes("Sở Tư pháp"), "The list does not name the unit.");
  const bearer = await world.token(`${unit}.clerk`);
  const path = `/v1/obligations/${owedBy(unit)}/document`;
  const document = await made(world, bearer, await world.gateway({ method: "POST", path, bearer, body: {} }, 202));
  insist(document.toString("latin1", 0, 2) === "PK", "The document is no DOCX.");
}

/** The register of the closed quarter, made by the worker and fetched. */
export async function exportRegister(world: World, format: "csv" | "xlsx", repeatKey = "export-1"): Promise<Buffer> {
  const bearer = await world.token("van-phong-ubnd-tinh.supervisor");
  const path = `/v1/periods/${closedQuarter().id}/export`;
  const ask = { method: "POST", path, bearer, body: { format }, repeatKey } as const;
  const asked = await world.gateway(ask, 202);
  const again = await world.gateway(ask, 202);
  insist(textIn(again, "jobId") === textIn(asked, "jobId"), "The repeat was answered with another job.");
  return made(world, bearer, asked);
}

/** The file of a job, when it is made. */
export async function made({ gateway }: World, bearer: string, asked: Parameters<typeof textIn>[0]): Promise<Buffer> {
  const path = `/v1/jobs/${textIn(asked, "jobId")}`;
  const done = await waitFor("The file of a job", soonSeconds, async () => {
    const shown = await gateway({ path, bearer }, 200);
    return textIn(shown, "state") === "done" && shown;
  });
  return fetched(partIn(done, "download"));
}
