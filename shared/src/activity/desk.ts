import * as Y from 'yjs'
import { createLedger, type LedgerRow, readRow } from './ledger.ts'
import { changeOf, countCells, doesCount, type Session } from './session.ts'

// For tests only: people at one desk.

export const MINUTE = 60_000
export const MORNING = new Date('2026-11-16T05:00:00Z')

/** People who write in one document, each with a Yjs client of her own; what they do becomes rows of a log. */
export const openDesk = (start = MORNING) => {
  const rows: LedgerRow[] = []
  const clients = new Map<string, { document: Y.Doc; pending: Uint8Array[] }>()
  let at = start

  const clientOf = (person: string) => {
    const known = clients.get(person)
    if (known) return known
    const client = { document: new Y.Doc(), pending: [] as Uint8Array[] }
    for (const row of rows) for (const update of row.updates) Y.applyUpdate(client.document, update, 'remote')
    client.document.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') client.pending.push(update)
    })
    clients.set(person, client)
    return client
  }
  const commit = (updates: Uint8Array[], by: Partial<LedgerRow>) => {
    const row = { seq: rows.length + 1, updates, personId: 'anna', schoolId: 'g1', seeded: false, at, ...by }
    rows.push(row)
    for (const { document } of clients.values())
      for (const update of updates) Y.applyUpdate(document, update, 'remote')
  }
  return {
    rows,
    wait: (minutes: number) => (at = new Date(at.getTime() + minutes * MINUTE)),
    clientOf,
    commit,
    /** The person changes her document; all updates of it become one row. */
    write: (personId: string, change: (document: Y.Doc) => void, by: Partial<LedgerRow> = {}) => {
      const client = clientOf(personId)
      change(client.document)
      const updates = client.pending.splice(0)
      if (updates.length > 0) commit(updates, { personId, ...by })
    },
  }
}

export const sessionsOf = (rows: readonly LedgerRow[]): Session[] => {
  const ledger = createLedger(new Y.Doc())
  const sessions = new Set<Session>()
  for (const row of rows) {
    const session = readRow(ledger, row)
    if (session) sessions.add(session)
  }
  return [...sessions]
}

/** What of a session its reader sees. */
export const figuresOf = (session: Session) => ({
  person: session.personId,
  school: session.schoolId,
  seqs: [session.firstSeq, session.lastSeq],
  inserted: session.inserted,
  deleted: session.deleted,
  undone: session.undone,
  change: changeOf(session),
  cells: countCells(session),
  counts: doesCount(session),
})

export const textIn = (document: Y.Doc): Y.XmlText => {
  const body = document.getXmlFragment('body')
  if (body.length === 0) body.insert(0, [new Y.XmlText()])
  return body.get(0) as Y.XmlText
}
