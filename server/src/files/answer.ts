import type { FileRow } from 'db/queries/files'

const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const tag = ({ id }: Pick<FileRow, 'id'>): string => `"${id}"`

/** True when the browser has the file already: its bytes never change. */
export const isHeld = (file: Pick<FileRow, 'id'>, held: string | undefined): boolean => held === tag(file)

/**
 * Headers of a file: a picture may be shown, anything else only be saved, and neither can run. Asked for again at every
 * showing, so that who lost her rights sees it no more; the bytes themselves are sent once.
 */
export const headersOf = (file: Pick<FileRow, 'id' | 'kind' | 'name' | 'mediaType'>) => ({
  'Content-Type': file.mediaType,
  'Content-Disposition':
    file.kind === 'image' ? 'inline' : `attachment; filename*=UTF-8''${encoded(file.name)}`,
  'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'Cache-Control': 'private, no-cache',
  ETag: tag(file),
})
