import '@gigfair/core/shared/base.css';
import '@gigfair/tokens/tokens.css';
import { createApp } from 'vue';
import './app/base.css';
import { createMobileApp } from './app/mobile_app';
import MobileApp from './app/MobileApp.vue';

void createMobileApp(createApp(MobileApp)).then((app) => app.mount('#app'));
