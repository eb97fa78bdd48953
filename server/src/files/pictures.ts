import { FILE_BYTES_MAX, PICTURE_PIXELS_MAX, PICTURE_SIDE_MAX } from 'shared/files/limits'
import { problem, type Problem } from 'shared/protocol/problem'
import sharp, { type Sharp } from 'sharp'

// Only the four that people have: a reader of SVG, PDF or TIFF would open files and addresses that it is told.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    ...['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'],
    ...['VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer'],
  ],
})
sharp.cache(false)
sharp.concurrency(1)

export type Picture = {
  data: Buffer
  mediaType: 'image/jpeg' | 'image/png'
  pixelsWide: number
  pixelsHigh: number
}

/** A drawing larger than this is kept as a photograph. */
const DRAWING_BYTES_MAX = 2 * 1024 * 1024

const asDrawing = (image: Sharp) => image.clone().png({ compressionLevel: 9 })
const asPhotograph = (image: Sharp) => image.clone().flatten({ background: '#fff' }).jpeg({ quality: 82 })

/** Photographs stay photographs; drawings stay sharp and transparent while they are small enough. */
const encode = async (image: Sharp, isDrawing: boolean) => {
  const drawn = isDrawing ? await asDrawing(image).toBuffer({ resolveWithObject: true }) : null
  return drawn && drawn.data.byteLength <= DRAWING_BYTES_MAX
    ? drawn
    : asPhotograph(image).toBuffer({ resolveWithObject: true })
}

const refusalOf = (error: unknown): Problem => {
  const words = error instanceof Error ? error.message : ''
  if (words.includes('pixel limit')) return problem('tooLarge')
  return problem(words.includes('unsupported image format') ? 'unsupportedFile' : 'brokenFile')
}

const redraw = async (bytes: Buffer): Promise<Picture | Problem> => {
  const image = sharp(bytes, { limitInputPixels: PICTURE_PIXELS_MAX, failOn: 'error' })
  const { format } = await image.metadata()
  const size = { width: PICTURE_SIDE_MAX, height: PICTURE_SIDE_MAX }
  const upright = image.autoOrient().resize({ ...size, fit: 'inside', withoutEnlargement: true })
  const { data, info } = await encode(upright, format !== 'jpeg')
  if (data.byteLength > FILE_BYTES_MAX) return problem('tooLarge')
  const mediaType = info.format === 'png' ? 'image/png' : 'image/jpeg'
  return { data, mediaType, pixelsWide: info.width, pixelsHigh: info.height }
}

/** One picture at a time: a large one takes some hundred megabytes while it is unpacked. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Draws a picture anew, upright and no larger than a page needs. Nothing of the old bytes stays: no place, no camera, no
 * second file hidden behind the picture.
 */
export const takePicture = (bytes: Buffer): Promise<Picture | Problem> => {
  const taken = last.then(() => redraw(bytes)).catch(refusalOf)
  last = taken
  return taken
}
