import { defineConfig } from 'vitest/config'

/** What is waited for may take a while on a busy machine; the default is one second. */
const patience = { poll: { timeout: 10_000 } }

/**
 * Three projects: `core` runs anywhere in seconds, `lab` needs root and builds real Docker networks,
 * `e2e` needs the built app and Chromium.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect: patience,
          include: [
            'src/**/*.test.{ts,tsx}',
            'test/contract/**/*.test.ts',
            'test/house/**/*.test.ts',
            'test/scenes/**/*.test.ts',
            'test/screen/**/*.test.ts',
            'test/lesson/**/*.test.ts',
          ],
          // Some run a thousand random cases, or tshark, on a machine that may be busy with a lab.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'lab',
          expect: patience,
          include: ['test/lab/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          expect: patience,
          include: ['test/{cli,e2e,electron}/**/*.test.ts'],
          globalSetup: ['test/e2e/build-once.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
