import * as Y from 'yjs'

export type Row = Y.Map<unknown>
export type Rows = Y.Array<Row>

/** The root of a roadmap's rows (DESIGN §3); positions in it mean nothing, `order` does. */
export const openRoadmap = (doc: Y.Doc): Rows => doc.getArray<Row>('rows')

/** The row of an action as it stands now; null when somebody has deleted it. */
export const findRow = (doc: Y.Doc, actionId: string): Row | null =>
  openRoadmap(doc)
    .toArray()
    .find((row: unknown) => row instanceof Y.Map && row.get('id') === actionId) ?? null
