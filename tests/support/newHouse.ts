import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { must } from 'shared/must'
import { expect } from './e2e.ts'
import { spawnServer } from './process.ts'

/** Krug on an empty data folder, as it is after the installation: nobody has been there yet. */
export const openNewHouse = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'krug-first-'))
  // As root, the database's own account must be able to walk in.
  chmodSync(folder, 0o711)
  const server = spawnServer({
    words: ['start'],
    settings: { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'warn' },
  })
  const close = async () => {
    await server.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const url = await server.ready
    const link = must(/open this link [^:]*: (\S+)/.exec(server.output())?.[1], 'the printed link')
    return { url, link, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A browser that has never been there; what goes wrong in its console is kept. */
export const openNewcomer = async (browser: Browser, url: string, options: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ baseURL: url, ...options })
  const page = await context.newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  return { page, failures }
}

export type Newcomer = {
  lastName: string
  firstName: string
  patronymic: string
  email: string
  password: string
}

const labels = {
  ru: ['Фамилия', 'Имя', 'Отчество', 'Рабочая почта', 'Пароль'],
  en: ['Last name', 'First name', 'Patronymic', 'Work e-mail', 'Password'],
} as const

/** Fills in the fields of a new account; sends nothing. */
export const fillAccount = async (page: Page, who: Newcomer, language: 'ru' | 'en' = 'ru'): Promise<void> => {
  const values = [who.lastName, who.firstName, who.patronymic, who.email, who.password]
  for (const [index, label] of labels[language].entries())
    await page.getByRole('textbox', { name: label, exact: true }).fill(must(values[index], label))
}

/** Makes an invitation in the open dialog and gives its link. */
export const makeInvitation = async (page: Page, school: string, position: string): Promise<string> => {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Школа' }).selectOption(school)
  await dialog.getByRole('textbox', { name: 'Должность' }).fill(position)
  await dialog.getByRole('button', { name: 'Создать приглашение' }).click()
  const link = dialog.getByRole('textbox', { name: 'Ссылка' })
  await expect(link).toHaveValue(/\/invitation\/\S+$/)
  return link.inputValue()
}
