/** `npm run settle -- --stage NAME`: tells a restored ledger which mails left after the copy was made. */
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { reach } from "./archive/place.ts";
import { settleCommand } from "./archive/settle-command.ts";

process.exitCode = await settleCommand(process.argv.slice(2), {
  reach,
  logs: () => new CloudWatchLogsClient({}),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
