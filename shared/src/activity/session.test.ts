import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { figuresOf, openDesk, sessionsOf, textIn } from './desk.ts'

const sixty = 'шестьдесят знаков подряд, чтобы сеанс правки точно зачёлся!!'
const type = (text: string, at?: number) => (document: Y.Doc) =>
  textIn(document).insert(at ?? textIn(document).length, text)
const erase = (from: number, length: number) => (document: Y.Doc) => textIn(document).delete(from, length)

const figures = (desk: ReturnType<typeof openDesk>) => sessionsOf(desk.rows).map(figuresOf)

describe('an edit session', () => {
  it('counts from fifty characters on', () => {
    const desk = openDesk()
    desk.write('anna', type('ё'.repeat(49)))
    expect(figures(desk)).toMatchObject([{ inserted: 49, change: 49, counts: false }])
    desk.write('anna', type('ё'))
    expect(figures(desk)).toMatchObject([{ seqs: [1, 2], inserted: 50, change: 50, counts: true }])
  })

  it('goes on over a gap of exactly half an hour and ends a moment later', () => {
    const desk = openDesk()
    desk.write('anna', type('раз'))
    desk.wait(30)
    desk.write('anna', type('два'))
    expect(figures(desk)).toHaveLength(1)
    desk.wait(30.001)
    desk.write('anna', type('три'))
    expect(figures(desk)).toMatchObject([{ seqs: [1, 2] }, { seqs: [3, 3], inserted: 3 }])
  })

  it('ends when the person changes her workplace', () => {
    const desk = openDesk()
    desk.write('timur', type('из Лосиного Бора'), { schoolId: 'lb' })
    desk.write('timur', type('из Заимки'), { schoolId: 'zm' })
    desk.write('timur', type('и снова'), { schoolId: 'lb' })
    expect(figures(desk).map(({ school }) => school)).toEqual(['lb', 'zm', 'lb'])
  })

  it('belongs to one person, whoever writes in between', () => {
    const desk = openDesk()
    desk.write('anna', type('первая '))
    desk.write('boris', type('второй '))
    desk.write('anna', type('третья'))
    expect(figures(desk)).toMatchObject([
      { person: 'anna', seqs: [1, 3], inserted: 13 },
      { person: 'boris', seqs: [2, 2], inserted: 7 },
    ])
  })

  it('gives nothing for typing and erasing', () => {
    const desk = openDesk()
    desk.write('anna', type(sixty))
    desk.write('anna', erase(0, sixty.length))
    expect(figures(desk)).toMatchObject([{ inserted: 60, deleted: 60, undone: 60, change: 0, counts: false }])
  })

  it('gives nothing for what was typed and erased within one row', () => {
    const desk = openDesk()
    desk.write('anna', (document) => {
      type(sixty)(document)
      erase(5, 50)(document)
    })
    expect(figures(desk)).toMatchObject([{ change: 10, counts: false }])
  })

  it('counts what it removes of text that stood before: of others and of her own earlier sessions', () => {
    const desk = openDesk()
    desk.write('anna', type(sixty))
    desk.write('boris', erase(0, 20))
    desk.wait(31)
    desk.write('anna', erase(0, 40))
    expect(figures(desk)).toMatchObject([
      { person: 'anna', change: 60 },
      { person: 'boris', inserted: 0, deleted: 20, undone: 0, change: 20 },
      { person: 'anna', inserted: 0, deleted: 40, undone: 0, change: 40 },
    ])
  })

  it('counts rewriting: the old text and the new', () => {
    const desk = openDesk()
    desk.write('anna', type('старый текст, двадцать пять'))
    desk.wait(60)
    desk.write('boris', (document) => {
      erase(0, 27)(document)
      type('новый текст, того же размера', 0)(document)
    })
    expect(figures(desk)[1]).toMatchObject({ inserted: 28, deleted: 27, change: 55, counts: true })
  })

  it('makes one session of a long paste, like of any other', () => {
    const desk = openDesk()
    desk.write('anna', type('б'.repeat(5_000)))
    expect(figures(desk)).toMatchObject([{ inserted: 5_000, counts: true }])
  })

  it('counts moved text once as removed and once as added', () => {
    const desk = openDesk()
    desk.write('boris', type(sixty))
    desk.write('anna', (document) => {
      erase(0, 30)(document)
      type(sixty.slice(0, 30), 30)(document)
    })
    expect(figures(desk)[1]).toMatchObject({ inserted: 30, deleted: 30, undone: 0, change: 60 })
  })

  it('follows undo and redo of her own typing', () => {
    const desk = openDesk()
    desk.write('anna', (document) => void textIn(document))
    const undo = new Y.UndoManager(textIn(desk.clientOf('anna').document))
    desk.write('anna', type(sixty))
    desk.write('anna', () => void undo.undo())
    expect(figures(desk)).toMatchObject([{ change: 0, counts: false }])
    desk.write('anna', () => void undo.redo())
    expect(figures(desk)).toMatchObject([
      { inserted: 120, deleted: 60, undone: 60, change: 60, counts: true },
    ])
  })

  it('does not take what a colleague erased back from its author', () => {
    const desk = openDesk()
    desk.write('anna', type(sixty))
    desk.write('boris', erase(0, 60))
    expect(figures(desk)).toMatchObject([{ change: 60 }, { change: 60 }])
  })

  it('counts the same deletion by two people once, for the one committed first', () => {
    const desk = openDesk()
    desk.write('anna', type(sixty))
    const [boris, vera] = [desk.clientOf('boris'), desk.clientOf('vera')]
    erase(0, 60)(boris.document)
    erase(0, 60)(vera.document)
    desk.commit(vera.pending.splice(0), { personId: 'vera' })
    desk.commit(boris.pending.splice(0), { personId: 'boris' })
    expect(figures(desk).map(({ person, deleted }) => [person, deleted])).toEqual([
      ['anna', 0],
      ['vera', 60],
    ])
  })

  it('knows nothing of formatting as text, though it is an update', () => {
    const desk = openDesk()
    desk.write('anna', type(sixty))
    desk.wait(20)
    desk.write('anna', (document) => textIn(document).format(0, 30, { bold: true }))
    desk.wait(20)
    desk.write('anna', type('!'))
    expect(figures(desk)).toMatchObject([{ seqs: [1, 3], inserted: 61, deleted: 0 }])
  })

  it('never starts from rows of the system', () => {
    const desk = openDesk()
    desk.write('system', type(sixty), { seeded: true, personId: null, schoolId: null })
    desk.write('importer', type(sixty), { seeded: true })
    expect(figures(desk)).toEqual([])
    desk.write('anna', erase(0, 55))
    expect(figures(desk)).toMatchObject([{ deleted: 55, counts: true }])
  })

  it('is neither opened nor prolonged by bytes that were sent before', () => {
    const desk = openDesk()
    desk.write('anna', type(sixty))
    const everything = Y.encodeStateAsUpdate(desk.clientOf('anna').document)
    desk.wait(29)
    desk.commit([everything], { personId: 'anna' })
    desk.commit([everything], { personId: 'boris' })
    desk.wait(29)
    desk.write('anna', type('снова'))
    expect(figures(desk)).toMatchObject([{ seqs: [1, 1] }, { seqs: [4, 4], inserted: 5 }])
  })

  it('credits nobody with an update that waited for another one', () => {
    const desk = openDesk()
    desk.write('anna', (document) => void textIn(document))
    const { document, pending } = desk.clientOf('anna')
    type(sixty)(document)
    type('ещё ')(document)
    const [first = new Uint8Array(), second = new Uint8Array()] = pending.splice(0)
    desk.commit([second], { personId: 'anna' })
    desk.commit([first], { personId: 'boris' })
    expect(figures(desk)).toMatchObject([{ seqs: [1, 1] }, { person: 'boris', inserted: 60 }])
  })

  it('sees an offline hour that comes back as one update without what was erased on the way', () => {
    const desk = openDesk()
    const { document, pending } = desk.clientOf('anna')
    type(sixty)(document)
    erase(0, 50)(document)
    pending.splice(0)
    desk.commit([Y.encodeStateAsUpdate(document)], { personId: 'anna' })
    expect(figures(desk)).toMatchObject([{ change: 10 }])
  })
})
