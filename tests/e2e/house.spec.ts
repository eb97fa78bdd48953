import { expect, signInAs, test } from '../support/e2e.ts'

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

test('pages and their files carry the headers that keep others out', async ({ demo, request }) => {
  const page = await request.get(`${demo.url}/sign-in`)
  const script = /src="([^"]+\.js)"|href="([^"]+\.js)"/.exec(await page.text())
  const file = await request.get(new URL(script?.[1] ?? script?.[2] ?? '', `${demo.url}/sign-in`).href)
  for (const answer of [page, file]) {
    expect(answer.ok()).toBe(true)
    expect(answer.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
  }
  expect(page.headers()['content-security-policy']).toMatch(/script-src[^;]+'nonce-/)
  expect(page.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
})

test('a page believes PUBLIC_URL about its address, whatever a client says', async ({ demo, request }) => {
  const headers = { host: 'evil.example', 'x-krug-host': 'evil.example', 'x-forwarded-host': 'evil.example' }
  const page = await request.get(`${demo.url}/`, { headers, maxRedirects: 0 })
  expect(page.headers()['location'] ?? '').not.toContain('evil.example')
  expect(await page.text()).not.toContain('evil.example')
})

test('the demo lets its people in', async ({ demo, page }) => {
  await signInAs(page, demo, 'sokolovskaya@demo.invalid')
  await page.goto(demo.url)
  await expect(page.getByText('Соколовская').first()).toBeVisible()
})

test('a press that came before the scripts is repeated when they are there', async ({ demo, page }) => {
  await signInAs(page, demo, 'sokolovskaya@demo.invalid')
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/_app/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.goto(`${demo.url}/documents`, { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Новый документ' }).first().click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  release()
  await expect(page.getByRole('dialog')).toBeVisible()
})
