/** The emulator of AWS: one process group on 127.0.0.1, with nothing of our environment, in a folder that is removed afterwards. */
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { lastLines, ProofFailure } from "./failure.ts";
import { endProgram, runWell, startProgram } from "./processes.ts";
import type { PythonEnvironment } from "./python.ts";

const upWithinSeconds = 30;
const warningsKept = 5;
const charactersKept = 20_000;
/** Emulators take any key; this account and this user may do everything. */
export const account = "000000000000";
const credentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** The pinned Node first: functions and the CDK run on it. */
const searched = `${dirname(process.execPath)}:/usr/bin:/bin`;

export interface EmulatorOptions {
  readonly programs: PythonEnvironment;
  readonly folder: string;
  readonly port: number;
  readonly region: string;
  /** Over HTTPS, with every call of a function checked against the policies of its role. */
  readonly isEnforcing: boolean;
}

export interface Emulator {
  readonly endpoint: string;
  readonly region: string;
  /** What a program needs to call it instead of AWS. */
  readonly env: NodeJS.ProcessEnv;
  /** Rejected when it ends before it is told to. */
  readonly lost: Promise<never>;
  /** What it warned of last. */
  warnings(): string[];
  stop(): void;
}

/** Starts the emulator and waits until it answers. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { programs, folder, port, region, isEnforcing } = options;
  await checkPort(port);
  mkdirSync(folder, { recursive: true });
  const tls = isEnforcing ? await certified(programs, folder) : undefined;
  const endpoint = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  let printed = "";
  const env = emulatorEnvironment(folder, port, tls);
  const child = startProgram({ command: programs.emulator, args: [], env, cwd: folder }, (text) => {
    printed = (printed + text).slice(-charactersKept);
  });
  const lost = new Promise<never>((_, failed) => {
    child.once("error", ({ message }) => failed(new ProofFailure(`The emulator could not be started: ${message}.`)));
    child.once("exit", (status, signal) =>
      failed(new ProofFailure(`The emulator ended by itself (${signal ?? status}).`, lastLines(printed))),
    );
  });
  // It may end while nobody waits for it.
  lost.catch(() => undefined);
  const stop = () => endProgram(child);
  await Promise.race([answers(endpoint), lost]).catch((error) => {
    stop();
    throw error;
  });
  return {
    endpoint,
    region,
    env: { ...programEnvironment(folder, region), ...tls?.trust, AWS_ENDPOINT_URL: endpoint },
    lost,
    warnings: () => warningsIn(printed),
    stop,
  };
}

/** All of its environment, which its functions inherit. */
function emulatorEnvironment(folder: string, port: number, tls: Tls | undefined): NodeJS.ProcessEnv {
  return {
    PATH: searched,
    HOME: folder,
    TMPDIR: folder,
    S3_DATA_DIR: join(folder, "s3"),
    STATE_DIR: join(folder, "state"),
    BIND_HOST: "127.0.0.1",
    MINISTACK_HOST: "127.0.0.1",
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: "0",
    ...(tls && { AUTH: "true", USE_SSL: "1", MINISTACK_SSL_CERT: tls.certificate, MINISTACK_SSL_KEY: tls.key }),
    ...tls?.trust,
  };
}

function warningsIn(printed: string): string[] {
  const lines = printed.split("\n").filter((line) => / (WARNING|ERROR) /.test(line));
  return lines.slice(-warningsKept);
}

/** Refuses a port that somebody listens on. */
export function checkPort(port: number): Promise<void> {
  return new Promise((free, failed) => {
    const server = createServer();
    server.once("error", () => failed(new ProofFailure(`Port ${port} is in use; name another one with --port.`)));
    server.listen(port, "127.0.0.1", () => server.close(() => free()));
  });
}

async function answers(endpoint: string): Promise<void> {
  const until = performance.now() + upWithinSeconds * 1_000;
  while (performance.now() < until) {
    const isUp = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await pause(100);
  }
  throw new ProofFailure(`The emulator did not answer within ${upWithinSeconds} s.`);
}

interface Tls {
  readonly certificate: string;
  readonly key: string;
  /** Variables by which Node and the AWS SDKs trust the certificate. */
  readonly trust: NodeJS.ProcessEnv;
}

/** A certificate that this process, the emulator, its functions and the CDK trust. */
async function certified({ python }: PythonEnvironment, folder: string): Promise<Tls> {
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const script = join(import.meta.dirname, "certificate.py");
  await runWell({ command: python, args: [script, certificate, key], env: {}, cwd: folder }, 30);
  setDefaultCACertificates([...getCACertificates("default"), readFileSync(certificate, "utf8")]);
  return { certificate, key, trust: { NODE_EXTRA_CA_CERTS: certificate, AWS_CA_BUNDLE: certificate } };
}

/** Nothing of whoever runs the proof: neither their profiles nor their accounts. */
function programEnvironment(folder: string, region: string): NodeJS.ProcessEnv {
  return {
    PATH: searched,
    HOME: folder,
    TMPDIR: folder,
    ...credentials,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    CDK_NOTICES: "false",
    CDK_DISABLE_VERSION_CHECK: "1",
    CDK_DISABLE_CLI_TELEMETRY: "1",
  };
}
