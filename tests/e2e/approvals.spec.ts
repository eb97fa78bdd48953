import { expect } from '../support/e2e.ts'
import { aPaper, openAs, openPaper, test, textOf } from '../support/writers.ts'

test('a plan of two schools is handed in, stamped, agreed to and approved; then nobody writes in it, and its code is good', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const teacher = await openAs(browser, schools, schools.zhdanova)
  await openPaper(teacher.page, paper)
  await expect(textOf(teacher.page)).toBeEditable()
  await teacher.page.getByRole('button', { name: 'На рассмотрение' }).click()
  await expect(teacher.page.getByText('Документ на рассмотрении')).toBeVisible()
  await expect(teacher.page.getByRole('button', { name: 'Согласовать' })).toHaveCount(0)

  const leader = await openAs(browser, schools, schools.sokolovskaya)
  const { page } = leader
  await openPaper(page, paper)
  await page.getByRole('button', { name: 'Согласовать' }).click()
  const dialog = page.getByRole('dialog', { name: 'Согласование' })
  await dialog.getByRole('button', { name: 'Добавить гриф' }).click()
  await dialog.getByLabel('Кто решил').fill('на заседании методического совета')
  await dialog.getByLabel('Номер протокола').fill('3')
  await dialog.getByLabel('Дата решения').fill('2026-11-18')
  await dialog.getByRole('button', { name: 'Поставить гриф' }).click()
  await expect(dialog.getByText('протокол от 18 ноября 2026 г. № 3')).toBeVisible()
  await dialog.getByRole('button', { name: 'Согласовать' }).click()
  await dialog.getByRole('button', { name: 'Утвердить' }).click()
  await expect(dialog.getByText('утверждено', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  const printed = page.getByText(/код проверки \d{5}-\d{5}/)
  await expect(printed).toBeVisible()
  await expect(page.getByText('правки закрыты')).toBeVisible()

  // The teacher's open page closes by itself and says why, however soon one step followed the other.
  await expect(teacher.page.getByText(/Утверждено .*версия 1/)).toBeVisible()
  await expect(teacher.page.locator('[contenteditable=true]')).toHaveCount(0)

  const code = /\d{5}-\d{5}/.exec(await printed.innerText())?.[0] ?? ''
  await teacher.page.goto(`${schools.url}/check`)
  await teacher.page.getByLabel('Код').fill(code.replace('-', ' '))
  await teacher.page.getByRole('button', { name: 'Проверить' }).click()
  await expect(teacher.page.getByText('Этот текст утверждён и действует')).toBeVisible()
  expect([...teacher.failures, ...leader.failures]).toEqual([])
})
