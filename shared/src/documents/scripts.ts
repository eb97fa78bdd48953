/** Raised and lowered signs that Unicode has letters for; there are no marks for them in the editor yet. */
const raised: Readonly<Record<string, string>> = {
  ...{ 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' },
  ...{ '+': '⁺', '-': '⁻', '−': '⁻', '–': '⁻', '=': '⁼', '(': '⁽', ')': '⁾', ' ': ' ', '°': '°' },
  ...{
    a: 'ᵃ',
    b: 'ᵇ',
    c: 'ᶜ',
    d: 'ᵈ',
    e: 'ᵉ',
    f: 'ᶠ',
    g: 'ᵍ',
    h: 'ʰ',
    i: 'ⁱ',
    j: 'ʲ',
    k: 'ᵏ',
    l: 'ˡ',
    m: 'ᵐ',
  },
  ...{ n: 'ⁿ', o: 'ᵒ', p: 'ᵖ', r: 'ʳ', s: 'ˢ', t: 'ᵗ', u: 'ᵘ', v: 'ᵛ', w: 'ʷ', x: 'ˣ', y: 'ʸ', z: 'ᶻ' },
}
const lowered: Readonly<Record<string, string>> = {
  ...{ 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉' },
  ...{ '+': '₊', '-': '₋', '−': '₋', '–': '₋', '=': '₌', '(': '₍', ')': '₎', ' ': ' ' },
  ...{
    a: 'ₐ',
    e: 'ₑ',
    h: 'ₕ',
    i: 'ᵢ',
    j: 'ⱼ',
    k: 'ₖ',
    l: 'ₗ',
    m: 'ₘ',
    n: 'ₙ',
    o: 'ₒ',
    p: 'ₚ',
    r: 'ᵣ',
    s: 'ₛ',
  },
  ...{ t: 'ₜ', u: 'ᵤ', v: 'ᵥ', x: 'ₓ' },
}

export type Script = 'raised' | 'lowered'

/** The same words as raised or lowered letters: «2» as «²»; null when one of them has no such form. */
export const toScript = (words: string, script: Script): string | null => {
  const forms = script === 'raised' ? raised : lowered
  const letters = Array.from(words.replace(/\s/gu, ' '), (letter) => forms[letter])
  return letters.every((letter) => letter !== undefined) ? letters.join('') : null
}

/** Word and browsers raise words by an element or by a style; a raise of points may be negative. */
const scriptOf = (element: Element): Script | null => {
  const style = element.getAttribute('style') ?? ''
  const told = /vertical-align:\s*(super|sub)\b/i.exec(style)?.[1] ?? element.tagName
  if (/^sup(er)?$/i.test(told)) return 'raised'
  if (/^sub$/i.test(told)) return 'lowered'
  const points = /mso-text-raise:\s*(-?)[\d.]*[1-9]/i.exec(style)?.[1]
  return points === undefined ? null : points === '-' ? 'lowered' : 'raised'
}

/** The number of a footnote is raised too, and leads to a place in the text. */
const isReference = (element: Element): boolean =>
  element.closest('a[href^="#"]') !== null || element.querySelector('a[href^="#"]') !== null

const marked = 'sup, sub, [style*="vertical-align"], [style*="mso-text-raise"]'

/** An element in one that raises or lowers it already: Word and Google write both. */
const isWithin = (element: Element): boolean => {
  const around = element.parentElement?.closest(marked)
  return around ? scriptOf(around) !== null || isWithin(around) : false
}

const textNodesOf = (node: Node): Node[] =>
  node.nodeType === 3 ? [node] : [...node.childNodes].flatMap(textNodesOf)

/**
 * Rewrites raised and lowered runs of an HTML tree, in place, with letters that look so: x<sup>2</sup> becomes x².
 * Gives how many runs have no such letters: their words stay, as ordinary text.
 */
export const writeScripts = (root: ParentNode): number => {
  let flattened = 0
  for (const element of root.querySelectorAll(marked)) {
    const script = scriptOf(element)
    const words = element.textContent
    if (!script || !words.trim() || isWithin(element)) continue
    if (toScript(words, script) === null) {
      if (!isReference(element)) flattened += 1
    } else
      for (const text of textNodesOf(element))
        text.textContent = toScript(text.textContent ?? '', script) ?? text.textContent
  }
  return flattened
}
