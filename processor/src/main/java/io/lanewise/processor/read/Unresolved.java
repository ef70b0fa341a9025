package io.lanewise.processor.read;

/**
 * Thrown inside {@code read} when the source names something that does not exist, or not yet: another processor may still
 * write it, and else javac reports it. It never leaves this package.
 */
final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unresolved(String what) {
        super(what, null, false, false);
    }
}
