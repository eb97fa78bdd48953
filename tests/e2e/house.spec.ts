import { expect, test } from '../support/e2e.ts'

test('the door opens in Russian, asks nobody else for anything and complains of nothing', async ({
  demo,
  page,
}) => {
  const foreign: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== demo.url) foreign.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${demo.url}/sign-in`)

  await expect(page.locator('html')).toHaveAttribute('lang', 'ru')
  await page.waitForLoadState('networkidle')
  expect(foreign).toEqual([])
  expect(complaints).toEqual([])
})
