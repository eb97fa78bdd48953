import type { LayoutServerLoad } from './$types'

const RAIL = ['home', 'work'] as const

/** Who is signed in and how they like their Krug; every page below has it as `data`. */
export const load: LayoutServerLoad = ({ locals, cookies }) => ({
  me: locals.me,
  locale: locals.locale,
  theme: locals.theme,
  rail: Object.fromEntries(RAIL.map((place) => [place, cookies.get(`krug-rail-${place}`) ?? null])),
})
