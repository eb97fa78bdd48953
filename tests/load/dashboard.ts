import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect, type Sql } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { migrate } from 'db/migrate'
import { readFacts } from 'server/participation/facts'
import { buildReport } from 'server/participation/report'
import { openScope } from 'server/participation/scope'
import { windowKinds } from 'shared/participation/window'

// How long the participation report takes over a million edit sessions: node tests/load/dashboard.ts
// The aim is 200 ms. First spread over a hundred communities, then with a tenth of them all in one.

const SESSIONS = 1_000_000
const COMMUNITIES = 100
const MEMBERS = 30
const BIG_MEMBERS = 300
const TODAY = new Date('2026-11-22T12:00:00Z')
const ROUNDS = 20

/** Uuids that SQL can make from numbers: kind, then number. */
const idOf = (kind: number, n: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`
const sqlId = (kind: number, n: string) =>
  `('00000000-0000-7000-8${String(kind).padStart(3, '0')}-' || lpad((${n})::text, 12, '0'))::uuid`

const people = COMMUNITIES * MEMBERS + BIG_MEMBERS
const documentsEach = 20

const fillAround = async (sql: Sql) => {
  await sql.unsafe(`
    insert into network (id, name, time_zone) values ('${idOf(1, 1)}', 'Округ', 'Asia/Yekaterinburg');
    insert into school (id, network_id, full_name, short_name, code, colour, position)
      select ${sqlId(2, 'n')}, '${idOf(1, 1)}', 'Школа ' || n, 'Школа ' || n, lpad(n::text, 2, '0'), 1 + n % 12, n
      from generate_series(1, 40) n;
    insert into person (id, name, email) select ${sqlId(3, 'n')}, 'Участник ' || n, n || '@example.org'
      from generate_series(1, ${people}) n;
    insert into employment (id, person_id, school_id, since)
      select ${sqlId(4, 'n')}, ${sqlId(3, 'n')}, ${sqlId(2, '1 + n % 40')}, '2024-09-01' from generate_series(1, ${people}) n;
    insert into community (id, network_id, name, created_at)
      select ${sqlId(5, 'n')}, '${idOf(1, 1)}', 'Сообщество ' || n, '2024-09-02' from generate_series(0, ${COMMUNITIES}) n;
    insert into community_member (id, community_id, person_id, joined_on)
      select ${sqlId(6, 'n')}, ${sqlId(5, `least((n - 1) / ${MEMBERS}, ${COMMUNITIES})`)}, ${sqlId(3, 'n')}, '2024-09-02'
      from generate_series(1, ${people}) n;
    insert into document (id, community_id, kind, title)
      select ${sqlId(7, 'n')}, ${sqlId(5, `n / ${documentsEach}`)}, 'note', 'Заметка'
      from generate_series(0, ${(COMMUNITIES + 1) * documentsEach - 1}) n`)
}

/** Sessions of a stretch of people, spread evenly over two school years and a half. */
const fillSessions = (sql: Sql, many: number, from: number, to: number) => {
  const person = `(${from} + n % ${to - from + 1})`
  const community = `least((${person} - 1) / ${MEMBERS}, ${COMMUNITIES})`
  const started = `('2024-09-02T03:00:00Z'::timestamptz + n * interval '${70_329_600 / many} seconds')`
  return sql.unsafe(`
    insert into edit_session (document_id, person_id, first_seq, last_seq, community_id, school_id, started_at, ended_at,
      day, week, inserted, counts)
    select ${sqlId(7, `${community} * ${documentsEach} + (n / 7) % ${documentsEach}`)}, ${sqlId(3, person)},
      n, n, ${sqlId(5, community)}, ${sqlId(2, `1 + ${person} % 40`)}, ${started}, ${started} + interval '10 minutes',
      (${started} at time zone 'Asia/Yekaterinburg')::date,
      date_trunc('week', ${started} at time zone 'Asia/Yekaterinburg')::date, 60, n % 10 > 0
    from generate_series(1, ${many}) n`)
}

const quantile = (times: readonly number[], part: number) =>
  (times.toSorted((one, other) => one - other)[Math.floor(times.length * part)] ?? 0).toFixed(0)

const measure = async (db: Parameters<typeof readFacts>[0], title: string, community: number) => {
  for (const window of windowKinds) {
    const times: number[] = []
    let acts = 0
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now()
      const scope = await openScope(db, idOf(5, community), { window }, TODAY)
      const facts = await readFacts(db, scope)
      acts = buildReport(scope, facts, { isModerator: true }, TODAY).participants.acts
      times.push(performance.now() - started)
    }
    const [half, most] = [quantile(times, 0.5), quantile(times, 0.95)]
    console.log(`${title}, ${window}: p50 ${half} ms, p95 ${most} ms (${acts} acts in the window)`)
  }
}

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-dashboard-'))
const postgres = await openEmbedded({ dataFolder })
await migrate(postgres.url)
const { db, sql, close } = connect(postgres.url)
try {
  await fillAround(sql)
  await fillSessions(sql, SESSIONS * 0.9, 1, COMMUNITIES * MEMBERS)
  await fillSessions(sql, SESSIONS * 0.1, COMMUNITIES * MEMBERS + 1, people)
  await sql`vacuum analyze`
  await measure(db, `one of ${COMMUNITIES} communities, ${SESSIONS} sessions in all`, 7)
  await measure(db, `a community of ${BIG_MEMBERS} with ${SESSIONS * 0.1} sessions`, COMMUNITIES)
} finally {
  await close()
  await postgres.close()
  rmSync(dataFolder, { recursive: true, force: true })
}
