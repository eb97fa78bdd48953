import { isProblem } from 'shared/protocol/problem'
import { ask } from '#lib/api/answer.ts'
import { getChecked } from '#lib/api/approvals.ts'
import type { PageLoad } from './$types'

/** A code as people type it from paper, with or without its stroke. */
const readCode = (typed: string): string => typed.replace(/\D/g, '').replace(/^(\d{5})(\d{5})$/, '$1-$2')

export const load: PageLoad = async ({ fetch, url }) => {
  const code = readCode(url.searchParams.get('code') ?? '')
  if (code === '') return { code, checked: null }
  const checked = await ask(getChecked(code, fetch))
  return { code, checked: isProblem(checked) ? null : checked }
}
