import type { JSONContent } from '@tiptap/core'
import type { Uploads } from './uploads.ts'

const PICTURES_MAX = 40

/** The bytes behind `data:image/png;base64,…`; null when they cannot be read. */
const fileOf = (address: string, number: number): File | null => {
  const found = /^data:(image\/[a-z+.-]+);base64,(.*)$/is.exec(address)
  if (!found?.[1] || !found[2]) return null
  try {
    const bytes = Uint8Array.from(atob(found[2]), (letter) => letter.charCodeAt(0))
    return new File([bytes], `${number}.${found[1].slice(6)}`, { type: found[1] })
  } catch {
    return null
  }
}

const figureOf = ({ attrs = {} }: JSONContent, alt: string): HTMLElement => {
  const figure = document.createElement('figure')
  figure.dataset.type = 'image'
  figure.dataset.file = String(attrs.file)
  figure.dataset.alt = alt.slice(0, 500)
  figure.dataset.pixelsWide = String(attrs.pixelsWide)
  figure.dataset.pixelsHigh = String(attrs.pixelsHigh)
  return figure
}

/** Keeps the pictures that a paste holds and names them by their files; what cannot be kept stays and is told as lost. */
export const keepPictures = async (
  html: string,
  { keepPicture }: Pick<Uploads, 'keepPicture'>,
): Promise<string> => {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const images = [...body.querySelectorAll('img')].slice(0, PICTURES_MAX)
  for (const [index, image] of images.entries()) {
    const file = fileOf(image.getAttribute('src') ?? '', index + 1)
    const kept = file && (await keepPicture(file))
    // Without its address it is not asked to be kept again.
    if (kept) image.replaceWith(figureOf(kept, image.alt))
    else image.removeAttribute('src')
  }
  return body.innerHTML
}
