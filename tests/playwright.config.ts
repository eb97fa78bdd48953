import { defineConfig } from '@playwright/test'
import { chromiumArguments, chromiumPath } from './support/chromium.ts'

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Writers mostly wait for their own next letter, so two files fit on two processors. Each worker has servers of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1366, height: 768 },
    // Taking a trace costs as much as the test itself: `--trace on` where one is wanted.
    trace: 'off',
    launchOptions: {
      executablePath: chromiumPath,
      args: chromiumArguments,
      // Where no language is set, Chromium loses files with Cyrillic names.
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    },
  },
})
