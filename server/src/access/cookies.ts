/** `__Host-` binds a cookie to this host and to https; browsers refuse the prefix on plain http. */
export const cookieName = (publicUrl: string, name: 'session' | 'unremembered' | 'device'): string =>
  `${publicUrl.startsWith('https:') ? '__Host-' : ''}krug.${name}`

export const cookieAttributes = (publicUrl: string) =>
  ({ httpOnly: true, secure: publicUrl.startsWith('https:'), sameSite: 'lax', path: '/' }) as const
