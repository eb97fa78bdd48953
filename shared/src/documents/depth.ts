import type { BodyNode } from './body.ts'

/** How many nodes lie in one another at the deepest place. Walks level by level, without recursion. */
export const depthOf = (body: BodyNode): number => {
  let depth = 0
  for (let level = [body]; level.length > 0; depth++) level = level.flatMap(({ content = [] }) => content)
  return depth
}
