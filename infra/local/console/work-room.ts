/** Runs jobs by hand, waits until nothing is under way, and makes parts fail. */
import type { Background } from "../background.ts";
import type { Faults } from "../faults/faults.ts";
import { bodyJson, type Room } from "./asked.ts";
import { ConsoleRefusal, json, type Reply } from "./reply.ts";

export function workRoom(background: Background, faults: Faults): Room {
  return async (asked) => {
    const [, job] = /^\/jobs\/([^/]+)$/.exec(asked.path) ?? [];
    if (job !== undefined && asked.method === "POST") return run(decodeURIComponent(job), background);
    switch (`${asked.method} ${asked.path}`) {
      case "GET /faults":
        return json(faults.state());
      case "POST /faults":
        return json(faults.change(await bodyJson(asked)));
      case "GET /quiet":
        await background.quiet();
        return json({ quiet: true });
      default:
        return undefined;
    }
  };
}

/** The job's own result. */
async function run(name: string, background: Background): Promise<Reply> {
  const invoked = await background.runJob(name);
  if (!invoked) throw new ConsoleRefusal(404, "job-unknown", `Không có tác vụ ${name}.`, `There is no job ${name}.`);
  if (invoked.kind === "answered") return json(JSON.parse(invoked.payload));
  throw new ConsoleRefusal(
    502,
    "job-failed",
    `Tác vụ ${name} không thành công; xem nhật ký của các hàm.`,
    `The job ${name} failed; see the log of the functions.`,
  );
}
