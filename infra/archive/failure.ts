/** What stops an export, an import or a settlement: one sentence for the person at the keyboard. */

export class ArchiveFailure extends Error {
  override readonly name = "ArchiveFailure";
}
