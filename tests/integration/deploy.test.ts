import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeSample } from '../support/nginx.ts'
import { prepareProgram } from '../support/system.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-deploy-'))
const certificates = { key: path.join(folder, 'key.pem'), chain: path.join(folder, 'chain.pem') }

beforeAll(() => {
  const names = ['-keyout', certificates.key, '-out', certificates.chain, '-subj', '/CN=krug.example.org']
  const openssl = prepareProgram('openssl', ['/usr/bin/openssl', '/usr/local/bin/openssl'])
  execFileSync(openssl, ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names], {
    stdio: 'ignore',
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['nginx.conf', 'nginx-nodes.conf'])('nginx takes deploy/%s', async (name) =>
  expect(await judgeSample(name, certificates)).toBe(''),
)
