import type { IncomingMessage } from 'node:http'
import type { Locale } from 'shared/i18n/translate'
import type { ProblemCode } from 'shared/protocol/problem'
import type { Me } from 'shared/people/outputs'
import type { Theme } from '#lib/theme/theme.ts'

/** What the server hangs on the Node request, so that pages reach the API without a network hop. */
type InProcess = {
  api: { fetch: (request: Request) => Response | Promise<Response> }
}

declare global {
  namespace App {
    interface Error {
      code?: ProblemCode
      requestId?: string
    }
    interface Locals {
      me: Me | null
      locale: Locale
      theme: Theme | null
      /** Set-Cookie lines of API answers, passed on with the page. */
      cookieLines: string[]
    }
    interface Platform {
      req: IncomingMessage & { krug?: InProcess }
    }
  }
}
