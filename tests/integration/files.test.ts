import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCommunity, aMember } from '../factories/community.ts'
import { aDocument } from '../factories/document.ts'
import { aPerson } from '../factories/person.ts'
import { openApi, ORIGIN, type OpenApi } from '../support/api.ts'
import { openBrowser, type Browser } from '../support/browser.ts'

let app: OpenApi
let writer: Browser
let reader: Browser
let outsider: Browser
let document: string
let elsewhere: string

const signed = async (community: string | null, role: 'leader' | 'observer') => {
  const person = await aPerson(app.db, {})
  if (community) await aMember(app.db, { communityId: community, personId: person.id, role })
  const browser = openBrowser(app)
  await browser.signIn(person.email)
  return { browser, person }
}

beforeAll(async () => {
  app = await openApi()
  const community = await aCommunity(app.db)
  const other = await aCommunity(app.db)
  const one = await signed(community.id, 'leader')
  await aMember(app.db, { communityId: other.id, personId: one.person.id, role: 'leader' })
  writer = one.browser
  reader = (await signed(community.id, 'observer')).browser
  outsider = (await signed(null, 'observer')).browser
  document = (await aDocument(app.db, { communityId: community.id })).id
  elsewhere = (await aDocument(app.db, { communityId: other.id })).id
})
afterAll(() => app.close())

const cookieOf = ({ jar }: Browser) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

const upload = async (bytes: Uint8Array, name: string, kind: 'image' | 'attachment', who = writer) => {
  const body = new FormData()
  body.set('kind', kind)
  body.set('file', new File([new Uint8Array(bytes)], name))
  const answer = await app.request(`/api/documents/${document}/files`, {
    method: 'POST',
    headers: { origin: ORIGIN, cookie: cookieOf(who) },
    body,
  })
  return { status: answer.status, kept: (await answer.json()) as Record<string, unknown> }
}

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1d3f37' } })

const get = (file: unknown, who = writer, from = document) =>
  who.get(`/documents/${from}/files/${String(file)}`)

describe('a picture', () => {
  it('is drawn anew: upright, no larger than a page needs, without the place where it was taken', async () => {
    const gps = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '58/1 12/1 0/1' } }
    const photo = await drawn(3000, 1000)
      .withExif({ IFD0: { Copyright: 'Иванова', Orientation: '6' }, ...gps })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).toBeDefined()
    const { status, kept } = await upload(photo, 'IMG_0001.JPG', 'image')
    expect(status).toBe(201)
    expect(kept).toMatchObject({ kind: 'image', pixelsWide: 800, pixelsHigh: 2400 })
    const answer = await get(kept.id)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const found = await sharp(bytes).metadata()
    expect([found.format, found.exif, found.orientation]).toEqual(['jpeg', undefined, undefined])
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
  })

  it('with a second file hidden behind it is a picture and nothing else', async () => {
    const hidden = '<script>alert(document.domain)</script>'
    const png = await drawn(40, 30).png().toBuffer()
    const { kept } = await upload(Buffer.concat([png, Buffer.from(hidden)]), 'схема.png', 'image')
    const bytes = Buffer.from(await (await get(kept.id)).arrayBuffer())
    expect(bytes.includes(hidden)).toBe(false)
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 415],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 415],
    ['nothing', Buffer.alloc(0), 422],
    ['half a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 422],
  ])('is not %s', async (_, bytes, status) => {
    expect((await upload(bytes, 'picture.png', 'image')).status).toBe(status)
  })

  it('of more pixels than any camera makes is refused before it is unpacked', async () => {
    const png = await drawn(10, 10).png().toBuffer()
    // The size that the header tells: 50 000 by 50 000.
    png.writeUInt32BE(50_000, 16)
    png.writeUInt32BE(50_000, 20)
    expect((await upload(png, 'bomb.png', 'image')).status).toBeGreaterThanOrEqual(413)
  })
})

describe('an attachment', () => {
  it('is given back as it was, only ever to be saved', async () => {
    const page = Buffer.from('<script>alert(1)</script>')
    const { kept } = await upload(page, '../Карта\u202E.html', 'attachment')
    expect(kept.fileName).toBe('.. Карта .html')
    const answer = await get(kept.id)
    expect(Buffer.from(await answer.arrayBuffer()).equals(page)).toBe(true)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''..%20${encodeURIComponent('Карта')}%20.html`,
    )
  })

  it('larger than ten megabytes is refused', async () => {
    expect((await upload(Buffer.alloc(10 * 1024 * 1024 + 1), 'видео.mp4', 'attachment')).status).toBe(413)
  })
})

describe('who may', () => {
  it('begins a document with another and has its pictures', async () => {
    const { kept } = await upload(Buffer.from('три'), 'c.txt', 'attachment')
    const [row] = await app.sql<{ id: string }[]>`
      select community_id as id from document where id = ${elsewhere}`
    const path = `/communities/${String(row?.id)}/copies`
    const made = await writer.send('POST', path, { body: { origin: document, title: 'Копия' } })
    const { id } = (await made.json()) as { id: string }
    expect(await (await get(kept.id, writer, id)).text()).toBe('три')
  })

  it('reads what she may read the document of, and puts files only where she may write', async () => {
    const { kept } = await upload(await drawn(8, 8).png().toBuffer(), 'a.png', 'image')
    expect((await get(kept.id, reader)).status).toBe(200)
    expect((await get(kept.id, outsider)).status).toBe(404)
    expect((await get(kept.id, writer, elsewhere)).status).toBe(404)
    expect((await upload(Buffer.from('x'), 'a.txt', 'attachment', reader)).status).toBe(403)
    expect((await upload(Buffer.from('x'), 'a.txt', 'attachment', outsider)).status).toBe(404)
  })

  it('has a file sent once, and is asked at every showing whether she still may', async () => {
    const { kept } = await upload(Buffer.from('раз'), 'a.txt', 'attachment')
    const held = { headers: { 'if-none-match': `"${String(kept.id)}"` } }
    const path = `/documents/${document}/files/${String(kept.id)}`
    expect((await writer.send('GET', path, held)).status).toBe(304)
    expect((await outsider.send('GET', path, held)).status).toBe(404)
  })

  it('takes a file along into another document, if it is one that she may read', async () => {
    const { kept } = await upload(Buffer.from('два'), 'b.txt', 'attachment')
    const path = `/documents/${elsewhere}/files/${String(kept.id)}`
    expect((await reader.send('PUT', path)).status).toBe(404)
    expect((await writer.send('PUT', path)).status).toBe(200)
    expect(await (await get(kept.id, writer, elsewhere)).text()).toBe('два')
    const { browser: stranger, person } = await signed(null, 'leader')
    const own = await aDocument(app.db, {
      communityId: (await aMember(app.db, { personId: person.id, role: 'leader' })).communityId,
    })
    const theft = await stranger.send('PUT', `/documents/${own.id}/files/${String(kept.id)}`)
    expect(theft.status).toBe(404)
  })
})
