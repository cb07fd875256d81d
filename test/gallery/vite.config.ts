import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Serves the gallery on this machine only; the built-in recordings are above its folder. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  assetsInclude: ['**/*.pcapng', '**/*.hopscope'],
  server: { host: '127.0.0.1', open: false, fs: { allow: ['../..'] } },
  build: { target: 'esnext', outDir: '../../.cache/gallery-page', emptyOutDir: true },
  cacheDir: '../../.cache/gallery',
})
