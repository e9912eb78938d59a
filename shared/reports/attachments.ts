/** Files that go with a report. A report names those that were uploaded and found sound; any other id is refused. */

export interface Attachments {
  /** Which of these ids are ready files of an obligation. */
  ready(obligation: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
}
