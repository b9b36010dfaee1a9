import type { components } from '@gigfair/api';
import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { shallowRef, watch } from 'vue';
import { useSettings } from '../shared/settings';
import { useAttempt } from '../shared/useAttempt';

export type Skill = components['schemas']['Skill'];

/** The contract's largest page; a catalogue has at most 64 skills, as many as the engine can tell apart. */
const skills_page = 100;

/** The city's skills, in the language that was asked for. */
export function useSkills() {
    const { api } = useHttp();
    const settings = useSettings();
    const skills = shallowRef<Skill[]>([]);
    const { error, attempt } = useAttempt();
    const load = () =>
        attempt(async () => {
            skills.value = (await answerOf(api.GET('/api/v1/skills', { params: { query: { limit: skills_page } } }))).items;
        });
    watch(() => settings.locale, load, { immediate: true });
    return { skills, error, load };
}
