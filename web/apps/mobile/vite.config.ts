import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
    plugins: [vue()],
    define: {
        __VUE_I18N_LEGACY_API__: false,
        __VUE_I18N_FULL_INSTALL__: false,
        __INTLIFY_PROD_DEVTOOLS__: false,
    },
    build: {
        // The Android WebView of 2019.
        target: ['es2019', 'chrome74', 'safari13'],
        cssTarget: ['chrome74', 'safari13'],
        manifest: true,
        // tools/check_budget.mjs measures; vite's own table would only add noise.
        reportCompressedSize: false,
        // The server's content security policy has no data: for scripts, and needs none.
        modulePreload: { polyfill: false },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080', '/city': 'http://127.0.0.1:8080', '/simulators': 'http://127.0.0.1:8080' } },
});
