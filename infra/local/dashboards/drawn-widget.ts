/** What has become of a widget: HTML for people, facts for programs, and in words whatever could not be drawn. */
import type { DeclaredWidget } from "./declared-dashboards.ts";

export interface DrawnWidget {
  readonly title: string;
  readonly html: string;
  /** The same for programs. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** What is not drawn, each in a few words. */
  readonly notDrawn: readonly string[];
}

/** The properties that a kind of widget does not know, as sentences. */
export function unknownProperties({ properties }: DeclaredWidget, known: readonly string[]): string[] {
  return Object.keys(properties)
    .filter((name) => !known.includes(name))
    .map((name) => `thuộc tính ${name}`);
}
