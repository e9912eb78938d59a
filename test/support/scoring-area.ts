/** The scoring area of a world. */
import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { scoringActions } from "../../functions/scoring/actions.ts";
import { scoringRoutes } from "../../functions/scoring/routes.ts";
import { wire } from "../../functions/scoring/wire.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import type { Outside } from "../../shared/platform/outside.ts";

export function scoringArea(variables: Parameters<typeof wire>[0], outside: Outside) {
  const { deps, platform } = wire(variables, outside);
  const handler = areaHandler(scoringRoutes, scoringActions, deps, platform);
  return (event: APIGatewayProxyEventV2, context: Context): Promise<unknown> => handler(event, context);
}
