/** Logins of people: at an issuer that we know nothing more of, or in a user pool of ours. */
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  type AttributeType,
  type CognitoIdentityProviderClient,
  paginateListUserPools,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { AdminFailure } from "./failure.ts";

/** Who somebody is to the register: the issuer of their tokens and the subject in them. */
export interface Login {
  readonly issuer: string;
  readonly subject: string;
}

export interface Logins {
  /** The login of an address; undefined where there is none yet. */
  find(email: string): Promise<Login | undefined>;
  /** Makes a login and has it invited by mail. */
  create(email: string, fullName: string): Promise<Login>;
  /** Sends the invitation once more, with a new first password. */
  inviteAgain(email: string): Promise<void>;
}

/** A login that exists already, at any issuer: nothing is made, nobody is invited. */
export function givenLogin(login: Login): Logins {
  const cannot = () =>
    Promise.reject(new AdminFailure("A login of another issuer is made and invited there, not here."));
  return { find: async () => login, create: cannot, inviteAgain: cannot };
}

/** The pool of a stage by its name; `given` chooses among several. */
export async function userPoolOf(
  client: CognitoIdentityProviderClient,
  name: string,
  given: string | undefined,
): Promise<string> {
  const ids: string[] = [];
  for await (const { UserPools = [] } of paginateListUserPools({ client }, { MaxResults: 60 })) {
    ids.push(...UserPools.flatMap(({ Id, Name }) => (Id !== undefined && Name === name ? [Id] : [])));
  }
  if (given !== undefined) {
    if (ids.includes(given)) return given;
    throw new AdminFailure(`There is no user pool ${given} named ${name} in this AWS account and region.`);
  }
  const [only, ...more] = ids;
  if (only === undefined)
    throw new AdminFailure(
      `There is no user pool named ${name} in this AWS account and region; deploy the stage first, or check AWS_PROFILE.`,
    );
  if (more.length > 0)
    throw new AdminFailure(
      `Several user pools are named ${name}: ${ids.join(", ")}; choose the deployed one with --user-pool.`,
    );
  return only;
}

/** The people of a user pool, whose addresses are their user names. */
export function poolLogins(client: CognitoIdentityProviderClient, pool: string): Logins {
  const login = (attributes: readonly AttributeType[] | undefined): Login => {
    const subject = attributes?.find(({ Name }) => Name === "sub")?.Value;
    if (subject === undefined) throw new AdminFailure(`The user pool ${pool} does not say who the login is (no sub).`);
    return { issuer: issuerOf(pool), subject };
  };
  return {
    find: async (email) => {
      try {
        const { UserAttributes } = await client.send(new AdminGetUserCommand({ UserPoolId: pool, Username: email }));
        return login(UserAttributes);
      } catch (error) {
        if (error instanceof UserNotFoundException) return undefined;
        throw error;
      }
    },
    create: async (email, fullName) => {
      const { User } = await client.send(
        new AdminCreateUserCommand({
          UserPoolId: pool,
          Username: email,
          DesiredDeliveryMediums: ["EMAIL"],
          UserAttributes: [
            { Name: "email", Value: email },
            { Name: "email_verified", Value: "true" },
            { Name: "name", Value: fullName },
          ],
        }),
      );
      return login(User?.Attributes);
    },
    inviteAgain: async (email) => {
      await client.send(
        new AdminCreateUserCommand({
          UserPoolId: pool,
          Username: email,
          DesiredDeliveryMediums: ["EMAIL"],
          MessageAction: "RESEND",
        }),
      );
    },
  };
}

/** As the pool's tokens have it; the region stands at the front of the pool's id. */
function issuerOf(pool: string): string {
  return `https://cognito-idp.${pool.slice(0, pool.indexOf("_"))}.amazonaws.com/${pool}`;
}
