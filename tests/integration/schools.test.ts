import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson } from '../factories/person.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'
import { race } from '../support/race.ts'

type School = {
  id: string
  code: string
  colour: number
  position: number
  shortName: string
  fullName: string
}

let app: OpenApi
let administrator: Browser
beforeAll(async () => {
  app = await openApi()
  administrator = openBrowser(app)
  const person = await aPerson(app.db, { schoolIds: [], installationRole: 'systemAdministrator' })
  await administrator.signIn(person.email)
})
afterAll(() => app.close())

const schools = async () => (await (await administrator.get('/schools')).json()) as School[]
const add = (body: Record<string, unknown>) => administrator.send('POST', '/schools', { body })

test('an installation has one network, and nothing of it before it is created', async () => {
  const welcome = async (): Promise<unknown> => (await openBrowser(app).get('/network/welcome')).json()
  expect(await welcome()).toBeNull()
  expect((await administrator.get('/schools')).status).toBe(404)
  expect(await (await administrator.get('/me')).json()).toMatchObject({
    network: null,
    abilities: expect.arrayContaining(['network.create']) as string[],
  })

  const body = {
    name: 'Сеть школ округа',
    goal: 'У каждого учителя есть коллега',
    timeZone: 'Asia/Yekaterinburg',
  }
  for (const timeZone of ['Mars/Olympus', '+03:00', 'US/Pacific-New']) {
    const answer = await administrator.send('POST', '/network', { body: { ...body, timeZone } })
    expect(answer.status, timeZone).toBe(422)
  }
  const create = () => administrator.send('POST', '/network', { body })
  const answers = await race(app.sql, 'lock table network in share row exclusive mode', [
    create,
    create,
    create,
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect(await welcome()).toEqual({ name: body.name, goal: body.goal, locale: 'ru' })
  expect(await (await administrator.get('/network')).json()).toMatchObject(body)

  await administrator.send('PATCH', '/network', { body: { goal: 'Иная цель' } })
  const zone = await administrator.send('PATCH', '/network', { body: { timeZone: 'US/Pacific-New' } })
  expect(zone.status).toBe(422)
  expect(await (await administrator.get('/network')).json()).toMatchObject({ ...body, goal: 'Иная цель' })
})

test('schools get colour, code and place in order of joining, also when they join at once', async () => {
  const names = ['Гимназия № 1', 'СОШ № 3', 'Кедровская СОШ', 'Кедровская ООШ', 'Ольховская СОШ']
  for (const shortName of names.slice(0, 2)) expect((await add({ shortName })).status).toBe(201)
  await Promise.all(names.slice(2).map((shortName) => add({ shortName })))
  for (let n = 6; n <= 13; n += 1) await add({ shortName: `Школа № ${n}` })

  const all = await schools()
  expect(all.map(({ position }) => position)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1))
  expect(all.map(({ colour }) => colour)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1])
  expect(new Set(all.map(({ code }) => code)).size).toBe(13)
  expect(all.slice(0, 2)).toMatchObject([{ code: 'Г1', fullName: 'Гимназия № 1' }, { code: 'С3' }])
})

test('a school can be changed, but two never share a code', async () => {
  const [first, second] = await schools()
  const change = (body: Record<string, unknown>) =>
    administrator.send('PATCH', `/schools/${first?.id ?? ''}`, { body })
  expect((await change({ fullName: 'МАОУ «Гимназия № 1»', colour: 7, code: 'г1' })).status).toBe(200)
  expect((await schools())[0]).toMatchObject({
    fullName: 'МАОУ «Гимназия № 1»',
    colour: 7,
    code: 'Г1',
    position: 1,
  })
  const taken = await change({ code: second?.code.toLowerCase() })
  expect(await taken.json()).toMatchObject({ problem: 'invalid', fields: { code: 'taken' } })
  expect(await (await add({ shortName: 'Новая', code: second?.code })).json()).toMatchObject({
    fields: { code: 'taken' },
  })
  expect((await change({ colour: 13 })).status).toBe(422)
})

test('one name in one place is one school, and a school entered by mistake can be taken out while nobody works there', async () => {
  const twice = { shortName: 'Речная СОШ', locality: 'с. Речное' }
  expect((await add(twice)).status).toBe(201)
  expect(await (await add({ ...twice, shortName: ' речная  СОШ' })).json()).toMatchObject({
    fields: { shortName: 'sameSchool' },
  })
  const second = (await (await add({ ...twice, locality: 'с. Заречное' })).json()) as School
  const change = { body: { locality: 'с. Речное' } }
  expect((await administrator.send('PATCH', `/schools/${second.id}`, change)).status).toBe(422)
  const remove = () => administrator.send('DELETE', `/schools/${second.id}`)
  const teacher = await aPerson(app.db, { schoolIds: [second.id] })
  expect(await (await remove()).json()).toMatchObject({ problem: 'schoolInUse' })
  await app.sql`delete from employment where person_id = ${teacher.id}`
  expect((await remove()).status).toBe(200)
  expect((await remove()).status).toBe(404)
  expect((await schools()).map(({ id }) => id)).not.toContain(second.id)
})
