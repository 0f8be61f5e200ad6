import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig(({ command }) => {
  // Built as it ships, whoever builds it: a test runner would hand down an environment of its own.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: 'renderer',
    // The page is served from a loopback address and, in the desktop app, from a scheme of its own.
    base: './',
    plugins: [react()],
    build: {
      outDir: '../out/page',
      emptyOutDir: true,
      // The oldest browser engine the desktop app runs on.
      target: 'chrome130',
      // Inlined files would need a looser content security policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      // One sheet, whose order does not depend on which screen was opened first.
      cssCodeSplit: false,
    },
  };
});
