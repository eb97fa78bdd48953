/** Shows what could not be drawn as it was written. */
const showSource = (place: HTMLElement, latex: string): void => {
  const source = document.createElement('code')
  source.textContent = latex
  place.replaceChildren(source)
}

/**
 * Draws a formula, for the eye and as MathML for who hears it. What draws comes with the first formula of a page; until
 * then, and where it does not come, its source stands there.
 * @returns what is wrong with the formula, in the words of KaTeX; null when it is right or cannot be told.
 */
export const drawFormula = async (
  place: HTMLElement,
  latex: string,
  block: boolean,
): Promise<string | null> => {
  if (place.childNodes.length === 0) showSource(place, latex)
  try {
    const { draw } = await import('./katex.ts')
    return draw(place, latex, block)
  } catch {
    showSource(place, latex)
    return null
  }
}
