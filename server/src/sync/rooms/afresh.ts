/**
 * Runs `work` once at a time. Whoever asks while it runs gets a run that begins after this one: what is being done may have
 * begun before what she asks about was there.
 */
export const afresh = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const run = (): Promise<void> => {
    running = work().finally(() => (running = null))
    return running
  }
  const runNext = (): Promise<void> => {
    next = null
    return run()
  }
  return () => {
    if (!running) return run()
    next ??= running.then(runNext, runNext)
    return next
  }
}
