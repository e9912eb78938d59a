/** What the tables hold when the API opens: the demonstration, or the calendars alone, loaded once into a new data directory. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../shared/platform/clock.ts";
import { loadCalendars } from "./demo/calendars.ts";
import type { DemoDeps } from "./demo/deps.ts";
import { loadDemo } from "./demo/load.ts";
import { moveLogins } from "./demo/logins.ts";
import { StartFailure } from "./failure.ts";
import type { Settings } from "./settings.ts";
import { dropTables, prepareTables, type Table } from "./tables.ts";

export interface FillDeps {
  readonly client: DynamoDBClient;
  readonly tables: readonly Table[];
  readonly demo: DemoDeps;
  readonly hasDemo: boolean;
  /** False: others run the engine, and may have started it empty. */
  readonly isEngineOurs: boolean;
  /** The issuer of this run's tokens; none when others issue them. */
  readonly issuer: string | undefined;
  /** Keeps the settings for the next start. */
  save(settings: Settings): void;
}

/** Makes the tables and fills new ones. A load that never came to its end is begun anew: nobody has been answered from it. */
export async function fill(settings: Settings, deps: FillDeps): Promise<Settings> {
  if (settings.contents === "unfinished") await dropTables(deps.client, deps.tables);
  const { wereAllMissing } = await prepareTables(deps.client, deps.tables);
  if (!wereAllMissing) return followIssuer(settings, deps);
  if (settings.contents !== "unfinished" && deps.isEngineOurs) {
    throw new StartFailure(
      "The data directory is broken: its database holds none of the tables. Start with --fresh to begin anew.",
    );
  }
  const demo = { ...deps.demo, clock: earlier(deps.demo.clock) };
  await (deps.hasDemo ? loadDemo(demo, deps.demo.clock.now()) : loadCalendars(demo));
  return saved(
    {
      ...settings,
      contents: deps.hasDemo ? "demo" : "calendars",
      issuers: deps.issuer === undefined ? [] : [deps.issuer],
    },
    deps,
  );
}

/** What is loaded counts as loaded two days ago: its events have left the stream by now, and nobody is told of them. */
function earlier(clock: Clock): Clock {
  return { ...clock, now: () => clock.now() - 2 * 86_400_000 };
}

/** Another console port is another issuer: the officers' logins move with it. */
async function followIssuer(settings: Settings, deps: FillDeps): Promise<Settings> {
  const { issuer } = deps;
  const former = settings.issuers.filter((known) => known !== issuer);
  if (issuer === undefined || former.length === 0) return settings;
  saved({ ...settings, issuers: [...former, issuer] }, deps);
  await moveLogins(deps.demo, former, issuer);
  return saved({ ...settings, issuers: [issuer] }, deps);
}

function saved(settings: Settings, { save }: FillDeps): Settings {
  save(settings);
  return settings;
}
