/**
 * Our own metrics: a closed list, since each is paid for by the month and once more for every value of a dimension. So none has a
 * dimension, least of all a unit, a portal or an officer: figures by unit are shown by the tables of shared/statistics/widget.ts.
 */
import type { Instant } from "../platform/clock.ts";

/** Where a metric comes from: written by the job `figures` or `watcher`, or counted out of the logs. */
type Source = "figures" | "watcher" | "logs";

interface OwnMetric {
  readonly from: Source;
  /** As CloudWatch names units. */
  readonly unit: "Count" | "Seconds" | "Milliseconds";
  /** As it is called on a dashboard. */
  readonly vi: string;
  readonly meaning: string;
}

export const metrics = {
  open: { from: "figures", unit: "Count", vi: "Đang xử lý", meaning: "Questions without an answer." },
  "due-today": { from: "figures", unit: "Count", vi: "Đến hạn hôm nay", meaning: "Open ones whose last day is today." },
  late: { from: "figures", unit: "Count", vi: "Quá hạn", meaning: "Open ones whose last day is over." },
  "without-due-day": {
    from: "figures",
    unit: "Count",
    vi: "Chưa có thời hạn trả lời",
    meaning: "Open ones that came in a year without a calendar.",
  },
  "oldest-unanswered": {
    from: "figures",
    unit: "Count",
    vi: "Số ngày làm việc đã tính",
    meaning: "Working days that the oldest open question has had, its day 1 and today included.",
  },
  "notices-waiting": {
    from: "figures",
    unit: "Count",
    vi: "Thông báo chờ gửi",
    meaning: "Notices that something must still happen to: planned, on their way, or of unknown fate.",
  },
  "received-in-month": { from: "figures", unit: "Count", vi: "Đã nhận trong tháng", meaning: "Questions received." },
  "answered-in-month": {
    from: "figures",
    unit: "Count",
    vi: "Đã trả lời trong tháng (có thời hạn)",
    meaning: "Answers to questions that had a due day: the N of n/N.",
  },
  "answered-on-time-in-month": {
    from: "figures",
    unit: "Count",
    vi: "Đã trả lời đúng hạn trong tháng",
    meaning: "Of those, the ones on time: the n of n/N.",
  },
  "oldest-due-unhandled": {
    from: "watcher",
    unit: "Seconds",
    vi: "Việc đến giờ chưa được xử lý lâu nhất (giây)",
    meaning: "For how long the deadline check has left alone what was due.",
  },
  "oldest-notice-waiting": {
    from: "watcher",
    unit: "Seconds",
    vi: "Thông báo đến giờ chưa được gửi lâu nhất (giây)",
    meaning: "For how long a notice that should have left has not.",
  },
  "cold-start": {
    from: "logs",
    unit: "Milliseconds",
    vi: "Khởi động nguội của các hàm API (mili giây)",
    meaning: "What a caller waited for a new environment of a function behind the API.",
  },
  "notice-bounced": {
    from: "logs",
    unit: "Count",
    vi: "Thông báo chưa chuyển đến được",
    meaning: "Notices that came back.",
  },
  "notice-held": {
    from: "logs",
    unit: "Count",
    vi: "Thông báo tạm giữ, chưa rõ đã gửi hay chưa",
    meaning: "Notices of which nobody knows whether they have left.",
  },
  "notice-without-recipient": {
    from: "logs",
    unit: "Count",
    vi: "Thông báo không có người nhận",
    meaning: "Reminders for which the register names nobody.",
  },
  "reports-body-unplaced": {
    from: "logs",
    unit: "Count",
    vi: "Cơ quan chưa rõ nơi nhận báo cáo",
    meaning: "Bodies with a portal whose reporting links lead to nobody who receives a report.",
  },
  "calendar-missing": {
    from: "logs",
    unit: "Count",
    vi: "Câu hỏi nhận khi chưa có lịch ngày làm việc",
    meaning: "Questions received without a due day.",
  },
  "issuer-unreachable": {
    from: "logs",
    unit: "Count",
    vi: "Không kết nối được nơi cấp mã đăng nhập",
    meaning: "Logins that could not be checked.",
  },
  "notice-event-stuck": {
    from: "logs",
    unit: "Count",
    vi: "Sự kiện không xử lý được, thiếu thông báo",
    meaning: "Events from which a notice is missing.",
  },
  "figure-event-stuck": {
    from: "logs",
    unit: "Count",
    vi: "Sự kiện không xử lý được, thiếu số liệu",
    meaning: "Events that are missing from the figures.",
  },
} as const satisfies Record<string, OwnMetric>;
export type MetricName = keyof typeof metrics;

type NameFrom<From extends Source> = {
  [Name in MetricName]: (typeof metrics)[Name]["from"] extends From ? Name : never;
}[MetricName];
/** What the job `figures` publishes. */
export type FigureName = NameFrom<"figures">;

/** The line of a log out of which CloudWatch takes metrics (embedded metric format), without any dimension. */
export function metricLine(
  namespace: string,
  values: Readonly<Partial<Record<NameFrom<"figures" | "watcher">, number>>>,
  at: Instant,
): string {
  const Metrics = Object.entries(metrics)
    .filter(([Name]) => Name in values)
    .map(([Name, { unit }]) => ({ Name, Unit: unit }));
  const _aws = { Timestamp: at, CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [[]], Metrics }] };
  return JSON.stringify({ _aws, ...values });
}
