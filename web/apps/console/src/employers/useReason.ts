import { useI18n } from 'vue-i18n';

/** Words for a reason of the register or of the house; one that is not known is shown by its code. */
export function useReason() {
    const { t, te } = useI18n();
    return (code: string): string => {
        const key = `check.reason.${code.replace('employer.', '')}`;
        return te(key, 'zh-CN') ? t(key) : code;
    };
}
