/** The register as notices ask it: each answer is remembered for a minute, so that a flood of events pays for it once. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Officer } from "../access/officer.ts";
import { type Role, roles } from "../access/roles.ts";
import type { Clock } from "../platform/clock.ts";
import { remembered } from "../platform/remember.ts";
import type { Portal } from "../portals/portal.ts";
import { registerStore } from "../register/register-store.ts";
import type { Register } from "./people.ts";

const rememberedMilliseconds = 60_000;

/** The register, and an officer's record as it is now. */
export interface PeopleStore extends Register {
  officer(id: string): Promise<Officer | undefined>;
  portal(id: string): Promise<Portal | undefined>;
}

export function peopleStore(client: DynamoDBDocumentClient, table: string, clock: Clock): PeopleStore {
  const register = registerStore(client, table);
  const unitOf = remembered(clock, rememberedMilliseconds, async (id) => (await register.get("unit", id))?.value);
  const atRole = (role: Role) =>
    remembered(clock, rememberedMilliseconds, (key) => {
      const [unit = "", on = ""] = key.split("#");
      return register.officersAt(unit, role, on);
    });
  const byRole = new Map(roles.map((role) => [role, atRole(role)]));
  return {
    unitOf,
    officersAt: async (unit, role, on) => (await byRole.get(role)?.(`${unit}#${on}`)) ?? [],
    officer: async (id) => (await register.get("officer", id))?.value,
    portal: async (id) => (await register.get("portal", id))?.value,
  };
}
