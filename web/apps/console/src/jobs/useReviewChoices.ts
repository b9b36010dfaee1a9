import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { remark_max } from '../shared/remarks';
import type { RemarkTemplate, VerdictChoice } from '../shared/verdicts';
import { remark_of, type ReviewVerdict, type WaitingJob } from './reviews';

const ask_templates = ['age', 'hours', 'pay', 'place', 'papers'];
const refuse_templates = ['fee', 'discrimination', 'contact', 'duplicate', 'no_answer'];

/** What staff may say of a post that waits, with words to begin with: those of the rules first. */
export function useReviewChoices(waiting: () => WaitingJob) {
    const { t } = useI18n();
    return computed<VerdictChoice<ReviewVerdict>[]>(() => {
        const template = (verdict: string, name: string): RemarkTemplate => ({
            label: t(`review.template.${verdict}.${name}.label`),
            text: t(`review.template.${verdict}.${name}.text`),
        });
        // What was drawn for a spot check is open already: it stays or it is taken down.
        const suffix = waiting().why === 'sampled' ? '_sampled' : '';
        const by_rules = remark_of(waiting().findings, remark_max);
        const rules = by_rules === '' ? [] : [{ label: t('review.template.rules'), text: by_rules }];
        return [
            {
                ...{ name: 'approve', letter: 'a', label: `review.act.approve${suffix}`, confirm: `review.confirm.approve${suffix}`, tone: 'act', remark: 'optional' },
                ...{ remark_label: t('review.remark.approve'), templates: [] },
            },
            {
                ...{ name: 'ask', letter: 'q', label: 'review.act.ask', confirm: 'review.confirm.ask', tone: 'quiet', remark: 'needed' },
                remark_label: t('review.remark.ask'),
                templates: [...rules, ...ask_templates.map((name) => template('ask', name))],
            },
            {
                ...{ name: 'refuse', letter: 'r', label: `review.act.refuse${suffix}`, confirm: `review.confirm.refuse${suffix}`, tone: 'danger', remark: 'needed' },
                remark_label: t(`review.remark.refuse${suffix}`),
                templates: [...rules, ...refuse_templates.map((name) => template('refuse', name))],
            },
        ];
    });
}
