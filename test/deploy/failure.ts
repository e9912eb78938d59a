/** What stops the proof. */

/** One sentence for whoever runs the proof; `printed` is what a program said before it failed. */
export class ProofFailure extends Error {
  override readonly name = "ProofFailure";
  readonly printed: string;

  constructor(sentence: string, printed = "") {
    super(sentence);
    this.printed = printed;
  }
}

/** The last lines of what a program printed. */
export function lastLines(text: string, count = 15): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

/** Fails with the sentence unless `isSo`. */
export function insist(isSo: boolean, sentence: string): asserts isSo {
  if (!isSo) throw new ProofFailure(sentence);
}
