import { hashPassword, verifyPassword } from 'better-auth/crypto'

/** scrypt, as better-auth keeps and checks it. */
export { hashPassword, verifyPassword }
