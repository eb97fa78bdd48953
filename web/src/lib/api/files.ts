import type { FileKind } from 'shared/files/inputs'
import { ask } from './answer.ts'
import { createApiClient } from './client.ts'

const filesOf = () => createApiClient().documents[':id'].files

/** Sends a picture or an attachment; the answer says as what it was kept. */
export const uploadFile = (id: string, file: File, kind: FileKind) =>
  ask(filesOf().$post({ param: { id }, form: { file, kind } }))

/** Puts a file of another document into this one; null when it was done. */
export const bringFile = (id: string, file: string) => ask(filesOf()[':file'].$put({ param: { id, file } }))
