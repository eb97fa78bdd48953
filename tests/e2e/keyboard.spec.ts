import type { Page } from '@playwright/test'
import { expect, signInAs, test } from '../support/e2e.ts'

test.use({ trace: 'off', actionTimeout: 20_000 })

const focused = (page: Page) => page.locator(':focus')

/** What has the focus now, without waiting: behind the last element it is nothing for one press. */
const nameOfFocused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    const said = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? ''
    // Initials keep together by spaces of their own kind.
    return said.trim().replaceAll(/\s+/g, ' ')
  })

/** Presses Tab until the wanted thing has the focus: it can be reached, whatever stands before it. */
const tabTo = async (page: Page, name: string) => {
  const walked: string[] = []
  while (walked.length < 60 && walked.at(-1) !== name) {
    await page.keyboard.press('Tab')
    walked.push(await nameOfFocused(page))
  }
  expect(walked.at(-1), `walked ${walked.map((step) => step.slice(0, 40)).join(' → ')}`).toBe(name)
}

const outlineOf = (page: Page) => focused(page).evaluate((element) => getComputedStyle(element).outlineStyle)

test('the first Tab leads past the menu to the content', async ({ demo, page }) => {
  await signInAs(page, demo, 'sokolovskaya@demo.invalid')
  await page.goto(`${demo.url}/documents`)
  await page.keyboard.press('Tab')
  await expect(focused(page)).toHaveText('К содержанию')
  await expect(focused(page)).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await page.keyboard.press('Tab')
  expect(await focused(page).evaluate((element) => element.closest('main') !== null)).toBe(true)
  expect(await outlineOf(page)).toBe('solid')
})

test('a dialog keeps the focus inside, Escape closes it and gives the focus back', async ({ demo, page }) => {
  await signInAs(page, demo, 'sokolovskaya@demo.invalid')
  await page.goto(`${demo.url}/documents`)
  await tabTo(page, 'Новый документ')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  for (let pressed = 0; pressed < 20; pressed++) {
    await page.keyboard.press('Tab')
    expect(await focused(page).evaluate((element) => element.closest('[role=dialog]') !== null)).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(focused(page)).toHaveText('Новый документ')
})

test('the menu of a person opens, walks and closes by keys alone', async ({ demo, page }) => {
  await signInAs(page, demo, 'sokolovskaya@demo.invalid')
  await page.goto(`${demo.url}/schools`)
  const menu = page.getByRole('menu')
  const own = 'Соколовская Д. И.: меню'
  await tabTo(page, own)
  expect(await outlineOf(page)).toBe('solid')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Моя страница' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Выйти' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect.poll(() => nameOfFocused(page)).toBe(own)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Моя страница' })).toBeFocused()
  // Tab leaves the menu for what stands after its button.
  await page.keyboard.press('Tab')
  await expect(menu).toBeHidden()
  await expect.poll(() => nameOfFocused(page)).toBe('Соколовская Д. И.')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Space')
  await expect(page.getByRole('menuitem', { name: 'Моя страница' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/me$/)
})

test('the menu of a row opens, chooses and closes by the mouse', async ({ demo, page }) => {
  await signInAs(page, demo, 'sedov@demo.invalid')
  const menu = page.getByRole('menu')
  await page.goto(`${demo.url}/network/people`)
  const button = page.getByRole('button', { name: /^Лапина .*: действия$/ })
  await button.click()
  await expect(menu).toBeVisible()
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(button).toBeFocused()
  await button.click()
  await expect(menu).toBeVisible()
  await page.mouse.click(700, 5)
  await expect(menu).toBeHidden()
  await expect(button).toHaveAttribute('aria-expanded', 'false')
  await button.click()
  await page.getByRole('menuitem', { name: 'Ссылка для нового пароля' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(button).toBeFocused()
})

test('a leader opens the menu of a member by the mouse', async ({ demo, page }) => {
  await signInAs(page, demo, 'lapina@demo.invalid')
  await page.goto(`${demo.url}/communities`)
  await page.getByRole('main').getByRole('link', { name: 'Математика без границ' }).first().click()
  await page.getByRole('link', { name: 'Школы и участники' }).click()
  await page
    .getByRole('button', { name: /: действия$/ })
    .first()
    .click()
  await expect(page.getByRole('menuitem').first()).toBeVisible()
})
