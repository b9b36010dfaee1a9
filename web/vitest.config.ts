import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
    plugins: [vue()],
    test: {
        environment: 'happy-dom',
        include: ['apps/*/src/**/*.test.ts', 'packages/*/src/**/*.test.ts'],
        // Dates are the city's, wherever the tests run.
        env: { TZ: 'America/New_York' },
    },
});
