/** Whether a host name means the computer it is read on: such an address leads nobody else here. */
export const isThisComputer = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
