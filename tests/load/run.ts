import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { migrate } from 'db/migrate'
import type { Contender, Running } from './contender.ts'
import { measureDurability, type Durability } from './durability.ts'
import { krugNative, krugTunnel } from './krug.ts'
import { pin } from './machine.ts'
import { measureIdle, measureRooms, type Rooms } from './memory.ts'
import { makeLongDocument, measureOpening, type Opened } from './opening.ts'
import { hocuspocus, installPeers, relay, ySocketIo, yWebsocketServer } from './peers.ts'
import { tell, type Figure } from './report.ts'
import { gather, measureTyping, type Measured } from './typing.ts'

// Krug beside its peers on this machine, in one run: npx -y pnpm@12 bench [--quick] [--raw] [part of a server's name] ...
// The servers run on processor 0; the load, Postgres and this program on processor 1.

const words = process.argv.slice(2)
const isQuick = words.includes('--quick')
const wanted = words.filter((word) => !word.startsWith('--'))

const LIGHT = 7_200
const STEPS = isQuick
  ? [LIGHT, 27_000]
  : [LIGHT, 27_000, 36_000, 45_000, 54_000, 63_000, 72_000, 81_000, 90_000]
const STEP_MS = isQuick ? 2_500 : 5_000
const LATE_MS = 100
const ROOMS = 20
const IDLE = isQuick ? 300 : 1_000
const FILLED = isQuick ? 100 : 1_000
const OPENINGS = isQuick ? 3 : 5
const KILLS = isQuick ? 1 : 5
const documents = [
  { title: '260 000 edits of one author', edits: 260_000, authors: 1, aim: 'cold 60 ms, warm 25' },
  { title: '150 000 edits of twenty authors', edits: 150_000, authors: 20, aim: 'cold 150 ms, warm 95' },
]

type Result = {
  name: string
  typing: Measured[]
  idle: number | null
  rooms: Rooms | null
  opened: (Opened | null)[]
  durability: Durability | null
}

const measureSteps = async (server: Running, postgresId: number): Promise<Measured[]> => {
  const crowd = await gather(server, ROOMS)
  const steps: Measured[] = []
  for (const offered of STEPS) {
    const step = await measureTyping(server, postgresId, crowd, offered, STEP_MS)
    steps.push(step)
    if (!isQuick && offered > LIGHT && (step.p99 > LATE_MS || step.delivered < offered * 0.9)) break
  }
  crowd.close()
  return steps
}

const withServer = async <T>({ start }: Contender, work: (server: Running) => Promise<T>): Promise<T> => {
  const server = await start()
  pin(server.processId, 0)
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

type Serve = <T>(scenario: (server: Running) => Promise<T>) => Promise<T>

const states = new Map<string, Uint8Array>()

const measureOpenings = async (server: Running) => {
  const figures: (Opened | null)[] = []
  for (const { title, edits, authors } of documents) {
    const state = states.get(title) ?? makeLongDocument(edits, authors)
    states.set(title, state)
    figures.push(await measureOpening(server, state, OPENINGS))
  }
  return figures
}

/** Each scenario meets a server of its own, so that none inherits another's memory; in a quick run all meet one. */
const withServers = async <T>(contender: Contender, work: (next: Serve) => Promise<T>): Promise<T> =>
  isQuick
    ? withServer(contender, (server) => work((scenario) => scenario(server)))
    : work((scenario) => withServer(contender, scenario))

const measure = (contender: Contender, postgresId: number): Promise<Result> =>
  withServers(contender, async (on) => {
    const isCeiling = contender === relay
    const idle = isCeiling ? null : await on((server) => measureIdle(server, IDLE))
    const rooms = isCeiling ? null : await on((server) => measureRooms(server, FILLED, !isQuick))
    const opened = isCeiling ? [] : await on(measureOpenings)
    const typing = await on((server) => measureSteps(server, postgresId))
    const durability = isCeiling ? null : await on((server) => measureDurability(server, KILLS))
    return { name: contender.name, typing, idle, rooms, opened, durability }
  })

const sustained = ({ typing }: Result): number =>
  Math.max(0, ...typing.filter(({ p99 }) => p99 <= LATE_MS).map(({ delivered }) => delivered))

const report = (results: readonly Result[]): void => {
  const figure = (read: (result: Result) => number | null): Figure[] =>
    results.map((result) => ({ name: result.name, value: read(result) }))
  const step = (index: number, key: keyof Measured) => figure(({ typing }) => typing[index]?.[key] ?? null)
  const withStates = results.filter(({ name }) => name !== relay.name)
  const ofStates = (read: (result: Result) => number | null): Figure[] =>
    withStates.map((result) => ({ name: result.name, value: read(result) }))
  tell(`Processor time of the server at ${STEPS[1]} deliveries/s`, 'µs/delivery', step(1, 'server'), {
    aim: 'native ≤ 10, tunnel ≤ 1.25 × native',
  })
  tell(`… and of Postgres`, 'µs/delivery', step(1, 'postgres'))
  tell(`Processor time of the server at ${LIGHT} deliveries/s`, 'µs/delivery', step(0, 'server'))
  tell(`Delay at ${LIGHT} deliveries/s, half`, 'ms', step(0, 'p50'), { aim: 'p50 ≤ 1.5, commit included' })
  tell(`Delay at ${LIGHT} deliveries/s, 99 of 100`, 'ms', step(0, 'p99'), { aim: 'p99 ≤ 6, commit included' })
  tell(
    `Most deliveries with p99 ≤ ${LATE_MS} ms${isQuick ? ' among the loads tried' : ''}`,
    '/s',
    figure(sustained),
    {
      aim: 'the best in-memory peer’s',
      moreIsBetter: true,
    },
  )
  documents.forEach(({ title, aim }, index) => {
    tell(
      `Opening ${title}, first time`,
      'ms',
      ofStates(({ opened }) => opened[index]?.cold ?? null),
      { aim },
    )
    tell(
      `Opening ${title}, again`,
      'ms',
      ofStates(({ opened }) => opened[index]?.warm ?? null),
    )
    tell(
      `… of which Yjs in the client`,
      'ms',
      ofStates(({ opened }) => opened[index]?.floor ?? null),
    )
  })
  tell(
    'Memory of an idle connection',
    'KB',
    ofStates(({ idle }) => idle),
    { aim: '≤ 15' },
  )
  tell(
    `Memory of a room of 20 KB, ${FILLED} rooms`,
    'KB',
    ofStates(({ rooms }) => rooms?.perRoom ?? null),
    {
      aim: '≤ 100',
    },
  )
  if (!isQuick) {
    tell(
      '… given back 75 s after all have left',
      '%',
      ofStates(({ rooms }) => 100 * (rooms?.given ?? 0)),
      {
        moreIsBetter: true,
      },
    )
    tell(
      '… and as many again add',
      '%',
      ofStates(({ rooms }) => 100 * (rooms?.second ?? 0)),
      { aim: '≤ 20' },
    )
  }
  console.log(`\nEdits called safe and lost over kill -9  (aim: none)`)
  for (const { name, durability } of withStates)
    if (durability)
      console.log(
        `  ${name.padEnd(32)}${durability.lost} of ${durability.acknowledged} in ${durability.rounds} rounds`,
      )
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
]
try {
  const results: Result[] = []
  for (const contender of contenders) {
    if (wanted.length > 0 && !wanted.some((word) => contender.name.includes(word))) continue
    console.log(`… ${contender.name}`)
    results.push(await measure(contender, postgres.pid()))
    if (words.includes('--raw')) console.log(JSON.stringify(results.at(-1)))
  }
  const [processor] = os.cpus()
  console.log(
    `\n${processor?.model ?? 'unknown processor'}, ${os.cpus().length} in all, Node ${process.version}; load ${os.loadavg()[0]?.toFixed(1)}`,
  )
  report(results)
} finally {
  await close()
  await postgres.close()
  rmSync(dataFolder, { recursive: true, force: true })
}
process.exit()
