import type { Running } from './contender.ts'
import { measureDurability } from './durability.ts'
import { measureFanout } from './fanout.ts'
import { FANS, HIGH, LATE_MS, LIGHT, LOAD, type Readings } from './figures.ts'
import { measureIdle, measureRooms } from './memory.ts'
import { makeLongDocument, measureOpening } from './opening.ts'
import { measureStall } from './stall.ts'
import { measureStorm } from './storm.ts'
import { gather, measureTyping, type Measured } from './typing.ts'

export type Scenario = {
  name: string
  /** Whether a server that knows nothing of Yjs can be measured so. */
  forCeiling: boolean
  measure: (server: Running, postgresId: number, isQuick: boolean) => Promise<Readings>
}

const ROOMS = 20
/** A runtime that has just started is still compiling; servers run for weeks. */
const WARM_MS = 20_000
const STEPS = [LIGHT, LOAD, 36_000, 45_000, 54_000, HIGH, 72_000, 81_000, 90_000]
const QUICK_STEPS = [LIGHT, LOAD, HIGH]
const documents = [
  { key: 'one', edits: 260_000, authors: 1 },
  { key: 'twenty', edits: 150_000, authors: 20 },
]
const states = new Map<string, Uint8Array>()

const stateOf = ({ key, edits, authors }: (typeof documents)[number]): Uint8Array => {
  const state = states.get(key) ?? makeLongDocument(edits, authors)
  states.set(key, state)
  return state
}

const isSustained = ({ p99, delivered, offered }: Measured): boolean =>
  p99 <= LATE_MS && delivered >= offered * 0.9

const loadReadings = (name: string, step: Measured | undefined): Readings =>
  step
    ? {
        [`${name}.server`]: step.server,
        [`${name}.postgres`]: step.postgres,
        [`${name}.p50`]: step.p50,
        [`${name}.p99`]: step.p99,
      }
    : {}

const typing: Scenario['measure'] = async (server, postgresId, isQuick) => {
  const crowd = await gather(server, ROOMS)
  await measureTyping(server, postgresId, crowd, LOAD, WARM_MS)
  const steps: Measured[] = []
  for (const offered of isQuick ? QUICK_STEPS : STEPS) {
    const step = await measureTyping(server, postgresId, crowd, offered, isQuick ? 2_500 : 5_000)
    steps.push(step)
    if (offered > LOAD && !isSustained(step)) break
  }
  crowd.close()
  const at = (load: number) => steps.find(({ offered }) => offered === load)
  return {
    ...loadReadings('light', at(LIGHT)),
    ...loadReadings('load', at(LOAD)),
    ...loadReadings('high', at(HIGH)),
    sustained: isQuick ? null : Math.max(0, ...steps.filter(isSustained).map((step) => step.delivered)),
  }
}

const fanout: Scenario['measure'] = async (server, _, isQuick) => {
  const readings: Readings = {}
  await measureFanout(server, 50, WARM_MS)
  for (const fans of FANS) {
    const { p99, server: cost } = await measureFanout(server, fans, isQuick ? 2_000 : 6_000)
    readings[`fanout.${fans}.p99`] = p99
    readings[`fanout.${fans}.server`] = cost
  }
  return readings
}

const stall: Scenario['measure'] = async (server) => {
  const { worst, p99, arrived } = await measureStall(server)
  return { 'stall.worst': worst, 'stall.p99': p99, 'stall.arrived': arrived }
}

const storm: Scenario['measure'] = async (server, _, isQuick) => {
  const { all, server: cost, memory } = await measureStorm(server, isQuick ? 50 : 200)
  return { 'storm.all': all, 'storm.server': cost, 'storm.memory': memory }
}

const opening: Scenario['measure'] = async (server, _, isQuick) => {
  const readings: Readings = {}
  for (const document of documents) {
    const opened = await measureOpening(server, stateOf(document), isQuick ? 3 : 5)
    readings[`open.${document.key}.cold`] = opened?.cold ?? null
    readings[`open.${document.key}.warm`] = opened?.warm ?? null
    readings[`open.${document.key}.floor`] = opened?.floor ?? null
  }
  return readings
}

// Ten people come, and a session of the app may have a hundred lines.
const idle: Scenario['measure'] = async (server, _, isQuick) => ({
  idle: await measureIdle(server, isQuick ? 300 : 900),
})

const memory: Scenario['measure'] = async (server, _, isQuick) => {
  const { perRoom, given, second } = await measureRooms(server, isQuick ? 100 : 1_000, !isQuick)
  const percent = (share: number | null) => share && share * 100
  return { 'rooms.each': perRoom, 'rooms.given': percent(given), 'rooms.second': percent(second) }
}

const durability: Scenario['measure'] = async (server, _, isQuick) => {
  const result = await measureDurability(server, isQuick ? 1 : 2)
  return { 'kill.lost': result?.lost ?? null, 'kill.safe': result?.acknowledged ?? null }
}

/** Each meets a server of its own, so that none inherits another's memory. */
export const scenarios: readonly Scenario[] = [
  { name: 'typing', forCeiling: true, measure: typing },
  { name: 'fanout', forCeiling: false, measure: fanout },
  { name: 'stall', forCeiling: false, measure: stall },
  { name: 'storm', forCeiling: false, measure: storm },
  { name: 'opening', forCeiling: false, measure: opening },
  { name: 'idle', forCeiling: false, measure: idle },
  { name: 'memory', forCeiling: false, measure: memory },
  { name: 'durability', forCeiling: false, measure: durability },
]
