import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { migrate } from 'db/migrate'
import type { Contender } from './contender.ts'
import type { Readings } from './figures.ts'
import { krugNative, krugNodes, krugTunnel } from './krug.ts'
import { pin } from './machine.ts'
import { hocuspocus, installPeers, relay, ySocketIo, yWebsocketServer } from './peers.ts'
import { machineLine, tableOf, write, type Run } from './report.ts'
import { scenarios, type Scenario } from './scenarios.ts'

// Krug beside its peers on this machine: npx -y pnpm@12 bench [--quick] [--runs=3] [--only=typing,idle] [--write]
// [part of a server's name] ... The servers run on processor 0; the load, Postgres and this program on processor 1.

const words = process.argv.slice(2)
const isQuick = words.includes('--quick')
const wanted = words.filter((word) => !word.startsWith('--'))
const option = (name: string): string | undefined =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const runsWanted = Number(option('runs') ?? (isQuick ? 1 : 3))
const only = option('only')?.split(',')
const page = fileURLToPath(new URL('../../docs/benchmark.md', import.meta.url))

const measure = async ({ start }: Contender, scenario: Scenario, postgresId: number): Promise<Readings> => {
  const server = await start()
  for (const processId of server.processIds) pin(processId, 0)
  try {
    return await scenario.measure(server, postgresId, isQuick)
  } finally {
    await server.stop()
  }
}

const measureAll = async (contender: Contender, postgresId: number): Promise<Run> => {
  const readings: Readings = {}
  for (const scenario of scenarios) {
    if (contender === relay && !scenario.forCeiling) continue
    if (only && !only.includes(scenario.name)) continue
    if (contender.only && !contender.only.includes(scenario.name)) continue
    try {
      Object.assign(readings, await measure(contender, scenario, postgresId))
    } catch (error) {
      // A server that falls in one scenario is measured in the others.
      console.error(`${contender.name} failed at ${scenario.name}:`, error)
    }
    console.log(`  ${contender.name}: ${scenario.name} done`)
  }
  return { name: contender.name, readings }
}

await installPeers()
pin(process.pid, 1)
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-load-'))
const postgres = await openEmbedded({ dataFolder })
await migrate(postgres.url)
const { db, sql, close } = connect(postgres.url)
const store = { url: postgres.url, db }
const contenders = [
  relay,
  yWebsocketServer,
  ySocketIo,
  hocuspocus(postgres.url, sql),
  krugNative(store),
  krugTunnel(store),
  krugNodes(store),
].filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
const loads: number[] = []
try {
  const runs: Run[] = []
  // Interleaved: what the machine does at one time of the day meets all servers alike.
  for (let run = 1; run <= runsWanted; run++) {
    loads.push(os.loadavg()[0] ?? 0)
    console.log(`run ${run} of ${runsWanted}, load ${loads.at(-1)?.toFixed(1)}`)
    for (const contender of contenders) runs.push(await measureAll(contender, postgres.pid()))
  }
  const text = `${machineLine(loads, runsWanted)}.\n\n${tableOf(runs)}`
  console.log(`\n${text}`)
  if (words.includes('--write')) {
    write(page, text)
    execFileSync('npx', ['prettier', '--write', page])
  }
} finally {
  await close()
  await postgres.close()
  rmSync(dataFolder, { recursive: true, force: true })
}
process.exit()
