/** The steps of the proof: each has a name, a time limit, and a line with what it took. */
import { ProofFailure } from "./failure.ts";

/** What a group of steps took. */
export interface Taken {
  readonly name: string;
  readonly seconds: number;
}

export class Steps {
  readonly taken: Taken[] = [];
  private readonly print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.print = print;
  }

  /** A group of steps, with its heading; its time goes into the table. */
  async group<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.print(`\n${name}`);
    const began = performance.now();
    const result = await work();
    this.taken.push({ name, seconds: secondsSince(began) });
    return result;
  }

  /** One step; it fails when it takes longer than `seconds`, or as soon as `lost` does. */
  async take<T>(name: string, seconds: number, lost: Promise<never>, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const said = (more: string) => this.print(`  ${secondsSince(began).toFixed(1).padStart(5)} s  ${name}${more}`);
    try {
      const result = await bounded(name, seconds, Promise.race([work(), lost]));
      said("");
      return result;
    } catch (error) {
      said(": FAILED");
      throw await causeOf(error, name, lost);
    }
  }
}

/** A call that breaks off says less than the end of the emulator, which is heard of a moment later. */
async function causeOf(error: unknown, name: string, lost: Promise<never>): Promise<unknown> {
  const moment = new Promise<undefined>((over) => setTimeout(() => over(undefined), 500));
  const ended = await Promise.race([moment, lost.catch((reason: unknown) => reason)]);
  if (ended !== undefined) return ended;
  if (error instanceof ProofFailure || !(error instanceof Error)) return error;
  if (error.name === "TimeoutError")
    return new ProofFailure(`"${name}" got no answer: the emulator or a function hangs.`);
  return new ProofFailure(`"${name}" failed: ${error.message}`, error.stack);
}

/** The work, for `seconds` at most. */
async function bounded<T>(name: string, seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, failed) => {
    const sentence = `"${name}" did not end within ${seconds} s: the emulator or a function hangs.`;
    timer = setTimeout(() => failed(new ProofFailure(sentence)), seconds * 1_000);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** The groups and their times, as a table. */
export function timeTable(taken: readonly Taken[]): string {
  const total = { name: "in all", seconds: taken.reduce((sum, { seconds }) => sum + seconds, 0) };
  const width = Math.max(...[...taken, total].map(({ name }) => name.length));
  return [...taken, total]
    .map(({ name, seconds }) => `${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s`)
    .join("\n");
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1_000;
}
