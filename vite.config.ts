import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/** Programs that are built beside Remix's own server build, sharing its modules: one database client a process. */
const programs = {
  serve: 'app/commands/serve.ts',
  'compile-worker': 'app/content/worker/compile-worker.server.ts',
  'epub-thread': 'app/content/takeaway/epub/epub-thread.server.ts',
}

function buildPrograms(): Plugin {
  return {
    name: 'build-programs',
    apply: 'build',
    config: {
      order: 'post',
      handler(_config, { isSsrBuild }) {
        if (!isSsrBuild) return undefined
        return {
          build: {
            rollupOptions: {
              input: { index: 'virtual:remix/server-build', ...programs } as never,
              output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
            },
          },
        }
      },
    },
  }
}

const compressible = /\.(css|js|json|svg|txt|webmanifest|xml)$/

/** Writes .br and .gz beside every static file, once, at the strongest setting. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    enforce: 'post',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const folder = path.resolve('build/client')
        const files = await readdir(folder, { recursive: true }).catch(() => [])
        for (const file of files.filter((name) => compressible.test(name))) {
          const source = await readFile(path.join(folder, file))
          const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
          await writeFile(path.join(folder, `${file}.br`), await promisify(brotliCompress)(source, options))
          await writeFile(path.join(folder, `${file}.gz`), await promisify(gzip)(source, { level: 9 }))
        }
      },
    },
  }
}

export default defineConfig({
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    buildPrograms(),
    precompress(),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0, reportCompressedSize: false },
  // No page loads the modules of the site: nothing is to be bundled for a browser in development.
  optimizeDeps: { noDiscovery: true, include: [] },
  ssr: { external: ['@node-rs/argon2', 'better-sqlite3', 'esbuild', 'mdx-bundler', 'sharp'] },
})
