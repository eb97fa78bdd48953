import type { Browser, Page } from '@playwright/test'
import { expect } from '../support/e2e.ts'
import {
  aPaper,
  cellOf,
  expectStatus,
  openAs,
  openPaper,
  openTogether,
  rememberStatuses,
  statusesSince,
  textOf,
  test,
  wordsOf,
  type Schools,
} from '../support/writers.ts'

/** What a browser does when somebody presses Ctrl+V. */
const paste = (page: Page, clipboard: { html?: string; plain?: string }): Promise<void> =>
  page.evaluate(({ html, plain }) => {
    const clipboardData = new DataTransfer()
    if (html) clipboardData.setData('text/html', html)
    if (plain) clipboardData.setData('text/plain', plain)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  }, clipboard)

/** Takes the caret out of the text, so that the colleague sees its words alone. */
const rest = (page: Page): Promise<void> => textOf(page).blur()

const openNote = async (browser: Browser, schools: Schools) => {
  const paper = await aPaper(schools, 'note')
  const { one, other } = await openTogether(browser, schools, paper)
  await rememberStatuses(one.page)
  await textOf(one.page).click()
  const failures = () => [...one.failures, ...other.failures]
  return { paper, page: one.page, colleague: other.page, both: [one.page, other.page], failures }
}

/** Everything reached the server as it stands here: no frame was refused, and a new visit reads the same. */
const expectTaken = async (page: Page): Promise<void> => {
  await expectStatus(page, 'saved')
  const said = await statusesSince(page)
  expect(said.filter((words) => !/^(saved|sending|waiting|merged): /.test(words))).toEqual([])
  const words = await wordsOf(page)
  await page.reload()
  await expectStatus(page, 'saved')
  await expect.poll(() => wordsOf(page)).toBe(words)
}

const wordItem = (level: number, mark: string, words: string) =>
  `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>${words}<o:p></o:p></p>`

const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
  <head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {mso-style-parent:""; margin:0cm}</style></head>
  <body lang=RU><!--StartFragment--><h1>Ход урока</h1>
  <p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'>Цель</b>: увидеть<o:p></o:p></p>
  ${wordItem(1, '·', 'первое')}${wordItem(1, '·', 'второе')}${wordItem(2, 'o', 'внутри')}
  <p class=MsoNormal>между</p>${wordItem(1, '1.', 'раз')}${wordItem(1, '2.', 'два')}
  <table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
  <tr style='mso-yfti-irow:0'><td width=200 colspan=2 style='width:150pt'><p class=MsoNormal>Этап и время<o:p></o:p></p></td></tr>
  <tr><td><p class=MsoNormal>Опрос</p></td><td><p class=MsoNormal>7 мин</p></td></tr></table><!--EndFragment--></body></html>`

test('from Word: headings, bold, lists and a table stay what they were', async ({ browser, schools }) => {
  const { page, both, failures } = await openNote(browser, schools)
  await paste(page, { html: fromWord })
  await rest(page)
  for (const text of both.map(textOf)) {
    await expect(text.locator('h1')).toHaveText('Ход урока')
    await expect(text.locator('strong')).toHaveText('Цель')
    await expect(text.locator(':scope > ul > li')).toHaveCount(2)
    await expect(text.locator('ul ul > li')).toHaveText('внутри')
    await expect(text.locator(':scope > ol > li')).toHaveText(['раз', 'два'])
    await expect(text.locator('tr')).toHaveCount(2)
    await expect(text.locator('td').first()).toHaveAttribute('colspan', '2')
    await expect(text.locator('td')).toHaveText(['Этап и время', 'Опрос', '7 мин'])
  }
  await expectTaken(page)
  expect(failures()).toEqual([])
})

const formulas = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment-->
  <p class=MsoNormal>x<sup><span lang=EN-US>2</span></sup> + 5x, H<sub>2</sub>O, 10<span style='vertical-align:super'>−3</span>, S<sub>бок</sub></p>
  <p class=MsoNormal><img width=200 height=90 src="file:///C:/clip_image002.jpg"><img width=20 src="data:image/png;base64,iVBORw0KGgo="></p>
  <!--EndFragment--></body></html>`

test('from Word: x² and H₂O stay so, and what could not come is told', async ({ browser, schools }) => {
  const { page, both, failures } = await openNote(browser, schools)
  await paste(page, { html: formulas })
  await expect(page.getByText(/2 рисунка не вставлены: .* 1 верхний или нижний индекс стал/)).toBeVisible()
  await rest(page)
  for (const text of both.map(textOf)) await expect(text).toContainText('x² + 5x, H₂O, 10⁻³, Sбок')
  await expectTaken(page)
  expect(failures()).toEqual([])
})

test('a picture that cannot be read is told too, and the text goes on', async ({ browser, schools }) => {
  const { page } = await openNote(browser, schools)
  await page.keyboard.type('до')
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['png'], 'снимок.png', { type: 'image/png' }))
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  })
  await expect(page.getByText('снимок.png: ')).toBeVisible()
  await page.keyboard.type(' и после')
  await rest(page)
  await expect.poll(() => wordsOf(page)).toBe('до и после')
})

const fromGoogle = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1c7e">
  <h2 dir="ltr"><span style="font-size:16pt;font-weight:400;">Рефлексия</span></h2>
  <p dir="ltr"><span style="font-weight:400;">обычное, </span><span style="font-weight:700;">жирное</span><span style="font-weight:400;"> и </span><span style="font-weight:400;font-style:italic;">наклонное</span></p>
  <ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>пункт</span></p></li></ul></b>`

test('from Google Docs: the wrapper makes nothing bold, what was bold stays so', async ({
  browser,
  schools,
}) => {
  const { page, both } = await openNote(browser, schools)
  await paste(page, { html: fromGoogle })
  await rest(page)
  for (const text of both.map(textOf)) {
    await expect(text.locator('h2')).toHaveText('Рефлексия')
    await expect(text.locator('strong')).toHaveText(['жирное'])
    await expect(text.locator('em')).toHaveText(['наклонное'])
    await expect(text.locator('ul > li')).toHaveText('пункт')
  }
  await expectTaken(page)
})

test('from Excel: a table fills the cells of the lesson', async ({ browser, schools }) => {
  const paper = await aPaper(schools)
  const { page, failures } = await openAs(browser, schools, schools.sokolovskaya)
  await openPaper(page, paper)
  await rememberStatuses(page)
  await cellOf(page, 2, 1).locator('p').click()
  await paste(page, {
    html: `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0><colgroup><col width=64 span=2></colgroup>
      <!--StartFragment--><tr height=20><td class=xl65>Задание</td><td>Вопрос</td></tr><tr><td>Опыт</td><td>Вывод</td></tr><!--EndFragment--></table></body></html>`,
    plain: 'Задание\tВопрос\nОпыт\tВывод',
  })
  await expect(cellOf(page, 2, 1)).toContainText('Задание')
  await expect(cellOf(page, 2, 2)).toContainText('Вопрос')
  await expect(cellOf(page, 3, 1)).toContainText('Опыт')
  await expect(cellOf(page, 3, 2)).toContainText('Вывод')
  await expectTaken(page)
  expect(failures).toEqual([])
})

test('five hundred lines of plain text are five hundred paragraphs', async ({ browser, schools }) => {
  const { page, colleague } = await openNote(browser, schools)
  const lines = Array.from({ length: 500 }, (_, index) => `строка ${index + 1}`)
  await paste(page, { plain: lines.join('\n') })
  await rest(page)
  await expect(textOf(colleague).locator('p')).toHaveText(lines)
  await expectTaken(page)
})

const nested = (depth: number, open: string, close: string, words: string) =>
  `${open.repeat(depth)}${words}${close.repeat(depth)}`

const hostile = `<p onclick="alert(1)" style="position:fixed">до <a href="javascript:alert(1)">ссылки</a>
  <a href="data:text/html,<script>alert(1)</script>">данных</a> <a href="https://school.example/1" onmouseover="alert(1)">школа</a></p>
  <script>window.hacked = 1</script><style>body { display: none }</style><iframe src="https://evil.example" srcdoc="<script>1</script>"></iframe>
  <img src=x onerror="window.hacked = 1"><img src="data:image/png;base64,iVBORw0KGgo="><svg onload="window.hacked = 1"></svg>
  <table><tr><td colspan="1000000000" rowspan="99999">широко</td></tr></table><ol start="-7"><li>счёт</li></ol>
  ${nested(200, '<div>', '</div>', 'в коробках')}
  ${nested(200, '<blockquote>', '</blockquote>', '<p>в цитатах</p>')}
  ${nested(200, '<ul><li>', '</li></ul>', 'в списках')}<h6>после</h6><marquee>бегом</marquee>`

test('what is hostile loses its teeth, its words stay and are saved', async ({ browser, schools }) => {
  const { page, both, failures } = await openNote(browser, schools)
  await paste(page, { html: hostile })
  for (const shown of both) {
    const text = textOf(shown)
    for (const words of [
      'до ссылки',
      'широко',
      'счёт',
      'в коробках',
      'в цитатах',
      'в списках',
      'после',
      'бегом',
    ])
      await expect(text).toContainText(words)
    await expect(text.locator('a')).toHaveCount(1)
    await expect(text.locator('a')).toHaveAttribute('href', 'https://school.example/1')
    await expect(text.locator('td')).toHaveAttribute('colspan', '1')
    const armed =
      'script, style, iframe, svg, img:not(.ProseMirror-separator), [onclick], [onerror], [onmouseover]'
    await expect(text.locator(armed)).toHaveCount(0)
    expect(await shown.evaluate(() => 'hacked' in globalThis)).toBe(false)
  }
  await expectTaken(page)
  expect(failures()).toEqual([])
})

test('a paste into the innermost of nested lists stays within what the server takes', async ({
  browser,
  schools,
}) => {
  const { page } = await openNote(browser, schools)
  await paste(page, { html: nested(28, '<ul><li>', '</li></ul>', 'глубоко') })
  await page.keyboard.press('Control+End')
  await paste(page, { html: nested(20, '<ol><li>', '</li></ol>', 'ещё глубже') })
  await expect(textOf(page)).toContainText('ещё глубже')
  await expectTaken(page)
})

test('two megabytes of rubbish are refused in words, and nothing else is lost', async ({
  browser,
  schools,
}) => {
  const { page, colleague, failures } = await openNote(browser, schools)
  await page.keyboard.type('было до вставки')
  const rubbish = Array.from(
    { length: 20_000 },
    (_, index) => `<p class=x${index}>${'щ$%<b>ж</b> '.repeat(5)}`,
  )
  await paste(page, { html: rubbish.join('') })
  await expect(page.getByText(/^Вставка слишком велика: больше 500.000 знаков\./)).toBeVisible()
  await paste(page, { plain: 'ъ'.repeat(2_000_000) })
  await page.keyboard.type(' и после неё')
  await expect.poll(() => wordsOf(colleague)).toBe('было до вставки и после неё')
  await expectTaken(page)
  expect(failures()).toEqual([])
})

test('a paste as large as is taken reaches the colleague and the server whole', async ({
  browser,
  schools,
}) => {
  test.slow()
  const { page, colleague } = await openNote(browser, schools)
  const lines = Array.from({ length: 3_500 }, (_, index) => `${index + 1} ${'слово '.repeat(19)}конец`)
  await paste(page, { plain: lines.join('\n') })
  await rest(page)
  await expect(textOf(colleague).locator('p').last()).toHaveText(lines.at(-1) ?? '', { timeout: 60_000 })
  await expectTaken(page)
})

test('a link cannot be made of an address that runs', async ({ browser, schools }) => {
  const { page } = await openNote(browser, schools)
  await page.keyboard.type('сюда')
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Ссылка' }).click()
  await page.getByLabel('Адрес ссылки').fill('javascript:alert(1)')
  await page.getByRole('button', { name: 'Поставить ссылку' }).click()
  await expect(page.getByText('Такой адрес открыть нельзя')).toBeVisible()
  await page.getByLabel('Адрес ссылки').fill('school.example')
  await page.getByRole('button', { name: 'Поставить ссылку' }).click()
  await expect(textOf(page).locator('a')).toHaveAttribute('href', 'https://school.example')
})
