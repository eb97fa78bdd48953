import { expect, it } from 'vitest'
import { verbForm } from './verbForm.ts'

it('follows the patronymic', () => {
  expect(['Игоревна', 'Ильинична', 'Мамед кызы'].map(verbForm)).toEqual(['feminine', 'feminine', 'feminine'])
  expect(['Маратович', 'Ильич', 'Мамед оглы'].map(verbForm)).toEqual(['masculine', 'masculine', 'masculine'])
  expect(['', 'Лу'].map(verbForm)).toEqual(['noun', 'noun'])
})
