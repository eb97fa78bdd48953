/** Ends a start with lines an administrator can act upon; no stack reaches the screen. */
export class BootFailure extends Error {
  constructor(...lines: string[]) {
    super(lines.join('\n'))
    this.name = 'BootFailure'
  }
}
