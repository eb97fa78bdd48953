import { prepareProgram } from './system.ts'

/** The system's own browser: nothing is downloaded from elsewhere. */
export const chromiumPath = '/usr/bin/chromium'

/** Only what a browser needs to run unattended, also as root, and to call nobody by itself. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Makes sure that there is a browser. */
export const prepareChromium = (): void => void prepareProgram('chromium', [chromiumPath])
