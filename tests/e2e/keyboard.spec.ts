import type { Page } from '@playwright/test'
import { expect, signInAs, test } from '../support/e2e.ts'

test.use({ trace: 'off' })

const focused = (page: Page) => page.locator(':focus')

/** Presses Tab until the wanted thing has the focus: it can be reached, whatever stands before it. */
const tabTo = async (page: Page, name: string) => {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab')
    if (
      (await focused(page).getAttribute('aria-label')) === name ||
      (await focused(page).innerText()) === name
    )
      return
  }
  throw new Error(`Tab never came to «${name}»`)
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
