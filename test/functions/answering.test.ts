import { beforeEach, describe, expect, it } from "vitest";
import { question } from "../support/province.ts";
import { type Answer, type Sent, World } from "../support/world.ts";

const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";
let world: World;
let code = "";
let lookupKey = "";
let version = 1;

beforeEach(async () => {
  world = await World.at("2024-02-03T22:15:00+07:00");
  ({ code, lookupKey } = (await world.post("cong-so-tu-phap", question())).body);
  version = 1;
  world.clock.set("2024-02-05T09:00:00+07:00");
});

/** An act upon the present version, which moves on when it succeeds. */
async function act(
  officer: string,
  act: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const method = act === "classification" ? "PUT" : "POST";
  const sent: Sent = { ...(body !== undefined && { body }), headers: { "if-match": `"${version}"`, ...headers } };
  const answer = await world.as(officer, `${method} /v1/questions/${code}/${act}`, sent);
  if (answer.status === 200) version++;
  return answer;
}
const refusal = ({ status, body }: Answer) => [
  status,
  body.code,
  ...(body.errors ?? []).map((e: { path: string; code: string }) => `${e.path} ${e.code}`),
];
const draft = { content: "Ông/Bà cần tờ khai theo mẫu và giấy chứng sinh.", submit: true };
const lookUp = async () => (await world.send(`GET /v1/questions/${code}?key=${lookupKey}`)).body;
const history = async () => (await world.as(leader, `GET /v1/questions/${code}/events?limit=50`)).body.items;

describe("classification", () => {
  it("to joint moves the due day to day 8 from the same start, and is the first act", async () => {
    const { status, body } = await act(clerk, "classification", {
      class: "joint",
      coUnits: ["so-mau"],
      reason: "Cần ý kiến Sở Mẫu",
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      state: "accepted",
      acceptedLate: false,
      startsOn: "2024-02-05",
      dueOn: "2024-02-21",
      coUnits: ["so-mau"],
    });
    const { kind, why, facts } = (await history()).at(-1);
    expect({ kind, why, ...facts }).toMatchObject({
      kind: "question-classified",
      why: "Cần ý kiến Sở Mẫu",
      class: "joint",
      previousClass: "own",
      previousDueOn: "2024-02-16",
      dueOn: "2024-02-21",
      acceptedLate: false,
    });
  });

  it("to special needs an appointment, which the citizen sees", async () => {
    const special = { class: "special", reason: "Hồ sơ phức tạp", appointmentOn: "2024-02-22" };
    expect((await act(clerk, "classification", special)).body).toMatchObject({
      dueOn: "2024-02-23",
      appointmentOn: "2024-02-22",
    });
    expect(await lookUp()).toMatchObject({ class: "special", dueOn: "2024-02-23", appointmentOn: "2024-02-22" });
  });

  const joint = { class: "joint", coUnits: ["so-mau"], reason: "Cần phối hợp" };
  const special = { class: "special", reason: "Đặc biệt", appointmentOn: "2024-02-22" };
  it.each([
    ["above own without a reason", { ...joint, reason: undefined }, "reason missing"],
    ["joint without a co-body", { ...joint, coUnits: [] }, "coUnits co-unit-missing"],
    ["joint with itself", { ...joint, coUnits: ["so-tu-phap"] }, "coUnits[0] co-unit-itself"],
    ["joint with the same twice", { ...joint, coUnits: ["so-mau", "so-mau"] }, "coUnits[1] co-unit-twice"],
    ["joint with an unknown body", { ...joint, coUnits: ["so-mau", "khong-co"] }, "coUnits[1] unit-unknown"],
    ["joint with an appointment", { ...joint, appointmentOn: "2024-02-22" }, "appointmentOn not-with-this-class"],
    ["own with a co-body", { class: "own", coUnits: ["so-mau"] }, "coUnits not-with-this-class"],
    ["special without appointment", { ...special, appointmentOn: undefined }, "appointmentOn missing"],
    ["an appointment in the past", { ...special, appointmentOn: "2024-02-02" }, "appointmentOn appointment-past"],
    [
      "an appointment on a day off",
      { ...special, appointmentOn: "2024-02-12" },
      "appointmentOn appointment-on-day-off",
    ],
    ["an appointment beyond day 10", { ...special, appointmentOn: "2024-02-26" }, "appointmentOn appointment-too-late"],
    ["a class that does not exist", { ...joint, class: "urgent" }, "class not-one-of"],
  ])("%s is refused", async (_, body, error) => {
    expect(refusal(await act(clerk, "classification", body))).toEqual([422, "invalid-content", error]);
    expect((await history()).map(({ kind }: { kind: string }) => kind)).toEqual(["question-received"]);
  });

  it("on the last day is still in time; on the day after, the term is over", async () => {
    world.clock.set("2024-02-19T00:00:00+07:00");
    expect(refusal(await act(clerk, "classification", joint))).toEqual([409, "term-over"]);
    world.clock.set("2024-02-16T23:59:59+07:00");
    expect((await act(clerk, "classification", joint)).status).toBe(200);
  });

  it("is put back by a leader only, and only while that leaves time", async () => {
    await act(clerk, "classification", joint);
    expect(refusal(await act(clerk, "classification", { class: "own" }))).toEqual([
      403,
      "class-lowered-by-leader-only",
    ]);
    world.clock.set("2024-02-19T09:00:00+07:00");
    expect(refusal(await act(leader, "classification", { class: "own" }))).toEqual([409, "term-over"]);
    world.clock.set("2024-02-16T09:00:00+07:00");
    expect((await act(leader, "classification", { class: "own" })).body).toMatchObject({ dueOn: "2024-02-16" });
  });
});

describe("draft, return, answer", () => {
  it("the leader signs what the clerk drafted; the citizen reads the answer and who signed it", async () => {
    expect((await act(clerk, "draft", { ...draft, submit: false })).body).toMatchObject({ state: "drafted", draft: 1 });
    expect((await act(clerk, "draft", draft)).body).toMatchObject({ state: "waiting-for-leader", draft: 2 });
    const answered = await act(leader, "answer", { capacity: "own" });
    expect(answered.body).toMatchObject({
      state: "answered",
      answered: { onTime: true, lateDays: 0, at: "2024-02-05T02:00:00.000Z" },
    });
    expect(await lookUp()).toMatchObject({
      state: "answered",
      answer: {
        content: draft.content,
        signature: {
          fullName: `Cán bộ mẫu ${leader}`,
          title: "Chuyên viên",
          unit: "so-tu-phap",
          unitName: "Sở Tư pháp",
          capacity: "own",
          line: "CHUYÊN VIÊN",
          at: "2024-02-05T02:00:00.000Z",
        },
      },
    });
    expect((await world.as(clerk, "GET /v1/worklist")).body.items).toEqual([]);
  });

  it("a returned draft says why, and is drafted anew", async () => {
    await act(clerk, "draft", draft);
    expect((await act(leader, "return", { reason: "Bổ sung căn cứ pháp lý" })).body.state).toBe("returned");
    const shown = await world.as(clerk, `GET /v1/questions/${code}/case`);
    expect(shown.body).toMatchObject({
      state: "returned",
      returnReason: "Bổ sung căn cứ pháp lý",
      draft: { number: 1, by: clerk, content: draft.content },
    });
    expect((await act(clerk, "draft", draft)).body).toMatchObject({ state: "waiting-for-leader", draft: 2 });
    expect((await world.as(clerk, `GET /v1/questions/${code}/case`)).body.returnReason).toBeUndefined();
  });

  it("nobody signs what they drafted, nor as clerk, nor at another unit", async () => {
    await act(leader, "draft", draft);
    expect(refusal(await act(leader, "answer", { capacity: "own" }))).toEqual([409, "own-draft"]);
    expect(refusal(await act(clerk, "answer", { capacity: "own" }))).toEqual([403, "role-missing"]);
    expect(refusal(await act("so-mau.leader", "answer", { capacity: "own" }))).toEqual([404, "not-found"]);
  });

  it("whether it was on time is fixed for ever", async () => {
    await act(clerk, "draft", draft);
    world.clock.set("2024-02-20T10:00:00+07:00");
    await act(leader, "answer", { capacity: "own" });
    world.clock.set("2025-06-01T10:00:00+07:00");
    expect(await lookUp()).toMatchObject({ dueOn: "2024-02-16", answered: { onTime: false, lateDays: 2 } });
    const { items } = (await world.as(clerk, `GET /v1/questions/${code}/events`)).body;
    expect(items.at(-1).facts, "no step of the schedule has said that it turned late").toMatchObject({
      turnedLate: true,
    });
  });

  it("quá hẹn and quá hạn are two facts", async () => {
    await act(clerk, "classification", { class: "special", reason: "Đặc biệt", appointmentOn: "2024-02-20" });
    await act(clerk, "draft", draft);
    world.clock.set("2024-02-22T10:00:00+07:00");
    const { body } = await act(leader, "answer", { capacity: "own" });
    expect(body.answered).toMatchObject({ onTime: true, lateDays: 0, appointmentBroken: true });
  });

  it("two leaders at once: one answer, the other is told", async () => {
    await act(clerk, "draft", draft);
    const answers = await Promise.all(
      [1, 2].map(() =>
        world.as(leader, `POST /v1/questions/${code}/answer`, {
          body: { capacity: "own" },
          headers: { "if-match": '"2"' },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await history()).filter(({ kind }: { kind: string }) => kind === "question-answered")).toHaveLength(1);
  });

  it.each([
    ["an empty draft", { content: "" }, "content blank"],
    ["a draft of 30,001 characters", { content: "ế".repeat(30_001) }, "content too-long"],
    ["an unknown field", { content: "x", publish: true }, "publish unknown-field"],
  ])("%s is refused", async (_, body, error) => {
    expect(refusal(await act(clerk, "draft", body))).toEqual([422, "invalid-content", error]);
  });

  it("30,000 decomposed characters are kept byte for byte", async () => {
    const content = "ế".repeat(30_000).normalize("NFD");
    expect((await act(clerk, "draft", { content })).status).toBe(200);
    expect((await world.as(clerk, `GET /v1/questions/${code}/case`)).body.draft.content).toBe(content);
  });
});

describe("signature capacities", () => {
  beforeEach(async () => {
    await act(clerk, "draft", draft);
  });
  const kt = { capacity: "kt", forTitle: "Giám đốc" };
  const authorisation = { number: "12/QĐ-STP", from: "2024-01-01", to: "2024-12-31" };
  it.each([
    [kt, "KT. GIÁM ĐỐC\nCHUYÊN VIÊN"],
    [{ capacity: "tm", forTitle: "Ủy ban nhân dân" }, "TM. ỦY BAN NHÂN DÂN\nCHUYÊN VIÊN"],
    [{ capacity: "tl", forTitle: "Giám đốc" }, "TL. GIÁM ĐỐC\nCHUYÊN VIÊN"],
    [{ capacity: "tuq", forTitle: "Giám đốc", authorisation }, "TUQ. GIÁM ĐỐC\nCHUYÊN VIÊN"],
    [{ capacity: "q", forTitle: "Giám đốc" }, "Q. GIÁM ĐỐC"],
  ])("%j", async (signing, line) => {
    expect((await act(leader, "answer", signing)).status).toBe(200);
    expect((await lookUp()).answer.signature.line).toBe(line);
  });

  it.each([
    [{ capacity: "thay-mat" }, "capacity not-one-of"],
    [{ capacity: "kt" }, "forTitle title-mismatch"],
    [{ capacity: "own", forTitle: "Giám đốc" }, "forTitle title-mismatch"],
    [{ capacity: "tuq", forTitle: "Giám đốc" }, "authorisation authorisation-mismatch"],
    [{ ...kt, authorisation }, "authorisation authorisation-mismatch"],
    [
      { capacity: "tuq", forTitle: "Giám đốc", authorisation: { ...authorisation, to: "2024-01-31" } },
      "authorisation authorisation-not-in-force",
    ],
  ])("%j is refused", async (signing, error) => {
    expect(refusal(await act(leader, "answer", signing))).toEqual([422, "invalid-content", error]);
  });
});

describe("an asker without e-mail", () => {
  beforeEach(async () => {
    const asker = { name: "Trần Thị Mẫu", phone: "0912 345 678" };
    ({ code } = (await world.post("cong-so-tu-phap", question({ asker }))).body);
  });

  it("is called: the task stands in the worklist until the asker was reached", async () => {
    expect(refusal(await act(clerk, "call", { reason: "answered", wasReached: true }))).toEqual([409, "call-not-owed"]);
    await act(clerk, "draft", draft);
    await act(leader, "answer", { capacity: "own" });
    const listed = async () =>
      (await world.as(clerk, "GET /v1/worklist")).body.items.filter((item: { code: string }) => item.code === code);
    expect((await listed())[0]).toMatchObject({ state: "answered", callFor: ["answered"] });
    expect((await act(clerk, "call", { reason: "answered", wasReached: false })).body.callFor).toEqual(["answered"]);
    expect((await act(clerk, "call", { reason: "answered", wasReached: true })).body.callFor).toEqual([]);
    expect(await listed()).toEqual([]);
  });
});

describe("moves that the state does not allow", () => {
  const acts = {
    acceptance: undefined,
    classification: { class: "own" },
    draft,
    return: { reason: "x" },
    answer: { capacity: "own" },
  };
  const doers: Record<string, string> = { return: leader, answer: leader };
  const states: Record<string, [officer: string, act: string, body?: unknown][]> = {
    received: [],
    accepted: [[clerk, "acceptance"]],
    drafted: [[clerk, "draft", { ...draft, submit: false }]],
    "waiting-for-leader": [[clerk, "draft", draft]],
    returned: [
      [clerk, "draft", draft],
      [leader, "return", { reason: "x" }],
    ],
    answered: [
      [clerk, "draft", draft],
      [leader, "answer", { capacity: "own" }],
    ],
  };
  const allowed: Record<string, string[]> = {
    received: ["acceptance", "classification", "draft"],
    accepted: ["classification", "draft"],
    drafted: ["classification", "draft"],
    "waiting-for-leader": ["classification", "return", "answer"],
    returned: ["classification", "draft"],
    answered: [],
  };
  it.each(Object.keys(states))("from %s", async (state) => {
    const refused: string[] = [];
    for (const [name, body] of Object.entries(acts)) {
      ({ code } = (await world.post("cong-so-tu-phap", question())).body);
      version = 1;
      for (const [officer, prior, given] of states[state] ?? []) await act(officer, prior, given);
      const answer = await act(doers[name] ?? clerk, name, body);
      if (answer.status !== 200) {
        expect(answer.status, name).toBe(409);
        refused.push(name);
      }
    }
    expect(refused).toEqual(Object.keys(acts).filter((name) => !allowed[state]?.includes(name)));
  });
});
