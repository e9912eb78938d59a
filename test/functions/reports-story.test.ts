/** A period's whole story on the engine: opened, reminded, frozen, late, handed in; who has which mail, and that it ends. */
import { beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../functions/deadline-sweep/sweep.ts";
import { wire as wireSweep } from "../../functions/deadline-sweep/wire.ts";
import { openPeriods } from "../../functions/reports-opening/open-periods.ts";
import { wire as wireOpening } from "../../functions/reports-opening/wire.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { handedIn } from "../../shared/reports/hand-in.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import { obligationEvent } from "../../shared/reports/obligation-event.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { type Mail, NoticeWorld } from "../support/notices.ts";

const quarter = "2024-quarter-1";
const day = 86_400_000;
let notices: NoticeWorld;

function jobs({ world }: NoticeWorld) {
  const { tables, outside } = world;
  const variables = {
    QUESTIONS_TABLE: tables.Questions,
    REPORTS_TABLE: tables.Reports,
    SCORES_TABLE: tables.Scores,
    REGISTER_TABLE: tables.Register,
    CALENDARS_TABLE: tables.Calendars,
    EVENTS_TABLE: tables.Events,
    REPORTS_FROM: "2023-12-15",
  };
  const onlyQuarters = regimes.map((regime) => ({ ...regime, kinds: ["quarter-1"] as const }));
  return {
    open: () => openPeriods({ ...wireOpening(variables, outside), regimes: onlyQuarters }, () => true),
    sweep: () => sweep(wireSweep(variables, outside), () => true),
    reports: reportStore(world.client, tables.Reports),
    ...transactions({ ...outside, eventsTable: tables.Events }),
  };
}

/** Lets every day from one to another pass: the job after midnight, the check and the mail at 08:00; all of it twice. */
async function pass(from: string, to: string): Promise<void> {
  const { open, sweep: check } = jobs(notices);
  for (let at = Date.parse(`${from}T00:10:00+07:00`); at <= Date.parse(`${to}T23:00:00+07:00`); at += day) {
    notices.world.clock.instant = at;
    await open();
    notices.world.clock.instant = at + day / 3 - 600_000;
    for (const _ of [1, 2]) await check();
    await notices.round();
  }
}
let seen = 0;
/** Mails since the last time to one department, one district, its commune and the province: on which day, to whom, about what. */
function told(): string[] {
  const shown = /^(so-tu-phap|thi-xa-sa-pa|xa-mau-01|van-phong-ubnd-tinh)\./;
  const mails = notices.mail.mails.slice(seen).filter(({ to }) => shown.test(to));
  seen = notices.mail.mails.length;
  return mails
    .map(({ at, to, subject }) => `${dayOf(at)} ${to.replace("@tinh.example", "")}: ${subject.slice(10)}`)
    .sort();
}
const dayOf = (at: string) => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(5, 10);
const mailTo = (officer: string, day: string): Mail | undefined =>
  notices.mail.mails.find(({ to, at }) => to.startsWith(officer) && dayOf(at) === day);

async function handIn(unit: string, at: string): Promise<ObligationHead> {
  const { reports, commit } = jobs(notices);
  notices.set(at);
  const now = notices.world.clock.now();
  const before = await reports.obligation(`${quarter}.${unit}`);
  if (!before) throw new Error(`${unit} owes nothing.`);
  const next = handedIn(before, { number: 1, by: `${unit}.leader`, isComplete: true, isValid: false }, now);
  const by = { kind: "officer", id: `${unit}.leader`, role: "leader", unit } as const;
  const event = obligationEvent("report-submitted", next, { by, now, from: before.state });
  await commit({ writes: reports.save(next, before), events: [event] }, undefined, now);
  await notices.round();
  return next;
}

beforeAll(async () => {
  notices = await NoticeWorld.at("2023-12-15T00:10:00+07:00");
  await jobs(notices).open();
});

describe("the reports of the first quarter of 2024", () => {
  it("are reminded five and two working days before, and on the day; a commune earlier than its district", async () => {
    await pass("2024-03-08", "2024-03-18");
    expect(told()).toEqual([
      "03-08 xa-mau-01.clerk: Nhắc gửi báo cáo quý I năm 2024, hạn 16/3/2024",
      "03-11 so-tu-phap.clerk: Nhắc gửi báo cáo quý I năm 2024, hạn 18/3/2024",
      "03-11 thi-xa-sa-pa.clerk: Nhắc gửi báo cáo quý I năm 2024, hạn 18/3/2024",
      "03-13 xa-mau-01.clerk: Nhắc gửi báo cáo quý I năm 2024, hạn 16/3/2024",
      "03-14 so-tu-phap.clerk: Nhắc gửi báo cáo quý I năm 2024, hạn 18/3/2024",
      "03-14 so-tu-phap.leader: Nhắc gửi báo cáo quý I năm 2024, hạn 18/3/2024",
      "03-14 thi-xa-sa-pa.clerk: Nhắc gửi báo cáo quý I năm 2024, hạn 18/3/2024",
      "03-14 thi-xa-sa-pa.leader: Nhắc gửi báo cáo quý I năm 2024, hạn 18/3/2024",
      "03-15 thi-xa-sa-pa.consolidator: Còn 01/01 đơn vị chưa gửi báo cáo quý I năm 2024",
      "03-15 xa-mau-01.clerk: Đến hạn hôm nay: báo cáo quý I năm 2024",
      "03-18 so-tu-phap.clerk: Đến hạn hôm nay: báo cáo quý I năm 2024",
      "03-18 so-tu-phap.leader: Đến hạn hôm nay: báo cáo quý I năm 2024",
      "03-18 thi-xa-sa-pa.clerk: Đến hạn hôm nay: báo cáo quý I năm 2024",
      "03-18 thi-xa-sa-pa.consolidator: Còn 01/01 đơn vị chưa gửi báo cáo quý I năm 2024",
      "03-18 thi-xa-sa-pa.leader: Đến hạn hôm nay: báo cáo quý I năm 2024",
    ]);
    expect(mailTo("xa-mau-01.clerk", "03-13")?.text).toContain(
      "Ngày 16/3/2024 là ngày nghỉ và thời hạn không lùi; đề nghị gửi trong thứ Sáu, ngày 15/3/2024.",
    );
    expect(mailTo("xa-mau-01.clerk", "03-15")?.text).toContain("là ngày làm việc cuối cùng trước khi hết thời hạn");
    expect(mailTo("so-tu-phap.clerk", "03-14")?.text).toContain("(còn 02 ngày làm việc)");
    expect(mailTo("thi-xa-sa-pa.leader", "03-14")?.text).not.toContain("để tổng hợp chung");
    expect(mailTo("thi-xa-sa-pa.leader", "03-18")?.text).toContain(
      "Còn 01/01 đơn vị chưa gửi về để tổng hợp chung: UBND xã Mẫu 01.",
    );
  });

  it("late: the body's leader, then one list to whoever receives, then one to the province; what comes in is silent from then on", async () => {
    await pass("2024-03-19", "2024-03-19");
    expect(told()).toEqual([
      "03-19 so-tu-phap.leader: Quá hạn 01 ngày: báo cáo quý I năm 2024",
      "03-19 thi-xa-sa-pa.leader: Quá hạn 01 ngày: báo cáo quý I năm 2024",
    ]);
    const late = mailTo("so-tu-phap.leader", "03-19")?.text;
    expect(late).toContain("Hệ thống đã nhắc vào các ngày: 11/3/2024, 14/3/2024, 18/3/2024.");
    expect(late).toContain("Nếu đến hết thứ Tư, ngày 20/3/2024 chưa gửi, việc này được báo đến Ủy ban nhân dân tỉnh.");

    const handed = await handIn("so-tu-phap", "2024-03-19T10:00:00+07:00");
    expect(handed.first).toMatchObject({ on: "2024-03-19", lateDays: 1 });
    expect(told()).toEqual([
      "03-19 so-tu-phap.clerk: Đã nhận báo cáo quý I năm 2024",
      "03-19 so-tu-phap.leader: Đã nhận báo cáo quý I năm 2024",
    ]);
    const receipt = notices.mail.mails.findLast(({ to }) => to.startsWith("so-tu-phap.clerk"))?.text;
    expect(receipt).toContain("lúc 10h00 thứ Ba, ngày 19/3/2024.");
    expect(receipt).toContain("Báo cáo được ghi nhận quá hạn 01 ngày so với thời hạn (hết thứ Hai, ngày 18/3/2024).");
    expect(receipt).toContain("có số liệu chưa khớp");

    await pass("2024-03-20", "2024-04-05");
    expect(told()).toEqual([
      "03-20 thi-xa-sa-pa.consolidator: 01/01 đơn vị quá hạn gửi báo cáo quý I năm 2024",
      "03-21 van-phong-ubnd-tinh.supervisor: 03/04 đơn vị quá hạn gửi báo cáo quý I năm 2024",
      "03-22 van-phong-ubnd-tinh.supervisor: 04/05 đơn vị quá hạn gửi báo cáo quý I năm 2024",
      "03-25 van-phong-ubnd-tinh.supervisor: 04/05 đơn vị quá hạn gửi báo cáo quý I năm 2024",
    ]);
    const list = mailTo("van-phong-ubnd-tinh.supervisor", "03-21")?.text;
    expect(list).toContain("- Sở Mẫu: hạn 18/3/2024, quá hạn 03 ngày");
    expect(list).not.toContain("Sở Tư pháp");
  });

  it("leave nothing undone: no event is stuck, every row is settled, every step was taken once", async () => {
    expect(await notices.stuck()).toEqual([]);
    const rows = await notices.rows();
    expect(rows.filter(({ state }) => state !== "sent")).toEqual([]);
    expect(new Set(notices.mail.mails.map(({ tag }) => tag)).size).toBe(notices.mail.mails.length);
    await notices.loseMarks();
    await pass("2024-04-06", "2024-04-06");
    expect(told()).toEqual([]);
  });
});
