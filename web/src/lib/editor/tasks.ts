import type { BodyNode } from 'shared/documents/body'

/** What is done of a list of tasks, with the lists inside it. */
export type TaskCount = { done: number; all: number }

/** The same walk serves the editor's nodes and those of the static text. */
type TaskLike = { name: string; checked: boolean; children: readonly TaskLike[] }

const countIn = (node: TaskLike, count: TaskCount): TaskCount => {
  if (node.name === 'taskItem') {
    count.all++
    if (node.checked) count.done++
  }
  for (const child of node.children) countIn(child, count)
  return count
}

const asTask = ({ type, attrs, content = [] }: BodyNode): TaskLike => ({
  name: type,
  checked: attrs?.checked === true,
  children: content.map(asTask),
})

/** Counts the tasks of a list; at most 64 levels deep, as every body that is read. */
export const countTasks = (list: BodyNode): TaskCount => countIn(asTask(list), { done: 0, all: 0 })
