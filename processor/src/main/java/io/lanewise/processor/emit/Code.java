package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;

/**
 * Text of a kernel's body, in the form of JavaPoet's code blocks but written once: kernels are most of what is generated, and a
 * user's compilation runs this cold. Types are named simply; the class that holds the kernel imports them.
 */
final class Code {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder(1024);
    private int depth;

    /** {@code format} with each {@code $T} and {@code $L} replaced by the next argument. */
    static String of(String format, Object... arguments) {
        StringBuilder text = new StringBuilder(format.length() + 32);
        int next = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '$') {
                text.append(c);
                continue;
            }
            Object argument = arguments[next++];
            text.append(argument instanceof ClassName type ? type.simpleName() : argument);
            i++;
        }
        return text.toString();
    }

    Code addStatement(String format, Object... arguments) {
        line(of(format, arguments)).append(";\n");
        return this;
    }

    Code beginControlFlow(String format, Object... arguments) {
        line(of(format, arguments)).append(" {\n");
        depth++;
        return this;
    }

    Code endControlFlow() {
        depth--;
        line("}").append('\n');
        return this;
    }

    private StringBuilder line(String content) {
        for (int i = 0; i < depth; i++) {
            text.append(INDENT);
        }
        return text.append(content);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
