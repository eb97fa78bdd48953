import type { DemoAction, DemoParty } from '../roadmap.ts'

const stage = 'reflection'
const centre: DemoParty = { school: 'RC' }
const both: DemoParty = { words: 'обе школы' }

/** Rows of DOMAIN §5.5; people by their numbers in §5.2. */
export const reflection: readonly DemoAction[] = [
  {
    number: 24,
    stage,
    directions: ['N2'],
    title: 'Итоговый замер показателей (ГИА, олимпиады, онлайн-платформы)',
    dateTo: '2027-07-10',
    responsible: [8],
    partners: [both],
    result: 'Таблица динамики за год',
    indicator: '5 показателей заполнены',
    status: 'planned',
  },
  {
    number: 25,
    stage,
    directions: ['N4'],
    title: 'Рефлексивный семинар и отчёт о партнёрстве',
    dateTo: '2027-06-18',
    responsible: [10, 14],
    partners: [centre],
    result: 'Отчёт-рефлексия двух школ',
    indicator: 'отчёт опубликован',
    status: 'planned',
  },
  {
    number: 26,
    stage,
    directions: ['N3'],
    title: 'Карточка лучшей практики по итогам года',
    dateTo: '2027-06-25',
    responsible: [26],
    partners: [5],
    result: 'Практика в банке',
    indicator: 'рецензия «рекомендовано»',
    status: 'planned',
  },
]
