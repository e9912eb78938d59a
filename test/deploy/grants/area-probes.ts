/** The functions behind the API: asked over the gateway for what each route may need. */
import { systemClock } from "../../../shared/platform/clock.ts";
import { officers, question, units } from "../../support/province.ts";
import { insist } from "../failure.ts";
import { textIn } from "../gateway.ts";
import { portal, unit } from "../province.ts";
import { type Scene, secondKey } from "./scene.ts";

export async function calendar({ world: { gateway } }: Scene): Promise<void> {
  const now = new Date(systemClock.now()).toISOString();
  await gateway({ path: `/v1/deadlines?receivedAt=${now}&days=5` }, 200);
}

/** A post and its repeat, both ways to list work, changes and the repeat of one that has been overtaken, what is told of a question. */
export async function questions({ world, portalKey, next }: Scene): Promise<void> {
  const { gateway, token } = world;
  const repeatKey = `probe-${next()}`;
  const post = { method: "POST", path: "/v1/questions", bearer: portalKey, body: question(), repeatKey } as const;
  const code = textIn(await gateway(post, 201), "code");
  insist(textIn(await gateway(post, 201), "code") === code, "The repeat was answered with another code.");
  const clerk = await token(`${unit}.clerk`);
  const supervisor = await token("van-phong-ubnd-tinh.supervisor");
  await gateway({ path: "/v1/worklist", bearer: clerk }, 200);
  await gateway({ path: "/v1/worklist?scope=province", bearer: supervisor }, 200);
  const path = `/v1/questions/${code}`;
  const accept = { method: "POST", path: `${path}/acceptance`, bearer: clerk, ifMatch: 1, repeatKey } as const;
  await gateway(accept, 200);
  const body = { class: "joint", coUnits: ["so-mau"], reason: "Cần ý kiến của Sở Mẫu" };
  await gateway({ method: "PUT", path: `${path}/classification`, bearer: clerk, ifMatch: 2, body }, 200);
  await gateway(accept, 200);
  await gateway({ path: `${path}/events`, bearer: clerk }, 200);
  await gateway({ path: `${path}/notices`, bearer: clerk }, 200);
}

/** Lists, a file of rows, a new officer whose login then changes, the keys of a portal and the repeat of issuing one. */
export async function register({ world, next }: Scene): Promise<void> {
  const { gateway, token } = world;
  const bearer = await token("van-phong-ubnd-tinh.administrator");
  const [first] = officers("https://issuer.example");
  const number = next();
  const id = `probe-${number}`;
  const officer = { ...first, id, subject: `login-${id}` };
  await gateway({ path: "/v1/units?limit=5" }, 200);
  await gateway({ path: "/v1/units?parent=ubnd-tinh" }, 200);
  await gateway({ method: "POST", path: "/v1/officers", bearer, body: officer, repeatKey: id }, 201);
  const moved = { ...officer, subject: `login-${id}-moved` };
  await gateway({ method: "PUT", path: `/v1/officers/${id}`, bearer, ifMatch: 1, body: moved }, 200);
  await gateway(
    { method: "POST", path: "/v1/register/rows", bearer, body: { kind: "unit", rows: units, dryRun: true } },
    200,
  );
  await gateway({ path: `/v1/portals/${portal}/keys`, bearer }, 200);
  // A third key would be refused; the repeat of what gave the second is answered as it was.
  await gateway({ method: "POST", path: `/v1/portals/${portal}/keys`, bearer, repeatKey: secondKey }, 201);
}
