/** `npm run replay -- FILE`: makes a frozen result again from its snapshot alone, without the database, and compares every byte. */
import { readFileSync } from "node:fs";
import { replayCommand } from "./replay/replay-command.ts";

process.exitCode = replayCommand(process.argv.slice(2), {
  read: (file) => readFileSync(file),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
