import { defineConfig } from 'vitest/config'

/** Beside the source: no Postgres. tests/integration: real Postgres and sockets. tests/fuzz: chance with a seed. tests/crash: processes that die. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{shared,db,server,web}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.pg.test.ts'],
          // Long texts on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'fuzz',
          include: ['tests/fuzz/**/*.test.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'crash',
          include: ['tests/crash/**/*.test.ts'],
          globalSetup: ['tests/support/globalSetup.ts'],
          // Two hundred rounds take their time.
          testTimeout: process.env.KRUG_TEST_LONG ? 3_600_000 : 240_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
