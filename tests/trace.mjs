import { chromium } from '@playwright/test'
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const p = await b.newPage({ viewport: { width: 1366, height: 740 } })
const n = process.argv[2] ?? '20'
await p.goto('http://localhost:31602/?copies=' + n)
await p.waitForSelector('[role=grid]')
await p.waitForTimeout(1500)
await p.locator('[data-row="00000000-0000-4000-8000-000000000012"] [data-column=title]').click()
await p.keyboard.press('Enter')
await p.waitForTimeout(300)
const cdp = await p.context().newCDPSession(p)
const events = []
cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value))
await cdp.send('Tracing.start', {
  categories: 'devtools.timeline,disabled-by-default-devtools.timeline',
  transferMode: 'ReportEvents',
})
for (let i = 0; i < 20; i++) {
  await p.keyboard.type('ы')
  await p.waitForTimeout(60)
}
const done = new Promise((r) => cdp.once('Tracing.tracingComplete', r))
await cdp.send('Tracing.end')
await done
const sum = {}
for (const e of events)
  if (e.ph === 'X' && e.tdur) {
    const s = (sum[e.name] ??= { n: 0, cpu: 0 })
    s.n++
    s.cpu += e.tdur / 1000
  }
console.log(
  Object.entries(sum)
    .sort((a, b) => b[1].cpu - a[1].cpu)
    .slice(0, 16)
    .map(([k, v]) => `${k} n=${v.n} cpu=${v.cpu.toFixed(1)}ms`)
    .join('\n'),
)
await b.close()
