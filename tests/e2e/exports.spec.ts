import { readFileSync } from 'node:fs'
import { must } from 'shared/must'
import { expect, signInAs, test } from '../support/e2e.ts'
import { readZip } from '../support/unzip.ts'

test('a roadmap is downloaded for Word from the menu of its page, under its own name, to be handed in', async ({
  page,
  demo,
}) => {
  await signInAs(page, demo, 'orlova@demo.invalid')
  const found = (await (await page.request.get(`${demo.url}/api/documents`)).json()) as {
    id: string
    kind: string
    title: string
  }[]
  const roadmap = must(
    found.find(({ kind }) => kind === 'roadmap'),
    'a roadmap of the demo',
  )
  await page.goto(`${demo.url}/documents/${roadmap.id}`)
  await page.getByRole('button', { name: 'Ещё о документе' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Скачать для Word' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe(
    `${roadmap.title.replaceAll(/[:/]/g, ' ').replaceAll(/ +/g, ' ')}.docx`,
  )
  const parts = await readZip(readFileSync(await download.path()))
  const words = parts['word/document.xml'] ?? ''
  for (const said of ['УТВЕРЖДАЮ', 'СОГЛАСОВАНО', 'Школы: ', 'II. Совместная деятельность', 'выполнено'])
    expect(words).toContain(said)
})
