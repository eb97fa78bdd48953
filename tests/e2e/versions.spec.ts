import { expect } from '../support/e2e.ts'
import { aPaper, expectStatus, openAs, openPaper, textOf, test } from '../support/writers.ts'

test('a version is named, compared with what came later by a link, and restored and taken back by keyboard', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools)
  const { page, failures } = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(page, paper)
  const below = textOf(page).locator('> p').last()
  await below.click()
  await page.keyboard.type('Итоги урока записаны')
  await expectStatus(page, 'saved')

  await page.getByRole('link', { name: 'Версии' }).press('Enter')
  const panel = page.getByRole('complementary', { name: 'Версии' })
  await panel.getByLabel('Назвать нынешнюю версию').fill('До обсуждения')
  await page.keyboard.press('Enter')
  const named = panel.getByRole('link', { name: /До обсуждения/ })
  await expect(named).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()

  await below.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' после занятия')
  await expectStatus(page, 'saved')
  await page.getByRole('link', { name: 'Версии' }).press('Enter')
  await named.press('Enter')
  await page.getByLabel('Сравнить с версией').selectOption('now')
  const past = page.getByRole('region', { name: 'Текст версии' })
  await expect(past.locator('ins')).toHaveText('после занятия')
  await page.reload()
  await expect(past.locator('ins')).toHaveText('после занятия')
  await page.getByRole('link', { name: 'Рядом' }).press('Enter')
  await expect(past.locator('.pair').filter({ hasText: 'Итоги урока' }).locator('.text')).toHaveText([
    'Итоги урока записаны',
    'Итоги урока записаны после занятия',
  ])

  await page.getByRole('button', { name: 'Восстановить эту версию' }).press('Enter')
  await expect(below).toHaveText('Итоги урока записаны')
  await page.getByRole('button', { name: 'Вернуть', exact: true }).press('Enter')
  await expect(below).toHaveText('Итоги урока записаны после занятия')
  expect(failures).toEqual([])
})
