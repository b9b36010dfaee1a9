import { inject, reactive, type InjectionKey } from 'vue';

/** The contract's limit, in code points. */
export const remark_max = 200;

/** Remarks that were begun, by what they are about: they outlive another page and the end of a session. */
export type Remarks = Map<string, string>;

export const remarks_key: InjectionKey<Remarks> = Symbol('remarks');

export const createRemarks = (): Remarks => reactive(new Map<string, string>());

export function useRemarks(): Remarks {
    const remarks = inject(remarks_key);
    if (!remarks) throw new Error('useRemarks() outside of the app');
    return remarks;
}

export const length_of = (text: string): number => Array.from(as_one_line(text)).length;

/** A template put into a remark: in its place where it is empty, else after what was written. */
export function with_template(remark: string, template: string): string {
    const before = remark.trimEnd();
    if (before === '' || before.includes(template)) return before || template;
    return `${before} ${template}`;
}

/** Remarks are one line in the contract; people press Enter all the same. */
export const as_one_line = (text: string): string => text.trim().replace(/\s*[\r\n]+\s*/g, ' ');
