import { defineConfig } from "vitest/config";

const setup = {
  globalSetup: ["test/support/global-setup.ts"],
  setupFiles: ["test/support/fixed-seed.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

const isAnotherDay = process.env.SHIFTED_NOW !== undefined;
const isAnotherEngine = process.env.DYNAMODB_ENDPOINT !== undefined;

/** What says nothing under another day, or on another engine (which reports other units than DynamoDB bills). */
const elsewhere = [
  ...(isAnotherDay ? ["test/house/**", "test/deploy/**", "test/infra/*.test.ts"] : []),
  ...(isAnotherEngine ? ["test/functions/{reports,scoring}-cost.test.ts"] : []),
];

/** Whole runners under thousands of bad requests, killed in the middle of a load, or with every fault; the whole demonstration loaded again and again. */
const storms = ["bad-input", "survives", "mail-survives", "notices-story", "demo/load"].map(
  (name) => `test/local/${name}.test.ts`,
);
/** Every kind of officer, every unit that is paid for, every way an archive can be broken: many worlds, of which few change from day to day. */
const manyWorlds = [
  "test/functions/scoring-separation.test.ts",
  "test/functions/{reports,scoring}-cost.test.ts",
  "test/infra/archive/archive.test.ts",
];

/** `npm test` runs `unit` and `local`; the long tier and the engine tier have commands of their own. */
export default defineConfig({
  test: {
    // Vitest leaves one processor free, which on two halves the speed.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          ...setup,
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/local/**", "test/long/**", "test/faults/**", ...manyWorlds, ...elsewhere],
        },
      },
      { test: { ...setup, name: "local", include: ["test/local/**/*.test.ts"], exclude: storms } },
      { test: { ...setup, name: "faults", include: ["test/faults/**/*.test.ts"], testTimeout: 300_000 } },
      {
        test: {
          ...setup,
          name: "long",
          include: ["test/long/**/*.test.ts", ...storms, ...manyWorlds],
          exclude: elsewhere,
          testTimeout: 300_000,
        },
      },
    ],
  },
});
