import { fileName } from 'shared/exports/fileName'
import { LOSSES_HEADER, type ExportFormat } from 'shared/exports/formats'
import type { MessageKey } from 'shared/i18n/translate'
import type { Problem } from 'shared/protocol/problem'
import type { Words } from '#lib/i18n/words.ts'
import { toast } from '#lib/ui/toast.ts'

type Named = { id: string; title: string }

/** Kinds of nodes that have a word of their own when only their words are left. */
const known = new Set(['attachment', 'image', 'math', 'table'])

const toldAs = (type: string): string => {
  const plain = type === 'mathBlock' ? 'math' : type
  return known.has(plain) ? plain : 'other'
}

const readUnknown = (header: string | null): Map<string, number> => {
  const told = new Map<string, number>()
  for (const [type, n] of Object.entries(JSON.parse(header ?? '{}') as Record<string, number>))
    told.set(toldAs(type), (told.get(toldAs(type)) ?? 0) + n)
  return told
}

const give = (file: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Fetches the document as a file and gives it to the person; says what the file could not hold, or why there is none. */
export const downloadDocument = async (
  { id, title }: Named,
  format: ExportFormat,
  { t, locale, list }: Words,
): Promise<void> => {
  const away = await toast(t('exports.preparing'))
  const answer = await fetch(`/api/documents/${id}/export/${format}?locale=${locale}`).catch(() => null)
  away()
  if (!answer?.ok) {
    const refusal = (await answer?.json().catch(() => null)) as Problem | null | undefined
    return void toast(t(`problems.${refusal?.problem ?? 'unreachable'}` as MessageKey))
  }
  give(await answer.blob(), fileName(title, format))
  const parts = [...readUnknown(answer.headers.get(LOSSES_HEADER))].map(([type, n]) =>
    t(`exports.unknown.${type}` as MessageKey, { n }),
  )
  if (parts.length > 0) void toast(t('exports.without', { what: list(parts) }))
}
