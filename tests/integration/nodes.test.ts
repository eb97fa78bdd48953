import { packUpdates } from 'shared/protocol/row'
import { must } from 'shared/must'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { areEqual, openLine, openNative, openTunnelled, until, type RoomClient } from '../support/clients.ts'
import {
  aTownOf,
  calm,
  NEVER,
  type Nodes,
  openPair,
  pairOf,
  startNodes,
  startPolling,
} from '../support/nodes.ts'
import { withSeed } from '../support/random.ts'
import { addParagraph, openRaw, wordsOf } from '../support/raw.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Only what other nodes say brings anything across: the poll never comes. */
let waking: Nodes
/** Only the poll brings anything across. */
let polling: Nodes
beforeAll(async () => {
  waking = await startNodes({ count: 3, roomLimits: { pollMs: NEVER } })
  polling = await startPolling()
})
afterAll(async () => {
  await waking.stop()
  await polling.stop()
})

test('B1: who has the document open at another node hears that its comments changed', async () => {
  const { town, one, hers, close } = await openPair(waking)
  const document = { anchor: { kind: 'document' }, text: 'Ничего из этого в Redis не бывает' }
  await one.send('POST', `/documents/${town.documentName}/comments`, document)
  await until(() => hers.answers.some(({ kind }) => kind === 'notice'), 'the notice')
  expect(hers.answers.find(({ kind }) => kind === 'notice')).toEqual({
    kind: 'notice',
    topic: 'comments',
    n: 1,
  })
  close()
})

describe('K1: any node takes any client', () => {
  test('six people at three nodes type at once: all screens and the log are equal, no row is missing or doubled', () =>
    withSeed(async (random) => {
      const town = await aTownOf(waking)
      const lines: ReturnType<typeof openLine>[] = []
      const clients: RoomClient[] = []
      for (const [index, node] of [...waking.nodes, ...waking.nodes].entries()) {
        const { cookie } = await town.someone('member')
        const place = town.at(node, { cookie })
        if (index < 3) clients.push(openNative(place))
        else {
          const line = openLine(node.url, cookie, { polling: index === 5 })
          lines.push(line)
          clients.push(openTunnelled(line, place.documentName))
        }
        await must(clients.at(-1), 'a client').synced
        if (index === 0) clients[0]?.text.insert(0, 'Начало ')
        await until(() => clients.at(-1)?.doc.getXmlFragment('body').length === 1, 'the first word')
      }
      for (let turn = 0; turn < 40; turn++)
        for (const [index, { text }] of clients.entries()) {
          text.insert(random.below(text.length), `${index}`)
          if (turn % 10 === index) await calm(1)
        }
      const [first, ...rest] = clients as [RoomClient, ...RoomClient[]]
      const length = 'Начало '.length + 240
      await until(() => clients.every(({ text }) => text.length === length), 'all letters on all screens')
      await until(() => rest.every(({ doc }) => areEqual(first.doc, doc)), 'equal screens')
      const rows = await waking.database.sql<{ seq: number }[]>`
      select seq::int from document_update where document_id = ${town.document.id} order by seq`
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
      for (const client of clients) client.close()
      for (const line of lines) line.close()
    }))

  test('who comes to another node finds there what she has just been acknowledged', async () => {
    const { town, here, there, mine, other, close } = await openPair(waking)
    const cluster = must(here.deps.cluster, 'a cluster')
    const { committed } = cluster
    cluster.committed = () => undefined
    mine.sendUpdate(mine.write(addParagraph('только что')))
    await until(() => mine.acknowledged() === 1, 'an acknowledgement')
    const later = await openRaw(town.at(there, other))
    await later.join()
    expect(wordsOf(later.doc)).toContain('только что')
    cluster.committed = committed
    later.close()
    close()
  })
})

describe('K2: wake-ups only tell where to look', () => {
  test('without Redis the poll brings everything', async () => {
    const { mine, hers, close } = await openPair(polling)
    for (let n = 0; n < 20; n++) {
      mine.sendUpdate(mine.write(addParagraph(`мой ${n}.`)))
      hers.sendUpdate(hers.write(addParagraph(`её ${n}.`)))
      await calm(20)
    }
    await until(() => areEqual(mine.doc, hers.doc) && mine.acknowledged() === 20, 'equal screens')
    expect(wordsOf(mine.doc).split('<paragraph>').length - 1).toBe(40)
    close()
  })

  test('a third of them lost, and those that arrive late or twice, change nothing', () =>
    withSeed(async (random) => {
      const { mine, hers, close, here, there } = await openPair(waking)
      const clusters = [here, there].map(({ deps }) => must(deps.cluster, 'a cluster'))
      const committed = clusters.map((cluster) => cluster.committed)
      for (const [index, cluster] of clusters.entries())
        cluster.committed = (documentId, seq) => {
          const tell = must(committed[index], 'the way to tell')
          const chance = random.next()
          if (chance < 0.4) setTimeout(() => tell(documentId, seq), 50)
          if (chance > 0.3) tell(documentId, seq)
        }
      for (let n = 0; n < 60; n++) {
        mine.sendUpdate(mine.write(addParagraph(`мой ${n}.`)))
        hers.sendUpdate(hers.write(addParagraph(`её ${n}.`)))
        await calm(5)
      }
      await until(() => mine.acknowledged() === 60 && hers.acknowledged() === 60, 'acknowledgements')
      for (const [index, cluster] of clusters.entries()) cluster.committed = must(committed[index], 'the way')
      // The last one on each side may have been lost, as any other.
      mine.sendUpdate(mine.write(addParagraph('мой конец')))
      hers.sendUpdate(hers.write(addParagraph('её конец')))
      await until(() => areEqual(mine.doc, hers.doc), 'equal screens')
      expect(wordsOf(mine.doc).split('<paragraph>').length - 1).toBe(122)
      close()
    }))

  test('all of them lost, then a third, then none: each time the poll heals what nobody told', async () => {
    const nodes = await startNodes({ roomLimits: { pollMs: 300 } })
    const { mine, hers, close } = await openPair(nodes)
    const clusters = nodes.nodes.map(({ deps }) => must(deps.cluster, 'a cluster'))
    const told = clusters.map((cluster) => cluster.committed)
    let written = 0
    await withSeed(async (random) => {
      for (const lost of [1, 0.3, 0]) {
        for (const [index, cluster] of clusters.entries())
          cluster.committed = (documentId, seq) => {
            if (!random.chance(lost)) must(told[index], 'the way to tell')(documentId, seq)
          }
        // The last words are of one side alone: nothing that the other commits shows her the gap.
        for (let n = 0; n < 40; n++) {
          mine.sendUpdate(mine.write(addParagraph(`мой ${n}.`)))
          if (n < 20) hers.sendUpdate(hers.write(addParagraph(`её ${n}.`)))
          await calm(5)
        }
        written += 60
        await until(() => mine.acknowledged() + hers.acknowledged() === written, 'acknowledgements')
        await until(() => areEqual(mine.doc, hers.doc), `equal screens when ${lost} are lost`)
        expect(wordsOf(mine.doc).split('<paragraph>').length - 1).toBe(written)
      }
    })
    close()
    await nodes.stop()
  })

  test('Redis dies: writing goes on; when it is back each node has caught up with the other', async () => {
    const { mine, hers, close, here } = await openPair(waking)
    const redis = must(waking.redis, 'Redis')
    await redis.kill()
    const readiness = async () => {
      const answer = await fetch(`${here.url}/readyz`)
      return { status: answer.status, body: (await answer.json()) as unknown }
    }
    await until(() => here.deps.cluster?.isUp() === false, 'the loss')
    expect(await readiness()).toEqual({ status: 200, body: { ready: true, redis: 'lost' } })
    mine.sendUpdate(mine.write(addParagraph('мой без Redis')))
    await until(() => mine.acknowledged() === 1, 'an acknowledgement')
    await calm()
    expect(wordsOf(hers.doc)).not.toContain('мой')
    await redis.start()
    await until(() => areEqual(mine.doc, hers.doc), 'equal screens')
    expect(wordsOf(hers.doc)).toContain('мой без Redis')
    // And wake-ups are heard again.
    mine.sendUpdate(mine.write(addParagraph('после')))
    await until(() => wordsOf(hers.doc).includes('после'), 'a wake-up')
    close()
  })

  test('a Redis that answers nobody keeps neither writers nor a sign-in waiting', async () => {
    const { town, mine, here, one, close } = await openPair(waking)
    const redis = must(waking.redis, 'Redis')
    redis.stall()
    mine.sendUpdate(mine.write(addParagraph('пишу')))
    await until(() => mine.acknowledged() === 1, 'an acknowledgement')
    const later = await town.someone('member')
    expect((await later.send('GET', '/me')).status).toBe(200)
    redis.resume()
    await until(() => here.deps.cluster?.isUp() === true, 'Redis again')
    expect(one.person.id).not.toBe(later.person.id)
    close()
  })
})

/** Who is present for a client besides itself. */
const seenBy = ({ doc, provider }: RoomClient): string[] =>
  [...provider.awareness.getStates()]
    .flatMap(([id, state]) => (id !== doc.clientID && state.user ? [(state.user as { id: string }).id] : []))
    .sort()

describe('K4: presence between nodes', () => {
  const openBoth = async (nodes = waking) => {
    const town = await aTownOf(nodes)
    const [here, there] = pairOf(nodes)
    const [one, other] = [await town.someone('member'), await town.someone('member')]
    const [mine, hers] = [openNative(town.at(here, one)), openNative(town.at(there, other))]
    await Promise.all([mine.synced, hers.synced])
    for (const { provider } of [mine, hers]) provider.awareness.setLocalStateField('user', { id: 'не она' })
    await until(
      () => seenBy(hers).includes(one.person.id) && seenBy(mine).includes(other.person.id),
      'each other',
    )
    return { town, here, there, one, other, mine, hers }
  }

  test('each sees who is at the other, by the name of the session; late ones see both; who goes is gone', async () => {
    const { town, mine, hers, one, other } = await openBoth()
    const third = must(waking.nodes[2], 'a third node')
    const late = openNative(town.at(third, one))
    late.provider.awareness.setLocalState(null)
    const both = [one.person.id, other.person.id].sort()
    await until(() => String(seenBy(late)) === String(both), 'all at a node that opened the room later')
    hers.close()
    await until(() => [mine, late].every((client) => seenBy(client).length < 2), 'her leaving')
    await until(() => String([...seenBy(mine), ...seenBy(late)]) === one.person.id, 'who is left')
    mine.close()
    late.close()
  })

  test('who comes back to another node with the same id stays, when her lost line ends too', async () => {
    const { town, there, one, mine, hers, other } = await openBoth()
    // A second line with the same id, as of a browser whose first one is half open.
    const again = openNative({ ...town.at(there, one), doc: mine.doc })
    await again.synced
    again.provider.awareness.setLocalStateField('user', { id: 'снова' })
    await calm()
    mine.provider.disconnect()
    await calm(500)
    expect(seenBy(hers)).toEqual([one.person.id])
    expect(seenBy(again)).toEqual([other.person.id])
    for (const client of [again, hers]) client.close()
    mine.provider.destroy()
  })

  test('a node that ends takes its people with it', async () => {
    const own = await startNodes({ roomLimits: { pollMs: NEVER } })
    const { there, mine, hers, other } = await openBoth(own)
    await there.stop()
    await until(() => !seenBy(mine).includes(other.person.id), 'her leaving')
    mine.close()
    hers.close()
    own.nodes.pop()
    await own.stop()
  })
})

describe('K5: a fault stays where it is', () => {
  test('a poisoned row, documents that nobody has and seqs that never come: the next wake-up is heard all the same', async () => {
    const [sick, well] = [await openPair(waking), await openPair(waking)]
    const { sql } = waking.database
    const cluster = must(sick.there.deps.cluster, 'a cluster')
    await sql.begin(async (tx) => {
      await tx`update document set head_seq = head_seq + 1 where id = ${sick.town.document.id}`
      await tx`insert into document_update (document_id, seq, data, person_id, at)
        select id, head_seq, ${Buffer.from(packUpdates([Uint8Array.of(1, 2, 3)]))}, ${sick.one.person.id}, now()
        from document where id = ${sick.town.document.id}`
    })
    cluster.committed('no document at all', 3)
    cluster.committed(sick.town.document.id, 1_000_000)
    well.hers.sendUpdate(well.hers.write(addParagraph('здоровое')))
    await until(() => wordsOf(well.mine.doc).includes('здоровое'), 'words of the neighbours')
    sick.hers.sendUpdate(sick.hers.write(addParagraph('и здесь')))
    await until(() => wordsOf(sick.mine.doc).includes('и здесь'), 'words behind the poisoned row')
    const quarantined =
      await sql`select seq from document_quarantine where document_id = ${sick.town.document.id}`
    expect(quarantined).toHaveLength(1)
    sick.close()
    well.close()
  })
})
