import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Three bundles: Node (the desktop's main process and the plain-Node command), preload, and the screen. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: { index: 'src/main/index.ts', hopscope: 'src/cli/index.ts' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file that requires nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      // The screen comes from this machine: one large file loads as fast as many small ones.
      chunkSizeWarningLimit: 4096,
      // A lesson's page carries the screen's one script, which therefore must not be split.
      rolldownOptions: { input: { index: 'src/renderer/index.html' }, output: { codeSplitting: false } },
    },
  },
})
