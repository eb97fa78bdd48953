/** A figure of the benchmark: its title in the table, whether more is better, and what is aimed at. */
export type Figure = { key: string; title: string; moreIsBetter?: true; aim?: string }

/** What one scenario measured on one server, by key; null: the server cannot be measured so. */
export type Readings = Record<string, number | null>

export const LIGHT = 7_200
export const LOAD = 27_000
/** Near the most that one processor delivers. */
export const HIGH = 63_000
export const LATE_MS = 100
export const FANS = [50, 200, 500]

/** All figures in the order of the table. */
export const figures: readonly Figure[] = [
  { key: 'high.server', title: `server, µs a delivery at ${HIGH}/s`, aim: '≤ 0.85 × @y/websocket-server' },
  { key: 'high.postgres', title: `Postgres, µs a delivery at ${HIGH}/s` },
  { key: 'high.p99', title: `delay at ${HIGH}/s, 99 of 100, ms` },
  { key: 'load.server', title: `server, µs a delivery at ${LOAD}/s`, aim: '≤ 0.85 × @y/websocket-server' },
  { key: 'load.postgres', title: `Postgres, µs a delivery at ${LOAD}/s` },
  { key: 'load.p99', title: `delay at ${LOAD}/s, 99 of 100, ms` },
  { key: 'light.server', title: `server, µs a delivery at ${LIGHT}/s` },
  { key: 'light.postgres', title: `Postgres, µs a delivery at ${LIGHT}/s` },
  { key: 'light.p50', title: `delay at ${LIGHT}/s, half, ms`, aim: '≤ 1.5, committed' },
  { key: 'light.p99', title: `delay at ${LIGHT}/s, 99 of 100, ms`, aim: '≤ 6, committed' },
  {
    key: 'sustained',
    title: `most deliveries/s with p99 ≤ ${LATE_MS} ms`,
    moreIsBetter: true,
    aim: '≥ the best in memory',
  },
  ...FANS.flatMap((fans): Figure[] => [
    {
      key: `fanout.${fans}.p99`,
      title: `${fans} readers, present: 99 of 100, ms`,
      aim: fans === 500 ? '≤ 12' : '',
    },
    { key: `fanout.${fans}.server`, title: `${fans} readers, present: server, µs a delivery` },
  ]),
  { key: 'stall.worst', title: 'typing beside a paste of 10 MB: worst delay, ms', aim: '≤ 100' },
  { key: 'stall.p99', title: 'typing beside a paste of 10 MB: 99 of 100, ms' },
  { key: 'stall.arrived', title: 'paste of 10 MB: until another has it, ms' },
  { key: 'storm.all', title: 'all join 1 MB at once: until the last has it, ms' },
  { key: 'storm.server', title: 'all join 1 MB at once: server, ms a joiner' },
  { key: 'storm.memory', title: 'all join 1 MB at once: memory, MB' },
  { key: 'open.one.cold', title: '260 000 edits of one author: first time, ms', aim: '≤ 60' },
  { key: 'open.one.warm', title: '260 000 edits of one author: again, ms', aim: '≤ 25' },
  { key: 'open.one.floor', title: '… of which Yjs in the client, ms' },
  { key: 'open.twenty.cold', title: '150 000 edits of 20 authors: first time, ms', aim: '≤ 150' },
  { key: 'open.twenty.warm', title: '150 000 edits of 20 authors: again, ms', aim: '≤ 95' },
  { key: 'open.twenty.floor', title: '… of which Yjs in the client, ms' },
  { key: 'idle', title: 'memory of an idle connection, KB', aim: '≤ 15' },
  { key: 'rooms.each', title: 'memory of a room of 20 KB, KB', aim: '≤ 100' },
  { key: 'rooms.given', title: '… given back 75 s after all have left, %', moreIsBetter: true },
  { key: 'rooms.second', title: '… and as many again add, %', aim: '≤ 20' },
  { key: 'kill.lost', title: 'edits called safe and lost over kill -9', aim: '0' },
  { key: 'kill.safe', title: '… of so many called safe' },
]
