import { useI18n } from 'vue-i18n';

/** The registry's reasons are codes; one that has no words yet is shown as it is. */
export function useEmployerReason(): (code: string | null) => string {
    const { t, te } = useI18n();
    return (code) => {
        if (code === null) return '';
        const key = `employer.reason.${code.replace(/^.*\./, '')}`;
        return te(key, 'zh-CN') ? t(key) : code;
    };
}
