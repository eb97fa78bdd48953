// Hocuspocus with its database extension on Postgres, debounce as it comes.
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
await pool.query('create table if not exists peer_document (name text primary key, data bytea not null)')

const fetch = async ({ documentName }) => {
  const { rows } = await pool.query('select data from peer_document where name = $1', [documentName])
  return rows[0]?.data ?? null
}
const store = async ({ documentName, state }) => {
  await pool.query(
    'insert into peer_document values ($1, $2) on conflict (name) do update set data = excluded.data',
    [documentName, Buffer.from(state)],
  )
}
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  extensions: [new Database({ fetch, store })],
})
await server.listen()
console.log(`ready: http://127.0.0.1:${server.address.port}`)
