import type { Translate } from 'shared/i18n/translate'

export const accountLabels = (t: Translate) => ({
  lastName: t('people.lastName'),
  firstName: t('people.firstName'),
  patronymic: t('people.patronymic'),
  email: t('people.workEmail'),
  password: t('people.password'),
})
