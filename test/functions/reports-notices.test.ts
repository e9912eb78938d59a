/** What happens to a report is told to its body: over the API, from the act to the mail. */
import { beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../functions/deadline-sweep/sweep.ts";
import { wire as wireSweep } from "../../functions/deadline-sweep/wire.ts";
import { NoticeWorld } from "../support/notices.ts";
import { actsIn, addCommunes, freeze, wholeContent } from "../support/reports.ts";

const supervisor = "van-phong-ubnd-tinh.supervisor";
const half = "2024-half-year.so-tu-phap";
const quarter = "2024-quarter-2.so-tu-phap";
let notices: NoticeWorld;
let acts: ReturnType<typeof actsIn>;
let seen = 0;

/** Sweeps and lets the mail leave; the mails since the last time. */
async function told() {
  const { tables, outside } = notices.world;
  const variables = {
    QUESTIONS_TABLE: tables.Questions,
    REPORTS_TABLE: tables.Reports,
    SCORES_TABLE: tables.Scores,
    CALENDARS_TABLE: tables.Calendars,
    EVENTS_TABLE: tables.Events,
  };
  await sweep(wireSweep(variables, outside), () => true);
  await notices.round();
  const mails = notices.mail.mails.slice(seen);
  seen = notices.mail.mails.length;
  return mails;
}
type Mails = Awaited<ReturnType<typeof told>>;
const lines = (mails: Mails) => mails.map(({ to, subject }) => `${to.split("@")[0]}: ${subject.slice(10)}`).sort();
const toClerk = (mails: Mails) =>
  mails.find(({ to, subject }) => to.startsWith("so-tu-phap.clerk") && subject.startsWith("[Báo cáo]"))?.text ?? "";
async function act(officer: string, id: string, name: string, body?: object) {
  const { status, body: answer } = await acts.act(officer, id, name, body);
  expect(status, JSON.stringify(answer)).toBe(200);
}

async function begin(at: string): Promise<void> {
  notices = await NoticeWorld.at(at);
  acts = actsIn(notices.world);
  seen = 0;
}

describe("two reports of one day", () => {
  beforeAll(async () => {
    await begin("2024-06-15T00:10:00+07:00");
    await freeze(notices.world, "2024-half-year");
    await freeze(notices.world, "2024-quarter-2");
  });

  it("are reminded of by one mail, which names both; the ledger says why the other was not sent", async () => {
    notices.set("2024-06-18T08:00:00+07:00");
    const mails = (await told()).filter(({ to }) => to.startsWith("so-tu-phap."));
    expect(lines(mails)).toEqual([
      "so-tu-phap.clerk: Đến hạn hôm nay: báo cáo 6 tháng đầu năm 2024",
      "so-tu-phap.leader: Đến hạn hôm nay: báo cáo 6 tháng đầu năm 2024",
    ]);
    expect(toClerk(mails)).toContain("Một lần gửi được ghi nhận cho cả báo cáo quý II năm 2024.");
    expect(await notices.row(`obligation#${quarter}#due-today#p1#so-tu-phap.clerk`)).toMatchObject({
      state: "skipped",
      reason: "told-with-the-longer",
    });
  });

  it("stand in a digest that leaves anyway, as long as they are owed", async () => {
    await notices.world.post("cong-so-tu-phap", {
      unit: "so-tu-phap",
      asker: { name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" },
      title: "Hỏi",
      content: "Hỏi gì?",
      consent: true,
    });
    await told();
    notices.set("2024-06-19T08:00:00+07:00");
    const digest = (await told()).find(
      ({ to, subject }) => to.startsWith("so-tu-phap.clerk") && subject.includes("Việc"),
    );
    expect(digest?.text).toContain("8. Báo cáo phải gửi: 02.\n- báo cáo");
    expect(digest?.text).toContain("- báo cáo 6 tháng đầu năm 2024: hạn 18/6/2024, quá hạn, https://");
  });

  it("handed in together have one receipt; returned, extended and accepted are told with their days", async () => {
    await act("so-tu-phap.clerk", half, "draft", { ...wholeContent(), submit: true });
    await act("so-tu-phap.leader", half, "submission", { capacity: "own", alsoMeets: [quarter] });
    const received = await told();
    expect(lines(received)).toEqual([
      "so-tu-phap.clerk: Đã nhận báo cáo 6 tháng đầu năm 2024",
      "so-tu-phap.leader: Đã nhận báo cáo 6 tháng đầu năm 2024",
      "two-units.clerk: Đã nhận báo cáo 6 tháng đầu năm 2024",
    ]);
    expect(toClerk(received)).toContain("Lần gửi này được ghi nhận cho cả báo cáo quý II năm 2024.");
    expect(toClerk(received)).toContain("quá hạn 01 ngày so với thời hạn (hết thứ Ba, ngày 18/6/2024)");

    const returning = { reason: "Số liệu chưa khớp.", fields: ["figures.visits"], dueOn: "2024-06-26" };
    await act(supervisor, half, "return", returning);
    const returned = toClerk(await told());
    expect(returned).toContain('nội dung sau:\n- Số liệu "Số lượt truy cập"\nLý do: Số liệu chưa khớp.\n');
    expect(returned).toContain("gửi lại chậm nhất hết thứ Tư, ngày 26/6/2024.\nNgày gửi lần đầu (19/6/2024)");

    notices.set("2024-06-24T08:00:00+07:00");
    const reminded = toClerk(await told());
    expect(reminded).toContain("chậm nhất hết thứ Tư, ngày 26/6/2024 (còn 02 ngày làm việc).");
    expect(reminded).toContain("Báo cáo đã được trả lại để bổ sung ngày 19/6/2024.");

    await act(supervisor, half, "extension", { until: "2024-07-02", reason: "Bão lũ" });
    const extended = await told();
    expect(lines(extended)).toContain("so-tu-phap.clerk: Gia hạn gửi báo cáo 6 tháng đầu năm 2024 đến 02/7/2024");
    expect(toClerk(extended)).toContain("Lý do: Bão lũ.");

    await acts.handIn(half);
    const supplement = toClerk(await told());
    expect(supplement).toContain("Đây là báo cáo bổ sung; ngày gửi lần đầu (19/6/2024)");
    expect(supplement).toContain("quá hạn 01 ngày so với thời hạn (hết thứ Ba, ngày 18/6/2024)");
    await act(supervisor, half, "acceptance");
    expect(lines(await told())).toEqual([
      "so-tu-phap.clerk: Đã tiếp nhận báo cáo 6 tháng đầu năm 2024",
      "two-units.clerk: Đã tiếp nhận báo cáo 6 tháng đầu năm 2024",
    ]);
    notices.set("2024-08-01T08:00:00+07:00");
    expect(
      lines(await told()).filter((line) => line.includes("6 tháng đầu năm") && line.startsWith("so-tu-phap")),
    ).toEqual([]);
  });

  it("an excuse is told with its reason, and ends the reminders", async () => {
    await act(supervisor, "2024-half-year.so-mau", "excuse", { reason: "Cơ quan mới thành lập" });
    const mails = (await told()).filter(({ to }) => to.startsWith("so-mau"));
    expect(lines(mails)).toEqual([
      "so-mau.clerk: Miễn gửi báo cáo 6 tháng đầu năm 2024",
      "so-mau.leader: Miễn gửi báo cáo 6 tháng đầu năm 2024",
    ]);
    expect(mails[0]?.text).toContain("Lý do: Cơ quan mới thành lập.");
    expect(await notices.stuck()).toEqual([]);
  });
});

describe("a parent that has gathered", () => {
  it("has one list a day of the children that came or changed since", async () => {
    await begin("2024-06-15T08:00:00+07:00");
    await addCommunes(notices.world);
    await freeze(notices.world, "2024-quarter-2");
    await acts.act("thi-xa-sa-pa.consolidator", "2024-quarter-2.thi-xa-sa-pa", "consolidation", {});
    notices.set("2024-06-18T09:00:00+07:00");
    await told();
    await acts.handIn("2024-quarter-2.xa-mau-01");
    await acts.handIn("2024-quarter-2.xa-mau-02");
    const mails = (await told()).filter(({ to }) => to.startsWith("thi-xa-sa-pa."));
    expect(lines(mails)).toEqual(["thi-xa-sa-pa.consolidator: Có thay đổi sau tổng hợp: báo cáo quý II năm 2024"]);
    expect(mails[0]?.text).toContain("gửi bổ sung báo cáo: UBND xã Mẫu 01; UBND xã Mẫu 02.");
    expect(await notices.stuck()).toEqual([]);
  });
});

describe("a directed report (letter 6821/UBND-BBT, item 3.1)", () => {
  it("is reminded of in the words of its order, with the last day in time; a closed order is silent", async () => {
    await begin("2024-01-02T09:00:00+07:00");
    const order = {
      documentKind: "Công văn",
      number: "6821/UBND-BBT",
      on: "2023-12-31",
      issuer: "ubnd-tinh",
      recipient: "ubnd-tinh",
      subject: "về việc duy trì hoạt động của Cổng TTĐT thành phần",
      quotedDeadline: "trước ngày 10/01/2024",
      lastOn: "2024-01-09",
      duties: [{ unit: "so-tu-phap", portal: "cong-so-tu-phap", what: "Nguyên nhân, giải pháp" }],
    };
    const { body, headers } = await notices.world.as(supervisor, "POST /v1/orders", { body: order });
    notices.set("2024-01-05T08:00:00+07:00");
    const mails = await told();
    expect(lines(mails)).toContain("so-tu-phap.leader: Nhắc báo cáo theo 6821/UBND-BBT, chậm nhất 09/01/2024");
    expect(toClerk(mails)).toContain(
      "Tại Công văn số 6821/UBND-BBT ngày 31/12/2023, Ủy ban nhân dân tỉnh đề nghị Sở Tư pháp, là cơ quan chủ quản của Cổng TTĐT so-tu-phap, báo cáo về việc duy trì hoạt động của Cổng TTĐT thành phần về Ủy ban nhân dân tỉnh trước ngày 10/01/2024.\nNhư vậy, ngày cuối để gửi báo cáo là thứ Ba, ngày 09/01/2024 (còn 02 ngày làm việc).",
    );
    notices.set("2024-01-10T08:00:00+07:00");
    expect(lines(await told())).toContain("so-tu-phap.leader: Quá hạn 01 ngày: báo cáo theo 6821/UBND-BBT");
    const closing = { body: { reason: "Đã báo cáo trực tiếp" }, headers: { "if-match": headers.etag ?? "" } };
    expect((await notices.world.as(supervisor, `POST /v1/orders/${body.id}/closing`, closing)).status).toBe(200);
    notices.set("2024-01-31T08:00:00+07:00");
    expect(lines(await told())).toEqual([]);
    expect(await notices.stuck()).toEqual([]);
  });
});
