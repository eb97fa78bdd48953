/** The demo municipality (DOMAIN §5.1): every name, place and figure is invented. */
export const demoNetwork = {
  name: 'Муниципальная сеть школ Белоключевского округа',
  goal: 'К лету 2028 года каждая школа-участница работает по своей программе перехода и каждый учитель имеет коллегу-партнёра в другой школе',
  timeZone: 'Asia/Yekaterinburg',
}

export type SchoolCode = 'G1' | 'S3' | 'OL' | 'S5' | 'KD' | 'LB' | 'DL' | 'ZM' | 'RC' | 'UO' | 'IRO'

export type DemoSchool = {
  key: SchoolCode
  /** Two letters beside the colour. */
  code: string
  shortName: string
  fullName: string
  kind: string
  locality: string
  colour: number
}

const CENTRE = 'пгт Белый Ключ'

/** In order of joining, which is also the order of the network list. */
export const demoSchools: DemoSchool[] = [
  {
    key: 'G1',
    code: 'Г1',
    shortName: 'Гимназия № 1',
    fullName: 'МАОУ «Гимназия № 1»',
    kind: 'gymnasium',
    locality: CENTRE,
    colour: 1,
  },
  {
    key: 'S3',
    code: 'С3',
    shortName: 'СОШ № 3',
    fullName: 'МАОУ «СОШ № 3»',
    kind: 'school',
    locality: CENTRE,
    colour: 4,
  },
  {
    key: 'OL',
    code: 'ОЛ',
    shortName: 'Ольховская СОШ',
    fullName: 'МБОУ «Ольховская СОШ»',
    kind: 'school',
    locality: 'с. Ольховка',
    colour: 3,
  },
  {
    key: 'S5',
    code: 'С5',
    shortName: 'СОШ № 5',
    fullName: 'МБОУ «СОШ № 5»',
    kind: 'school',
    locality: CENTRE,
    colour: 5,
  },
  {
    key: 'KD',
    code: 'КД',
    shortName: 'Кедровская СОШ',
    fullName: 'МБОУ «Кедровская СОШ»',
    kind: 'school',
    locality: 'с. Кедровое',
    colour: 2,
  },
  {
    key: 'LB',
    code: 'ЛБ',
    shortName: 'Лосиноборская ООШ',
    fullName: 'МБОУ «Лосиноборская ООШ»',
    kind: 'school',
    locality: 'д. Лосиный Бор',
    colour: 6,
  },
  {
    key: 'DL',
    code: 'ДЛ',
    shortName: 'Дальнелужская СОШ',
    fullName: 'МБОУ «Дальнелужская СОШ»',
    kind: 'school',
    locality: 'с. Дальние Лужки',
    colour: 7,
  },
  {
    key: 'ZM',
    code: 'ЗМ',
    shortName: 'Заимская СОШ',
    fullName: 'МБОУ «Заимская СОШ»',
    kind: 'school',
    locality: 'с. Заимка',
    colour: 8,
  },
  {
    key: 'RC',
    code: 'РЦ',
    shortName: 'Ресурсный центр',
    fullName: 'МКУ «Ресурсный центр развития образования»',
    kind: 'resourceCentre',
    locality: CENTRE,
    colour: 9,
  },
  {
    key: 'UO',
    code: 'УО',
    shortName: 'Управление образования',
    fullName: 'Управление образования Белоключевского муниципального округа',
    kind: 'authority',
    locality: CENTRE,
    colour: 10,
  },
  {
    key: 'IRO',
    code: 'ИР',
    shortName: 'ИРО',
    fullName: 'Институт развития образования Северополянской области',
    kind: 'institute',
    locality: 'г. Северополянск',
    colour: 11,
  },
]

/** Autumn and winter holidays of the fixed year, closed intervals. */
export const demoHolidays = [
  { title: 'Осенние каникулы', since: '2026-10-26', until: '2026-11-01' },
  { title: 'Зимние каникулы', since: '2026-12-30', until: '2027-01-10' },
  { title: 'Весенние каникулы', since: '2027-03-22', until: '2027-03-28' },
]
