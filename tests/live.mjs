import { chromium } from '@playwright/test'
import fs from 'node:fs'
const [,, w='1366', h='768', out='/tmp/krug/shots/live.png', ...rest] = process.argv
const pass = /with the password (\S+)/.exec(fs.readFileSync('/tmp/krug/demo.log','utf8'))[1]
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] })
const url = 'http://localhost:31610'
const enter = async (login) => {
  const c = await b.newContext({ viewport: { width: +w, height: +h }, locale: 'ru' })
  const r = await c.request.post(url + '/api/auth/sign-in/email', { data: { email: login + '@demo.invalid', password: pass }, headers: { origin: url } })
  if (!r.ok()) console.log('sign in', r.status(), await r.text())
  const p = await c.newPage()
  p.on('console', m => ['error','warning'].includes(m.type()) && console.log(login, 'console', m.text()))
  p.on('pageerror', e => console.log(login, 'pageerror', e.stack))
  return p
}
const p = await enter('orlova')
const docs = await (await p.context().request.get(url + '/api/documents')).json()
const map = docs.find(d => d.kind === 'roadmap')
console.log(map?.id, map?.title, docs.length)
await p.goto(url + '/documents/' + map.id)
await p.waitForSelector('[role=grid], section ol', { timeout: 20000 }).catch(e => console.log('no grid'))
await p.waitForTimeout(1000)
const q = process.env.TWO ? await enter('rybakova') : null
if (q) { await q.goto(url + '/documents/' + map.id); await q.waitForSelector('[role=grid]'); await q.waitForTimeout(500) }
for (const r of rest) { await eval(`(async () => { ${r} })()`); await p.waitForTimeout(300) }
await p.screenshot({ path: out })
if (q) await q.screenshot({ path: out.replace('.png', '-q.png') })
await b.close()
