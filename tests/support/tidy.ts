import { test as base } from '@playwright/test'

/** What all browser tests build on: pages that a test opened go with it, or they would work on beside all others. */
export const test = base.extend<{ tidy: undefined }>({
  tidy: [
    async ({ browser }, use) => {
      await use(undefined)
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    { auto: true },
  ],
})
