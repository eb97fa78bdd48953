import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

const apt = (words: string): boolean =>
  spawnSync('apt-get', ['-qq', ...words.split(' ')], {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const policy = '/usr/sbin/policy-rc.d'

/** Installs without starting services: what a test needs it starts itself, on its own ports. */
const installQuietly = (name: string): boolean => {
  const isOurs = !existsSync(policy)
  if (isOurs) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return ['update', `install -y --no-install-recommends ${name}`].every(apt)
  } finally {
    if (isOurs) rmSync(policy)
  }
}

/** Makes sure that one of these programs is there and gives its path: installs Debian's package as root, else says what to do. */
export const prepareProgram = (name: string, paths: readonly string[]): string => {
  const find = () => paths.find((file) => existsSync(file))
  const found = find() ?? (process.getuid?.() === 0 && installQuietly(name) ? find() : undefined)
  if (found === undefined)
    throw new Error(`These tests need ${name}. Install it: sudo apt-get install ${name}`)
  return found
}
