import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Serves the gallery on this machine only. */
export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', open: false },
  cacheDir: '../../.cache/gallery',
})
