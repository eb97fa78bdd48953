import { chromium } from '@playwright/test'
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const p = await b.newPage({ viewport: { width: 1366, height: 740 } })
await p.goto('http://localhost:31602/?copies=' + (process.argv[2] ?? '20'))
await p.waitForSelector('[role=grid]')
await p.waitForTimeout(1500)
await p.locator('[data-row="00000000-0000-4000-8000-000000000012"] [data-column=title]').click()
await p.keyboard.press('Enter')
await p.waitForTimeout(300)
const cdp = await p.context().newCDPSession(p)
await cdp.send('Profiler.enable')
await cdp.send('Profiler.setSamplingInterval', { interval: 200 })
await cdp.send('Profiler.start')
for (let i = 0; i < 40; i++) {
  await p.keyboard.type('ы')
  await p.waitForTimeout(30)
}
const { profile } = await cdp.send('Profiler.stop')
const self = new Map(),
  total = new Map()
const byId = new Map(profile.nodes.map((n) => [n.id, n]))
const parent = new Map()
for (const n of profile.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
profile.samples.forEach((id, i) => {
  const dt = profile.timeDeltas[i] / 1000
  let n = byId.get(id)
  const k = n.callFrame.functionName + ':' + n.callFrame.lineNumber
  self.set(k, (self.get(k) ?? 0) + dt)
  const seen = new Set()
  for (let x = id; x; x = parent.get(x)) {
    const f = byId.get(x).callFrame
    const kk = f.functionName + ':' + f.lineNumber
    if (!seen.has(kk)) {
      seen.add(kk)
      total.set(kk, (total.get(kk) ?? 0) + dt)
    }
  }
})
const top = (m) =>
  [...m]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 28)
    .map(([k, v]) => `${v.toFixed(1)} ${k}`)
    .join('\n')
console.log('SELF\n' + top(self))
console.log('TOTAL\n' + top(total))
await b.close()
