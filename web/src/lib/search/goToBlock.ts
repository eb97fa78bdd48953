/** The editor takes the place of the text that the server drew; the block is looked for until then. */
const PATIENCE_MS = 6_000
const AGAIN_MS = 250

const blockAt = (root: Element | null, index: number): HTMLElement | null => {
  const block = root?.children[index]
  return block instanceof HTMLElement ? block : null
}

const show = (block: HTMLElement): void => {
  block.scrollIntoView({ block: 'center' })
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const mark = getComputedStyle(block).getPropertyValue('--mark')
  // No change of the page's nodes: the editor watches them.
  block.animate([{ backgroundColor: mark }, { backgroundColor: 'transparent' }], 1_800)
}

/** Brings the n-th block of a document's text into view, where a search found it. */
export const goToBlock = (index: number): void => {
  const ends = Date.now() + PATIENCE_MS
  let shown: HTMLElement | null = null
  const look = () => {
    const editor = document.querySelector('main .ProseMirror')
    const block = blockAt(editor ?? document.querySelector('main .text'), index)
    if (block && block !== shown) show((shown = block))
    if (editor || Date.now() > ends) clearInterval(timer)
  }
  const timer = setInterval(look, AGAIN_MS)
  look()
}
