import { chromium } from '@playwright/test'
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const p = await b.newPage({ viewport: { width: 1366, height: 740 } })
p.on('pageerror', (e) => console.log('pageerror', e.stack))
const n = process.argv[2] ?? '20'
const t0 = Date.now()
await p.goto('http://localhost:31602/?copies=' + n)
await p.waitForSelector('[role=grid]')
console.log('rows', await p.locator('[data-row]').count(), 'load ms', Date.now() - t0)
console.log('mount', await p.evaluate(() => performance.getEntriesByType('measure').length))
const cdp = await p.context().newCDPSession(p)
await p.locator('[data-row="00000000-0000-4000-8000-000000000012"] [data-column=title]').click()
await p.keyboard.press('Enter')
// frames + remote edits while typing
await p.evaluate(() => {
  window.frames_ = []
  let last = performance.now()
  const f = (t) => {
    window.frames_.push(t - last)
    last = t
    window.raf = requestAnimationFrame(f)
  }
  requestAnimationFrame(f)
  const rows = other.getArray('rows').toArray()
  let i = 0
  window.edits = setInterval(() => {
    const r = rows[(i * 7) % rows.length]
    r.get('title').insert(0, 'x')
    r.set('dateTo', '2026-12-' + String(10 + (i % 18)))
    i++
  }, 50)
})
for (let i = 0; i < 60; i++) {
  await p.keyboard.type('ы')
  await p.waitForTimeout(30)
}
const typing = await p.evaluate(() => {
  const f = window.frames_.slice(3).sort((a, b) => a - b)
  return { n: f.length, p50: f[f.length >> 1], p95: f[Math.floor(f.length * 0.95)], max: f.at(-1) }
})
console.log('typing frames', typing)
await p.keyboard.press('Escape')
await p.evaluate(() => {
  window.frames_.length = 0
})
await p.locator('[data-row="00000000-0000-4000-8000-000000000012"] [data-column=title]').click()
for (let i = 0; i < 80; i++) {
  await p.keyboard.press('ArrowDown')
  await p.waitForTimeout(15)
}
console.log(
  'arrows',
  await p.evaluate(() => {
    const f = window.frames_.slice(3).sort((a, b) => a - b)
    return { n: f.length, p50: f[f.length >> 1], p95: f[Math.floor(f.length * 0.95)], max: f.at(-1) }
  }),
)
await p.evaluate(() => {
  window.frames_.length = 0
})
await p.mouse.move(600, 400)
for (let i = 0; i < 40; i++) {
  await p.mouse.wheel(0, 300)
  await p.waitForTimeout(20)
}
console.log(
  'scroll',
  await p.evaluate(() => {
    const f = window.frames_.slice(3).sort((a, b) => a - b)
    return { n: f.length, p50: f[f.length >> 1], p95: f[Math.floor(f.length * 0.95)], max: f.at(-1) }
  }),
)
// cost of one remote edit, script only
console.log(
  'edit ms',
  await p.evaluate(() => {
    clearInterval(window.edits)
    const rows = other.getArray('rows').toArray()
    const ts = []
    for (let i = 0; i < 50; i++) {
      const t = performance.now()
      rows[i].get('title').insert(0, 'y')
      ts.push(performance.now() - t)
    }
    ts.sort((a, b) => a - b)
    return { p50: ts[25], max: ts[49] }
  }),
)
await b.close()
