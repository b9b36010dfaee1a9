import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { VerdictChoice } from '../shared/verdicts';
import type { Job } from './reviews';
import { takedown_of, type Takedown } from './takedowns';

/** Taking a post down or putting it back, whichever can be done, with words for its employer. */
export function useTakedownChoices(job: () => Job, letter: () => string) {
    const { t } = useI18n();
    return computed<VerdictChoice<Takedown>[]>(() => {
        const name = takedown_of(job());
        if (name === undefined) return [];
        const suspends = name === 'suspend';
        return [
            {
                ...{ name, letter: letter(), label: `takedown.act.${name}`, confirm: `takedown.confirm.${name}` },
                ...{ tone: suspends ? 'danger' : 'quiet', remark: suspends ? 'needed' : 'optional' },
                remark_label: t(`takedown.remark.${name}`),
                templates: [{ label: t('takedown.template.label'), text: t(`takedown.template.${name}`) }],
            },
        ];
    });
}
