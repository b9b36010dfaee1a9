import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RemarkTemplate, VerdictChoice } from '../shared/verdicts';
import type { CheckVerdict, WaitingEmployer } from './checks';

const ask_templates = ['original', 'name', 'mandate', 'licence'];
const refuse_templates = ['name', 'licence', 'no_answer'];

/** What staff may say of an employer. Against the register's word an approval needs its reason. */
export function useCheckChoices(waiting: () => WaitingEmployer) {
    const { t } = useI18n();
    return computed<VerdictChoice<CheckVerdict>[]>(() => {
        const template = (verdict: string, name: string): RemarkTemplate => ({
            label: t(`check.template.${verdict}.${name}.label`),
            text: t(`check.template.${verdict}.${name}.text`),
        });
        const { employer } = waiting();
        const against_register = employer.waits_for === 'registry_refusal';
        const is_first = employer.kind === 'agency' && !employer.second_person_needed;
        return [
            {
                ...{ name: 'approve', letter: 'a', label: 'check.act.approve', tone: 'act', remark: against_register ? 'needed' : 'optional' },
                confirm: is_first ? 'check.confirm.approve_first' : 'check.confirm.approve',
                remark_label: t(against_register ? 'check.remark.against_register' : 'check.remark.approve'),
                templates: [],
            },
            {
                ...{ name: 'ask', letter: 'q', label: 'check.act.ask', confirm: 'check.confirm.ask', tone: 'quiet', remark: 'needed' },
                remark_label: t('check.remark.ask'),
                templates: ask_templates.map((name) => template('ask', name)),
            },
            {
                ...{ name: 'refuse', letter: 'r', label: 'check.act.refuse', confirm: 'check.confirm.refuse', tone: 'danger', remark: 'needed' },
                remark_label: t('check.remark.refuse'),
                templates: refuse_templates.map((name) => template('refuse', name)),
            },
        ];
    });
}
