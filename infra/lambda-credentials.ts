/** Stands in for the SDK's credential chain and its reader of profiles, inside Lambda bundles: the variables that Lambda sets, and nothing else. */

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

export function defaultProvider(): () => Promise<Credentials> {
  return async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined)
      throw new Error("Lambda set no credentials.");
    return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };
  };
}

/** How the SDK joins section and key of a profile. */
export const CONFIG_PREFIX_SEPARATOR = ".";

/** Nobody's home folder is in Lambda: there are no profiles to read. */
export async function loadSharedConfigFiles(): Promise<{ configFile: object; credentialsFile: object }> {
  return { configFile: {}, credentialsFile: {} };
}
