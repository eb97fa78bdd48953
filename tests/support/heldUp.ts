import { readFileSync } from 'node:fs'

/** How exactly the server looks at its own turns, and so how long the shortest of them seems. */
const LOOK_MS = 10
const TRIES = 4

type Server = { processId: number; url: string }

/** Milliseconds that the thread of all rooms has been on a processor, whatever else the machine did meanwhile. */
const workOf = ({ processId }: Server): number =>
  Number(readFileSync(`/proc/${processId}/task/${processId}/schedstat`, 'utf8').split(' ')[0]) / 1e6

/** The longest turn of the server's loop since somebody asked last, in milliseconds, as it tells itself. */
const longestTurn = async ({ url }: Server): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text()
  const found = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)
  if (!found) throw new Error('the server does not tell how long its turns take')
  return Math.max(0, Number(found[1]) * 1_000 - LOOK_MS)
}

const measure = async (server: Server, work: () => Promise<void>): Promise<number> => {
  await longestTurn(server)
  const before = workOf(server)
  await work()
  return Math.min(workOf(server) - before, await longestTurn(server))
}

/**
 * The longest that `work` can have held the server's rooms up at one stretch, in milliseconds: no longer than their thread
 * has worked at all, and no longer than the longest turn of its loop. Each of the two is too much when the machine is busy
 * or the work is long, never too little; so the least of several tries is taken, while it is above `enough`.
 */
export const heldUpBy = async (
  server: Server,
  enough: number,
  work: () => Promise<void>,
): Promise<number> => {
  let least = Infinity
  for (let tries = 0; tries < TRIES && least > enough; tries++)
    least = Math.min(least, await measure(server, work))
  return least
}
