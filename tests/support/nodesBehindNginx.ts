import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { must } from 'shared/must'
import { startNginx } from './nginx.ts'
import { freePort } from './ports.ts'
import { spawnServer, type SpawnedServer } from './process.ts'
import { startRedis } from './redis.ts'

type Wish = { words?: string[] }

/** Three Krugs as processes of their own behind a real nginx, with a Postgres and a Redis of their own. All of it can be killed. */
export const startNodesBehindNginx = async ({ words = ['start', '--no-pages'] }: Wish = {}) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-nodes-'))
  // As root, the database's own account must be able to walk in.
  chmodSync(folder, 0o711)
  const postgres = await openEmbedded({ dataFolder: path.join(folder, 'data') })
  const redis = await startRedis()
  const ports = [await freePort(), await freePort(), await freePort()]
  const nginx = await startNginx(ports)
  const nodes = new Map<number, SpawnedServer>()

  const startNode = async (index: number): Promise<void> => {
    const node = spawnServer({
      words,
      settings: {
        PORT: String(ports[index]),
        PUBLIC_URL: nginx.url,
        TRUST_PROXY: '1',
        DATA_DIR: path.join(folder, `node-${index}`),
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        SECRET: 'the same for all nodes: thirty-two letters',
        LOG_LEVEL: 'error',
      },
    })
    nodes.set(index, node)
    await node.ready
  }
  for (const index of ports.keys()) await startNode(index)
  const pool = connect(postgres.url, { max: 2 })

  return {
    /** Where people come in. */
    url: nginx.url,
    /** Where one node listens itself. */
    urlOf: (index: number) => `http://127.0.0.1:${ports[index]}`,
    count: ports.length,
    db: pool.db,
    sql: pool.sql,
    redis,
    startNode,
    endNode: async (index: number, signal: NodeJS.Signals) => {
      const ended = await must(nodes.get(index), 'a node').kill(signal)
      return ended.code
    },
    /** It is started again by itself. */
    killPostgres: () => process.kill(postgres.pid(), 'SIGKILL'),
    stop: async () => {
      await Promise.all([...nodes.values()].map((node) => node.kill('SIGTERM')))
      await pool.close()
      await nginx.stop()
      await redis.kill()
      await postgres.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type NodesBehindNginx = Awaited<ReturnType<typeof startNodesBehindNginx>>
