import { createHttp, http_key } from '@gigfair/core/shared/http';
import { watch, type App } from 'vue';
import { createSession, session_key } from '../accounts/session';
import { createMessages, load_messages } from '../locales/messages';
import { ask_ahead, openings_ahead_key } from '../matching/openings_ahead';
import { openings_query } from '../matching/openings_query';
import { is_recommended } from '../matching/useListOrder';
import { createSearch, search_key } from '../matching/search';
import { createOccupations, occupations_key } from '../occupations/occupations';
import { createRegions, regions_key } from '../places/regions';
import { createSettings, settings_key, type Settings } from '../shared/settings';
import { createProfileDrafts, profile_drafts_key } from '../workers/profile_draft';
import { createPageRouter } from './router';

/** The root element bears what a person set, for CSS and for screen readers. */
function dress(settings: Settings): void {
    document.documentElement.lang = settings.locale;
    document.documentElement.classList.toggle('elder', settings.elder);
}

/** Wires the app: the only place that knows every room's shared state. */
export async function createMobileApp(app: App): Promise<App> {
    const settings = createSettings(localStorage);
    const http = createHttp(settings, localStorage);
    const search = createSearch(settings);
    // Work is asked for before all else: it comes while the app is put together.
    const ahead = location.pathname === '/' && !is_recommended(http, settings) ? ask_ahead(http.api, openings_query(search.filters, search.place.value, new Date())) : undefined;
    if (ahead) app.provide(openings_ahead_key, ahead);
    const messages = createMessages(settings.locale);
    await load_messages(messages, settings.locale);
    watch(
        settings,
        async (now) => {
            dress(now);
            await load_messages(messages, now.locale);
        },
        { immediate: true },
    );

    const session = createSession(http);
    app.provide(settings_key, settings);
    app.provide(http_key, http);
    app.provide(session_key, session);
    app.provide(search_key, search);
    app.provide(occupations_key, createOccupations(http, settings));
    app.provide(regions_key, createRegions(http, settings));
    app.provide(profile_drafts_key, createProfileDrafts(sessionStorage, session.me));
    app.use(messages);
    app.use(createPageRouter(session, messages, http));
    // Who this is may come later; real work is seen without it.
    void session.restore();
    await ahead?.soon;
    return app;
}
