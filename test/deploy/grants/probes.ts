/** For each function the least work that needs all of its grants. A probe fails when any of it is not done. */
import { ProofFailure } from "../failure.ts";
import { calendar, questions, register } from "./area-probes.ts";
import { catchUp, deadlineSweep, noticeDispatch } from "./job-probes.ts";
import { mailFeedback, mailSender } from "./mail-probes.ts";
import { figures, watcher, widgets } from "./reading-probes.ts";
import { documents, documentWorker, reports, reportsOpening } from "./report-probes.ts";
import type { Scene } from "./scene.ts";
import { integrity, scoring, scoringRounds } from "./score-probes.ts";
import { notices, tallies } from "./stream-probes.ts";

export type Probe = (scene: Scene) => Promise<void>;

const probes: Readonly<Record<string, Probe>> = {
  questions,
  calendar,
  register,
  reports,
  documents,
  scoring,
  notices,
  tallies,
  "deadline-sweep": deadlineSweep,
  "notice-dispatch": noticeDispatch,
  "catch-up": catchUp,
  figures,
  "reports-opening": reportsOpening,
  "scoring-rounds": scoringRounds,
  integrity,
  watcher,
  "mail-sender": mailSender,
  "mail-feedback": mailFeedback,
  "document-worker": documentWorker,
  widgets,
};

/** The probe of a function; one that nobody has written fails the proof. */
export function probeOf(name: string): Probe {
  const probe = probes[name];
  if (!probe)
    throw new ProofFailure(`Nobody probes the grants of the function ${name}: say in test/deploy/grants what it does.`);
  return probe;
}
