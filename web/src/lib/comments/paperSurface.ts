import { anchorIn, placeIn } from 'shared/comments/place'
import { findWords, flatten, wordsBetween } from 'shared/comments/words'
import type * as Y from 'yjs'
import { nearest, rangeOf, readLetters, selectedIn } from './letters.ts'
import './marks.css'
import type { Marked, Spoken, Surface, SurfaceReports } from './surface.ts'

const DRAW_AFTER = 200

/** Boxes behind the letters of a range: nothing of the page's own elements is touched. */
const boxesOf = (root: HTMLElement, range: Range, { id, isChosen }: Marked): HTMLElement[] => {
  const edge = root.getBoundingClientRect()
  return [...range.getClientRects()]
    .filter(({ width }) => width > 0)
    .map((rectangle) => {
      const box = document.createElement('span')
      box.className = isChosen ? 'commented chosen' : 'commented'
      box.dataset['thread'] = id
      Object.assign(box.style, {
        position: 'absolute',
        left: `${rectangle.left - edge.left}px`,
        top: `${rectangle.top - edge.top}px`,
        width: `${rectangle.width}px`,
        height: `${rectangle.height}px`,
      })
      return box
    })
}

/** A layer under the letters, over the paper. */
const layUnder = (root: HTMLElement): HTMLElement => {
  const layer = document.createElement('div')
  layer.setAttribute('aria-hidden', 'true')
  Object.assign(layer.style, { position: 'absolute', inset: '0', zIndex: '-1', pointerEvents: 'none' })
  Object.assign(root.style, { position: 'relative', isolation: 'isolate' })
  root.append(layer)
  return layer
}

const isAt = (box: Element, x: number, y: number): boolean => {
  const { left, right, top, bottom } = box.getBoundingClientRect()
  return x >= left && x <= right && y >= top && y <= bottom
}

/** The same words of the document, nearest to where the screen has them: the screen may be a moment behind. */
const speakOf = (doc: Y.Doc, words: string, at: number): Spoken | null => {
  const flat = flatten(doc.getXmlFragment('body'))
  const range = nearest(findWords(flat.runs, words), at)
  const anchor = range && anchorIn(flat, range)
  return range && anchor ? { anchor, quote: wordsBetween(flat.runs, range) } : null
}

/** Draws threads where the screen has their words; gives where the document has them. */
const drawUnder = (
  layer: HTMLElement,
  root: HTMLElement,
  doc: Y.Doc,
  marked: readonly Marked[],
): Map<string, number | null> => {
  const flat = flatten(doc.getXmlFragment('body'))
  const letters = readLetters(root)
  const places = new Map<string, number | null>()
  const boxes = marked.flatMap((one) => {
    if (one.anchor.kind === 'row' || one.anchor.kind === 'document') return []
    const place = placeIn(doc, flat, one.anchor, one)
    places.set(one.id, place?.from ?? null)
    const seen = place && nearest(findWords(letters.runs, wordsBetween(flat.runs, place)), place.from)
    const range = seen ? rangeOf(letters, seen) : null
    return range ? boxesOf(root, range, one) : []
  })
  layer.replaceChildren(...boxes)
  return places
}

/**
 * Threads in a text that is only read. The document is known beside it, from its room, but nothing is bound to it: whoever
 * comments writes nothing.
 */
export const attachPaper = (
  root: HTMLElement,
  doc: Y.Doc,
  { onPlaced, onChosen }: SurfaceReports,
): Surface => {
  const layer = layUnder(root)
  let marked: readonly Marked[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const refresh = () => onPlaced(drawUnder(layer, root, doc, marked))
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(refresh, DRAW_AFTER)
  }
  const texts = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target !== layer)) soon()
  })
  texts.observe(root, { childList: true, subtree: true, characterData: true })
  const size = new ResizeObserver(soon)
  size.observe(root)
  doc.on('update', soon)
  const onclick = ({ clientX, clientY }: MouseEvent) => {
    const box = [...layer.children].find((one) => isAt(one, clientX, clientY))
    const id = (box as HTMLElement | undefined)?.dataset['thread']
    if (id !== undefined && marked.some((one) => one.id === id)) onChosen(id)
  }
  root.addEventListener('click', onclick)

  return {
    spoken: () => {
      const letters = readLetters(root)
      const selected = selectedIn(root, letters)
      return selected && speakOf(doc, wordsBetween(letters.runs, selected), selected.from)
    },
    draw: (threads) => {
      marked = threads
      refresh()
    },
    show: (id) =>
      layer.querySelector(`[data-thread="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' }),
    focus: () => undefined,
    settled: () => Promise.resolve(),
    stop: () => {
      clearTimeout(timer)
      texts.disconnect()
      size.disconnect()
      doc.off('update', soon)
      root.removeEventListener('click', onclick)
      layer.remove()
    },
  }
}
