package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a generated method as text that is written once: bodies are most of what is generated, and a user's compilation
 * runs this cold, where a statement of JavaPoet's, printed for its imports and then again, takes ten times as long. Types are
 * named simply; {@link #block} imports them.
 */
final class Code {
    private static final String INDENT = "    ";
    private static final int COLUMNS = 100;
    /** Columns before a body: of the class and of the method. */
    private static final int OUTSIDE = 8;

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

    /** A call as a statement, broken between arguments where the line would get too long. */
    Code addCall(String method, List<?> arguments) {
        line(method).append('(');
        int column = OUTSIDE + INDENT.length() * depth + method.length() + 1;
        String comma = "";
        for (Object argument : arguments) {
            String word = argument.toString();
            if (!comma.isEmpty() && column + 2 + word.length() + 2 > COLUMNS) {
                text.append(",\n");
                indent(depth + 2);
                column = OUTSIDE + INDENT.length() * (depth + 2);
            } else {
                text.append(comma);
                column += comma.length();
            }
            text.append(word);
            column += word.length();
            comma = ", ";
        }
        text.append(");\n");
        return this;
    }

    Code addComment(String comment) {
        line("// ").append(comment).append('\n');
        return this;
    }

    Code beginControlFlow(String format, Object... arguments) {
        line(of(format, arguments)).append(" {\n");
        depth++;
        return this;
    }

    Code nextControlFlow(String format, Object... arguments) {
        depth--;
        line("} ").append(of(format, arguments)).append(" {\n");
        depth++;
        return this;
    }

    Code endControlFlow() {
        depth--;
        line("}").append('\n');
        return this;
    }

    private StringBuilder line(String content) {
        return indent(depth).append(content);
    }

    private StringBuilder indent(int levels) {
        for (int i = 0; i < levels; i++) {
            text.append(INDENT);
        }
        return text;
    }

    /** The text as JavaPoet takes it; {@code types} are those that it may name. */
    CodeBlock block(List<ClassName> types) {
        return block(text.toString(), types);
    }

    /** {@code text} as JavaPoet takes it: each type is a type where it stands first, for its import, and text from there on. */
    static CodeBlock block(String text, List<ClassName> types) {
        List<Integer> starts = new ArrayList<>();
        List<ClassName> found = new ArrayList<>();
        for (ClassName type : types) {
            int start = find(text, type.simpleName());
            if (start >= 0) {
                int i = 0;
                while (i < starts.size() && starts.get(i) < start) {
                    i++;
                }
                starts.add(i, start);
                found.add(i, type);
            }
        }
        CodeBlock.Builder block = CodeBlock.builder();
        int at = 0;
        for (int i = 0; i < found.size(); i++) {
            int start = starts.get(i);
            block.add("$L$T", text.substring(at, start), found.get(i));
            at = start + found.get(i).simpleName().length();
        }
        return block.add("$L", text.substring(at)).build();
    }

    private static int find(String text, String type) {
        for (int at = text.indexOf(type); at >= 0; at = text.indexOf(type, at + 1)) {
            int end = at + type.length();
            if (end < text.length()
                    && ". (".indexOf(text.charAt(end)) >= 0
                    && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
