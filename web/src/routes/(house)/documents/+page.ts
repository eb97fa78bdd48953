import { readableDocuments } from '#lib/documents/readable.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => ({ documents: await readableDocuments(event) })
