package io.lanewise.processor.problem;

/** One mistake of the user: its id, its sentences and its place. */
public record Problem(ProblemCode code, String text, Where where) {
    /** {@code [LW301] Dense expects a vector but …}. */
    @Override
    public String toString() {
        return "[" + code.id() + "] " + text;
    }
}
