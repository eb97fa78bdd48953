import type { Action, Entry } from 'shared/roadmaps/action'
import {
  addAction,
  deleteAction,
  restoreAction,
  setCell,
  type CellKey,
  type CellValue,
} from 'shared/roadmaps/change'
import type { Day } from 'shared/roadmaps/day'
import { moveAction, stepTarget } from 'shared/roadmaps/move'
import { findRow } from 'shared/roadmaps/open'
import type { Period } from 'shared/roadmaps/parse'
import { setStatus, type StatusChange, type StatusRefusal } from 'shared/roadmaps/status'
import type { Stage } from 'shared/roadmaps/words'
import { textOf } from 'shared/roadmaps/write'
import type * as Y from 'yjs'
import type { Column } from 'shared/roadmaps/columns'
import type { TextColumn } from './columns.ts'
import { newId } from '#lib/ui/newId.ts'

/** The part of a room that a plan is written through. */
export type Desk = { doc: Y.Doc; undo: Y.UndoManager; origin: object }

type Deed = { doneOn: Day; evidence: readonly Entry[]; factCount: number | null }

type Step = <T>(change: () => T) => T

/** What is done to cells, each in one step. */
const cellVerbs = (doc: Y.Doc, step: Step) => {
  const set = <K extends CellKey>(id: string, key: K, value: CellValue<K>) =>
    step(() => setCell(doc, id, key, value))

  const setPeriod = (id: string, { dateFrom, dateTo, periodText }: Period) =>
    step(() => {
      setCell(doc, id, 'dateFrom', dateFrom)
      setCell(doc, id, 'dateTo', dateTo)
      setCell(doc, id, 'periodText', periodText)
    })

  return {
    set,
    setPeriod,
    setStatus: (id: string, change: StatusChange): StatusRefusal | null =>
      step(() => setStatus(doc, id, change)),
    /** Marks as done with what shows it. */
    markDone: (id: string, { doneOn, evidence, factCount }: Deed): StatusRefusal | null =>
      step(() => {
        setCell(doc, id, 'evidence', [...evidence])
        setCell(doc, id, 'factCount', factCount)
        return setStatus(doc, id, { status: 'done', doneOn })
      }),
    /** Empties a cell; a status and a number cannot be empty. */
    clear: (id: string, column: Column) => {
      if (column === 'title' || column === 'result' || column === 'indicator') set(id, column, '')
      if (column === 'period') setPeriod(id, { dateFrom: null, dateTo: null, periodText: '' })
      if (column === 'responsible' || column === 'partners' || column === 'evidence') set(id, column, [])
      if (column === 'directions') set(id, 'directions', [])
    },
  }
}

/** What is done to rows, each in one step. */
const rowVerbs = (doc: Y.Doc, step: Step) => ({
  /** Adds a row below another one, or at the end of a stage, and gives its id. */
  add: (stage: Stage, after?: string): string => {
    const id = newId()
    step(() => addAction(doc, { stage }, after === undefined ? { id } : { id, after }))
    return id
  },
  remove: (id: string) => step(() => deleteAction(doc, id)),
  restore: (action: Action) => step(() => restoreAction(doc, action)),
  moveBy: (actions: readonly Action[], id: string, by: -1 | 1): boolean => {
    const target = stepTarget(actions, id, by)
    return target !== null && step(() => moveAction(doc, id, target))
  },
  moveToStage: (actions: readonly Action[], id: string, stage: Stage) => {
    const last = actions.findLast((action) => action.stage === stage && action.id !== id)
    return step(() => moveAction(doc, id, { stage, after: last?.id ?? null }))
  },
})

/** Every change of a plan from the screen, by the steps of one's own undo. */
export const createPlanEditor = ({ doc, undo, origin }: Desk) => {
  const write = <T>(change: () => T): T => doc.transact(change, origin)
  const step: Step = (change) => {
    undo.stopCapturing()
    const result = write(change)
    undo.stopCapturing()
    return result
  }
  return {
    ...cellVerbs(doc, step),
    ...rowVerbs(doc, step),
    /** Writes without ending the step: for typing, which is grouped by pauses. */
    write,
    text: (id: string, column: TextColumn): Y.Text | null => {
      const row = findRow(doc, id)
      return row && write(() => textOf(row, column))
    },
    /** Begins typing into a cell; the function it gives takes back all that was typed since. */
    beginTyping: (): (() => void) => {
      undo.stopCapturing()
      const depth = undo.undoStack.length
      return () => {
        while (undo.undoStack.length > depth) undo.undo()
      }
    },
    endTyping: () => undo.stopCapturing(),
    undo: () => undo.undo(),
    redo: () => undo.redo(),
  }
}

export type PlanEditor = ReturnType<typeof createPlanEditor>
