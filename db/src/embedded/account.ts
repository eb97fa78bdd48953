import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

/** The account of the operating system that runs Postgres; null means "the one that runs Krug". */
export type Account = { uid: number; gid: number } | null

const preferred = ['postgres', 'nobody']

const findAccount = (name: string): Account => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

const ownerOf = (folder: string): Account => {
  const { uid, gid } = statSync(folder)
  return uid === 0 ? null : { uid, gid }
}

/** Postgres refuses to run as root, so root lends it another account: the cluster's owner, else a usual one. */
export const chooseAccount = (cluster: string): Account => {
  if (process.getuid?.() !== 0) return null
  if (existsSync(cluster)) return ownerOf(cluster)
  for (const name of preferred) {
    const account = findAccount(name)
    if (account) return account
  }
  return { uid: 65534, gid: 65534 }
}

/** Whether the account can walk to the folder; asked of the system itself, which knows about ACLs and mounts. */
export const canEnter = (account: Account, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
    .status === 0
