import { expect } from '../support/e2e.ts'
import { aPaper, openAs, test } from '../support/writers.ts'

test('documents are put into folders and stars by keys alone; nothing goes with a folder that is taken away', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { page, failures } = await openAs(browser, schools, schools.zhdanova)
  await page.goto(`/communities/${schools.community.id}/documents`)
  const dialog = page.getByRole('dialog')
  const newFolder = page.getByRole('button', { name: 'Новая папка' })
  const name = dialog.getByRole('textbox', { name: 'Название папки' })
  const row = page.getByRole('row', { name: /Теорема Виета/ })
  const folder = (title: string) => page.getByRole('link', { name: new RegExp(`^${title}`) })

  await newFolder.press('Enter')
  await expect(name).toBeFocused()
  await page.keyboard.type('Уроки')
  await page.keyboard.press('Enter')
  await expect(folder('Уроки')).toContainText('0 документов')
  await newFolder.press('Enter')
  await name.fill('УРОКИ')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await row.getByRole('button', { name: /Переложить в папку/ }).press('Enter')
  await dialog.getByRole('radio', { name: 'Уроки' }).check()
  await dialog.getByRole('button', { name: 'Переместить' }).press('Enter')
  await expect(folder('Уроки')).toContainText('1 документ')
  await expect(row).toHaveCount(0)
  await folder('Уроки').press('Enter')
  await expect(row).toBeVisible()

  // What is made in a folder lies in it.
  await newFolder.press('Enter')
  await name.fill('7 класс')
  await page.keyboard.press('Enter')
  await folder('7 класс').press('Enter')
  await expect(page.getByText('В этой папке пока пусто')).toBeVisible()
  const inner = page.url()
  await page.getByRole('button', { name: 'Новый документ' }).first().press('Enter')
  await dialog.getByRole('textbox', { name: 'Название' }).fill('Линейная функция')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/)
  await page.goto(inner)
  await expect(page.getByRole('link', { name: 'Линейная функция' })).toBeVisible()

  const star = page.getByRole('button', { name: 'В избранном: Линейная функция' })
  await star.press('Enter')
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await page.goto('/documents')
  await page.getByRole('link', { name: 'Избранное' }).press('Enter')
  await expect(page.getByRole('link', { name: 'Линейная функция' })).toBeVisible()
  await expect(row).toHaveCount(0)

  await page.goto(`/communities/${schools.community.id}/documents`)
  await page.getByRole('button', { name: 'Что сделать с папкой «Уроки»' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Убрать папку' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Убрать папку' }).press('Enter')
  await expect(folder('7 класс')).toContainText('1 документ')
  await expect(row).toBeVisible()
  await page.goto(`/documents/${paper}`)
  await expect(page.locator('.ProseMirror')).toBeEditable()
  expect(failures).toEqual([])
})

test('who only reads sees the folders and changes none', async ({ browser, schools }) => {
  const { send } = schools.zhdanova.signed
  const root = `/communities/${schools.community.id}`
  const { id } = (await (await send('POST', `${root}/folders`, { name: 'Планы' })).json()) as { id: string }
  await send('PUT', `${root}/documents/${await aPaper(schools)}/folder`, { folderId: id })
  const { page, failures } = await openAs(browser, schools, schools.observer)
  await page.goto(`${root}/documents`)
  await expect(page.getByRole('button', { name: 'Новая папка' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Что сделать с папкой/ })).toHaveCount(0)
  await page.getByRole('link', { name: /^Планы/ }).click()
  await expect(page.getByRole('row', { name: /Теорема Виета/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /Переложить/ })).toHaveCount(0)
  expect(failures).toEqual([])
})
