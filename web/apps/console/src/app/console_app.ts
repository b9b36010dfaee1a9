import { createHttp, http_key } from '@gigfair/core/shared/http';
import { watch, type App } from 'vue';
import { createSession, session_key } from '../accounts/session';
import { createMessages, load_messages } from '../locales/messages';
import { createOwnMarkets, own_markets_key } from '../markets/own_markets';
import { createRemarks, remarks_key } from '../shared/remarks';
import { createSettings, settings_key } from '../shared/settings';
import { createPageRouter } from './router';

/** Wires the app: the only place that knows every room's shared state. */
export async function createConsoleApp(app: App): Promise<App> {
    const settings = createSettings(localStorage);
    const messages = createMessages();
    await load_messages(messages, settings.locale);
    watch(
        () => settings.locale,
        async (locale) => {
            document.documentElement.lang = locale;
            await load_messages(messages, locale);
        },
        { immediate: true },
    );

    const http = createHttp(settings, localStorage);
    const session = createSession(http);
    const remarks = createRemarks();
    const router = createPageRouter({ session, settings, messages, http });
    // What one person began to write is not for the next one at the same computer.
    session.on_other_person(() => {
        remarks.clear();
        void router.replace({ name: 'home' });
    });
    app.provide(settings_key, settings);
    app.provide(http_key, http);
    app.provide(session_key, session);
    app.provide(remarks_key, remarks);
    app.provide(own_markets_key, createOwnMarkets(http, session, settings));
    app.use(messages);
    app.use(router);
    await router.isReady();
    return app;
}
