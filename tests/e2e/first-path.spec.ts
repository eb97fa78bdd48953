import type { Page } from '@playwright/test'
import { must } from 'shared/must'
import { expect, test } from '../support/e2e.ts'
import {
  fillAccount,
  makeInvitation,
  openNewcomer,
  openNewHouse,
  type Newcomer,
} from '../support/newHouse.ts'
import { cellOf, expectStatus, textOf, writeInCell } from '../support/writers.ts'

// One house is walked through from the first link to the first shared lesson plan.
test.describe.configure({ mode: 'serial' })

const administrator: Newcomer = {
  lastName: 'Гусев',
  firstName: 'Олег',
  patronymic: 'Петрович',
  email: 'gusev@krug.test',
  password: 'три сосны над рекой',
}
const lapina: Newcomer = {
  lastName: 'Лапина',
  firstName: 'Ольга',
  patronymic: 'Николаевна',
  email: 'lapina@krug.test',
  password: 'снег на зимней дороге',
}
const orlova: Newcomer = {
  lastName: 'Орлова',
  firstName: 'Вера',
  patronymic: 'Сергеевна',
  email: 'orlova@krug.test',
  password: 'чайник, лампа и тетради',
}

let house: Awaited<ReturnType<typeof openNewHouse>>
let community = ''
let invitations: string[] = []

test.beforeAll(async () => {
  house = await openNewHouse()
})
test.afterAll(() => house.close())

const addSchool = async (page: Page, name: string, locality: string) => {
  await page.getByRole('textbox', { name: 'Короткое название школы' }).fill(name)
  await page.getByRole('textbox', { name: 'Населённый пункт' }).fill(locality)
  await page.getByRole('button', { name: 'Добавить школу' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible()
  // Free for the next school at once.
  await expect(page.getByRole('textbox', { name: 'Короткое название школы' })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Короткое название школы' })).toHaveValue('')
}

test('the printed link leads to an account, a network, its schools, a community and invitations', async ({
  browser,
}) => {
  const { page, failures } = await openNewcomer(browser, house.url)
  await page.goto(house.link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Кто будет управлять Кругом?')
  await expect(page.locator('[aria-current=step]')).toContainText('Администратор')
  await fillAccount(page, { ...administrator, password: 'короткий' })
  await page.getByRole('button', { name: 'Дальше: ваша сеть' }).click()
  // A refusal keeps what was typed, except the password.
  await expect(page.getByRole('alert')).toContainText('Пароль')
  await expect(page.getByRole('textbox', { name: 'Фамилия' })).toHaveValue('Гусев')
  await fillAccount(page, administrator)
  await page.getByRole('button', { name: 'Дальше: ваша сеть' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Как называется ваша сеть школ?')
  await page.getByRole('textbox', { name: 'Название', exact: true }).fill('Белоключевский округ')
  await page.getByRole('textbox', { name: 'Цель' }).fill('Учитель маленькой школы не остаётся один')
  await page.getByRole('combobox', { name: 'Часовой пояс' }).selectOption('Asia/Yekaterinburg')
  await page.getByRole('button', { name: 'Дальше: школы и люди' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Какие школы работают вместе?')
  await addSchool(page, 'Гимназия № 1', 'Белый Ключ')
  await addSchool(page, 'Лесобазовская СОШ', 'посёлок Лесобаза')
  await page.getByRole('textbox', { name: 'Название сообщества' }).fill('Математики округа')
  await page.getByRole('textbox', { name: 'Цель' }).fill('Готовим уроки вместе')
  await page.getByRole('button', { name: 'Создать и пригласить людей' }).click()

  // The dialog that the button promised is open, and the address no longer asks for it.
  const first = await makeInvitation(page, 'Гимназия № 1', 'учитель математики')
  await expect(page.getByText('Ссылка откроется только на этом компьютере')).toBeVisible()
  await expect(page).toHaveURL(/\/communities\/[\w-]+$/)
  community = new URL(page.url()).pathname
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Математики округа')
  await expect(page.getByText('Пригласите коллегу из другой школы.')).toBeVisible()
  // Whoever opens it again invites somebody else.
  await page.getByRole('button', { name: 'Пригласить', exact: true }).last().click()
  const second = await makeInvitation(page, 'Лесобазовская СОШ', 'учитель математики')
  invitations = [first, second]
  expect(new Set(invitations).size).toBe(2)
  expect(failures).toEqual([])
})

test('the link of the first start works once', async ({ browser }) => {
  const { page } = await openNewcomer(browser, house.url)
  await page.goto(house.link)
  await expect(page.getByText('По этой ссылке уже вошли.')).toContainText('create-admin')
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await page.getByRole('link', { name: 'Вход' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Вход')
})

test('two teachers of two schools come by their links, each in her own language, and write one plan', async ({
  browser,
}) => {
  const one = await openNewcomer(browser, house.url)
  await one.page.goto(must(invitations[0], 'an invitation'))
  await expect(one.page.getByRole('heading', { level: 1 })).toHaveText('Вас приглашают в Круг')
  await expect(one.page.locator('dl')).toContainText('Математики округа')
  await expect(one.page.locator('dl')).toContainText('Гимназия № 1')
  await fillAccount(one.page, lapina)
  await one.page.getByRole('button', { name: 'Принять приглашение' }).click()
  await expect(one.page.getByRole('heading', { level: 1 })).toHaveText('Математики округа')
  await expect(one.page).toHaveURL(new RegExp(`${community}$`))

  const other = await openNewcomer(browser, house.url)
  await other.page.goto(must(invitations[1], 'an invitation'))
  await other.page.getByRole('link', { name: 'In English' }).click()
  await expect(other.page.getByRole('heading', { level: 1 })).toHaveText('You are invited to Krug')
  await fillAccount(other.page, orlova, 'en')
  await other.page.getByRole('button', { name: 'Accept the invitation' }).click()
  await expect(other.page.getByRole('heading', { level: 1 })).toHaveText('Математики округа')
  // The language she chose at the door stays hers inside.
  await expect(other.page.locator('html')).toHaveAttribute('lang', 'en')

  await one.page.getByRole('button', { name: 'Новый документ', exact: true }).first().click()
  await one.page.getByRole('radio', { name: 'Технологическая карта урока' }).check()
  await one.page.getByRole('textbox', { name: 'Название документа' }).fill('Теорема Виета, 8 класс')
  await one.page.getByRole('button', { name: 'Создать', exact: true }).click()
  await expect(textOf(one.page)).toContainText('Открытие нового знания')

  await other.page.reload()
  await other.page.getByRole('link', { name: 'Теорема Виета, 8 класс' }).click()
  await expect(textOf(other.page)).toBeVisible()
  await Promise.all([
    writeInCell(one.page, 4, 1, 'Сумма и произведение корней'),
    writeInCell(other.page, 4, 3, 'Проверяют на трёх уравнениях'),
  ])
  for (const { page } of [one, other]) {
    await expect(cellOf(page, 4, 1)).toContainText('Сумма и произведение корней')
    await expect(cellOf(page, 4, 3)).toContainText('Проверяют на трёх уравнениях')
    await expectStatus(page, 'saved')
  }
  await expect(one.page.locator('.top')).toContainText('Орлова В. С.')
  await expect(one.page.locator('.caret .flag')).toHaveAttribute('data-words', 'Орлова · Лесобазовская СОШ')
  await expect(other.page.locator('.caret .flag')).toHaveAttribute('data-words', 'Лапина · Гимназия № 1')
  expect([...one.failures, ...other.failures]).toEqual([])
})

test('a used invitation says so and offers the way in', async ({ browser }) => {
  const { page } = await openNewcomer(browser, house.url)
  await page.goto(must(invitations[0], 'an invitation'))
  await expect(page.getByText('По этому приглашению уже вошли.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Принять приглашение' })).toHaveCount(0)
  // Most who come here again are its owner: the way in is beside.
  await page.getByRole('link', { name: 'У меня уже есть учётная запись' }).click()
  await page.getByRole('textbox', { name: 'Рабочая почта' }).fill(lapina.email)
  await page.getByRole('textbox', { name: 'Пароль', exact: true }).fill(lapina.password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await expect(page.getByText('Теорема Виета, 8 класс').first()).toBeVisible()
})
