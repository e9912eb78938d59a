/** What happens to the evaluation of a portal is told to its body, and to whoever must act: from the event to the mail, once, within office hours. */
import { beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../functions/deadline-sweep/sweep.ts";
import { wire as wireSweep } from "../../functions/deadline-sweep/wire.ts";
import { freezePeriod } from "../../functions/scoring-rounds/freeze.ts";
import { publishPeriod } from "../../functions/scoring-rounds/publish.ts";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { evaluationEvent } from "../../shared/scoring/evaluations/evaluation-event.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { NoticeWorld } from "../support/notices.ts";
import { writingIn } from "../support/reports.ts";
import { known, openPeriod, scoresIn, scoringActsIn, setPeriod } from "../support/scoring.ts";

const supervisor = "van-phong-ubnd-tinh.supervisor";
const [justice, model, sapa] = ["cong-so-tu-phap", "cong-so-mau", "cong-thi-xa-sa-pa"];
const always = () => true;
let notices: NoticeWorld;
let acts: ReturnType<typeof scoringActsIn>;
let seen = 0;

async function check(): Promise<void> {
  const { tables, outside } = notices.world;
  const variables = {
    QUESTIONS_TABLE: tables.Questions,
    REPORTS_TABLE: tables.Reports,
    SCORES_TABLE: tables.Scores,
    CALENDARS_TABLE: tables.Calendars,
    EVENTS_TABLE: tables.Events,
  };
  await sweep(wireSweep(variables, outside), always);
}

/** The deadline check, and whatever leaves by it; the mails since the last time. */
async function told() {
  await check();
  await notices.round();
  const mails = notices.mail.mails.slice(seen);
  seen = notices.mail.mails.length;
  return mails;
}
type Mails = Awaited<ReturnType<typeof told>>;
/** To whom, and what; whoever is a clerk of two bodies stands in as both. */
const lines = (mails: Mails) =>
  mails
    .filter(({ to }) => !to.startsWith("two-units"))
    .map(({ to, subject }) => `${to.split("@")[0]}: ${subject.slice("[Đánh giá] ".length)}`)
    .sort();
const textTo = (mails: Mails, officer: string) => mails.find(({ to }) => to.startsWith(officer))?.text ?? "";

/** The acts of the job, upon a period as it was asked for. */
async function rounds(more: Partial<ScorePeriodRecord>): Promise<void> {
  const { world } = notices;
  await setPeriod(world, "2023", more);
  const scores = scoresIn(world);
  const record = await scores.period("2023");
  if (!record) throw new Error("It was opened.");
  const { clock, log } = world.outside;
  const calendars = calendarStore(world.client, world.tables.Calendars, clock);
  const snapshots = {
    put: async (_: string, number: number) => ({ key: `scores/2023/${number}`, hash: "0".repeat(64) }),
  };
  const deps = { scores, clock, log, calendars, transactions: writingIn(world), snapshots };
  const isDone = more.state === "publishing" ? publishPeriod(record, deps, always) : freezePeriod(record, deps, always);
  expect((await isDone).isFinished).toBe(true);
}

async function act(...sent: Parameters<typeof acts.act>) {
  const { status, body } = await acts.act(...sent);
  expect(status, JSON.stringify(body)).toBe(200);
}

const signature = {
  officer: "ubnd-tinh.leader",
  fullName: "Nguyễn Văn Mẫu",
  title: "Chủ tịch",
  unit: "ubnd-tinh",
  unitName: "Ủy ban nhân dân tỉnh",
  capacity: "tm" as const,
  line: "TM. HỘI ĐỒNG BIÊN TẬP\nCHỦ TỊCH",
  at: "2024-02-06T03:00:00.000Z",
};

beforeAll(async () => {
  notices = await NoticeWorld.at("2024-01-02T08:00:00+07:00");
  const { world } = notices;
  await openPeriod(world, { units: ["so-tu-phap", "so-mau", "thi-xa-sa-pa"] });
  acts = scoringActsIn(world);
  const by = { kind: "system", id: "scoring-rounds" } as const;
  for (const portal of [justice, model, sapa]) {
    const opened = evaluationEvent("evaluation-opened", await acts.headOf(portal), { by, now: world.clock.now() });
    await writingIn(world).commit({ writes: [], events: [opened] }, undefined, world.clock.now());
  }
});

describe("a self-score", () => {
  it("is asked of the clerk when the period opens: what is to be declared, by when, by which set", async () => {
    const mails = await told();
    expect(lines(mails)).toEqual([
      "so-mau.clerk: Mở kỳ chấm điểm năm 2023, tự chấm chậm nhất 15/01/2024",
      "so-tu-phap.clerk: Mở kỳ chấm điểm năm 2023, tự chấm chậm nhất 15/01/2024",
      "thi-xa-sa-pa.clerk: Mở kỳ chấm điểm năm 2023, tự chấm chậm nhất 15/01/2024",
    ]);
    const text = textTo(mails, "so-tu-phap.clerk");
    expect(text).toContain("theo Bộ tiêu chí mẫu (đề xuất, không phải Quyết định 4526/QĐ-HĐBT).");
    expect(text).toContain("Còn 05/07 tiêu chí cần Sở Tư pháp tự chấm điểm.");
    expect(text).toContain("Phiếu chấm điểm: https://api.example/v1/scores/cong-so-tu-phap/2023");
  });

  it("that is handed in is not asked for again, even where the reminder was planned already", async () => {
    await act("so-mau.leader", model, "POST self-score/submission", { despite: true });
    notices.set("2024-01-11T08:00:00+07:00");
    expect(lines(await told())).toEqual([
      "so-tu-phap.clerk: Nhắc gửi điểm tự chấm năm 2023, hạn 15/01/2024",
      "thi-xa-sa-pa.clerk: Nhắc gửi điểm tự chấm năm 2023, hạn 15/01/2024",
    ]);
    notices.set("2024-01-15T08:00:00+07:00");
    await check();
    await notices.followAll();
    await act("thi-xa-sa-pa.leader", sapa, "POST self-score/submission", { despite: true });
    expect(lines(await told())).toEqual([
      "so-tu-phap.clerk: Đến hạn hôm nay: điểm tự chấm năm 2023",
      "so-tu-phap.leader: Đến hạn hôm nay: điểm tự chấm năm 2023",
    ]);
    expect(await notices.row("evaluation#2023.cong-thi-xa-sa-pa#due-today#p1#thi-xa-sa-pa.leader")).toMatchObject({
      state: "skipped",
      reason: "done-meanwhile",
    });
  });

  it("that is missing on the morning after stands on one list to whoever follows up", async () => {
    notices.set("2024-01-16T08:00:00+07:00");
    const mails = await told();
    expect(lines(mails)).toEqual([`${supervisor}: 01/03 Cổng TTĐT chưa gửi điểm tự chấm năm 2023`]);
    expect(mails[0]?.text).toContain("vận hành:\n- Sở Tư pháp\nHệ thống đã nhắc");
    expect(await told()).toEqual([]);
  });
});

describe("a provisional result", () => {
  it("published in the evening is told when the window opens: clerk and leader, with the last day to ask", async () => {
    const review = { at: "2024-01-22T02:00:00.000Z", by: supervisor };
    await setPeriod(notices.world, "2023", {}, { [justice]: { state: "reviewed", review } });
    notices.set("2024-01-23T18:00:00+07:00");
    const published = { at: "2024-01-23T11:00:00.000Z", by: supervisor, unreviewed: 2, windowEndsOn: "2024-01-30" };
    await rounds({ state: "publishing", published: { ...published, despite: true } });
    expect(await told()).toEqual([]);
    notices.set("2024-01-24T07:30:00+07:00");
    const mails = await told();
    expect(lines(mails)).toEqual(
      ["so-mau", "so-tu-phap", "thi-xa-sa-pa"].flatMap((unit) => [
        `${unit}.clerk: Kết quả dự kiến năm 2023, xem xét lại đến 30/01/2024`,
        `${unit}.leader: Kết quả dự kiến năm 2023, xem xét lại đến 30/01/2024`,
      ]),
    );
    const text = textTo(mails, "so-tu-phap.leader");
    expect(text).toContain("- Điểm: 91,5/100.\n- Tỷ lệ điểm tối đa đã đo được: 50%.\n- Không xếp loại: ");
    expect(text).toContain("Kết quả này không có điểm tự chấm của Sở Tư pháp.");
    expect(text).toContain("đề nghị xem xét lại chậm nhất hết thứ Ba, ngày 30/01/2024, nêu rõ từng tiêu chí");
    expect(await told()).toEqual([]);
  });

  it("that a body asks to reconsider goes to whoever follows up and, where none of them may answer, to who decides", async () => {
    const criteria = { D1: { reason: "Một câu hỏi nhận ngoài giờ.", evidence: [] } };
    await act("so-tu-phap.leader", justice, "POST reconsideration", { criteria });
    const mails = await told();
    expect(lines(mails)).toEqual([
      "ubnd-tinh.leader: Đề nghị xem xét lại năm 2023: Sở Tư pháp",
      `${supervisor}: Đề nghị xem xét lại năm 2023: Sở Tư pháp`,
    ]);
    const text = textTo(mails, "ubnd-tinh.leader");
    expect(text).toContain("Kính gửi Ủy ban nhân dân tỉnh,");
    expect(text).toContain("đối với 01 tiêu chí (D1)");
    expect(text).toContain("trả lời chậm nhất hết thứ Ba, ngày 30/01/2024.");
    await act("thi-xa-sa-pa.leader", sapa, "POST reconsideration", { criteria });
    expect(lines(await told())).toEqual([`${supervisor}: Đề nghị xem xét lại năm 2023: UBND thị xã Sa Pa`]);
  });

  it("is answered in time, or urged; on the last day the leader of a body that has not asked is told", async () => {
    notices.set("2024-01-29T08:00:00+07:00");
    expect(lines(await told())).toEqual([
      "ubnd-tinh.leader: Xem xét lại, còn 01 ngày làm việc: Sở Tư pháp",
      `${supervisor}: Xem xét lại, còn 01 ngày làm việc: Sở Tư pháp`,
      `${supervisor}: Xem xét lại, còn 01 ngày làm việc: UBND thị xã Sa Pa`,
    ]);
    const answer = { D1: { fact: known({ n: 10, of: 10 }), reason: "Đúng: nhận sau 17h00." } };
    await act("ubnd-tinh.leader", justice, "POST reconsideration/answer", { criteria: answer });
    const mails = await told();
    expect(lines(mails)).toEqual([
      "so-tu-phap.clerk: Trả lời đề nghị xem xét lại kết quả năm 2023",
      "so-tu-phap.leader: Trả lời đề nghị xem xét lại kết quả năm 2023",
    ]);
    expect(textTo(mails, "so-tu-phap.leader")).toContain(
      'Chuyên viên Cán bộ mẫu ubnd-tinh.leader đã xem xét đề nghị của Sở Tư pháp đối với kết quả dự kiến đánh giá, chấm điểm năm 2023 của Cổng TTĐT so-tu-phap và trả lời lúc 08h00 thứ Hai, ngày 29/01/2024:\n- D1 (Trả lời đúng hạn): trước "09/10", 27/30 điểm; sau "10/10", 30/30 điểm. Lý do: Đúng: nhận sau 17h00.\n',
    );
    notices.set("2024-01-30T08:00:00+07:00");
    expect(lines(await told())).toEqual([
      "so-mau.leader: Hôm nay hết hạn đề nghị xem xét lại kết quả năm 2023",
      `${supervisor}: Xem xét lại, đến hạn hôm nay: UBND thị xã Sa Pa`,
    ]);
    notices.set("2024-01-31T08:00:00+07:00");
    expect(lines(await told())).toEqual([`${supervisor}: Xem xét lại, quá hạn 01 ngày: UBND thị xã Sa Pa`]);
  });
});

describe("a decided result", () => {
  it("is told with the decision and who signed it; a request without answer is named as such", async () => {
    notices.set("2024-02-06T10:00:00+07:00");
    const decision = { number: "12/QĐ-HĐBT", on: "2024-02-06", signature, unanswered: 1 };
    await rounds({ state: "deciding", decision });
    const mails = await told();
    // The three bodies' clerks and leaders, and the clerk's deputy of that month.
    expect(lines(mails)).toHaveLength(7);
    expect(lines(mails)).toContain("so-mau.leader: Kết quả năm 2023 theo Quyết định số 12/QĐ-HĐBT");
    const text = textTo(mails, "thi-xa-sa-pa.leader");
    expect(text).toContain(
      "Quyết định số 12/QĐ-HĐBT ngày 06/02/2024 (TM. HỘI ĐỒNG BIÊN TẬP, CHỦ TỊCH, Nguyễn Văn Mẫu):",
    );
    expect(text).toContain("chưa được trả lời khi có quyết định; việc này được ghi nhận trong kết quả.");
    expect(textTo(mails, "so-tu-phap.leader")).not.toContain("chưa được trả lời");
    expect(await told()).toEqual([]);
  });

  it("that is amended is told to those whose result it changes, with before, after, reason and document", async () => {
    notices.set("2024-03-12T10:00:00+07:00");
    const entry = { portal: model, criterion: "D1", fact: known({ n: 5, of: 10 }), reason: "Ghi nhầm giờ trả lời." };
    const amendment = { number: "15/QĐ-HĐBT", on: "2024-03-12", signature, reason: "Rà soát lại.", entries: [entry] };
    await rounds({ state: "amending", amendment });
    const mails = await told();
    expect(lines(mails)).toEqual([
      "so-mau.clerk: Điều chỉnh kết quả năm 2023 theo văn bản 15/QĐ-HĐBT",
      "so-mau.leader: Điều chỉnh kết quả năm 2023 theo văn bản 15/QĐ-HĐBT",
    ]);
    expect(textTo(mails, "so-mau.leader")).toContain(
      'Lý do: Rà soát lại.\n- D1 (Trả lời đúng hạn): trước "09/10", 27/30 điểm; sau "05/10", 15/30 điểm. Lý do: Ghi nhầm giờ trả lời.\nKết quả trước khi điều chỉnh: 91,5/100, không xếp loại.\nKết quả sau khi điều chỉnh:\n- Điểm: 67,5/100.',
    );
    expect(await notices.stuck()).toEqual([]);
  });
});
