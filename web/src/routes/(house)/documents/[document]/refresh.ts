/** Asks again a moment after others wrote, and at most once in a while however much they write. */
const AFTER = 1_500
const EVERY = 8_000

export type Refresh = { soon: () => void; stop: () => void }

export const createRefresh = (ask: () => void): Refresh => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = 0
  const run = () => {
    timer = undefined
    last = Date.now()
    ask()
  }
  return {
    soon: () => {
      timer ??= setTimeout(run, Math.max(AFTER, last + EVERY - Date.now()))
    },
    stop: () => clearTimeout(timer),
  }
}
