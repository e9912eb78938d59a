/** Documents: files that go with reports, big lists as jobs, reports as documents. The bytes never pass through the API. */
import * as z from "zod";
import { type OfficerRule, roles } from "../../shared/access/roles.ts";
import { announcedFile, attachment } from "../../shared/documents/attachment.ts";
import { exportFormats, jobStates } from "../../shared/documents/job.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { slug } from "../../shared/platform/schemas.ts";
import { obligationReaders, obligationWriters } from "../../shared/reports/who.ts";
import { unitGroups } from "../../shared/units/groups.ts";

const obligationParam = z.strictObject({ obligation: z.string().max(300) });
const attachmentParam = obligationParam.extend({ attachment: z.string().max(80) });

/** Who follows up a whole list: the province's, or a parent's own children. */
const overseers: OfficerRule = { atUnit: ["leader", "consolidator"], anywhere: ["supervisor", "auditor"] };
/** Anybody with a role of today; the job itself is its asker's alone. */
const anybody: OfficerRule = { atUnit: [], anywhere: roles };

const shownAttachment = attachment
  .pick({ id: true, name: true, type: true, size: true, state: true, by: true, at: true, checkedAt: true })
  .extend({
    /** Why it was refused. */
    refused: z.object({ code: z.string(), detail: z.string(), detailEn: z.string() }).optional(),
  });

const download = z.object({ url: z.string(), until: z.string() });
const accepted = z.object({ jobId: z.string() });

export const documentRoutes = {
  announceAttachment: {
    method: "POST",
    path: "/v1/obligations/{obligation}/attachments",
    summary:
      "Announce a file: PDF, DOCX or XLSX of at most 20 MB; the answer holds a form to post it with, good for 15 minutes and for exactly that type and size",
    summaryVi: "Khai báo tệp đính kèm và nhận địa chỉ để tải lên",
    caller: { officer: obligationWriters },
    params: obligationParam,
    body: announcedFile,
    status: 201,
    answer: z.object({
      attachment: shownAttachment,
      /** Post these fields as multipart/form-data to `url`, then the file as the last field, `file`. */
      upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), until: z.string() }),
    }),
    refusals: ["not-found", "move-not-allowed", "not-a-child", "order-closed", "too-many-attachments"],
  },
  checkAttachment: {
    method: "POST",
    path: "/v1/obligations/{obligation}/attachments/{attachment}/check",
    summary: "Judge an uploaded file by its content: ready, or refused with the reason, for ever",
    summaryVi: "Kiểm tra tệp đã tải lên",
    caller: { officer: obligationWriters },
    params: attachmentParam,
    status: 200,
    answer: shownAttachment,
    refusals: ["not-found", "attachment-not-uploaded", "storage-unreachable"],
  },
  listAttachments: {
    method: "GET",
    path: "/v1/obligations/{obligation}/attachments",
    summary: "The files of an obligation: all of them for who writes the report, those of handed-in reports for others",
    summaryVi: "Danh sách tệp đính kèm",
    caller: { officer: obligationReaders },
    params: obligationParam,
    status: 200,
    answer: z.object({ items: z.array(shownAttachment) }),
    refusals: ["not-found"],
  },
  showAttachment: {
    method: "GET",
    path: "/v1/obligations/{obligation}/attachments/{attachment}",
    summary:
      "A file, and, once it is ready, an address to fetch it from for ten minutes: the very version that was judged",
    summaryVi: "Tải tệp đính kèm",
    caller: { officer: obligationReaders },
    params: attachmentParam,
    status: 200,
    answer: z.object({ attachment: shownAttachment, download: download.optional() }),
    refusals: ["not-found"],
  },
  exportPeriod: {
    method: "POST",
    path: "/v1/periods/{period}/export",
    summary: "The register of a period, body by body, as a job; with to, of the bodies that report to that parent",
    summaryVi: "Xuất sổ theo dõi báo cáo của một kỳ",
    caller: { officer: overseers },
    params: z.strictObject({ period: z.string().max(80) }),
    body: z.strictObject({ format: z.enum(exportFormats), to: slug.optional() }),
    status: 202,
    answer: accepted,
    refusals: ["not-found"],
  },
  exportScores: {
    method: "POST",
    path: "/v1/score-periods/{period}/export",
    summary:
      "The results of a score period, portal by portal, as a job; with group, of one group of bodies. Before the decision for who follows up alone",
    summaryVi: "Xuất kết quả đánh giá, chấm điểm của một kỳ",
    caller: { officer: anybody },
    params: z.strictObject({ period: z.string().max(40) }),
    body: z.strictObject({ format: z.enum(exportFormats), group: z.enum(unitGroups).optional() }),
    status: 202,
    answer: accepted,
    refusals: ["not-found"],
  },
  makeDocument: {
    method: "POST",
    path: "/v1/obligations/{obligation}/document",
    summary: "A report as a DOCX, as a job: the version number, or else the newest report, or else the newest draft",
    summaryVi: "Lập văn bản báo cáo (DOCX)",
    caller: { officer: obligationReaders },
    params: obligationParam,
    body: z.strictObject({ number: z.number().int().min(1).max(9_999).optional() }),
    status: 202,
    answer: accepted,
    refusals: ["not-found", "report-unwritten"],
  },
  showJob: {
    method: "GET",
    path: "/v1/jobs/{job}",
    summary: "How a job stands, and, once it is done, an address to fetch its file from for ten minutes; for who asked",
    summaryVi: "Tình trạng một việc xuất dữ liệu",
    caller: { officer: anybody },
    params: z.strictObject({ job: z.string().max(80) }),
    status: 200,
    answer: z.object({
      id: z.string(),
      state: z.enum(jobStates),
      /** In hundredths of the whole. */
      progress: z.number(),
      rows: z.number().optional(),
      askedAt: z.string(),
      endedAt: z.string().optional(),
      /** Why it failed, or why its last try did. */
      reason: z.string().optional(),
      name: z.string().optional(),
      type: z.string().optional(),
      bytes: z.number().optional(),
      download: download.optional(),
    }),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
