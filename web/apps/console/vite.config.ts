import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
    base: '/console/',
    plugins: [vue()],
    define: {
        __VUE_I18N_LEGACY_API__: false,
        __VUE_I18N_FULL_INSTALL__: false,
        __INTLIFY_PROD_DEVTOOLS__: false,
    },
    build: {
        // The browsers of a window's computer are brought up to date seldom.
        target: ['es2020', 'chrome87', 'firefox78', 'safari14'],
        cssTarget: ['chrome87', 'safari14'],
        manifest: true,
        // tools/check_budget.mjs measures; vite's own table would only add noise.
        reportCompressedSize: false,
        // The server's content security policy has no data: for scripts, and needs none.
        modulePreload: { polyfill: false },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
