/** What came of something: by one's own word, or by a colleague who was faster. */
export interface Decided {
    by: 'me' | 'colleague';
    words: string;
    /** The page of the phone app where it is seen now. */
    see?: string;
}
