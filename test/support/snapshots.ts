/** Scoring with a bucket on this machine: the area, and the job that opens, publishes and freezes. */
import { S3Client } from "@aws-sdk/client-s3";
import { scoringActions } from "../../functions/scoring/actions.ts";
import { scoringRoutes } from "../../functions/scoring/routes.ts";
import { wire } from "../../functions/scoring/wire.ts";
import { type RoundsDeps, runRounds } from "../../functions/scoring-rounds/rounds.ts";
import { wire as wireRounds } from "../../functions/scoring-rounds/wire.ts";
import { localCredentials } from "../../infra/local/engine.ts";
import { openPort } from "../../infra/local/http-port.ts";
import { objectService } from "../../infra/local/objects/object-service.ts";
import { openShelf } from "../../infra/local/objects/shelf.ts";
import { objectStore } from "../../shared/documents/object-store.ts";
import { systemClock } from "../../shared/platform/clock.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { client, issuer, seededChance, type World } from "./world.ts";

const bucket = "dondoc-test-scores";

/** Serves the area with a bucket, and runs the job; `stop` closes the bucket. */
export async function frozenIn(world: World) {
  const shelf = openShelf(":memory:");
  const port = await openPort({ name: "bucket", option: "", port: 0, answerTo: () => ({ status: 400, body: "{}" }) });
  const buckets = [{ name: bucket, uploadOrigins: [], expirations: [] }];
  port.serve(objectService({ buckets, shelf, clock: world.clock, chance: seededChance("objects") }));
  const objects = async () =>
    objectStore(
      new S3Client({
        endpoint: port.url,
        region: "ap-southeast-1",
        credentials: localCredentials,
        forcePathStyle: true,
        maxAttempts: 1,
        requestChecksumCalculation: "WHEN_REQUIRED",
        responseChecksumValidation: "WHEN_REQUIRED",
        systemClockOffset: world.clock.now() - systemClock.now(),
      }),
      bucket,
      world.clock,
    );
  const { Scores, Register, Tallies, Reports, Calendars, Events, Answers } = world.tables;
  const tables = { SCORES_TABLE: Scores, REGISTER_TABLE: Register, CALENDARS_TABLE: Calendars, EVENTS_TABLE: Events };
  const of = { ...tables, DOCUMENTS_BUCKET: bucket };
  const { deps, platform } = wire(
    {
      ...{ ...of, ANSWERS_TABLE: Answers, PROVINCE_UNIT: "ubnd-tinh" },
      ...{ OIDC_ISSUER: issuer, OIDC_JWKS_URL: `${issuer}/keys`, OIDC_CLIENTS: client },
    },
    world.outside,
    objects,
  );
  const handler = areaHandler(scoringRoutes, scoringActions, deps, platform);
  world.serve("scoring", (event, context) => handler(event, context));
  const jobDeps = (): RoundsDeps =>
    wireRounds(
      { ...of, TALLIES_TABLE: Tallies, REPORTS_TABLE: Reports, SCORES_FROM: "2099-01-01" },
      world.outside,
      objects,
    );
  return {
    jobDeps,
    snapshots: deps.snapshots,
    /** One run of the job; it opens nothing here. */
    run: (more: Partial<RoundsDeps> = {}, mayGoOn = () => true) => runRounds({ ...jobDeps(), ...more }, mayGoOn),
    stop: async () => {
      await port.close(100);
      shelf.close();
    },
  };
}
