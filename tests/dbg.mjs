import { chromium } from '@playwright/test'
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const p = await b.newPage({ viewport: { width: 1314, height: 740 } })
p.on('pageerror', (e) => console.log('pageerror', e.stack))
await p.goto('http://localhost:31601/')
await p.waitForSelector('[role=grid]')
await p.evaluate(() => {
  theirs.awareness.setLocalStateField('cell', { id: idOf(5), column: 'title' })
})
await p.waitForTimeout(300)
const st = () =>
  p.evaluate(() => ({
    active: document.activeElement?.outerHTML.slice(0, 120),
    panel: !!document.querySelector('.panel'),
    scroll: document.querySelector('.body').scrollTop,
  }))
await p.locator('[data-row="00000000-0000-4000-8000-000000000012"] [data-column=status]').click()
console.log('click', await st())
await p.evaluate(() => {
  for (const n of ['keydown', 'keyup', 'click'])
    document.addEventListener(n, (e) => console.log(n, e.target.outerHTML.slice(0, 60)), true)
})
p.on('console', (m) => console.log(m.text()))
await p.keyboard.press('Space')
await p.waitForTimeout(200)
console.log('press', await st())
await p.keyboard.press('ArrowDown')
await p.waitForTimeout(100)
console.log('arrow', await st())
await p.keyboard.press('Enter')
await p.waitForTimeout(100)
console.log('enter', await st())
await b.close()
