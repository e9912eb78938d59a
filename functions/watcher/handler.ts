/** Entry point of the job that watches the others. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { watch } from "./watch.ts";
import { wire } from "./wire.ts";

// Lambda would wrap what goes through the console; CloudWatch reads metrics only from a line that begins with them.
const print = (line: string) => void process.stdout.write(`${line}\n`);
const deps = wire(readEnvironment(environment, process.env), lambdaOutside("watcher"), print);

export const handler = () => watch(deps);
