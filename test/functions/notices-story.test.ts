/** Whole stories over the API: what each act tells whom, from the event to the mail. */
import { describe, expect, it } from "vitest";
import { NoticeWorld } from "../support/notices.ts";
import { question } from "../support/province.ts";

const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";

async function story(more: object = {}) {
  const world = await NoticeWorld.at("2024-02-03T22:15:00+07:00");
  const { body } = await world.world.post("cong-so-tu-phap", question(more));
  const code = String(body.code);
  let version = 1;
  const act = async (officer: string, name: string, sent: unknown) => {
    const method = name === "classification" ? "PUT" : "POST";
    const headers = { "if-match": `"${version}"` };
    const answer = await world.world.as(officer, `${method} /v1/questions/${code}/${name}`, { body: sent, headers });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    version++;
  };
  /** The mails that have left since the last time, as `to: subject`. */
  let seen = 0;
  const told = async () => {
    await world.round();
    const mails = world.mail.mails.slice(seen);
    seen = world.mail.mails.length;
    return mails;
  };
  return { world, code, act, told };
}
const lines = (mails: readonly { to: string; subject: string }[]) =>
  mails.map(({ to, subject }) => `${to}: ${subject}`).sort();

describe("an asker with an e-mail address", () => {
  it("hears of receipt, of the day that moves and why, of the appointment, and of the answer; officers of their own", async () => {
    const { world, code, act, told } = await story();
    await told();
    world.set("2024-02-05T09:00:00+07:00");
    await told();
    await act(clerk, "classification", { class: "joint", coUnits: ["so-mau"], reason: "Cần ý kiến của Sở Mẫu." });
    const joint = await told();
    expect(lines(joint)).toEqual([
      `nguoi.hoi@example.com: [Hỏi - Đáp] Thời hạn trả lời câu hỏi ${code}: ngày 21/02/2024`,
      `so-tu-phap.leader@tinh.example: [Hỏi - Đáp] Phân loại lại câu hỏi ${code}, hạn mới 21/02/2024`,
    ]);
    const moved = joint.find(({ to }) => to.startsWith("nguoi"))?.text;
    expect(moved).toContain("trước đây là hết thứ Sáu, ngày 16/02/2024, nay được tính lại");
    expect(moved).toContain("(08 ngày làm việc, tính từ 08h00 thứ Hai, ngày 05/02/2024");
    expect(moved).toContain("Lý do: Cần ý kiến của Sở Mẫu. Cơ quan phối hợp: Sở Mẫu.");

    await act(leader, "classification", { class: "own" });
    expect(lines(await told()).map((line) => line.replace(code, "#"))).toContain(
      "so-tu-phap.clerk@tinh.example: [Hỏi - Đáp] Lãnh đạo phân loại lại câu hỏi #, hạn 16/02/2024",
    );
    await act(clerk, "classification", {
      class: "special",
      appointmentOn: "2024-02-22",
      reason: "Phải xác minh hồ sơ",
    });
    const special = await told();
    expect(special.find(({ to }) => to.startsWith("nguoi"))?.text).toContain(
      "hẹn trả lời Ông/Bà chậm nhất hết thứ Năm, ngày 22/02/2024. Ngày hẹn nằm trong thời hạn tối đa 10 ngày làm việc",
    );

    await act(clerk, "draft", { content: "Cần tờ khai và giấy chứng sinh.", submit: true });
    expect(await told()).toEqual([]);
    world.set("2024-02-06T08:00:00+07:00");
    const digest = (await told()).find(({ to }) => to.startsWith(leader));
    expect(digest?.text).toContain("Kính gửi lãnh đạo của Sở Tư pháp,");
    expect(digest?.text).toContain(`4. Chờ lãnh đạo duyệt: 01.\n- ${code}: hạn 23/02/2024`);

    await act(leader, "return", { reason: "Thiếu căn cứ pháp lý" });
    const returned = await told();
    expect(returned.map(({ to }) => to)).toContain("so-tu-phap.clerk@tinh.example");
    expect(returned[0]?.text).toContain("Lý do: Thiếu căn cứ pháp lý.");
    await act(clerk, "draft", { content: "Cần tờ khai và giấy chứng sinh, theo Luật Hộ tịch.", submit: true });
    world.set("2024-02-26T20:00:00+07:00");
    await act(leader, "answer", { capacity: "own" });
    const answered = (await told()).filter(({ to }) => to.startsWith("nguoi"));
    expect(lines(answered)).toEqual([`nguoi.hoi@example.com: [Hỏi - Đáp] Đã có trả lời cho câu hỏi ${code}`]);
    expect(answered[0]?.text).toContain(
      "lúc 20h00 thứ Hai, ngày 26/02/2024. Câu trả lời chậm 01 ngày làm việc so với thời hạn",
    );
    expect(answered[0]?.text).toContain("Người trả lời: CHUYÊN VIÊN Cán bộ mẫu so-tu-phap.leader.");
    expect(answered[0]?.text).not.toContain("tờ khai");
    expect(world.mail.mails.every(({ subject }) => [...subject].length <= 78)).toBe(true);
    expect(await world.stuck()).toEqual([]);
  });
});

describe("an asker with a telephone only", () => {
  it("is called: the clerk's digest says so until the call is recorded, the ledger keeps it", async () => {
    const { world, code, act, told } = await story({ asker: { name: "Nguyễn Văn Mẫu", phone: "0900 000 000" } });
    world.set("2024-02-05T09:00:00+07:00");
    await told();
    await act(clerk, "draft", { content: "Cần tờ khai.", submit: true });
    await act(leader, "answer", { capacity: "own" });
    await told();
    const call = (await world.rows()).find(({ by }) => by === "call");
    expect(call).toMatchObject({ cause: "question-answered", state: "planned", recipient: { kind: "asker" } });
    world.set("2024-02-06T08:00:00+07:00");
    const digest = (await told()).find(({ to }) => to.startsWith(clerk));
    expect(digest?.text).toContain(
      `7. Cần gọi điện cho người hỏi (không có thư điện tử): 01.\n- ${code}: báo đã có câu trả lời`,
    );
    expect(digest?.text).not.toContain("0900");
    await act(clerk, "call", { reason: "answered", wasReached: false });
    await told();
    expect(await world.row(call?.id ?? "")).toMatchObject({ state: "planned" });
    await act(clerk, "call", { reason: "answered", wasReached: true });
    await told();
    expect(await world.row(call?.id ?? "")).toMatchObject({ state: "delivered" });
  });
});
