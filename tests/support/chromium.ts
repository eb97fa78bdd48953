import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

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

const install = () =>
  ['update', 'install -y --no-install-recommends chromium'].every(
    (words) =>
      spawnSync('apt-get', ['-qq', ...words.split(' ')], {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0,
  )

/** Makes sure that there is a browser: installs Debian's as root, else says what to do. */
export const prepareChromium = (): void => {
  if (existsSync(chromiumPath)) return
  const isRoot = process.getuid?.() === 0
  if (isRoot && install() && existsSync(chromiumPath)) return
  throw new Error('Browser tests need Chromium. Install it: sudo apt-get install chromium')
}
