import type { ThreadOutput } from 'shared/comments/outputs'
import { isProblem, problem, type Problem } from 'shared/protocol/problem'
import { ask } from '#lib/api/answer.ts'
import type { CommentCalls } from '#lib/api/comments.ts'
import { merge, speakerIn } from './merge.ts'

const LOOK_EVERY = 60_000

/** A call that answers with a thread, or with a problem. */
type Call = Promise<{ ok: boolean; status: number; json: () => Promise<unknown> }>

/** A moment's work when the page is looked at again and once a minute: a notice may have been lost (SPEC B1). */
const startLooking = (look: () => void): (() => void) => {
  const timer = setInterval(() => document.visibilityState === 'visible' && look(), LOOK_EVERY)
  window.addEventListener('focus', look)
  return () => {
    clearInterval(timer)
    window.removeEventListener('focus', look)
  }
}

/** The threads of a document as this screen knows them. `onChange` is told when they are others. */
export const keepThreads = (calls: CommentCalls, personId: string, onChange: () => void) => {
  let all = $state.raw<readonly ThreadOutput[]>([])
  let loaded = $state(false)
  let arrived = $state<string | null>(null)
  let seq = 0
  let asking: Promise<void> | null = null
  let isDue = false

  const take = (newer: readonly ThreadOutput[]) => {
    if (newer.length === 0) return
    if (loaded) arrived = speakerIn(newer, all, personId) ?? arrived
    all = merge(all, newer)
    onChange()
  }
  const askServer = async (): Promise<void> => {
    while (isDue) {
      isDue = false
      const answer = await ask(calls.list(seq)).catch(() => null)
      if (!answer || isProblem(answer)) return
      seq = Math.max(seq, answer.seq)
      take(answer.threads)
      loaded = true
    }
  }
  const refresh = () => {
    isDue = true
    asking ??= askServer().finally(() => (asking = null))
  }

  return {
    get all() {
      return all
    },
    get loaded() {
      return loaded
    },
    /** Who has just said something. */
    get arrived() {
      return arrived
    },
    find: (id: string): ThreadOutput | undefined => all.find((thread) => thread.id === id),
    refresh,
    /** Does something on the server and takes in the thread as it is then. */
    change: async (call: Call): Promise<Problem | null> => {
      const answer: unknown = await ask(call).catch(() => problem('notReady'))
      if (isProblem(answer)) return answer
      take([answer as ThreadOutput])
      return null
    },
    stop: startLooking(refresh),
  }
}

export type Threads = ReturnType<typeof keepThreads>
