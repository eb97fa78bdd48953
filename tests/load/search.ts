import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connect, type Database, type Sql } from 'db/connect'
import { openEmbedded } from 'db/embedded/embedded'
import { migrate } from 'db/migrate'
import { createForgiving } from 'server/search/forgiving'
import { search } from 'server/search/read'
import { searchInput } from 'shared/search/inputs'

// How long search takes over a hundred thousand documents: node tests/load/search.ts
// The aim is 100 ms. The asker reads five of a hundred communities, or one that holds a fifth of all documents.

const DOCUMENTS = 100_000
const COMMUNITIES = 100
const BIG_SHARE = 5
const ROUNDS = 12

/** Uuids that SQL can make from numbers: kind, then number. */
const idOf = (kind: number, n: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`
const sqlId = (kind: number, n: string) =>
  `('00000000-0000-7000-8${String(kind).padStart(3, '0')}-' || lpad((${n})::text, 12, '0'))::uuid`

/** Words that nearly every document says, and some that few say. */
const common = 'урок ученик задача работа школа учитель класс результат план группа решение вопрос'.split(' ')
const rare = ['парабола', 'ёлка', 'дискриминант', 'краеведение', 'рефлексия', 'олимпиада', 'наставник']

const fillAround = (sql: Sql) =>
  sql.unsafe(`
    insert into network (id, name) values ('${idOf(1, 1)}', 'Округ');
    insert into school (id, network_id, full_name, short_name, code, colour, position)
      select ${sqlId(2, 'n')}, '${idOf(1, 1)}', 'Школа № ' || n, 'Школа № ' || n, lpad(n::text, 2, '0'), 1 + n % 12, n
      from generate_series(1, 40) n;
    insert into person (id, name, email, last_name, first_name) select ${sqlId(3, 'n')}, 'Участник ' || n,
      n || '@example.org', 'Участник' || n, 'Мария' from generate_series(1, 3000) n;
    insert into employment (id, person_id, school_id, since)
      select ${sqlId(4, 'n')}, ${sqlId(3, 'n')}, ${sqlId(2, '1 + n % 40')}, '2024-09-01' from generate_series(1, 3000) n;
    insert into community (id, network_id, name)
      select ${sqlId(5, 'n')}, '${idOf(1, 1)}', 'Сообщество ' || n from generate_series(0, ${COMMUNITIES}) n;
    insert into community_member (id, community_id, person_id, joined_on)
      select ${sqlId(6, 'n')}, ${sqlId(5, `n % ${COMMUNITIES}`)}, ${sqlId(3, 'n')}, '2024-09-02' from generate_series(11, 3000) n;
    insert into community_member (id, community_id, person_id, joined_on)
      select ${sqlId(7, 'n')}, ${sqlId(5, 'n')}, '${idOf(3, 1)}', '2024-09-02' from generate_series(1, 5) n;
    insert into community_member (id, community_id, person_id, joined_on)
      values ('${idOf(8, 1)}', '${idOf(5, COMMUNITIES)}', '${idOf(3, 2)}', '2024-09-02')`)

const words = `array['${common.join("','")}']`
const rareWords = `array['${rare.join("','").replaceAll('ё', 'е')}']`
/** Some forty words of text: common ones, numbers of its own, now and then a rare one. */
const textOf = (salt: string) => `(select string_agg(case
    when (n * 31 + ${salt} * 7 + k * k) % 97 = 0 then (${rareWords})[1 + (n + k) % ${rare.length}]
    when k % 4 = 0 then 'слово' || (n * 13 + k * 17 + ${salt}) % 20000
    else (${words})[1 + (n * 7 + k * 11 + ${salt}) % ${common.length}] end, ' ') from generate_series(1, 40) k)`

const fillDocuments = async (sql: Sql) => {
  const community = `case when n % ${BIG_SHARE} = 0 then ${COMMUNITIES} else n % ${COMMUNITIES} end`
  await sql.unsafe(`
    insert into document (id, community_id, kind, title, created_at)
      select ${sqlId(9, 'n')}, ${sqlId(5, community)}, 'note',
        (${words})[1 + n % ${common.length}] || ' ' || (${words})[1 + (n / 7) % ${common.length}] || ' № ' || n,
        now() - n * interval '1 minute'
      from generate_series(1, ${DOCUMENTS}) n;
    insert into search_fragment (document_id, source, position, place, anchor, text, words)
      select id, 'text', salt, 'body', salt::text, text, to_tsvector('russian', text) from (
        select ${sqlId(9, 'n')} as id, salt, ${textOf('salt')} as text
        from generate_series(1, ${DOCUMENTS}) n, generate_series(0, 2) salt) as texts;
    insert into search_text (document_id, source, portion, title, face, words)
      select d.id, 'text', 0, lower(d.title), setweight(to_tsvector('russian', d.title), 'A')
          || array_to_tsvector(array['community:' || d.community_id]),
        to_tsvector('russian', (select string_agg(f.text, ' ') from search_fragment f where f.document_id = d.id))
      from document d`)
  await sql`vacuum analyze`
}

const quantile = (times: readonly number[], part: number) =>
  (times.toSorted((one, other) => one - other)[Math.floor(times.length * part)] ?? 0).toFixed(0)

const measure = async (db: Database, sql: Sql, who: string, person: number) => {
  const forgiving = createForgiving(sql)
  const asker = { personId: idOf(3, person), schoolId: null }
  const asked = [
    'уроков',
    'задачи ученика',
    'ёлка',
    '"класс результат"',
    'рефлексия -план',
    'слово777',
    'щлимпиада',
    'ур',
  ]
  for (const q of asked) {
    const times: number[] = []
    let found = 0
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now()
      const answer = await search(
        { db },
        forgiving,
        asker,
        searchInput.parse({ q, typing: q === 'ур' ? '1' : '' }),
      )
      times.push(performance.now() - started)
      found = answer.documents.length
    }
    console.log(
      `${who}, ${q}: p50 ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms (${found} shown)`,
    )
  }
}

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-search-'))
const postgres = await openEmbedded({ dataFolder })
await migrate(postgres.url)
const { db, sql, close } = connect(postgres.url)
try {
  await fillAround(sql)
  const started = performance.now()
  await fillDocuments(sql)
  console.log(`${DOCUMENTS} documents filled in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  await measure(db, sql, `five of ${COMMUNITIES} communities`, 1)
  await measure(db, sql, `one community of ${DOCUMENTS / BIG_SHARE} documents`, 2)
} finally {
  await close()
  await postgres.close()
  rmSync(dataFolder, { recursive: true, force: true })
}
