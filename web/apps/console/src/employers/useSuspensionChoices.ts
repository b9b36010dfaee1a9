import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute } from 'vue-router';
import { useSession } from '../accounts/session';
import type { VerdictChoice } from '../shared/verdicts';
import type { EmployerFile } from './checks';
import { may_suspend, stage_of, type SuspensionVerdict } from './suspensions';

const letters = { suspend: 'e', reinstate: 'i', refuse: 'r' } as const;
const templates = { suspend: ['reports', 'papers', 'fees'], reinstate: ['righted', 'mistaken'], refuse: ['not_righted'] } as const;

/** Whether whoever sits here is one of those who suspend employers of this market. */
export function useMaySuspend() {
    const session = useSession();
    const route = useRoute();
    return computed(() => may_suspend(session.me.value?.roles ?? [], String(route.params.market)));
}

/** One choice, with what follows from it. `first` only asks, a second person confirms. */
export function useSuspensionChoice() {
    const { t } = useI18n();
    return (name: SuspensionVerdict, step: 'first' | 'second'): VerdictChoice<SuspensionVerdict> => ({
        ...{ name, letter: letters[name], tone: name === 'reinstate' ? 'act' : 'danger', remark: 'needed' },
        ...{ label: `suspension.act.${name}_${step}`, confirm: `suspension.confirm.${name}_${step}` },
        follows: t(`suspension.follows.${name}_${step}`),
        remark_label: t(`suspension.remark.${name}`),
        templates: templates[name].map((template) => ({
            label: t(`suspension.template.${name}.${template}.label`),
            text: t(`suspension.template.${name}.${template}.text`),
        })),
    });
}

/** What may be decided about an employer that is suspended or that somebody wants suspended. */
export function useSuspensionChoices(employer: () => EmployerFile) {
    const may = useMaySuspend();
    const choice = useSuspensionChoice();
    return computed(() => {
        if (!may.value) return [];
        switch (stage_of(employer())) {
            case 'suspension_asked':
                return [choice('suspend', 'second')];
            case 'suspended':
                return [choice('reinstate', 'first')];
            case 'reinstatement_asked':
                return [choice('reinstate', 'second'), choice('refuse', 'second')];
            case undefined:
                return [];
        }
    });
}
