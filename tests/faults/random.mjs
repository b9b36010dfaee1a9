/// Mulberry32: the same seed gives the same run, as far as a kill can be repeated at all.
export class Random {
    #state;

    constructor(seed) {
        this.#state = seed >>> 0;
    }

    /// In [0, 1).
    next() {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let mixed = this.#state;
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }

    /// A whole number, both ends included.
    between(low, high) {
        return low + Math.floor(this.next() * (high - low + 1));
    }

    /// A source of its own, so that concurrent clients don't draw from one.
    fork() {
        return new Random(this.between(0, 2 ** 32 - 1));
    }
}
