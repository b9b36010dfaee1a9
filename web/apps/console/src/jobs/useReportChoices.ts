import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { VerdictChoice } from '../shared/verdicts';
import type { ReportOutcome } from './reports';

const outcomes = [
    { name: 'removed', letter: 'r', tone: 'danger' },
    { name: 'corrected', letter: 'c', tone: 'quiet' },
    { name: 'passed_on', letter: 'p', tone: 'quiet' },
    { name: 'no_breach', letter: 'n', tone: 'quiet' },
] as const satisfies readonly { name: ReportOutcome; letter: string; tone: string }[];

/** What may become of a report, with words for whoever reported. */
export function useReportChoices() {
    const { t } = useI18n();
    return computed<VerdictChoice<ReportOutcome>[]>(() =>
        outcomes.map(({ name, letter, tone }) => ({
            ...{ name, letter, tone, label: `report.act.${name}`, confirm: `report.confirm.${name}`, remark: 'needed' },
            remark_label: t('report.remark'),
            templates: [{ label: t('report.template.label'), text: t(`report.template.${name}`) }],
        })),
    );
}
