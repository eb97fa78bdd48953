import { describe, expect, it } from 'vitest'
import { judgePassword, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './password.ts'

describe('judgePassword', () => {
  it('asks for length, not for kinds of signs', () => {
    expect(judgePassword('корабль на столе')).toBeNull()
    expect(judgePassword('зимний-чай')).toBeNull()
    expect(judgePassword('я'.repeat(PASSWORD_LENGTH_MIN - 1))).toBe('tooShort')
    expect(judgePassword('снег и дождь '.repeat(PASSWORD_LENGTH_MAX))).toBe('tooLong')
  })

  it('refuses what everybody picks, with digits and signs on its end too', () => {
    for (const password of ['qwertyuiop', 'Qwertyuiop1!', 'QWERTYUIOP 2026', '1234567890'])
      expect(judgePassword(password), password).toBe('common')
  })

  it('refuses a few signs again and again', () => {
    expect(judgePassword('абабабабабаб')).toBe('common')
    expect(judgePassword('00000000000000')).toBe('common')
  })

  it("refuses one's own name and address", () => {
    const own = ['Соколовская', 'darya.sokolovskaya@school.example']
    for (const password of ['соколовская', 'Соколовская1987', 'Darya.Sokolovskaya!', own[1] ?? ''])
      expect(judgePassword(password, own), password).toBe('common')
    expect(judgePassword('соколовская пьёт чай', own)).toBeNull()
  })
})
