import type { LayoutServerLoad } from './$types'

type Welcome = { name: string; goal: string } | null

/** Whose door this is: the network's name and goal, when there is a network yet. */
export const load: LayoutServerLoad = async ({ fetch }) => {
  const answer = await fetch('/api/network/welcome')
  return { welcome: answer.ok ? ((await answer.json()) as Welcome) : null }
}
