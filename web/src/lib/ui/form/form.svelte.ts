import { tick } from 'svelte'
import type { SubmitFunction } from '$app/forms'
import { isProblem, type Problem } from 'shared/protocol/problem'

/** What a form may be told: a problem of the server, or that no answer came at all. */
export type Refusal = Problem | 'unreachable'

export type Form = {
  readonly id: string
  readonly busy: boolean
  readonly refusal: Refusal | null
  /** Reason codes by field name. */
  readonly reasons: Readonly<Record<string, string>>
  /** Labels by field name: said at the field and in the summary. */
  readonly labels: Readonly<Record<string, string>>
  refuse: (refusal: Refusal | null) => void
  /** For `onsubmit`: runs `send`, keeps what was typed, and moves the focus to the summary when it is refused. */
  submit: (event: SubmitEvent) => void
  /** For `use:enhance` on a form that also works before the scripts have come. */
  enhance: SubmitFunction
}

type FormOptions = {
  id: string
  labels: Readonly<Record<string, string>>
  /** Null when all went well. */
  send?: () => Promise<Problem | null>
  /** What came back to a form sent without scripts: the page's `form`. */
  sent?: () => unknown
}

/** The refusal in what a form action failed with. */
const refusalIn = (data: unknown): Refusal =>
  typeof data === 'object' && data !== null && 'problem' in data && isProblem(data.problem)
    ? data.problem
    : 'unreachable'

/** One form's life: typed, sent, refused with words at the fields, or done. */
export const createForm = ({ id, labels, send, sent }: FormOptions): Form => {
  let busy = $state(false)
  const first = sent?.() ?? null
  let refusal = $state<Refusal | null>(first === null ? null : refusalIn(first))

  const refuse = (next: Refusal | null) => {
    refusal = next
    if (next) void tick().then(() => document.getElementById(`${id}-summary`)?.focus())
  }
  const run = async () => {
    if (busy || !send) return
    busy = true
    try {
      refuse(await send())
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      refuse('unreachable')
    } finally {
      busy = false
    }
  }
  return {
    id,
    labels,
    get busy() {
      return busy
    },
    get refusal() {
      return refusal
    },
    get reasons() {
      return refusal && refusal !== 'unreachable' ? (refusal.fields ?? {}) : {}
    },
    refuse,
    submit: (event) => {
      event.preventDefault()
      void run()
    },
    enhance: () => {
      busy = true
      return async ({ result, update }) => {
        busy = false
        if (result.type === 'failure') refuse(refusalIn(result.data))
        else if (result.type === 'error') refuse('unreachable')
        // Another person or workplace may speak another language: the next page is loaded anew.
        else if (result.type === 'redirect') location.assign(result.location)
        else await update({ reset: false })
      }
    },
  }
}
