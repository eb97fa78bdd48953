import type { BodyMark, BodyNode } from '../documents/body.ts'
import type { AuthoredRun } from './authors.ts'

/** The mark of a run; `leads` where another's words end and its own begin. Null leaves it as it is. */
export type Sign = (run: AuthoredRun, leads: boolean) => BodyMark | null

const lengthOf = ({ text }: BodyNode): number => text?.length ?? 1

const markOf = (runs: readonly AuthoredRun[], index: number, sign: Sign): BodyMark | null => {
  const run = runs[index]
  return run ? sign(run, index === 0 || runs[index - 1]?.author !== run.author) : null
}

/** The parts of a line, cut where runs end, each with its run's mark. */
const paintLine = (content: readonly BodyNode[], runs: readonly AuthoredRun[], sign: Sign): BodyNode[] => {
  const painted: BodyNode[] = []
  let [index, used] = [0, 0]
  for (const node of content)
    for (let at = 0; at < lengthOf(node);) {
      const run = runs[index]
      const step = Math.min(lengthOf(node) - at, run ? run.text.length - used : Infinity)
      const mark = markOf(runs, index, sign)
      const text = node.text?.slice(at, at + step)
      const part = text === undefined ? node : { ...node, text }
      painted.push(mark && text !== undefined ? { ...part, marks: [...(node.marks ?? []), mark] } : part)
      at += step
      used += step
      if (run && used === run.text.length) [index, used] = [index + 1, 0]
    }
  return painted
}

const isTold = (content: readonly BodyNode[], runs: readonly AuthoredRun[]): boolean =>
  content.map(({ text }) => text ?? '\n').join('') === runs.map(({ text }) => text).join('')

const paintAt = (
  node: BodyNode,
  path: readonly number[],
  runs: readonly AuthoredRun[],
  sign: Sign,
): BodyNode => {
  const content = node.content ?? []
  const [place, ...further] = path
  if (place === undefined)
    return isTold(content, runs) ? { ...node, content: paintLine(content, runs, sign) } : node
  return {
    ...node,
    content: content.map((child, index) => (index === place ? paintAt(child, further, runs, sign) : child)),
  }
}

/** A body with every run of its texts marked by `sign`. A block that says something else than its runs stays unmarked. */
export const paintBody = (
  body: BodyNode,
  blocks: readonly { path: readonly number[]; runs: readonly AuthoredRun[] }[],
  sign: Sign,
): BodyNode => blocks.reduce((painted, { path, runs }) => paintAt(painted, path, runs, sign), body)
