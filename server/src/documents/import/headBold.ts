import type { BodyNode } from 'shared/documents/body'
import { textOf } from 'shared/documents/minutes'
import { isStamp, knownLevel } from './plain/known.ts'

const LONGEST = 150

const isBold = ({ marks = [] }: BodyNode): boolean => marks.some(({ type }) => type === 'bold')

const looksLikeHeading = (node: BodyNode): boolean => {
  const runs = node.content?.filter(({ text }) => text?.trim()) ?? []
  const text = textOf(node)
  return (
    node.type === 'paragraph' &&
    runs.length > 0 &&
    runs.every(isBold) &&
    text.length <= LONGEST &&
    !/[.;,]$/u.test(text) &&
    !isStamp(text.split(' ')[0] ?? '')
  )
}

const withoutBold = (node: BodyNode): BodyNode => {
  const marks = node.marks?.filter(({ type }) => type !== 'bold') ?? []
  const { marks: _marks, ...rest } = node
  return marks.length > 0 ? { ...rest, marks } : rest
}

const toHeading = (node: BodyNode, index: number): BodyNode => ({
  type: 'heading',
  attrs: { level: knownLevel(textOf(node)) ?? (index === 0 ? 1 : 2) },
  content: node.content?.map(withoutBold) ?? [],
})

/** Many write headings as bold lines: where a file has no heading of its own, short lines all in bold become them. */
export const headBold = (body: BodyNode): BodyNode => {
  const blocks = body.content ?? []
  if (blocks.some(({ type }) => type === 'heading')) return body
  return {
    ...body,
    content: blocks.map((node, index) => (looksLikeHeading(node) ? toHeading(node, index) : node)),
  }
}
