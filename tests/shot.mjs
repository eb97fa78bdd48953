import { chromium } from '@playwright/test'
const [, , path, out, w = '1314', h = '740', ...rest] = process.argv
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const p = await b.newPage({ viewport: { width: +w, height: +h } })
p.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log('console', m.text()))
p.on('pageerror', (e) => console.log('pageerror', e.stack))
await p.goto('http://localhost:31601/' + path)
await p.waitForTimeout(1500)
for (const r of rest) {
  await eval(`(async () => { ${r} })()`)
  await p.waitForTimeout(200)
}
await p.screenshot({ path: out })
await b.close()
