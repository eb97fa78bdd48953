import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { figures, type Figure, type Readings } from './figures.ts'

/** Readings of one server in one run. */
export type Run = { name: string; readings: Readings }

const MARKS = ['<!-- figures: written by `bench --write` -->', '<!-- /figures -->'] as const
const isOurs = (name: string): boolean => name.startsWith('Krug')
const isCeiling = (name: string): boolean => name.startsWith('bare')

const short = (value: number): string => {
  if (!Number.isFinite(value)) return 'never'
  return value >= 1_000
    ? Math.round(value).toLocaleString('en').replaceAll(',', ' ')
    : value.toFixed(value >= 100 ? 0 : 1)
}

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Infinity

const numbers = (runs: readonly Run[], name: string, key: string): number[] =>
  runs
    .filter((run) => run.name === name)
    .map(({ readings }) => readings[key])
    .filter((value) => typeof value === 'number')

/** How ours stands to the best peer and to the ceiling: below 1 is better, above where more is. */
const ratioOf = (runs: readonly Run[], { key, moreIsBetter }: Figure, names: readonly string[]): string => {
  const middle = (name: string) => numbers(runs, name, key).length > 0 && median(numbers(runs, name, key))
  const ours = middle(names.find((name) => isOurs(name)) ?? '')
  const peers = names
    .filter((name) => !isOurs(name) && !isCeiling(name))
    .map(middle)
    .filter((value) => value !== false)
  if (ours === false || peers.length === 0) return ''
  const best = moreIsBetter ? Math.max(...peers) : Math.min(...peers)
  return best > 0 && Number.isFinite(best) ? (ours / best).toFixed(2) : ''
}

/** The table of medians, in Markdown. */
export const tableOf = (runs: readonly Run[]): string => {
  const names = [...new Set(runs.map(({ name }) => name))]
  const rows = figures.map((figure) => {
    const cells = names.map((name) => {
      const values = numbers(runs, name, figure.key)
      return values.length > 0 ? short(median(values)) : '–'
    })
    return { figure, cells }
  })
  const told = rows.filter(({ cells }) => cells.some((cell) => cell !== '–'))
  const lines = [
    ['', ...names, 'ours × the best peer', 'aim'],
    Array.from({ length: names.length + 3 }, () => '---'),
    ...told.map(({ figure, cells }) => [
      figure.title,
      ...cells,
      ratioOf(runs, figure, names),
      figure.aim ?? '',
    ]),
  ]
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** What was measured where: the processor, Node, and how busy the machine was. */
export const machineLine = (loads: readonly number[], runs: number): string => {
  const [processor] = os.cpus()
  const busy = loads.map((load) => load.toFixed(1)).join(', ')
  return `${new Date().toISOString().slice(0, 10)}; ${processor?.model ?? 'unknown processor'}, ${os.cpus().length} in all; Node ${process.version}; runs: ${runs}; load of the machine before each: ${busy}`
}

/** Puts the table between the marks of the page. */
export const write = (page: string, text: string): void => {
  const before = readFileSync(page, 'utf8')
  const [from, to] = [before.indexOf(MARKS[0]), before.indexOf(MARKS[1])]
  if (from < 0 || to < from) throw new Error(`${page} has no place for figures`)
  writeFileSync(page, `${before.slice(0, from)}${MARKS[0]}\n\n${text}\n\n${before.slice(to)}`)
}
