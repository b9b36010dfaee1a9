/** Words to begin a remark with. */
export interface RemarkTemplate {
    label: string;
    text: string;
}

/** One of the things that can be decided. */
export interface VerdictChoice<Name extends string> {
    name: Name;
    letter: string;
    /** Keys of the words on the buttons. */
    label: string;
    confirm: string;
    /** What comes of it, in words, where it is more than the button says. */
    follows?: string;
    tone: 'act' | 'quiet' | 'danger';
    remark: 'needed' | 'optional';
    remark_label: string;
    templates: readonly RemarkTemplate[];
}
