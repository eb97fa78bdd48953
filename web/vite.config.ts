import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

/** The oldest browsers that schools still run: Windows 7 stops at Chrome 109 and Firefox 115. */
const browsers = ['chrome109', 'firefox115', 'safari15.6']

/** Where `pnpm dev` of the whole product listens; the pages themselves come from Vite then. */
const server = 'http://localhost:3000'

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build' }),
      compilerOptions: { runes: true },
      // Only where a person calls the computer her own (lib/offline/keep.ts).
      serviceWorker: { register: false },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'connect-src': ['self'],
          'font-src': ['self'],
          'form-action': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: {
    target: browsers,
    cssTarget: browsers,
    // A font inside a style sheet would come from `data:`, which the policy of contents does not let in.
    assetsInlineLimit: (file) => (/\.(woff2?|ttf)$/.test(file) ? false : undefined),
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
      '/yjs': { target: server, ws: true },
    },
  },
})
