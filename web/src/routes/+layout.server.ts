import { isRailWidth, type RailPlace, type RailWidth } from '#lib/shell/rail.ts'
import type { LayoutServerLoad } from './$types'

/** Who is signed in and how they like their Krug; every page below has it as `data`. */
export const load: LayoutServerLoad = ({ locals, cookies }) => {
  const widthOf = (place: RailPlace): RailWidth | null => {
    const value = cookies.get(`krug-rail-${place}`)
    return isRailWidth(value) ? value : null
  }
  return {
    me: locals.me,
    locale: locals.locale,
    theme: locals.theme,
    rail: { home: widthOf('home'), work: widthOf('work') },
  }
}
