import type { Node } from '@tiptap/pm/model'
import type { Translate } from 'shared/i18n/translate'

type Drawing = { t: Translate; addressOf: (file: string) => string }

/** A picture just pasted from another document is allowed here a moment later. */
const AGAIN_MS = [700, 2_500, 8_000]

const askAgain = (image: HTMLImageElement, address: string, words: string): void => {
  let times = 0
  image.addEventListener('error', () => {
    const wait = AGAIN_MS[times++]
    if (wait === undefined) image.closest('figure')?.setAttribute('data-words', words)
    else setTimeout(() => (image.src = `${address}?again=${times}`), wait)
  })
}

const makeImage = ({ attrs }: Node, { t, addressOf }: Drawing): HTMLImageElement => {
  const image = document.createElement('img')
  image.alt = String(attrs.alt)
  if (typeof attrs.pixelsWide === 'number') image.width = attrs.pixelsWide
  if (typeof attrs.pixelsHigh === 'number') image.height = attrs.pixelsHigh
  const address = addressOf(String(attrs.file))
  askAgain(image, address, t('writing.pictureAbsent'))
  image.src = address
  return image
}

/** Draws a picture of the document; one without a description says so to who may write. */
export const drawPicture = (place: HTMLElement, node: Node, drawing: Drawing): void => {
  const { file, alt, percent } = node.attrs
  place.style.setProperty('--percent', `${Number(percent ?? 100)}%`)
  place.toggleAttribute('data-undescribed', alt === '')
  const shown = place.querySelector('img')
  if (shown && place.dataset.file === file) shown.alt = String(alt)
  else place.replaceChildren(...(typeof file === 'string' ? [makeImage(node, drawing)] : []))
  if (typeof file === 'string') place.dataset.file = file
}
