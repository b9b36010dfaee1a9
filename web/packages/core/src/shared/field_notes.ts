import type { FunctionalComponent, InjectionKey } from 'vue';

/**
 * What a page has to say about the values of its form beside errors. A page that provides it sees its notes drawn
 * under every FormField, and where FieldNotes stands.
 */
export interface FieldNotes {
    /** Draws what is to be said about the value at a JSON pointer of the request. */
    component: FunctionalComponent<{ pointer: string }>;
    /** Whether anything is said about it. */
    speaks(pointer: string): boolean;
    /** Whether the value cannot stay as it is. */
    forbids(pointer: string): boolean;
}

export const field_notes_key: InjectionKey<FieldNotes> = Symbol('field_notes');
