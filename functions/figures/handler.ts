/** Entry point of the job that publishes the figures of the whole province. */
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { environment } from "./env.ts";
import { publishFigures } from "./figures.ts";
import { wire } from "./wire.ts";

// Lambda would wrap what goes through the console; CloudWatch reads figures only from a line that begins with them.
const print = (line: string) => void process.stdout.write(`${line}\n`);
const deps = wire(readEnvironment(environment, process.env), lambdaOutside("figures"), print);

export const handler = () => publishFigures(deps);
