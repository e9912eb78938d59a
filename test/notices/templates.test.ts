/** The texts: checked when saved, kept word for word in golden files, subjects that can be read. */
import { describe, expect, it } from "vitest";
import { frame, samples, valuesOf } from "../../infra/preview/samples.ts";
import { mailText, textHash } from "../../shared/notices/mail-text.ts";
import { checkedTemplate, filled, longestSubject, type Values } from "../../shared/notices/template.ts";
import { newestTemplate, type TemplateId, templates, templateUsed } from "../../shared/notices/templates.ts";
import { templateGroups, variablesOf } from "../../shared/notices/variables.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { lengthOf } from "../../shared/platform/text.ts";

const byKey = templates.map((template) => [`${template.id}-${template.version}`, template] as const);

describe("templates", () => {
  it.each(byKey)("%s may be saved, and reads as its golden file", async (name, template) => {
    expect(checkedTemplate(template)).toEqual(template);
    const mail = mailText(template, valuesOf(template.id), frame);
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
      childCount: "3.321",
      missingCount: "1.234",
      owingCount: "3.321",
      orderNumberShort: "1234/UBND-VX1BB…",
      reportNameShort: "báo cáo theo 1234/UBND-VX1BB…",
      newDueOnShort: "18/10/2024",
      periodName: "quý III năm 2024",
      windowEndsOnShort: "18/10/2024",
      answerTiming: "còn 05 ngày làm việc",
      decisionNumberShort: "1234/QĐ-HĐBT-BB…",
      amendmentNumberShort: "1234/QĐ-HĐBT-BB…",
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
    for (const group of templateGroups) {
      expect(new Set(variablesOf(group)).size).toBe(variablesOf(group).length);
    }
  });
});
