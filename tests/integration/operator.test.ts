import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD } from '../factories/person.ts'
import { signIn } from '../support/person.ts'
import { spawnServer, type SpawnedServer } from '../support/process.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'krug-operator-'))
const settings = { DATA_DIR: dataFolder }
let server: SpawnedServer
let url: string

const linkIn = (text: string) => /\/start\/(\S+)/.exec(text)?.[1]

const command = async (...words: string[]) => {
  const child = spawnServer({ words, settings })
  const { code } = await child.ended
  return { code, output: child.output() }
}

const accept = (token: string | undefined, email: string) =>
  fetch(`${url}/api/invitations/${token}/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({
      lastName: 'Седов',
      firstName: 'Роман',
      patronymic: '',
      email,
      password: PASSWORD,
    }),
  })

beforeAll(async () => {
  server = spawnServer({ settings })
  url = await server.ready
})

afterAll(async () => {
  await server.kill('SIGTERM')
  rmSync(dataFolder, { recursive: true, force: true })
})

test('the doctor misses an administrator, the first start invites one, and its link works once', async () => {
  const before = await command('doctor')
  expect(before.code).toBe(1)
  expect(before.output).toContain('there is an administrator: run: krug create-admin')

  const token = linkIn(server.output())
  expect((await accept(token, 'sedov@example.org')).status).toBeLessThan(300)
  expect((await accept(token, 'second@example.org')).status).toBe(410)

  const after = await command('doctor')
  expect(after.output).not.toContain('!!')
  expect(after.code).toBe(0)
})

test('create-admin prints a fresh link beside a running Krug; an older unused one is worth nothing', async () => {
  const older = linkIn((await command('create-admin')).output)
  const newer = linkIn((await command('create-admin')).output)
  expect((await accept(older, 'third@example.org')).status).not.toBeLessThan(300)
  expect((await accept(newer, 'third@example.org')).status).toBeLessThan(300)
})

test('rebuild names the projections it knows, and rebuilds one beside a running Krug', async () => {
  const unknown = await command('rebuild', 'nothing')
  expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('activity') as string })
  expect(await command('rebuild', 'activity')).toEqual({
    code: 0,
    output: 'activity: rebuilt from the log.\n',
  })
})

/** A note of a new community, made by the administrator. */
const aNote = async () => {
  const { send } = await signIn({ url }, 'sedov@example.org')
  const ask = async (method: string, place: string, body?: unknown) => {
    const answer = await send(method, place, body)
    expect(answer.ok, `${method} ${place}: ${answer.status}`).toBe(true)
    return (await answer.json()) as { id: string; gen?: number }
  }
  await ask('POST', '/network', { name: 'Озёрский район', goal: '', timeZone: 'Asia/Yekaterinburg' })
  const { id } = await ask('POST', '/communities', { name: 'Учителя математики', goal: 'Писать вместе' })
  const note = await ask('POST', `/communities/${id}/documents`, { kind: 'note', title: 'Заметка' })
  return { id: note.id, read: () => ask('GET', `/documents/${note.id}`) }
}

test('purge gives up a document’s history and ends; tidy says what was too old', async () => {
  const { id, read } = await aNote()
  expect(await command('purge', id)).toEqual({
    code: 0,
    output: `${id}: its history is gone; it is generation 2 now.\n`,
  })
  expect(await read()).toMatchObject({ id, gen: 2 })
  expect(await command('purge', 'all')).toMatchObject({ code: 1 })
  const absent = await command('purge', '01900000-0000-7000-8000-000000000000')
  expect(absent).toEqual({ code: 1, output: 'There is no such document.\n' })
  const tidied = await command('tidy')
  expect(tidied).toMatchObject({ code: 0, output: expect.stringContaining('0 rows') as string })
})

test('words that are no command show what there is', async () => {
  for (const word of ['', 'toString', 'help']) {
    const { code, output } = await command(word)
    expect(code).toBe(1)
    expect(output).toMatch(/^Usage: krug <command>/)
  }
})

test('a start that finds an administrator invites nobody; commands also work while Krug rests', async () => {
  await server.kill('SIGTERM')
  expect(linkIn((await command('create-admin')).output)).toBeDefined()
  server = spawnServer({ settings })
  url = await server.ready

  expect(linkIn(server.output())).toBeUndefined()
})
