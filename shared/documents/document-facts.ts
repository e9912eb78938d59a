/** What stands in a report's document, before any word of form: names, texts, figures with what they are made of. */
import type { Day } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";

export interface DocumentFacts {
  readonly issuer: Issuer;
  /** To whom it is sent. */
  readonly recipient: string;
  readonly subject: DocumentSubject;
  /** What orders the report: decisions of a regime, or the document of an order. */
  readonly legalBasis: string;
  /** The headings of the outline, all of them and in its order; without text: nothing was written. */
  readonly sections: readonly { readonly title: string; readonly text: string | undefined }[];
  readonly figures: readonly FigureFacts[];
  /** Of a report that gathers its children's. */
  readonly gathering: GatheringFacts | undefined;
  /** The body that could not report, and in whose place the issuer does. */
  readonly inPlaceOf: { readonly name: string; readonly reason: string | undefined } | undefined;
  /** The lines over the place for the signature: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
  readonly signature: readonly string[];
  /** When it was written, or handed in: the document says nothing that came later. */
  readonly at: Instant;
}

/** The body in whose name it is written, as its letterhead has it. */
export interface Issuer {
  readonly name: string;
  /** In capitals, by lines. */
  readonly letterhead: readonly string[];
  /** The body above it, in capitals; a People's Committee names none. */
  readonly parentLetterhead: string | undefined;
  /** Decree 30/2020/NĐ-CP is for bodies of the state: the Party has a form of its own, of which only the content is given here. */
  readonly hasStateForm: boolean;
  /** Of the number: `BC-UBND`; what its office gives itself is left open. */
  readonly symbol: string;
  /** Where it sits: "Lào Cai". */
  readonly place: string;
}

export type DocumentSubject =
  | {
      readonly kind: "periodic";
      /** The regime's name with the period. */
      readonly name: string;
      readonly dataFrom: Day;
      readonly dataTo: Day;
    }
  | { readonly kind: "directed"; readonly name: string };

export interface FigureFacts {
  readonly label: string;
  readonly unit: string;
  /** Of the body itself. */
  readonly own: OwnFigure | undefined;
  /** The sum of the sources; undefined: none of them gives it, or it is none that is added up. */
  readonly gathered: number | undefined;
  readonly correction: { readonly by: number; readonly note: string } | undefined;
  /** Own part + gathered + correction; undefined: nobody gives it. */
  readonly total: number | undefined;
  readonly addsUp: boolean;
}

export interface OwnFigure {
  readonly value: number;
  readonly note: string | undefined;
  /** When the system counted it; undefined: the body says it. */
  readonly countedAt: Instant | undefined;
}

export interface GatheringFacts {
  readonly at: Instant;
  /** In the order in which they were gathered. */
  readonly sources: readonly SourceFacts[];
  /** Those who owed a report that is not in it. */
  readonly gaps: readonly { readonly name: string; readonly remindedOn: readonly Day[] }[];
}

/** A child's report at the version that was gathered. */
export interface SourceFacts {
  readonly name: string;
  readonly number: number;
  readonly at: Instant;
  /** It is itself made of reports. */
  readonly gathers: boolean;
  /** The parent that handed it in for a body that could not. */
  readonly onBehalfBy: string | undefined;
  /** Its totals, in the order of the figures; undefined: it does not give that one. */
  readonly values: readonly (number | undefined)[];
}
