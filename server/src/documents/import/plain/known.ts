/**
 * Lines that head a part of a municipal or school programme (DOMAIN §4.2, §4.3), whatever stands around them.
 * A section heads the rows of its passport.
 */
const sections = [
  /^паспорт( [^.;,:]{1,60})?$/,
  /^(целевой|содержательный|организационный|аналитический) раздел$/,
  /^(пояснительная записка|введение|общие положения|заключение|содержание|оглавление)$/,
  /^приложение( №? ?\d{1,2})?$/,
  /^(дорожная карта|план мероприятий)$/,
  /^(passport of the programme|introduction|explanatory note|conclusion|contents|appendix \w{1,3})$/,
]

const rows = [
  /^(полное )?наименование( муниципальной)? программы$/,
  /^основание для разработки( программы)?$/,
  /^(основные|ответственные) (заказчики?|разработчики|исполнители|участники|координаторы?)( программы)?$/,
  /^(заказчики?|разработчики|исполнители|участники|координаторы?) программы$/,
  /^цел[ьи]( и задачи)?( муниципальной)? программы( поддержки школ)?$/,
  /^(основные )?задачи( муниципальной)? программы$/,
  /^((основные|целевые) )*показатели( \(?индикаторы\)?| \(?индикаторы программы\)?|( \(индикаторы\))? программы)$/,
  /^(сроки?|этапы|сроки и этапы|этапы и сроки) реализации( программы)?$/,
  /^механизмы?( управления и)? реализации( программы)?$/,
  /^(ресурсное обеспечение|(объ[её]мы и )?источники финансирования)( программы)?$/,
  /^ожидаемые (конечные )?(результаты|эффекты)( реализации)?( программы)?$/,
  /^(система )?(контрол[ья]|мониторинг)( за)?( хода)? (реализаци|исполнени|выполнени)(и|я|ем|ей)( программы)?$/,
  /^(goals?|objectives|tasks|indicators|term|mechanism|expected results|monitoring) of the programme$/,
]

/** Heads of a stamp: what follows is who signed, line by line. */
const stamps = /^(рассмотрено|согласовано|утвержд(аю|ено)|принято|considered|agreed|approved)$/

const LONGEST = 90

const plain = (line: string): string =>
  (line.endsWith(':') ? line.slice(0, -1).trimEnd() : line).toLowerCase()

/** 2 for a section, 3 for a row of a passport, null for any other line. A closing colon is allowed. */
export const knownLevel = (line: string): 2 | 3 | null => {
  if (line.length > LONGEST || !/^\p{Lu}/u.test(line)) return null
  const words = plain(line)
  if (sections.some((pattern) => pattern.test(words))) return 2
  return rows.some((pattern) => pattern.test(words)) ? 3 : null
}

export const isStamp = (line: string): boolean => line.length <= LONGEST && stamps.test(plain(line))
