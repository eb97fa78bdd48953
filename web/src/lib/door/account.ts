import { text } from '#lib/api/formText.ts'

/** The fields of a new account as a form sends them; the server judges them. */
export const accountIn = (form: FormData) => ({
  lastName: text(form, 'lastName'),
  firstName: text(form, 'firstName'),
  patronymic: text(form, 'patronymic'),
  email: text(form, 'email'),
  password: text(form, 'password'),
})

export type TypedAccount = Omit<ReturnType<typeof accountIn>, 'password'>
