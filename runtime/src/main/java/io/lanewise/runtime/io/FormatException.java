package io.lanewise.runtime.io;

/** What makes a file no safetensors file; the message continues a sentence about the file. */
final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    FormatException(String message) {
        super(message);
    }
}
