package io.lanewise.processor.decode;

/** Thrown for a value that cannot be computed from its own step and those before it; the message says what it does. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String what) {
        super(what);
    }
}
