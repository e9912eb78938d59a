/** What becomes of data when the stack goes. */
import { RemovalPolicy } from "aws-cdk-lib";
import type { Stage } from "../stage.ts";

/** Kept where the stage says so; but what a failed first deployment has just made goes with it, or the next try would find its names taken. */
export function removalOf({ isRetained }: Pick<Stage, "isRetained">): RemovalPolicy {
  return isRetained ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
}
