/** The texts: checked when saved, kept word for word in golden files, subjects that can be read. */
import { describe, expect, it } from "vitest";
import { mailText, textHash } from "../../shared/notices/mail-text.ts";
import { checkedTemplate, filled, longestSubject, type Values } from "../../shared/notices/template.ts";
import { newestTemplate, type TemplateId, templates, templateUsed } from "../../shared/notices/templates.ts";
import { variablesOf } from "../../shared/notices/variables.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { lengthOf } from "../../shared/platform/text.ts";

const samples: Values = {
  code: "3K7A-9Q2M-T",
  lookupKey: "0123456789ABCDEFGHJKMNPQRS",
  asker: "Ông/Bà",
  unitName: "Sở Tư pháp",
  unitShortName: "Sở Tư pháp",
  governingUnitName: "Ủy ban nhân dân tỉnh",
  receivedAt: "22h15 thứ Bảy, ngày 03/02/2024",
  startsOn: "thứ Hai, ngày 05/02/2024",
  dueOn: "thứ Sáu, ngày 16/02/2024",
  dueOnShort: "16/02/2024",
  previousDueOn: "thứ Sáu, ngày 16/02/2024",
  days: "05",
  daysLeft: "02",
  latestOn: "thứ Sáu, ngày 23/02/2024",
  acceptBy: "thứ Hai, ngày 05/02/2024",
  appointmentOn: "thứ Năm, ngày 22/02/2024",
  appointmentOnShort: "22/02/2024",
  today: "thứ Sáu, ngày 16/02/2024",
  todayShort: "16/02/2024",
  lateDays: "03",
  stateLabel: "chờ lãnh đạo duyệt",
  classLabel: "câu hỏi cần phối hợp liên ngành",
  draftedAt: "09h30 thứ Năm, ngày 15/02/2024",
  reason: "Cần xác minh hồ sơ <b>lưu trữ</b> & ý kiến",
  coUnitNames: "Sở Tài chính; Sở Y tế",
  reminderDates: "15/02/2024, 16/02/2024",
  nextRungOn: "thứ Ba, ngày 20/02/2024",
  nextRecipientName: "Ủy ban nhân dân tỉnh",
  informedNames: "lãnh đạo Sở Tư pháp",
  answeredAt: "10h00 thứ Sáu, ngày 16/02/2024",
  signatureLine: "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
  leaderName: "Nguyễn Văn Mẫu",
  leaderTitle: "Giám đốc Sở Tư pháp",
  confirmedOn: "thứ Sáu, ngày 16/02/2024",
  refusalReason: "nội dung không thuộc phạm vi quản lý nhà nước",
  newUnitName: "Sở Tư pháp",
  oldUnitName: "Sở Mẫu",
  transferredOn: "thứ Hai, ngày 05/02/2024",
  supportContact: "ho-tro@tinh.example",
  statusUrl: "https://api.example/v1/questions/3K7A-9Q2M-T",
  caseUrl: "https://api.example/v1/questions/3K7A-9Q2M-T/case",
  roleLabel: "công chức đầu mối",
  moment: "08h00 thứ Sáu, ngày 16/02/2024",
  lateCount: "01",
  lateList:
    "- AAAA-AAAA-A: hạn 15/02/2024, quá hạn 01 ngày làm việc, https://api.example/v1/questions/AAAA-AAAA-A/case",
  dueTodayCount: "01",
  dueTodayList: "- 3K7A-9Q2M-T: hạn 16/02/2024, đến hạn hôm nay, https://api.example/v1/questions/3K7A-9Q2M-T/case",
  dueSoonCount: "00",
  waitingCount: "00",
  returnedCount: "00",
  notAcceptedCount: "00",
  callCount: "00",
  worklistUrl: "https://api.example/v1/worklist",
  failedNoticeId: "question#3K7A-9Q2M-T#late-1#p1#so-tu-phap.leader",
  failedAt: "08h00 thứ Hai, ngày 19/02/2024",
  noticeKindLabel: "câu hỏi quá hạn trả lời",
  updateBy: "thứ Tư, ngày 21/02/2024",
  contactUrl: "https://api.example/v1/contacts",
};
/** Where a text belongs to another day or class. */
const special: Readonly<Record<string, Values>> = {
  "question-due-moved": { days: "08", dueOn: "thứ Tư, ngày 21/02/2024", dueOnShort: "21/02/2024" },
  "question-classified": {
    days: "08",
    dueOn: "thứ Tư, ngày 21/02/2024",
    dueOnShort: "21/02/2024",
    appointmentOn: undefined,
  },
  "question-reverted": { classLabel: "câu hỏi thuộc thẩm quyền giải quyết" },
  "question-appointment": { days: "10" },
};
const frame = {
  provinceName: "tỉnh Mẫu",
  supportContact: "ho-tro@tinh.example",
  noticeId: "question#3K7A-9Q2M-T#due-today#p1#so-tu-phap.leader",
  asker: "Ông/Bà",
  lateSince: undefined,
};
const byKey = templates.map((template) => [`${template.id}-${template.version}`, template] as const);

describe("templates", () => {
  it.each(byKey)("%s may be saved, and reads as its golden file", async (name, template) => {
    expect(checkedTemplate(template)).toEqual(template);
    const mail = mailText(template, { ...samples, ...special[template.id] }, frame);
    await expect(`${mail.subject}\n\n${mail.text}`).toMatchFileSnapshot(`golden/${name}.txt`);
    await expect(mail.html).toMatchFileSnapshot(`golden/${name}.html`);
  });

  it.each(byKey)("%s: a subject that can be read, with the longest that it may hold", (_name, template) => {
    const longest: Values = {
      ...samples,
      unitShortName: "Trung tâm Dịch vụ đấu giá…",
      lateDays: "123",
      lateCount: "1.234",
      dueTodayCount: "1.234",
      daysLeft: "02",
    };
    const { subject } = mailText(template, longest, frame);
    expect(lengthOf(subject)).toBeLessThanOrEqual(longestSubject);
  });

  it.each(byKey)(
    "%s names no person in its subject, and speaks as the house speaks",
    (_name, { subject, body, to }) => {
      expect(subject).not.toMatch(/asker|leaderName|lookupKey|reason|Url/);
      expect(`${subject}${body}`).not.toMatch(/\bbạn\b|quý khách|yêu cầu|buông lỏng|trễ hẹn/i);
      if (to === "asker") expect(body.startsWith("Kính gửi {{asker}},")).toBe(true);
    },
  );

  it("every version of an id is of another number, and the newest is the one used", () => {
    expect(new Set(byKey.map(([name]) => name)).size).toBe(byKey.length);
    for (const { id } of templates) expect(templateUsed(newestTemplate(id as TemplateId)).id).toBe(id);
    expect(() => templateUsed({ id: "question-new", version: 99 })).toThrow("no template");
  });

  it.each([
    ["subject", { subject: "{{nobody}}" }, "template-variable-unknown"],
    ["body", { body: "{{worklistUrl}}" }, "template-variable-unknown"],
    ["body", { body: "[[?nobody x]]" }, "template-variable-unknown"],
    ["body", { body: "{{code" }, "invalid-content"],
    ["body", { body: "[[{{code}}" }, "invalid-content"],
    ["body", { body: "a]] b" }, "invalid-content"],
    ["subject", { subject: "{{asker}}" }, "invalid-content"],
    ["subject", { subject: "{{lookupKey}}" }, "invalid-content"],
    ["subject", { subject: "two\nlines" }, "invalid-content"],
    ["template", { group: "weather" }, "invalid-content"],
    ["template", { version: 0 }, "invalid-content"],
    ["template", { extra: 1 }, "invalid-content"],
  ])("a wrong %s in %j is refused when it is saved: %s", (path, change, code) => {
    try {
      checkedTemplate({ ...templateUsed(newestTemplate("question-new")), ...change });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect(error).toMatchObject({ code, errors: [{ path }] });
    }
  });
});

describe("printing", () => {
  it("a missing value is an error, but where a condition asks for it", () => {
    expect(() => filled("{{code}}", {})).toThrow("code");
    expect(filled("a [[b {{code}}]] c", {})).toBe("a c");
    expect(filled("[[?code yes {{code}}]][[!code no]]", { code: "1" })).toBe("yes 1");
    expect(filled("[[?code yes {{code}}]][[!code no]]", {})).toBe("no");
    expect(filled("first\n[[{{code}}]] [[{{days}}]]\nlast", {})).toBe("first\nlast");
    expect(filled("first\n\nlast", {})).toBe("first\n\nlast");
  });

  it("a value is text, never a template, never HTML", () => {
    const values = { ...samples, reason: "{{lookupKey}} [[x]] <script>alert(1)</script> \"'&" };
    const { text, html } = mailText(templateUsed(newestTemplate("question-returned")), values, frame);
    expect(text).toContain("{{lookupKey}} [[x]] <script>");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;");
    expect(html).not.toContain("<script");
  });

  it("addresses are links, without the full stop behind them", () => {
    const template = { ...templateUsed(newestTemplate("question-returned")), body: "Tại {{caseUrl}}. Hết." };
    expect(mailText(template, samples, frame).html).toContain(
      '<a href="https://api.example/v1/questions/3K7A-9Q2M-T/case">https://api.example/v1/questions/3K7A-9Q2M-T/case</a>. Hết.',
    );
  });

  it("a late one says so above the footer, in text and HTML", () => {
    const template = templateUsed(newestTemplate("question-due-today"));
    const { text, html } = mailText(template, samples, {
      ...frame,
      lateSince: Date.parse("2024-02-16T08:00:00+07:00"),
    });
    const line = "Thông báo này lẽ ra được gửi lúc 08h00 thứ Sáu, ngày 16/02/2024; do sự cố hệ thống nên gửi chậm.";
    expect(text.indexOf(line)).toBeGreaterThan(text.indexOf("Xử lý tại"));
    expect(text.indexOf(line)).toBeLessThan(text.indexOf("Thư điện tử này do hệ thống"));
    expect(html).toContain(line);
  });

  it("the hash is of the words: another word, another hash", () => {
    const mail = mailText(templateUsed(newestTemplate("question-due-today")), samples, frame);
    expect(textHash(mail)).toBe(textHash({ ...mail }));
    expect(textHash({ ...mail, text: `${mail.text} ` })).not.toBe(textHash(mail));
  });

  it("a subject over 78 is an error, not a cut one", () => {
    const template = { ...templateUsed(newestTemplate("question-new")), subject: "x".repeat(79) };
    expect(() => mailText(template, samples, frame)).toThrow("too long");
  });

  it("every group has its variables once", () => {
    for (const group of ["question", "digest", "contact"] as const) {
      expect(new Set(variablesOf(group)).size).toBe(variablesOf(group).length);
    }
  });
});
