import type { Editor, JSONContent } from '@tiptap/core'
import type { FileKind } from 'shared/files/inputs'
import type { FileOutput } from 'shared/files/outputs'
import { PICTURE_BYTES_MAX, FILE_BYTES_MAX } from 'shared/files/limits'
import type { Translate } from 'shared/i18n/translate'
import { isProblem, type Problem } from 'shared/protocol/problem'
import { bringFile, uploadFile } from '#lib/api/files.ts'
import { insertBlock } from './insertBlock.ts'
import { findPlace, placeAt, type Place } from './places.ts'

type Wish = {
  documentId: string
  editor: () => Editor | null
  t: Translate
  say: (words: string) => void
  /** A picture stands in the text now and waits for its description. */
  onimage: (position: number) => void
}

export type Uploads = {
  /** Takes files into the document, where the caret is now. */
  take: (files: readonly File[], kind?: FileKind) => Promise<void>
  /** Keeps a picture and gives the node that shows it; null when it was refused, which is told. */
  keepPicture: (file: File) => Promise<JSONContent | null>
  /** Files of other documents that a paste has brought along. */
  bring: (ids: readonly string[]) => void
}

const nodeOf = ({ id, kind, fileName, bytes, pixelsWide, pixelsHigh }: FileOutput): JSONContent =>
  kind === 'image'
    ? { type: 'image', attrs: { file: id, alt: '', pixelsWide, pixelsHigh } }
    : { type: 'attachment', attrs: { file: id, fileName, bytes } }

const pictures = /^image\/(jpeg|png|webp|gif)$/
const kindOf = ({ type }: File): FileKind => (pictures.test(type) ? 'image' : 'attachment')

const isTooLarge = ({ size }: File, kind: FileKind): boolean =>
  size > (kind === 'image' ? PICTURE_BYTES_MAX : FILE_BYTES_MAX)

const refusalIn = (t: Translate, name: string, refused: Problem | null): string => {
  if (!refused) return t('writing.uploadOffline', { name })
  if (refused.problem === 'tooLarge') return t('writing.uploadTooLarge', { name })
  return refused.problem === 'unsupportedFile'
    ? t('writing.uploadNoPicture', { name })
    : `${name}: ${t(`problems.${refused.problem}`)}`
}

/** Puts files into the document: they are sent first, and only what the server has kept stands in the text. */
export const createUploads = ({ documentId, editor, t, say, onimage }: Wish): Uploads => {
  const keep = async (file: File, kind: FileKind): Promise<FileOutput | null> => {
    if (isTooLarge(file, kind)) {
      say(t('writing.uploadTooLarge', { name: file.name }))
      return null
    }
    const kept = await uploadFile(documentId, file, kind).catch(() => null)
    if (kept && !isProblem(kept)) return kept
    say(refusalIn(t, file.name, kept))
    return null
  }

  const put = (kept: FileOutput, place: Place): void => {
    const now = editor()
    if (!now) return
    const at = findPlace(now.state, place)
    if (at !== null) now.commands.setTextSelection(at)
    const position = insertBlock(now, nodeOf(kept))
    if (kept.kind === 'image') onimage(position)
  }

  const take = async (files: readonly File[], kind?: FileKind) => {
    const now = editor()
    if (!now) return
    const place = placeAt(now.state, now.state.selection.from)
    say(t('writing.uploading', { n: files.length }))
    for (const file of files) {
      const kept = await keep(file, kind ?? kindOf(file))
      if (kept) put(kept, place)
    }
  }
  return {
    take,
    keepPicture: async (file) => {
      const kept = await keep(file, 'image')
      return kept && nodeOf(kept)
    },
    bring: (ids) => {
      for (const id of ids) void bringFile(documentId, id).catch(() => undefined)
    },
  }
}
