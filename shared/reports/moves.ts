/** The states of an obligation to report and the moves between them: one table, for periodic and directed reports alike. */
import { Refusal } from "../platform/refusals.ts";

export const obligationStates = [
  /** Opened ahead; who owes is decided at the close. */
  "expected",
  /** The list is frozen: it is owed. */
  "owed",
  "drafted",
  "waiting-for-leader",
  "submitted",
  "returned",
  "accepted",
  "excused",
  /** It was expected, and at the close the body no longer owed it. Not counted. */
  "lapsed",
] as const;
export type ObligationState = (typeof obligationStates)[number];

export type ObligationEvent =
  | "obligation-opened"
  | "obligation-frozen"
  | "obligation-lapsed"
  | "obligation-extended"
  | "obligation-excused"
  | "report-drafted"
  | "report-consolidated"
  | "report-sent-to-leader"
  | "report-submitted"
  | "report-supplemented"
  | "report-returned"
  | "report-accepted"
  | "report-outdated"
  | "follow-up-ended";

export interface ObligationMove {
  readonly event: ObligationEvent;
  readonly from: ObligationState | null;
  readonly to: ObligationState;
  /** What the people call it. */
  readonly vi: string;
}

const writable = ["expected", "owed", "drafted", "waiting-for-leader", "returned"] as const;
/** What may have become of an obligation before its list is frozen. */
const beforeFreeze = ["drafted", "waiting-for-leader", "submitted", "returned", "accepted", "excused"] as const;
const unfinished = ["owed", "drafted", "waiting-for-leader", "returned"] as const;
const handed = ["submitted", "accepted"] as const;

export const obligationMoves: readonly ObligationMove[] = [
  { event: "obligation-opened", from: null, to: "expected", vi: "mở kỳ báo cáo" },
  // An order, and a body that is new at the close, owe at once.
  { event: "obligation-frozen", from: null, to: "owed", vi: "chốt danh sách phải gửi" },
  { event: "obligation-frozen", from: "expected", to: "owed", vi: "chốt danh sách phải gửi" },
  // Its list was not complete yet, and the register was put right.
  { event: "obligation-frozen", from: "lapsed", to: "owed", vi: "chốt danh sách phải gửi" },
  ...beforeFreeze.map(
    (from) => ({ event: "obligation-frozen", from, to: from, vi: "chốt danh sách phải gửi" }) as const,
  ),
  ...(["expected", ...beforeFreeze] as const).map(
    (from) => ({ event: "obligation-lapsed", from, to: "lapsed", vi: "không còn phải gửi" }) as const,
  ),
  ...writable.map((from) => ({ event: "report-drafted", from, to: "drafted", vi: "dự thảo" }) as const),
  ...writable.map((from) => ({ event: "report-consolidated", from, to: "drafted", vi: "tổng hợp" }) as const),
  { event: "report-sent-to-leader", from: "drafted", to: "waiting-for-leader", vi: "trình lãnh đạo" },
  // A supplement is drafted, and gathered, while the report that was handed in stands.
  ...handed.flatMap(
    (from) =>
      [
        { event: "report-drafted", from, to: from, vi: "dự thảo báo cáo bổ sung" },
        { event: "report-consolidated", from, to: from, vi: "tổng hợp bổ sung" },
        { event: "report-sent-to-leader", from, to: from, vi: "trình lãnh đạo báo cáo bổ sung" },
      ] as const,
  ),
  ...writable.map((from) => ({ event: "report-submitted", from, to: "submitted", vi: "gửi báo cáo" }) as const),
  // Corrections are versions; the first date decides punctuality.
  { event: "report-supplemented", from: "submitted", to: "submitted", vi: "báo cáo bổ sung" },
  { event: "report-supplemented", from: "accepted", to: "submitted", vi: "báo cáo bổ sung" },
  { event: "report-returned", from: "submitted", to: "returned", vi: "trả lại để bổ sung" },
  { event: "report-accepted", from: "submitted", to: "accepted", vi: "tiếp nhận báo cáo" },
  ...unfinished.map((from) => ({ event: "obligation-extended", from, to: from, vi: "gia hạn" }) as const),
  ...unfinished.map((from) => ({ event: "obligation-excused", from, to: "excused", vi: "miễn báo cáo" }) as const),
  // A child came, or changed, after the report gathered it.
  ...[...unfinished, ...handed].map(
    (from) => ({ event: "report-outdated", from, to: from, vi: "có thay đổi từ đơn vị cấp dưới" }) as const,
  ),
  // The order was closed; what was not answered stays not answered.
  ...unfinished.map((from) => ({ event: "follow-up-ended", from, to: from, vi: "kết thúc theo dõi" }) as const),
];

/** States in which nothing more is owed. */
const settledStates: readonly ObligationState[] = ["submitted", "accepted", "excused", "lapsed"];

export function isSettled(state: ObligationState): boolean {
  return settledStates.includes(state);
}

/** A report has been handed in and was not given back: what comes is a supplement. */
export function isHandedIn(state: ObligationState): boolean {
  return handed.some((one) => one === state);
}

/** The state after an event; a move that is not in the table is refused. */
export function obligationStateAfter(event: ObligationEvent, from: ObligationState): ObligationState {
  const move = obligationMoves.find((entry) => entry.event === event && entry.from === from);
  if (!move) throw new Refusal("move-not-allowed");
  return move.to;
}
