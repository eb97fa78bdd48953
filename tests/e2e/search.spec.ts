import { axeFaults } from '../support/pages.ts'
import { expect, signInAs, test } from '../support/e2e.ts'

test.use({ trace: 'off', actionTimeout: 20_000 })

test('a word is found by its form from any page and any keyboard layout, by keys alone', async ({
  demo,
  page,
}) => {
  await signInAs(page, demo, 'sokolovskaya@demo.invalid')
  await page.goto(`${demo.url}/documents`)
  const dialog = page.getByRole('dialog', { name: 'Поиск' })
  await expect(async () => {
    // The key, whatever letter it types: with ЙЦУКЕН it is «л».
    await page.evaluate(() =>
      window.dispatchEvent(
        new KeyboardEvent('keydown', {
          code: 'KeyK',
          key: 'л',
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
        }),
      ),
    )
    await expect(dialog).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const field = dialog.getByRole('combobox')
  await expect(field).toBeFocused()

  await field.fill('соколовской')
  await expect(dialog.getByRole('option', { name: /Соколовская/ })).toBeVisible()
  await field.fill('ehjrjd')
  await expect(dialog.getByText('Показано для «уроков»')).toBeVisible()
  await field.fill('уравнений')
  const first = dialog.getByRole('group', { name: 'Документы' }).getByRole('option').first()
  // What was found for the words before stays until the answer comes.
  await expect(first.locator('mark').first()).toHaveText(/^уравнен/i)
  expect(await axeFaults(page)).toEqual([])

  await expect(dialog.locator('[aria-selected=true]')).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await expect(dialog.locator('[aria-selected=true]')).toHaveText('Все найденные документы')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=/)
  await expect(dialog).toBeHidden()
  await expect(page.locator('main mark').first()).toBeVisible()

  await page.keyboard.press('Control+KeyK')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
