/** What is wrong with which value of a form, by the JSON pointer of the request body. */
export interface FieldError {
    pointer: string;
    message: string;
}
export type FieldErrors = FieldError[];

/** The messages of a value and of what lies below it: /pay also shows /pay/amount_fen. */
export function messages_at(errors: FieldErrors, pointer: string): string[] {
    const here = errors.filter((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`));
    return [...new Set(here.map((error) => error.message))];
}

/** Brings the first wrong field of a form into view and into focus. */
export function focus_first_error(form: ParentNode): void {
    form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
