/**
 * `npm run load -- --stage NAME --from DIR`: loads a province into a deployed stage with the administrator's own AWS credentials.
 * This is how the first administrator gets in: by issuer and subject in officers.csv.
 */

import { systemClock } from "../shared/platform/clock.ts";
import { dynamoClient } from "../shared/platform/dynamo.ts";
import { loadCommand } from "./load/command.ts";

process.exitCode = await loadCommand(process.argv.slice(2), {
  client: dynamoClient,
  clock: systemClock,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
