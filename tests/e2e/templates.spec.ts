import { axeFaults, overflowOf } from '../support/pages.ts'
import { expect } from '../support/e2e.ts'
import { aPaper, expectStatus, openAs, openPaper, test, textOf } from '../support/writers.ts'

test('a leader makes a report a template; a colleague begins hers with it, and her school stands in it', async ({
  browser,
  schools,
}) => {
  const paper = await aPaper(schools, 'note')
  const leader = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(leader.page, paper)
  await textOf(leader.page).click()
  await leader.page.keyboard.type('Отчёт о встрече: {школа}, {автор}')
  await expectStatus(leader.page, 'saved')
  await leader.page.getByRole('button', { name: 'Ещё о документе' }).click()
  await leader.page.getByRole('menuitem', { name: 'Сделать шаблоном' }).click()
  const asking = leader.page.getByRole('dialog', { name: 'Сделать шаблоном' })
  await expect(asking).toContainText('{учебный год} – например, 2026/2027')
  expect(await axeFaults(leader.page)).toEqual([])
  await asking.getByRole('button', { name: 'Сделать шаблоном' }).click()
  await expect(asking).toBeHidden()
  await expect(leader.page.locator('.lineage')).toHaveText('Шаблон сообщества')

  const colleague = await openAs(browser, schools, schools.zhdanova, {
    viewport: { width: 390, height: 844 },
  })
  await colleague.page.goto(`/communities/${schools.community.id}`)
  await colleague.page.getByRole('button', { name: 'Новый документ' }).first().click()
  const dialog = colleague.page.getByRole('dialog', { name: 'Новый документ' })
  await dialog.getByRole('group', { name: 'Шаблоны сообщества' }).getByRole('radio').check()
  await expect(dialog).toContainText('Предложено: Соколовская')
  expect(await overflowOf(colleague.page)).toBeNull()
  expect(await axeFaults(colleague.page)).toEqual([])
  await dialog.getByRole('textbox', { name: 'Название документа' }).fill('Встреча в Кедровке')
  await dialog.getByRole('button', { name: 'Создать' }).click()
  await expect(textOf(colleague.page)).toContainText(/Отчёт о встрече: Кедровская СОШ, Жданова/)
  await expect(colleague.page.locator('.lineage')).toContainText('На основе: Теорема Виета')

  await leader.page.reload()
  await expect(leader.page.locator('.lineage')).toContainText('Взяли за основу: 1 документ, 1 школа')
  await leader.page.getByRole('button', { name: 'Ещё о документе' }).click()
  await leader.page.getByRole('menuitem', { name: 'Убрать из шаблонов' }).click()
  await expect(leader.page.locator('.lineage')).not.toContainText('Шаблон сообщества')
  await leader.page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await expect(leader.page.locator('.lineage')).toContainText('Шаблон сообщества')
  expect([...leader.failures, ...colleague.failures]).toEqual([])
})
