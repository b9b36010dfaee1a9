import type { components } from '@gigfair/api';
import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { shallowRef, watch } from 'vue';
import { useSession } from '../accounts/session';
import { useSettings } from '../shared/settings';

export type TableWarning = components['schemas']['TableWarning'];

/** The tables that staff should verify, in the language of the page. None while they come, and where they don't: the queue is there. */
export function useRuleWarnings() {
    const { api } = useHttp();
    const session = useSession();
    const settings = useSettings();
    const warnings = shallowRef<TableWarning[]>([]);

    async function load(locale: string): Promise<void> {
        try {
            const { items } = await session.reading(() => answerOf(api.GET('/api/v1/rules/warnings', {})));
            if (locale === settings.locale) warnings.value = items;
        } catch {
            // Posts can be reviewed without it.
        }
    }
    watch(() => settings.locale, load, { immediate: true });
    return { warnings };
}
