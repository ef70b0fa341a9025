package io.lanewise.runtime.io;

import java.util.Set;

/**
 * Steps through strict JSON (RFC 8259) of a known form. The caller asks for what must come next, so nothing nests deeper than
 * its own calls; names may not repeat, and numbers are whole and not negative.
 */
final class JsonCursor {
    /** No number of the format needs more digits; so none overflows a long. */
    private static final int MOST_DIGITS = 18;

    private final String text;
    private int at;

    JsonCursor(String text) {
        this.text = text;
    }

    /** Begins an object or an array; false if it ends at once. */
    boolean open(char begin, char end) throws FormatException {
        require(begin);
        if (peek() == end) {
            at++;
            return false;
        }
        return true;
    }

    /** Goes on to the next part; false at the end of the object or array. */
    boolean next(char end) throws FormatException {
        if (peek() == end) {
            at++;
            return false;
        }
        require(',');
        return true;
    }

    /** A name and its colon. */
    String key(Set<String> seen) throws FormatException {
        String key = string();
        if (!seen.add(key)) {
            throw new FormatException("its header has '" + key + "' twice");
        }
        require(':');
        return key;
    }

    /** A string. */
    String string() throws FormatException {
        require('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = take();
            if (c == '"') {
                break;
            } else if (c < ' ') {
                throw unexpected(at - 1);
            }
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() throws FormatException {
        char c = take();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = hexDigit(take());
                    if (digit < 0) {
                        throw unexpected(at - 1);
                    }
                    code = code << 4 | digit;
                }
                yield (char) code;
            }
            default -> throw unexpected(at - 1);
        };
    }

    private static int hexDigit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** A whole number from 0 to 10¹⁸ − 1. */
    long number() throws FormatException {
        peek();
        int from = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = at - from < MOST_DIGITS ? value * 10 + (text.charAt(at) - '0') : value;
            at++;
        }
        if (at == from) {
            throw unexpected(at);
        }
        if (at - from > MOST_DIGITS || at - from > 1 && text.charAt(from) == '0') {
            throw unexpected(from);
        }
        return value;
    }

    /** Only blanks may follow. */
    void end() throws FormatException {
        if (peek() != 0) {
            throw unexpected(at);
        }
    }

    private void require(char expected) throws FormatException {
        if (peek() != expected) {
            throw unexpected(at);
        }
        at++;
    }

    /** The next character that is no blank, 0 at the end; a real 0 is nowhere allowed either. */
    private char peek() throws FormatException {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == text.length()) {
            return 0;
        }
        if (text.charAt(at) == 0) {
            throw unexpected(at);
        }
        return text.charAt(at);
    }

    private char take() throws FormatException {
        if (at == text.length()) {
            throw unexpected(at);
        }
        return text.charAt(at++);
    }

    private FormatException unexpected(int position) {
        return new FormatException(
                position >= text.length()
                        ? "its header ends too early"
                        : "its header has an unexpected character at position " + position);
    }
}
