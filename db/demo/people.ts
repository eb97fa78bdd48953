import type { Role } from 'shared/permissions/roles'
import type { SchoolCode } from './schools.ts'

export type DemoPerson = {
  /** Number of DOMAIN §5.2. */
  number: number
  name: [last: string, first: string, patronymic: string]
  login: string
  school: SchoolCode
  position: string
  role: Role
  /** A second workplace (совместитель). */
  also?: SchoolCode
}

const person = (
  number: number,
  fullName: string,
  login: string,
  school: SchoolCode,
  position: string,
  role: Role,
  also?: SchoolCode,
): DemoPerson => {
  const [last = '', first = '', patronymic = ''] = fullName.split(' ')
  return { number, name: [last, first, patronymic], login, school, position, role, ...(also && { also }) }
}

/** The thirty people of DOMAIN §5.2; sign-in address is `login@demo.invalid`. */
export const demoPeople: DemoPerson[] = [
  person(1, 'Вершинина Алла Игоревна', 'vershinina', 'UO', 'начальник отдела развития', 'coordinator'),
  person(2, 'Громов Павел Сергеевич', 'gromov', 'UO', 'главный специалист', 'coordinator'),
  person(3, 'Лапина Ольга Викторовна', 'lapina', 'RC', 'методист (математика)', 'methodist'),
  person(4, 'Ерёмина Светлана Юрьевна', 'eremina', 'RC', 'методист (управленческие команды)', 'methodist'),
  person(5, 'Тихонов Андрей Петрович', 'tikhonov', 'RC', 'методист (ИКТ, банк практик)', 'methodist'),
  person(6, 'Зуева Марина Олеговна', 'zueva', 'RC', 'методист (русский язык, начальные классы)', 'methodist'),
  person(7, 'Кравец Наталья Борисовна', 'kravets', 'IRO', 'старший методист', 'regionalInstitute'),
  person(8, 'Дорохов Илья Максимович', 'dorokhov', 'IRO', 'аналитик мониторинга', 'regionalInstitute'),
  person(9, 'Седов Роман Алексеевич', 'sedov', 'RC', 'инженер', 'systemAdministrator'),
  person(10, 'Ильинская Вера Павловна', 'ilinskaya', 'G1', 'директор', 'schoolAdministrator'),
  person(11, 'Шубин Константин Львович', 'shubin', 'S3', 'директор', 'schoolAdministrator'),
  person(12, 'Носова Татьяна Геннадьевна', 'nosova', 'OL', 'директор', 'schoolAdministrator'),
  person(13, 'Белов Евгений Андреевич', 'belov', 'S5', 'директор', 'schoolAdministrator'),
  person(14, 'Мухина Галина Степановна', 'mukhina', 'KD', 'директор', 'schoolAdministrator'),
  person(15, 'Сафин Ренат Ильдарович', 'safin', 'LB', 'директор', 'schoolAdministrator'),
  person(16, 'Чернова Людмила Аркадьевна', 'chernova', 'DL', 'директор', 'schoolAdministrator'),
  person(17, 'Власов Денис Юрьевич', 'vlasov', 'ZM', 'директор', 'schoolAdministrator'),
  person(18, 'Орлова Инна Валерьевна', 'orlova', 'G1', 'заместитель директора по УВР', 'schoolAdministrator'),
  person(
    19,
    'Гаврилова Елена Дмитриевна',
    'gavrilova',
    'S3',
    'заместитель директора по УВР',
    'schoolAdministrator',
  ),
  person(
    20,
    'Пахомова Юлия Сергеевна',
    'pakhomova',
    'S5',
    'заместитель директора по УВР',
    'schoolAdministrator',
  ),
  person(
    21,
    'Рыбакова Анна Николаевна',
    'rybakova',
    'KD',
    'заместитель директора по УВР',
    'schoolAdministrator',
  ),
  person(22, 'Соколовская Дарья Игоревна', 'sokolovskaya', 'G1', 'учитель математики', 'teacher'),
  person(23, 'Котов Виктор Иванович', 'kotov', 'S3', 'учитель математики', 'teacher'),
  person(24, 'Агеева Полина Романовна', 'ageeva', 'OL', 'учитель математики', 'teacher'),
  person(25, 'Фомина Нина Алексеевна', 'fomina', 'S5', 'учитель математики', 'teacher'),
  person(26, 'Жданова Екатерина Олеговна', 'zhdanova', 'KD', 'учитель математики', 'teacher'),
  person(27, 'Юсупов Тимур Маратович', 'yusupov', 'LB', 'учитель математики', 'teacher', 'ZM'),
  person(28, 'Миронова Ксения Павловна', 'mironova', 'DL', 'учитель математики', 'teacher'),
  person(29, 'Киселёва Оксана Ивановна', 'kiseleva', 'ZM', 'учитель математики и информатики', 'teacher'),
  person(30, 'Андреева Лидия Фёдоровна', 'andreeva', 'KD', 'учитель русского языка', 'teacher'),
]
