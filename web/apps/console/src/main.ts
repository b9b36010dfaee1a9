import '@gigfair/tokens/tokens.css';
import '@gigfair/core/shared/base.css';
import './app/console.css';
import { createApp } from 'vue';
import { createConsoleApp } from './app/console_app';
import ConsoleApp from './app/ConsoleApp.vue';

void createConsoleApp(createApp(ConsoleApp)).then((app) => app.mount('#app'));
