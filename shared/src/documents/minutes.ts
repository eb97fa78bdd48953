import { asideWords, inlineWords, type BodyNode } from './body.ts'

/** How long a lesson may be planned (DOMAIN §4.7). */
export const plannedMinutes = [40, 45] as const
export type PlannedMinutes = (typeof plannedMinutes)[number]

/** «7 мин», «5–7 минут», "10 min": of a range the longer end counts. */
const written = /(?<![\d.,])(?:\d{1,3}\s*[-–—]\s*)?(\d{1,3})\s*(?:мин|min)/giu

/** Minutes named in the text of a stage's cell; null when none are. Several in one cell are added up. */
export const minutesIn = (text: string): number | null => {
  const found = [...text.matchAll(written)].map(([, minutes]) => Number(minutes))
  return found.length > 0 ? found.reduce((sum, minutes) => sum + minutes, 0) : null
}

/** The words below a node with a blank between blocks. Walks without recursion: bodies come from outside. */
export const textOf = (node: BodyNode): string => {
  const words: string[] = []
  const waiting = [node]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const inLine = next.text ?? inlineWords(next)
    if (inLine !== null) words.push(inLine)
    else if (next.type !== 'text') words.push(` ${asideWords(next)} `)
    for (const child of [...(next.content ?? [])].reverse()) waiting.push(child)
  }
  return words.join('').replace(/\s+/gu, ' ').trim()
}

/** Texts of the first column of the lesson's table, without its header row; empty when the body holds no table. */
export const stageTexts = (body: BodyNode): string[] => {
  const lesson = body.content?.find(({ type }) => type === 'table')
  const rows = lesson?.content?.slice(1) ?? []
  return rows.flatMap(({ content: [cell] = [] }) => (cell ? [textOf(cell)] : []))
}

export type LessonMinutes = {
  total: number
  /** Stages whose cell names no minutes. */
  unnamed: number
  /** What was chosen in the header, else the nearer of 40 and 45. */
  planned: PlannedMinutes
  /** Positive when the stages take more than the lesson has. */
  over: number
}

const nearest = (total: number): PlannedMinutes => (total > 40 ? 45 : 40)

/** Sum of the stages' minutes against the lesson's length (DOMAIN §4.7). */
export const countMinutes = (stages: readonly string[], chosen: PlannedMinutes | null): LessonMinutes => {
  const minutes = stages.map(minutesIn)
  const total = minutes.reduce<number>((sum, stage) => sum + (stage ?? 0), 0)
  const planned = chosen ?? nearest(total)
  return {
    total,
    unnamed: minutes.filter((stage) => stage === null).length,
    planned,
    over: total - planned,
  }
}
