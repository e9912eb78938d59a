/** Dashboards as the template declares them: their bodies, read as CloudWatch reads them. What is not understood is named, never left out. */
import * as z from "zod";
import { type Template, TemplateError } from "../template.ts";

const bodySchema = z.looseObject({
  start: z.string().default("-PT3H"),
  periodOverride: z.enum(["auto", "inherit"]).default("auto"),
  widgets: z.array(
    z.object({
      type: z.string(),
      x: z.int().min(0).max(23).default(0),
      y: z.int().min(0).default(0),
      width: z.int().min(1).max(24).default(6),
      height: z.int().min(1).max(1000).default(6),
      properties: z.record(z.string(), z.unknown()),
    }),
  ),
});

export interface DeclaredWidget {
  /** As CloudWatch numbers them: `widget-1`. */
  readonly id: string;
  /** As the body names it: `metric`, `text`, `alarm`, `custom`, or one that is not known here. */
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface DeclaredDashboard {
  readonly name: string;
  /** What people call it: the heading of its first text, or its name. */
  readonly title: string;
  /** The time that is shown unless asked otherwise, as an ISO 8601 duration: `P7D`. */
  readonly range: string;
  readonly widgets: readonly DeclaredWidget[];
}

const properties = z.object({ DashboardName: z.string().optional(), DashboardBody: z.string() });

export function dashboardsOf(template: Template): DeclaredDashboard[] {
  return template.ofType("AWS::CloudWatch::Dashboard").map((resource) => {
    const name = String(template.resolve({ Ref: resource.id }, resource.id));
    return dashboardFrom(name, template.read(resource, properties).DashboardBody);
  });
}

/** Reads a body; one that is none is an error that names the dashboard. */
export function dashboardFrom(name: string, body: string): DeclaredDashboard {
  const result = bodySchema.safeParse(JSON.parse(body));
  if (!result.success) {
    const issues = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new TemplateError(
      `The body of the dashboard ${name} is not as the runner understands it: ${issues.join("; ")}`,
    );
  }
  const { start, widgets } = result.data;
  if (!start.startsWith("-P"))
    throw new TemplateError(`The dashboard ${name} begins at ${start}; the runner knows -P… only.`);
  const [heading] = widgets.flatMap(({ properties: { markdown } }) => /^# (.+)$/m.exec(String(markdown))?.[1] ?? []);
  return {
    name,
    title: heading ?? name,
    range: start.slice(1),
    widgets: widgets.map((widget, index) => ({ id: `widget-${index + 1}`, ...widget })),
  };
}
