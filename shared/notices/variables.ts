/** What templates may print: one list per group. The compiler asks for a value, or "not known", of every one. */

export const templateGroups = ["question", "digest", "contact"] as const;
export type TemplateGroup = (typeof templateGroups)[number];

const names = {
  question: [
    "code",
    "lookupKey",
    "asker",
    "unitName",
    "unitShortName",
    "governingUnitName",
    "receivedAt",
    "startsOn",
    "dueOn",
    "dueOnShort",
    "previousDueOn",
    "days",
    "daysLeft",
    "latestOn",
    "acceptBy",
    "appointmentOn",
    "appointmentOnShort",
    "today",
    "lateDays",
    "stateLabel",
    "classLabel",
    "draftedAt",
    "reason",
    "coUnitNames",
    "reminderDates",
    "nextRungOn",
    "nextRecipientName",
    "expectedOn",
    "informedNames",
    "answeredAt",
    "lateAnswerDays",
    "signatureLine",
    "leaderName",
    "leaderTitle",
    "confirmedOn",
    "refusalReason",
    "redirectText",
    "complaintOffice",
    "newUnitName",
    "oldUnitName",
    "transferredOn",
    "supportContact",
    "statusUrl",
    "caseUrl",
  ],
  digest: [
    "roleLabel",
    "unitName",
    "today",
    "todayShort",
    "moment",
    "lateCount",
    "lateList",
    "dueTodayCount",
    "dueTodayList",
    "dueSoonCount",
    "dueSoonList",
    "waitingCount",
    "waitingList",
    "returnedCount",
    "returnedList",
    "notAcceptedCount",
    "notAcceptedList",
    "callCount",
    "callList",
    "worklistUrl",
  ],
  contact: [
    "unitName",
    "unitShortName",
    "governingUnitName",
    "failedNoticeId",
    "failedAt",
    "noticeKindLabel",
    "dueOn",
    "updateBy",
    "contactUrl",
  ],
} as const satisfies Record<TemplateGroup, readonly string[]>;

export type QuestionVariable = (typeof names.question)[number];
export type DigestVariable = (typeof names.digest)[number];

export function variablesOf(group: TemplateGroup): readonly string[] {
  return names[group];
}

/** Never in a subject: what says who someone is, what they wrote, or what opens a question. */
export const personalVariables: readonly string[] = [
  "lookupKey",
  "asker",
  "reason",
  "leaderName",
  "signatureLine",
  "reminderDates",
  "statusUrl",
  "caseUrl",
];
