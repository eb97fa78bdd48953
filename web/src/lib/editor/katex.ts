import katex from 'katex'
import 'katex/dist/katex.min.css'

/** What a formula of a document may make the browser do: no addresses, no pictures, no endless macros. */
const limits = { trust: false, maxExpand: 500, maxSize: 20, strict: 'ignore' } as const

/** Gives what is wrong with the formula; it is shown as it was written then. */
export const draw = (place: HTMLElement, latex: string, displayMode: boolean): string | null => {
  try {
    katex.render(latex, place, { ...limits, displayMode, output: 'htmlAndMathml', throwOnError: true })
    place.classList.remove('wrong')
    return null
  } catch (error) {
    place.classList.add('wrong')
    place.textContent = latex
    return error instanceof Error ? error.message : String(error)
  }
}
