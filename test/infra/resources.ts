/** The resources of the template, by their type. */
import { inject } from "vitest";

const { Resources } = inject("template");

export interface Resource {
  id: string;
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is data of many shapes
  Properties: any;
  DeletionPolicy?: string;
}

export function of(type: string): Resource[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, resource]) => ({ id, ...resource }));
}
