import { faultRuns } from "./runs.ts";

faultRuns(1);
